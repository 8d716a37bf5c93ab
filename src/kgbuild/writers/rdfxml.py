"""RDF/XML, for tools that read nothing else: the union of all graphs, as far as XML can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import ExportError
from kgbuild.writers.order import blocks

# XML 1.0, section 2.2: no other control characters, not even escaped.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What every XML parser takes for the name of an element. (pyoxigraph would write some IRIs as names that are none.)
_NAME = re.compile(r"[#/:][^\W\d][\w.\-]*\Z")


def rdfxml(quads: Iterable[Quad], base: str) -> tuple[bytes, int]:
    """The file, and in how many literals U+FFFD stands for characters that XML cannot hold.

    Raises :class:`ExportError` for a property or class whose IRI does not end in a name.
    """
    replaced = 0

    def statements() -> Iterator[Triple]:
        nonlocal replaced
        for block in blocks(quads, base):
            for triple in block.triples:
                fitting = _fitting(triple)
                replaced += fitting is not triple
                yield fitting

    content = serialize(statements(), format=RdfFormat.RDF_XML, prefixes=identity.prefixes(base) | v.PREFIXES) or b""
    # XML turns a carriage return into a line feed, unless it is told as a character reference.
    return _sorted_namespaces(content).replace(b"\r", b"&#13;"), replaced


def _fitting(triple: Triple) -> Triple:
    predicate, value = triple.predicate, triple.object
    for element in (predicate, value) if predicate == v.TYPE else (predicate,):
        if isinstance(element, NamedNode) and not _NAME.search(element.value):
            raise ExportError(f"{element} does not end in a name, as RDF/XML needs it: choose another format")
    if not isinstance(value, Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    return Triple(triple.subject, predicate, _with_text(value, _NOT_IN_XML.sub("\ufffd", value.value)))


def _with_text(literal: Literal, text: str) -> Any:
    if literal.language:
        return Literal(text, language=literal.language)
    return Literal(text, datatype=literal.datatype)


def _sorted_namespaces(content: bytes) -> bytes:
    """In one order, since that of pyoxigraph varies."""
    head, root, rest = re.split(rb"(<rdf:RDF[^>]*>)", content, maxsplit=1)
    return head + b"<rdf:RDF " + b" ".join(sorted(re.findall(rb'xmlns:\S+="[^"]*"', root))) + b">" + rest
