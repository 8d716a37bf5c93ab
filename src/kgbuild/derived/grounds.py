"""On which grounds the tellings of two articles are one occasion, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kgbuild.derived.tellings import Span, Telling

NEAR = 3
"""Days around an article's publication in which its events without a date are taken to lie."""
_MONTH = 31
"""Longest time, in days, in which two dates that overlap mean one event without further grounds."""


@dataclass(frozen=True, eq=False)
class Occasion:
    """Tellings of the same parties that are one for sure: of one and the same day, or a single one."""

    tellings: tuple[Telling, ...]
    may_join: bool = True
    """False where it is known to fit two that are not one."""

    @property
    def first(self) -> Telling:
        return self.tellings[0]

    @cached_property
    def when(self) -> Span | None:
        """The days that it may have been on; None where nothing is known."""
        one = self.first
        if one.span or one.date or one.published is None:
            return one.span
        return one.published - NEAR, one.published + NEAR

    @cached_property
    def is_guess(self) -> bool:
        return all(one.is_guess for one in self.tellings)

    @cached_property
    def places(self) -> frozenset[str]:
        return frozenset(one.place for one in self.tellings if one.place)

    @cached_property
    def listed_places(self) -> frozenset[str]:
        return frozenset(one.place for one in self.tellings if one.place and one.is_listed)

    @cached_property
    def topics(self) -> frozenset[frozenset[str]]:
        return frozenset(frozenset(topic) for one in self.tellings for topic in one.topics)

    def bodies_of(self, party: str) -> frozenset[str]:
        return frozenset(body for one in self.tellings for who, body in one.bodies if who == party)


def grounds(one: Occasion, other: Occasion) -> str | None:
    """Why the two are one occasion, in words; None where nothing says so, or something speaks against it."""
    if places_differ(one, other):
        return None
    if one.first.pairs == other.first.pairs:
        return _by_date(one, other)
    common = _common(one, other)
    if common and one.first.day and one.first.day == other.first.day and are_levels(one, other):
        return f"a party here and whom it acts for there, on the same day, {one.first.date}, with {common}"
    return None


def speaks_against(one: Occasion, other: Occasion) -> bool:
    """Whether the two cannot be one: other parties, other days, other places."""
    if one.first.pairs != other.first.pairs and not are_levels(one, other):
        return True
    apart = one.when and other.when and _days_between(one.when, other.when) > 0
    return places_differ(one, other) or (bool(apart) and grounds(one, other) is None)


def places_differ(one: Occasion, other: Occasion) -> bool:
    return bool(one.listed_places and other.listed_places and one.listed_places.isdisjoint(other.listed_places))


def are_levels(one: Occasion, other: Occasion) -> bool:
    """Whether both tell of one pair, where a side differs by no more than who acts and whom he acts for."""
    if len(one.first.pairs) != 1 or len(other.first.pairs) != 1:
        return False
    ((subject, target),) = one.first.pairs
    ((who, whom),) = other.first.pairs
    # Symmetric relations have their sides in the order of the alphabet, which changes with the level.
    orders = [(who, whom), (whom, who)] if one.first.is_symmetric else [(who, whom)]
    return any(_is_level(one, subject, other, left) and _is_level(one, target, other, right) for left, right in orders)


def _is_level(one: Occasion, party: str, other: Occasion, counterpart: str) -> bool:
    return party == counterpart or party in other.bodies_of(counterpart) or counterpart in one.bodies_of(party)


def _by_date(one: Occasion, other: Occasion) -> str | None:
    if not one.when or not other.when:
        return None
    gap = _days_between(one.when, other.when)
    dated = [side for side in (one, other) if side.first.span]
    if len(dated) == 2:
        return _dated(one, other, gap)
    if gap > 0 or not (common := _common(one, other)):
        return None
    if dated:
        return f"the same parties with {common}: no date here, and there one within {NEAR} days of this article"
    published = [side.first.published or 0 for side in (one, other)]
    near = abs(published[0] - published[1]) <= NEAR
    return f"the same parties with {common}, told without a date within {NEAR} days" if near else None


def _dated(one: Occasion, other: Occasion, gap: int) -> str | None:
    dates = " and ".join(sorted({str(one.first.date), str(other.first.date)}))
    if one.first.day and one.first.day == other.first.day:
        return f"the same parties on the same day, {one.first.date}"
    if gap <= 0:
        is_long = max(_length(one), _length(other)) > _MONTH
        if not is_long and not one.is_guess and not other.is_guess:
            return f"the same parties, and the dates {dates} overlap"
        # Where one goes, one goes again in a year.
        common = _common(one, other, placed=not is_long)
        return f"the same parties with {common}, and the dates {dates} overlap" if common else None
    if gap == 1 and _comes_after(one, other) and _is_one_place(one, other) and _is_one_topic(one, other):
        return f"the same parties in one place and on one topic, on {dates}, of which the later is that of publication"
    return None


def _comes_after(one: Occasion, other: Occasion) -> bool:
    """Whether the later date is only that of publication, which comes after the event."""
    later = max(one, other, key=lambda side: side.when or (0, 0))
    return later.is_guess


def _days_between(one: Span, other: Span) -> int:
    """0 or less where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])


def _length(one: Occasion) -> int:
    first, last = one.when or (0, 0)
    return last - first + 1


def _common(one: Occasion, other: Occasion, *, placed: bool = True) -> str | None:
    """What makes two tellings one where the date alone does not; `placed`: an object that is a place counts."""
    if one.places & other.places or (placed and _is_one_place(one, other)):
        return "the same place"
    return "the same topic" if _is_one_topic(one, other) else None


def _is_one_place(one: Occasion, other: Occasion) -> bool:
    return one.first.is_placed or not one.places.isdisjoint(other.places)


def _is_one_topic(one: Occasion, other: Occasion) -> bool:
    return any(_agree(this, that) for this in one.topics for that in other.topics)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """The same words, or two or more that are all that one of the topics says."""
    return one == other or (len(shared := one & other) >= 2 and shared in {one, other})
