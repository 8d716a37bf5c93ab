import pytest
from factories import ARTICLE, AUTHORITIES, BOURITA, COMMUNIQUE, MEETING, MOROCCO, PROVENANCE, TO_MINUSCA, office
from pyoxigraph import Literal, NamedNode, Quad
from pyshacl import validate as pyshacl_validate
from rdflib import Graph
from rdflib.namespace import SH

from kgbuild import identity, resources
from kgbuild import vocabulary as v
from kgbuild.derived import missions_quads, together
from kgbuild.export import render
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema
from kgbuild.shapes import validate

SCHEMA = load_schema()
FACTS = [*COMMUNIQUE, TO_MINUSCA, office(BOURITA, "Minister of Health", MOROCCO, "Minister", phase="former")]
SAID = [
    *article_quads(ARTICLE, FACTS, SCHEMA, provenance=PROVENANCE),
    *authority_quads(AUTHORITIES),
    *missions_quads(FACTS, SCHEMA),
]
GOOD = [*SAID, *together(SAID, {}, SCHEMA)[0]]
CLAIM = NamedNode(identity.iri(identity.claim_id(MEETING)))
EVENT = NamedNode(identity.iri(identity.event_id(MEETING, "Meeting")))
PERSON = NamedNode(identity.iri(BOURITA.id))
LACROIX_NODE = NamedNode(identity.iri("person:jean-pierre-lacroix-un"))
(TENURE,) = {quad.subject for quad in GOOD if quad.object == v.TENURE}


def without(subject, predicate, value=None):
    return [
        quad
        for quad in GOOD
        if (quad.subject, quad.predicate) != (subject, predicate) or value not in {None, quad.object}
    ]


def plus(subject, predicate, value):
    return [*GOOD, Quad(subject, predicate, value)]


def instead(subject, predicate, value):
    return [*without(subject, predicate), Quad(subject, predicate, value)]


def day(text):
    return Literal(text, datatype=v.XSD_DATE)


def decimal(digits):
    return Literal(digits, datatype=v.XSD_DECIMAL)


CASES = [
    (GOOD, None),
    (without(CLAIM, v.SUBJECT), "a claim has one subject"),
    (without(CLAIM, v.RELATION), "a claim has one relation"),
    (instead(CLAIM, v.OBJECT, Literal("Lacroix")), "a claim has one object"),
    (without(CLAIM, v.ARTICLE), "a claim names its article"),
    (without(CLAIM, v.WAS_DERIVED_FROM), "a claim's stretch of text has its quote"),
    (instead(CLAIM, v.WAS_DERIVED_FROM, NamedNode("urn:page")), "a claim points at a stretch of text"),
    (instead(CLAIM, v.STATUS, Literal("maybe")), "a claim's status is occurred, planned or denied"),
    (instead(CLAIM, v.CONFIDENCE, decimal("1.1")), "a claim's confidence is a decimal from 0 to 1"),
    (without(CLAIM, v.FRAME), "a claim names its frame"),
    (without(EVENT, v.PARTICIPANT, PERSON), "it takes two to meet, call or agree"),
    (without(CLAIM, v.ABOUT), "an event has a claim"),
    (plus(CLAIM, v.ABOUT, TENURE), "a claim is about one event or tenure"),
    (without(EVENT, v.EARLIEST), "earliest is a day, not after latest"),
    (instead(EVENT, v.EARLIEST, day("2024-01-01")), "earliest is a day, not after latest"),
    (instead(EVENT, v.LATEST, Literal("2023-11-29")), "latest is a day"),
    (without(TENURE, v.HOLDER), "a tenure has one holder, a person"),
    (instead(TENURE, v.PHASE, Literal("future")), "a tenure is current, former, incoming or acting"),
    (without(PERSON, v.LABEL), "it has a label with its language"),
    (instead(PERSON, v.LABEL, Literal("Bourita")), "it has a label with its language"),
    (plus(PERSON, v.TYPE, v.dip("Country")), "a person is nothing else"),
    (plus(NamedNode(identity.iri("country:MA")), v.TYPE, v.dip("Organization")), "a country is nothing else"),
    (plus(NamedNode(identity.iri("org:un")), v.TYPE, v.dip("Event")), "an organisation is nothing else"),
]  # fmt: skip


@pytest.mark.parametrize(("quads", "message"), CASES)
def test_what_breaks_a_shape_is_said(quads, message):
    report = validate(quads)
    assert report.conforms is (message is None)
    assert (message in {result.message for result in report.results}) is (message is not None)


def test_a_violation_names_node_and_path():
    (result,) = validate(without(CLAIM, v.FRAME)).results
    assert result.focus == CLAIM.value
    assert result.path == f"<{v.FRAME.value}>"
    assert result.severity == "Violation"


@pytest.mark.parametrize("quads", [quads for quads, _ in CASES[::2]])
def test_the_reference_implementation_finds_as_much(quads):
    shapes = Graph().parse(data=(resources.ontology() / "shapes.ttl").read_text(encoding="utf-8"), format="turtle")
    data = Graph().parse(data=render(quads, "ntriples"), format="nt")
    conforms, report, _ = pyshacl_validate(data, shacl_graph=shapes)
    ours = validate(quads)
    assert ours.conforms == conforms
    assert len(ours.results) == len(set(report.objects(None, SH.result)))
