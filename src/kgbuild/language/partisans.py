"""Political parties that stand as names beside a person's: "X of the ruling National Party", "X's Freedom Front", "his
party, the Y", "National Party lawmaker X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgbuild.language.cast import Cast
from kgbuild.language.mention import Mention
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party

_ADJECTIVES = r"(?:[a-z][\w-]+ ){0,2}"
_OF = re.compile(rf",? (?:of|from|with) (?:the |his |her )?{_ADJECTIVES}")
_POSSESSIVE = re.compile(rf"['’]s? {_ADJECTIVES}(?:(?:party|faction|movement|bloc), the {_ADJECTIVES})?")
_PRONOUN = re.compile(rf"\b(?:his|her) {_ADJECTIVES}(?:(?:party|faction|movement|bloc), the {_ADJECTIVES})?$")
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s")
_BACK = 60
"""Characters before a party's name among which "his" stands."""


class Partisan(NamedTuple):
    """A person, his party and the mention of the party that tells it."""

    person: Party
    party: Party
    mention: Mention


class PartisanReader:
    """Reads the parties beside the persons of one article."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text, self.cast = text, cast
        self.vocabulary = load_office_words()

    def partisans(self) -> Iterator[Partisan]:
        person: tuple[Mention, Party] | None = None
        sentence: list[Party] = []
        at = 0
        for mention in self.cast.mentions:
            party = self.cast.party(mention)
            if _SENTENCE_END.search(self.text, at, mention.start):
                sentence = []
            at = mention.end
            if party is None:
                continue
            if mention.kind == "Person":
                person = (mention, party)
                sentence += [party] if party not in sentence else []
            elif self._is_political(party) and (holder := self._holder(person, sentence, mention)) is not None:
                yield Partisan(holder, party, mention)

    def _holder(self, person: tuple[Mention, Party] | None, sentence: list[Party], mention: Mention) -> Party | None:
        """Whose party a mention names: his who stands right before it, or the only person's of the sentence."""
        if person is not None:
            between = self.text[person[0].end : mention.start]
            if _OF.fullmatch(between) or _POSSESSIVE.fullmatch(between):
                return person[1]
        pronoun = _PRONOUN.search(self.text, max(0, mention.start - _BACK), mention.start)
        return sentence[0] if pronoun and len(sentence) == 1 else None

    def _is_political(self, party: Party) -> bool:
        """Is it a political party, by the lists or by its name?"""
        if party.kind != "Organization":
            return False
        row = self.cast.gazetteer.institutions.get(party.key)
        if row is not None:
            return row.kind == "party"
        names = {word.lower() for name in self.cast.entity(party).names for word in name.split()}
        return not names.isdisjoint(self.vocabulary.political)
