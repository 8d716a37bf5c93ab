"""Political parties that stand as names beside a person's: "X of the ruling National Party", "X's Freedom Front", "his
party, the Y", "X, whose Freedom Front …", "the Freedom Front … Its lawmaker X"; and those inside his titles: "National
Party lawmaker X", "Labour MP Y", "the deputy leader of the Freedom Front, Z".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgbuild.language.cast import Cast
from kgbuild.language.mention import Mention, Title
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party

_ADJECTIVES = r"(?:[a-z][\w-]+ ){0,2}"
_OF = re.compile(rf",? (?:(?:of|from|with) (?:the |his |her )?|whose ){_ADJECTIVES}")
_POSSESSIVE = re.compile(rf"['’]s? {_ADJECTIVES}(?:(?:party|faction|movement|bloc), the {_ADJECTIVES})?")
_PRONOUN = re.compile(rf"\b(?:his|her) {_ADJECTIVES}(?:(?:party|faction|movement|bloc), the {_ADJECTIVES})?$")
_SENTENCE_END = re.compile(r"[.!?][”\"’]?\s")
_ITS = re.compile(rf"\b[Ii]ts {_ADJECTIVES}$")
_NAMED = re.compile(r"(?:[A-Z][\w'’-]+ )(?:(?:of|for|and|the) (?=[A-Z])|[A-Z][\w'’-]+ )*")
_STARTS = frozenset({"", ".", "!", "?", "”", '"', "“", "\n"})
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
        last: Party | None = None
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
                if (own := self._in_titles(mention) or self._its(mention, last)) is not None:
                    yield Partisan(party, own, mention)
                continue
            last = party if party.kind == "Organization" else last
            if self._is_political(party) and (holder := self._holder(person, sentence, mention)) is not None:
                yield Partisan(holder, party, mention)

    def _holder(self, person: tuple[Mention, Party] | None, sentence: list[Party], mention: Mention) -> Party | None:
        """Whose party a mention names: his who stands right before it, or the only person's of the sentence."""
        if person is not None:
            between = self.text[person[0].end : mention.start]
            if _OF.fullmatch(between) or _POSSESSIVE.fullmatch(between):
                return person[1]
        pronoun = _PRONOUN.search(self.text, max(0, mention.start - _BACK), mention.start)
        return sentence[0] if pronoun and len(sentence) == 1 else None

    def _its(self, mention: Mention, last: Party | None) -> Party | None:
        """As in "the Freedom Front … Its lawmaker X": the body named last, where it is a party."""
        before = _ITS.search(self.text, max(0, mention.start - _BACK), mention.start)
        return last if before and mention.titles and last is not None and self._is_political(last) else None

    def _in_titles(self, mention: Mention) -> Party | None:
        """The party that an office names: by its own name, or by what its people are called before the office."""
        for title in (t for t in mention.titles if not t.plural):
            name = self._called(title) or self._coloured(title)
            if name is not None:
                return self.cast.named_party(name, "Organization", title.start)
        return None

    def _called(self, title: Title) -> str | None:
        """As in "deputy leader of the Freedom Front", "National Party lawmaker", "Fatherland bloc leader"."""
        for named in _NAMED.finditer(title.text + " "):
            name = named.group().strip()
            following = title.text[named.end() :].split(maxsplit=1)[:1]
            if len(name.split()) > 1 and name.split()[-1].lower() in self.vocabulary.political:
                return name
            if following and following[0] in self.vocabulary.political:
                return f"{name} {following[0]}"
        return None

    def _coloured(self, title: Title) -> str | None:
        """As in "Labour MP", "Socialist deputy"; a word that may be any has its capital from a sentence's beginning."""
        words = title.text.split()
        sizes = [size for size in (2, 1) if " ".join(words[:size]).lower() in self.vocabulary.colours]
        if not sizes or not words[0][0].isupper() or {w.lower() for w in words[1:2]} & self.vocabulary.portfolios:
            return None
        named = " ".join(words[: sizes[0]]).lower()
        begins = self.text[: title.start].rstrip(" ")[-1:] in _STARTS
        return None if begins and named in self.vocabulary.ordinary_colours else self.vocabulary.colours[named]

    def _is_political(self, party: Party) -> bool:
        """Is it a political party, by the lists or by its name?"""
        if party.kind != "Organization":
            return False
        row = self.cast.gazetteer.institutions.get(party.key)
        if row is not None:
            return row.kind == "party"
        names = {word.lower() for name in self.cast.entity(party).names for word in name.split()}
        return not names.isdisjoint(self.vocabulary.political)
