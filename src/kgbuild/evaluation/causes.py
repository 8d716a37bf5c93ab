"""Why a fact was missed, and in what a wrong one is wrong.

The same for every relation: the missed and the wrong facts of an article are held against each other, and the nearest
pair tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kgbuild.evaluation.comparison import Comparison, status
from kgbuild.evaluation.gold import Row
from kgbuild.evaluation.seen import Seen

Verdict = Literal["right", "repeated", "wrong", "missed"]

CAUSES = {
    "other status": "told, but as occurred where it was planned or denied, or the other way round",
    "told again": "the same fact once more than gold has it, or with another date",
    "told once": "gold has the same fact twice, and it was told once",
    "reversed": "subject and object are in each other's place",
    "other relation": "the same parties in the same sentence, but another relation",
    "other subject": "the same relation and object in the same sentence, but another subject",
    "other object": "the same relation and subject in the same sentence, but another object or title",
    "word and parties there": "a word for the relation and names of both parties were understood, but not together",
    "word there": "a word for the relation stands in the sentence, a party was not understood there by name",
    "nothing told": "nothing like it was told of the sentence",
    "mixed party": "a party has the names of two that gold tells apart",
    "unknown party": "a party is none of gold's entities",
    "no such fact": "both parties are gold's, and there is nothing like it among what was missed",
}
"""Nearest first; of a fact with several the first counts."""
_ANYWHERE = {"other status", "told again"}
"""Causes that hold wherever in the article the other fact stands."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact of gold, one that was told, or both where they are the same."""

    article: str
    verdict: Verdict
    gold: Row | None
    told: Row | None
    cause: str = ""

    @property
    def row(self) -> Row:
        return self.told or self.gold or {}


def judge(compared: Comparison, seen: Seen | None = None) -> Iterator[Judged]:
    """All facts of an article: what is right, repeated and missed as gold has it, then what is wrong as it was told."""
    article, told = compared.article, compared.told
    for i, gold in enumerate(article.facts):
        if i in compared.found:
            yield Judged(article.id, "right", gold, told[compared.found[i]])
        else:
            yield Judged(article.id, "missed", gold, None, _of_missed(compared, i, seen))
    for j, i in compared.repeated.items():
        yield Judged(article.id, "repeated", article.facts[i], told[j])
    for j in compared.wrong:
        yield Judged(article.id, "wrong", None, told[j], _of_wrong(compared, j))


def _of_missed(compared: Comparison, i: int, seen: Seen | None) -> str:
    if near := _nearest(_between(compared, i, j) for j in compared.wrong):
        return near
    if compared.right[i]:
        return "told once"
    return _of_silence(compared, i, seen or Seen())


def _of_wrong(compared: Comparison, j: int) -> str:
    missed = set(compared.missed)
    near = ((i in missed, _between(compared, i, j)) for i in range(len(compared.article.facts)))
    if cause := _nearest(cause for is_missed, cause in near if is_missed or cause in _ANYWHERE):
        return cause
    sides = [party.get("names") or [] for side in ("subject", "object") if (party := compared.told[j].get(side))]
    if any(compared.article.is_mixed(names) for names in sides):
        return "mixed party"
    ids = list(compared.article.entities)
    return "no such fact" if all(compared.article.is_party(ids, names) for names in sides) else "unknown party"


def _nearest(causes: Iterable[str | None]) -> str | None:
    order = list(CAUSES)
    return min(filter(None, causes), key=order.index, default=None)


def _between(compared: Comparison, i: int, j: int) -> str | None:
    """In what a told fact differs from one of gold, where it differs in one thing."""
    gold, fact = compared.article.facts[i], compared.told[j]
    if j in compared.alike[i]:
        return "told again" if status(gold) == status(fact) else "other status"
    return _difference(compared, gold, fact) if _is_near(compared, gold, fact) else None


def _difference(compared: Comparison, gold: Row, fact: Row) -> str | None:
    sides, turned = compared.sides(gold, fact), compared.turned_sides(gold, fact)
    if gold["relation"] != fact["relation"]:
        return "other relation" if all(sides) or all(turned) else None
    if all(turned):
        return "reversed"
    both = [sides, turned] if compared.is_symmetric(gold["relation"]) else [sides]
    return _odd_one(both)


def _odd_one(both: Sequence[tuple[bool, bool]]) -> str | None:
    if any(is_object for _, is_object in both):
        return "other subject"
    return "other object" if any(is_subject for is_subject, _ in both) else None


def _is_near(compared: Comparison, gold: Row, fact: Row) -> bool:
    """In one sentence, where both say in which they are."""
    evidence, quote = compared.article.evidence_of(gold), compared.article.quote_of(fact)
    return evidence is None or quote is None or compared.article.sentences.touch(evidence, quote)


def _of_silence(compared: Comparison, i: int, seen: Seen) -> str:
    """By what was understood of the sentence, where nothing like the fact was told of it."""
    article, gold = compared.article, compared.article.facts[i]
    place = article.evidence_of(gold)
    if place is None:
        return "nothing told"
    start, end = article.sentences.around(*place)
    words = (trigger for trigger in seen.triggers if start <= trigger.start < end)
    if not any(gold["relation"] in trigger.relations for trigger in words):
        return "nothing told"
    names = [name.names for name in seen.names if start <= name.start < end]
    sides = [gold[side] for side in ("subject", "object") if gold.get(side)]
    known = all(any(article.is_party(ids, given) for given in names) for ids in sides)
    return "word and parties there" if known else "word there"
