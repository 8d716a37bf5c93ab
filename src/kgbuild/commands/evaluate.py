"""``kgbuild evaluate``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kgbuild.commands import options
from kgbuild.errors import InputError
from kgbuild.evaluation import report
from kgbuild.evaluation.evaluate import evaluate as compare
from kgbuild.evaluation.figures import Evaluation
from kgbuild.evaluation.gold import GoldArticle, read_gold, read_rows
from kgbuild.evaluation.page import render
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings


@click.command
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--errors", type=click.IntRange(0), default=0, metavar="N", help="Show N missed and N wrong facts.")
@click.option("--causes", is_flag=True, help="Count missed and wrong facts by relation and cause.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with the texts and facts.")
@click.option("--json", "as_json", is_flag=True, help="Print all figures as one JSON object.")
@options.model
@options.lexicon
@options.gazetteer
@options.min_confidence
def evaluate(
    gold: Path, facts: Path | None, errors: int, causes: bool, html: Path | None, as_json: bool, **values: Any
) -> None:
    """Hold facts against those that people found in the same articles.

    GOLD has an annotated article a line: id, text, entities with their names, and facts. FACTS is what kgbuild facts
    or another extractor wrote of these articles; without it, kgbuild reads them now, and is asked for the names in
    them as well.

    \b
    kgbuild evaluate tests/quality/communiques.jsonl --causes
    kgbuild evaluate gold.jsonl output/facts.jsonl --errors 20 --html errors.html

    A fact is right when relation, parties and status are. Dates, places and evidence are counted among the right
    ones; states among those that are right but for the status; quotes among all.
    """  # noqa: D301 (\b is how click marks lines to keep)
    articles = read_gold(gold)
    evaluation = _of_file(articles, facts) if facts else _of_reading(articles, Settings(**values))
    if html:
        _write_page(html, render(evaluation, articles, gold.name))
    if as_json:
        click.echo(json.dumps(report.as_json(evaluation), ensure_ascii=False))
        return
    for line in report.table(evaluation):
        click.echo(line)
    for line in report.cause_tables(evaluation) if causes else ():
        click.echo(line)
    for line in report.error_lines(evaluation, errors):
        click.echo(line)


def _write_page(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _of_file(articles: list[GoldArticle], facts: Path) -> Evaluation:
    return compare(articles, read_rows(facts, ("article", "relation", "subject")), load_schema())


def _of_reading(articles: list[GoldArticle], settings: Settings) -> Evaluation:
    from kgbuild.evaluation.reading import read  # noqa: PLC0415 (a file of facts is evaluated without spaCy)

    readings = list(read(articles, settings))
    facts = (fact for reading in readings for fact in reading.facts)
    return compare(articles, facts, load_schema(), {reading.article: reading.seen for reading in readings})
