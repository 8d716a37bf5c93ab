"""Between whom a go-between goes where his clause does not say it: "The dispute between Chad and Mali has lasted for
years. Oman has offered to mediate."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.language.clauses import expand
from kgbuild.language.coreference import Resolver
from kgbuild.language.noun_phrases import adjectival, genitive
from kgbuild.language.prepositions import prepositional
from kgbuild.language.syntax import Reader

_WINDOW = 8
"""Sentences back in which a quarrel may have been told of."""
_REACH = 6
"""Words between the noun of a quarrel and the "between" that says whose it is."""
_BETWEEN = frozenset({"between", "among"})
_LINKS = frozenset({",", "and", "the", "of", "'s", "both", "&", "-", "as", "well"})
_SETTING = frozenset({"pit", "oppose"})
_PARTIES = frozenset({"Person", "Country", "Organization", "Place"})
"""Places too, as capitals stand for their states."""
_SIDES = 2


@dataclass(frozen=True, slots=True)
class Quarrel:
    """The words for the sides of a dispute, war or talks, and whom they stand for."""

    at: int
    sides: list[Token]
    keys: frozenset[str]


class QuarrelReader:
    """Finds the disputes and talks of one doc, by their two sides."""

    def __init__(self, doc: Doc, resolver: Resolver, syntax: Reader) -> None:
        self.doc, self.resolver, self.syntax = doc, resolver, syntax
        self.nouns = resolver.words.quarrels

    def of(self, trigger: Token, doers: frozenset[str]) -> list[Token]:
        """The sides of the quarrel that is meant at `trigger`, of which the go-between is none: the nearest of its
        sentence, else, unless something is named behind the trigger, the last one told of.
        """
        number = self.resolver.sentence_of[trigger.i]
        others = [q for q in self.quarrels if not q.keys & doers]
        same = [q for q in others if self.resolver.sentence_of[q.at] == number]
        if same:
            return min(same, key=lambda q: abs(q.at - trigger.i)).sides
        before = [q for q in others if 0 < number - self.resolver.sentence_of[q.at] <= _WINDOW]
        return before[-1].sides if before and not self._names_another(trigger, doers) else []

    def _names_another(self, trigger: Token, doers: frozenset[str]) -> bool:
        """As in "mediate in Sudan", "the mediation with rebels in Peru"."""
        mention_of = self.resolver.reading.mention_of
        behind = [t for t in self.doc[trigger.i + 1 : trigger.right_edge.i + 1] if mention_of[t.i] >= 0]
        return any(resolved.party.key not in doers for t in behind for resolved in self.resolver.resolve(t))

    @cached_property
    def quarrels(self) -> list[Quarrel]:
        found = (quarrel for token in self.doc for quarrel in self._at(token))
        return sorted(found, key=lambda q: q.at)

    def _at(self, token: Token) -> Iterator[Quarrel]:
        if token.lower_ in _BETWEEN and self._has_noun_before(token):
            sides = [t for child in token.children for t in expand(child)]
            yield from self._quarrel(token, sides)
            if len(sides) < _SIDES:
                yield from self._quarrel(token, self._in_line(token))
        elif token.lemma_.lower() in self.nouns and token.pos_ == "NOUN":
            owners, others = genitive(token), prepositional(token, "with", within=0)
            yield from self._quarrel(token, [*owners, *others] if owners and others else self._set_against(token))

    def _set_against(self, noun: Token) -> list[Token]:
        """As in "the conflict pitting A against B", "the A-B border dispute"."""
        clauses = [c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.lemma_ in _SETTING]
        for verb in clauses:
            against = (prepositional(verb, preposition) for preposition in ("against", "to", "and"))
            return [*self.syntax.direct_objects(verb), *next((found for found in against if found), [])]
        return adjectival(noun)

    def _has_noun_before(self, between: Token) -> bool:
        before = self.doc[max(between.i - _REACH, between.sent.start) : between.i]
        return any(t.lemma_.lower() in self.nouns or t.lower_ in self.nouns for t in before)

    def _in_line(self, between: Token) -> list[Token]:
        """The names behind "between" with nothing but words of a list among them, wherever the parser hung them."""
        found = []
        for token in self.doc[between.i + 1 : between.sent.end]:
            named = self.resolver.reading.mention_of[token.i] >= 0
            if named:
                found.append(token)
            elif token.lower_ not in _LINKS and token.pos_ not in {"DET", "ADJ", "NOUN"}:
                break
        return found

    def _quarrel(self, token: Token, sides: list[Token]) -> Iterator[Quarrel]:
        inner = {t.i: [t, *self.syntax.deep(t, ("of", "poss", "adj", "from"), 2)] for t in sides}
        resolved = {
            resolved.party.key
            for tokens in inner.values()
            for t in tokens
            for resolved in self.resolver.resolve(t)
            if resolved.party.kind in _PARTIES
        }
        if len(resolved) >= _SIDES:
            yield Quarrel(token.i, sides, frozenset(resolved))
