"""Whether a graph is as it should be: `ontology/shapes.ttl`, what the ontology says, and what shapes cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import shacl
from pyoxigraph import Quad

from kgbuild import resources
from kgbuild.stores.store import Store
from kgbuild.validation import conditions, iris
from kgbuild.validation.batches import batches
from kgbuild.validation.ontology_shapes import ontology_shapes
from kgbuild.validation.result import Report, Violation
from kgbuild.validation.terms import class_tree, ontology_turtle

_SIMPLE = re.compile(r"^<([^<>]*)>$")


@cache
def shapes_turtle() -> str:
    """All shapes: those of the file, then those that follow from the ontology."""
    by_hand = (resources.ontology() / "shapes.ttl").read_text(encoding="utf-8")
    return f"{by_hand}\n# ── From diplomacy.ttl {'─' * 95}\n\n{ontology_shapes(ontology_turtle())}\n"


def data_graph(quads: Iterable[Quad]) -> str:
    """What the shapes are held to, as N-Triples: the union of the graphs and the tree of classes, so that a meeting
    counts as an event also where nobody wrote both types.
    """
    return "".join(f"{triple} .\n" for triple in {*(quad.triple for quad in quads), *class_tree()})


def validate(quads: Iterable[Quad]) -> Report:
    """The union of the quads' graphs, held to the shapes and to the conditions beside them.

    Nodes that RDF cannot name (see :mod:`kgbuild.validation.iris`) go by their stand-ins in the report.
    """
    sound = list(iris.mended(quads))
    found = _compiled().validate_text(data_graph(sound), format="nt").results
    return Report.of([*map(_violation, found), *conditions.broken(sound)])


def validate_store(store: Store) -> Report:
    """All that the graphs of a store say together, in batches. Raises :class:`StoreError` as the store does."""
    results: list[Violation] = []
    for batch in batches(store):
        results += (result for result in validate(batch.quads).results if result.focus in batch.nodes)
        results += map(conditions.invalid_iri, batch.unaskable)
    return Report.of(results)


@cache
def _compiled() -> shacl.Shapes:
    return shacl.Shapes.from_turtle(shapes_turtle())


def _violation(result: shacl.Result) -> Violation:
    return Violation(
        focus=result.focus_node.strip("<>"),
        path=_SIMPLE.sub(r"\1", result.path) if result.path else None,
        value=result.value_plain,
        message=result.message or result.component,
        shape=(result.root_shape or "").strip("<>"),
        component=result.component_iri.strip("<>"),
        value_term=result.value,
    )
