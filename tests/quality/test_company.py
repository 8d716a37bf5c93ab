"""Parties that only keep company: how many sentences without an event are told to have one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kgbuild.fact import Article
from kgbuild.language.examples import spell

GROUPS = tomllib.loads((Path(__file__).parent / "company.toml").read_text(encoding="utf-8"))["group"]
SENTENCES = [sentence for group in GROUPS for sentence in group["sentences"]]
FEWEST_SENTENCES = 200
HIGHEST_SHARE = 0.03
"""Share of sentences with a false fact: this may only fall, and should come to 0.03."""
STATES = {"holdsPosition", "represents"}


@pytest.fixture(scope="module")
def false_facts(extractor: Any) -> dict[str, list[str]]:
    """Sentence → what it was said to tell."""
    articles = [Article(str(number), text, published="2024-05-15") for number, text in enumerate(SENTENCES)]
    told = {
        e.article.text: [spell(f) for f in (*e.facts, *e.derived) if f.relation not in STATES]
        for e in extractor.extract(articles)
    }
    assert len(told) == len(SENTENCES)
    return {text: facts for text, facts in told.items() if facts}


def test_there_are_sentences() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) >= FEWEST_SENTENCES
    assert all(group["why"] for group in GROUPS)


def test_company_is_no_event(false_facts: dict[str, list[str]]) -> None:
    share = len(false_facts) / len(SENTENCES)
    assert share <= HIGHEST_SHARE, f"{share:.1%} of {len(SENTENCES)}: {false_facts}"
