"""Quads become files: Turtle to read, N-Quads to exchange, and the rest. The same quads give the same bytes.

Triples formats (Turtle, N-Triples, RDF/XML) hold the union of the graphs; nothing is lost, since each claim names its
article. pyoxigraph writes them; rdflib, which is more than ten times slower, groups and sorts no better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import IO, Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import InputError

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
_LEADING = (v.TYPE, v.LABEL, v.ALT_LABEL, v.TITLE, v.SUBJECT, v.RELATION, v.OBJECT, v.PARTICIPANT, v.DATE)
_RANKS = {predicate: rank for rank, predicate in enumerate(_LEADING)}
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
    content = render(quads, format, base=base)
    if isinstance(destination, str | Path):
        Path(destination).write_bytes(content)
    else:
        destination.write(content)


def render(quads: Iterable[Quad], format: Format, *, base: str = identity.DEFAULT_BASE) -> bytes:  # noqa: A002
    if format in {"nquads", "ntriples"}:
        return _lines(quads, format)
    statements: list[Triple] | list[Quad]
    if format == "turtle":
        statements = _union(quads, base)
    elif format == "rdfxml":
        statements = [_for_xml(triple) for triple in _union(quads, base)]
    else:
        statements = sorted(set(quads), key=lambda quad: (str(quad.graph_name), *_place(quad, base)))
    namespaces = dict(sorted((identity.prefixes(base) | v.PREFIXES).items()))
    content = serialize(statements, format=_WRITERS[format], prefixes=namespaces) or b""
    if format == "rdfxml":
        return _sorted_namespaces(content)
    return content if format == "jsonld" else _readable(content, namespaces)


def _lines(quads: Iterable[Quad], format: Format) -> bytes:  # noqa: A002
    """N-Quads graph by graph, in the order of the graphs' names, so that a graph's lines stand together."""
    if format == "ntriples":
        return "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()
    lines = {(str(quad.graph_name), f"{quad} .\n") for quad in quads}
    return "".join(line for _, line in sorted(lines)).encode()


def _union(quads: Iterable[Quad], base: str) -> list[Triple]:
    triples = {quad.triple for quad in quads}
    evidence: dict[object, str] = {
        triple.subject: str(triple.object) for triple in triples if triple.predicate == v.WAS_DERIVED_FROM
    }
    return sorted(
        triples, key=lambda triple: (not _is_data(triple, base), *_near_words(triple, evidence), *_place(triple, base))
    )


def _is_data(triple: Triple, base: str) -> bool:
    """Whether a triple is of the data rather than of the ontology, which comes after it."""
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(base)


def _near_words(triple: Triple, evidence: dict[object, str]) -> tuple[bool, str]:
    """Claims and the quotes that bear them follow one another in the order of the text, after all else."""
    words = evidence.get(triple.subject) or (str(triple.subject) if triple.predicate == v.ANCHOR_OF else "")
    return bool(words), re.sub(r"\d+", lambda digits: digits[0].zfill(9), words)


def _place(statement: Quad | Triple, base: str) -> tuple[int, str, int, str, str]:
    """Where a statement stands: by kind of subject, subject, then type and label before all else."""
    subject, predicate = statement.subject, statement.predicate
    kind = subject.value.removeprefix(base).partition("/")[0] if isinstance(subject, NamedNode) else ""
    rank = identity.KINDS.index(kind) if kind in identity.KINDS else -1
    return rank, str(subject), _RANKS.get(predicate, len(_RANKS)), predicate.value, str(statement.object)


def _readable(content: bytes, namespaces: dict[str, str]) -> bytes:
    """Declares the prefixes in order (pyoxigraph's own order varies), and sets subjects apart by an empty line."""
    lines = [line for line in content.decode().split("\n") if not line.startswith("@prefix ")]
    body = "\n".join(f"\n{line}" if line and line[0] not in "\t}" else line for line in lines)
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in namespaces.items())
    return f"{header}{body}".encode()


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
