"""How many articles independently tell of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.digest import Digest
from kgbuild.derived.joins import Join
from kgbuild.graph import in_graph


def sources_quads(
    digests: Iterable[Digest],
    same_events: Iterable[Join],
    same_texts: Iterable[Join],
    base: str = identity.DEFAULT_BASE,
) -> list[Quad]:
    """graph:derived/sources: for each event and tenure, how many articles independently tell of it, in whatever status.

    The count stands once, on the canonical event; copies of one text count once. Where no count is written, one article
    tells of it.
    """
    canonical = {join.double: join.canonical for join in same_events}
    fullest = {join.double: join.canonical for join in same_texts}
    sources: dict[str, set[str]] = defaultdict(set)
    for digest in digests:
        text = f"article:{digest.article}"
        for occasion in digest.occasions:
            sources[canonical.get(occasion, occasion)].add(fullest.get(text, text))
    counts = ((event, len(texts)) for event, texts in sources.items() if len(texts) > 1)
    triples = (Triple(NamedNode(identity.iri(event, base)), v.SOURCE_COUNT, Literal(count)) for event, count in counts)
    return in_graph(triples, identity.graph_iri("derived/sources", base))
