"""``kgbuild facts``."""

from __future__ import annotations

import sys
from typing import Any

import click

from kgbuild.commands import options
from kgbuild.commands.terminal import Articles
from kgbuild.facts_csv import write_csv
from kgbuild.facts_io import write_facts
from kgbuild.language.extractor import Extractor
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings
from kgbuild.told import sure, told


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True,
    help="One JSON object a line, or a table for spreadsheets and pandas.",
)  # fmt: skip
@options.reading
def facts(paths: tuple[str, ...], format_: str, **values: Any) -> int:
    """Read articles and write their facts to standard output, one JSON object a line, or one row.

    \b
    kgbuild facts examples/articles > facts.jsonl
    kgbuild facts examples/articles --format csv > facts.csv
    cat article.txt | kgbuild facts - | jq -r '[.subject.names[0], .relation, .object.names[0]] | @tsv'

    Each fact has its parties, date, place and status, and the words that say so: QUOTE is what stands in the article's
    text from START to END, in characters. VALUE holds the title of an office, whose OBJECT is null.
    """  # noqa: D301 (\b is how click marks lines to keep)
    settings = Settings(**values)
    articles = Articles(paths)
    extractor = Extractor.from_settings(load_schema(), settings)
    read = (
        fact
        for extraction in extractor.extract(articles)
        for fact in sure(told(extraction).facts, settings.min_confidence)
    )
    write = write_csv if format_ == "csv" else write_facts
    write(read, sys.stdout, settings.base)
    return 1 if articles.unreadable else 0
