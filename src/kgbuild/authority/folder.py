"""Rows into the CSV files of a gazetteer folder: all of them, or none."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from kgbuild.errors import StoreError
from kgbuild.gazetteer import FILES
from kgbuild.gazetteer_rows import Authority, Link, Row, Thing

Cells = dict[str, str]


@dataclass(slots=True)
class Additions:
    """New rows, and what is added to rows by their ids: names, and values by column."""

    rows: list[Thing] = field(default_factory=list)
    by_id: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def add(self, identifier: str, names: Iterable[str], links: Iterable[Link]) -> None:
        columns = self.by_id.setdefault(identifier, {})
        for column, value in (*(("names", name) for name in names), *links):
            # A bar separates values.
            columns.setdefault(column, []).append(value.replace("|", " "))


@contextmanager
def staged(into: Path, additions: Additions) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A copy of the folder's gazetteers with the additions, and what puts it in the folder's place.

    Raises :class:`StoreError` where the folder cannot be written.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        for file in into.glob("*.csv"):
            shutil.copyfile(file, copy / file.name)
        changed = [*_write_rows(copy, additions.rows), *_write_additions(copy, additions.by_id)]

        def put_in_place() -> None:
            try:
                into.mkdir(parents=True, exist_ok=True)
                for name in changed:
                    # Beside the old one first: a full disk must not leave half a file.
                    shutil.copyfile(copy / name, into / f"{name}.tmp")
                for name in changed:
                    (into / f"{name}.tmp").replace(into / name)
            except OSError as error:
                raise StoreError(f"{into} cannot be written ({error.strerror}): name another folder") from error

        yield copy, put_in_place


def _write_rows(folder: Path, rows: Iterable[Thing]) -> list[str]:
    by_type: dict[type[Row], list[Cells]] = {}
    for row in rows:
        by_type.setdefault(type(row), []).append(_cells(row))
    for row_type, cells in by_type.items():
        _write(folder, row_type, [*_read(folder, row_type), *cells])
    return [FILES[row_type] for row_type in by_type]


def _write_additions(folder: Path, by_id: dict[str, dict[str, list[str]]]) -> list[str]:
    """What was added before stays."""
    rows = {cells["id"]: cells for cells in _read(folder, Authority)}
    before = {identifier: dict(cells) for identifier, cells in rows.items()}
    for identifier, columns in by_id.items():
        if columns:
            cells = rows.setdefault(identifier, {"id": identifier})
            for column, values in columns.items():
                cells[column] = _joined([*filter(None, cells.get(column, "").split("|")), *values])
    if rows == before:
        return []
    _write(folder, Authority, rows.values())
    return [FILES[Authority]]


def _cells(row: Thing) -> Cells:
    return {column: _text(value) for column, value in row.model_dump(by_alias=True, exclude={"where"}).items()}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return _joined(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def _joined(values: Iterable[str]) -> str:
    return "|".join(dict.fromkeys(values))


def _read(folder: Path, row_type: type[Row]) -> list[Cells]:
    path = folder / FILES[row_type]
    if not path.is_file():
        return []
    return list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig")), strict=True))


def _write(folder: Path, row_type: type[Row], rows: Iterable[Cells]) -> None:
    """Sorted by what names a row, as the gazetteers that come with kgbuild."""
    columns = [info.alias or name for name, info in row_type.model_fields.items() if name != "where"]
    key = next(column for column in ("iso", "id", *columns) if column in columns)
    with (folder / FILES[row_type]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda cells: cells[key]))
