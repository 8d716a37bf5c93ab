"""What the readers of coreference share: who is named in which sentence, and how a token is resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgbuild.language.cast import Cast
from kgbuild.language.description_words import load_description_words
from kgbuild.language.party import Party
from kgbuild.language.reading import Reading, reading_of

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
WINDOW = 3
"""How many sentences back an antecedent may stand."""
_RELATIVES = {"who", "which", "that"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A party and how it was found: ``name``, ``role``, ``state of role``, ``group``, ``pronoun``, ``description``,
    ``pair``, ``metonym``, ``government`` (its own, for a legislator).
    """

    party: Party
    how: str
    token: Token


class Discourse:
    """One reading doc with its cast; `resolve` gives the parties that a token stands for."""

    def __init__(self, doc: Doc, cast: Cast, resolve: Callable[[Token], list[Resolved]]) -> None:
        self.doc, self.cast, self.resolve = doc, cast, resolve
        self.reading: Reading = reading_of(doc)
        self.words = load_description_words()
        self.sentences = list(doc.sents)
        self.sentence_of = [0] * len(doc)
        for number, sentence in enumerate(self.sentences):
            for at in range(sentence.start, sentence.end):
                self.sentence_of[at] = number
        self.named: list[tuple[Token, Party]] = [
            (token, party)
            for token in doc
            if (mention := self.reading.mention(token)) is not None and (party := cast.party(mention)) is not None
        ]
        self.named_in: list[list[tuple[Token, Party]]] = [[] for _ in self.sentences]
        """The same by sentence, without names that are but adjectives."""
        for token, party in self.named:
            if not self.is_adjective(token):
                self.named_in[self.sentence_of[token.i]].append((token, party))
        headline = self.reading.headline_end
        self.body = self.sentence_of[headline] if headline < len(doc) else len(self.sentences)
        """The first sentence after the headline."""

    def is_adjective(self, token: Token) -> bool:
        mention = self.reading.mention(token)
        return mention is not None and mention.adjective

    def is_near(self, token: Token, other: Token) -> bool:
        """Does `other` stand before `token`, in one of the last sentences?"""
        return other.i < token.i and self.sentence_of[token.i] - self.sentence_of[other.i] < WINDOW

    def subjects_above(self, token: Token) -> list[Token]:
        """The subject of the nearest verb above a token that has one: whose country "his country" is where "he" has
        no name.
        """
        head, found = token, []
        while head.head != head:
            head = head.head
            doing = (c for c in head.children if c.dep_ in SUBJECTS and c.i != token.i)
            found += [self.before_relative(c) if c.lower_ in _RELATIVES else c for c in doing]
        return found[:1]

    def before_relative(self, pronoun: Token) -> Token:
        """The word that "who" is said of: the last before it, a comma aside."""
        at = pronoun.i - 1
        return self.doc[at - (at > 0 and self.doc[at].is_punct)]

    def state_of(self, party: Party) -> Party | None:
        """A state itself, or the state or body that a person represents."""
        return self.cast.represented(party) if party.is_person else party
