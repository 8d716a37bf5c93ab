"""Annotated articles → what kgbuild reads in them, in the form that is evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kgbuild.fact import Article
from kgbuild.facts_io import to_json
from kgbuild.formats import LONGEST_TITLE
from kgbuild.gold import GoldArticle
from kgbuild.language.extractor import Extractor
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings
from kgbuild.told import sure, told


def facts_of(gold: Iterable[GoldArticle], settings: Settings) -> Iterator[dict[str, Any]]:
    extractor = Extractor(load_schema(), model=settings.model, lexicon_folder=settings.lexicon)
    for extraction in extractor.extract(map(as_article, gold)):
        for fact in sure(told(extraction).facts, settings.min_confidence):
            yield to_json(fact, settings.base)


def as_article(gold: GoldArticle) -> Article:
    """Gold has no titles: the first line is one where a blank line follows, as in a file of text."""
    first, blank, _ = gold.text.partition("\n\n")
    title = first if blank and "\n" not in first and len(first) <= LONGEST_TITLE else ""
    return Article(gold.id, gold.text, title, gold.published, gold.publisher)
