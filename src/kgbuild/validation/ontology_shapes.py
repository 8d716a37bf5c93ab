"""The shapes that follow from the ontology, so that no list of relations, kinds and values stands twice.

OWL reads a domain as a reason to infer a type, SHACL as a reason to object: here it is the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kgbuild import vocabulary as v

SHAPES = "https://w3id.org/kgbuild/diplomacy/shapes#"
_OWL, _RDFS = v.PREFIXES["owl"], v.PREFIXES["rdfs"]
_NIL = NamedNode(v.PREFIXES["rdf"] + "nil")
_DATATYPE_PROPERTY = NamedNode(_OWL + "DatatypeProperty")
_MEMBERS = NamedNode(_OWL + "members")
_DISJOINT_WITH = NamedNode(_OWL + "disjointWith")
_ONE_OF = NamedNode(_OWL + "oneOf")
_HEADER = f"""@prefix : <{SHAPES}> .
@prefix dip: <{v.DIP}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <{v.PREFIXES["rdf"]}> .
"""


def ontology_shapes(turtle: bytes | str) -> str:
    """The shapes of an ontology, as Turtle.

    For each property: of what it is said (``:P-domain``), and where it leads or what its values are (``:P-range``).
    For each relation: the kinds of a claim's parties and of its event (``:Claim-P-subject``, ``-object``, ``-event``).
    For the events of symmetric relations: two participants (``:E-participants``). For disjoint classes: that nothing is
    of two (``:C-disjoint``).
    """
    ontology = _Ontology(turtle)
    parts = [_HEADER]
    for term in ontology.properties():
        parts += _signature(ontology, term)
    relations = ontology.relations()
    parts.append(_relation_list(relations))
    for relation in relations:
        parts += _claims(ontology, relation)
    parts += map(_participants, sorted({*ontology.events_of_two(relations)}, key=str))
    parts += _disjoint(ontology)
    return "\n".join(parts)


class _Ontology:
    """What the shapes are made from, by subject and predicate."""

    def __init__(self, turtle: bytes | str) -> None:
        self._objects: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self._subjects: dict[tuple[NamedNode, object], list[object]] = defaultdict(list)
        for quad in parse(turtle, RdfFormat.TURTLE):
            self._objects[quad.subject, quad.predicate].append(quad.object)
            self._subjects[quad.predicate, quad.object].append(quad.subject)

    def objects(self, subject: object, predicate: NamedNode) -> list[object]:
        return self._objects.get((subject, predicate), [])

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        return sorted((one for one in self._subjects[v.TYPE, kind] if isinstance(one, NamedNode)), key=str)

    def properties(self) -> list[NamedNode]:
        """Our own properties; those of others are theirs to define."""
        found = {*self.instances(v.OBJECT_PROPERTY), *self.instances(_DATATYPE_PROPERTY)}
        return sorted((term for term in found if term.value.startswith(v.DIP)), key=str)

    def relations(self) -> list[NamedNode]:
        return [
            term
            for term in self.instances(v.OBJECT_PROPERTY)
            if self.objects(term, v.EVENT_CLASS) or self.objects(term, v.ASPECT)
        ]

    def events_of_two(self, relations: Iterable[NamedNode]) -> Iterator[NamedNode]:
        symmetric = self.instances(v.SYMMETRIC_PROPERTY)
        return (event for one in relations if one in symmetric for event in self.event_classes(one))

    def event_classes(self, relation: NamedNode) -> list[NamedNode]:
        return [one for one in self.objects(relation, v.EVENT_CLASS) if isinstance(one, NamedNode)]

    def kinds(self, term: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The classes of a domain or range, with unions taken apart."""
        found = {kind for node in self.objects(term, predicate) for kind in self._members(node)}
        return sorted(found, key=str)

    def _members(self, node: object) -> Iterator[NamedNode]:
        unions = list(self.objects(node, v.UNION_OF))
        for equivalent in self.objects(node, v.EQUIVALENT_CLASS):
            unions += self.objects(equivalent, v.UNION_OF)
        for union in unions:
            for member in self.items(union):
                yield from self._members(member)
        if not unions and isinstance(node, NamedNode):
            yield node

    def items(self, head: object) -> Iterator[object]:
        while head != _NIL:
            yield self.objects(head, v.FIRST)[0]
            (head,) = self.objects(head, v.REST)

    def values(self, term: NamedNode) -> list[object]:
        """The literals that a property can have, where the ontology lists them."""
        return [
            value
            for range_ in self.objects(term, v.RANGE)
            for head in self.objects(range_, _ONE_OF)
            for value in self.items(head)
        ]

    def descendants(self, kind: NamedNode) -> list[NamedNode]:
        """A class and all that are below it."""
        found = {kind}
        level: list[object] = [kind]
        while level:
            level = [one for above in level for one in self._subjects[v.SUB_CLASS_OF, above] if one not in found]
            found.update(one for one in level if isinstance(one, NamedNode))
        return sorted(found, key=str)

    def disjoint(self) -> dict[NamedNode, set[NamedNode]]:
        """By class those that it shares nothing with; each pair stands once, under the one with more subclasses."""
        groups = [set(self.items(head)) for (_, predicate), heads in list(self._objects.items()) for head in heads
                  if predicate == _MEMBERS]  # fmt: skip
        groups += [{one, other} for (one, predicate), others in list(self._objects.items()) for other in others
                   if predicate == _DISJOINT_WITH]  # fmt: skip
        pairs: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for group in groups:
            named = (one for one in group if isinstance(one, NamedNode))
            ranked = sorted(named, key=lambda one: (-len(self.descendants(one)), one.value))
            for place, one in enumerate(ranked[:-1]):
                pairs[one].update(ranked[place + 1 :])
        return dict(sorted(pairs.items(), key=lambda item: item[0].value))

    def name(self, term: NamedNode) -> str:
        labels = sorted(one.value for one in self.objects(term, v.LABEL) if isinstance(one, Literal))
        return labels[0] if labels else local_name(term)


def local_name(term: NamedNode) -> str:
    return term.value.removeprefix(v.DIP)


def _signature(ontology: _Ontology, term: NamedNode) -> Iterator[str]:
    name, label = local_name(term), ontology.name(term)
    if domain := ontology.kinds(term, v.DOMAIN):
        yield (
            f":{name}-domain a sh:NodeShape ; sh:targetSubjectsOf {_term(term)} ;\n  {_one_of(domain)}\n"
            f"  sh:message {_text(f'“{label}” is said of {_listed(ontology, domain)} only')} .\n"
        )
    if values := ontology.values(term):
        listed = " ".join(map(_term, values))
        said = ", ".join(value.value for value in values if isinstance(value, Literal))
        yield _range(term, f"sh:in ( {listed} ) ;", f"“{label}” is one of: {said}")
    elif range_ := ontology.kinds(term, v.RANGE):
        if term in ontology.instances(_DATATYPE_PROPERTY):
            (datatype,) = range_
            kind = datatype.value.removeprefix(v.PREFIXES["xsd"])
            yield _range(term, f"sh:datatype {_term(datatype)} ;", f"“{label}” is a literal of the datatype {kind}")
        else:
            yield _range(term, _one_of(range_), f"“{label}” leads to {_listed(ontology, range_)} only")


def _range(term: NamedNode, constraint: str, message: str) -> str:
    name = local_name(term)
    return (
        f":{name}-values a sh:NodeShape ; sh:targetSubjectsOf {_term(term)} ; sh:property :{name}-range .\n"
        f":{name}-range a sh:PropertyShape ; sh:path {_term(term)} ;\n  {constraint}\n  sh:message {_text(message)} .\n"
    )


def _relation_list(relations: list[NamedNode]) -> str:
    message = _text("the relation is one of those that the ontology has claims of")
    return (
        ":Claim-relations a sh:NodeShape ; sh:targetClass dip:Claim ; sh:property :Claim-relation-known .\n"
        f":Claim-relation-known a sh:PropertyShape ; sh:path dip:relation ;\n"
        f"  sh:in ( {' '.join(map(_term, relations))} ) ;\n  sh:message {message} .\n"
    )


def _claims(ontology: _Ontology, relation: NamedNode) -> Iterator[str]:
    label = ontology.name(relation)
    for party, path, predicate in (("subject", v.SUBJECT, v.DOMAIN), ("object", v.OBJECT, v.RANGE)):
        if kinds := ontology.kinds(relation, predicate):
            message = f"the {party} of a claim of “{label}” is {_listed(ontology, kinds)}"
            yield _claim(relation, party, f"sh:path {_term(path)} ; {_one_of(kinds)}", message)
    for event in ontology.event_classes(relation):
        constraint = f"sh:path {_term(v.ABOUT)} ; sh:minCount 1 ; sh:class {_term(event)} ;"
        message = f"a claim of “{label}” is about {_listed(ontology, [event])}"
        yield _claim(relation, "event", constraint, message)


def _claim(relation: NamedNode, party: str, constraint: str, message: str) -> str:
    return (
        f":Claim-{local_name(relation)}-{party} a sh:NodeShape ; sh:targetClass dip:Claim ;\n"
        f"  sh:or ( [ sh:not [ sh:path dip:relation ; sh:hasValue {_term(relation)} ] ] [ {constraint} ] ) ;\n"
        f"  sh:message {_text(message)} .\n"
    )


def _participants(event: NamedNode) -> str:
    name = local_name(event)
    return (
        f":{name}-parties a sh:NodeShape ; sh:targetClass {_term(event)} ; sh:property :{name}-participants .\n"
        f":{name}-participants a sh:PropertyShape ; sh:path {_term(v.PARTICIPANT)} ; sh:minCount 2 ;\n"
        f"  sh:message {_text('it takes two to meet, call or agree')} .\n"
    )


def _disjoint(ontology: _Ontology) -> Iterator[str]:
    for kind, others in ontology.disjoint().items():
        name = local_name(kind)
        below = sorted({one for other in others for one in ontology.descendants(other)}, key=str)
        message = f"{_listed(ontology, [kind])} is no {_named(ontology, sorted(others, key=str))}"
        yield (
            f":{name}-kind a sh:NodeShape ; sh:targetClass {_term(kind)} ; sh:property :{name}-disjoint .\n"
            f":{name}-disjoint a sh:PropertyShape ; sh:path rdf:type ;\n"
            f"  sh:not [ sh:in ( {' '.join(map(_term, below))} ) ] ;\n  sh:message {_text(message)} .\n"
        )


def _one_of(kinds: list[NamedNode]) -> str:
    classes = [f"sh:class {_term(kind)}" for kind in kinds]
    return f"{classes[0]} ;" if len(classes) == 1 else f"sh:or ( {' '.join(f'[ {one} ]' for one in classes)} ) ;"


def _listed(ontology: _Ontology, kinds: Sequence[NamedNode]) -> str:
    """Classes in words: “a country, organisation or person”."""
    named = _named(ontology, kinds)
    return f"{'an' if named[0] in 'aeio' else 'a'} {named}"


def _named(ontology: _Ontology, kinds: Sequence[NamedNode]) -> str:
    names = [ontology.name(kind) for kind in kinds]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _term(term: object) -> str:
    """As Turtle with the prefixes of the header."""
    if isinstance(term, NamedNode) and term.value.startswith(v.DIP):
        return f"dip:{local_name(term)}"
    return str(term)


def _text(message: str) -> str:
    return str(Literal(message, language="en"))
