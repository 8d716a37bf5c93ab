"""Dates in a text, resolved against its date of publication, as EDTF and never more precise than the text.

Weekdays are the nearest in the tense of the text: the last one up to the day of publication, the next one for plans.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kgbuild.fact import DateBasis
from kgbuild.language.mention import Mention

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_DAYS_IN_NAMES = frozenset({"Agreement", "Organization"})
"""Kinds of things whose names may have a weekday in them."""
_WEEKDAYS = {
    name: n for n, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH2 = _MONTH.replace("month", "month2")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|until|till|and|through)\s*(?:the\s+)?"

_FULL_MONTH = (
    "(?P<month>" + "|".join(name for name in _MONTHS if len(name) > 4 or name in {"may", "june", "july"}) + ")"
)
_RELATIVE = (
    "today|yesterday|tomorrow|earlier in the day|later in the day|the same day|last night"
    "|(?:last|this|next) (?:weekend|spring|summer|autumn|fall|winter)"
    "|this (?:morning|afternoon|evening|week|month|year)|(?:last|next) (?:week|month|year)"
    r"|(?:two|three|four|five|six|ten|\d+) (?:days|weeks|months|years) ago|(?:a|last) (?:week|month|year) ago"
)

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE))
    for kind, pattern in (
        ("iso", r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)"),
        ("span", rf"{_MONTH}\s+{_DAY}{_TO}{_MONTH2}\s+{_DAY2}(?:,?\s+{_YEAR})?"),
        ("span", rf"{_DAY}\s+(?:of\s+)?{_MONTH}{_TO}{_DAY2}\s+(?:of\s+)?{_MONTH2}(?:,?\s+{_YEAR})?"),
        ("span", rf"{_MONTH}\s+{_DAY}{_TO}{_DAY2}(?:,?\s+{_YEAR})?"),
        ("span", rf"{_DAY}{_TO}{_DAY2}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
        ("day", rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?"),
        ("day", rf"{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"),
        ("month", rf"{_MONTH},?\s+{_YEAR}"),
        ("month", rf"(?:in|since|until|last|next|this|for|of|early|late|mid)[\s-]+{_FULL_MONTH}"),
        (
            "weekday",
            (
                r"(?:(?P<which>last|next|this|on|coming|past)\s+)?"
                rf"(?P<weekday>{'|'.join(_WEEKDAYS)})(?:\s+\((?P<inner>[0-3]?\d)\))?"
            ),
        ),
        ("relative", rf"(?P<relative>{_RELATIVE})"),
        ("year", rf"(?:in|since|of|year|from|by|during|early|late|mid|until|spring|summer|autumn|winter)[\s-]+{_YEAR}"),
        ("year", rf"(?:(?<=\bthe )|(?<=['’] )|(?<=['’]s )|(?<=\b(?:his|her|its) )){_YEAR}(?=\s+[a-z]+\b)"),
    )
)
_NEAR = timedelta(days=3)
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}
"""The last month of each."""
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "a": 1, "last": 1}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression; `edtf` reads weekdays as past, `edtf_future` as to come; offsets in characters."""

    start: int
    end: int
    edtf: str
    edtf_future: str
    basis: DateBasis
    near: bool = False
    """Whether it names a day by its distance from the telling: a weekday, "today"."""

    def for_status(self, status: str) -> str:
        return self.edtf_future if status == "planned" else self.edtf


def parse_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def day_of_telling(dateline: str | None, published: str | None) -> str | None:
    """The day that "today" and weekdays are told against: the dateline's, where it is near to the publication's."""
    anchor = parse_day(published)
    if anchor is None or not dateline:
        return published
    days = [day for mention in find_dates(dateline, published) if (day := parse_day(mention.edtf))]
    return days[0].isoformat() if days and abs(days[0] - anchor) <= _NEAR else published


def find_dates(text: str, published: str | None) -> list[DateMention]:
    """Date expressions in the order of the text; relative ones only where `published` (ISO day) is known."""
    anchor = parse_day(published)
    found: list[DateMention] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(m.start < match.end() and match.start() < m.end for m in found):
                continue
            resolved = _resolve(kind, match, anchor)
            if resolved:
                past, future, basis = resolved
                near = kind in {"weekday", "relative"} and len(past) == len("2023-11-29")
                found.append(DateMention(match.start(), match.end(), past, future, basis, near))
    return sorted(found, key=lambda m: m.start)


def outside_names(dates: Sequence[DateMention], mentions: Iterable[Mention]) -> list[DateMention]:
    """The dates without the days that names are made of: "the Good Friday Agreement"; a year in a name is its date."""
    named = [(mention.start, mention.end) for mention in mentions if mention.kind in _DAYS_IN_NAMES]
    return [d for d in dates if not (d.near and any(start <= d.start and d.end <= end for start, end in named))]


def _resolve(kind: str, match: re.Match[str], anchor: date | None) -> tuple[str, str, DateBasis] | None:
    group = match.groupdict()
    if kind == "iso":
        return group["iso"], group["iso"], "stated"
    if kind == "year":
        return group["year"], group["year"], "stated"
    if kind in {"day", "span"}:
        return _day_or_span(group, anchor)
    if kind == "month":
        month = _MONTHS[group["month"].lower()]
        if group.get("year"):
            edtf = f"{group['year']}-{month:02}"
            return edtf, edtf, "stated"
        return _yearless_month(month, anchor)
    if anchor is None:
        return None
    if kind == "weekday":
        return _weekday(group, anchor)
    return _relative(" ".join(group["relative"].lower().split()), anchor)


def _day_or_span(group: dict[str, str | None], anchor: date | None) -> tuple[str, str, DateBasis] | None:
    month, day = _MONTHS[(group["month"] or "").lower()], int(group["day"] or 0)
    years: tuple[int, int]
    if group.get("year"):
        years = (int(group["year"] or 0),) * 2
        basis: DateBasis = "stated"
    elif anchor:
        years, basis = _nearest_years(month, day, anchor), "relative"
    else:
        return None
    texts = []
    for year in years:
        start = _iso(year, month, day)
        if start is None:
            return None
        if group.get("day2"):
            end = _iso(year, _MONTHS[(group.get("month2") or group["month"] or "").lower()], int(group["day2"] or 0))
            if end is None or end < start:
                return None
            texts.append(f"{start}/{end}")
        else:
            texts.append(start)
    return texts[0], texts[1], basis


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _nearest_years(month: int, day: int, anchor: date) -> tuple[int, int]:
    """The year of a day without one: the nearest to publication, looking back and looking ahead."""
    if (month, day) <= (anchor.month, anchor.day):
        ahead = anchor.year + ((anchor.month, anchor.day) > (month, day) and anchor.month - month > 6)
        return anchor.year, ahead
    back = anchor.year - (month - anchor.month > 6)
    return back, anchor.year


def _yearless_month(month: int, anchor: date | None) -> tuple[str, str, DateBasis] | None:
    if anchor is None:
        return None
    back = anchor.year - (month > anchor.month)
    ahead = anchor.year + (month < anchor.month)
    return f"{back:04}-{month:02}", f"{ahead:04}-{month:02}", "relative"


def _weekday(group: dict[str, str | None], anchor: date) -> tuple[str, str, DateBasis]:
    wanted, which = _WEEKDAYS[(group["weekday"] or "").lower()], (group["which"] or "").lower()
    back = (anchor.weekday() - wanted) % 7
    if which in {"last", "past"} and back == 0:
        back = 7
    past = anchor - timedelta(days=back)
    ahead = (wanted - anchor.weekday()) % 7
    if which in {"next", "coming"} and ahead == 0:
        ahead = 7
    future = anchor + timedelta(days=ahead)
    if which in {"next", "coming"}:
        past = future
    if which in {"last", "past"}:
        future = past
    return past.isoformat(), future.isoformat(), "relative"


def _relative(phrase: str, anchor: date) -> tuple[str, str, DateBasis] | None:
    for text in _relative_texts(phrase, anchor):
        return text, text, "relative"
    return None


def _relative_texts(phrase: str, anchor: date) -> Iterator[str]:
    day = timedelta(days=1)
    if phrase in {
        "today",
        "earlier in the day",
        "later in the day",
        "this morning",
        "this afternoon",
        "this evening",
        "the same day",
    }:
        yield anchor.isoformat()
    elif phrase in {"yesterday", "last night"}:
        yield (anchor - day).isoformat()
    elif phrase == "tomorrow":
        yield (anchor + day).isoformat()
    elif phrase.endswith("ago"):
        number, unit = phrase.split()[:2]
        yield _ago(_NUMBERS[number] if number in _NUMBERS else int(number), unit, anchor)
    elif phrase.endswith(tuple(_SEASONS)):
        which, season = phrase.split()
        yield f"{_season(which, season, anchor):04}"
    elif phrase.endswith(("week", "weekend")):
        monday = (
            anchor - day * anchor.weekday() + 7 * day * {"last": -1, "this": 0, "next": 1}[phrase.split(maxsplit=1)[0]]
        )
        yield _week(monday, monday + 6 * day)
    elif phrase.endswith("month"):
        months = anchor.year * 12 + anchor.month - 1 + {"last": -1, "this": 0, "next": 1}[phrase.split(maxsplit=1)[0]]
        yield f"{months // 12:04}-{months % 12 + 1:02}"
    elif phrase.endswith("year"):
        yield f"{anchor.year + {'last': -1, 'this': 0, 'next': 1}[phrase.split(maxsplit=1)[0]]:04}"


def _season(which: str, season: str, anchor: date) -> int:
    """The year of "last summer": the same one where the season is over."""
    last = _SEASONS[season]
    if which == "last":
        return anchor.year - (anchor.month <= last)
    return anchor.year + (which == "next" and anchor.month > last - 3)


def _week(monday: date, sunday: date) -> str:
    """A week as its month, where it lies in one.

    EDTF level 0 has no weeks, and "last week" is seldom meant to the day.
    """
    if monday.month == sunday.month:
        return f"{monday:%Y-%m}"
    return f"{monday.isoformat()}/{sunday.isoformat()}"


def _ago(number: int, unit: str, anchor: date) -> str:
    if unit.startswith("day"):
        return (anchor - timedelta(days=number)).isoformat()
    if unit.startswith("week"):
        return f"{anchor - timedelta(weeks=number):%Y-%m}"
    if unit.startswith("month"):
        months = anchor.year * 12 + anchor.month - 1 - number
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{anchor.year - number:04}"
