"""Whether every quote of a graph stands in its article at its offsets: ``text[start:end] == quote``.

The graph is asked in plain SPARQL and batch by batch, so that a store of any size, and one that was loaded elsewhere,
is proved as well. A quote's place is the fragment of its node (``#char=START,END``, RFC 5147); texts are those that the
caller has, or that the graph keeps (``nif:isString``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kgbuild.errors import StoreError
from kgbuild.stores.store import Store, select
from kgbuild.vocabulary import PREFIXES

_DECLARED = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
# Over the default graph and the named ones, since not every endpoint's default graph is the union of the others.
_EVERYWHERE = _DECLARED + "SELECT DISTINCT {columns} WHERE {{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}"
_ARTICLES = "?article a dip:Article ; dcterms:identifier ?id"
_CLAIMS = """VALUES ?article {{ {nodes} }} ?claim dip:article ?article .
OPTIONAL {{ ?claim prov:wasDerivedFrom ?place OPTIONAL {{ ?place nif:anchorOf ?quote }} }}"""
_TEXTS = "VALUES ?node {{ {nodes} }} ?node nif:isString ?text"
_QUOTES = "?place nif:anchorOf ?quote"
_BATCH = 100
"""Articles a question: few enough for endpoints that cut long answers off, which Virtuoso does at 10,000 rows."""
_PLACE = re.compile(r"(.*)#char=(\d+),(\d+)")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Failure:
    """A quote that does not stand where the graph says, or a claim that says no such place."""

    article: str
    node: str
    """IRI of the quote's place, or of the claim where it has none."""
    reason: str
    quote: str = ""
    there: str = ""
    """What the text has at that place."""
    stands_at: tuple[tuple[int, int], ...] = ()
    """Where else in the text the quote does stand, as offsets; at most the first three."""


@dataclass
class Verification:
    quotes: int = 0
    """Quotes that stand where the graph says."""
    articles: int = 0
    """Articles whose quotes were looked up."""
    failures: list[Failure] = field(default_factory=list)
    without_text: list[str] = field(default_factory=list)
    """Ids of the articles that are quoted, and whose text is neither given nor in the graph."""
    astray: int = 0
    """Quotes that belong to no article of the graph, or that the store kept back."""

    @property
    def proved(self) -> bool:
        return not (self.failures or self.without_text or self.astray)


class _Claimed(NamedTuple):
    """One place and quote that the graph gives, or a claim that lacks them."""

    node: str
    quote: str | None


def verify(store: Store, texts: Mapping[str, str]) -> Verification:
    """Looks all quotes up; `texts` are by the articles' ids. Raises :class:`StoreError` where there are no articles."""
    articles = {str(iri): str(name) for iri, name in _rows(store, "?article ?id", _ARTICLES)}
    if not articles:
        raise StoreError("there are no articles in the store: is it one that kgbuild build wrote?")
    found = Verification()
    seen = 0
    for batch in _batches(sorted(articles)):
        claimed = _claimed(store, batch)
        kept = _kept_texts(store, [iri for iri in claimed if articles[iri] not in texts])
        for iri, places in claimed.items():
            name = articles[iri]
            seen += sum(place.quote is not None for place in places)
            text = texts.get(name, kept.get(_text_node(iri)))
            if text is None:
                found.without_text.append(name)
                continue
            found.articles += 1
            failures = [failure for place in places if (failure := _failure(name, _text_node(iri), text, place))]
            found.failures += failures
            found.quotes += len(places) - len(failures)
    found.astray = _count(store) - seen
    return found


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))


def _rows(store: Store, columns: str, pattern: str) -> tuple[tuple[object, ...], ...]:
    return select(store, _EVERYWHERE.format(columns=columns, pattern=pattern)).rows


def _count(store: Store) -> int:
    distinct = _EVERYWHERE.format(columns="?place ?quote", pattern=_QUOTES).removeprefix(_DECLARED)
    ((count,),) = select(store, f"{_DECLARED}SELECT (COUNT(*) AS ?n) WHERE {{ {{ {distinct} }} }}").rows
    return int(str(count))


def _nodes(iris: Sequence[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def _claimed(store: Store, articles: Sequence[str]) -> dict[str, list[_Claimed]]:
    """By article, in the order of the places; articles without claims are left out."""
    rows = _rows(store, "?article ?claim ?place ?quote", _CLAIMS.format(nodes=_nodes(articles)))
    claimed: dict[str, set[_Claimed]] = {}
    for article, claim, place, quote in rows:
        one = _Claimed(str(claim), None) if quote is None else _Claimed(str(place), str(quote))
        claimed.setdefault(str(article), set()).add(one)
    return {article: sorted(claimed[article], key=_in_text_order) for article in sorted(claimed)}


def _in_text_order(claimed: _Claimed) -> tuple[int, int, str, str]:
    place = _PLACE.fullmatch(claimed.node)
    start, end = (int(place[2]), int(place[3])) if place else (-1, -1)
    return start, end, claimed.node, claimed.quote or ""


def _kept_texts(store: Store, articles: Sequence[str]) -> dict[str, str]:
    if not articles:
        return {}
    pattern = _TEXTS.format(nodes=_nodes([_text_node(article) for article in articles]))
    return {str(node): str(text) for node, text in _rows(store, "?node ?text", pattern)}


def _text_node(article: str) -> str:
    """An article's text has the article's local name."""
    base, _, local_name = article.rpartition("article/")
    return f"{base}text/{local_name}"


def _failure(article: str, text_node: str, text: str, claimed: _Claimed) -> Failure | None:
    node, quote = claimed
    if quote is None:
        return Failure(article, node, "the claim has no quote")
    place = _PLACE.fullmatch(node)
    if not place:
        return Failure(article, node, "the quote's node is no place in a text (#char=START,END)", quote)
    if place[1] != text_node:
        return Failure(article, node, f"the quote is of another text than {text_node}", quote)
    start, end = int(place[2]), int(place[3])
    if quote and text[start:end] == quote:
        return None
    if not quote:
        return Failure(article, node, "the quote is empty", quote)
    return Failure(article, node, "the quote does not stand there", quote, text[start:end], tuple(_places(text, quote)))


def _places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    for _ in range(_SHOWN):
        if start < 0:
            return
        yield start, start + len(quote)
        start = text.find(quote, start + 1)
