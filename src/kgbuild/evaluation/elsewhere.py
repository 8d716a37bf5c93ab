"""Facts with a party that their sentence does not name: "he", "the minister", "both sides", or nobody at all.

How many of gold's are found, and how many of those told are wrong, says how well a program knows who is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kgbuild.evaluation.comparison import Comparison
from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.names import places_of
from kgbuild.evaluation.sentences import Span
from kgbuild.gazetteer import load_gazetteer

SIDES = ("subject", "object")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Facts with a party named elsewhere: of how many of gold how many are found, of how many told how many wrong."""

    found: int = 0
    gold: int = 0
    wrong: int = 0
    told: int = 0

    def __add__(self, other: Elsewhere) -> Elsewhere:
        return Elsewhere(
            self.found + other.found, self.gold + other.gold, self.wrong + other.wrong, self.told + other.told
        )


def elsewhere(compared: Comparison) -> Elsewhere:
    article = compared.article
    chosen = ((i, article.evidence_of(fact), _gold(article, fact)) for i, fact in enumerate(article.facts))
    quoted = ((j, article.quote_of(fact), _told(fact)) for j, fact in enumerate(compared.told))
    gold = [i for i, place, sides in chosen if _lacks(article, place, sides)]
    told = [j for j, place, sides in quoted if _lacks(article, place, sides)]
    return Elsewhere(
        found=sum(i in compared.found for i in gold),
        gold=len(gold),
        wrong=sum(j in compared.wrong for j in told),
        told=sum(j not in compared.repeated for j in told),
    )


def _gold(article: GoldArticle, fact: Row) -> list[list[Row]]:
    return [article.parties(fact[side]) for side in SIDES if fact.get(side)]


def _told(fact: Row) -> list[list[Row]]:
    parties = ({**fact[side], "type": fact[side].get("kind", "")} for side in SIDES if fact.get(side))
    return [[party] for party in parties]


def _lacks(article: GoldArticle, place: Span | None, sides: Iterable[Sequence[Row]]) -> bool:
    """Is there a side of which the sentence names none of the entities that may stand there?"""
    if place is None:
        return False
    start, end = article.sentences.around(*place)
    sentence = article.text[start:end]
    return any(not any(_is_in(party, sentence) for party in parties) for parties in sides if parties)


def _is_in(party: Row, sentence: str) -> bool:
    """Adjectives and seats of government name a state too: "Moroccan", "the Kremlin"."""
    names = list(party.get("names") or [])
    states = (_states().get(name, ()) for name in names if party.get("type") == "Country")
    return bool(places_of([*names, *(form for forms in states for form in forms)], sentence))


@cache
def _states() -> Mapping[str, frozenset[str]]:
    """For each way to name a state all ways to name it."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name, references in load_gazetteer().names.items():
        if references and len(references) == 1 and references[0].kind == "Country":
            forms[references[0].id].add(name)
    return {name: frozenset(names) for names in forms.values() for name in names}
