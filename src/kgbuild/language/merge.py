"""The facts of one article, each told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgbuild.fact import Entity, Fact
from kgbuild.schema import Schema

_DAY = len("2023-11-29")


def merge(facts: Iterable[Fact], schema: Schema, title_end: int) -> list[Fact]:
    """Each fact of an article once: the better told one, with what the other knows besides.

    The body (after `title_end`) tells better than the headline, and of two tellings about as sure the first.
    """
    kept: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        parties = [fact.subject.id, fact.object.id if fact.object else fact.value]
        if schema.relations[fact.relation].symmetric:
            parties.sort(key=str)
        same = kept.setdefault((fact.relation, *parties, fact.status), [])
        for i, other in enumerate(same):
            if _one_occasion(other, fact):
                same[i] = _better(other, fact, title_end)
                break
        else:
            same.append(fact)
    return sorted(
        (f for group in kept.values() for f in group),
        key=lambda f: (f.evidence.start, f.relation, f.subject.id, f.object.id if f.object else f.value or ""),
    )


def _one_occasion(first: Fact, second: Fact) -> bool:
    """Two tellings are of one occasion unless both clauses state dates that exclude each other."""
    if not first.date or not second.date:
        return True
    return (
        first.date.startswith(second.date)
        or second.date.startswith(first.date)
        or "publication" in {first.evidence.date_basis, second.evidence.date_basis}
    )


def _better(first: Fact, second: Fact, title_end: int) -> Fact:
    best, other = sorted(
        (first, second),
        key=lambda f: (f.evidence.start < title_end, -round(f.evidence.confidence, 1), f.evidence.start),
    )
    dated = max((best, other), key=_how_well_dated)
    return replace(
        best,
        date=dated.date,
        evidence=replace(best.evidence, date_basis=dated.evidence.date_basis, dated=dated.evidence.dated),
        place=_nearer(best.place, other.place),
        topic=best.topic or other.topic,
        quantity=best.quantity or other.quantity,
        occasion=min((best.occasion, other.occasion), key=lambda o: int((o or "#0").rsplit("#", 1)[1]))
        if best.occasion and other.occasion
        else best.occasion or other.occasion,
    )


def _how_well_dated(fact: Fact) -> tuple[bool, int]:
    """A day that the clause itself says, then the more exact date."""
    date = fact.date or ""
    return fact.evidence.dated and len(date) >= _DAY, len(date)


def _nearer(place: Entity | None, other: Entity | None) -> Entity | None:
    """A place in a state before the state."""
    if place is not None and other is not None and place.kind == "Country" and other.kind == "Place":
        return other
    return place or other
