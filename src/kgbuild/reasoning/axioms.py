"""What an ontology states that rules can follow: its axioms by property and class, read from its triples.

Nothing here names a term of ours: another ontology gives other rules. What the rules are is told by the OWL 2 RL/RDF
rules (OWL 2 Profiles, 2nd edition, section 4.3), by whose names conclusions are reported. Left out, on purpose, are
the rules of equality (owl:sameAs, keys, functional object properties): who is whom is decided elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kgbuild import vocabulary as v


def _owl(name: str) -> NamedNode:
    return NamedNode(v.PREFIXES["owl"] + name)


THING = _owl("Thing")
_NIL = NamedNode(v.PREFIXES["rdf"] + "nil")
_INTEGER, _DECIMAL = (NamedNode(v.PREFIXES["xsd"] + name) for name in ("integer", "decimal"))


@dataclass(frozen=True, slots=True)
class DataRange:
    """What values a property of data may have: those listed, or those of a datatype."""

    values: frozenset[Literal]
    datatype: NamedNode | None

    def holds(self, value: Literal) -> bool:
        if self.values:
            return value in self.values
        narrower = self.datatype == _DECIMAL and value.datatype == _INTEGER
        return narrower or value.datatype == self.datatype


class Axioms:
    """The axioms of an ontology, each where a rule looks for it.

    Equivalences are taken both ways; a union lies above its members and an intersection below them.
    """

    def __init__(self, ontology: Iterable[Quad]) -> None:
        self._objects: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self._statements: dict[NamedNode, list[tuple[object, object]]] = defaultdict(list)
        for quad in ontology:
            self._objects[quad.subject, quad.predicate].append(quad.object)
            self._statements[quad.predicate].append((quad.subject, quad.object))
        self.terms = frozenset(subject for subject, _ in self._objects)
        """All that the ontology says something of: no individuals of data."""
        self.superproperties = self._pairs(v.SUB_PROPERTY_OF)
        self.inverses = self._inverses()
        self.domains = self._pairs(v.DOMAIN)
        self.unions = {node: self._list(head) for node, head in self._statements[v.UNION_OF]}
        self.intersections = {node: self._list(head) for node, head in self._statements[_owl("intersectionOf")]}
        self.restrictions = self._restrictions()
        self.ranges, self.data_ranges = self._ranges()
        self.superclasses = self._superclasses()
        self.defined = frozenset(
            one
            for pair in self._statements[v.EQUIVALENT_CLASS]
            for one, other in (pair, pair[::-1])
            if other in self.intersections and isinstance(one, NamedNode)
        )
        """Classes that are given by a definition: whoever fulfils it is one."""
        self.alternatives = {
            node: frozenset(self._alternatives(union))
            for union in self.unions
            for node in (union, *self._equivalents(union))
        }
        """Unions, and the classes that are defined by them, with the classes one of which a member must be of."""
        self.disjoint = self._disjoint()
        followed = (self.superproperties, self.inverses, self.domains, self.ranges, self.restrictions)
        self.predicates = frozenset(term for terms in followed for term in terms) | {v.TYPE}
        """Those of which anything follows by the rules."""
        self.irreflexive = self._instances("IrreflexiveProperty") | self._instances("AsymmetricProperty")
        self.asymmetric = self._instances("AsymmetricProperty")
        self.functional = self._instances("FunctionalProperty") & self._instances("DatatypeProperty")

    def _pairs(self, predicate: NamedNode) -> dict[object, list[object]]:
        pairs: dict[object, list[object]] = defaultdict(list)
        for subject, value in self._statements[predicate]:
            pairs[subject].append(value)
        return dict(pairs)

    def _instances(self, name: str) -> frozenset[object]:
        return frozenset(subject for subject, kind in self._statements[v.TYPE] if kind == _owl(name))

    def _list(self, head: object) -> tuple[object, ...]:
        return tuple(self._items(head))

    def _items(self, head: object) -> Iterator[object]:
        while head != _NIL:
            yield self._objects[head, v.FIRST][0]
            head = self._objects[head, v.REST][0]

    def _inverses(self) -> dict[object, list[object]]:
        """Each property with its inverses; one that is symmetric is its own."""
        inverses: dict[object, list[object]] = defaultdict(list)
        for one, other in self._statements[_owl("inverseOf")]:
            inverses[one].append(other)
            inverses[other].append(one)
        for symmetric in self._instances("SymmetricProperty"):
            inverses[symmetric].append(symmetric)
        return dict(inverses)

    def _restrictions(self) -> dict[object, list[tuple[object, object]]]:
        """By property: the class that a value must have, and the restriction that its subject then falls under."""
        restrictions: dict[object, list[tuple[object, object]]] = defaultdict(list)
        for node, filler in self._statements[_owl("someValuesFrom")]:
            for on in self._objects[node, _owl("onProperty")]:
                restrictions[on].append((filler, node))
        return dict(restrictions)

    def _ranges(self) -> tuple[dict[object, list[object]], dict[object, list[DataRange]]]:
        of_data = self._instances("DatatypeProperty")
        ranges = self._pairs(v.RANGE)
        return (
            {term: values for term, values in ranges.items() if term not in of_data},
            {term: [self._data_range(value) for value in values] for term, values in ranges.items() if term in of_data},
        )

    def _data_range(self, node: object) -> DataRange:
        values = [value for head in self._objects.get((node, _owl("oneOf")), ()) for value in self._items(head)]
        literals = frozenset(value for value in values if isinstance(value, Literal))
        return DataRange(literals, node if isinstance(node, NamedNode) else None)

    def _superclasses(self) -> dict[object, list[object]]:
        above: dict[object, list[object]] = defaultdict(list)
        for one, other in self._statements[v.SUB_CLASS_OF]:
            above[one].append(other)
        for one, other in self._statements[v.EQUIVALENT_CLASS]:
            above[one].append(other)
            above[other].append(one)
        for union, members in self.unions.items():
            for member in members:
                above[member].append(union)
        for intersection, members in self.intersections.items():
            above[intersection].extend(members)
        return dict(above)

    def _equivalents(self, node: object) -> Iterator[object]:
        for pair in self._statements[v.EQUIVALENT_CLASS]:
            for one, other in (pair, pair[::-1]):
                if other == node:
                    yield one

    def _alternatives(self, union: object) -> Iterator[object]:
        for member in self.unions[union]:
            nested = [one for one in (member, *self._equivalents(member)) if one in self.unions]
            yield from self._alternatives(nested[0]) if nested else (member,)

    def _disjoint(self) -> dict[object, frozenset[object]]:
        """Each class with those that it shares no member with."""
        apart: dict[object, set[object]] = defaultdict(set)
        for one, other in self._statements[_owl("disjointWith")]:
            apart[one].add(other)
            apart[other].add(one)
        for group in self._instances("AllDisjointClasses"):
            members = [member for head in self._objects[group, _owl("members")] for member in self._items(head)]
            for member in members:
                apart[member].update(other for other in members if other != member)
        return {one: frozenset(others) for one, others in apart.items()}
