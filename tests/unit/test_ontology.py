import re
from collections import Counter

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.errors import OntologyError
from kgbuild.ontology import load_schema, ontology_quads, read_schema

TURTLE = (resources.ontology() / "diplomacy.ttl").read_text(encoding="utf-8")
EVENTS = (resources.ontology() / "events.ttl").read_text(encoding="utf-8")
KINDS = {
    quad.subject: quad.object
    for quad in ontology_quads("urn:g")
    if quad.predicate == v.TYPE and str(quad.subject).startswith(f"<{v.DIP}")
}
PARTY = {"Person", "Country", "Organization"}


def test_there_are_twenty_three_relations_of_which_four_are_states():
    relations = load_schema().relations.values()
    assert len(relations) == 23
    assert {r.name for r in relations if r.is_state} == {"holdsPosition", "represents", "memberOf", "chairs"}


@pytest.mark.parametrize(
    ("relation", "domain", "range_"),
    [
        ("metWith", PARTY, PARTY),
        ("visited", PARTY, {"Country", "Place", "Organization", "Event"}),
        ("hosted", PARTY | {"Place"}, PARTY | {"Event"}),
        ("attended", PARTY, {"Event", "Organization", "Mission"}),
        ("supports", PARTY, PARTY | {"Event", "Agreement", "Place", "Mission"}),
        ("deploysTo", {"Country", "Organization"}, {"Mission", "Country", "Place"}),
        ("memberOf", PARTY, {"Organization"}),
        ("chairs", PARTY, {"Organization", "Event", "Mission"}),
        ("appointed", PARTY, {"Person"}),
        ("providesAidTo", PARTY, PARTY | {"Place", "Mission"}),
        ("represents", {"Person"}, {"Country", "Organization", "Mission", "Place"}),
        ("holdsPosition", {"Person"}, set()),
    ],
)
def test_unions_are_taken_apart(relation, domain, range_):
    assert load_schema().relations[relation].domain == domain
    assert load_schema().relations[relation].range == range_


def test_symmetric_relations_and_super_properties():
    relations = load_schema().relations
    symmetric = {name for name, relation in relations.items() if relation.symmetric}
    assert symmetric == {"metWith", "phoned", "agreedWith", "establishedTiesWith"}
    assert relations["metWith"].supers == relations["phoned"].supers == ("hadContactWith",)
    assert relations["metWith"].mutual == {"metWith", "hadContactWith"}
    assert relations["praised"].mutual == frozenset()
    assert relations["metWith"].cameo == ("040", "043", "044", "045", "046")


def test_what_is_symmetric_above_a_relation_that_is_not_holds_both_ways():
    above = TURTLE.replace(
        ":urged a owl:ObjectProperty ;", ":urged a owl:ObjectProperty ; rdfs:subPropertyOf :metWith ;"
    )
    assert read_schema(above).relations["urged"].mutual == {"metWith", "hadContactWith"}


def test_relations_asked_from_the_other_side_are_no_relations_of_facts():
    assert "visitedBy" not in load_schema().relations
    inverse = NamedNode(v.PREFIXES["owl"] + "inverseOf")
    directed = {name for name, relation in load_schema().relations.items() if not relation.symmetric}
    inverses = {q.object for q in ontology_quads("urn:g") if q.predicate == inverse}
    assert {v.dip(name) for name in directed} <= inverses


def test_superclasses_stand_nearest_first():
    assert load_schema().superclasses["ForeignMinister"] == ("Minister", "Official", "Person")


def test_signatures_are_of_known_classes_and_symmetric_ones_look_the_same_from_both_sides():
    schema = load_schema()
    for relation in schema.relations.values():
        assert relation.domain | relation.range <= schema.classes
        assert not relation.symmetric or relation.domain == relation.range


@pytest.mark.parametrize("name", ["label", "definition", "example", "scopeNote"])
def test_each_term_has_one_annotation_of_each_kind_in_english(name):
    quads = ontology_quads("urn:g")
    ours = {q.subject for q in quads if q.predicate == v.TYPE and str(q.subject).startswith(f"<{v.DIP}")}
    assert len(ours) > 140
    said = [q for q in quads if q.subject in ours and re.search(rf"[#/]{name}$", q.predicate.value)]
    assert Counter(q.subject for q in said) == Counter(ours)
    assert all(q.object.language == "en" and len(q.object.value) > 1 for q in said)


@pytest.mark.parametrize("name", ["label", "definition", "scopeNote"])
def test_no_two_terms_are_told_alike(name):
    # A class and a property may share a label: a position, and the position of a tenure.
    said = Counter(
        (quad.object.value, KINDS[quad.subject] == v.OWL_CLASS)
        for quad in ontology_quads("urn:g")
        if quad.subject in KINDS and re.search(rf"[#/]{name}$", quad.predicate.value)
    )
    assert [text for (text, _), count in said.items() if count > 1] == []


def test_the_header_has_what_an_ontology_is_cited_by():
    said = {str(q.predicate).rpartition("/")[2].rpartition("#")[2].strip(">") for q in ontology_quads("urn:g")
            if q.subject == NamedNode(v.ONTOLOGY)}  # fmt: skip
    assert said >= {"versionIRI", "versionInfo", "title", "description", "creator", "license"}


def test_the_vocabulary_is_a_closed_part_of_the_ontology():
    constants = {value for value in vars(v).values() if str(value).startswith(f"<{v.DIP}")}
    declared = {quad.subject for quad in ontology_quads("urn:g") if quad.predicate == v.TYPE}
    assert len(constants) > 40
    assert constants - declared == set()


def test_agents_are_the_range_of_participant():
    as_relation = TURTLE.replace(
        ":participant a owl:ObjectProperty ;", ':participant a owl:ObjectProperty ; :aspect "state" ;'
    )
    assert read_schema(as_relation).relations["participant"].range == v.AGENTS


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (TURTLE.replace('  rdfs:label "met with"@en ;\n', ""), "dip:metWith has no .*label"),
        (TURTLE.replace(":eventClass :Meeting", ":eventClass :Meetng"), "dip:metWith names Meetng"),
        (TURTLE.replace("rdfs:domain :Person ; rdfs:range :Position ;", ""), "holdsPosition has no .*domain"),
        ("", "no object property"),
        ("@prefix", "no Turtle"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(broken, message):
    with pytest.raises(OntologyError, match=message):
        read_schema(broken)


def test_the_ontologys_graph_is_whole_and_the_same_each_time():
    quads = ontology_quads("urn:g")
    assert quads == ontology_quads("urn:g")
    files = {*parse(TURTLE, RdfFormat.TURTLE), *parse(EVENTS, RdfFormat.TURTLE)}
    assert len(quads) == sum(quad.predicate != v.IMPORTS for quad in files)
