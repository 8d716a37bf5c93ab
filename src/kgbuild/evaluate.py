"""Facts against those that people found: precision, recall and F1, and how much else of a fact is right.

A fact is right when relation, both parties and status are. Each gold fact is found once; a fact told again is neither
right nor wrong, unless its date contradicts or it is told once more. What follows from reference data is left out.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.fact import MAX_QUOTE
from kgbuild.gold import GoldArticle, Row, fold, is_same_title
from kgbuild.schema import Schema

DETAILS = ("dates", "places", "states", "quotes", "evidence")
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
    missed: Sequence[tuple[str, Row]]
    wrong: Sequence[tuple[str, Row]]
    articles: int
    unknown: int
    """Facts of articles that gold does not have."""

    @property
    def macro_f1(self) -> float:
        """Mean over the relations with five gold facts or more."""
        scores = [figures.f1 for figures in self.relations.values() if figures.gold >= _FEWEST]
        return sum(scores) / len(scores) if scores else 0.0


def evaluate(gold: Sequence[GoldArticle], facts: Iterable[Row], schema: Schema) -> Evaluation:
    """`facts` in the form of ``facts.jsonl``."""
    told: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        told[fact["article"]].append(fact)
    tally = _Tally()
    for article in gold:
        said = [fact for fact in told.pop(article.id, ()) if not fact.get("derivedFrom")]
        _Comparison(article, said, schema).count(tally)
    return tally.evaluation(schema, len(gold), unknown=sum(map(len, told.values())))


@dataclass(slots=True)
class _Tally:
    """Counts over all articles."""

    right: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    details: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in DETAILS})
    missed: list[tuple[str, Row]] = field(default_factory=list)
    wrong: list[tuple[str, Row]] = field(default_factory=list)
    by_article: list[tuple[int, int, int]] = field(default_factory=list)
    """Gold, right and wrong facts of each."""

    def evaluation(self, schema: Schema, articles: int, unknown: int) -> Evaluation:
        relations = {name: self._figures([name]) for name in sorted(self.gold | self.told)}
        # Offices are the states of persons, who hold and represent; memberships and chairs are had by bodies as well.
        offices = [name for name in relations if _is_office(name, schema)]
        return Evaluation(
            total=self._figures(relations),
            offices=self._figures(offices),
            events=self._figures(set(relations) - set(offices)),
            relations=relations,
            interval=_interval(self.by_article),
            details={name: (sum(marks), len(marks)) for name, marks in self.details.items()},
            missed=self.missed,
            wrong=self.wrong,
            articles=articles,
            unknown=unknown,
        )

    def _figures(self, relations: Iterable[str]) -> Figures:
        names = list(relations)
        return Figures(*(sum(count[name] for name in names) for count in (self.right, self.told, self.gold)))


def _is_office(name: str, schema: Schema) -> bool:
    return name in schema.relations and schema.relations[name].is_state and schema.relations[name].domain == {"Person"}


class _Comparison:
    """The facts told of one article beside its gold facts."""

    def __init__(self, article: GoldArticle, told: Sequence[Row], schema: Schema) -> None:
        self.article, self.told, self.schema = article, told, schema
        self.alike = [[j for j, fact in enumerate(told) if self._matches(gold, fact)] for gold in article.facts]
        """For each gold fact those with its relation and parties, whatever their status."""
        self.right = [self._of_same_status(gold, alike) for gold, alike in zip(article.facts, self.alike, strict=True)]
        self.gold_of = _pair_up(self.right)
        self.found = {i: j for j, i in self.gold_of.items()}

    def count(self, tally: _Tally) -> None:
        tally.told.update(fact["relation"] for fact in self.told)
        tally.gold.update(gold["relation"] for gold in self.article.facts)
        tally.details["quotes"] += map(self._is_quoted, self.told)
        tally.details["states"] += [bool(right) for alike, right in zip(self.alike, self.right, strict=True) if alike]
        for i, gold in enumerate(self.article.facts):
            if i in self.found:
                tally.right[gold["relation"]] += 1
                self._count_details(gold, self.told[self.found[i]], tally)
            else:
                tally.missed.append((self.article.id, gold))
        repeated, wrong = self._others()
        tally.told.subtract(fact["relation"] for fact in repeated)
        tally.wrong += [(self.article.id, fact) for fact in wrong]
        tally.by_article.append((len(self.article.facts), len(self.found), len(wrong)))

    def _matches(self, gold: Row, fact: Row) -> bool:
        relation = gold["relation"]
        if relation != fact["relation"]:
            return False
        subject = fact["subject"]["names"]
        if "value" in gold and "object" not in gold:
            is_same = is_same_title(gold["value"], fact.get("value") or "")
            return is_same and self.article.is_party(gold["subject"], subject)
        stated = (fact.get("object") or {}).get("names") or []
        if self.article.is_party(gold["subject"], subject) and self.article.is_party(gold["object"], stated):
            return True
        turned = relation in self.schema.relations and self.schema.relations[relation].symmetric
        return (
            turned and self.article.is_party(gold["subject"], stated) and self.article.is_party(gold["object"], subject)
        )

    def _of_same_status(self, gold: Row, alike: list[int]) -> list[int]:
        """Those with the right date first, so that they are paired first."""
        same = (j for j in alike if _status(self.told[j]) == _status(gold))
        return sorted(same, key=lambda j: not _is_same_date(gold.get("date"), self.told[j].get("date")))

    def _is_quoted(self, fact: Row) -> bool:
        quote, start, end = fact.get("quote") or "", fact.get("start"), fact.get("end")
        return 0 < len(quote) <= MAX_QUOTE and start is not None and self.article.text[start:end] == quote

    def _count_details(self, gold: Row, fact: Row, tally: _Tally) -> None:
        if gold.get("date"):
            tally.details["dates"].append(_is_same_date(gold["date"], fact.get("date")))
        if gold.get("place"):
            names = self.article.names_of_place(gold["place"])
            tally.details["places"].append(fold(fact.get("place") or "") in names)
        evidence = gold.get("evidence") or ""
        at = self.article.text.find(evidence) if evidence else -1
        if at >= 0 and fact.get("start") is not None:
            tally.details["evidence"].append(fact["start"] < at + len(evidence) and fact["end"] > at)

    def _others(self) -> tuple[list[Row], list[Row]]:
        """What was told again, once each, and what is wrong."""
        repeated: dict[int, Row] = {}
        wrong = []
        for j, fact in enumerate(self.told):
            if j in self.gold_of:
                continue
            twin = next((i for i in sorted(self.found) if i not in repeated and self._repeats(i, j)), None)
            if twin is None:
                wrong.append(fact)
            else:
                repeated[twin] = fact
        return list(repeated.values()), wrong

    def _repeats(self, i: int, j: int) -> bool:
        date, told = self.article.facts[i].get("date"), self.told[j].get("date")
        return j in self.right[i] and (not date or not told or _is_same_date(date, told))


def _status(fact: Row) -> str:
    return fact.get("status") or "occurred"


def _is_same_date(gold: str | None, told: str | None) -> bool:
    """Equal, or known to the month where gold has the day; more precise than gold is wrong."""
    return bool(gold and told) and (told == gold or (len(str(told)) >= 7 and str(gold).startswith(str(told))))


def _pair_up(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """The most gold facts that can be paired with told ones, by augmenting paths: told → gold."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in owner or place(owner[j], seen):
                owner[j] = i
                return True
        return False

    for i in range(len(edges)):
        place(i, set())
    return owner


def _interval(by_article: Sequence[tuple[int, int, int]]) -> tuple[float, float]:
    """Percentile bootstrap over articles; seeded, so that it is the same each time."""
    if not by_article:
        return 0.0, 0.0
    chance = random.Random(0)  # noqa: S311 (statistics, no secrets)
    scores = sorted(_f1_of(chance.choices(by_article, k=len(by_article))) for _ in range(_ROUNDS))
    return scores[int(_ROUNDS * 0.025)], scores[int(_ROUNDS * 0.975)]


def _f1_of(counts: Sequence[tuple[int, int, int]]) -> float:
    gold, right, wrong = (sum(column) for column in zip(*counts, strict=True))
    return 2 * right / (gold + right + wrong) if gold + right + wrong else 0.0
