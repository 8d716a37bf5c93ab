"""Each shape and condition has a graph that breaks it alone, and the reference implementation of SHACL agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode
from pyshacl import validate as pyshacl_validate
from rdflib import BNode, Graph
from rdflib.namespace import SH
from validation_cases import BY_HAND, CLAIM, EVENT, GOOD, LACROIX, PERSON, broken, fixture, names, plus, shapes, without

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.ontology import load_schema
from kgbuild.shapes import data_graph, shapes_turtle, validate
from kgbuild.validation import iris
from kgbuild.validation.conditions import COMPONENT, CONDITIONS
from kgbuild.validation.ontology_shapes import SHAPES, ontology_shapes

ROOT = Path(__file__).parents[2]
TINY = """
@prefix : <https://w3id.org/kgbuild/diplomacy#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:Cat a owl:Class ; rdfs:label "cat"@en . :Dog a owl:Class ; owl:disjointWith :Cat ; rdfs:label "dog"@en .
:Chase a owl:Class ; rdfs:label "chase"@en . :Pet a owl:Class ; owl:equivalentClass [ owl:unionOf ( :Cat :Dog ) ] .
:chases a owl:ObjectProperty ; rdfs:label "chases"@en ; rdfs:domain :Pet ; rdfs:range :Cat ; :eventClass :Chase .
:age a owl:DatatypeProperty ; rdfs:label "age"@en ; rdfs:range xsd:integer .
:mood a owl:DatatypeProperty ; rdfs:label "mood"@en ; rdfs:range [ owl:oneOf ( "meek" "wild" ) ] .
"""


@pytest.fixture(scope="session")
def reference() -> Graph:
    return Graph().parse(data=shapes_turtle(), format="turtle")


def by_reference(quads, shapes_graph: Graph) -> set[tuple[str, ...]]:
    """What pySHACL reports: node, shape, kind of constraint and value of each result."""
    data = Graph().parse(data=data_graph(quads), format="nt")
    _, report, _ = pyshacl_validate(data, shacl_graph=shapes_graph)
    terms = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent, SH.value)
    found = [[report.value(one, term) for term in terms] for one in report.objects(None, SH.result)]
    assert not any(isinstance(term, BNode) for one in found for term in one)
    return {tuple("" if term is None else str(term) for term in one) for one in found}


def by_engine(quads) -> set[tuple[str, ...]]:
    """The same of ours, without the conditions, which are no shapes."""
    results = validate(quads).results
    return {(one.focus, one.shape, one.component, one.value or "") for one in results if one.component != COMPONENT}


def test_the_good_graph_conforms(reference: Graph) -> None:
    assert validate(GOOD).results == ()
    assert by_reference(GOOD, reference) == set()


def test_there_are_shapes_of_all_origins() -> None:
    assert len(names()) > 150
    assert {"Claim-quote", "metWith-range", "Claim-metWith-object", "Person-disjoint", "quote-length"} <= {*names()}
    assert BY_HAND.keys() <= {*names()}


@pytest.mark.parametrize("name", names())
def test_each_shape_is_broken_alone(name: str) -> None:
    quads = fixture(name)
    assert quads is not None, f"no change of the good graph breaks {name} alone: add one to BY_HAND"
    assert broken(quads) == {name}


@pytest.mark.parametrize("name", sorted({*shapes()} | {"valid-iri"}))
def test_the_reference_implementation_agrees(name: str, reference: Graph) -> None:
    quads = fixture(name)
    assert quads is not None
    mended = [*iris.mended(quads)]
    assert by_engine(mended) == by_reference(mended, reference)


def test_every_result_names_a_shape_that_is_listed() -> None:
    results = [result for name in names() for result in validate(fixture(name) or ()).results]
    assert {result.shape.removeprefix(SHAPES) for result in results} == {*names()}


def test_shapes_are_sparql_free_core() -> None:
    assert "sh:sparql" not in shapes_turtle()
    assert "sh:js" not in shapes_turtle()


def test_a_result_names_node_path_value_and_message() -> None:
    (result,) = validate(without(CLAIM, v.FRAME)).results
    assert (result.focus, result.path, result.value) == (CLAIM.value, v.FRAME.value, None)
    assert result.message == "a claim names its frame"
    assert result.component == "http://www.w3.org/ns/shacl#MinCountConstraintComponent"


def test_meetings_count_as_events_where_only_that_is_written() -> None:
    lean = [quad for quad in GOOD if quad.object not in {v.dip("Event"), v.dip("Encounter")}]
    assert validate(lean).conforms


# ── From the ontology ───────────────────────────────────────────────────────────────────────────────────────────────


def test_shapes_follow_the_ontology() -> None:
    made = ontology_shapes(TINY)
    parsed = Graph().parse(data=made, format="turtle")
    messages = {str(subject).removeprefix(SHAPES): str(text) for subject, text in parsed.subject_objects(SH.message)}
    assert messages == {
        "chases-domain": "“chases” is said of a cat or dog only",
        "chases-range": "“chases” leads to a cat only",
        "age-range": "“age” is a literal of the datatype integer",
        "mood-range": "“mood” is one of: meek, wild",
        "Claim-relation-known": "the relation is one of those that the ontology has claims of",
        "Claim-chases-subject": "the subject of a claim of “chases” is a cat or dog",
        "Claim-chases-object": "the object of a claim of “chases” is a cat",
        "Claim-chases-event": "a claim of “chases” is about a chase",
        "Cat-disjoint": "a cat is no dog",
    }


def test_every_relation_has_shapes_for_both_parties_and_its_event() -> None:
    wanted = set()
    for name, relation in load_schema().relations.items():
        wanted |= {f"Claim-{name}-subject", f"Claim-{name}-object", f"{name}-domain", f"{name}-range"}
        wanted |= {f"Claim-{name}-event"} if relation.event_class else set()
    assert wanted <= {*names()}


def test_every_pair_of_disjoint_kinds_is_told_apart() -> None:
    kinds = ["Person", "Country", "Organization", "Place", "Mission", "Agreement", "Event", "Position"]
    for one in kinds:
        for other in kinds:
            both = plus(*((NamedNode("urn:x"), v.TYPE, v.dip(kind)) for kind in (one, other)))
            assert any(name.endswith("-disjoint") for name in broken(both)) is (one != other), (one, other)


def test_what_the_ontology_says_is_not_said_again_by_hand() -> None:
    by_hand = (resources.ontology() / "shapes.ttl").read_text(encoding="utf-8")
    assert "sh:class " not in by_hand
    assert "sh:in " not in by_hand


# ── Conditions beyond SHACL core ────────────────────────────────────────────────────────────────────────────────────


def test_each_condition_says_why_core_cannot() -> None:
    documented = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    for condition in CONDITIONS:
        assert condition.beyond
        assert f"`{condition.name}`" in documented


def day(text: str) -> Literal:
    return Literal(text, datatype=v.XSD_DATE)


@pytest.mark.parametrize(
    ("published", "is_wrong"),
    [
        (day("2023-11-27"), True),
        (day("2023-11-28"), False),  # it is the 29th at the date line while it is the 28th elsewhere
        (day("2023-11-30"), False),
        (Literal("2023-11-27T08:00:00Z"), True),
        (Literal("2023-10"), True),
        (Literal("yesterday"), False),
    ],
)
def test_nothing_is_told_as_done_before_it_was(published: Literal, is_wrong: bool) -> None:
    (article,) = {quad.subject for quad in GOOD if quad.object == v.ARTICLE_CLASS}
    quads = [quad for quad in GOOD if quad.predicate != v.ISSUED]
    quads += plus((article, v.ISSUED, published))[-1:]
    assert ("not-in-the-future" in broken(quads)) is is_wrong


@pytest.mark.parametrize("status", ["planned", "denied"])
def test_what_is_planned_or_denied_may_be_to_come(status: str) -> None:
    (article,) = {quad.subject for quad in GOOD if quad.object == v.ARTICLE_CLASS}
    quads = [quad for quad in GOOD if quad.predicate not in {v.ISSUED, v.STATUS}]
    claims = {quad.subject for quad in GOOD if quad.object == v.CLAIM}
    quads += plus((article, v.ISSUED, day("2023-11-01")), *((one, v.STATUS, Literal(status)) for one in claims))[
        len(GOOD) :
    ]
    assert validate(quads).conforms


@pytest.mark.parametrize("quote", ["naïve 🇲🇦", "e\u0301", "\U0001f1f2"])
def test_lengths_are_counted_in_characters(quote: str) -> None:
    text = NamedNode(f"urn:text#char=10,{10 + len(quote)}")
    quads = [quad for quad in GOOD if (quad.subject, quad.predicate) != (CLAIM, v.WAS_DERIVED_FROM)]
    assert validate(
        [*quads, *plus((CLAIM, v.WAS_DERIVED_FROM, text), (text, v.ANCHOR_OF, Literal(quote)))[-2:]]
    ).conforms


@pytest.mark.parametrize(
    ("iri", "is_valid"),
    [
        ("https://w3id.org/kgbuild/id/person/josé-ñ", True),
        ("mailto:press@mfa.example", True),
        ("urn:isbn:0451450523", True),
        ("http://[2001:db8::7]/c=GB?one", True),
        ("http://a.example/%C3%A9", True),
        ("http://a.example/a b", False),
        ("http://a.example/{id}", False),
        ("http://a.example/%zz", False),
        ("http://a.example:port/", False),
        ("http://[::1", False),
        ("http://a.example/a#b#c", False),
        ("http://a.example/\ue000", False),
        ("person/josé", False),
        ("", False),
    ],
)
def test_iris_are_those_of_rfc_3987(iri: str, is_valid: bool) -> None:
    assert (iris.reason(iri) is None) is is_valid


def test_a_bad_iri_is_one_result_wherever_it_stands() -> None:
    (result,) = {(one.shape, one.message) for one in validate(fixture("valid-iri") or ()).results}
    assert result[1].endswith("<http://a.example/a b>: Invalid IRI code point ' '")


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("metwith", "dip:metwith (do you mean dip:metWith?)"),
        ("Metings", "dip:Metings (do you mean dip:Meeting?)"),
        ("xyzzy", "dip:xyzzy"),
    ],
)
def test_an_unknown_term_is_told_with_what_is_near(term: str, told: str) -> None:
    for triple in ((PERSON, v.dip(term), LACROIX), (EVENT, v.TYPE, v.dip(term))):
        (result,) = validate(plus(triple)).results
        assert result.message == f"a term of our namespace is one that the ontology has: {told}"
