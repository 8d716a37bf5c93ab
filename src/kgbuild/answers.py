"""Answers as text: a table to look at, lines for other programs, CSV, JSON, JSON Lines, Turtle."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TextIO, get_args

from pyoxigraph import Quad

from kgbuild import export, identity
from kgbuild.errors import QueryError
from kgbuild.stores import Iri, Result, Table, Value
from kgbuild.vocabulary import PREFIXES

Format = Literal["table", "csv", "json", "jsonl", "turtle"]
FORMATS: tuple[Format, ...] = get_args(Format)

# A terminal would obey control characters; in a line for other programs they would be breaks.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def write(
    result: Result,
    stream: TextIO,
    format: Format | None = None,  # noqa: A002 (the option is called so)
    *,
    shape: Mapping[str, Any] | None = None,
    base: str = identity.DEFAULT_BASE,
) -> None:
    """Write an answer; without a format, a table for SELECT and ASK and Turtle for triples.

    `shape` says what a row looks like as JSON (see :func:`shaped`); IRIs under `base` are shortened in tables.
    Raises :class:`QueryError` where the format cannot hold such an answer.
    """
    is_graph = isinstance(result, tuple)
    chosen = format or ("turtle" if is_graph else "table")
    if chosen == "turtle":
        stream.write(_turtle(result, base))
        return
    table = _as_table(result)
    if chosen == "table":
        _write_table(table, stream, identity.prefixes(base) | PREFIXES)
    elif chosen == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    else:
        objects = [shaped(shape, record) if shape else record for record in table.records()]
        _write_json(objects if not isinstance(result, bool) else result, stream, lines=chosen == "jsonl")


def _as_table(result: Result) -> Table:
    if isinstance(result, Table):
        return result
    if isinstance(result, bool):
        return Table(("answer",), ((result,),))
    rows = tuple((str(one.subject), str(one.predicate), str(one.object)) for one in result)
    return Table(("subject", "predicate", "object"), rows)


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_json(answer: list[dict[str, Any]] | bool, stream: TextIO, *, lines: bool) -> None:
    if lines and isinstance(answer, list):
        stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in answer)
    else:
        stream.write(json.dumps(answer, ensure_ascii=False, indent=None if lines else 2) + "\n")


def shaped(shape: Mapping[str, Any], record: Mapping[str, Value]) -> dict[str, Any]:
    r"""A row as the JSON that a query's header draws.

    ``"?column"`` stands for a value, ``["?one", "?two"]`` for the lines of columns as a list, an object for an object.
    A key that ends in ``?`` is left out where nothing is known; one that ends in ``|null`` is null then.

    >>> shaped({"who": {"names": ["?names"]}, "for|null": {"iri": "?for"}, "since?": "?since"},
    ...        {"names": "B\nA", "for": None, "since": None})
    {'who': {'names': ['A', 'B']}, 'for': None}
    """
    return dict(_members(shape, record))


def _members(shape: Mapping[str, Any], record: Mapping[str, Value]) -> Iterator[tuple[str, Any]]:
    for key, part in shape.items():
        value = _part(part, record)
        if key.endswith("|null"):
            yield key.removesuffix("|null"), value if _is_known(value) else None
        elif not key.endswith("?"):
            yield key, value
        elif _is_known(value):
            yield key.removesuffix("?"), value


def _part(part: Any, record: Mapping[str, Value]) -> Any:
    if isinstance(part, Mapping):
        return shaped(part, record)
    if isinstance(part, list):
        return list(dict.fromkeys(line for column in part for line in _lines(_part(column, record))))
    return record[part.removeprefix("?")]


def _lines(value: Value) -> list[str]:
    return sorted(line for line in str(value).split("\n") if line) if value is not None else []


def _is_known(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_known, value.values()))
    return value is not None and value != []


# ── Tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _write_table(table: Table, stream: TextIO, prefixes: Mapping[str, str]) -> None:
    cells = [[_cell(value, prefixes) for value in row] for row in table.rows]
    if stream.isatty():
        _draw(table.columns, cells, stream)
    else:
        stream.writelines("\t".join(line) + "\n" for line in (list(table.columns), *cells))


def _cell(value: Value, prefixes: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = _short(value, prefixes) if isinstance(value, Iri) else str(value)
    return _CONTROL.sub(" ", text)


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix, start in prefixes.items():
        if iri.startswith(start) and not set("/#") & set(iri[len(start) :]):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _draw(columns: Iterable[str], cells: list[list[str]], stream: TextIO) -> None:
    """For a terminal: columns that say nothing are left out, long cells are folded."""
    from rich import box  # noqa: PLC0415 (drawn tables are for terminals; pipes need no rich)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table as Drawing  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawing = Drawing(box=box.SIMPLE_HEAD, pad_edge=False)
    telling = [place for place, _ in enumerate(columns) if not cells or any(row[place] for row in cells)]
    names = list(columns)
    for place in telling:
        drawing.add_column(Text(names[place]), overflow="fold")
    for row in cells:
        drawing.add_row(*(Text(row[place]) for place in telling))
    Console(file=stream).print(drawing)


# ── Turtle ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _turtle(result: Result, base: str) -> str:
    if not isinstance(result, tuple):
        form, others = ("ASK", "table or json") if isinstance(result, bool) else ("SELECT", "table, csv, json or jsonl")
        raise QueryError(f"Turtle holds what CONSTRUCT or DESCRIBE gives; for a {form} use --format {others}")
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in result]
    return export.render(quads, "turtle", base=base).decode()
