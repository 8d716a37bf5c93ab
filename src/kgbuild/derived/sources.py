"""How many articles independently tell of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Literal, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.values import values_of
from kgbuild.graph import in_graph

_READ = {v.ABOUT, v.ARTICLE, v.SAME_AS, v.ALTERNATE_OF}


def sources_quads(quads: Iterable[Quad], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/sources: for each event and tenure, how many articles independently tell of it, in whatever status.

    `quads` are the articles' graphs and what was derived of joined events and copied texts. The count stands once, on
    the canonical event; copies of one text count once. Where no count is written, one article tells of it.
    """
    values = values_of(quad for quad in quads if quad.predicate in _READ)
    sources: dict[Any, set[Any]] = defaultdict(set)
    for claim, abouts in values[v.ABOUT].items():
        for about in abouts:
            (event,) = values[v.SAME_AS].get(about, {about})
            for article in values[v.ARTICLE][claim]:
                sources[event] |= values[v.ALTERNATE_OF].get(article, {article})
    counts = ((event, len(told)) for event, told in sources.items())
    triples = (Triple(event, v.SOURCE_COUNT, Literal(count)) for event, count in counts if count > 1)
    return in_graph(triples, identity.graph_iri("derived/sources", base))
