"""The alignments speak of terms that there are, and say nothing that is not sure."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kgbuild import resources
from kgbuild import vocabulary as v
from kgbuild.ontology import ontology_quads

TRIPLES = [quad.triple for quad in parse((resources.ontology() / "alignments.ttl").read_bytes(), RdfFormat.TURTLE)]
MATCHES = {"closeMatch", "relatedMatch"}
# Terms that the vocabularies have: one that is not here is a slip of the pen. Of Wikidata, what its ids stand for.
KNOWN = {
    "http://www.w3.org/ns/prov#": "Agent Person Organization Entity Activity Location wasAssociatedWith "
    "wasAttributedTo atLocation actedOnBehalfOf",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "Event Actor Place View hasActor hasPlace accordingTo hasTimeStamp "
    "hasEarliestBeginTimeStamp hasLatestEndTimeStamp",
    "http://www.w3.org/ns/org#": "Organization Post Membership holds heldBy postIn memberOf hasMember",
    "http://xmlns.com/foaf/0.1/": "Agent Person Organization Document",
    "http://schema.org/": "Person Country Organization Place Event Claim Article OrganizationRole memberOf member "
    "about appearance location startDate endDate",
    "http://www.w3.org/2006/time#": "TemporalEntity hasBeginning hasEnd hasTime inXSDDate",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "Context",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "Statement subject predicate object",
}
WIKIDATA = {
    "P39": "position held", "P276": "location", "P297": "ISO 3166-1 alpha-2 code", "P463": "member of",
    "P488": "chairperson", "P530": "diplomatic relation", "P580": "start time", "P582": "end time",
    "P585": "point in time", "P664": "organizer", "P710": "participant", "P748": "appointed by", "P921": "main subject",
    "P1001": "applies to jurisdiction", "P1308": "officeholder", "P1344": "participant in", "Q5": "human",
    "Q6256": "country", "Q43229": "organization", "Q48352": "head of state", "Q83307": "minister",
    "Q121998": "ambassador", "Q1656682": "event", "Q2285706": "head of government", "Q4164871": "position",
}  # fmt: skip


def alignments() -> list[tuple[NamedNode, str, NamedNode]]:
    """What is said of our terms."""
    return [
        (one.subject, one.predicate.value.rpartition("#")[2], one.object)
        for one in TRIPLES
        if isinstance(one.subject, NamedNode) and one.subject.value.startswith(v.DIP)
    ]


def test_our_terms_exist() -> None:
    declared = {quad.subject for quad in ontology_quads("urn:g") if quad.predicate == v.TYPE}
    assert len(alignments()) > 80
    assert {subject for subject, _, _ in alignments()} <= declared
    assert not any(isinstance(one.subject, BlankNode) for one in TRIPLES)


def test_theirs_are_terms_of_known_vocabularies_and_each_vocabulary_is_there() -> None:
    theirs = {value.value for _, _, value in alignments()}
    known = {namespace + name for namespace, names in KNOWN.items() for name in names.split()}
    known |= {f"http://www.wikidata.org/{'entity' if one[0] == 'Q' else 'prop/direct'}/{one}" for one in WIKIDATA}
    assert theirs <= known
    for namespace in (*KNOWN, "http://www.wikidata.org/prop/direct/"):
        assert any(one.startswith(namespace) for one in theirs), namespace


def test_sub_terms_are_of_declared_terms_and_matches_of_any() -> None:
    said = {name for _, name, _ in alignments()}
    assert said == {"subClassOf", "subPropertyOf", *MATCHES}
    declared = {one.subject for one in TRIPLES if one.predicate == v.TYPE}
    inherited = {quad.subject for quad in ontology_quads("urn:g") if quad.predicate == v.TYPE}
    assert {value for _, name, value in alignments() if name not in MATCHES} <= declared | inherited


def test_nothing_stands_both_as_a_sub_term_and_as_a_match() -> None:
    firm = {(subject, value) for subject, name, value in alignments() if name not in MATCHES}
    assert not firm & {(subject, value) for subject, name, value in alignments() if name in MATCHES}


@pytest.mark.parametrize("file", ["diplomacy.ttl", "events.ttl"])
def test_nothing_imports_them(file: str) -> None:
    assert not re.search(r"imports\s+<[^>]*alignments", (resources.ontology() / file).read_text(encoding="utf-8"))
    assert not any("alignments" in str(quad) for quad in ontology_quads("urn:g"))
