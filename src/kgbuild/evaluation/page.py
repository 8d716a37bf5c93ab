"""An evaluation as one page of HTML: each text with its facts marked in it, right, wrong and missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kgbuild.evaluation import report
from kgbuild.evaluation.causes import CAUSES, Judged
from kgbuild.evaluation.figures import Evaluation
from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.segments import Segment, cut
from kgbuild.evaluation.sentences import Span

SYMBOLS = {"right": "✓", "wrong": "✗", "missed": "○"}


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One line beside a text; `id` is what links lead to."""

    id: str
    number: int
    verdict: str
    relation: str
    subject: str
    object: str
    cause: str
    about: tuple[str, ...]
    """Status, date, place, confidence, and what gold has otherwise."""
    is_marked: bool

    @property
    def label(self) -> str:
        return f"{SYMBOLS[self.verdict]}{self.number}"


@dataclass(frozen=True, slots=True)
class ShownArticle:
    id: str
    name: str
    about: str
    facts: Mapping[str, ShownFact]
    segments: Sequence[Segment]

    def verdicts(self, segment: Segment) -> list[str]:
        found = {self.facts[one].verdict for one in segment.inside}
        return [verdict for verdict in SYMBOLS if verdict in found]

    @property
    def counts(self) -> dict[str, int]:
        verdicts = [fact.verdict for fact in self.facts.values()]
        return {verdict: verdicts.count(verdict) for verdict in SYMBOLS}


def render(evaluation: Evaluation, gold: Sequence[GoldArticle], source: str) -> str:
    """The whole page; it loads nothing from anywhere."""
    judged: dict[str, list[Judged]] = defaultdict(list)
    for one in evaluation.judged:
        judged[one.article].append(one)
    environment = Environment(
        loader=PackageLoader("kgbuild", "evaluation/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html").render(
        source=source,
        evaluation=evaluation,
        rows=report.rows(evaluation),
        notes=list(report.notes(evaluation)),
        articles=[_shown(number, article, judged[article.id]) for number, article in enumerate(gold, 1)],
        causes=CAUSES,
        symbols=SYMBOLS,
    )


def _shown(number: int, article: GoldArticle, judged: Sequence[Judged]) -> ShownArticle:
    placed = sorted(((_span(article, one), one) for one in judged), key=lambda pair: pair[0] or (len(article.text), 0))
    facts = [
        _fact(f"a{number}-{place}", place, article, one, is_marked=_stands(span, article))
        for place, (span, one) in enumerate(placed, 1)
    ]
    spans = {fact.id: span for fact, (span, _) in zip(facts, placed, strict=True) if span}
    about = " · ".join(filter(None, (article.published, article.publisher)))
    return ShownArticle(f"a{number}", article.id, about, {fact.id: fact for fact in facts}, cut(article.text, spans))


def _span(article: GoldArticle, one: Judged) -> Span | None:
    """Where it was told, or where an annotator saw it."""
    return (article.quote_of(one.told) if one.told else None) or (article.evidence_of(one.gold) if one.gold else None)


def _stands(span: Span | None, article: GoldArticle) -> bool:
    return span is not None and max(span[0], 0) < min(span[1], len(article.text))


def _fact(identifier: str, number: int, article: GoldArticle, one: Judged, *, is_marked: bool) -> ShownFact:
    verdict = "right" if one.verdict == "repeated" else one.verdict
    row = one.row
    return ShownFact(
        identifier,
        number,
        verdict,
        row["relation"],
        _party(article, row["subject"]),
        _party(article, row["object"]) if row.get("object") else f"“{row.get('value') or ''}”",
        one.cause,
        tuple(_about(one)),
        is_marked,
    )


def _about(one: Judged) -> list[str]:
    row, gold = one.row, one.gold or {}
    about = [row.get("status") or "occurred", row.get("date"), row.get("place")]
    if one.told and isinstance(confidence := row.get("confidence"), int | float):
        about.append(f"confidence {confidence:.2f}")
    if one.told and gold.get("date") and gold["date"] != row.get("date"):
        about.append(f"date in gold: {gold['date']}")
    if one.verdict == "repeated":
        about.append("told again")
    return [str(part) for part in about if part]


def _party(article: GoldArticle, side: Any) -> str:
    """The names of a told party, the fullest of each entity that gold lets stand there."""
    if isinstance(side, dict):
        names = side.get("names") or ["?"]
        return str(names[0])
    parties: list[Row] = article.parties(side)
    return " or ".join(str(party["names"][0]) for party in parties) or "?"
