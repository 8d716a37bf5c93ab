"""Whose words a text's are: "the statement condemned Mali" is what those did who issued it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from spacy.tokens import Token

from kgbuild.language.clauses import expand
from kgbuild.language.discourse import SUBJECTS, Discourse
from kgbuild.language.party import Party

_BY = {"by", "from", "of"}
_ISSUERS = {"Person", "Country", "Organization"}
_OWNERS = {"poss", "nmod", "compound", "amod"}


class Issuers:
    """The parties behind the texts that an article tells of."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        texts = discourse.words.texts
        self._texts = [token for token in discourse.doc if token.lemma_.lower() in texts]

    def of(self, token: Token) -> list[Party]:
        """Who issued the text that a definite noun means: what is said of it here, else of the last one before."""
        if own := self._told_by(token):
            return own
        if not any(c.dep_ == "det" and c.lower_ in {"the", "this"} for c in token.children):
            return []
        for other in reversed(self._texts):
            if self._discourse.is_near(token, other) and (found := self._told_by(other) or self._said_in(other)):
                return found
        return []

    def of_group(self, token: Token) -> list[Party] | None:
        """As in "the delegation" after "a delegation led by Lund": who led it, or whose it is; None where no such group
        was told of.
        """
        lemma = token.lemma_.lower()
        for other in reversed(self._discourse.doc[: token.i]):
            if other.lemma_.lower() == lemma and self._discourse.is_near(token, other):
                return (self._parties(self._agents(other), {"pobj"}) or self._party_itself(other))[:1]
        return None

    def _party_itself(self, group: Token) -> list[Party]:
        return [resolved.party for resolved in self._discourse.resolve(group)] or self._told_by(group)

    def _told_by(self, text: Token) -> list[Party]:
        """As in "the ministry's statement", "a statement by NATO", "a report issued by the ministry"."""
        return self._parties(text.children, _OWNERS) or self._parties(self._prepositional(text), {"pobj"})

    def _prepositional(self, text: Token) -> Iterator[Token]:
        for child in text.children:
            if child.lower_ in _BY and child.dep_ in {"prep", "agent"}:
                yield from child.children
        yield from self._agents(text)

    @staticmethod
    def _agents(noun: Token) -> Iterator[Token]:
        """As in "a report issued by Togo", "a delegation led by Lund"."""
        for clause in noun.children:
            if clause.dep_ == "acl":
                yield from (c for agent in clause.children if agent.dep_ == "agent" for c in agent.children)

    def _said_in(self, text: Token) -> list[Party]:
        """As in "Togo said in a statement", "Togo issued a statement"."""
        if text.dep_ == "pobj" and text.head.lower_ == "in":
            return self._parties(text.head.head.children, SUBJECTS)
        if text.dep_ == "dobj" and text.head.lemma_.lower() in self._discourse.words.issuing:
            return self._parties(text.head.children, SUBJECTS)
        return []

    def _parties(self, tokens: Iterable[Token], dependents: Container[str]) -> list[Party]:
        found = (
            resolved.party
            for token in tokens
            if token.dep_ in dependents
            for fellow in expand(token)
            for resolved in self._discourse.resolve(fellow)
            if resolved.party.kind in _ISSUERS
        )
        return list({party.key: party for party in found}.values())
