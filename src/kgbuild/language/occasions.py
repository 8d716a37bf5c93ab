"""Which event "the meeting" is, where somebody attended it or chaired it: the one that the article tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.fact import Fact
from kgbuild.identity import event_id
from kgbuild.language.lexicon import Lexicon
from kgbuild.schema import Schema


def point_to_occasions(
    facts: Sequence[Fact], described: dict[str, str], lexicon: Lexicon, schema: Schema
) -> list[Fact]:
    """Gives events without a name (`described`: entity id → head noun) the id of the event that their noun evokes.

    "The meeting was attended by X" after "A held talks with B" is attendance of that event, since the lexicon has
    "meeting" and "talks" for one relation. Where several events fit, the last one before counts.
    """
    return [_pointed(fact, facts, described, lexicon, schema) for fact in facts]


def _pointed(fact: Fact, facts: Sequence[Fact], described: dict[str, str], lexicon: Lexicon, schema: Schema) -> Fact:
    head = described.get(fact.object.id) if fact.object else None
    if head is None or fact.object is None:
        return fact
    relations = {entry.frame.relation for entry in lexicon.by_noun.get(head, ())}
    told = [
        other
        for other in facts
        if other.relation in relations and other.status == fact.status and other.evidence.start <= fact.evidence.start
    ]
    if not told:
        return fact
    occasion = max(told, key=lambda other: (other.evidence.start, other.subject.id))
    event_class = schema.relations[occasion.relation].event_class
    if event_class is None:
        return fact
    return replace(fact, object=replace(fact.object, id=event_id(occasion, event_class), kind=event_class))
