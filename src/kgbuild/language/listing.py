"""Lists of names as they stand in the words: "A, B and C", and those that a group is said to include.

The parser often hangs one member of a list elsewhere. A list is taken only where nothing but names of one kind and the
marks of a list stand in it, and where "and" closes it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from spacy.tokens import Doc, Token

from kgbuild.language.clauses import expand, is_verbal
from kgbuild.language.mention import Mention
from kgbuild.language.reading import reading_of

_AND = frozenset({"and", "&"})
_MARKS = frozenset({",", ";", "and", "&", "the"})
_BETWEEN = frozenset({"between", "among"})
_MAX_NAMES = 12
_INCLUDING = frozenset({"including", "namely"})
_WITHIN = frozenset({",", "and", "&", "the", "of", "from", "party", "government"})
_MAX_PHRASE = 14
_PLURAL = frozenset({"NNS", "NNPS"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class ListReader:
    """Reads the lists of one doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.reading = doc, reading_of(doc)
        self._around: dict[int, list[Token]] = {}

    def around(self, token: Token) -> list[Token]:
        """The names of the list that a name stands in, itself among them; nothing where it stands in none."""
        if token.i not in self._around:
            self._around[token.i] = self._read(token)
        return self._around[token.i]

    def _read(self, token: Token) -> list[Token]:
        mention = self.reading.mention(token)
        if mention is None:
            return []
        names = self._between(token) or self._alike(token, mention)
        while len(names) > 1 and not self._is_closed(names):
            if names[-1].i == token.i:
                return []
            names.pop()
        return names if len(names) > 1 else []

    def included(self, token: Token) -> list[Token]:
        """As in "senior leaders of the party, including A and B": names in the phrase of a noun in the plural."""
        if token.tag_ not in _PLURAL:
            return []
        sentence_end = token.sent.end
        for at in range(token.i + 1, min(token.i + _MAX_PHRASE, len(self.doc) - 1)):
            word = self.doc[at]
            if word.lower_ in _INCLUDING:
                below = [t for c in word.children if c.dep_ == "pobj" for t in expand(c)]
                return [t for t in below if self._is_name(t)]
            if at >= sentence_end or not (self._is_name(word) or word.lower_ in _WITHIN or word.pos_ == "ADJ"):
                break
        return []

    def _is_name(self, token: Token) -> bool:
        mention = self.reading.mention(token)
        return mention is not None and not mention.group

    def _between(self, token: Token) -> list[Token]:
        """As in "between Israel and Hamas": a state and a body may be the two sides."""
        names = self._all(token, lambda other: not (other.adjective or other.group))
        first = names[0].i - 1
        first -= first > 0 and self.doc[first].lower_ == "the"
        return names if first >= 0 and self.doc[first].lower_ in _BETWEEN else []

    def _alike(self, token: Token, mention: Mention) -> list[Token]:
        return self._all(token, lambda other: _are_alike(mention, other))

    def _all(self, token: Token, fits: Callable[[Mention], bool]) -> list[Token]:
        return [*reversed(self._names(token, fits, -1)), token, *self._names(token, fits, 1)]

    def _names(self, token: Token, fits: Callable[[Mention], bool], step: int) -> list[Token]:
        """The names on one side with nothing but marks between them and `token`."""
        found: list[Token] = []
        sentence = token.sent
        at, marks = token.i + step, 0
        while sentence.start <= at < sentence.end and len(found) < _MAX_NAMES:
            word = self.doc[at]
            other = self.reading.mention(word)
            if other is not None:
                if not marks or not fits(other):
                    break
                found.append(word)
                marks = 0
            elif word.lower_ in _MARKS:
                marks += word.lower_ != "the"
            else:
                break
            at += step
        return found

    def _is_closed(self, names: list[Token]) -> bool:
        """Does "and" stand before the last name, and is that no subject of a clause of its own?"""
        gaps = [
            [t.lower_ for t in self.doc[first.i + 1 : second.i] if t.lower_ != "the"]
            for first, second in pairwise(names)
        ]
        if _AND.isdisjoint(gaps[-1]):
            return self._ends_headline(names[-1])
        at = names[-1].i + 1
        tells = at < len(self.doc) and is_verbal(self.doc[at]) and self.doc[at].tag_ in _FINITE
        return not tells or len(gaps[-1]) == 1 or [","] in gaps  # not "praised A, and B criticised"

    def _ends_headline(self, name: Token) -> bool:
        """As in "sanctions on Belarus, Russia": no "and" in a headline, but nothing that could be said of Russia."""
        end = self.reading.headline_end
        return name.i == end - 1 or (name.i < end and self.doc[name.i + 1].pos_ == "ADP")


def _are_alike(first: Mention, second: Mention) -> bool:
    return first.kind == second.kind and first.adjective == second.adjective and not (first.group or second.group)
