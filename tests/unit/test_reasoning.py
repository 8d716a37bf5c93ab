"""What follows by the ontology: the rules against HermiT and owlrl, and what is missing or cannot be."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import owlready2
import owlrl
import pytest
import rdflib
from factories import ARTICLE, AUTHORITIES, BOURITA, COMMUNIQUE, LACROIX, MEETING, MOROCCO, PROVENANCE, RABAT, office
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kgbuild import __version__, identity
from kgbuild import vocabulary as v
from kgbuild.derived import missions_quads
from kgbuild.errors import InputError, OntologyError
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema, ontology_quads
from kgbuild.reasoning import hermit, report
from kgbuild.reasoning.axioms import Axioms
from kgbuild.reasoning.contradictions import contradictions
from kgbuild.reasoning.explanations import explain
from kgbuild.reasoning.reason import Reasoned, inferred_quads, reason
from kgbuild.reasoning.rules import RULES, close
from kgbuild.reasoning.source import base_of, read_quads

SCHEMA = load_schema()
ONTOLOGY = ontology_quads("urn:g")
AXIOMS = Axioms(ONTOLOGY)
GRAPH = identity.article_graph_iri(ARTICLE.id)
FACTS = [*COMMUNIQUE, office(BOURITA, "Minister of Health", MOROCCO, "Minister", phase="former")]
DATA = [
    *article_quads(ARTICLE, FACTS, SCHEMA, provenance=PROVENANCE),
    *authority_quads(AUTHORITIES),
    *missions_quads(FACTS, SCHEMA),
]
needs_java = pytest.mark.skipif(not hermit.is_available(), reason="HermiT needs Java, and there is none on the path")


def node(entity: Any) -> NamedNode:
    return NamedNode(identity.iri(entity.id))


PERSON, OTHER, COUNTRY, CITY = map(node, (BOURITA, LACROIX, MOROCCO, RABAT))
CLAIM = NamedNode(identity.iri(identity.claim_id(MEETING)))


def also(*statements: tuple[Any, Any, Any]) -> list[Quad]:
    return [*DATA, *(Quad(*one, NamedNode(GRAPH)) for one in statements)]


def without(subject: NamedNode, predicate: NamedNode, value: Any) -> list[Quad]:
    left = [quad for quad in DATA if (quad.subject, quad.predicate, quad.object) != (subject, predicate, value)]
    assert len(left) == len(DATA) - 1
    return left


def promised(quads: list[Quad]) -> set[tuple[str, str, str, str]]:
    """What is missing of relations with all above them, and of the classes of persons: what a build writes."""
    relations = {v.dip(name) for one in SCHEMA.relations.values() for name in (one.name, *one.supers)}
    persons = {v.dip(name) for name in SCHEMA.classes if SCHEMA.is_a(name, "Person")}
    return {
        (one.triple.subject, one.triple.predicate.value.removeprefix(v.DIP), one.triple.object, one.rule)
        for one in close(quads, AXIOMS).missing
        if one.triple.predicate in relations or one.triple.object in persons
    }


def test_all_that_questions_need_is_written() -> None:
    assert promised(DATA) == set()


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "rule"),
    [
        (OTHER, v.dip("metWith"), PERSON, "prp-symp"),
        (PERSON, v.dip("hadContactWith"), OTHER, "prp-symp"),  # from the other way round, and from metWith
        (OTHER, v.dip("expressedApprovalOf"), COUNTRY, "prp-spo1"),
        (PERSON, v.TYPE, v.dip("ForeignMinister"), "cls-int1"),
        (PERSON, v.TYPE, v.dip("Minister"), "cls-int1"),
        (PERSON, v.TYPE, v.dip("Official"), "cls-int1"),
        (PERSON, v.TYPE, v.dip("Person"), "prp-dom"),
    ],
)
def test_what_is_not_written_is_found(subject: NamedNode, predicate: NamedNode, value: NamedNode, rule: str) -> None:
    name = predicate.value.removeprefix(v.DIP)
    assert promised(without(subject, predicate, value)) == {(subject, name, value, rule)}


def test_inverses_and_what_lies_above_events_are_left_to_the_reasoner() -> None:
    found = {(one.triple.predicate, one.triple.object, one.rule) for one in close(DATA, AXIOMS).missing}
    assert (v.dip("representedBy"), PERSON, "prp-inv") in found
    assert (v.dip("onBehalfOf"), COUNTRY, "prp-spo1") in found
    assert (v.TYPE, v.dip("Encounter"), "cax-sco") in found


def test_a_conclusion_rests_on_the_graph_of_its_premises() -> None:
    (missing,) = [one for one in close(DATA, AXIOMS).missing if one.triple.predicate == v.dip("representedBy")
                  and one.triple.object == PERSON]  # fmt: skip
    assert missing.graphs == {GRAPH}
    (country,) = [one for one in close(DATA, AXIOMS).missing if one.triple.subject == COUNTRY
                  and one.triple.object == v.dip("Party")]  # fmt: skip
    assert country.graphs <= {GRAPH, identity.graph_iri("authority")}


def test_what_is_written_and_follows_is_counted_and_does_not_bear_itself() -> None:
    written = close(DATA, AXIOMS).written
    # Of metWith and hadContactWith, both ways; one of them follows from another rule first.
    assert written["prp-symp", frozenset({GRAPH})] + written["prp-spo1", frozenset({GRAPH})] == 5
    assert written["cls-int1", frozenset({GRAPH})] == 4  # three classes of the minister, one of the official
    # No inverse is written; that of an inverse is the statement itself.
    assert not any(rule == "prp-inv" for rule, _ in written)


def test_a_class_by_position_without_the_position_is_told() -> None:
    closure = close(also((OTHER, v.TYPE, v.dip("Minister"))), AXIOMS)
    assert closure.unsupported == {(v.dip("Minister"), frozenset({GRAPH})): 1}


@given(st.randoms(use_true_random=False), st.data())
@settings(max_examples=25)
def test_order_and_repetition_do_not_matter_and_nothing_follows_from_all_that_follows(
    shuffler: random.Random, data: st.DataObject
) -> None:
    some = data.draw(st.lists(st.sampled_from(DATA), min_size=1))
    closure = close(some, AXIOMS)
    assert close([*sorted(some, key=lambda _: shuffler.random()), *some], AXIOMS).missing == closure.missing
    full = [*some, *(Quad(one.triple.subject, one.triple.predicate, one.triple.object) for one in closure.missing)]
    assert close(full, AXIOMS).missing == ()


# ── Against others ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_owlrl_comes_to_the_same() -> None:
    graph = rdflib.Graph()
    logical = [quad for quad in ONTOLOGY if not isinstance(quad.object, Literal)]
    graph.parse(data="".join(f"{quad.triple} .\n" for quad in [*logical, *DATA]), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)
    terms = {one.value for one in AXIOMS.terms if isinstance(one, NamedNode)}
    nodes = {quad.subject.value for quad in DATA} | {
        quad.object.value for quad in DATA if isinstance(quad.object, NamedNode)
    }
    told = {
        (str(s), str(p), str(o))
        for s, p, o in graph
        if str(s) in nodes - terms and not isinstance(o, rdflib.BNode)
        and (str(p) in terms or (p == rdflib.RDF.type and str(o).startswith(v.DIP)))
    }  # fmt: skip
    closure = close(DATA, AXIOMS)
    ours = {(one.triple.subject.value, one.triple.predicate.value, one.triple.object.value) for one in closure.missing}
    written = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in DATA}
    assert len(ours) > 50
    assert ours - told == set()
    assert told - ours - written == set()


CONTRADICTIONS = [
    ((PERSON, v.TYPE, v.dip("Country")), PERSON, "is Country and Person, which are disjoint", "cax-dw"),
    ((PERSON, v.dip("metWith"), PERSON), PERSON, "hadContactWith itself", "prp-irp"),
    ((PERSON, v.dip("metWith"), CITY), CITY, "is Place, but as object of metWith would be Country or Org", "cls-uni"),
    ((PERSON, v.dip("visited"), OTHER), OTHER, "is Person, but as object of visited would be", "cls-uni"),
    ((CLAIM, v.SPEAKER, CITY), CITY, "but as object of speaker would be Country or Mission", "cls-uni"),
    ((CLAIM, v.STATUS, Literal("denied")), CLAIM, 'status is "denied" and "occurred", and is one', "prp-fp"),
    ((CLAIM, v.STATUS, Literal("perhaps")), CLAIM, 'status "perhaps" is out of range', "dt-not-type"),
    ((CLAIM, v.QUANTITY, Literal("many", language="en")), CLAIM, 'quantity "many"@en is out of range', "dt-not-type"),
    ((COUNTRY, v.dip("memberOf"), COUNTRY), COUNTRY, "memberOf itself", "prp-irp"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "about", "message", "rule"), CONTRADICTIONS)
def test_what_cannot_be_is_told(statement: Any, about: NamedNode, message: str, rule: str) -> None:
    data = also(statement)
    found = contradictions(data, close(data, AXIOMS), AXIOMS)
    ours = [one for one in found if one.node == about.value and message in one.message and one.rule == rule]
    assert ours, found
    assert all(GRAPH in one.graphs for one in ours)


def test_what_goes_one_way_does_not_go_both_ways() -> None:
    un, au = NamedNode(identity.iri("org:un")), NamedNode(identity.iri("org:au"))
    data = also((un, v.dip("memberOf"), au), (au, v.dip("memberOf"), un))
    found = contradictions(data, close(data, AXIOMS), AXIOMS)
    assert {(one.node, one.rule) for one in found} == {(un.value, "prp-asyp"), (au.value, "prp-asyp")}


def test_a_good_graph_has_no_contradiction() -> None:
    assert contradictions(DATA, close(DATA, AXIOMS), AXIOMS) == ()


@needs_java
@pytest.mark.parametrize("statement", {rule: one for one, _, _, rule in CONTRADICTIONS}.values())
def test_hermit_finds_the_same_graphs_inconsistent(statement: Any) -> None:
    assert not hermit.classify([*ONTOLOGY, *also(statement)]).consistent


def test_an_explanation_has_the_words_and_what_the_shapes_say() -> None:
    data = also((PERSON, v.TYPE, v.dip("Country")))
    (told,) = explain(contradictions(data, close(data, AXIOMS), AXIOMS), data)
    assert told.objections
    assert (ARTICLE.id, MEETING.evidence.quote) in told.sentences


# ── Java, sizes, files ──────────────────────────────────────────────────────────────────────────────────────────────


@needs_java
def test_hermit_adds_what_the_rules_do_not_follow() -> None:
    double = NamedNode(identity.iri("person:bourita"))
    same = Quad(double, v.SAME_AS, PERSON, NamedNode(identity.graph_iri("derived/identity")))
    reasoned = reason([*DATA, same])
    added = {one.triple.object for one in reasoned.missing if one.rule == "hermit" and one.triple.subject == double}
    assert reasoned.agrees
    assert {v.dip("Person"), v.dip("ForeignMinister")} <= added


@needs_java
def test_an_inconsistency_that_the_rules_miss_is_laid_to_the_article() -> None:
    same = (PERSON, v.SAME_AS, COUNTRY)
    reasoned = reason(also(same))
    assert (reasoned.contradictions, reasoned.agrees) == ((), False)
    assert reasoned.inconsistent_articles == (GRAPH,)
    (line,) = report.complaints(reasoned, [])
    assert GRAPH in line


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-java-of-this-name")


@pytest.mark.usefixtures("no_java")
def test_without_java_the_rules_do_what_they_can_and_the_rest_is_said() -> None:
    reasoned = reason(also((PERSON, v.TYPE, v.dip("Country"))))
    assert (reasoned.ontology, reasoned.graph, reasoned.agrees) == (None, None, False)
    assert len(reasoned.missing) > 50
    assert any("needs Java" in line for line in report.remarks(reasoned, 20_000))


@needs_java
def test_a_large_graph_is_left_to_the_rules() -> None:
    reasoned = reason(DATA, hermit_limit=10)
    assert reasoned.ontology is not None
    assert reasoned.graph is None
    assert any("asked up to 10" in line for line in report.remarks(reasoned, 10))


@needs_java
def test_what_stops_hermit_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2.reasoning, "JAVA_MEMORY", 0)
    with pytest.raises(OntologyError, match="HermiT stopped: "):
        hermit.classify(ONTOLOGY)


@needs_java
def test_reasoning_leaves_nothing_behind(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = len(owlready2.default_world.graph)
    assert not hermit.classify([*ONTOLOGY, *also((PERSON, v.TYPE, v.dip("Country")))]).consistent
    assert len(owlready2.default_world.graph) == before
    assert capfd.readouterr() == ("", "")
    assert (tempfile.tempdir, list(tmp_path.iterdir())) == (str(tmp_path), [])


@pytest.fixture(scope="module")
def ruled() -> Reasoned:
    """Of the communiqué, by the rules alone."""
    closure = close(DATA, AXIOMS)
    return Reasoned(len(DATA), closure.missing, closure.written, closure.unsupported, (), None, None)


def test_what_is_written_out_is_marked_and_completes_the_graph(ruled: Reasoned) -> None:
    quads = inferred_quads(ruled)
    graph = NamedNode(identity.graph_iri("derived/inferred"))
    assert {quad.graph_name for quad in quads} == {graph}
    (activity,) = [quad.object for quad in quads if (quad.subject, quad.predicate) == (graph, v.WAS_GENERATED_BY)]
    about = {(quad.predicate, quad.object) for quad in quads if quad.subject == activity}
    assert {(v.KGBUILD_VERSION, Literal(__version__)), (v.USED, NamedNode(v.ONTOLOGY))} <= about
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.triple for quad in quads} >= {one.triple for one in ruled.missing}
    again = [one.triple for one in close([*DATA, *quads], AXIOMS).missing]
    assert again == []


def test_the_table_counts_by_article_and_in_all(ruled: Reasoned) -> None:
    rows = {(graph, kind): (written, missing) for graph, kind, written, missing in report.table(ruled).rows}
    assert next(iter(rows))[0] == "(all)"
    assert rows[f"article/{ARTICLE.id}", "symmetric (prp-symp)"] == (3, 0)
    in_all = sum(missing for (graph, _), (_, missing) in rows.items() if graph == "(all)")
    assert in_all == len(ruled.missing)
    assert {kind.rpartition("(")[2].rstrip(")") for _, kind in rows} <= RULES.keys()


def test_a_graph_without_named_graphs_is_counted_as_one() -> None:
    closure = close([Quad(*quad.triple) for quad in DATA], AXIOMS)
    reasoned = Reasoned(len(DATA), closure.missing, closure.written, closure.unsupported, (), None, None)
    assert {row[0] for row in report.table(reasoned).rows} == {"(all)", "(no graph)"}


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    (tmp_path / "graph.docx").write_bytes(b"")
    for name, message in (("bad.ttl", "cannot be read as Turtle"), ("graph.docx", "no RDF format's")):
        with pytest.raises(InputError, match=message):
            read_quads(tmp_path / name)
    with pytest.raises(InputError, match="cannot be read"):
        read_quads(tmp_path / "absent.nq")


def test_the_base_is_that_of_the_articles() -> None:
    base = "https://mfa.example/kg/"
    assert base_of(article_quads(ARTICLE, COMMUNIQUE, SCHEMA, base)) == base
    assert base_of([]) == identity.DEFAULT_BASE


def test_a_restriction_to_anything_is_fulfilled_by_any_value() -> None:
    turtle = """@prefix : <urn:x:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    :Host a owl:Class ; owl:equivalentClass
      [ a owl:Restriction ; owl:onProperty :hosts ; owl:someValuesFrom owl:Thing ] .
    :hosts a owl:ObjectProperty ."""
    axioms = Axioms(parse(turtle, RdfFormat.TURTLE))
    host, guest = NamedNode("urn:y:host"), NamedNode("urn:y:guest")
    (found,) = close([Quad(host, NamedNode("urn:x:hosts"), guest)], axioms).missing
    assert found.triple == Triple(host, v.TYPE, NamedNode("urn:x:Host"))
