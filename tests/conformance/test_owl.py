"""The ontology is OWL 2 DL, by its structure and to HermiT; so it is with the alignments, and with data."""

from __future__ import annotations

from pathlib import Path

import pytest
from owl_dl import violations
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.ontology import ontology_quads
from kgbuild.reasoning import hermit
from kgbuild.reasoning.axioms import Axioms
from kgbuild.reasoning.rules import close

FOLDER = Path(str(resources.ontology()))
NAMES = ("diplomacy", "events", "alignments")
EXAMPLES = (
    "abraham-accords", "beijing-restored-ties", "biden-zelenskyy-call", "bourita-lacroix", "doha-humanitarian-pause",
    "macron-in-china", "nairobi-declaration", "niger-statement", "peacekeepers-day", "salisbury-expulsions",
)  # fmt: skip
needs_java = pytest.mark.skipif(not hermit.is_available(), reason="HermiT needs Java, and there is none on the path")


def triples(name: str) -> list[Triple]:
    return [quad.triple for quad in parse(path=str(FOLDER / f"{name}.ttl"), format=RdfFormat.TURTLE)]


def with_imports(name: str) -> list[Triple]:
    return triples(name) if name == "diplomacy" else [*triples("diplomacy"), *triples(name)]


def quads(name: str) -> list[Quad]:
    return [Quad(one.subject, one.predicate, one.object) for one in triples(name)]


@pytest.mark.parametrize("name", NAMES)
def test_its_structure_is_that_of_owl_2_dl(name: str) -> None:
    assert violations(with_imports(name)) == []


def test_all_of_it_together_is_owl_2_dl() -> None:
    assert violations([one for name in NAMES for one in triples(name)]) == []


@pytest.mark.parametrize("name", NAMES)
def test_each_file_has_one_header_with_what_it_is_cited_by(name: str) -> None:
    said = triples(name)
    (header,) = {one.subject for one in said if one.object == NamedNode(v.PREFIXES["owl"] + "Ontology")}
    told = {one.predicate.value for one in said if one.subject == header}
    wanted = [
        f"{v.PREFIXES['owl']}versionIRI",
        *(f"{v.PREFIXES['dcterms']}{one}" for one in ("title", "creator", "license")),
    ]
    assert set(wanted) <= told
    (version,) = (one.object.value for one in said if one.subject == header and one.predicate.value == wanted[0])
    assert version.startswith(f"{header.value}/")


def test_the_ontology_imports_nothing_and_the_others_only_it() -> None:
    imports = NamedNode(v.PREFIXES["owl"] + "imports")
    imported = {name: {one.object.value for one in triples(name) if one.predicate == imports} for name in NAMES}
    assert imported == {"diplomacy": set(), "events": {v.ONTOLOGY}, "alignments": {v.ONTOLOGY}}


P = " ".join(
    f"@prefix {name}: <{iri}> ."
    for name, iri in {"": "urn:x:", **{one: v.PREFIXES[one] for one in ("owl", "rdf", "rdfs", "xsd")}}.items()
)
WRONG = [
    (":A a owl:Class, owl:ObjectProperty .", "5.8.1: urn:x:A is declared as Class and ObjectProperty"),
    (":p a owl:ObjectProperty, owl:DatatypeProperty .", "5.8.1: urn:x:p is declared as"),
    (":A a owl:Class ; rdfs:subClassOf :B .", "5.8.1: urn:x:B is no class"),
    ("[] a owl:AllDisjointClasses ; owl:members ( :A :B ) . :A a owl:Class .", "5.8.1: urn:x:B is no class"),
    (":A a owl:Class ; :p :A .", "5.8.1: urn:x:p is used and not declared"),
    (":a a :A .", "5.8.1: urn:x:A has members and is not declared"),
    (":p a owl:ObjectProperty ; rdfs:range xsd:string .", "5.8.1: urn:x:p's range is no class"),
    (":p a owl:DatatypeProperty ; rdfs:range xsd:date .", "5.8.1: http://www.w3.org/2001/XMLSchema#date is no"),
    (":p a owl:DatatypeProperty, owl:SymmetricProperty .", "9.2: urn:x:p is SymmetricProperty and relates no objects"),
    (":p a owl:ObjectProperty ; rdfs:subPropertyOf :q . :q a owl:DatatypeProperty .", "no properties of one kind"),
    (":p a owl:DatatypeProperty ; owl:inverseOf :q . :q a owl:ObjectProperty .", "has an inverse and relates no"),
    (":p a owl:AnnotationProperty ; rdfs:range [ a owl:Class ] .", "10.2: urn:x:p's range is no IRI"),
    (":p a owl:ObjectProperty, owl:TransitiveProperty, owl:IrreflexiveProperty .", "11.2: urn:x:p is not simple"),
    # Through an inverse and a property above it.
    (
        """:p a owl:ObjectProperty, owl:TransitiveProperty ; owl:inverseOf :q .
        :q a owl:ObjectProperty ; rdfs:subPropertyOf :r . :r a owl:ObjectProperty, owl:AsymmetricProperty .""",
        "11.2: urn:x:r is not simple",
    ),
    (
        """:q a owl:ObjectProperty . :p a owl:ObjectProperty ; owl:propertyChainAxiom (:q :q) ;
        owl:propertyDisjointWith :q .""",
        "11.2: urn:x:p is not simple, and propertyDisjointWith",
    ),
    (
        """:p a owl:AnnotationProperty . :A a owl:Class ;
        rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :A ] .""",
        "a restriction is on urn:x:p, which is no property of individuals",
    ),
    ("owl:Thing rdfs:label 'all'@en .", "2.4: http://www.w3.org/2002/07/owl#Thing is reserved"),
    (":s a rdf:Statement .", "2.4: http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement is reserved"),
    (":A a owl:Class ; rdf:value :A .", "2.4: http://www.w3.org/1999/02/22-rdf-syntax-ns#value is reserved"),
    (":A a owl:Class ; rdfs:comment '2023-11-29'^^xsd:date .", "4: http://www.w3.org/2001/XMLSchema#date is in no"),
    (
        ":A a owl:Class ; rdfs:subClassOf _:b ; owl:disjointWith _:b . _:b a owl:Class ; owl:unionOf ( :A ) .",
        "mapping 3.2: 1 expressions stand in more than one place",
    ),
]


@pytest.mark.parametrize(("turtle", "told"), WRONG)
def test_what_is_no_owl_2_dl_is_found(turtle: str, told: str) -> None:
    found = violations([quad.triple for quad in parse(f"{P} {turtle}", RdfFormat.TURTLE)])
    assert any(told in one for one in found), found


@needs_java
@pytest.mark.parametrize("merged", [[], ["alignments"]], ids=["alone", "with the alignments"])
def test_the_ontology_is_consistent_and_no_class_is_empty(merged: list[str]) -> None:
    found = hermit.classify([*ontology_quads("urn:g"), *(quad for name in merged for quad in quads(name))])
    assert (found.consistent, found.unsatisfiable) == (True, ())


@needs_java
def test_a_class_that_can_have_no_member_is_found() -> None:
    both = [(v.dip("Chimera"), v.TYPE, v.OWL_CLASS)]
    both += [(v.dip("Chimera"), v.SUB_CLASS_OF, v.dip(above)) for above in ("Person", "Country")]
    found = hermit.classify([*ontology_quads("urn:g"), *(Quad(*one) for one in both)])
    assert (found.consistent, found.unsatisfiable) == (True, (f"{v.DIP}Chimera",))


def example(output: Path, article: str) -> list[Quad]:
    """An article's own graph, and what is known of the states and bodies that it names."""
    wanted = (f"/graph/article/{article}", "/graph/authority")
    built = parse(path=str(output / "graph.nq"), format=RdfFormat.N_QUADS)
    return [quad for quad in built if quad.graph_name.value.endswith(wanted)]


def test_all_examples_are_classified_below(examples_output: Path) -> None:
    graphs = {quad.graph_name.value for quad in parse(path=str(examples_output / "graph.nq"), format=RdfFormat.N_QUADS)}
    assert {one.partition("/graph/article/")[2] for one in graphs if "/graph/article/" in one} == set(EXAMPLES)


@needs_java
@pytest.mark.parametrize("article", EXAMPLES)
def test_hermit_comes_to_the_types_that_were_written_and_that_the_rules_find(
    examples_output: Path, article: str
) -> None:
    data = example(examples_output, article)
    axioms = Axioms(ontology_quads("urn:g"))
    by_position = {quad.triple for quad in data if quad.predicate == v.TYPE and quad.object in axioms.defined}
    # Without the types that follow from positions, so that HermiT has to find them.
    found = hermit.classify([*ontology_quads("urn:g"), *(quad for quad in data if quad.triple not in by_position)])
    assert found.consistent
    nodes = {quad.subject.value for quad in data}
    classified = {(node, kind) for node, kind in found.types if node in nodes}
    defined = {kind.value for kind in axioms.defined}
    assert {one for one in classified if one[1] in defined} == {(t.subject.value, t.object.value) for t in by_position}
    ruled = {
        (node.value, kind.value)
        for node, kinds in close(data, axioms).types.items()
        for kind in kinds
        if isinstance(kind, NamedNode) and node.value in nodes
    }
    assert classified == ruled
