"""The order in which people read a graph: things by kind, then claims with their words as the texts have them.

Sorted by subject first and only then within each: a key a subject, not a key a statement, and no second copy of all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v

_LEADING = (v.TYPE, v.LABEL, v.ALT_LABEL, v.TITLE, v.SUBJECT, v.RELATION, v.OBJECT, v.PARTICIPANT, v.DATE)
_PREDICATES = {predicate: rank for rank, predicate in enumerate(_LEADING)}
_KINDS = {kind: rank for rank, kind in enumerate(identity.KINDS)}
_STRETCH = re.compile(r"text/([^#]*)#char=(\d+),(\d+)")

_Stretch = tuple[str, int, int]
"""A text's local name, and from where to where in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """All that is said of one subject."""

    subject: Any
    triples: list[Triple]
    is_data: bool
    """Whether the subject is one of ours, and no term of the ontology."""
    article: str | None
    """For claims and quotes, the local name of the article whose text bears them."""


def graphs(quads: Iterable[Quad]) -> Iterator[tuple[Any, list[Quad]]]:
    """The default graph, then the named ones by name."""
    by_graph: dict[Any, list[Quad]] = defaultdict(list)
    for quad in quads:
        by_graph[quad.graph_name].append(quad)
    for name in sorted(by_graph, key=lambda name: (isinstance(name, NamedNode), str(name))):
        yield name, by_graph.pop(name)


def blocks(quads: Iterable[Quad], base: str) -> Iterator[Block]:
    """The union of the quads, each triple once: data before ontology, things before claims."""
    by_subject: dict[Any, list[Quad]] = defaultdict(list)
    words: dict[Any, _Stretch] = {}
    for quad in quads:
        subject, predicate = quad.subject, quad.predicate
        by_subject[subject].append(quad)
        if predicate in {v.WAS_DERIVED_FROM, v.ANCHOR_OF}:
            stretch = _stretch(quad.object if predicate == v.WAS_DERIVED_FROM else subject, base)
            if stretch:
                words[subject] = min(stretch, words.get(subject, stretch))

    def place(subject: Any) -> tuple[bool, bool, _Stretch | tuple[()], int, str]:
        stretch = words.get(subject)
        return not _is_ours(subject, base), stretch is not None, stretch or (), _rank(subject, base), str(subject)

    for subject in sorted(by_subject, key=place):
        stretch = words.get(subject)
        triples = sorted({quad.triple for quad in by_subject.pop(subject)}, key=_within)
        yield Block(subject, triples, _is_ours(subject, base), stretch[0] if stretch else None)


def _stretch(node: Any, base: str) -> _Stretch | None:
    found = _STRETCH.fullmatch(node.value.removeprefix(base)) if _is_ours(node, base) else None
    return (found[1], int(found[2]), int(found[3])) if found else None


def _is_ours(node: Any, base: str) -> bool:
    return isinstance(node, NamedNode) and node.value.startswith(base)


def _rank(subject: Any, base: str) -> int:
    kind = subject.value.removeprefix(base).partition("/")[0] if isinstance(subject, NamedNode) else ""
    return _KINDS.get(kind, -1)


def _within(triple: Triple) -> tuple[int, str, str]:
    """Type and label before all else."""
    predicate = triple.predicate
    return _PREDICATES.get(predicate, len(_PREDICATES)), predicate.value, str(triple.object)
