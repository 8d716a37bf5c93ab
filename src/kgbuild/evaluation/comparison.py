"""The facts told of one article beside its gold facts: which are the same, and which of them are right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.names import is_same_title
from kgbuild.schema import Schema


class Comparison:
    """Gold facts go by their place in the article (`i`), told ones by theirs among what was told (`j`)."""

    def __init__(self, article: GoldArticle, told: Sequence[Row], schema: Schema) -> None:
        self.article, self.told, self.schema = article, told, schema
        self.alike = [[j for j, fact in enumerate(told) if self._matches(gold, fact)] for gold in article.facts]
        """For each gold fact those with its relation and parties, whatever their status."""
        self.right = [self._of_same_status(gold, alike) for gold, alike in zip(article.facts, self.alike, strict=True)]
        self.gold_of = _pair_up(self.right)
        self.found = {i: j for j, i in self.gold_of.items()}

    @cached_property
    def missed(self) -> list[int]:
        return [i for i in range(len(self.article.facts)) if i not in self.found]

    @cached_property
    def repeated(self) -> dict[int, int]:
        """Told → gold: what was told again, once each; neither right nor wrong."""
        twins: dict[int, int] = {}
        for j in self._unpaired:
            taken = set(twins.values())
            twin = next((i for i in sorted(self.found) if i not in taken and self._repeats(i, j)), None)
            if twin is not None:
                twins[j] = twin
        return twins

    @cached_property
    def wrong(self) -> list[int]:
        return [j for j in self._unpaired if j not in self.repeated]

    @property
    def _unpaired(self) -> list[int]:
        return [j for j in range(len(self.told)) if j not in self.gold_of]

    # one gold fact, one told

    def sides(self, gold: Row, fact: Row) -> tuple[bool, bool]:
        """Are subject and object (or the office's title) those of gold?"""
        is_subject = self.article.is_party(gold["subject"], _names(fact, "subject"))
        if "value" in gold and "object" not in gold:
            return is_subject, is_same_title(gold["value"], fact.get("value") or "")
        return is_subject, self.article.is_party(gold["object"], _names(fact, "object"))

    def turned_sides(self, gold: Row, fact: Row) -> tuple[bool, bool]:
        """Is gold's subject told as object, and its object as subject?"""
        if not gold.get("object"):
            return False, False
        is_party = self.article.is_party
        return is_party(gold["subject"], _names(fact, "object")), is_party(gold["object"], _names(fact, "subject"))

    def is_symmetric(self, relation: str) -> bool:
        return relation in self.schema.relations and self.schema.relations[relation].symmetric

    def _matches(self, gold: Row, fact: Row) -> bool:
        if gold["relation"] != fact["relation"]:
            return False
        return all(self.sides(gold, fact)) or (
            self.is_symmetric(gold["relation"]) and all(self.turned_sides(gold, fact))
        )

    def _of_same_status(self, gold: Row, alike: list[int]) -> list[int]:
        """Those with the right date first, so that they are paired first."""
        same = (j for j in alike if status(self.told[j]) == status(gold))
        return sorted(same, key=lambda j: not is_same_date(gold.get("date"), self.told[j].get("date")))

    def _repeats(self, i: int, j: int) -> bool:
        date, told = self.article.facts[i].get("date"), self.told[j].get("date")
        return j in self.right[i] and (not date or not told or is_same_date(date, told))


def status(fact: Row) -> str:
    return fact.get("status") or "occurred"


def is_same_date(gold: str | None, told: str | None) -> bool:
    """Equal, or known to the month where gold has the day; more precise than gold is wrong."""
    return bool(gold and told) and (told == gold or (len(str(told)) >= 7 and str(gold).startswith(str(told))))


def _names(fact: Row, side: str) -> Sequence[str]:
    return (fact.get(side) or {}).get("names") or []


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
