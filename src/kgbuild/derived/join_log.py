"""The rows of joins as a table: CSV with a header, sorted, one row a double; several names or articles by ``|``."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import IO

from kgbuild.derived.joins import Join
from kgbuild.errors import InputError

COLUMNS = tuple(field.name for field in fields(Join))
_BETWEEN = "|"
_MEANT = {"\\": "\\", "p": _BETWEEN}
_ESCAPED = re.compile(r"\\([\\p])")


def write_joins(joins: Iterable[Join], file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for join in sorted(joins):
        writer.writerow((join.double, join.canonical, _listed(join.names), join.reason, _listed(join.articles)))


def read_joins(path: Path) -> list[Join]:
    """What :func:`write_joins` wrote. Raises :class:`InputError` where it is no such file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
            if tuple(header) != COLUMNS:
                raise InputError(f"{path}: its columns are not {', '.join(COLUMNS)}")
            return [
                Join(double, canonical, tuple(_parts(names)), reason, tuple(_parts(articles)))
                for double, canonical, names, reason, articles in rows
            ]
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})") from error
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path} is no table of joins ({error})") from error


def _listed(parts: Iterable[str]) -> str:
    return _BETWEEN.join(part.replace("\\", r"\\").replace(_BETWEEN, r"\p") for part in parts)


def _parts(cell: str) -> list[str]:
    return [_ESCAPED.sub(lambda found: _MEANT[found[1]], part) for part in cell.split(_BETWEEN)] if cell else []
