"""Questions as files: `.rq` files that run as they stand, and the parameters that narrow them.

The header is made of comments, after grlc's (https://github.com/CLARIAH/grlc)::

    #+ title: Who met whom
    #+ description: Meetings, with the sentence that tells of each.
    #+ parameter: who (entity, optional) – a person, country or body
    #+ parameter: minimum (integer, default 2) – least number of articles

A parameter is used where a line ``VALUES ?who { UNDEF }`` stands, first in its group: its term takes the place of
UNDEF, or the line is left out where the parameter is. (After the query it would give wrong answers with aggregates.)
A term is one token that a library wrote, so whatever people type, the query keeps its shape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from kgbuild import resources
from kgbuild.edtf import bounds
from kgbuild.errors import QueryError

if TYPE_CHECKING:
    from kgbuild.stores import Result, Store

_HEADER = re.compile(r"^#\+ ?(?:(title|description|parameter|json):)?(.*)$")
_PARAMETER = re.compile(
    r"(?P<name>\w+) \((?P<type>[\w-]+)(?: (?P<prefer>\w+))?(?:, (?:optional|default (?P<default>[^)]+)))?\)"
    r" – (?P<meaning>.+)",
    re.DOTALL,
)
_SLOT = re.compile(r"^[ \t]*VALUES[ \t]+\?(\w+)[ \t]*\{[ \t]*UNDEF[ \t]*\}[ \t]*\n", re.MULTILINE)
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by; `prefer` is the class that decides between namesakes."""

    name: str
    type: str
    meaning: str
    default: str | None = None
    prefer: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A question; `shape` says what a row looks like as JSON, where it is more than its columns."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str
    shape: Mapping[str, Any] | None = None


def load_queries(folder: Traversable | None = None) -> dict[str, Query]:
    """The canned questions by name, and those of a folder of one's own, which win over canned ones of the same name."""
    folders = [resources.queries()] + ([folder] if folder else [])
    files = {file.name: file for place in folders for file in place.iterdir() if file.name.endswith(".rq")}
    return {
        name.removesuffix(".rq"): read_query(name, files[name].read_text(encoding="utf-8")) for name in sorted(files)
    }


def read_query(name: str, text: str) -> Query:
    """A query from its file's name and text. Raises :class:`QueryError` that says what the header lacks."""
    fields = _fields(text)
    told = {key: " ".join(value.split()) for key, value in fields if key != "parameter"}
    if not told.get("title"):
        raise QueryError(f"{name}: the header has no line “#+ title: …”")
    parameters = tuple(_parameter(name, value) for key, value in fields if key == "parameter")
    declared, used = {parameter.name for parameter in parameters}, set(_SLOT.findall(text))
    if declared != used:
        odd = ", ".join(sorted(declared ^ used))
        raise QueryError(f"{name}: each parameter needs a line in the header and a line VALUES ?… {{ UNDEF }}: {odd}")
    shape = json.loads(told["json"]) if "json" in told else None
    return Query(name.removesuffix(".rq"), told["title"], told.get("description", ""), parameters, text, shape)


def _fields(text: str) -> list[tuple[str, str]]:
    """Key and value of each part of the header; lines without a key go on with the one before."""
    fields: list[tuple[str, str]] = []
    for line in text.splitlines():
        if match := _HEADER.match(line):
            if match[1]:
                fields.append((match[1], match[2].strip()))
            elif fields:
                fields[-1] = fields[-1][0], f"{fields[-1][1]} {match[2].strip()}"
    return fields


def _parameter(name: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match or match["type"] not in TYPES:
        raise QueryError(f"{name}: “{text}” is not “NAME (TYPE, optional) – meaning”, with one of {', '.join(TYPES)}")
    return Parameter(match["name"], match["type"], match["meaning"], match["default"], match["prefer"])


def find(queries: Mapping[str, Query], name: str) -> Query:
    if name in queries:
        return queries[name]
    near = get_close_matches(name, queries, n=1)
    hint = f"; do you mean {near[0]}?" if near else f"; there are {', '.join(queries)}"
    raise QueryError(f"there is no question {name!r}{hint}")


def bind(query: Query, values: Mapping[str, str], store: Store) -> str:
    """The query as SPARQL, narrowed by `values`; the store tells whom a name means.

    Raises :class:`QueryError` for a parameter that the query does not have, or a value that is none of its type.
    """
    names = [parameter.name for parameter in query.parameters]
    if unknown := sorted(set(values) - set(names)):
        known = f"it has {', '.join(names)}" if names else "it has none"
        raise QueryError(f"{query.name} has no parameter {unknown[0]!r}; {known}")
    terms = {parameter.name: _term(parameter, values.get(parameter.name), store) for parameter in query.parameters}

    def fill(slot: re.Match[str]) -> str:
        term = terms[slot[1]]
        return slot[0].replace("UNDEF", term) if term else ""

    return _SLOT.sub(fill, query.text)


def answer(query: Query, values: Mapping[str, str], store: Store) -> Result:
    return store.query(bind(query, values, store))


def _term(parameter: Parameter, value: str | None, store: Store) -> str | None:
    """A value as a term of SPARQL."""
    value = parameter.default if value is None else value
    if value is None:
        return None
    try:
        return TYPES[parameter.type](value.strip(), parameter, store)
    except ValueError as error:
        raise QueryError(f"--param {parameter.name}: {error}") from error


def _entity(value: str, parameter: Parameter, store: Store) -> str:
    from kgbuild.stores import lookup  # noqa: PLC0415 (listing the questions needs no store)

    return str(lookup.entity(store, value, prefer=parameter.prefer))


def _relation(value: str, _parameter: Parameter, store: Store) -> str:
    from kgbuild.stores import lookup  # noqa: PLC0415

    return str(lookup.relation(store, value))


def _day(value: str, end: int) -> str:
    span = bounds(value)
    if not span or "/" in value:
        raise QueryError(f"{value!r} is no date; write 2023-11-29, 2023-11 or 2023")
    return _literal(date.fromisoformat(span[end]).isoformat(), "date")


def _first_day(value: str, _parameter: Parameter, _store: Store) -> str:
    return _day(value, 0)


def _last_day(value: str, _parameter: Parameter, _store: Store) -> str:
    return _day(value, 1)


def _text(value: str, _parameter: Parameter, _store: Store) -> str:
    return _literal(value)


def _integer(value: str, _parameter: Parameter, _store: Store) -> str:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise QueryError(f"{value!r} is no whole number")
    return _literal(str(int(value)), "integer")


def _literal(value: str, datatype: str | None = None) -> str:
    from pyoxigraph import Literal, NamedNode  # noqa: PLC0415

    return str(Literal(value, datatype=NamedNode(_XSD + datatype)) if datatype else Literal(value))


TYPES = {
    "entity": _entity,
    "date": _first_day,
    "end-date": _last_day,
    "text": _text,
    "relation": _relation,
    "integer": _integer,
}
"""Types of parameters: ``date`` takes a month or year by its first day, ``end-date`` by its last."""
