"""What a text is about: when and where, by its first sentences or its head."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.fact import DateBasis
from kgbuild.language.clause_dates import ClauseDates, own_clause
from kgbuild.language.clause_places import ClausePlaces
from kgbuild.language.clauses import is_verbal
from kgbuild.language.coreference import Resolver
from kgbuild.language.dates import DateMention
from kgbuild.language.event_times import EventTimes
from kgbuild.language.party import Party

LEAD_SENTENCES = 4
_DATED = 2
"""Number of the last sentence, headline included, that may say when."""
_DAY = len("2023-11-29")
_HEAD = 300
"""Characters at the head of a text among which its place and date may stand."""


@dataclass(frozen=True, slots=True)
class When:
    edtf: str
    basis: DateBasis
    stated: bool
    """Whether the clause itself says so."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the text is about: the date and place of its lead."""

    when: When | None
    place: Party | None


class Lead:
    """The first sentences of one doc."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        dates: Sequence[DateMention],
        timing: ClauseDates,
        placing: ClausePlaces,
        events: EventTimes,
    ) -> None:
        self.doc, self.resolver, self.dates = doc, resolver, dates
        self.timing, self.placing, self.events = timing, placing, events

    def read(self, published: str | None, statements: Collection[int]) -> Occasion:
        """The date and place of the first sentences; the day of publication where they give none.

        `statements` are the words by which somebody says something of a thing that may have its own date.
        """
        when, place = None, None
        for number, sentence in enumerate(self.doc.sents):
            if number >= LEAD_SENTENCES or (when and place):
                break
            root = sentence.root
            if sentence.start < self.resolver.reading.headline_end or not is_verbal(root):
                continue
            tokens = own_clause(root, self.events.words.binding)
            after = root.i if root.i in statements else None
            found = self.timing.of(tokens, root, after)
            if found and when is None and number <= _DATED:
                when = When(found.edtf, found.basis, stated=False)
            elsewhen = found and when and found.edtf != when.edtf  # "this builds on their talks in Oslo in May"
            if place is None and not elsewhen:
                place = self.placing.of(tokens, after=after, strict=True) or self._place_of_event(tokens)
        if when is None and published:
            when = When(published, "publication", stated=False)
        return Occasion(when, place or self.head_place)

    @cached_property
    def head_place(self) -> Party | None:
        """The city that stands before a date at the head of a text: "Press release – Lima, 3 May 2021".

        That of a dateline is where the reporter is.
        """
        if self.resolver.reading.dateline is not None:
            return None
        days = {d.start for d in self.dates if d.start < _HEAD and d.basis == "stated" and len(d.edtf) == _DAY}
        for mention in self.resolver.reading.mentions:
            if mention.start >= _HEAD:
                break
            place = mention.reference
            if place and place.kind == "Place" and place.country and mention.end + len(", ") in days:
                return self.resolver.cast.party(mention)
        return None

    def _place_of_event(self, tokens: Sequence[Token]) -> Party | None:
        """As in "The conference, hosted today in Brussels, was chaired by"."""
        events = (t for t in tokens if self.events.is_event(t) and t.dep_ in {"nsubj", "nsubjpass"})
        return next(filter(None, (self.events.own(event).place for event in events)), None)
