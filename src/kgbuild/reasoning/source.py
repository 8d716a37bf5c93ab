"""The graph that is reasoned over, from a file of any RDF format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import InputError


def read_quads(path: Path) -> list[Quad]:
    """All statements of an RDF file, whose suffix says the format. Raises :class:`InputError`."""
    format_ = RdfFormat.from_extension(path.suffix.lower().removeprefix("."))
    if format_ is None:
        raise InputError(f"{path}: the suffix is no RDF format's; .ttl, .nq, .trig, .nt, .jsonld and .rdf are")
    try:
        return list(parse(path=str(path), format=format_, base_iri=path.absolute().as_uri()))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path} cannot be read as {format_.name}: {' '.join(str(error).split())[:200]}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})") from error


def base_of(quads: Iterable[Quad]) -> str:
    """The base of the graph's IRIs, told from an article's; kgbuild's own where there is none."""
    articles = (quad.object for quad in quads if quad.predicate == v.ARTICLE)
    base, found, _ = next((one.value for one in articles if isinstance(one, NamedNode)), "").rpartition("article/")
    return base if found else identity.DEFAULT_BASE
