"""Where a graph contradicts its ontology: what the inconsistency rules of OWL 2 RL/RDF find, told in words.

They find less than a reasoner for all of OWL 2 DL does, but they say whom it is about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kgbuild.reasoning.axioms import Axioms
from kgbuild.reasoning.rules import Closure, Graphs, graphs_of
from kgbuild.vocabulary import TYPE


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """What cannot be; `node` is the IRI of whom it is about."""

    node: str
    message: str
    rule: str
    """By its name in the OWL 2 RL/RDF rules; ``cls-uni`` for who can be of no part of a union."""
    graphs: tuple[str, ...]
    """IRIs of the named graphs that say so, sorted."""


def contradictions(data: Iterable[Quad], closure: Closure, axioms: Axioms) -> tuple[Contradiction, ...]:
    """All that the rules find in the data and what follows from it, sorted."""
    held = graphs_of(data)
    for inferred in closure.missing:
        triple = inferred.triple
        held[triple.subject, triple.predicate, triple.object] = inferred.graphs
    finder = _Finder(held, closure.types, axioms)
    return tuple(sorted({*finder.of_types(), *finder.of_properties(), *finder.of_values()}))


class _Finder:
    def __init__(
        self, held: Mapping[tuple[Any, Any, Any], Graphs], types: Mapping[Any, frozenset[Any]], axioms: Axioms
    ) -> None:
        self.types = types
        self.axioms = axioms
        self.held = held
        self.values: dict[Any, list[tuple[Any, Any, Graphs]]] = defaultdict(list)
        """By subject: predicate, value and graphs."""
        self.roles: dict[Any, list[tuple[str, Any, Graphs]]] = defaultdict(list)
        """By node: as what it stands in a statement, the property and the graphs."""
        for (subject, predicate, value), graphs in held.items():
            self.values[subject].append((predicate, value, graphs))
            if predicate in axioms.domains:
                self.roles[subject].append(("subject", predicate, graphs))
            if predicate in axioms.ranges:
                self.roles[value].append(("object", predicate, graphs))

    def of_types(self) -> Iterator[Contradiction]:
        """Who is of two disjoint classes, or can be of none of those that a union leaves."""
        disjoint, alternatives = self.axioms.disjoint, self.axioms.alternatives
        for node, kinds in self.types.items():
            clashing = sorted(_name(kind) for kind in kinds if not kinds.isdisjoint(disjoint.get(kind, ())))
            if clashing:
                graphs = [held for predicate, _, held in self.values[node] if predicate == TYPE]
                yield _told(node, f"is {' and '.join(clashing)}, which are disjoint", "cax-dw", graphs)
                continue
            impossible = {
                union
                for union in kinds & alternatives.keys()
                if all(not kinds.isdisjoint(disjoint.get(one, ())) for one in alternatives[union])
            }
            if impossible:
                yield from self._misplaced(node, kinds, impossible)

    def _misplaced(self, node: Any, kinds: frozenset[Any], impossible: set[Any]) -> Iterator[Contradiction]:
        """By the properties that ask of the node to be what it cannot be."""
        is_ = " and ".join(sorted(_name(kind) for kind in kinds if self.axioms.disjoint.get(kind)))
        signatures = {"subject": self.axioms.domains, "object": self.axioms.ranges}
        for role, term, graphs in self.roles[node]:
            for union in impossible.intersection(signatures[role][term]):
                wanted = " or ".join(sorted(map(_name, self.axioms.alternatives[union])))
                yield _told(node, f"is {is_}, but as {role} of {_name(term)} would be {wanted}", "cls-uni", [graphs])

    def of_properties(self) -> Iterator[Contradiction]:
        """What has to itself a relation that nothing has to itself, or both ways one that goes one way."""
        for (subject, predicate, value), graphs in self.held.items():
            if predicate in self.axioms.irreflexive and subject == value:
                yield _told(subject, f"{_name(predicate)} itself", "prp-irp", [graphs])
            elif predicate in self.axioms.asymmetric and (value, predicate, subject) in self.held:
                message = f"{_name(predicate)} {value.value}, and the other way round"
                yield _told(subject, message, "prp-asyp", [graphs])

    def of_values(self) -> Iterator[Contradiction]:
        """Data outside its range, and two values where there can be one."""
        for subject, statements in self.values.items():
            single: dict[Any, list[tuple[str, Graphs]]] = defaultdict(list)
            for predicate, value, graphs in statements:
                if not isinstance(value, Literal):
                    continue
                if not all(range_.holds(value) for range_ in self.axioms.data_ranges.get(predicate, ())):
                    yield _told(subject, f"{_name(predicate)} {value} is out of range", "dt-not-type", [graphs])
                if predicate in self.axioms.functional:
                    single[predicate].append((str(value), graphs))
            for predicate, found in single.items():
                if len(found) > 1:
                    message = f"{_name(predicate)} is {' and '.join(sorted(value for value, _ in found))}, and is one"
                    yield _told(subject, message, "prp-fp", [graphs for _, graphs in found])


def _told(node: Any, message: str, rule: str, graphs: Iterable[Graphs]) -> Contradiction:
    return Contradiction(node.value, message, rule, tuple(sorted(frozenset().union(*graphs))))


def _name(term: Any) -> str:
    return term.value.rpartition("#")[2].rpartition("/")[2] if isinstance(term, NamedNode) else "an expression"
