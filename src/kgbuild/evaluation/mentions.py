"""How many of the names that people found in a text were understood as names, and as names of the right kind.

Asked of the entities of gold that have a name, with a capital in it, standing word for word in the text; "the ceremony"
is a description. One is found where a stretch of text
that overlaps such a name was taken for a thing of that name and kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.names import is_named, places_of
from kgbuild.evaluation.seen import Seen, SeenName
from kgbuild.evaluation.sentences import Span

KINDS = ("Person", "Country", "Organization", "Place", "Mission", "Event", "Agreement")
_ALSO = {"Country": {"Place"}, "Place": {"Country"}, "Mission": {"Organization"}}
"""Kinds that pass for another: a territory is a state or a place, as one likes, and a mission is a body."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An entity of gold with a name in the text."""

    article: str
    kind: str
    names: Sequence[str]
    instead: str | None
    """What was found in its place; None where it was found."""


def named_entities(article: GoldArticle, seen: Seen) -> Iterator[NamedEntity]:
    for entity in article.entities.values():
        proper = [name for name in entity["names"] if name != name.lower()]
        if places := places_of(proper, article.text):
            there = [name for name in seen.names if any(_overlap(name, place) for place in places)]
            kind = entity.get("type", "")
            yield NamedEntity(article.id, kind, entity["names"], _instead(entity, there, article.text))


def _overlap(name: SeenName, place: Span) -> bool:
    return name.start < place[1] and place[0] < name.end


def _instead(entity: Row, there: Sequence[SeenName], text: str) -> str | None:
    kind = entity.get("type", "")
    same = [name for name in there if is_named(entity["names"], kind, name.names)]
    if any(name.kind in {kind, *_ALSO.get(kind, ())} for name in same):
        return None
    described = [f"{name.kind} “{text[name.start : name.end]}”" for name in same or there]
    return "; ".join(dict.fromkeys(described)) or "nothing"
