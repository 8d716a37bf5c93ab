"""What a store is to the rest of kgbuild, and the plain values that its answers are made of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kgbuild.errors import QueryError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset({f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long", f"{_XSD}nonNegativeInteger"})
_NUMBERS = frozenset({f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"})
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_PLACE = re.compile(r"error at (\d+):(\d+)")
_REASON = re.compile(r"\b[A-Z][A-Za-z]+ [a-zA-Z]+ [^,\[\"]+")


class Iri(str):
    """An IRI among plain values: text like any other, that can still be told from a name."""

    __slots__ = ()


Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT; None stands where a variable is not bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


Result = Table | bool | tuple[Triple, ...]
"""What SELECT, ASK, and CONSTRUCT or DESCRIBE give."""


class Store(Protocol):
    """Whatever answers SPARQL 1.1 queries; each kind of store is filled in its own way."""

    def query(self, text: str) -> Result: ...


def select(store: Store, text: str) -> Table:
    """The answer to a query that must be a SELECT."""
    result = store.query(text)
    if not isinstance(result, Table):
        raise QueryError("a SELECT query is needed here")
    return result


def plain(result: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """An answer of pyoxigraph as plain values: the only place where terms become these."""
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QueryTriples):
        return tuple(sorted(result, key=str))
    columns = tuple(variable.value for variable in result.variables)
    return Table(columns, tuple(tuple(map(_value, solution)) for solution in result))


def _value(term: object) -> Value:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Iri(term.value)
    return _literal(term) if isinstance(term, Literal) else str(term)


def _literal(literal: Literal) -> Value:
    text, datatype = literal.value, literal.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _NUMBERS and math.isfinite(number := float(text)):
            return number
    except ValueError:
        # An ill-typed literal is still what the graph says.
        return text
    return _BOOLEANS.get(text, text) if datatype == f"{_XSD}boolean" else text


def syntax_error(text: str, error: SyntaxError) -> QueryError:
    """How far a query can be read, in one line; of the parser's list of what might follow, only what explains."""
    said = " ".join(str(error).split())
    place = _PLACE.search(said)
    if not place:
        return QueryError(f"this is no SPARQL 1.1 query: {said[:200]}")
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    where = f"up to line {line}, column {column}" + (f", before “{rest[:60]}”" if rest else "")
    reason = _REASON.search(said)
    return QueryError(f"this is no SPARQL 1.1 query, read {where}" + (f": {reason[0]}" if reason else ""))
