"""Which persons of several articles are one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.values import values_of
from kgbuild.graph import in_graph
from kgbuild.schema import Schema


@dataclass(frozen=True)
class _Person:
    node: NamedNode
    name: tuple[str, ...]
    """Words of the fullest label, without case and diacritics."""
    bodies: frozenset[object]
    """The states and bodies that the person is said to act for or represent."""

    @property
    def has_full_name(self) -> bool:
        return len(self.name) > 1

    def may_be(self, other: _Person) -> bool:
        """Whether this is a shorter or equal name of the other, for the same state or body or (in full) for none."""
        shortened = set(self.name) <= set(other.name) and self.name[-1:] == other.name[-1:] and other.has_full_name
        return shortened and bool(self.bodies & other.bodies or (self.has_full_name and not self.bodies))


def identity_quads(quads: Iterable[Quad], schema: Schema, base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/identity: ``DOUBLE owl:sameAs CANONICAL``, and the shortcuts and types of doubles on the canonical.

    A double joins the one person whose fuller name and state or body fit; where several fit, it joins none.
    """
    quads = list(quads)
    canonical = _canonical(_persons(quads))
    doubles = {node: best for node, best in canonical.items() if node != best}
    triples = [Triple(node, v.SAME_AS, best) for node, best in doubles.items()]
    repeated = {v.TYPE, *_shortcut_properties(schema)}
    for quad in quads:
        if quad.predicate in repeated and (quad.subject in doubles or quad.object in doubles):
            subject = doubles.get(quad.subject, quad.subject)
            triples.append(Triple(subject, quad.predicate, doubles.get(quad.object, quad.object)))
    return in_graph(triples, identity.graph_iri("derived/identity", base))


def _shortcut_properties(schema: Schema) -> Iterator[NamedNode]:
    for relation in schema.relations.values():
        yield from map(v.dip, (relation.name, *relation.supers))


def _persons(quads: list[Quad]) -> list[_Person]:
    values = values_of(quads)
    bodies: dict[object, set[object]] = defaultdict(set)
    for party, body in ((v.SUBJECT, v.SUBJECT_ON_BEHALF_OF), (v.OBJECT, v.OBJECT_ON_BEHALF_OF)):
        for claim, states in values[body].items():
            for node in values[party][claim]:
                bodies[node] |= states
    for node, states in values[v.REPRESENTS].items():
        bodies[node] |= states
    return [
        _Person(node, max(map(_words, labels), key=lambda words: (len(words), words)), frozenset(bodies[node]))
        for node, labels in values[v.LABEL].items()
        if isinstance(node, NamedNode) and v.PERSON in values[v.TYPE][node]
    ]


def _words(label: object) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", label.value if isinstance(label, Literal) else "")
    unmarked = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(re.findall(r"\w+", unmarked.casefold()))


def _canonical(persons: list[_Person]) -> dict[Any, NamedNode]:
    """The fullest names first, so that each double finds what it may join already settled."""
    canonical: dict[Any, NamedNode] = {}
    by_surname: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
    for person in sorted(persons, key=lambda one: (-len(one.name), not one.bodies, one.node.value)):
        namesakes = by_surname[person.name[-1:]]
        candidates = {canonical[other.node] for other in namesakes if person.may_be(other)}
        canonical[person.node] = candidates.pop() if len(candidates) == 1 else person.node
        namesakes.append(person)
    return canonical
