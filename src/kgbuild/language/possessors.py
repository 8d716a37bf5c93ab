"""Whose "his", "her", "its" and "their" are where grammar says so: in the clauses of the thanked, the asked and "who".

"Chad thanked Mali for its support", "Chad urged Mali to end its support", "spoke with X, who voiced her support": in
none of them the one who thanks, asks or is told of before. Elsewhere it is told by what was said before.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kgbuild.language.clauses import governing_clause, is_verbal
from kgbuild.language.modality import ModalityWords
from kgbuild.language.prepositions import prepositional
from kgbuild.language.syntax import Reader

_RELATIVES = {"who", "which", "that"}
_MAX_STEPS = 12


class Possessors:
    """Reads whom a possessive pronoun is bound to."""

    def __init__(self, words: ModalityWords, syntax: Reader) -> None:
        self.words, self.syntax = words, syntax

    def of(self, pronoun: Token) -> Sequence[Token]:
        """The words that `pronoun` is bound to; empty where grammar does not say."""
        verb = governing_clause(pronoun)
        if verb is None:
            return ()
        path = _path(pronoun, verb)
        if path[-1].dep_ in {"nsubj", "nsubjpass", "csubj"}:
            return ()
        return self._thanked(path, verb) or self._doer(pronoun, verb)

    def _thanked(self, path: list[Token], verb: Token) -> Sequence[Token]:
        """Who is thanked, praised or blamed for what is his."""
        reason = next((node for node in path if node.dep_ == "prep" and node.lower_ in self.words.reasons), None)
        if reason is None:
            return ()
        if verb.lemma_ in self.words.gerund_control:
            return self.syntax.direct_objects(verb)
        words = [node for node in (*path, verb, *verb.children) if node.lemma_.lower() in self.words.thanks]
        found = (prepositional(node, "to") for node in (*words, verb))
        return next((tokens for tokens in found if tokens), ()) if words else ()

    def _doer(self, pronoun: Token, verb: Token) -> Sequence[Token]:
        """Whose deed an infinitive, a gerund or a relative clause tells, and who "their" subject is; but for deeds to
        somebody else.
        """
        if verb.lemma_ in self.words.gerund_control:
            return ()
        relative = any(c.dep_ == "nsubj" and c.lower_ in _RELATIVES for c in verb.children)
        controlled = verb.dep_ == "xcomp" and is_verbal(verb.head) and verb.head.lemma_ in self.syntax.object_control
        gerund = verb.dep_ == "pcomp" and (above := governing_clause(verb)) is not None
        plural = pronoun.lower_ == "their" and any(c.dep_ == "nsubj" for c in verb.children)
        bound = (
            plural
            or relative
            or controlled
            or (gerund and above is not None and above.lemma_ in self.words.gerund_control)
        )
        return self.syntax.subjects(verb) if bound else ()


def _path(token: Token, verb: Token) -> list[Token]:
    """The words from `token` up to the one that hangs on `verb`."""
    path = [token]
    while path[-1].head != verb and len(path) < _MAX_STEPS:
        path.append(path[-1].head)
    return path
