"""How many articles independently say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx
from pyoxigraph import Literal, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.values import Values, values_of
from kgbuild.graph import in_graph
from kgbuild.schema import Schema


def sources_quads(quads: Iterable[Quad], schema: Schema, base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/sources: for each event and tenure, how many articles independently say the same.

    Two claims say the same when relation, parties, status and date agree; without a date an event is only itself.
    Articles that say it in the same words are copies and count once. Where no count is written, one article says it.
    """
    values = values_of(quads)
    told: dict[tuple[object, ...], set[tuple[object, str]]] = defaultdict(set)
    statements: dict[Any, set[tuple[object, ...]]] = defaultdict(set)
    for claim in values[v.ABOUT]:
        (about,) = values[v.ABOUT][claim]
        statement = _statement(claim, about, values, schema)
        statements[about].add(statement)
        for fragment in values[v.WAS_DERIVED_FROM][claim]:
            for article in values[v.ARTICLE][claim]:
                told[statement].add((article, _plain_quote(values[v.ANCHOR_OF].get(fragment, ()))))
    counts = {about: max(_independent(told[one]) for one in said) for about, said in statements.items()}
    triples = (Triple(about, v.SOURCE_COUNT, Literal(count)) for about, count in counts.items() if count > 1)
    return in_graph(triples, identity.graph_iri("derived/sources", base))


def _statement(claim: Any, about: Any, values: Values, schema: Schema) -> tuple[object, ...]:
    ((subject,), (term,), (stated,)) = (values[key][claim] for key in (v.SUBJECT, v.RELATION, v.OBJECT))
    relation = schema.relations[term.value.removeprefix(v.DIP)]
    parties = frozenset({subject, stated}) if relation.symmetric else (subject, stated)
    dates = frozenset(values[v.DATE].get(about, ()))
    occasion = dates or (None if relation.is_state else about)
    return term, parties, frozenset(values[v.STATUS][claim]), occasion


def _plain_quote(quotes: Iterable[object]) -> str:
    return " ".join(word for quote in sorted(map(str, quotes)) for word in quote.casefold().split())


def _independent(told: set[tuple[object, str]]) -> int:
    """Groups of articles that no common wording joins."""
    graph = nx.Graph()
    graph.add_edges_from((("article", article), ("quote", quote)) for article, quote in told)
    return int(nx.number_connected_components(graph))
