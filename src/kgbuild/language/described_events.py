"""Events without a name: the named one that a description means, else one for each head noun, by its phrase."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgbuild.language.coreference import Resolver
from kgbuild.language.occasion import OccasionReader
from kgbuild.language.party import Party
from kgbuild.language.things import CALENDAR, ThingWords

_DEFINITE = frozenset({"the", "this"})
_COMPLEMENT = frozenset({"of", "on", "for", "between"})
_HOLDING = frozenset(
    {"hold", "have", "convene", "open", "begin", "start", "host", "attend", "conduct", "chair", "conclude"}
)
_MAX_PHRASE = 14


class DescribedEvents:
    """Whom "the summit" and "a ceremony in Lagos" mean in one doc."""

    def __init__(self, resolver: Resolver, words: ThingWords, occasions: OccasionReader) -> None:
        self.resolver, self.words, self.reading = resolver, words, resolver.reading
        self.occasions = occasions

    def party(self, token: Token, kind: str) -> Party:
        """The party of an event's head noun that is no name."""
        head = token.lemma_.lower() if token.tag_ != "NNS" else token.lower_
        modifiers = [
            c.text
            for c in token.children
            if c.dep_ in {"amod", "compound"}
            and c.i < token.i
            and self.reading.mention_of[c.i] < 0
            and not _is_hyphenated(c)
        ]
        lowers = {m.lower() for m in modifiers}
        telling = sorted(lowers & self.words.distinguishing)
        if self._is_definite(token):
            if named := self._named(token, head, lowers, kind):
                return named
            if not modifiers and (other := self._other_noun(token, head)) is not None:
                return self._of_noun(other, kind)
        party = self.resolver.cast.described_party(
            " ".join([*modifiers, token.text]), " ".join([*telling, head]), kind, self.reading.offsets[token.i][0]
        )
        if complement := self._complement(token):
            party.names[" ".join([*modifiers, token.text, *complement])] += 1
        return party

    def _is_definite(self, token: Token) -> bool:
        determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "poss"}}
        return bool(determiners & _DEFINITE) or (token.text[0].isupper() and not determiners)

    def _named(self, token: Token, head: str, modifiers: set[str], kind: str) -> Party | None:
        """The named event that a definite description means: the last that has its words; for "the gathering" the
        last of all; else the only one that is named later.
        """
        of_kind = [(t, p) for t, p in self.resolver.named if p.kind == kind]
        wanted = {head, *modifiers}
        fitting = [(t, p) for t, p in of_kind if any(wanted <= set(n.lower().split()) for n in p.names)]
        before = [p for t, p in fitting if t.i < token.i]
        if not before and head in self.words.anaphors and not modifiers & self.words.distinguishing:
            before = [p for t, p in of_kind if t.i < token.i]
        if before and token.text[0].isupper() and not modifiers:
            return max(before, key=lambda party: party.names.total())  # "the Summit" of a text that is about one
        if before:
            return before[-1]
        later = {p.key: p for _, p in fitting}
        return next(iter(later.values())) if len(later) == 1 else None

    def _other_noun(self, token: Token, head: str) -> Token | None:
        """The event without a name that "the meeting" or "the gathering" takes up by another noun ("a session")."""
        if head not in self.words.anaphors | self.words.general:
            return None
        told = [t for t in self.occasions.near(token) if _is_held(t)]
        if not told or self._is_proper(told[-1]) or self._has_talks_before(token):
            return None
        return told[-1]

    def _has_talks_before(self, token: Token) -> bool:
        """Did the text tell of a meeting already, so that "the meeting" is that?"""
        talks = (t for t in token.doc[: token.i] if t.lemma_.lower() in {"talk", *self.words.general})
        return any(_is_held(t) for t in talks)

    def _is_proper(self, token: Token) -> bool:
        """Has it a name that is not a mere description, as "session on Cyprus" is?"""
        mention = self.reading.mention(token)
        return mention is not None and (bool(mention.references) or not mention.head_word.islower())

    def _of_noun(self, token: Token, kind: str) -> Party:
        mention = self.reading.mention(token)
        party = self.resolver.cast.party(mention) if mention is not None else None
        return party or self.party(token, kind)

    def _complement(self, token: Token) -> list[str]:
        """The words that say what it is about: "on food security", "reopening the embassy"."""
        for child in token.children:
            about = child.dep_ == "prep" and child.lower_ in _COMPLEMENT
            if child.i == token.i + 1 and (about or (child.dep_ == "acl" and child.tag_ == "VBG")):
                words = list(self._words(child))
                dated = any(word.lower() in CALENDAR for word in words[:3])
                return [] if dated or len(words) > _MAX_PHRASE else words
        return []

    def _words(self, top: Token) -> Iterator[str]:
        for token in top.subtree:
            if token.is_punct:
                return
            mention = self.reading.mention(token)
            yield token.text if mention is None else mention.name or mention.head_word


def _is_hyphenated(modifier: Token) -> bool:
    """As "run" in "a French-run summit": a deed, no part of a name."""
    return modifier.tag_ == "VBN" and modifier.i > 0 and modifier.nbor(-1).is_punct


def _is_held(event: Token) -> bool:
    """Is it told that it took place, and not in passing ("ahead of the session", "efforts to relaunch talks")?"""
    return event.dep_ in {"dobj", "nsubj", "nsubjpass"} and event.head.lemma_ in _HOLDING
