"""The event that goes without saying: "Ghana's ambassador was also present" – at what the text has told of."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.language.coreference import Resolver
from kgbuild.language.things import ThingWords

_NEAR = 1
"""How many sentences back an event may stand that is meant before the text's own."""
_LEAD = 3
_WHERE = frozenset({"at", "in", "during"})


class OccasionReader:
    """Finds the events of one doc that are meant where none is said."""

    def __init__(self, doc: Doc, resolver: Resolver, words: ThingWords) -> None:
        self.doc, self.resolver, self.words = doc, resolver, words

    def of(self, trigger: Token, *, listed: bool) -> list[Token]:
        """The event meant at `trigger`: for a list of those present the text's own, else the last one told of."""
        near = next((t for t in reversed(self.near(trigger)) if self._is_told_of(t)), None)
        found = (self._main or near) if listed else (near or self._main)
        return [found] if found is not None and found.i < trigger.i else []

    def near(self, token: Token) -> list[Token]:
        """The events of the sentence before a token and of its own, before it."""
        return [t for t in self.events if t.i < token.i and self._is_near(t, token)]

    def _is_near(self, event: Token, trigger: Token) -> bool:
        return self.resolver.sentence_of[trigger.i] - self.resolver.sentence_of[event.i] <= _NEAR

    def _is_told_of(self, event: Token) -> bool:
        """Is it what happens or where, not what is far off ("ahead of the summit")?"""
        return event.dep_ != "pobj" or event.head.lower_ in _WHERE

    @cached_property
    def events(self) -> list[Token]:
        return [token for token in self.doc if self._is_event(token)]

    @cached_property
    def _main(self) -> Token | None:
        """What the text is about: the first event that its lead names, else the first that it has."""
        lead = [t for t in self.events if self.resolver.sentence_of[t.i] < self._lead_end]
        return next((t for t in lead if self.resolver.reading.mention(t)), next(iter(lead), None))

    @cached_property
    def _lead_end(self) -> int:
        """Number of the sentence after the lead."""
        body = min(self.resolver.reading.headline_end, len(self.doc) - 1)
        return self.resolver.sentence_of[body] + _LEAD if len(self.doc) else 0

    def _is_event(self, token: Token) -> bool:
        mention = self.resolver.reading.mention(token)
        if mention is not None:
            return mention.kind == "Event"
        lower = token.lower_
        return token.pos_ in {"NOUN", "PROPN"} and (
            self.words.is_occasion(lower) or (lower in self.words.described and self.words.heads.get(lower) == "Event")
        )
