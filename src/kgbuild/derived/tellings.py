"""What an article says of each occasion, as far as it tells whether two articles mean the same one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 (events have a date too)
from typing import Any, TypeAlias

from pyoxigraph import NamedNode

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.values import Values, id_of
from kgbuild.schema import Relation, Schema

Pair: TypeAlias = tuple[str, str]
"""Ids of who and whom; of symmetric relations in the order of the alphabet."""
Span: TypeAlias = tuple[int, int]
"""First and last day, as ordinals of the proleptic Gregorian calendar."""

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

    event: str
    """Its id."""
    name: str
    """What it is called in words: class, parties and date."""
    kind: str
    """The event class."""
    is_symmetric: bool
    is_placed: bool
    """Whether the object is itself where it happened, being no person by the ontology (a visit, a deployment)."""
    pairs: tuple[Pair, ...]
    """Who and whom, sorted."""
    bodies: tuple[Pair, ...]
    """Parties and the states or bodies that they are said to act for, sorted."""
    article: str
    """Its id."""
    published: int | None
    date: str | None
    """EDTF."""
    span: Span | None
    is_guess: bool
    """Whether the date is that of publication, since the article gives none."""
    place: str | None
    """Its id."""
    is_listed: bool
    """Whether a gazetteer knows the place: two such places are two, while a building may stand in a city."""
    topics: tuple[tuple[str, ...], ...]
    """The words that say something of each topic, sorted."""

    @property
    def day(self) -> int | None:
        return self.span[0] if self.span and self.span[0] == self.span[1] else None

    def by_one_name(self, canonical: Mapping[str, str]) -> Telling:
        """With the parties under their canonical ids."""

        def one(pair: Pair) -> Pair:
            subject, target = (canonical.get(party, party) for party in pair)
            return (target, subject) if self.is_symmetric and subject > target else (subject, target)

        bodies = {(canonical.get(party, party), canonical.get(body, body)) for party, body in self.bodies}
        return replace(self, pairs=tuple(sorted(set(map(one, self.pairs)))), bodies=tuple(sorted(bodies)))


def tellings_of(values: Values, article: str, schema: Schema, base: str) -> Iterator[Telling]:
    """Of an article's graph, in the order of the events' ids."""
    reader = _Reader(values, article, schema, base)
    claims: dict[Any, list[Any]] = defaultdict(list)
    for claim, abouts in values[v.ABOUT].items():
        if not reader.relation(claim).is_state:
            for about in abouts:
                claims[about].append(claim)
    return (reader.telling(event, claims[event]) for event in sorted(claims, key=str))


class _Reader:
    def __init__(self, values: Values, article: str, schema: Schema, base: str) -> None:
        self.values = values
        self.article = article
        self.schema = schema
        self.base = base

    def telling(self, event: NamedNode, claims: list[Any]) -> Telling:
        relation = self.relation(claims[0])
        parties = sorted({self._label(node) for claim in claims for key in _PARTIES for node in self._of(claim, key)})
        date = min((one.value for one in self._of(event, v.DATE)), default=None)
        place = min(self._of(event, v.PLACE), key=str, default=None)
        pairs = {self._pair(claim, symmetric=relation.symmetric) for claim in claims}
        bodies = {entry for claim in claims for entry in self._bodies(claim)}
        topics = {_telling_words(one.value) for one in self._of(event, v.TOPIC)}
        return Telling(
            event=id_of(event, self.base),
            name=", ".join(filter(None, (f"{relation.event_class} of {' and '.join(parties)}", date))),
            kind=str(relation.event_class),
            is_symmetric=relation.symmetric,
            is_placed=not self.schema.allows("Person", relation.range),
            pairs=tuple(sorted(pairs)),
            bodies=tuple(sorted(bodies)),
            article=self.article,
            published=self._ordinal(NamedNode(identity.iri(f"article:{self.article}", self.base)), v.ISSUED),
            date=date,
            span=self._span(event),
            is_guess=any(one.value == "publication" for one in self._of(event, v.DATE_BASIS)),
            place=id_of(place, self.base) if place else None,
            is_listed=place is not None and self._is_listed(place),
            topics=tuple(sorted(topics - {()})),
        )

    def _of(self, node: Any, predicate: NamedNode) -> Collection[Any]:
        return self.values[predicate].get(node, ())

    def relation(self, claim: Any) -> Relation:
        (term,) = self._of(claim, v.RELATION)
        return self.schema.relations[term.value.removeprefix(v.DIP)]

    def _pair(self, claim: Any, *, symmetric: bool) -> Pair:
        subject, target = (id_of(node, self.base) for key in _PARTIES for node in self._of(claim, key))
        return (target, subject) if symmetric and subject > target else (subject, target)

    def _bodies(self, claim: Any) -> Iterator[Pair]:
        for party, body in _PARTIES.items():
            (node,) = self._of(claim, party)
            yield from ((id_of(node, self.base), id_of(one, self.base)) for one in self._of(claim, body))

    def _label(self, node: NamedNode) -> str:
        """As the article has it; of what gazetteers know, what its id says."""
        return min((one.value for one in self._of(node, v.LABEL)), default=id_of(node, self.base).partition(":")[2])

    def _is_listed(self, place: NamedNode) -> bool:
        """And no country, in which a place may lie; an article itself describes places that no gazetteer has."""
        return id_of(place, self.base).startswith("place:") and _PLACE_CLASS not in self._of(place, v.TYPE)

    def _span(self, event: NamedNode) -> Span | None:
        first, last = (self._ordinal(event, bound) for bound in (v.EARLIEST, v.LATEST))
        return (first, last) if first is not None and last is not None else None

    def _ordinal(self, node: NamedNode, predicate: NamedNode) -> int | None:
        days = (literal.value for literal in self._of(node, predicate) if literal.datatype == v.XSD_DATE)
        return min((Date.fromisoformat(day).toordinal() for day in days), default=None)


def _telling_words(topic: str) -> tuple[str, ...]:
    return tuple(sorted(set(re.findall(r"\w+", topic.casefold())) - _FUNCTION_WORDS - _VAGUE_WORDS))
