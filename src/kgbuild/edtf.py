"""The first and last day of a date in EDTF, as far as facts use it: a day, a month, a year or an interval."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

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


def is_after(edtf: str, day: str) -> bool:
    """Whether a date begins later than news of a day can tell of as done.

    The day after is not later: a day has begun at the date line 26 hours before it has everywhere, and news are dated
    by where they are published.

    >>> is_after("2023-12-09", "2023-12-08"), is_after("2023-12-10", "2023-12-08"), is_after("2024", "2023-12-08")
    (False, True, True)
    """
    span, other = bounds(edtf), bounds(day)
    if not span or not other:
        return False
    return date.fromisoformat(span[0]) - date.fromisoformat(other[1]) > timedelta(days=1)


def _span(edtf: str) -> tuple[str, str] | None:
    match = _DATE.fullmatch(edtf)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    days = monthrange(year, month or 12)[1]
    if day is not None and not 1 <= day <= days:
        return None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or days:02}"
