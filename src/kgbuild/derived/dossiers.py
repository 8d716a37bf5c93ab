"""Nodes as all articles together tell of them, and when they tell it."""

from __future__ import annotations

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

from kgbuild.derived.appearances import Appearance, Office
from kgbuild.derived.names import PersonName, read_name
from kgbuild.gazetteer import Gazetteer

_DAYS = 365.25
MEANWHILE = 1.0
"""Years within which one person seldom changes office."""
OfficeKey: TypeAlias = tuple[str, tuple[str, ...]]
"""The body, and the words or the class that tell the office, see :attr:`Office.key`."""


@dataclass(frozen=True)
class Dossier:
    """One id, or several that a person ruled to be one, with all that articles tell of it."""

    ids: tuple[str, ...]
    """In the order of the alphabet."""
    kind: str
    appearances: tuple[Appearance, ...]
    """In the order of ids and articles."""
    bodies: frozenset[str]
    """The states and bodies that a person acts for, and those that they are part of."""

    @property
    def id(self) -> str:
        return self.ids[0]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The fullest first: of several, the one with most words."""
        labels = {appearance.label for appearance in self.appearances} - {""}
        return tuple(sorted(labels, key=lambda name: (len(name.split()), name), reverse=True))

    @property
    def label(self) -> str:
        return next(iter(self.labels), self.id)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names, by the alphabet."""
        return tuple(sorted({name for t in self.appearances for name in (t.label, *t.names) if name}))

    @cached_property
    def persons_names(self) -> tuple[PersonName, ...]:
        """The labels taken apart."""
        return tuple(map(read_name, self.labels or (self.label,)))

    @property
    def name(self) -> PersonName:
        return self.persons_names[0]

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(appearance.article for appearance in self.appearances)

    @cached_property
    def held(self) -> Mapping[OfficeKey, tuple[str, ...]]:
        """The offices that the person is said to hold, with the days of the articles that say so, in order."""
        return _told(self.appearances, lambda office: office.is_held)

    @cached_property
    def offices(self) -> Mapping[OfficeKey, tuple[str, ...]]:
        """The same of all offices, former and future ones among them; with an empty day where an article has none."""
        return _told(self.appearances, lambda _: True, "")

    @cached_property
    def titles(self) -> Mapping[OfficeKey, str]:
        """How articles call the office, by the first in the alphabet."""
        offices = (office for appearance in self.appearances for office in appearance.offices)
        return {key: office.title for office in sorted(offices, reverse=True) if (key := office.key)}

    @cached_property
    def is_contradictory(self) -> bool:
        """Whether articles of about one time tell of different offices: then a surname may be that of two persons.

        Ids are made of names and states, so that articles share them.
        """
        said: dict[frozenset[OfficeKey], set[str]] = defaultdict(set)
        for appearance in self.appearances:
            keys = frozenset(key for office in appearance.offices if office.is_held and (key := office.key))
            if keys and appearance.date:
                said[keys].add(appearance.date)
        return any(
            one.isdisjoint(other) and years_apart(sorted(said[one]), sorted(said[other])) <= MEANWHILE
            for one, other in combinations(said, 2)
        )

    @cached_property
    def dates(self) -> tuple[str, ...]:
        return tuple(sorted({appearance.date for appearance in self.appearances if appearance.date}))


def dossiers_of(
    appearances: Iterable[Appearance], gazetteer: Gazetteer, one: Mapping[str, str], same: Iterable[frozenset[str]] = ()
) -> list[Dossier]:
    """In the order of their first ids.

    `one` gives the canonical ids of bodies that are known to be doubles; `same` are the sets of ids that are ruled to
    be one.
    """
    told: dict[str, list[Appearance]] = defaultdict(list)
    ruled = {identifier: min(ids) for ids in same for identifier in ids}
    for appearance in appearances:
        told[ruled.get(appearance.id, appearance.id)].append(appearance)
    return sorted((_dossier(sorted(those), gazetteer, one) for those in told.values()), key=lambda dossier: dossier.ids)


def _dossier(appearances: list[Appearance], gazetteer: Gazetteer, one: Mapping[str, str]) -> Dossier:
    ids = tuple(sorted({appearance.id for appearance in appearances}))
    bodies = frozenset(one.get(body, body) for body in _bodies(appearances, gazetteer))
    return Dossier(ids, appearances[0].kind, tuple(appearances), bodies)


def _bodies(appearances: Iterable[Appearance], gazetteer: Gazetteer) -> Iterable[str]:
    for appearance in appearances:
        for body in (*appearance.bodies, *(office.body for office in appearance.offices)):
            while body:
                yield body
                body = _whole(body, gazetteer)  # noqa: PLW2901 (up from part to whole)


def _whole(body: str, gazetteer: Gazetteer) -> str:
    """The body or state that a mission, organ or institution is part of, or nothing."""
    if mission := gazetteer.missions.get(body):
        return f"org:{mission.body}" if mission.body else ""
    if organization := gazetteer.organizations.get(body):
        return f"org:{organization.parent}" if organization.parent else ""
    institution = gazetteer.institutions.get(body)
    return f"country:{institution.country}" if institution else ""


def years_between(one: str, other: str) -> float:
    """Between two days (ISO 8601)."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) / _DAYS


def years_apart(some: Sequence[str], others: Sequence[str]) -> float:
    """Between the two days that are nearest to each other, of two sequences of days in order."""
    few, many = sorted((some, others), key=len)
    nearest = math.inf
    for day in few:
        at = bisect(many, day)
        nearest = min([nearest, *(years_between(day, other) for other in many[max(at - 1, 0) : at + 1])])
    return nearest


def _told(
    appearances: Iterable[Appearance], wanted: Callable[[Office], bool], *undated: str
) -> dict[OfficeKey, tuple[str, ...]]:
    days: dict[OfficeKey, set[str]] = defaultdict(set)
    for appearance in appearances:
        for office in appearance.offices:
            if wanted(office) and (key := office.key) and (appearance.date or undated):
                days[key].add(appearance.date)
    return {key: tuple(sorted(those)) for key, those in days.items()}


def gap(one: Dossier, other: Dossier) -> float:
    """Years between what is told of the two; none where their times overlap, or where either has no dated article."""
    if not (one.dates and other.dates) or (one.dates[0] <= other.dates[-1] and other.dates[0] <= one.dates[-1]):
        return 0.0
    return min(years_between(one.dates[-1], other.dates[0]), years_between(other.dates[-1], one.dates[0]))


def spread(inner: Dossier, outer: Dossier) -> float:
    """Years by which what is told of `inner` lies before or after all that is told of `outer`, at its farthest."""
    if not (inner.dates and outer.dates):
        return 0.0
    before, after = (inner.dates[0], outer.dates[0]), (outer.dates[-1], inner.dates[-1])
    return max(years_between(early, late) if early < late else 0.0 for early, late in (before, after))
