"""Claims in the terms of RDF itself, beside our own and on the same IRIs, for tools that look for these.

Neither form asserts the statement that it is about: what was only planned or denied stays so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast

from pyoxigraph import NamedNode, Quad, Triple

from kgbuild import vocabulary as v

_RDF = v.PREFIXES["rdf"]
_PARTS = {
    v.SUBJECT: NamedNode(f"{_RDF}subject"),
    v.RELATION: NamedNode(f"{_RDF}predicate"),
    v.OBJECT: NamedNode(f"{_RDF}object"),
}
_REIFIES = NamedNode(f"{_RDF}reifies")


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """All quads, and ``CLAIM rdf:subject …; rdf:predicate …; rdf:object …`` (RDF Schema 1.1, section 5.3)."""
    for quad in quads:
        yield quad
        if part := _PARTS.get(quad.predicate):
            yield Quad(quad.subject, part, quad.object, quad.graph_name)


def with_triple_terms(quads: Iterable[Quad]) -> Iterator[Quad]:
    """All quads, and ``CLAIM rdf:reifies <<( s p o )>>`` (RDF 1.2 Concepts, section 1.5)."""
    claims: dict[tuple[Any, Any], dict[NamedNode, Any]] = defaultdict(dict)
    for quad in quads:
        yield quad
        if quad.predicate in _PARTS:
            claims[quad.graph_name, quad.subject][quad.predicate] = quad.object
    for (graph, claim), parts in claims.items():
        if parts.keys() == _PARTS.keys():
            term = Triple(parts[v.SUBJECT], cast(NamedNode, parts[v.RELATION]), parts[v.OBJECT])
            yield Quad(claim, _REIFIES, term, graph)
