"""Whether triples are an ontology of OWL 2 DL, by its structure.

Checked is what the OWL 2 Structural Specification (2nd edition) asks beyond its grammar: reserved vocabulary (section
2.4), declarations and typing constraints (5.8), the global restrictions on simple properties (11.1 and 11.2), and that
class expressions are trees (OWL 2 Mapping to RDF Graphs, section 3.2). Data of individuals is not looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RESERVED = (OWL, RDF, RDFS, XSD)
TYPE, FIRST, REST, NIL = (NamedNode(RDF + name) for name in ("type", "first", "rest", "nil"))

KINDS = ("Class", "Datatype", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
DECLARED = {NamedNode((RDFS if kind == "Datatype" else OWL) + kind): kind for kind in KINDS}
PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
CHARACTERISTICS = {
    "FunctionalProperty", "InverseFunctionalProperty", "SymmetricProperty", "AsymmetricProperty", "IrreflexiveProperty",
    "ReflexiveProperty", "TransitiveProperty",
}  # fmt: skip
# Section 4 and 5.5: the datatypes of the OWL 2 datatype map that we could want, and the built-in annotation properties.
DATATYPES = {
    *(XSD + name for name in ("string", "boolean", "decimal", "integer", "nonNegativeInteger", "double", "float")),
    *(XSD + name for name in ("anyURI", "dateTime", "dateTimeStamp", "language", "normalizedString", "token")),
    RDF + "langString", RDF + "PlainLiteral", RDFS + "Literal",
}  # fmt: skip
ANNOTATIONS = {
    *(RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")),
    *(OWL + name for name in ("deprecated", "versionInfo", "priorVersion", "backwardCompatibleWith")),
}
# Predicates of the RDF mapping (its tables 1 to 17) that write axioms, expressions and headers.
SYNTAX = {
    *(RDF + name for name in ("type", "first", "rest")),
    *(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(OWL + name for name in (
        "equivalentClass", "disjointWith", "unionOf", "intersectionOf", "complementOf", "oneOf", "onProperty",
        "someValuesFrom", "allValuesFrom", "hasValue", "members", "inverseOf", "equivalentProperty",
        "propertyDisjointWith", "propertyChainAxiom", "versionIRI", "imports",
    )),
}  # fmt: skip
BUILT_IN_CLASSES = {OWL + "Thing", OWL + "Nothing"}


def violations(triples: Iterable[Triple]) -> list[str]:
    """What is no OWL 2 DL, sorted, each with the section that says so; empty where nothing is."""
    checker = _Checker(triples)
    return sorted(
        {*checker.reserved(), *checker.declarations(), *checker.typing(), *checker.simple(), *checker.trees()}
    )


class _Checker:
    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self.objects: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
        self.kinds: dict[Any, set[str]] = defaultdict(set)
        for triple in self.triples:
            self.objects[triple.subject, triple.predicate].append(triple.object)
            if triple.predicate == TYPE and triple.object in DECLARED:
                self.kinds[triple.subject].add(DECLARED[triple.object])

    def _pairs(self, predicate: str) -> list[tuple[Any, Any]]:
        return [(one.subject, one.object) for one in self.triples if one.predicate.value == predicate]

    def _of(self, characteristic: str) -> set[Any]:
        return {
            one.subject for one in self.triples if one.predicate == TYPE and one.object.value == OWL + characteristic
        }

    def reserved(self) -> Iterator[str]:
        for triple in self.triples:
            predicate = triple.predicate.value
            if isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(RESERVED):
                yield f"2.4: {triple.subject.value} is reserved, and nothing can be said of it"
            if predicate.startswith(RESERVED) and predicate not in SYNTAX | ANNOTATIONS:
                yield f"2.4: {predicate} is reserved, and no property of ontologies"
            if triple.predicate == TYPE and triple.object.value.startswith(RESERVED):
                allowed = {*(node.value for node in DECLARED), *(OWL + one for one in CHARACTERISTICS)}
                expressions = {
                    OWL + one for one in ("Ontology", "Restriction", "AllDisjointClasses", "AllDisjointProperties")
                }
                if triple.object.value not in allowed | expressions:
                    yield f"2.4: {triple.object.value} is reserved, and has no members of ours"

    def declarations(self) -> Iterator[str]:
        """5.8.1: one IRI is one kind of property, and no class that is a datatype; here it is one kind of entity."""
        for node, kinds in self.kinds.items():
            if len(kinds) > 1:
                yield f"5.8.1: {node.value} is declared as {' and '.join(sorted(kinds))}"
        for triple in self.triples:
            predicate, value = triple.predicate.value, triple.object
            if predicate not in SYNTAX | ANNOTATIONS and not self.kinds[triple.predicate] & set(PROPERTIES):
                yield f"5.8.1: {predicate} is used and not declared as a property"
            if triple.predicate == TYPE and not value.value.startswith(RESERVED) and "Class" not in self.kinds[value]:
                yield f"5.8.1: {value.value} has members and is not declared as a class"
            if isinstance(value, Literal) and value.datatype.value not in DATATYPES:
                yield f"4: {value.datatype.value} is in no datatype map of OWL 2 DL"

    def typing(self) -> Iterator[str]:
        """5.8.1: what stands where a class, a property or a datatype must stand is declared as one."""
        for name in ("subClassOf", "equivalentClass", "disjointWith"):
            for pair in self._pairs((RDFS if name == "subClassOf" else OWL) + name):
                yield from (f"5.8.1: {_name(one)} is no class" for one in pair if not self._is_class(one))
        for name in ("unionOf", "intersectionOf"):
            for _, head in self._pairs(OWL + name):
                yield from (f"5.8.1: {_name(one)} is no class" for one in self._list(head) if not self._is_class(one))
        for group in self._of("AllDisjointClasses"):
            for head in self.objects[group, NamedNode(OWL + "members")]:
                yield from (f"5.8.1: {_name(one)} is no class" for one in self._list(head) if not self._is_class(one))
        for one, other in self._pairs(RDFS + "subPropertyOf"):
            if not self.kinds[one] & self.kinds[other] & set(PROPERTIES):
                yield f"5.8.1: {_name(one)} and {_name(other)} above it are no properties of one kind"
        for pair in self._pairs(OWL + "inverseOf"):
            yield from (f"5.8.1: {_name(one)} has an inverse and relates no objects" for one in pair
                        if "ObjectProperty" not in self.kinds[one])  # fmt: skip
        for name in ("domain", "range"):
            for term, value in self._pairs(RDFS + name):
                if "AnnotationProperty" in self.kinds[term]:
                    yield from [] if isinstance(value, NamedNode) else [f"10.2: {_name(term)}'s {name} is no IRI"]
                elif name == "range" and "DatatypeProperty" in self.kinds[term]:
                    yield from [] if self._is_data_range(value) else [f"5.8.1: {_name(value)} is no datatype"]
                elif not self._is_class(value):
                    yield f"5.8.1: {_name(term)}'s {name} is no class"
        for node, term in self._pairs(OWL + "onProperty"):
            if not self.kinds[term] & {"ObjectProperty", "DatatypeProperty"}:
                yield f"5.8.1: a restriction is on {_name(term)}, which is no property of individuals"
            for filler in self.objects[node, NamedNode(OWL + "someValuesFrom")]:
                if not self._is_class(filler):
                    yield f"5.8.1: a restriction asks for {_name(filler)}, which is no class"
        for name in CHARACTERISTICS - {"FunctionalProperty"}:
            yield from (f"9.2: {_name(one)} is {name} and relates no objects" for one in self._of(name)
                        if "ObjectProperty" not in self.kinds[one])  # fmt: skip

    def simple(self) -> Iterator[str]:
        """11.2: what is transitive or a chain, or has such a property below it, stands in none of these axioms."""
        composite = self._of("TransitiveProperty") | {term for term, _ in self._pairs(OWL + "propertyChainAxiom")}
        links = [*self._pairs(RDFS + "subPropertyOf"), *self._pairs(OWL + "inverseOf")]
        links += [pair[::-1] for pair in self._pairs(OWL + "inverseOf")]
        while new := {above for below, above in links if below in composite} - composite:
            composite |= new
        wanting = {
            name: self._of(name)
            for name in ("FunctionalProperty", "InverseFunctionalProperty", "IrreflexiveProperty", "AsymmetricProperty")
        }
        wanting["propertyDisjointWith"] = {one for pair in self._pairs(OWL + "propertyDisjointWith") for one in pair}
        for name, terms in wanting.items():
            yield from (f"11.2: {_name(one)} is not simple, and {name}" for one in terms & composite)

    def trees(self) -> Iterator[str]:
        """Mapping, 3.2: an expression is written out where it stands, and stands in one place."""
        uses = Counter(one.object for one in self.triples if isinstance(one.object, BlankNode))
        if shared := [node for node, count in uses.items() if count > 1]:
            yield f"mapping 3.2: {len(shared)} expressions stand in more than one place"
        for node, kinds in self.kinds.items():
            if isinstance(node, BlankNode) and not kinds <= {"Class", "Datatype"}:
                yield "mapping 3.2: an expression is neither class nor datatype"

    def _list(self, head: Any) -> Iterator[Any]:
        while head != NIL:
            yield self.objects[head, FIRST][0]
            head = self.objects[head, REST][0]

    def _is_class(self, node: Any) -> bool:
        is_restriction = node in self._of("Restriction")
        return "Class" in self.kinds[node] or is_restriction or getattr(node, "value", "") in BUILT_IN_CLASSES

    def _is_data_range(self, node: Any) -> bool:
        return "Datatype" in self.kinds[node] or getattr(node, "value", "") in DATATYPES


def _name(node: Any) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else "an expression"
