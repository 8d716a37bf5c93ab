"""A good graph, and for each shape and condition one that breaks it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factories import (
    ARTICLE,
    AUTHORITIES,
    BOURITA,
    DIALOGUE,
    MEETING,
    MOROCCO,
    PRAISE,
    PROVENANCE,
    THIRD,
    TO_MINUSCA,
    UN,
    evidence,
    fact,
    office,
)
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived import missions_quads
from kgbuild.graph import article_quads, authority_quads, in_graph
from kgbuild.ontology import load_schema
from kgbuild.shapes import shapes_turtle, validate
from kgbuild.validation.conditions import CONDITIONS
from kgbuild.validation.ontology_shapes import SHAPES

SH = "http://www.w3.org/ns/shacl#"
SCHEMA = load_schema()
FORMER = office(BOURITA, "Minister of Health", MOROCCO, "Minister", phase="former", since="2011", until="2012-03")
MEMBER = fact("memberOf", MOROCCO, UN, since="1956")
ATTENDANCE = fact("attended", BOURITA, DIALOGUE, occasion="mfa-017#320", evidence=evidence(THIRD), subject_for=MOROCCO)
FACTS = [MEETING, PRAISE, ATTENDANCE, TO_MINUSCA, FORMER, MEMBER]


def node(entity_id: str) -> NamedNode:
    return NamedNode(identity.iri(entity_id))


def claim(of) -> NamedNode:
    return node(identity.claim_id(of))


CLAIM, EVENT = claim(MEETING), node(identity.event_id(MEETING, "Meeting"))
PERSON, LACROIX, ARTICLE_NODE = node(BOURITA.id), node("person:jean-pierre-lacroix-un"), node(f"article:{ARTICLE.id}")
PRAISED = claim(PRAISE)
THING, OTHER = NamedNode("urn:example:thing"), NamedNode("urn:example:other")
GOOD = [
    *article_quads(ARTICLE, FACTS, SCHEMA, provenance=PROVENANCE),
    *authority_quads(AUTHORITIES),
    *missions_quads(FACTS, SCHEMA),
]
GOOD += in_graph([Quad(EVENT, v.SOURCE_COUNT, Literal(2)).triple], identity.graph_iri("derived/sources"))
(TENURE,) = {quad.subject for quad in GOOD if quad.object == v.TENURE}
(FRAGMENT,) = {quad.object for quad in GOOD if (quad.subject, quad.predicate) == (CLAIM, v.WAS_DERIVED_FROM)}
GRAPH = NamedNode(identity.article_graph_iri(ARTICLE.id))


def without(subject, predicate, value=None):
    return [
        quad
        for quad in GOOD
        if (quad.subject, quad.predicate) != (subject, predicate) or value not in {None, quad.object}
    ]


def plus(*triples):
    return [*GOOD, *(Quad(*triple, GRAPH) for triple in triples)]


def instead(subject, predicate, value):
    return [*without(subject, predicate), Quad(subject, predicate, value, GRAPH)]


def day(text):
    return Literal(text, datatype=v.XSD_DATE)


def decimal(digits):
    return Literal(digits, datatype=v.XSD_DECIMAL)


def moved(quads, old, new):
    """A node by another name."""
    return [
        Quad(*(new if term == old else term for term in (quad.subject, quad.predicate, quad.object)), quad.graph_name)
        for quad in quads
    ]


(INVALID,) = (quad.subject for quad in parse("<http://a.example/a b> <urn:p> 1 .", RdfFormat.TURTLE, lenient=True))
TWO_MORE = [Literal("one"), Literal("two")]
BY_HAND = {
    "Claim-subject": without(CLAIM, v.SUBJECT),
    "Claim-relation": without(claim(MEMBER), v.RELATION),
    "Claim-object": without(CLAIM, v.OBJECT),
    "Claim-article": without(CLAIM, v.ARTICLE),
    "Claim-about": plus((claim(FORMER), v.ABOUT, EVENT)),
    "Claim-subjectOnBehalfOf": plus((CLAIM, v.SUBJECT_ON_BEHALF_OF, node(UN.id))),
    "Claim-objectOnBehalfOf": plus((CLAIM, v.OBJECT_ON_BEHALF_OF, node(MOROCCO.id))),
    "Claim-speaker": plus((CLAIM, v.SPEAKER, PERSON), (CLAIM, v.SPEAKER, LACROIX)),
    "Claim-status": plus((CLAIM, v.STATUS, Literal("planned"))),
    "Claim-confidence": instead(CLAIM, v.CONFIDENCE, decimal("1.1")),
    "Claim-frame": without(CLAIM, v.FRAME),
    "Claim-quantity": plus(*((CLAIM, v.QUANTITY, value) for value in TWO_MORE)),
    "Claim-derivedFrom": plus(*((CLAIM, v.DERIVED_FROM, value) for value in TWO_MORE)),
    "Claim-evidence": plus((CLAIM, v.WAS_DERIVED_FROM, NamedNode("urn:example:page"))),
    "Claim-quote": without(FRAGMENT, v.ANCHOR_OF),
    "Event-claim": plus((node("event:nobody-s"), v.TYPE, v.dip("Praise"))),
    "Bounds-earliest": without(EVENT, v.EARLIEST),
    "Bounds-latest": without(EVENT, v.LATEST),
    "Tenure-holder": without(TENURE, v.HOLDER),
    "Tenure-position": without(TENURE, v.POSITION),
    "Tenure-phase": plus((TENURE, v.PHASE, Literal("acting"))),
    "Tenure-since": plus((TENURE, v.SINCE, Literal("2010"))),
    "Tenure-until": plus((TENURE, v.UNTIL, Literal("2013"))),
    **{
        f"Tenure-{name}": plus((TENURE, v.dip(name), Literal("2010")))
        for name in ("heldFrom", "heldTo", "begunAfter", "endedBy")
    },
    "SourceCount-value": instead(EVENT, v.SOURCE_COUNT, Literal(0)),
    "Article-identifier": without(ARTICLE_NODE, v.IDENTIFIER),
    "Article-issued": plus((ARTICLE_NODE, v.ISSUED, day("2023-12-01"))),
    "Article-title": plus((ARTICLE_NODE, v.TITLE, Literal("Another title", language="en"))),
    "Named-label": without(PERSON, v.LABEL),
    "Label-language": plus((PERSON, v.LABEL, Literal("Bourita"))),
    "Label-alternative": plus((PERSON, v.ALT_LABEL, Literal("Bourita"))),
    "Code-iso3166": instead(node(MOROCCO.id), v.ISO3166, Literal("Morocco")),
    "Claim-relation-known": instead(claim(MEMBER), v.RELATION, v.dip("hadContactWith")),
    "quote-length": instead(FRAGMENT, v.ANCHOR_OF, Literal("held talks")),
    "not-in-the-future": instead(ARTICLE_NODE, v.ISSUED, day("2023-11-27")),
    "possible-date": instead(TENURE, v.UNTIL, Literal("2023-02-30")),
    "bounds-of-date": instead(EVENT, v.EARLIEST, day("2023-11-28")),
    "tenure-in-order": instead(TENURE, v.UNTIL, Literal("2010-12")),
    "valid-iri": moved(GOOD, PERSON, INVALID),
    "no-blank-nodes": moved(GOOD, EVENT, BlankNode("b1")),
    "known-term": plus((PERSON, v.dip("metwith"), LACROIX)),
}


def broken(quads) -> set[str]:
    """Names of the shapes and conditions that a graph breaks."""
    return {result.shape.removeprefix(SHAPES) for result in validate(quads).results}


@cache
def shapes() -> dict[str, dict[str, list[object]]]:
    """By name what is said of each shape that can raise a result: those with a message."""
    said: dict[object, dict[str, list[object]]] = {}
    for quad in parse(shapes_turtle(), RdfFormat.TURTLE):
        said.setdefault(quad.subject, {}).setdefault(quad.predicate.value.removeprefix(SH), []).append(quad.object)
    return {
        subject.value.removeprefix(SHAPES): values
        for subject, values in said.items()
        if isinstance(subject, NamedNode) and "message" in values
    }


def names() -> list[str]:
    return sorted([*shapes(), *(condition.name for condition in CONDITIONS)])


@cache
def fixture(name: str) -> tuple[Quad, ...] | None:
    """A graph that breaks this shape alone: made by hand, or the first such change of the good graph."""
    if name in BY_HAND:
        return tuple(BY_HAND[name])
    return next((tuple(quads) for quads in _changes(name) if broken(quads) == {name}), None)


def _changes(name: str) -> Iterator[list[Quad]]:
    """Changes of the good graph after what the shape forbids; some break other shapes too."""
    term, _, kind = name.rpartition("-")
    match kind:
        case "domain":
            yield from (plus((THING, v.dip(term), value)) for value in [*_values_of(v.dip(term)), *NODES, *LITERALS])
        case "range":
            yield from _wrong_values(v.dip(term))
        case "disjoint":
            label = Literal("both", language="en")
            pairs = [(one, term) for one in NODES]
            pairs += [(one, other) for one in _instances(term)[:1] for other in sorted(SCHEMA.classes)]
            yield from (plus((one, v.TYPE, v.dip(other)), (one, v.LABEL, label)) for one, other in pairs)
            yield from (_event_of_two(term, other) for other in sorted(SCHEMA.classes))
        case "participants":
            lonely = node("event:lonely")
            yield plus((lonely, v.TYPE, v.dip(term)), (lonely, v.PARTICIPANT, PERSON), (claim(MEMBER), v.ABOUT, lonely))
        case _:
            yield from _wrong_parties(term.removeprefix("Claim-"), kind)


def _event_of_two(*kinds: str) -> list[Quad]:
    one = node("event:of-two")
    parties = ((one, v.PARTICIPANT, PERSON), (one, v.PARTICIPANT, LACROIX))
    return plus((claim(MEMBER), v.ABOUT, one), *parties, *((one, v.TYPE, v.dip(kind)) for kind in kinds))


def _instances(kind: str) -> list[NamedNode]:
    kinds = {v.dip(one) for one in SCHEMA.classes if SCHEMA.is_a(one, kind)}
    return sorted({quad.subject for quad in GOOD if quad.predicate == v.TYPE and quad.object in kinds}, key=str)


POSITION = _instances("Position")[0]
ACTIVITY = next(quad.subject for quad in GOOD if quad.object == v.ACTIVITY)
PRAISING = node(identity.event_id(PRAISE, "Praise"))
NODES = [
    PERSON, node(MOROCCO.id), node(UN.id), node(DIALOGUE.id), node("mission:minusca"), node("place:rabat-ma"),
    EVENT, PRAISING, CLAIM, PRAISED, claim(MEMBER), TENURE, POSITION, ARTICLE_NODE, ACTIVITY,
]  # fmt: skip
LITERALS = [
    Literal("text"),
    Literal(3),
    Literal(0.5),
    decimal("0.5"),
    decimal("2"),
    *map(Literal, ("occurred", "2023")),
]
LITERALS += map(Literal, ("former", "relative", "MA"))


def _values_of(predicate: NamedNode) -> list[object]:
    return sorted({quad.object for quad in GOOD if quad.predicate == predicate}, key=str)


def _wrong_values(predicate: NamedNode) -> Iterator[list[Quad]]:
    """Other things, other datatypes, and the right text with a language."""
    holders = sorted({quad.subject for quad in GOOD if quad.predicate == predicate}, key=str)
    texts = [value.value for value in _values_of(predicate) if isinstance(value, Literal)]
    for subject in [*holders, *NODES]:
        for value in (THING, *LITERALS, *(Literal(text, language="en") for text in texts)):
            yield instead(subject, predicate, value)
            yield plus((subject, predicate, value))


def _wrong_parties(relation: str, party: str) -> Iterator[list[Quad]]:
    """The claim of praise tells of another relation, with a wrong party or event; what else it needs is right."""
    rule = SCHEMA.relations[relation]
    right = {
        "subject": next(one for kind in sorted(rule.domain) for one in _instances(kind)),
        "object": next(one for kind in sorted(rule.range or {"Position"}) for one in _instances(kind)),
        "event": OTHER,
    }
    wrong = {"event": TENURE}.get(party, THING)
    parts = right | {party: wrong}
    told = {v.RELATION: v.dip(relation), v.SUBJECT: parts["subject"], v.OBJECT: parts["object"]}
    replaced = {*told, v.ABOUT}
    if rule.event_class:
        told[v.ABOUT] = parts["event"]
    kept = [
        quad
        for quad in GOOD
        if quad.subject != PRAISING and (quad.subject != PRAISED or quad.predicate not in replaced)
    ]
    added = [(PRAISED, predicate, value) for predicate, value in told.items()]
    if parts["event"] == OTHER and rule.event_class:
        added += [(OTHER, v.TYPE, v.dip(rule.event_class))]
        added += [(OTHER, v.PARTICIPANT, PERSON), (OTHER, v.PARTICIPANT, LACROIX)]
    yield [*kept, *(Quad(*triple, GRAPH) for triple in added)]
