"""Facts that follow from an article's facts and reference data: the mission behind "UN peacekeepers in South Sudan".

Told only where exactly one mission of the body that the text names was in that country at that date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kgbuild.fact import Entity, Fact
from kgbuild.gazetteer import Gazetteer, Mission
from kgbuild.language.coreference import Resolver

_DISCOUNT = 0.9
_BLUE = ("peacekeep", "blue helmet", "police", "observer", "troops", "soldiers", "personnel", "contingent")


def derive_missions(
    facts: Iterable[Fact], resolver: Resolver, gazetteer: Gazetteer, published: str | None
) -> list[Fact]:
    """One derived fact for each deployment to a country whose mission can be told."""
    derived = []
    for fact in facts:
        if fact.object is None or fact.object.kind != "Country" or fact.quantity is None or fact.status != "occurred":
            continue
        if not any(word in fact.quantity for word in _BLUE):
            continue
        mission = _only_mission(fact, resolver, gazetteer, fact.date or published)
        if mission:
            links = gazetteer.references[mission.id].links
            names = (mission.label, *filter(None, (mission.acronym,)))
            entity = Entity(mission.id, "Mission", mission.label, names, links)
            confidence = round(fact.evidence.confidence * _DISCOUNT, 4)
            derived.append(
                replace(
                    fact,
                    object=entity,
                    derived_from=f"missions.csv#{mission.local_name}",
                    evidence=replace(fact.evidence, confidence=confidence),
                )
            )
    return derived


def _only_mission(fact: Fact, resolver: Resolver, gazetteer: Gazetteer, date: str | None) -> Mission | None:
    body = _body(fact, resolver, {f"org:{m.body}" for m in gazetteer.missions.values()})
    if body is None or fact.object is None:
        return None
    day = date.split("/")[0] if date else None
    found = [m for m in gazetteer.missions_at(fact.object.id.split(":")[1], body, day) if m.kind == "peacekeeping"]
    return found[0] if len(found) == 1 else None


def _body(fact: Fact, resolver: Resolver, bodies: set[str]) -> str | None:
    """The body that the sentence names, else the only one of those that keep peace that was named before."""
    in_sentence: set[str] = set()
    before: set[str] = set()
    for mention in resolver.reading.mentions:
        for reference in mention.references:
            if reference.id in bodies and mention.start < fact.evidence.end:
                (in_sentence if mention.start >= fact.evidence.start else before).add(reference.id)
    for found in (in_sentence, before):
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
    return None
