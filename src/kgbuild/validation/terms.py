"""What validation needs of the ontology beside its shapes: its terms, and which class is below which."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kgbuild import resources
from kgbuild import vocabulary as v


def ontology_turtle() -> bytes:
    return (resources.ontology() / "diplomacy.ttl").read_bytes()


@cache
def class_tree() -> tuple[Triple, ...]:
    """``rdfs:subClassOf`` between named classes."""
    said = (quad.triple for quad in parse(ontology_turtle(), RdfFormat.TURTLE) if quad.predicate == v.SUB_CLASS_OF)
    return tuple(one for one in said if isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode))


@cache
def kinds_below(name: str) -> frozenset[object]:
    """A class of the ontology and all that are below it."""
    found: set[object] = {v.dip(name)}
    while more := {one.subject for one in class_tree() if one.object in found} - found:
        found |= more
    return frozenset(found)


@cache
def declared_terms() -> frozenset[str]:
    """IRIs of our namespace that a file of the ontology says something of."""
    files = (file for file in resources.ontology().iterdir() if file.name.endswith(".ttl"))
    return frozenset(
        quad.subject.value
        for file in files
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(v.DIP)
    )
