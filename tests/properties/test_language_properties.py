"""Whatever the text: quotes stand where they say, the same text tells the same facts, and nothing breaks."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild.fact import MAX_QUOTE, Article, Fact

TABLES = sorted((Path(__file__).parents[1] / "unit" / "language").glob("*.toml"))
SENTENCES = [row["text"] for path in TABLES for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
ODDITIES = [
    "\n\n", "\n", "  ", "\t", "\u00a0", "\u200b", "\u2028", "\ufeff", "\x0c", "\x00", "\x1b",
    "e\u0301", "ﬁ", "😀", "🇲🇦",
    "مرحبا", "中国", " – ", "“", "”", "'", "’", "(", ")", "…", "—", "*", "# ", "- ", "> ", "|", ", ", "; ", "?", "!",
    "http://a.example/b?c=d", "a@b.example", "H.E. ", "the ", "Minister ", "President of ", "UN ", "of ", "and ",
    "on Tuesday ", "1,724 ", "$5 million ",
]  # fmt: skip
HARDLY_TEXTS = [
    "", " ", "\n", "\n\n\n", ".", "...", "?!", "—", "–", "()", "((((", "\"'“”", "😀", "🇲🇦🇪🇸", "\x00", "\x1b[0m",
    "\ufeff", "A", "1",
    "the", "UN", "President", "President of", "Minister of", "H.E.", "Mr.", "RABAT --", "RABAT, Nov. 29 (Xinhua) --",
    "'s", "of of of", "and, and, and", "- - -", "a" * 5000, "Morocco " * 600, "Minister of " * 200,
    "(" * 500, "\n" * 1000,
]  # fmt: skip
LIGHT = settings(
    max_examples=20,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

prose = st.lists(st.sampled_from(SENTENCES) | st.sampled_from(ODDITIES), min_size=1, max_size=12).map("".join)
spaced = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", "  ", " \n \n", "\u00a0"]).map(lambda gap: gap.join(parts))
)
anything = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
titles = st.sampled_from(["", "Aalto Meets Berg in Oslo", "UN, Chad to hold talks", "FM of Oman", "😀"])
days = st.sampled_from([None, "", "2023-11-30", "2024-02-29", "not a day"])
publishers = st.sampled_from([None, "", "Xinhua", "Ministry of Foreign Affairs of Oman", "UN", "😀"])


def facts(extractor: Any, text: str, **rest: Any) -> tuple[Fact, ...]:
    (extraction,) = extractor.extract([Article("a", text, **rest)])
    return (*extraction.facts, *extraction.derived)


def holds_together(fact: Fact, text: str) -> None:
    evidence = fact.evidence
    assert text[evidence.start : evidence.end] == evidence.quote
    assert 0 < len(evidence.quote) <= MAX_QUOTE
    assert 0.0 <= evidence.confidence <= 1.0
    assert evidence.frame
    assert (fact.object is None) == (fact.value is not None)
    for entity in (fact.subject, fact.object, fact.place, fact.speaker, fact.subject_for, fact.object_for):
        if entity is not None:
            prefix, _, local = entity.id.partition(":")
            assert prefix
            assert local
            assert entity.label
    assert fact.occasion is None or 0 <= int(fact.occasion.rsplit("#", 1)[1]) < len(text)


@LIGHT
@given(titles, prose | spaced, days, publishers)
def test_facts_hold_together(
    extractor: Any, title: str, body: str, published: str | None, publisher: str | None
) -> None:
    text = f"{title}\n\n{body}" if title else body
    for fact in facts(extractor, text, title=title, published=published, publisher=publisher):
        holds_together(fact, text)


@LIGHT
@given(prose | spaced)
def test_the_same_text_tells_the_same_facts(extractor: Any, text: str) -> None:
    article = Article("a", text, published="2023-11-30")
    alone, _, beside = extractor.extract([article, Article("b", "Chad thanked Mali."), article])
    assert alone.facts == beside.facts
    assert alone.derived == beside.derived


@LIGHT
@given(anything, days)
def test_no_text_breaks_it(extractor: Any, text: str, published: str | None) -> None:
    for fact in facts(extractor, text, published=published):
        holds_together(fact, text)


def test_texts_that_are_hardly_any(extractor: Any) -> None:
    read = list(extractor.extract(Article(str(number), text) for number, text in enumerate(HARDLY_TEXTS)))
    assert len(read) == len(HARDLY_TEXTS)
    for extraction in read:
        for fact in extraction.facts:
            holds_together(fact, extraction.article.text)


def test_a_very_long_sentence_has_a_short_quote(extractor: Any) -> None:
    filler = ", in the presence of many guests from near and far" * 40
    text = f"Foreign Minister Elina Aalto of Finland thanked Spain{filler}."
    found = [fact for fact in facts(extractor, text, published="2023-11-30") if fact.relation == "thanked"]
    assert found
    for fact in found:
        holds_together(fact, text)
