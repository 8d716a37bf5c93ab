"""The places of a frame: which words stand in them, by grammar, by what surrounds the trigger or was told before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc, Token

from kgbuild.language.candidate import Site
from kgbuild.language.coreference import Resolver
from kgbuild.language.enumerations import names_after
from kgbuild.language.grammatical_places import GrammaticalPlaces
from kgbuild.language.headings import HeadingReader
from kgbuild.language.occasion import OccasionReader
from kgbuild.language.quarrels import QuarrelReader
from kgbuild.language.rolls import RollReader
from kgbuild.language.series import SeriesReader
from kgbuild.language.syntax import Reader
from kgbuild.language.things import load_thing_words

_SAME_DOER = 4
"""Sentences that an account of one doer's deeds goes on without naming him."""


class PlaceReader:
    """Reads the places of the frames of one doc."""

    def __init__(
        self, doc: Doc, resolver: Resolver, syntax: Reader, doer_keys: Callable[[Site], frozenset[str]]
    ) -> None:
        """`doer_keys` tells the parties in the subject's places of a frame."""
        self.resolver, self.syntax, self.doer_keys = resolver, syntax, doer_keys
        self.grammar = GrammaticalPlaces(doc, resolver, syntax)
        self.quarrels = QuarrelReader(doc, resolver, syntax)
        self.series, self.rolls = SeriesReader(doc, resolver), RollReader(doc, resolver)
        self.headings = HeadingReader(doc, resolver)
        self.occasions = OccasionReader(doc, resolver, load_thing_words())
        self._doers: dict[str, tuple[int, Sequence[Token]]] = {}
        """By relation who was last told to do it, with the number of the sentence."""
        self._done_to: dict[str, tuple[int, Sequence[Token]]] = {}
        """The same for whom it was done to."""
        self._readers: dict[str, Callable[[Site], list[Token]]] = {
            "quarrel": lambda site: self.quarrels.of(site.trigger, self.doer_keys(site)),
            "protagonist": lambda site: self.headings.protagonist(site.trigger),
            "series": lambda site: self.series.after(site.trigger),
            "listed": lambda site: names_after(site.trigger),
            "same": self._same_doers,
            "likewise": lambda site: self._lately(site, self._done_to),
            "text": lambda _: self.series.only_mission(),
            "roll": lambda site: self.rolls.after(site.trigger),
            "occasion": lambda site: self.occasions.of(site.trigger, listed="roll" in site.entry.frame.subject),
        }

    def tokens(self, site: Site, place: str) -> list[Token]:
        """The words that stand in a place."""
        reader = self._readers.get(place)
        return reader(site) if reader is not None else self.grammar.tokens(site, place)

    def remember(self, site: Site, doers: Sequence[Token], done_to: Sequence[Token]) -> None:
        """Keeps who is told to do what a frame says, and to whom, for tellings that follow without them."""
        relation, number = site.entry.frame.relation, self.resolver.sentence_of[site.trigger.i]
        self._doers[relation] = (number, doers)
        if done_to:
            self._done_to[relation] = (number, done_to)

    def _same_doers(self, site: Site) -> list[Token]:
        """Who was told to do such a thing in the sentences before: "Peru's president reshuffled his cabinet. X was
        named …"; nobody where the sentence names a doer that was not understood.
        """
        if "nsubj" in site.entry.frame.subject and site.verb is not None and self.syntax.subjects(site.verb):
            return []
        return self._lately(site, self._doers)

    def _lately(self, site: Site, tellings: Mapping[str, tuple[int, Sequence[Token]]]) -> list[Token]:
        """The parties that the sentences before told such a thing of."""
        number, told = tellings.get(site.entry.frame.relation, (-_SAME_DOER - 1, ()))
        near = self.resolver.sentence_of[site.trigger.i] - _SAME_DOER
        return [t for t in told if number >= near and t.i < site.trigger.i]
