"""The three layers of a fact in RDF, shortcut, event and claim, as `docs/graph.md` describes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.edtf import bounds
from kgbuild.errors import OntologyError
from kgbuild.fact import Entity, Fact
from kgbuild.schema import Relation, Schema

_HOLDING = frozenset({"current", "acting", None})


def fact_triples(facts: Iterable[Fact], schema: Schema, base: str) -> Iterator[Triple]:
    """Entities, shortcuts, events, tenures and claims. Facts that differ in nothing but confidence are one claim."""
    surest: dict[str, Fact] = {}
    for fact in facts:
        claim = identity.claim_id(fact)
        known = surest.get(claim)
        if known is None or known.evidence.confidence < fact.evidence.confidence:
            surest[claim] = fact
    for claim, fact in surest.items():
        yield from _Telling(fact, claim, schema, base).triples()


def is_authority(entity: Entity) -> bool:
    """Whether a gazetteer knows the entity: its type and label are then written once, in graph:authority."""
    return bool(entity.links) and not entity.id.startswith("person:")


def english(text: str) -> Literal:
    return Literal(text, language="en")


def _decimal(number: float) -> Literal:
    """In the form that stores do not rewrite: 0.93, not 0.930; 1, not 1.0."""
    digits = format(round(Decimal(number), 4).normalize(), "f")
    return Literal(digits, datatype=v.XSD_DECIMAL)


class _Telling:
    """The triples of one fact."""

    def __init__(self, fact: Fact, claim: str, schema: Schema, base: str) -> None:
        self.fact = fact
        self.schema = schema
        self.base = base
        self.claim = self._node(claim)
        self.relation = self._relation(fact.relation)
        self.subject = self._node(fact.subject.id)
        self.position = identity.position_id(fact.value, fact.subject, fact.subject_for) if fact.value else None
        self.object = self._node(self.position or self._object_entity().id)

    def triples(self) -> Iterator[Triple]:
        yield from self._entities()
        if self._is_shortcut():
            yield from self._shortcut()
        if self.position:
            yield from self._position()
        about: NamedNode | None = None
        if self.relation.event_class:
            about = self._node(identity.event_id(self.fact, self.relation.event_class))
            yield from self._event(about, self.relation.event_class)
        elif self.position and (self.fact.phase not in {None, "current"} or self.fact.since or self.fact.until):
            # A tenure that is current, with no bounds known, would only repeat the shortcut and the claim's phase.
            about = self._node(identity.tenure_id(self.position, self.fact))
            yield from self._tenure(about)
        yield from self._claim(about)

    def _node(self, entity_id: str) -> NamedNode:
        return NamedNode(identity.iri(entity_id, self.base))

    def _relation(self, name: str) -> Relation:
        if name not in self.schema.relations:
            raise OntologyError(f"article {self.fact.article}: the ontology has no relation {name!r}")
        return self.schema.relations[name]

    def _object_entity(self) -> Entity:
        if self.fact.object is None:
            raise OntologyError(f"article {self.fact.article}: {self.fact.relation} has neither object nor value")
        return self.fact.object

    def _parties(self) -> Iterator[Entity]:
        yield from filter(None, (self.fact.subject, self.fact.object))

    def _entities(self) -> Iterator[Triple]:
        fact = self.fact
        for entity in filter(None, (*self._parties(), fact.subject_for, fact.object_for, fact.speaker, fact.place)):
            node = self._node(entity.id)
            if not is_authority(entity):
                yield from self._types(node, entity.kind)
                yield Triple(node, v.LABEL, english(entity.label))
            for name in entity.names:
                if name != entity.label:
                    yield Triple(node, v.ALT_LABEL, english(name))

    def _types(self, node: NamedNode, kind: str) -> Iterator[Triple]:
        if kind not in self.schema.classes:
            raise OntologyError(f"article {self.fact.article}: the ontology has no class {kind!r}")
        for name in (kind, *self.schema.superclasses[kind]):
            yield Triple(node, v.TYPE, v.dip(name))

    def _is_shortcut(self) -> bool:
        """Occurred, lasting where it is a state, and said by nobody but a party or whom a party acts for."""
        fact = self.fact
        if fact.status != "occurred" or (self.relation.is_state and fact.phase not in _HOLDING):
            return False
        sides = (fact.subject, fact.object, fact.subject_for, fact.object_for)
        return fact.speaker is None or fact.speaker.id in {side.id for side in sides if side}

    def _shortcut(self) -> Iterator[Triple]:
        for name in (self.relation.name, *self.relation.supers):
            yield Triple(self.subject, v.dip(name), self.object)
            if name in self.relation.mutual:
                yield Triple(self.object, v.dip(name), self.subject)
        if self.position and self.fact.position_kind:
            yield from self._types(self.subject, self.fact.position_kind)

    def _event(self, event: NamedNode, event_class: str) -> Iterator[Triple]:
        yield Triple(event, v.TYPE, v.dip(event_class))
        if self.fact.occasion:
            yield Triple(event, v.OCCASION, Literal(self.fact.occasion))
        for entity in self._parties():
            takes_part = self.schema.allows(entity.kind, v.AGENTS)
            yield Triple(event, v.PARTICIPANT if takes_part else v.CONCERNS, self._node(entity.id))
        yield from self._circumstances(event)

    def _circumstances(self, node: NamedNode) -> Iterator[Triple]:
        fact = self.fact
        if fact.date:
            yield Triple(node, v.DATE, Literal(fact.date))
            if span := bounds(fact.date):
                yield Triple(node, v.EARLIEST, Literal(span[0], datatype=v.XSD_DATE))
                yield Triple(node, v.LATEST, Literal(span[1], datatype=v.XSD_DATE))
            if fact.evidence.date_basis not in {None, "stated"}:
                yield Triple(node, v.DATE_BASIS, Literal(fact.evidence.date_basis))
        if fact.place:
            yield Triple(node, v.PLACE, self._node(fact.place.id))
        if fact.topic:
            yield Triple(node, v.TOPIC, english(fact.topic))

    def _position(self) -> Iterator[Triple]:
        fact = self.fact
        yield Triple(self.object, v.TYPE, v.POSITION_CLASS)
        # Classes of positions are named for those of their holders; the ontology defines the latter by the former.
        if (special := f"{fact.position_kind}Position") in self.schema.classes:
            yield from self._types(self.object, special)
        yield Triple(self.object, v.LABEL, english(fact.value or ""))
        if fact.subject_for:
            yield Triple(self.object, v.POSITION_OF, self._node(fact.subject_for.id))

    def _tenure(self, tenure: NamedNode) -> Iterator[Triple]:
        yield Triple(tenure, v.TYPE, v.TENURE)
        yield Triple(tenure, v.HOLDER, self.subject)
        yield Triple(tenure, v.POSITION, self.object)
        yield from self._phase(tenure)

    def _phase(self, node: NamedNode) -> Iterator[Triple]:
        fact = self.fact
        for predicate, value in ((v.PHASE, fact.phase), (v.SINCE, fact.since), (v.UNTIL, fact.until)):
            if value:
                yield Triple(node, predicate, Literal(value))

    def _claim(self, about: NamedNode | None) -> Iterator[Triple]:
        fact, evidence, claim = self.fact, self.fact.evidence, self.claim
        yield Triple(claim, v.TYPE, v.CLAIM)
        yield Triple(claim, v.SUBJECT, self.subject)
        yield Triple(claim, v.RELATION, v.dip(fact.relation))
        yield Triple(claim, v.OBJECT, self.object)
        if about:
            yield Triple(claim, v.ABOUT, about)
        if self.relation.is_state:
            # A state has no event to bear these.
            yield from self._circumstances(claim)
            if not about:
                yield from self._phase(claim)
        entities = (
            (v.SUBJECT_ON_BEHALF_OF, fact.subject_for),
            (v.OBJECT_ON_BEHALF_OF, fact.object_for),
            (v.SPEAKER, fact.speaker),
        )
        yield from (Triple(claim, predicate, self._node(entity.id)) for predicate, entity in entities if entity)
        yield Triple(claim, v.STATUS, Literal(fact.status))
        yield Triple(claim, v.CONFIDENCE, _decimal(evidence.confidence))
        yield Triple(claim, v.FRAME, Literal(evidence.frame))
        if fact.quantity:
            yield Triple(claim, v.QUANTITY, Literal(fact.quantity))
        if fact.derived_from:
            yield Triple(claim, v.DERIVED_FROM, Literal(fact.derived_from))
        yield Triple(claim, v.ARTICLE, self._node(f"article:{fact.article}"))
        quote = NamedNode(identity.text_iri(fact.article, evidence.start, evidence.end, self.base))
        yield Triple(claim, v.WAS_DERIVED_FROM, quote)
        yield Triple(quote, v.ANCHOR_OF, Literal(evidence.quote))
