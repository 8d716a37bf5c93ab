"""Turtle and TriG for people: prefixed, a subject once, and set apart from the next by an empty line.

pyoxigraph writes each piece, so that what its grammar asks for (escapes, local names) is not our business.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.writers.order import Block, blocks, graphs

_PIECE = 2000
"""Triples that are written at once: enough that a piece's overhead does not show."""
_TOLD = (v.TITLE, v.PUBLISHER, v.ISSUED)
# What would end a comment, or make a terminal show it otherwise than it is: breaks, controls, marks of direction.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


def turtle(quads: Iterable[Quad], base: str, *, comments: bool = False) -> Iterator[bytes]:
    """The union of all graphs; with `comments`, a line before the claims of each article that says which it is."""
    namespaces = _namespaces(base)
    yield _header(namespaces)
    articles: dict[str, str] = {}
    for section, members in groupby(blocks(quads, base), key=lambda block: (block.is_data, block.article)):
        if comments:
            yield _comment(section, articles)
        yield from _written(_noting(members, articles, base), namespaces)


def turtle_of_claims(quads: Iterable[Quad], base: str) -> bytes:
    """Of all that :func:`turtle` writes of these quads, the claims and the quotes that bear them."""
    claims = (block for block in blocks(quads, base) if block.article is not None)
    return b"".join(_written(claims, _namespaces(base)))


def turtle_around(claims: Iterable[bytes], others: Iterable[Quad], base: str) -> Iterator[bytes]:
    """What :func:`turtle` writes of all quads, where the claims of each article come ready, in the order of the
    articles' IRIs; `others` are the quads that say nothing of claims and quotes.
    """
    namespaces = _namespaces(base)
    yield _header(namespaces)
    ready = iter(claims)
    for is_data, members in groupby(blocks(others, base), key=lambda block: block.is_data):
        if not is_data:
            yield from ready
        yield from _written(members, namespaces)
    yield from ready


def trig(quads: Iterable[Quad], base: str, *, comments: bool = False) -> Iterator[bytes]:
    """A graph after the other; with `comments`, a line before the graph of each article that says which it is."""
    namespaces = _namespaces(base)
    yield _header(namespaces)
    for name, of_graph in graphs(quads):
        articles: dict[str, str] = {}
        statements = [
            Quad(triple.subject, triple.predicate, triple.object, name)
            for block in _noting(blocks(of_graph, base), articles, base)
            for triple in block.triples
        ]
        article = str(getattr(name, "value", "")).removeprefix(identity.graph_iri("article/", base))
        if comments and article in articles:
            yield _line(articles[article])
        yield _apart(_body(serialize(statements, format=RdfFormat.TRIG, prefixes=namespaces)))


def _namespaces(base: str) -> dict[str, str]:
    return dict(sorted((identity.prefixes(base) | v.PREFIXES).items()))


def _header(namespaces: dict[str, str]) -> bytes:
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in namespaces.items()).encode()


def _written(members: Iterable[Block], namespaces: dict[str, str]) -> Iterator[bytes]:
    for piece in _pieces(members):
        yield _apart(_body(serialize(piece, format=RdfFormat.TURTLE, prefixes=namespaces)))


def _pieces(members: Iterable[Block]) -> Iterator[list[Triple]]:
    piece: list[Triple] = []
    for block in members:
        piece += block.triples
        if len(piece) >= _PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _body(content: bytes | None) -> list[str]:
    """Without the prefixes, which pyoxigraph declares in an order of its own each time."""
    return [line for line in (content or b"").decode().split("\n") if not line.startswith("@prefix ")]


def _apart(lines: list[str]) -> bytes:
    """Subjects begin lines; within the braces of a graph, they do after one tab."""
    text = "\n".join(lines)
    text = re.sub(r"^(?=[^\t}\n])", "\n", text, flags=re.MULTILINE)
    return re.sub(r"(?<=\.\n)(?=\t[^\t])", "\n", text).encode()


def _noting(members: Iterable[Block], articles: dict[str, str], base: str) -> Iterator[Block]:
    """Passes all on, and keeps what is told of the articles; their nodes come before what they say."""
    start = identity.prefixes(base)["article"]
    for block in members:
        if isinstance(block.subject, NamedNode) and block.subject.value.startswith(start):
            local_name = block.subject.value.removeprefix(start)
            articles[local_name] = " · ".join([*_values(block.triples), f"article:{local_name}"])
        yield block


def _values(triples: list[Triple]) -> Iterator[str]:
    for predicate in _TOLD:
        values = [triple.object for triple in triples if triple.predicate == predicate]
        yield from (value.value for value in values if isinstance(value, Literal))


def _comment(section: tuple[bool, str | None], articles: dict[str, str]) -> bytes:
    is_data, article = section
    if article is not None:
        return _line(articles.get(article, f"article:{article}"))
    return _line("Persons, states, bodies, places and events, as the articles name them" if is_data else "Terms")


def _line(text: str) -> bytes:
    seen = "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)
    return f"\n# ── {' '.join(seen.split())} ──\n".encode()
