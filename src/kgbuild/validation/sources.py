"""What can be validated, as a store: a file in any RDF format, a store of a build, an endpoint."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, parse

from kgbuild import vocabulary as v
from kgbuild.errors import InputError
from kgbuild.export import Format, format_of
from kgbuild.stores.embedded import EmbeddedStore
from kgbuild.stores.store import Store, select
from kgbuild.validation import iris
from kgbuild.validation.batches import anywhere

_PARSERS: dict[Format, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def open_file(path: Path) -> EmbeddedStore:
    """The graph of a file, in memory; nodes that RDF cannot name have stand-ins in it (see :mod:`iris`).

    Raises :class:`InputError` where the suffix is no RDF format's, or the file cannot be read.
    """
    form = _PARSERS[format_of(path)]
    try:
        return EmbeddedStore.of(iris.mended(parse(path=str(path), format=form, lenient=True)))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error})") from error
    except SyntaxError as error:
        raise InputError(f"{path} is no {form.name}: {' '.join(str(error).split())}") from error


def claims(store: Store) -> int:
    """How many claims there are to be validated."""
    pattern = anywhere(f"?claim {v.TYPE} {v.CLAIM}")
    return int(str(select(store, f"SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ {pattern} }}").rows[0][0]))
