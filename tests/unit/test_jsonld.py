"""How the graph looks as JSON-LD."""

import json

import pytest
from factories import ARTICLE, AUTHORITIES, COMMUNIQUE
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, Triple
from rdf_readers import canonical, with_oxigraph, with_pyld, with_rdflib

from kgbuild import identity, resources
from kgbuild import vocabulary as v
from kgbuild.errors import ExportError
from kgbuild.export import render
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema
from kgbuild.writers.context import context, shipped

BASE = identity.DEFAULT_BASE
SUBJECT = NamedNode("urn:x:s")


SAID = article_quads(ARTICLE, COMMUNIQUE, load_schema())


@pytest.fixture(scope="module")
def document():
    return json.loads(render([*SAID, *authority_quads(AUTHORITIES)], "jsonld"))


@pytest.fixture(scope="module")
def said(document):
    """By id, the nodes of the article's graph."""
    (graph,) = [graph for graph in document["@graph"] if graph["id"] == "graph/article/mfa-017"]
    return {node["id"]: node for node in graph["@graph"]}


def node_of(*pairs, base=BASE):
    """What is written of one subject with these predicates and objects."""
    content = render([Quad(SUBJECT, predicate, value) for predicate, value in pairs], "jsonld", base=base)
    (node,) = json.loads(content)["@graph"]
    assert node.pop("id") == SUBJECT.value
    return node


def test_each_graph_is_one_object_and_has_one_object_a_node(document, said):
    assert [graph["id"] for graph in document["@graph"]] == ["graph/article/mfa-017", "graph/authority"]
    assert all(set(graph) == {"id", "@graph"} for graph in document["@graph"])
    assert len(said) == len({quad.subject for quad in SAID})


def test_a_person(said):
    assert said["person/nasser-bourita-ma"] == {
        "id": "person/nasser-bourita-ma",
        "type": ["ForeignMinister", "Minister", "Official", "Person"],
        "label": {"en": "Nasser Bourita"},
        "altLabel": {"en": "Bourita"},
        "attended": "event/third-strategic-dialogue",
        "hadContactWith": "person/jean-pierre-lacroix-un",
        "holdsPosition": "position/minister-of-foreign-affairs-ma",
        "metWith": "person/jean-pierre-lacroix-un",
        "represents": "country/MA",
    }


def test_a_claim_and_its_words(said):
    claim = next(node for node in said.values() if node.get("relation") == "metWith")
    assert claim["type"] == "Claim"
    assert claim["subject"] == "person/nasser-bourita-ma"
    assert claim["object"] == "person/jean-pierre-lacroix-un"
    assert claim["confidence"] == "0.93"
    assert said[claim["wasDerivedFrom"]]["anchorOf"].startswith("Minister of Foreign Affairs Nasser Bourita held")
    assert said[claim["about"]]["earliest"] == "2023-11-29"
    assert said[claim["article"]]["title"] == {"en": ARTICLE.title}


@pytest.mark.parametrize(
    ("predicate", "value", "member"),
    [
        (v.LABEL, Literal("x", language="fr"), {"label": {"fr": "x"}}),
        (v.LABEL, Literal("x"), {"rdfs:label": "x"}),
        (v.LABEL, NamedNode("urn:x:o"), {"rdfs:label": {"id": "urn:x:o"}}),
        (v.EARLIEST, Literal("2023-11-29", datatype=v.XSD_DATE), {"earliest": "2023-11-29"}),
        (v.EARLIEST, Literal("2023"), {"earliest": {"@value": "2023"}}),
        (v.CONFIDENCE, Literal("0.930", datatype=v.XSD_DECIMAL), {"confidence": "0.930"}),
        (v.SOURCE_COUNT, Literal(2), {"sourceCount": 2}),
        (v.SOURCE_COUNT, Literal("02", datatype=v.XSD_INTEGER), {"sourceCount": "02"}),
        # More than the 53 bits of a double, which is what many readers make of a number.
        (v.SOURCE_COUNT, Literal(2**60), {"sourceCount": str(2**60)}),
        (v.STATUS, Literal("occurred"), {"status": "occurred"}),
        (v.STATUS, Literal("1", datatype=v.XSD_INTEGER), {"status": {"@value": "1", "@type": "xsd:integer"}}),
        (v.PLACE, NamedNode(BASE + "place/rabat-ma"), {"place": "place/rabat-ma"}),
        (v.PLACE, NamedNode(BASE + "a:b"), {"place": BASE + "a:b"}),
        (v.PLACE, NamedNode(BASE + "a/../b"), {"place": BASE + "a/../b"}),
        (v.PLACE, BlankNode("b"), {"place": "_:b"}),
        (v.PLACE, Literal("Rabat"), {"place": {"@value": "Rabat"}}),
        (v.RELATION, v.dip("metWith"), {"relation": "metWith"}),
        (v.RELATION, NamedNode("urn:x:r"), {"relation": "urn:x:r"}),
        (v.TYPE, v.dip("Person"), {"type": "Person"}),
        # A name that the context gives to something else.
        (v.TYPE, v.dip("label"), {"type": "dip:label"}),
        (v.TYPE, Literal("x"), {"rdf:type": "x"}),
        (v.SUB_CLASS_OF, v.dip("Party"), {"rdfs:subClassOf": {"id": "dip:Party"}}),
        (NamedNode("urn:x:p"), Literal("x", language="en"), {"urn:x:p": {"@value": "x", "@language": "en"}}),
    ],
)  # fmt: skip
def test_values(predicate, value, member):
    assert node_of((predicate, value)) == member
    quads = [Quad(SUBJECT, predicate, value)]
    for read in (with_oxigraph, with_rdflib, with_pyld):
        assert canonical(read(render(quads, "jsonld"), "jsonld")) == canonical(quads)


def test_several_values_are_a_list():
    pairs = [(v.LABEL, Literal(text, language=tag)) for text, tag in (("b", "en"), ("a", "en"), ("c", "fr"))]
    assert node_of(*pairs, (v.PLACE, SUBJECT), (v.PLACE, Literal("x"))) == {
        "label": {"en": ["a", "b"], "fr": "c"},
        "place": [{"@value": "x"}, SUBJECT.value],
    }


@pytest.mark.parametrize("base", ["https://example.org/kg#", "urn:example:"])
def test_under_a_base_without_a_path_iris_are_written_in_full(base):
    assert node_of((v.PLACE, NamedNode(base + "place/x")), base=base) == {"place": base + "place/x"}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (NamedNode("place:rabat"), "begins like a term"),
        (NamedNode("dip:x"), "begins like a term"),
        (Triple(SUBJECT, v.TYPE, SUBJECT), "no triple terms"),
        (Literal("x", language="ar", direction=BaseDirection.RTL), "direction"),
    ],
)
def test_what_jsonld_cannot_hold_is_refused(value, message):
    with pytest.raises(ExportError, match=message):
        render([Quad(SUBJECT, v.PLACE, value)], "jsonld")


def test_the_shipped_context_is_that_of_the_ontology():
    """``python -m kgbuild.writers.context > ontology/context.jsonld`` renews it."""
    assert (resources.ontology() / "context.jsonld").read_text(encoding="utf-8") == shipped()


def test_the_context_of_a_file_is_the_shipped_one_and_the_base(document):
    assert document["@context"] == json.loads(shipped())["@context"] | {"@base": BASE}


def test_each_name_is_that_of_one_term():
    names = [name for name, _ in context().terms.values()]
    assert len(names) == len(set(names)) > 60
    assert not {"id", "type", *v.PREFIXES} & set(names)
    assert set(load_schema().relations) <= set(names)
