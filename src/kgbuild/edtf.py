"""The first and last day of a date in EDTF, as far as facts use it: a day, a month, a year or an interval."""

from __future__ import annotations

import re
from calendar import monthrange

# The libraries for EDTF compute fuzzy bounds for level 2 and bring pyparsing and dateutil; four shapes need neither.
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def bounds(edtf: str) -> tuple[str, str] | None:
    """The first and last day that the date can mean, or None where it is no date or has an open end.

    >>> bounds("2024-02"), bounds("2023-11-29/2023-12"), bounds("2023-02-30")
    (('2024-02-01', '2024-02-29'), ('2023-11-29', '2023-12-31'), None)
    """
    first, _, last = edtf.partition("/")
    begin, end = _span(first), _span(last or first)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _span(date: str) -> tuple[str, str] | None:
    match = _DATE.fullmatch(date)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    days = monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= days:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or days:02}"
