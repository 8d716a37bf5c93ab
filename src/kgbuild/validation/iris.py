"""Nodes that have no proper name: IRIs that RFC 3987 does not allow, and blank nodes.

Neither can be asked for in SPARQL, and parsers differ in what they make of them. So each gets a stand-in, by which the
rest of the validation goes on: one bad IRI is one result, and not also that of all that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

_INVALID, _BLANK = "urn:kgbuild:invalid:", "urn:kgbuild:blank:"
_T = TypeVar("_T")


def reason(iri: str) -> str | None:
    """What is wrong with an IRI; None where it is an absolute one by RFC 3987, as oxiri reads it."""
    try:
        NamedNode(iri)
    except ValueError as error:
        return str(error)
    return None


def mended(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with stand-ins in the place of invalid IRIs and blank nodes."""
    known: dict[object, object] = {}
    for quad in quads:
        yield Quad(
            _mended(quad.subject, known),
            _mended(quad.predicate, known),
            _mended(quad.object, known),
            _mended(quad.graph_name, known),
        )


def original(iri: str) -> str:
    """What a stand-in stands for; any other IRI is itself."""
    if iri.startswith(_INVALID):
        return unquote(iri.removeprefix(_INVALID))
    return f"_:{iri.removeprefix(_BLANK)}" if iri.startswith(_BLANK) else iri


def is_blank(iri: str) -> bool:
    return iri.startswith(_BLANK)


def is_invalid(iri: str) -> bool:
    return iri.startswith(_INVALID)


def _mended(term: _T, known: dict[object, object]) -> _T:
    if term not in known:
        known[term] = _stand_in(term)
    found: _T = known[term]  # type: ignore[assignment]
    return found


def _stand_in(term: object) -> object:
    if isinstance(term, BlankNode):
        return NamedNode(_BLANK + term.value)
    if isinstance(term, NamedNode) and reason(term.value):
        return NamedNode(_INVALID + quote(term.value, safe=""))
    if isinstance(term, Literal) and reason(term.datatype.value):
        return Literal(term.value, datatype=NamedNode(_INVALID + quote(term.datatype.value, safe="")))
    return term
