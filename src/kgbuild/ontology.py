"""Reads from `ontology/diplomacy.ttl` what relations and classes there are; the ontology as a graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.errors import OntologyError
from kgbuild.schema import Relation, Schema

_DIPLOMACY, _EVENTS = "diplomacy.ttl", "events.ttl"
_NIL = NamedNode(v.PREFIXES["rdf"] + "nil")


class _Reader:
    """The ontology's triples by subject and predicate."""

    def __init__(self, turtle: bytes | str) -> None:
        self.objects: dict[tuple[object, NamedNode], list[object]] = defaultdict(list)
        self.subjects: dict[tuple[NamedNode, object], list[object]] = defaultdict(list)
        for quad in parse(turtle, RdfFormat.TURTLE):
            self.objects[quad.subject, quad.predicate].append(quad.object)
            self.subjects[quad.predicate, quad.object].append(quad.subject)

    def names(self, subject: object, predicate: NamedNode) -> list[str]:
        """Local names of our own terms, or texts, that the subject has under the predicate."""
        return sorted(_local_names(self.objects.get((subject, predicate), ())))

    def instances(self, of: NamedNode) -> list[str]:
        return sorted(_local_names(self.subjects.get((v.TYPE, of), ())))

    def text(self, name: str, predicate: NamedNode) -> str:
        texts = self.names(v.dip(name), predicate)
        if not texts:
            raise OntologyError(f"dip:{name} has no {predicate.value}")
        return texts[0]

    def signature(self, name: str, predicate: NamedNode) -> frozenset[str]:
        """The classes of a domain or range, with unions taken apart."""
        nodes = self.objects.get((v.dip(name), predicate), [])
        if not nodes:
            raise OntologyError(f"dip:{name} has no {predicate.value}")
        return frozenset(kind for node in nodes for kind in self._members(node))

    def _members(self, node: object) -> Iterator[str]:
        unions = self.objects.get((node, v.UNION_OF), [])
        for equivalent in self.objects.get((node, v.EQUIVALENT_CLASS), ()):
            unions = unions + self.objects.get((equivalent, v.UNION_OF), [])
        for union in unions:
            for member in self._list(union):
                yield from self._members(member)
        if not unions:
            yield from _local_names([node])

    def _list(self, head: object) -> Iterator[object]:
        while head != _NIL:
            yield self.objects[head, v.FIRST][0]
            head = self.objects[head, v.REST][0]

    def ancestors(self, name: str, predicate: NamedNode) -> tuple[str, ...]:
        """All terms above, nearest first."""
        found: dict[str, None] = {}
        level = [name]
        while level:
            level = [above for term in level for above in self.names(v.dip(term), predicate) if above not in found]
            found.update(dict.fromkeys(level))
        return tuple(found)


def _local_names(nodes: Iterable[object]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Literal):
            yield node.value
        elif isinstance(node, NamedNode) and node.value.startswith(v.DIP):
            yield node.value.removeprefix(v.DIP)


def _relation(reader: _Reader, name: str, classes: frozenset[str], symmetric: frozenset[str]) -> Relation:
    node = v.dip(name)
    as_text = "text" in reader.names(node, v.OBJECT_FORM)
    supers = reader.ancestors(name, v.SUB_PROPERTY_OF)
    relation = Relation(
        name=name,
        label=reader.text(name, v.LABEL),
        definition=reader.text(name, v.DEFINITION),
        domain=reader.signature(name, v.DOMAIN),
        range=frozenset() if as_text else reader.signature(name, v.RANGE),
        symmetric=name in symmetric,
        event_class=next(iter(reader.names(node, v.EVENT_CLASS)), None),
        supers=supers,
        # What is symmetric holds both ways, and so does all above it.
        mutual=frozenset(
            above
            for one in symmetric.intersection({name, *supers})
            for above in (one, *reader.ancestors(one, v.SUB_PROPERTY_OF))
        ),
        plover=tuple(reader.names(node, v.PLOVER)),
        cameo=tuple(reader.names(node, v.CAMEO)),
    )
    named = relation.domain | relation.range | {relation.event_class or "Event"}
    if unknown := named - classes:
        raise OntologyError(f"dip:{name} names {', '.join(sorted(unknown))}: no declared classes of the ontology")
    return relation


def read_schema(turtle: bytes | str) -> Schema:
    """The relations (properties with an event class or an aspect) and the class tree of an ontology in Turtle.

    Raises :class:`OntologyError` naming what is missing.
    """
    try:
        reader = _Reader(turtle)
    except SyntaxError as error:
        raise OntologyError(f"the ontology is no Turtle: {error}") from error
    superclasses = {name: reader.ancestors(name, v.SUB_CLASS_OF) for name in reader.instances(v.OWL_CLASS)}
    classes = frozenset(superclasses)
    symmetric = frozenset(reader.instances(v.SYMMETRIC_PROPERTY))
    relations = {
        name: _relation(reader, name, classes, symmetric)
        for name in reader.instances(v.OBJECT_PROPERTY)
        if reader.names(v.dip(name), v.EVENT_CLASS) or reader.names(v.dip(name), v.ASPECT)
    }
    if not relations:
        raise OntologyError("the ontology declares no object property with dip:eventClass or dip:aspect")
    return Schema(relations, superclasses)


def _turtle(name: str) -> bytes:
    path = resources.ontology() / name
    if not path.is_file():
        raise OntologyError(f"{path} is missing: the installation is incomplete")
    return path.read_bytes()


@cache
def load_schema() -> Schema:
    return read_schema(_turtle(_DIPLOMACY))


def property_ranges() -> dict[str, str | None]:
    """The properties that the ontology declares as its own, by name: ``node``, the IRI of a datatype, or unknown."""
    reader = _Reader(_turtle(_DIPLOMACY))
    ranges: dict[str, str | None] = dict.fromkeys(reader.instances(v.ANNOTATION_PROPERTY))
    for name in reader.instances(v.DATATYPE_PROPERTY):
        declared = reader.objects.get((v.dip(name), v.RANGE), [])
        ranges[name] = next((node.value for node in declared if isinstance(node, NamedNode)), None)
    return ranges | dict.fromkeys(reader.instances(v.OBJECT_PROPERTY), "node")


def ontology_quads(graph: str) -> list[Quad]:
    """The ontology and the schemes of event codes as a named graph.

    The blank nodes of class expressions get the same labels each time. Alignments are not among them: what they say of
    other vocabularies' terms is for those to load who use these. Nor is what one file imports of the other: tools would
    look on the web for what is there.
    """
    name = NamedNode(graph)
    parsed = chain.from_iterable(parse(_turtle(file), RdfFormat.TURTLE) for file in (_DIPLOMACY, _EVENTS))
    dataset = Dataset(
        Quad(quad.subject, quad.predicate, quad.object, name) for quad in parsed if quad.predicate != v.IMPORTS
    )
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)
