"""Since when and until when somebody holds an office, where the words beside the title say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kgbuild.language.dates import DateMention

_FILLER = (
    r"(?:,?\s+(?:who\s+has\s+been\s+)?(?:in\s+office|on\s+the\s+job)"
    r"|,?\s+an?\s+(?:post|position|office|role|job)\s+(?:he|she|which\s+(?:he|she))\s+(?:has\s+)?held)?"
)
_AFTER = re.compile(rf"{_FILLER}\s*[,(]?\s*(?P<word>since|until|till|from|between)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_YEARS = re.compile(r"\((?:in office\s+)?(?P<since>(?:19|20)\d\d)\s*[-–—]\s*(?P<until>(?:19|20)\d\d)\)")
_TO = re.compile(r"\s*(?:to|until|till|and|through|-|–|—)\s*", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\b(?:became|becoming|appointed|named|elected|sworn\s+in|took\s+office)(?:\s+as)?(?:\s+(?:the|its|his|her|their))?\s*$",
    re.IGNORECASE,
)
_ON = re.compile(r"\s+(?:in|on)\s+", re.IGNORECASE)
_BRACKET = 24
"""Characters after a title among which a bracket with its years stands."""
_NEAR = 40
"""Characters before a title among which the verb stands that begins an office."""


class Bounds(NamedTuple):
    """EDTF dates; None where the text does not say. False where it says neither."""

    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        return any(self)


class _Dated(NamedTuple):
    edtf: str
    end: int


class TenureReader:
    """Reads the bounds of offices in one text, given its dates."""

    def __init__(self, text: str, dates: Sequence[DateMention]) -> None:
        self.text, self.dates = text, dates

    def bounds(self, start: int, end: int) -> Bounds:
        """The bounds that the words around a title say: "since 2019", "from 2009 to 2013", "(2009–2013)", "became …
        in May"; `start` and `end` are the title's offsets.
        """
        if years := _YEARS.search(self.text, start, end + _BRACKET):
            return Bounds(years["since"], years["until"])
        if after := _AFTER.match(self.text, end):
            return self._after(after["word"].lower(), after.start("word"), after.end())
        if (on := _ON.match(self.text, end)) and _BEGINNING.search(self.text, max(0, start - _NEAR), start):
            begun = self._date(on.start(), on.end())
            return Bounds(since=begun.edtf) if begun else Bounds()
        return Bounds()

    def in_office(self, end: int) -> Bounds:
        """The same after a name that ends at `end`: "Minister X, who has been in office since June"."""
        after = _AFTER.match(self.text, end)
        return (
            self._after(after["word"].lower(), after.start("word"), after.end())
            if after and "office" in after[0]
            else Bounds()
        )

    def _after(self, word: str, at: int, end: int) -> Bounds:
        first = self._date(at, end)
        if first is None:
            return Bounds()
        since, _, until = first.edtf.partition("/")
        if word in {"until", "till"}:
            return Bounds(until=until or since)
        if word == "since" or until:
            return Bounds(since, until or None)
        to = _TO.match(self.text, first.end)
        last = self._date(to.start(), to.end()) if to else None
        if last is not None:
            return Bounds(since, last.edtf)
        return Bounds(since) if word == "from" else Bounds()

    def _date(self, low: int, high: int) -> _Dated | None:
        """The date expression that begins between two offsets, be a preposition part of it or not; or a bare year."""
        if found := next((date for date in self.dates if low <= date.start <= high), None):
            return _Dated(found.edtf, found.end)
        year = _YEAR.match(self.text, high)
        return _Dated(year[0], year.end()) if year else None
