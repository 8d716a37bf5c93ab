"""Whom "he", "she" and "it" stand for, and of which state or body a description is meant: what was named before,
subjects first (as in centering theory).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from spacy.tokens import Token

from kgbuild.language.clauses import expand, is_verbal
from kgbuild.language.discourse import SUBJECTS, WINDOW, Discourse
from kgbuild.language.party import Party
from kgbuild.language.syntax import Reader

FIRST_PERSONS = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
_THINGS = {"Country", "Organization", "Mission", "Event", "Agreement"}


class Antecedents:
    """Single parties by what was said before."""

    def __init__(self, discourse: Discourse, syntax: Reader) -> None:
        self._discourse, self._syntax = discourse, syntax

    def person(self, token: Token, gender: str) -> Party | None:
        """The person nearest before, subjects first; a subject of the same clause is no antecedent of its own
        object.
        """
        sentence_of = self._discourse.sentence_of
        doers = self._doers_of(token)
        ranked: list[tuple[float, int, Party]] = []
        for other, party in self._before(token):
            if not party.is_person or party.key in doers:
                continue
            distance = sentence_of[token.i] - sentence_of[other.i]
            if distance > WINDOW or (party.gender and party.gender != gender):
                continue
            if token.dep_ in {"dobj", "pobj"} and other.head == token.head:
                continue
            score = (
                -1.0 * distance + (0.9 if other.dep_ in SUBJECTS else 0.0) + (0.3 if party.gender == gender else 0.0)
            )
            ranked.append((score, other.i, party))
        if not ranked:
            return self._cataphor(token, gender)
        best = max(ranked, key=lambda r: r[:2])
        rivals = {
            r[2].key
            for r in ranked
            if r[0] >= best[0] - 0.05 and r[2] is not best[2] and sentence_of[r[1]] == sentence_of[best[1]]
        }
        return None if rivals and sentence_of[best[1]] != sentence_of[token.i] else best[2]

    def _doers_of(self, token: Token) -> set[str]:
        """Who does to somebody else what an object pronoun is done to: in "X rebuked Y, accusing him" that is Y."""
        if token.dep_ != "dobj" or token.lower_.endswith("self") or not is_verbal(token.head):
            return set()
        return {r.party.key for doer in self._syntax.subjects(token.head) for r in self._discourse.resolve(doer)}

    def it(self, token: Token) -> Party | None:
        """The state or body that was the subject before; nobody where that was a thing ("it was …")."""
        if token.dep_ in SUBJECTS:
            before = [
                t
                for t in self._discourse.doc[token.sent.start : token.i]
                if t.dep_ in SUBJECTS and t.head.dep_ in {"ROOT", "conj"} and t.lower_ not in FIRST_PERSONS
            ]
            if before:
                found = self._discourse.resolve(before[-1])
                kept = [r.party for r in found if r.party.kind in _THINGS]
                if kept or (before[-1].pos_ == "NOUN" and not found):
                    return kept[0] if kept else None
        return self.last_of(token, _THINGS if token.dep_ == "nsubjpass" else {"Country", "Organization"})

    def last_of(
        self, token: Token, kinds: set[str], *, nouns: bool = False, apart: Collection[str] = ()
    ) -> Party | None:
        """The party of a kind that was said last, but for those `apart`; by its adjective too where a noun stands for
        it.
        """
        sentence_of = self._discourse.sentence_of
        doers = self._doers(token)
        ranked: list[tuple[float, int, Party]] = []
        for other, party in self._before(token):
            if party.kind not in kinds or party.key in doers or party.key in apart:
                continue
            if self._discourse.is_adjective(other) and not nouns:
                continue
            distance = sentence_of[token.i] - sentence_of[other.i]
            if distance > WINDOW - 1:
                continue
            ranked.append((_salience(other) - distance, other.i, party))
        return max(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _doers(self, token: Token) -> frozenset[str]:
        """The several who do something to what a word stands for, and so are not that: "the ambassadors of A and B left
        the country".
        """
        if token.dep_ != "dobj":
            return frozenset()
        subjects = [t for c in token.head.children if c.dep_ in SUBJECTS for t in expand(c)]
        keys = frozenset(r.party.key for t in subjects for r in self._discourse.resolve(t))
        return keys if len(keys) > 1 else frozenset()

    def there(self, token: Token) -> Party | None:
        """The state or place said last, but for the doer of the same clause: "war in Chad. Kenya has troops there"."""
        sentence_of = self._discourse.sentence_of
        for other, party in reversed(self._discourse.named):
            if other.i >= token.i or party.kind not in {"Country", "Place"} or self._discourse.is_adjective(other):
                continue
            if sentence_of[token.i] - sentence_of[other.i] >= WINDOW:
                return None
            if other.dep_ not in SUBJECTS or sentence_of[token.i] != sentence_of[other.i]:
                return party
        return None

    def _before(self, token: Token) -> Iterator[tuple[Token, Party]]:
        """What was named before, and what the subjects of the last sentences stand for that are no names."""
        yield from ((other, party) for other, party in self._discourse.named if other.i < token.i)
        low = self._discourse.sentence_of[token.i] - WINDOW
        for other in self._unnamed_subjects:
            if other.i < token.i and self._discourse.sentence_of[other.i] >= low:
                for resolved in self._discourse.resolve(other):
                    yield other, resolved.party

    @cached_property
    def _unnamed_subjects(self) -> list[Token]:
        return [t for t in self._discourse.doc if t.dep_ in SUBJECTS and self._discourse.reading.mention_of[t.i] < 0]

    def _cataphor(self, token: Token, gender: str) -> Party | None:
        """As in "During his visit, X said": the subject of the same sentence that follows."""
        if token.dep_ != "poss":
            return None
        for other, party in self._discourse.named_in[self._discourse.sentence_of[token.i]]:
            if other.i > token.i and other.dep_ in SUBJECTS and party.is_person:
                return party if not party.gender or party.gender == gender else None
        return None


def _salience(token: Token) -> float:
    """How likely a mention is to be taken up by a pronoun: subjects of main clauses first."""
    if token.dep_ in SUBJECTS:
        return 0.9 if token.head.dep_ in {"ROOT", "conj", "ccomp"} else 0.5
    return 0.3 if token.dep_ == "poss" else 0.0
