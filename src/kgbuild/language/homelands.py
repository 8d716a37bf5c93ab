"""Which state a noun for a state or its rulers means: "the government" in a legislator's mouth, "the tiny, gas-rich
state" of which the last sentences tell.

A legislator, a chamber or a political party that blames or urges "the government" means its own, as nobody of that
government would; epithets vary a name that was said before, and not that of the clause's own doer.
"""

from __future__ import annotations

from spacy.tokens import Token

from kgbuild.language.antecedents import Antecedents
from kgbuild.language.discourse import Discourse
from kgbuild.language.party import Party

_DOMESTIC = {"parliament", "party"}
_EXECUTIVE = {"HeadOfState", "HeadOfGovernment", "Minister", "ForeignMinister", "Ambassador"}
_DEFINITE = {"the", "this"}
_MODIFIERS = {"amod", "compound", "nmod"}
_COMPLEMENTS = {"poss", "relcl", "acl"}
_OF_A_PLACE = {"in", "of"}


class Homelands:
    """Reads the states behind such nouns in one text."""

    def __init__(self, discourse: Discourse, antecedents: Antecedents) -> None:
        self._discourse, self._antecedents = discourse, antecedents

    def governed(self, token: Token) -> Party | None:
        """The state that "the government" rules, where who speaks of it is at home there and no part of it."""
        told = any(c.dep_ in _MODIFIERS | {"poss"} or self._is_placed(c) for c in token.children)
        if told or not _is_definite(token):
            return None
        doers = self._doers(token)
        return self._home(doers[0]) if len(doers) == 1 else None

    def _doers(self, token: Token) -> list[Party]:
        """The subjects of the clause that the noun stands in, or of the one that tells it."""
        above = self._discourse.subjects_above(token)
        return list({r.party.key: r.party for t in above for r in self._discourse.resolve(t)}.values())

    def _home(self, party: Party) -> Party | None:
        """The state of a legislator, of a party or of its members, and of a chamber."""
        cast = self._discourse.cast
        if party.is_person:
            kinds = {title.kind for title in party.titles}
            partisan = "Legislator" in kinds or party.affiliation is not None
            state = cast.represented(party) if partisan and not kinds & _EXECUTIVE else None
            return state if state is not None and state.kind == "Country" else None
        row = cast.gazetteer.institutions.get(party.key)
        return cast.state_party(row.country) if row is not None and row.kind in _DOMESTIC and row.country else None

    def epithet(self, token: Token) -> Party | None:
        """As in "the tiny, gas-rich state", "the Central American nation": the state told of last that is not the
        doer.
        """
        words = self._discourse.words
        modifiers = [c for c in token.children if c.dep_ in _MODIFIERS]
        if (
            not modifiers
            or not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
            or any(c.dep_ in _COMPLEMENTS or self._is_placed(c) for c in token.children)
            or any(c.lower_ in words.contrasting or self._is_name(c) for m in modifiers for c in m.subtree)
        ):
            return None
        doers = self._doers(token)
        apart = {p.key for doer in doers for p in (doer, self._discourse.state_of(doer)) if p is not None}
        return self._antecedents.last_of(token, {"Country"}, nouns=True, apart=apart)

    def _is_placed(self, token: Token) -> bool:
        """As in "the government in X", "the state of X", not "accused the government of fraud"."""
        of_place = token.dep_ == "prep" and token.lower_ in _OF_A_PLACE
        return of_place and any(self._is_name(c) for c in token.children)

    def _is_name(self, token: Token) -> bool:
        mention = self._discourse.reading.mention(token)
        return mention is not None and self._discourse.cast.party(mention) is not None


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.children)
