"""Verbs that are said once for several: "pledged €45 million to A and €60 million to B", "A sent 200 soldiers and B 150
to C".

What is left of each clause, a sum or a number with perhaps a giver before it and a receiver behind it, is read from the
words: the parser has no label for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kgbuild.language.reading import reading_of

_MARKS = frozenset({",", ";", "and", "&", "while", "plus"})
_ABOUT = frozenset(
    {"more", "than", "some", "about", "over", "around", "nearly", "almost", "up", "to", "at", "least", "with"}
    | {"a", "an", "the", "another", "further", "additional", "small", "$", "€", "£", "us$", "eur", "usd"}
)
_VAGUE = frozenset({"few", "number", "handful", "dozen", "dozens", "several", "hundreds", "thousands"})
_NOMINAL = frozenset({"NOUN", "ADJ", "NUM", "SYM"})
_INSIDE = frozenset({"DET", "NOUN", "ADJ", "ADP"})
_MAX_WORDS = 9


@dataclass(frozen=True, slots=True)
class Share:
    """What one party gives to one: positions of the words, `giver` and `receiver` None where they are not said."""

    giver: Token | None
    amount: tuple[int, int]
    unit: str
    receiver: Token | None
    addressed: bool
    """Whether somebody or something is said to receive it, though it need not be a name."""


class GappingReader:
    """Reads the shares of one doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.reading = doc, reading_of(doc)

    def shares(self, verb: Token, prepositions: Sequence[str]) -> list[Share]:
        """The shares behind a verb; nothing where there is but one."""
        found: list[Share] = []
        at, end = verb.i + 1, verb.sent.end
        while at < end:
            share, at = self._share(at, end, prepositions)
            if share is None:
                break
            found.append(share)
            if at >= end or self.doc[at].lower_ not in _MARKS:
                break
            while at < end and self.doc[at].lower_ in _MARKS:
                at += 1
        if len(found) > 1 and found[0].giver is not None:  # "gave A 45 million and B 60 million"
            found = [replace(share, giver=None, receiver=share.giver, addressed=True) for share in found]
        return self._completed(found) if len(found) > 1 else []

    def _completed(self, shares: list[Share]) -> list[Share]:
        """Each with a giver, unit and receiver of its own or of a neighbour ("A 45 and B 60 million for C")."""
        givers: list[Share] = []
        for share in shares:
            last = givers[-1] if givers else share
            givers.append(replace(share, giver=share.giver or last.giver, unit=share.unit or last.unit))
        following: list[Share] = []
        for share in reversed(givers):
            own = share.addressed or not following
            following.append(share if own else replace(share, receiver=following[-1].receiver))
        last_said, completed = None, []
        for share in reversed(following):
            last_said = share.receiver or last_said
            completed.append(share if share.addressed else replace(share, receiver=share.receiver or last_said))
        return completed

    def _share(self, at: int, end: int, prepositions: Sequence[str]) -> tuple[Share | None, int]:
        giver, at = self._giver(at, end)
        start, at = at, self._numbers(at, end)
        if at == start:
            return None, at
        last_number = at - 1
        while at < end and self._is_noun(at):
            at += 1
        unit = " ".join(t.text for t in self.doc[last_number + 1 : at])
        amount = (start, at - 1)
        if at + 1 < end and self.doc[at].lower_ in {"in", "of"} and self._is_noun(at + 1):
            at += 1  # "in humanitarian aid"
            while at < end and self._is_noun(at):
                at += 1
        addressed = at < end and self.doc[at].lower_ in prepositions
        receiver, at = self._receiver(at, end) if addressed else (None, at)
        return Share(giver, amount, unit, receiver, addressed), at

    def _giver(self, at: int, end: int) -> tuple[Token | None, int]:
        first = at + (self.doc[at].lower_ == "the" and at + 1 < end)
        return (self.doc[first], first + 1) if self._is_name(first) else (None, at)

    def _numbers(self, at: int, end: int) -> int:
        """Where the number that begins at `at` ends; `at` itself where none does."""
        start = at
        while at < end and self.doc[at].lower_ in _ABOUT and at - start < _MAX_WORDS:
            at += 1
        vague = at < end and self.doc[at].lower_ in _VAGUE
        if not vague and not (at < end and self.doc[at].like_num and not self._is_name(at)):
            return start
        while at < end and (self.doc[at].like_num or self.doc[at].lower_ in _VAGUE):
            at += 1
        return at + (vague and at < end and self.doc[at].lower_ == "of")

    def _receiver(self, at: int, end: int) -> tuple[Token | None, int]:
        """The name behind a preposition, and where its phrase ends ("with the Mission in Lebanon")."""
        receiver: Token | None = None
        for _ in range(_MAX_WORDS):
            at += 1
            if at >= end or self.doc[at].lower_ in _MARKS:
                break
            if self._is_name(at):
                receiver = receiver or self.doc[at]
            elif self.doc[at].pos_ not in _INSIDE:
                break
        return receiver, at

    def _is_noun(self, at: int) -> bool:
        return self.doc[at].pos_ in _NOMINAL and not self._is_name(at)

    def _is_name(self, at: int) -> bool:
        return self.reading.mention_of[at] >= 0
