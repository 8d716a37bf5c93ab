"""Where a contradiction stands: the articles and sentences that bear it, and what the shapes say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Quad

from kgbuild import vocabulary as v
from kgbuild.derived.values import Values, values_of
from kgbuild.reasoning.contradictions import Contradiction
from kgbuild.shapes import validate

_MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    contradiction: Contradiction
    objections: tuple[str, ...]
    """What the shapes have against the node, sorted."""
    sentences: tuple[tuple[str, str], ...]
    """The first sentences that speak of the node, each with the id of its article."""


def explain(found: Iterable[Contradiction], quads: Iterable[Quad]) -> list[Explanation]:
    """In the order of the contradictions; quads and what was found are of one graph."""
    quads = list(quads)
    objections: dict[str, set[str]] = defaultdict(set)
    for result in validate(quads).results:
        objections[result.focus].add(result.message)
    values = values_of(quads)
    claims = _claims_by_node(quads, values)
    return [
        Explanation(one, tuple(sorted(objections[one.node])), _sentences(one, claims, values)[:_MOST_SENTENCES])
        for one in found
    ]


def _claims_by_node(quads: list[Quad], values: Values) -> dict[Any, dict[Any, set[str]]]:
    """For each node the claims that are it or name it, and the graphs that they stand in."""
    claims: dict[Any, dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if quad.subject in values[v.WAS_DERIVED_FROM]:
            graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            for node in (quad.subject, quad.object):
                claims[node][quad.subject].add(graph)
    return claims


def _sentences(
    one: Contradiction, claims: dict[Any, dict[Any, set[str]]], values: Values
) -> tuple[tuple[str, str], ...]:
    """Of the claims in the graphs that bear the contradiction, or of all where those have none."""
    naming = claims[NamedNode(one.node)]
    there = [claim for claim, graphs in naming.items() if graphs.intersection(one.graphs)] or naming
    return tuple(
        sorted(
            {
                (_text(values[v.IDENTIFIER][article]), _text(values[v.ANCHOR_OF][quote]))
                for claim in there
                for article in values[v.ARTICLE][claim]
                for quote in values[v.WAS_DERIVED_FROM][claim]
            }
        )
    )


def _text(literals: Iterable[Any]) -> str:
    return min((literal.value for literal in literals), default="?")
