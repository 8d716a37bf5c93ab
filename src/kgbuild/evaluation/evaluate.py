"""Facts against those that people found: precision, recall and F1, and how much else of a fact is right.

A fact is right when relation, both parties and status are. Each gold fact is found once; a fact told again is neither
right nor wrong, unless its date contradicts or it is told once more. What follows from reference data is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.evaluation.causes import Judged, judge
from kgbuild.evaluation.comparison import Comparison
from kgbuild.evaluation.details import DETAILS, details
from kgbuild.evaluation.elsewhere import Elsewhere, elsewhere
from kgbuild.evaluation.figures import Evaluation, Figures, interval
from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.mentions import NamedEntity, named_entities
from kgbuild.evaluation.seen import Seen
from kgbuild.schema import Schema


def evaluate(
    gold: Sequence[GoldArticle], facts: Iterable[Row], schema: Schema, seen: Mapping[str, Seen] | None = None
) -> Evaluation:
    """`facts` in the form of ``facts.jsonl``; `seen` is what else was understood, by article."""
    told: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        told[fact["article"]].append(fact)
    tally = _Tally()
    entities: list[NamedEntity] | None = None if seen is None else []
    for article in gold:
        said = [fact for fact in told.pop(article.id, ()) if not fact.get("derivedFrom")]
        understood = (seen or {}).get(article.id)
        tally.add(Comparison(article, said, schema), understood)
        if entities is not None:
            entities += named_entities(article, understood or Seen())
    return tally.evaluation(schema, entities, articles=len(gold), unknown=sum(map(len, told.values())))


@dataclass(slots=True)
class _Tally:
    """Counts over all articles."""

    right: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    details: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in DETAILS})
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    judged: list[Judged] = field(default_factory=list)
    by_article: list[tuple[int, int, int]] = field(default_factory=list)
    """Gold, right and wrong facts of each."""

    def add(self, compared: Comparison, seen: Seen | None) -> None:
        judged = list(judge(compared, seen))
        for one in judged:
            relation = one.row["relation"]
            self.right[relation] += one.verdict == "right"
            self.told[relation] += one.verdict in {"right", "wrong"}
            self.gold[relation] += one.verdict in {"right", "missed"}
        for name, is_right in details(compared):
            self.details[name].append(is_right)
        self.elsewhere += elsewhere(compared)
        self.judged += judged
        self.by_article.append((len(compared.article.facts), len(compared.found), len(compared.wrong)))

    def evaluation(
        self, schema: Schema, entities: list[NamedEntity] | None, *, articles: int, unknown: int
    ) -> Evaluation:
        relations = {name: self._figures([name]) for name in sorted(self.gold | self.told)}
        # Offices are the states of persons, who hold and represent; memberships and chairs are had by bodies as well.
        offices = [name for name in relations if _is_office(name, schema)]
        return Evaluation(
            total=self._figures(relations),
            offices=self._figures(offices),
            events=self._figures(set(relations) - set(offices)),
            relations=relations,
            interval=interval(self.by_article),
            details={name: (sum(marks), len(marks)) for name, marks in self.details.items()},
            elsewhere=self.elsewhere,
            entities=entities,
            judged=self.judged,
            articles=articles,
            unknown=unknown,
        )

    def _figures(self, relations: Iterable[str]) -> Figures:
        names = list(relations)
        return Figures(*(sum(count[name] for name in names) for count in (self.right, self.told, self.gold)))


def _is_office(name: str, schema: Schema) -> bool:
    return name in schema.relations and schema.relations[name].is_state and schema.relations[name].domain == {"Person"}
