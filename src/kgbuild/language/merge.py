"""The facts of one article, each told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgbuild.fact import Fact
from kgbuild.schema import Schema


def merge(facts: Iterable[Fact], schema: Schema, title_end: int) -> list[Fact]:
    """Each fact of an article once: the better told one, with what the other knows besides.

    The body (after `title_end`) tells better than the headline.
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
        (first, second), key=lambda f: (f.evidence.start < title_end, -f.evidence.confidence, f.evidence.start)
    )
    dated = max((best, other), key=lambda f: len(f.date or ""))
    return replace(
        best,
        date=dated.date,
        evidence=replace(best.evidence, date_basis=dated.evidence.date_basis),
        place=best.place or other.place,
        topic=best.topic or other.topic,
        quantity=best.quantity or other.quantity,
        occasion=min((best.occasion, other.occasion), key=lambda o: int((o or "#0").rsplit("#", 1)[1]))
        if best.occasion and other.occasion
        else best.occasion or other.occasion,
    )
