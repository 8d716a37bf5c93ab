"""Facts that follow from an article's facts and a row of reference data."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild.fact import Fact
from kgbuild.graph import in_graph
from kgbuild.layers import fact_triples
from kgbuild.schema import Schema


def missions_quads(facts: Iterable[Fact], schema: Schema, base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/missions: the facts that follow from an article's facts and a row of reference data."""
    derived = (fact for fact in facts if fact.derived_from is not None)
    return in_graph(fact_triples(derived, schema, base), identity.graph_iri("derived/missions", base))
