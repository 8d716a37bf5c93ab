"""Quads become files: Turtle to read, N-Quads to exchange, and the rest. The same quads give the same bytes.

Triples formats (Turtle, N-Triples, RDF/XML) hold the union of the graphs; nothing is lost, since each claim names its
article. pyoxigraph writes them; rdflib, which is more than ten times slower, groups and sorts no better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePath
from typing import IO, Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import InputError
from kgbuild.reading_order import PREDICATES, in_reading_order

Format = Literal["turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".ttl": "turtle",
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
_WRITERS: dict[Format, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_PAGE = 1000
"""Subjects that are serialised at once."""
# XML 1.0 can hold no other control characters, not even escaped.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def format_of(path: str | PurePath) -> Format:
    """By the suffix. Raises :class:`InputError` for one that is no RDF format's."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise InputError(f"{path}: the suffix is none of {', '.join(_SUFFIXES)}; name the format")
    return _SUFFIXES[suffix]


def write(
    quads: Iterable[Quad],
    destination: str | Path | IO[bytes],
    format: Format | None = None,  # noqa: A002 (every RDF library calls it so)
    *,
    base: str = identity.DEFAULT_BASE,
) -> None:
    """Writes to a path, or to a file that is open for bytes; a path's suffix may say the format.

    In RDF/XML, control characters that XML cannot hold become U+FFFD.
    """
    if format is None:
        if not isinstance(destination, str | Path):
            raise InputError(f"an open file has no suffix: name one of the formats {', '.join(FORMATS)}")
        format = format_of(destination)  # noqa: A001
    pieces = _pieces(quads, format, base)
    if isinstance(destination, str | Path):
        with Path(destination).open("wb") as file:
            file.writelines(pieces)
    else:
        destination.writelines(pieces)


def render(quads: Iterable[Quad], format: Format, *, base: str = identity.DEFAULT_BASE) -> bytes:  # noqa: A002
    """The whole file in memory."""
    return b"".join(_pieces(quads, format, base))


def _pieces(quads: Iterable[Quad], format: Format, base: str) -> Iterable[bytes]:  # noqa: A002
    """The file in pieces; for Turtle, no more of it is held than a piece."""
    namespaces = dict(sorted((identity.prefixes(base) | v.PREFIXES).items()))
    if format in {"nquads", "ntriples"}:
        return [_lines(quads, format)]
    if format == "turtle":
        return _turtle(_pages(in_reading_order(quads, base)), namespaces)
    if format == "rdfxml":
        triples = [_for_xml(triple) for page in _pages(in_reading_order(quads, base)) for triple in page]
        return [_sorted_namespaces(serialize(triples, format=RdfFormat.RDF_XML, prefixes=namespaces) or b"")]
    statements = sorted(set(quads), key=lambda quad: (str(quad.graph_name), *_place(quad, base)))
    content = serialize(statements, format=_WRITERS[format], prefixes=namespaces) or b""
    return [content if format == "jsonld" else _header(namespaces) + _readable(content)]


def _turtle(pages: Iterable[list[Triple]], namespaces: dict[str, str]) -> Iterator[bytes]:
    yield _header(namespaces)
    for page in pages:
        yield _readable(serialize(page, format=RdfFormat.TURTLE, prefixes=namespaces) or b"")


def _pages(blocks: Iterable[str]) -> Iterator[list[Triple]]:
    """Blocks of N-Triples as triples, some at a time, since each call of a parser and a serialiser costs."""
    while page := "".join(islice(blocks, _PAGE)):
        yield list(parse(page, RdfFormat.N_TRIPLES))


def _lines(quads: Iterable[Quad], format: Format) -> bytes:  # noqa: A002
    """N-Quads graph by graph, in the order of the graphs' names, so that a graph's lines stand together."""
    if format == "ntriples":
        return "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()
    lines = {(str(quad.graph_name).strip("<>"), f"{quad} .\n") for quad in quads}
    return "".join(line for _, line in sorted(lines)).encode()


def _place(statement: Quad | Triple, base: str) -> tuple[int, str, int, str, str]:
    """Where a statement stands: by kind of subject, subject, then type and label before all else."""
    subject, predicate = statement.subject, statement.predicate
    kind = subject.value.removeprefix(base).partition("/")[0] if isinstance(subject, NamedNode) else ""
    rank = identity.KINDS.index(kind) if kind in identity.KINDS else -1
    return rank, str(subject), PREDICATES.get(predicate, len(PREDICATES)), predicate.value, str(statement.object)


def _header(namespaces: dict[str, str]) -> bytes:
    """In order; pyoxigraph's own order varies."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in namespaces.items()).encode()


def _readable(content: bytes) -> bytes:
    """Without the prefixes, and subjects set apart by an empty line."""
    lines = [line for line in content.decode().split("\n") if not line.startswith("@prefix ")]
    return "\n".join(f"\n{line}" if line and line[0] not in "\t}" else line for line in lines).encode()


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, RdfLiteral) or not _NOT_IN_XML.search(value.value):
        return triple
    text = _NOT_IN_XML.sub("\ufffd", value.value)
    mended = RdfLiteral(text, language=value.language) if value.language else RdfLiteral(text, datatype=value.datatype)
    return Triple(triple.subject, triple.predicate, mended)


def _sorted_namespaces(content: bytes) -> bytes:
    head, root, rest = re.split(rb"(<rdf:RDF[^>]*>)", content, maxsplit=1)
    return head + b"<rdf:RDF " + b" ".join(sorted(re.findall(rb'xmlns:\S+="[^"]*"', root))) + b">" + rest
