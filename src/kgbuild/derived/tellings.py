"""What each article says of an occasion, as far as it tells whether two articles mean the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 (events have a date too)
from typing import Any, TypeAlias

from pyoxigraph import NamedNode, Quad

from kgbuild import vocabulary as v
from kgbuild.derived.values import values_of
from kgbuild.schema import Relation, Schema

Pair: TypeAlias = tuple[str, str]
"""IRIs of who and whom; of symmetric relations in the order of the alphabet."""
Span: TypeAlias = tuple[int, int]
"""First and last day, as ordinals of the proleptic Gregorian calendar."""

_READ = {
    v.ABOUT, v.SUBJECT, v.RELATION, v.OBJECT, v.SUBJECT_ON_BEHALF_OF, v.OBJECT_ON_BEHALF_OF, v.ARTICLE, v.ISSUED,
    v.DATE, v.EARLIEST, v.LATEST, v.DATE_BASIS, v.PLACE, v.TOPIC, v.LABEL,
}  # fmt: skip
_PARTIES = {v.SUBJECT: v.SUBJECT_ON_BEHALF_OF, v.OBJECT: v.OBJECT_ON_BEHALF_OF}
_PLACE_CLASS = v.dip("Place")
_FUNCTION_WORDS = frozenset(
    {"a", "about", "an", "and", "as", "at", "between", "by", "for", "from", "in", "its", "of", "on", "other", "the"}
    | {"their", "to", "with"}
)
# What nearly every meeting is said to be about tells no two of them apart.
_VAGUE_WORDS = frozenset(
    {"bilateral", "common", "concern", "cooperation", "interest", "interests", "international", "issues", "latest"}
    | {"developments", "matters", "mutual", "questions", "regional", "relations", "situation", "ties", "topics"}
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One event node of one article."""

    event: NamedNode
    name: str
    """What it is called in words: class, parties and date."""
    kind: str
    """The event class."""
    is_symmetric: bool
    is_placed: bool
    """Whether the object is itself where it happened, being no person by the ontology (a visit, a deployment)."""
    pairs: frozenset[Pair]
    """Who and whom, by the canonical nodes of persons."""
    bodies: frozenset[Pair]
    """Parties and the states or bodies that they are said to act for."""
    article: NamedNode
    published: int | None
    date: str | None
    """EDTF."""
    span: Span | None
    is_guess: bool
    """Whether the date is that of publication, since the article gives none."""
    place: str | None
    is_listed: bool
    """Whether a gazetteer knows the place: two such places are two, while a building may stand in a city."""
    topics: frozenset[frozenset[str]]
    """The words that say something of each topic."""

    @property
    def day(self) -> int | None:
        return self.span[0] if self.span and self.span[0] == self.span[1] else None


def tellings(quads: Iterable[Quad], schema: Schema, canonical: Mapping[Any, Any]) -> list[Telling]:
    """The events of the articles' graphs, in the order of their IRIs; `canonical` maps doubles of parties."""
    return list(_Reader(quads, schema, canonical).tellings())


class _Reader:
    def __init__(self, quads: Iterable[Quad], schema: Schema, canonical: Mapping[Any, Any]) -> None:
        self.schema = schema
        self.canonical = canonical
        self.described: set[Any] = set()
        """Places that an article itself describes, since no gazetteer does."""
        self.values = values_of(self._kept(quads))

    def _kept(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        for quad in quads:
            if quad.predicate in _READ:
                yield quad
            elif quad.predicate == v.TYPE and quad.object == _PLACE_CLASS:
                self.described.add(quad.subject)

    def tellings(self) -> Iterator[Telling]:
        claims: dict[Any, list[Any]] = defaultdict(list)
        for claim, abouts in self.values[v.ABOUT].items():
            if not self._relation(claim).is_state:
                for about in abouts:
                    claims[about].append(claim)
        return (self._telling(event, claims[event]) for event in sorted(claims, key=str))

    def _telling(self, event: NamedNode, claims: list[Any]) -> Telling:
        relation = self._relation(claims[0])
        parties = sorted({self._label(node) for claim in claims for key in _PARTIES for node in self._of(claim, key)})
        date = min((one.value for one in self._of(event, v.DATE)), default=None)
        place = min(self._of(event, v.PLACE), key=str, default=None)
        article = min((node for claim in claims for node in self._of(claim, v.ARTICLE)), key=str)
        return Telling(
            event=event,
            name=", ".join(filter(None, (f"{relation.event_class} of {' and '.join(parties)}", date))),
            kind=str(relation.event_class),
            is_symmetric=relation.symmetric,
            is_placed=not self.schema.allows("Person", relation.range),
            pairs=frozenset(map(self._pair, claims)),
            bodies=frozenset(entry for claim in claims for entry in self._bodies(claim)),
            article=article,
            published=self._ordinal(article, v.ISSUED),
            date=date,
            span=self._span(event),
            is_guess=any(one.value == "publication" for one in self._of(event, v.DATE_BASIS)),
            place=place.value if place else None,
            is_listed=place is not None and place not in self.described and _is_place(place),
            topics=frozenset(filter(None, (_telling_words(one.value) for one in self._of(event, v.TOPIC)))),
        )

    def _of(self, node: Any, predicate: NamedNode) -> Collection[Any]:
        return self.values[predicate].get(node, ())

    def _relation(self, claim: Any) -> Relation:
        (term,) = self._of(claim, v.RELATION)
        return self.schema.relations[term.value.removeprefix(v.DIP)]

    def _pair(self, claim: Any) -> Pair:
        subject, target = (self._one(node) for key in _PARTIES for node in self._of(claim, key))
        turned = self._relation(claim).symmetric and subject > target
        return (target, subject) if turned else (subject, target)

    def _bodies(self, claim: Any) -> Iterator[Pair]:
        for party, body in _PARTIES.items():
            (node,) = self._of(claim, party)
            yield from ((self._one(node), self._one(one)) for one in self._of(claim, body))

    def _one(self, node: Any) -> str:
        return str(self.canonical.get(node, node).value)

    def _label(self, node: NamedNode) -> str:
        """As the articles have it; of what gazetteers know, what its IRI says."""
        return min((one.value for one in self._of(node, v.LABEL)), default=node.value.rpartition("/")[2])

    def _span(self, event: NamedNode) -> Span | None:
        first, last = (self._ordinal(event, bound) for bound in (v.EARLIEST, v.LATEST))
        return (first, last) if first is not None and last is not None else None

    def _ordinal(self, node: NamedNode, predicate: NamedNode) -> int | None:
        days = (literal.value for literal in self._of(node, predicate) if literal.datatype == v.XSD_DATE)
        return min((Date.fromisoformat(day).toordinal() for day in days), default=None)


def _is_place(node: NamedNode) -> bool:
    """And no country, in which a place may lie."""
    return node.value.rsplit("/", 2)[-2] == "place"


def _telling_words(topic: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", topic.casefold())) - _FUNCTION_WORDS - _VAGUE_WORDS
