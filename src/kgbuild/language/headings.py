"""Paragraphs that begin with what somebody did, as in "Meeting with Foreign Minister A of Cuba: …".

Who met him is not said there: it is the one whom the text is about.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.language.coreference import Resolver

_INSIDE = frozenset({"with", "between", "the", "of", "and", "&", "his", "her", "in", "on"})
_ENDS = frozenset({".", ":", "–", "—", "-"})
_RELATIVE = frozenset({"whose", "who", "during", "where", "in", "at"})
_LEAD = 4
"""Sentences in which whom the text is about is named."""
_MAX_WORDS = 12


class HeadingReader:
    """Reads the headings of one doc."""

    def __init__(self, doc: Doc, resolver: Resolver) -> None:
        self.doc, self.resolver = doc, resolver

    def protagonist(self, trigger: Token) -> list[Token]:
        """The first mention of the one whom the text is about, where `trigger` begins such a paragraph."""
        return [self._protagonist] if self._protagonist is not None and self._is_heading(trigger) else []

    def _is_heading(self, trigger: Token) -> bool:
        """Does it begin a sentence, and does nothing but a name and a mark follow?"""
        first = trigger.i - 1 if trigger.i and trigger.nbor(-1).dep_ in {"amod", "compound"} else trigger.i
        if not self.doc[first].is_sent_start or not self.doc[first].text[0].isupper():
            return False
        for at in range(trigger.i + 1, min(trigger.i + _MAX_WORDS, len(self.doc))):
            word = self.doc[at]
            if word.text in _ENDS or word.is_sent_start:
                return True
            if word.text == "," and at + 1 < len(self.doc):
                return self.doc[at + 1].lower_ in _RELATIVE
            if self.resolver.reading.mention_of[at] < 0 and word.lower_ not in _INSIDE:
                return False
        return True

    @cached_property
    def _protagonist(self) -> Token | None:
        """The first person of the lead who speaks for the publisher, else the first that is a subject."""
        publisher = self.resolver.cast.publisher
        first: Token | None = None
        for token in self.doc:
            if self.resolver.sentence_of[token.i] >= _LEAD:
                break
            mention = self.resolver.reading.mention(token)
            party = self.resolver.cast.party(mention) if mention else None
            if party is None or not party.is_person:
                continue
            if publisher is not None and party.owner == publisher.id:
                return token
            if first is None and token.dep_ in {"nsubj", "nsubjpass"}:
                first = token
        return first
