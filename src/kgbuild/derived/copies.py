"""Which articles are one text: syndicated, shortened or slightly changed.

Texts are compared as sets of shingles, runs of words (Broder, "On the resemblance and containment of documents", 1997).
MinHash proposes pairs (:mod:`kgbuild.derived.minhash`); the shingles themselves decide.
"""

from __future__ import annotations

import re
import sys
from array import array
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from zlib import crc32

from pyoxigraph import NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.minhash import likely_pairs
from kgbuild.graph import in_graph

_WORDS = 4
"""Words of a shingle: few enough that a changed word costs little, enough that two authors seldom choose the same."""
_COPIED = 0.75
"""Share of the shorter text's shingles that stand in the fuller one. In own words about one event it is below 0.2; a
word changed in every 16 makes it 0.75."""
_SHORTEST = 20
"""Shingles of a text that can be a changed copy: shorter ones share stock phrases, and are copies only word by word."""
_LIKELY = 0.1
"""Least share of slots that agree in a pair worth a look: that of copies is 0.15 and more."""
_HELD = 4096
"""Texts whose shingles are held in memory while others are held against them."""


def sketch(text: str) -> str:
    """The text's shingles, four bytes each, sorted, in Base64: all that is needed of it to know its copies."""
    words = re.findall(r"\w+", text.casefold())
    runs = (words[i : i + _WORDS] for i in range(max(1, len(words) - _WORDS + 1)))
    # Not hash(), which differs from process to process.
    shingles = array("I", sorted({crc32(" ".join(run).encode()) for run in runs if run}))
    return b64encode(_little_endian(shingles).tobytes()).decode("ascii")


def copy_joins(sketches: Mapping[str, str], rulings: Rulings = Rulings()) -> list[Join]:  # noqa: B008 (a frozen value)
    """A row for each article whose text is that of another, fuller one; `sketches` by article id.

    Each text joins the one fuller text that has most of it, and with it what that one is a copy of: what two different
    texts have in common, a short text, joins one of them and does not make them one. A person's `rulings` name
    articles as ``article:ID``.
    """
    return sorted(_Copies(sketches, rulings).rows())


def copies_quads(joins: Iterable[Join], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/copies: ``COPY prov:alternateOf FULLEST``; who had it from whom, texts do not tell."""
    rows = ([NamedNode(identity.iri(name, base)) for name in (join.double, join.canonical)] for join in joins)
    triples = (Triple(copy, v.ALTERNATE_OF, fullest) for copy, fullest in rows)
    return in_graph(triples, identity.graph_iri("derived/copies", base))


class _Copies:
    def __init__(self, sketches: Mapping[str, str], rulings: Rulings) -> None:
        self.sketches = sketches
        self.rulings = rulings
        self.articles = sorted(sketches, key=lambda article: (-len(sketches[article]), article))
        """The fullest first."""
        self.shingles = lru_cache(maxsize=_HELD)(lambda article: frozenset(_unpacked(sketches[article])))

    def rows(self) -> Iterator[Join]:
        fuller = {**dict(self._changed()), **dict(self._word_by_word()), **dict(self._ruled())}
        kept: dict[str, list[str]] = defaultdict(list)
        for article in self.articles:
            fullest = article
            while fullest in fuller:
                fullest = fuller[fullest]
            if not self._is_apart(article, kept[fullest]):
                kept[fullest].append(article)
                if article != fullest:
                    yield self._row(article, fuller[article], fullest)

    def _is_apart(self, article: str, others: list[str]) -> bool:
        if not self.rulings.different:
            return False
        return any(self.rulings.are_apart(f"article:{article}", f"article:{other}") for other in others)

    def _row(self, article: str, fuller: str, fullest: str) -> Join:
        pair = tuple(sorted((article, fullest)))
        reason = self._reason(article, fuller) + ("" if fuller == fullest else ", a copy of this one")
        return Join(f"article:{article}", f"article:{fullest}", pair, reason, pair)

    def _reason(self, article: str, fuller: str) -> str:
        if any({f"article:{article}", f"article:{fuller}"} <= names for names in self.rulings.same):
            return "a person ruled that they are one text"
        if self.sketches[article] == self.sketches[fuller]:
            return "the same words"
        share = int(100 * self._share(article, fuller))
        return f"{share} % of its runs of {_WORDS} words stand in the text of {fuller}"

    def _share(self, article: str, fuller: str) -> float:
        own = self.shingles(article)
        return len(own & self.shingles(fuller)) / len(own)

    def _ruled(self) -> Iterator[tuple[str, str]]:
        for names in self.rulings.same:
            ruled = [article for article in self.articles if f"article:{article}" in names]
            yield from ((article, ruled[0]) for article in ruled[1:])

    def _word_by_word(self) -> Iterator[tuple[str, str]]:
        first: dict[str, str] = {}
        for article in self.articles:
            if (text := self.sketches[article]) and first.setdefault(text, article) != article:
                yield article, first[text]

    def _changed(self) -> Iterator[tuple[str, str]]:
        """Each text that is nearly part of a fuller one, with that which has most of it."""
        best: dict[str, tuple[float, str]] = {}
        for article, fuller in self._likely():
            share = self._share(article, fuller)
            if share >= _COPIED and share > best.get(article, (0.0, ""))[0]:
                best[article] = share, fuller
        return ((article, fuller) for article, (_, fuller) in best.items())

    def _likely(self) -> Iterator[tuple[str, str]]:
        """Pairs whose signatures promise that the first is nearly part of the second, in order."""
        long = [article for article in self.articles if len(self.sketches[article]) >= _LEAST]
        distinct = {self.sketches[article]: article for article in reversed(long)}
        articles = list(reversed(distinct.values()))
        hashes = [_unpacked(self.sketches[article]) for article in articles]
        return ((articles[one], articles[other]) for one, other in likely_pairs(hashes, _LIKELY))


_LEAST = len(b64encode(bytes(4 * _SHORTEST)))


def _unpacked(text: str) -> array[int]:
    return _little_endian(array("I", b64decode(text)))


def _little_endian(numbers: array[int]) -> array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
