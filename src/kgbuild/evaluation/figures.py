"""The figures of an evaluation, as values."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgbuild.evaluation.causes import CAUSES, Judged, Verdict
from kgbuild.evaluation.elsewhere import Elsewhere
from kgbuild.evaluation.gold import Row
from kgbuild.evaluation.mentions import KINDS, NamedEntity

_ROUNDS = 1000
_FEWEST = 5
"""Gold facts that a relation needs to count in the macro average."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of how many gold facts and how many told ones how many are right."""

    right: int
    told: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.told + self.gold) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    total: Figures
    offices: Figures
    """Offices and whom their holders represent."""
    events: Figures
    relations: Mapping[str, Figures]
    interval: tuple[float, float]
    """Where F1 lies in 95 of 100 samples of as many articles."""
    details: Mapping[str, tuple[int, int]]
    """For dates, places, states, quotes and evidence: how many are right, of how many."""
    elsewhere: Elsewhere
    entities: Sequence[NamedEntity] | None
    """None where only facts are known, and not what names were understood."""
    judged: Sequence[Judged]
    """Article by article."""
    articles: int
    unknown: int
    """Facts of articles that gold does not have."""

    @property
    def macro_f1(self) -> float:
        """Mean over the relations with five gold facts or more."""
        scores = [figures.f1 for figures in self.relations.values() if figures.gold >= _FEWEST]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def missed(self) -> list[tuple[str, Row]]:
        return [(one.article, one.row) for one in self.judged if one.verdict == "missed"]

    @property
    def wrong(self) -> list[tuple[str, Row]]:
        return [(one.article, one.row) for one in self.judged if one.verdict == "wrong"]

    @property
    def mentions(self) -> dict[str, tuple[int, int]]:
        """For each kind of thing of how many with a name in the text how many are found, and of how many."""
        found = Counter(entity.kind for entity in self.entities or () if entity.instead is None)
        named = Counter(entity.kind for entity in self.entities or ())
        return {kind: (found[kind], named[kind]) for kind in KINDS if named[kind]}

    def causes(self, verdict: Verdict) -> dict[str, Counter[str]]:
        """For each relation, and for "all", how many missed or wrong facts have which cause."""
        counts = {name: Counter[str]() for name in (*self.relations, "all")}
        for one in self.judged:
            if one.verdict == verdict:
                counts[one.row["relation"]][one.cause] += 1
                counts["all"][one.cause] += 1
        return {name: _in_order(count) for name, count in counts.items() if count}


def _in_order(count: Counter[str]) -> Counter[str]:
    return Counter({cause: count[cause] for cause in CAUSES if count[cause]})


def interval(by_article: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    """Percentile bootstrap of F1 over articles, from gold, right and wrong facts of each; seeded, so that it is the
    same each time.
    """
    if not by_article:
        return 0.0, 0.0
    chance = random.Random(0)  # noqa: S311 (statistics, no secrets)
    scores = sorted(_f1_of(chance.choices(by_article, k=len(by_article))) for _ in range(_ROUNDS))
    return scores[int(_ROUNDS * 0.025)], scores[int(_ROUNDS * 0.975)]


def _f1_of(counts: Sequence[tuple[int, int, int]]) -> float:
    gold, right, wrong = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (gold + right + wrong) if gold + right + wrong else 0.0
