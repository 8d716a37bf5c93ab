"""How much else of what was told is right: dates and places, states, quotes, and where the evidence stands."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.evaluation.comparison import Comparison, is_same_date
from kgbuild.evaluation.gold import GoldArticle, Row
from kgbuild.evaluation.names import fold
from kgbuild.fact import MAX_QUOTE

DETAILS = ("dates", "places", "states", "quotes", "evidence")


def details(compared: Comparison) -> Iterator[tuple[str, bool]]:
    """States are asked of facts that are right but for them, quotes of all, the rest of those that are right."""
    yield from (("quotes", _is_quoted(compared.article, fact)) for fact in compared.told)
    both = zip(compared.alike, compared.right, strict=True)
    yield from (("states", bool(right)) for alike, right in both if alike)
    for i, j in sorted(compared.found.items()):
        yield from _details_of(compared.article, compared.article.facts[i], compared.told[j])


def _is_quoted(article: GoldArticle, fact: Row) -> bool:
    quote, start, end = fact.get("quote") or "", fact.get("start"), fact.get("end")
    return 0 < len(quote) <= MAX_QUOTE and start is not None and article.text[start:end] == quote


def _details_of(article: GoldArticle, gold: Row, fact: Row) -> Iterator[tuple[str, bool]]:
    if gold.get("date"):
        yield "dates", is_same_date(gold["date"], fact.get("date"))
    if gold.get("place"):
        yield "places", fold(fact.get("place") or "") in article.names_of_place(gold["place"])
    evidence, quote = article.evidence_of(gold), article.quote_of(fact)
    if evidence and quote:
        yield "evidence", quote[0] < evidence[1] and quote[1] > evidence[0]
