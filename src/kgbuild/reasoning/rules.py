"""What follows from data by an ontology's axioms, with the rule that it follows by and the graphs that it rests on.

A forward chainer that looks at each statement once: what one statement and all before it imply is concluded when it
is taken up. Measured against owlrl and SPARQL updates in `benchmarks/reasoning.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pyoxigraph import NamedNode, Quad, Triple

from kgbuild.reasoning.axioms import THING, Axioms
from kgbuild.vocabulary import TYPE

Graphs: TypeAlias = frozenset[str]
_Statement: TypeAlias = tuple[Any, Any, Any]

RULES = {
    "prp-spo1": "super-property",
    "prp-symp": "symmetric",
    "prp-inv": "inverse",
    "prp-dom": "domain",
    "prp-rng": "range",
    "cax-sco": "super-class",
    "cls-int1": "defined class",
    "cls-svf1": "defined class",
    "cls-svf2": "defined class",
}
"""The rules that are followed, by their names in the OWL 2 RL/RDF rules, and what they are called in reports."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """A statement that follows and is not written."""

    triple: Triple
    rule: str
    graphs: Graphs
    """IRIs of the named graphs that it rests on; none where the data has no named graphs."""


@dataclass(frozen=True, slots=True)
class Closure:
    """What data and an ontology imply."""

    missing: tuple[Inferred, ...]
    """Sorted."""
    written: Mapping[tuple[str, Graphs], int]
    """How many statements follow and are written, by rule and by the graphs that hold them."""
    unsupported: Mapping[tuple[Any, Graphs], int]
    """How many individuals are written to be of a defined class though nothing else implies it, by class and graphs."""
    types: Mapping[Any, frozenset[Any]]
    """All classes of each individual, class expressions among them."""


def close(data: Iterable[Quad], axioms: Axioms) -> Closure:
    """All that follows from the data by the rules of :data:`RULES`; the graphs are taken as one.

    That somebody is of a defined class is first left out, to see whether it follows from the definition.
    """
    chain = _Chain(axioms)
    withheld: dict[_Statement, Graphs] = {}
    # Sorted, since what follows twice is laid to the rule that comes to it first.
    for statement, graphs in sorted(graphs_of(data).items(), key=lambda item: str(item[0])):
        if statement[1] == TYPE and statement[2] in axioms.defined:
            withheld[statement] = graphs
        elif statement[1] in axioms.predicates:
            chain.add(statement, graphs)
    chain.run()
    unsupported = chain.confirm(withheld)
    chain.run()
    return chain.closure(unsupported)


def graphs_of(data: Iterable[Quad]) -> dict[_Statement, Graphs]:
    """The statements of the data, each with the named graphs that hold it."""
    held: dict[_Statement, set[str]] = defaultdict(set)
    for quad in data:
        graphs = held[quad.subject, quad.predicate, quad.object]
        if isinstance(quad.graph_name, NamedNode):
            graphs.add(quad.graph_name.value)
    return {statement: frozenset(graphs) for statement, graphs in held.items()}


class _Chain:
    def __init__(self, axioms: Axioms) -> None:
        self.axioms = axioms
        self.known: dict[_Statement, Graphs] = {}
        self.inferred: dict[_Statement, str] = {}
        self.premises: dict[_Statement, tuple[_Statement, ...]] = {}
        self.confirmed: dict[_Statement, str] = {}
        self.waiting: deque[_Statement] = deque()
        self.types: dict[Any, set[Any]] = defaultdict(set)
        self.subjects: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
        """Of properties with restrictions, by property and value."""
        self.wanted_of: dict[Any, list[tuple[Any, Any]]] = defaultdict(list)
        """Restrictions and their properties, by the class that a value must have."""
        for on, restrictions in axioms.restrictions.items():
            for filler, node in restrictions:
                self.wanted_of[filler].append((on, node))
        self.parts: dict[Any, list[Any]] = defaultdict(list)
        """Intersections by their members."""
        for intersection, members in axioms.intersections.items():
            for member in members:
                self.parts[member].append(intersection)

    def add(self, statement: _Statement, graphs: Graphs) -> None:
        self.known[statement] = graphs
        self.waiting.append(statement)

    def confirm(self, withheld: Mapping[_Statement, Graphs]) -> Counter[tuple[Any, Graphs]]:
        """Takes up what was withheld; counts what of it had not been concluded meanwhile."""
        unsupported: Counter[tuple[Any, Graphs]] = Counter()
        for statement, graphs in withheld.items():
            if statement in self.inferred:
                self.confirmed[statement] = self.inferred.pop(statement)
                self.known[statement] = graphs
            else:
                unsupported[statement[2], graphs] += 1
                self.add(statement, graphs)
        return unsupported

    def run(self) -> None:
        while self.waiting:
            statement = self.waiting.popleft()
            conclusions = self._of_type(statement) if statement[1] == TYPE else self._of_property(statement)
            for rule, conclusion, *others in conclusions:
                self._conclude(rule, conclusion, (statement, *others))

    def _conclude(self, rule: str, conclusion: _Statement, premises: tuple[_Statement, ...]) -> None:
        if conclusion in self.inferred or conclusion[2] == THING:
            return
        if conclusion in self.known:
            # What was itself concluded from it is no second witness.
            if not any(conclusion in self.premises.get(premise, ()) for premise in premises):
                self.confirmed.setdefault(conclusion, rule)
            return
        self.inferred[conclusion] = rule
        self.premises[conclusion] = premises
        self.add(conclusion, _common([self.known[premise] for premise in premises]))

    def _of_property(self, statement: _Statement) -> Iterator[tuple[Any, ...]]:
        subject, predicate, value = statement
        axioms = self.axioms
        for above in axioms.superproperties.get(predicate, ()):
            yield "prp-spo1", (subject, above, value)
        for inverse in axioms.inverses.get(predicate, ()):
            yield "prp-symp" if inverse == predicate else "prp-inv", (value, inverse, subject)
        for domain in axioms.domains.get(predicate, ()):
            yield "prp-dom", (subject, TYPE, domain)
        for range_ in axioms.ranges.get(predicate, ()):
            yield "prp-rng", (value, TYPE, range_)
        if predicate in axioms.restrictions:
            self.subjects[predicate, value].append(subject)
        for filler, restriction in axioms.restrictions.get(predicate, ()):
            if filler == THING:
                yield "cls-svf2", (subject, TYPE, restriction)
            elif filler in self.types[value]:
                yield "cls-svf1", (subject, TYPE, restriction), (value, TYPE, filler)

    def _of_type(self, statement: _Statement) -> Iterator[tuple[Any, ...]]:
        node, _, kind = statement
        self.types[node].add(kind)
        for above in self.axioms.superclasses.get(kind, ()):
            # From an expression to the class that it defines: that is the definition, not a step up the tree.
            rule = "cls-int1" if kind in self.axioms.intersections and isinstance(above, NamedNode) else "cax-sco"
            yield rule, (node, TYPE, above)
        for on, restriction in self.wanted_of.get(kind, ()):
            for subject in self.subjects[on, node]:
                yield "cls-svf1", (subject, TYPE, restriction), (subject, on, node)
        for intersection in self.parts.get(kind, ()):
            members = self.axioms.intersections[intersection]
            if self.types[node].issuperset(members):
                yield "cls-int1", (node, TYPE, intersection), *((node, TYPE, member) for member in members)

    def closure(self, unsupported: Mapping[tuple[Any, Graphs], int]) -> Closure:
        missing = [
            Inferred(Triple(*statement), rule, self.known[statement])
            for statement, rule in self.inferred.items()
            if all(isinstance(term, NamedNode) for term in statement) and statement[0] not in self.axioms.terms
        ]
        written = Counter((rule, self.known[statement]) for statement, rule in self.confirmed.items())
        types = {node: frozenset(kinds) for node, kinds in self.types.items()}
        return Closure(tuple(sorted(missing, key=lambda one: str(one.triple))), written, unsupported, types)


def _common(graphs: list[Graphs]) -> Graphs:
    """The graphs that hold all premises; where none does, those that hold any."""
    return frozenset.intersection(*graphs) or frozenset.union(*graphs)
