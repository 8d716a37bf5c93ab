"""Which place that a clause names is where its deed was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from kgbuild.language.circumstance_words import CircumstanceWords
from kgbuild.language.clause_dates import ClauseDates
from kgbuild.language.clauses import is_verbal
from kgbuild.language.coreference import Resolver
from kgbuild.language.party import Party

_PLACES = {"Place", "Country"}
_MAX_CITY = 3
"""Words in the name of a city."""


class ClausePlaces:
    """The places of one doc's clauses."""

    def __init__(self, resolver: Resolver, timing: ClauseDates, words: CircumstanceWords) -> None:
        self.resolver, self.timing, self.words = resolver, timing, words

    def of(
        self,
        tokens: Sequence[Token],
        exclude: Collection[Token] = (),
        after: int | None = None,
        prepositions: frozenset[str] | None = None,
        *,
        strict: bool = False,
    ) -> Party | None:
        """The place in the clause: "here" under a dateline; else what stands behind `prepositions` (those of rest where
        none are given), nearest to the verb first.

        What follows a common noun behind the token `after` is where that noun's thing is: "thanked Mali for the
        school in Gao".
        """
        dateline = self.resolver.dateline_place
        if dateline is not None and any(t.lower_ == "here" and t.dep_ == "advmod" for t in tokens):
            return dateline
        found: list[Party] = []
        for token in tokens:
            if (
                token.dep_ != "pobj"
                or token.head.lower_ not in (prepositions or self.words.at)
                or token in exclude
                or not self._is_of_the_clause(token.head, tokens)
                or (after is not None and self.timing.trails(after, token.i))
            ):
                continue
            party = self.named(token)
            if party is None or is_wide(party):
                continue
            if self._is_of_the_deed(token.head):
                return party
            if not strict:
                found.append(party)
        return found[0] if found else None

    def named(self, token: Token) -> Party | None:
        """The place that a token names; a seat of government is one too."""
        mention = self.resolver.reading.mention(token)
        if mention is None or mention.adjective or mention.group:
            return None
        if mention.reference and mention.reference.role == "metonym" and mention.name:
            return self.resolver.cast.described_party(mention.name, mention.name, "Place", mention.start)
        party = self.resolver.cast.party(mention)
        return party if party is not None and party.kind in _PLACES else None

    def narrower(self, place: Party, other: Party | None) -> Party:
        """The other one, where it is a city in the state that `place` is."""
        if other is None or other.reference is None or is_wide(other) or other.kind == "Country":
            return place
        same = place.reference is not None and place.reference.country == other.reference.country
        return other if same and place.kind == "Country" else place

    def is_of_event(self, place: Token, event: Token) -> bool:
        """Is a place inside the phrase of an event where it is: "visit to Oslo", "session, to be held in Lilongwe"?"""
        preposition, head = place.head.lower_, place.head.head
        if head == event:
            return preposition in self.words.at or preposition == "to"
        return preposition in self.words.at and is_verbal(head) and head.lemma_.lower() in self.words.happenings

    def in_name(self, event: Token) -> Party | None:
        """The city that the name of an event begins with: "the Munich Security Conference"."""
        mention = self.resolver.reading.mention(event)
        words = (mention.name or "").split() if mention else []
        cast = self.resolver.cast
        for length in range(min(len(words) - 1, _MAX_CITY), 0, -1):
            references = cast.gazetteer.names.get(" ".join(words[:length]), ())
            if len(references) == 1 and references[0].kind == "Place" and references[0].country:
                return cast.reference_party(references[0])
        return None

    def _is_of_the_deed(self, preposition: Token) -> bool:
        """Does it hang on a verb or an occasion, or on what does: "met at the palace in Rabat"?"""
        head = preposition.head
        while head.dep_ == "pobj" and head.head.lower_ in self.words.at:
            head = head.head.head
        if head.dep_ == "dobj" and head.head.lemma_.lower() in self.words.reacting | self.resolver.speech.words.judging:
            return False
        return is_verbal(head) or head.lemma_.lower() in self.words.occasions

    def _is_of_the_clause(self, preposition: Token, tokens: Sequence[Token]) -> bool:
        """Does no participle stand between: "headquarters located in Juba" says where the headquarters are."""
        top = min(tokens, key=lambda t: len(list(t.ancestors)))
        head = preposition.head
        while head not in (top, head.head):
            if head.dep_ in {"acl", "relcl", "xcomp", "ccomp"}:
                return False
            head = head.head
        return True


def is_wide(place: Party) -> bool:
    """Is it a continent, an ocean or what else lies in no one state?"""
    return place.kind == "Place" and place.reference is not None and place.reference.country is None
