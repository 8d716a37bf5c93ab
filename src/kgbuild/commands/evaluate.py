"""``kgbuild evaluate``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgbuild.commands import options
from kgbuild.evaluate import Evaluation, Figures
from kgbuild.evaluate import evaluate as compare
from kgbuild.gold import GoldArticle, read_gold, read_rows
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings

if TYPE_CHECKING:
    from kgbuild.gold import Row


@click.command
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show N missed and N wrong facts.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@options.model
@options.lexicon
@options.min_confidence
def evaluate(gold: Path, facts: Path | None, errors: int, as_json: bool, **values: Any) -> None:
    """Hold facts against those that people found in the same articles.

    GOLD has an annotated article a line: id, text, entities with their names, and facts. FACTS is what kgbuild facts
    or another extractor wrote of these articles; without it, kgbuild reads them now.

    \b
    kgbuild evaluate tests/quality/communiques.jsonl
    kgbuild evaluate gold.jsonl output/facts.jsonl --errors 20

    A fact is right when relation, parties and status are. Dates, places and evidence are counted among the right
    ones; states among those that are right but for the status; quotes among all.
    """  # noqa: D301 (\b is how click marks lines to keep)
    articles = read_gold(gold)
    told = read_rows(facts, ("article", "relation", "subject")) if facts else _read(articles, Settings(**values))
    evaluation = compare(articles, told, load_schema())
    if as_json:
        click.echo(json.dumps(_as_json(evaluation), ensure_ascii=False))
        return
    click.echo("\n".join(_table(evaluation)))
    for kind, rows in (("missed", evaluation.missed), ("wrong", evaluation.wrong)):
        for article, fact in rows[:errors]:
            click.echo(f"{kind}\t{article}\t{json.dumps(fact, ensure_ascii=False)}")


def _read(articles: list[GoldArticle], settings: Settings) -> Iterator[Row]:
    from kgbuild.gold_facts import facts_of  # noqa: PLC0415 (a file of facts is evaluated without spaCy)

    return facts_of(articles, settings)


def _table(evaluation: Evaluation) -> Iterator[str]:
    yield f"{'relation':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'told':>7}"
    rows = {**evaluation.relations, "all": evaluation.total, "offices": evaluation.offices, "events": evaluation.events}
    for name, figures in rows.items():
        scores = f"{figures.precision:7.3f}{figures.recall:7.3f}{figures.f1:7.3f}"
        yield f"{name:22}{scores}{figures.gold:7d}{figures.told:7d}"
    low, high = evaluation.interval
    yield f"F1 in 95 of 100 samples of as many articles: {low:.3f} to {high:.3f}"
    yield f"mean F1 of relations with five gold facts or more: {evaluation.macro_f1:.3f}"
    for name, (right, of) in evaluation.details.items():
        if of:
            yield f"{name} right: {right} of {of}, {right / of:.3f}"
    if evaluation.unknown:
        yield f"facts of articles that are not in gold: {evaluation.unknown}"


def _as_json(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "articles": evaluation.articles,
        "all": _figures(evaluation.total),
        "offices": _figures(evaluation.offices),
        "events": _figures(evaluation.events),
        "relations": {name: _figures(figures) for name, figures in evaluation.relations.items()},
        "f1_interval": list(evaluation.interval),
        "macro_f1": evaluation.macro_f1,
        "details": {name: {"right": right, "of": of} for name, (right, of) in evaluation.details.items()},
        "facts of unknown articles": evaluation.unknown,
    }


def _figures(figures: Figures) -> dict[str, float]:
    return {
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "gold": figures.gold,
        "told": figures.told,
    }
