# ruff: noqa: E501 (graph patterns read best on one line)
from collections import Counter
from dataclasses import replace

import pytest
from factories import (
    ARTICLE,
    AUTHORITIES,
    BOURITA,
    CAR,
    COMMUNIQUE,
    DIALOGUE,
    DRC,
    LACROIX,
    MEETING,
    MINUSCA,
    MOROCCO,
    PRAISE,
    PROVENANCE,
    RABAT,
    SOUTH_SUDAN,
    THIRD,
    TO_MINUSCA,
    UN,
    deployment,
    evidence,
    fact,
    office,
)  # fmt: skip
from pyoxigraph import Literal, NamedNode, Quad, Store

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import InputError, OntologyError
from kgbuild.fact import Article, Entity
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema
from kgbuild.shapes import validate

SCHEMA = load_schema()
PREFIXES = {**v.PREFIXES, **identity.prefixes()}


def graph(*facts, article=ARTICLE, provenance=None):
    """The triples, once they have passed the shapes together with the authority data."""
    quads = article_quads(article, facts, SCHEMA, provenance=provenance)
    report = validate([*quads, *authority_quads(AUTHORITIES)])
    assert report.conforms, report.results
    return {quad.triple for quad in quads}


def ask(triples, pattern):
    store = Store()
    store.extend(triple_as_quad(triple) for triple in triples)
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES))


def triple_as_quad(triple):
    return Quad(triple.subject, triple.predicate, triple.object)


def node(entity):
    return NamedNode(identity.iri(entity if isinstance(entity, str) else entity.id))


def objects(triples, predicate, subject=None):
    return {t.object for t in triples if t.predicate == predicate and subject in {None, t.subject}}


@pytest.mark.parametrize(
    "pattern",
    [
        "person:nasser-bourita-ma dip:metWith person:jean-pierre-lacroix-un",
        "person:jean-pierre-lacroix-un dip:metWith person:nasser-bourita-ma",
        "person:jean-pierre-lacroix-un dip:hadContactWith person:nasser-bourita-ma",
        "?a a dip:Minister ; dip:metWith ?b . ?b a dip:Official",
        "person:jean-pierre-lacroix-un dip:praised country:MA ; dip:expressedApprovalOf country:MA",
        "country:MA dip:deploysTo country:CF, country:CD, country:SS",
        'person:nasser-bourita-ma dip:holdsPosition ?p . ?p dip:positionOf country:MA ; rdfs:label "Minister of Foreign Affairs"@en ; a dip:Position, dip:ForeignMinisterPosition',
        'person:nasser-bourita-ma rdfs:label "Nasser Bourita"@en ; skos:altLabel "Bourita"@en ; a dip:ForeignMinister, dip:Person',
        '?e a dip:Meeting ; dip:participant person:nasser-bourita-ma, person:jean-pierre-lacroix-un ; dip:place place:rabat-ma ; dip:topic "peacekeeping"@en',
        '?e a dip:Meeting ; dip:date "2023-11-29" ; dip:earliest "2023-11-29"^^xsd:date ; dip:latest "2023-11-29"^^xsd:date',
        '?e a dip:Deployment ; dip:date "2023-11" ; dip:earliest "2023-11-01"^^xsd:date ; dip:latest "2023-11-30"^^xsd:date',
        '?c a dip:Claim ; dip:relation dip:metWith ; dip:about [ a dip:Meeting ] ; dip:subjectOnBehalfOf country:MA ; dip:objectOnBehalfOf org:un ; dip:status "occurred" ; dip:confidence 0.93 ; dip:frame "encounters.meet" ; dip:article article:mfa-017',
        "?c dip:relation dip:attended ; dip:object event:third-strategic-dialogue ; dip:about ?e . ?e a dip:Attendance ; dip:concerns event:third-strategic-dialogue",
        "event:third-strategic-dialogue a dip:Conference, dip:Event",
        'article:mfa-017 a dip:Article ; dcterms:title "Morocco, UN hold talks on peacekeeping"@en ; dcterms:publisher "MFA" ; dcterms:issued "2023-11-30"^^xsd:date',
        "text:mfa-017 dcterms:source <https://mfa.example/017>",
        '<https://w3id.org/kgbuild/id/graph/article/mfa-017> prov:wasGeneratedBy ?a . ?a a prov:Activity ; prov:used text:mfa-017 ; dip:kgbuildVersion "0.1.0" ; dip:languageModel ?m ; dip:lexicon ?l',
    ],
)  # fmt: skip
def test_the_communique_answers(pattern):
    assert ask(graph(*COMMUNIQUE, provenance=PROVENANCE), pattern)


def test_every_quad_is_in_the_articles_graph():
    names = {quad.graph_name for quad in article_quads(ARTICLE, COMMUNIQUE, SCHEMA)}
    assert names == {NamedNode("https://w3id.org/kgbuild/id/graph/article/mfa-017")}


def test_quotes_stand_at_their_offsets():
    quotes = [t for t in graph(*COMMUNIQUE) if t.predicate == v.ANCHOR_OF]
    assert len(quotes) == 3
    for quote in quotes:
        start, end = map(int, quote.subject.value.partition("#char=")[2].split(","))
        assert ARTICLE.text[start:end] == quote.object.value


def test_a_fact_costs_at_most_eighteen_quads():
    quads = article_quads(ARTICLE, COMMUNIQUE, SCHEMA, provenance=PROVENANCE)
    assert len(quads) / len(COMMUNIQUE) <= 18


def test_literals_are_in_the_form_that_a_store_keeps():
    triples = graph(*COMMUNIQUE, replace(MEETING, evidence=evidence(confidence=0.5, frame="other")))
    store = Store()
    store.extend(map(triple_as_quad, triples))
    assert {quad.triple for quad in store} == triples


@pytest.mark.parametrize(
    ("confidence", "form"), [(0.93, "0.93"), (0.930000001, "0.93"), (0.5, "0.5"), (1.0, "1"), (0.0, "0"), (1e-9, "0")]
)
def test_confidence_is_a_canonical_decimal(confidence, form):
    (literal,) = objects(graph(fact(evidence=evidence(confidence=confidence))), v.CONFIDENCE)
    assert literal == Literal(form, datatype=v.XSD_DECIMAL)


SPOKESMAN = Entity("person:someone", "Spokesperson", "Some One")


@pytest.mark.parametrize(
    ("one", "written"),
    [
        (fact(), True),
        (fact(status="planned"), False),
        (fact(status="denied"), False),
        (fact(speaker=SPOKESMAN), False),
        (fact(speaker=BOURITA), True),
        (fact(speaker=LACROIX), True),
        (fact(speaker=MOROCCO, subject_for=MOROCCO), True),
        (fact(speaker=MOROCCO), False),
        (fact("represents", BOURITA, MOROCCO), True),
        (fact("represents", BOURITA, MOROCCO, phase="acting"), True),
        (fact("represents", BOURITA, MOROCCO, phase="former"), False),
        (fact("represents", BOURITA, MOROCCO, phase="incoming"), False),
        (office(BOURITA, "Minister", MOROCCO, phase="current"), True),
        (office(BOURITA, "Minister", MOROCCO, phase="former"), False),
    ],
)
def test_shortcut_rule(one, written):
    assert bool(objects(graph(one), v.dip(one.relation))) is written


def test_a_former_office_gives_no_type():
    plain = replace(BOURITA, kind="Person")
    former = graph(office(plain, "Minister of Health", MOROCCO, "Minister", phase="former"))
    current = graph(office(plain, "Minister of Health", MOROCCO, "Minister"))
    assert objects(former, v.TYPE, node(BOURITA)) == {v.PERSON}
    assert objects(current, v.TYPE, node(BOURITA)) == {v.PERSON, v.dip("Minister"), v.dip("Official")}


def test_one_occasion_is_one_event_with_all_participants():
    third = Entity("person:third-fr", "Person", "A Third")
    triples = graph(MEETING, replace(MEETING, object=third))
    (event,) = objects(triples, v.ABOUT)
    assert objects(triples, v.PARTICIPANT, event) == {node(BOURITA), node(LACROIX), node(third)}


@pytest.mark.parametrize(
    "other",
    [replace(MEETING, occasion="mfa-017#300"), replace(MEETING, date="2023-10"), replace(MEETING, relation="phoned")],
)
def test_another_occasion_date_or_class_is_another_event(other):
    assert len(objects(graph(MEETING, other), v.ABOUT)) == 2


def test_facts_without_occasion_do_not_share_an_event():
    assert len(objects(graph(fact(), fact("phoned"), fact(subject=SPOKESMAN)), v.ABOUT)) == 3


def test_one_event_announced_held_and_denied_has_three_claims():
    triples = graph(*(replace(MEETING, status=status) for status in ("occurred", "planned", "denied")))
    assert len(objects(triples, v.ABOUT)) == 1
    assert {literal.value for literal in objects(triples, v.STATUS)} == {"occurred", "planned", "denied"}


def test_one_total_over_three_deployments_is_one_event_and_stands_on_the_claims():
    triples = graph(deployment(CAR), deployment(DRC), deployment(SOUTH_SUDAN))
    totals = [t.subject for t in triples if t.predicate == v.QUANTITY and t.object == Literal("1724 peacekeepers")]
    (event,) = objects(triples, v.ABOUT)
    assert len(totals) == 3
    assert event not in totals
    assert len(objects(triples, v.PARTICIPANT, event)) == 4


def test_a_place_is_no_participant():
    triples = graph(fact("visited", LACROIX, RABAT))
    (event,) = objects(triples, v.ABOUT)
    assert objects(triples, v.PARTICIPANT, event) == {node(LACROIX)}
    assert objects(triples, v.CONCERNS, event) == {node(RABAT)}


def test_attended_may_point_at_the_node_of_a_meeting():
    meeting = Entity(identity.event_id(MEETING, "Meeting"), "Meeting", "the meeting")
    triples = graph(MEETING, fact("attended", SPOKESMAN, meeting, evidence=evidence(THIRD)))
    assert ask(triples, "?who dip:attended ?m . ?m a dip:Meeting ; dip:participant person:nasser-bourita-ma")


def test_a_tenure_has_phase_and_bounds_where_any_is_known():
    triples = graph(
        office(BOURITA, "Minister of Health", MOROCCO, "Minister", phase="former", since="2017", until="2019-04")
    )
    assert ask(
        triples,
        '?c dip:about ?t ; dip:object ?p . ?t a dip:Tenure ; dip:holder person:nasser-bourita-ma ; dip:position ?p ; dip:phase "former" ; dip:since "2017" ; dip:until "2019-04"',
    )
    assert not ask(graph(office(BOURITA, "Minister of Health", MOROCCO)), "?t a dip:Tenure")


def test_a_membership_has_phase_bounds_and_date_on_the_claim():
    triples = graph(fact("memberOf", MOROCCO, UN, phase="current", since="1956", date="1956-11"))
    assert ask(triples, '?c a dip:Claim ; dip:phase "current" ; dip:since "1956" ; dip:latest "1956-11-30"^^xsd:date')


def test_positions_of_an_unknown_body_are_not_merged():
    titles = graph(office(BOURITA, "Chairman", None), office(LACROIX, "Chairman", None))
    assert len(objects(titles, v.dip("holdsPosition"))) == 2


def test_australia_and_the_african_union_have_different_positions():
    union, australia = Entity("org:au", "Organization", "African Union"), Entity("country:AU", "Country", "Australia")
    assert identity.position_id("Envoy", BOURITA, union) != identity.position_id("Envoy", BOURITA, australia)


def test_facts_that_differ_in_confidence_alone_are_one_claim_with_the_higher():
    triples = graph(*(replace(MEETING, evidence=evidence(confidence=number)) for number in (0.4, 0.8, 0.6)))
    assert objects(triples, v.CONFIDENCE) == {Literal("0.8", datatype=v.XSD_DECIMAL)}


@pytest.mark.parametrize(
    ("basis", "written"), [("relative", True), ("publication", True), ("stated", False), (None, False)]
)
def test_the_basis_of_a_date_is_written_unless_stated(basis, written):
    triples = graph(replace(MEETING, evidence=evidence(date_basis=basis)))
    assert objects(triples, v.DATE_BASIS) == ({Literal(basis)} if written else set())


def test_authority_data_is_written_once_and_not_by_each_article():
    assert not objects(graph(*COMMUNIQUE), v.LABEL, node(MOROCCO))
    triples = {quad.triple for quad in authority_quads([*AUTHORITIES, BOURITA, MOROCCO, DIALOGUE])}
    assert objects(triples, v.LABEL, node(MOROCCO)) == {Literal("Morocco", language="en")}
    assert objects(triples, v.ISO3166, node(MOROCCO)) == {Literal("MA")}
    assert objects(triples, v.EXACT_MATCH, node(RABAT)) == {NamedNode("https://sws.geonames.org/2538475/")}
    assert objects(triples, v.EXACT_MATCH, node(MINUSCA)) == {NamedNode("http://www.wikidata.org/entity/Q16954447")}
    assert not any(triple.subject in {node(BOURITA), node(DIALOGUE)} for triple in triples)


def test_an_unknown_scheme_of_identifiers_is_kept():
    body = replace(UN, links=(("ror", "02jx3x895"),))
    assert objects({q.triple for q in authority_quads([body])}, v.IDENTIFIER) == {Literal("ror:02jx3x895")}


def test_derived_facts_are_not_of_the_articles_graph():
    assert graph(*COMMUNIQUE, TO_MINUSCA) == graph(*COMMUNIQUE)


@pytest.mark.parametrize(
    ("article", "predicate", "expected"),
    [
        (replace(ARTICLE, url="http://a/{b} c"), v.SOURCE, Literal("http://a/{b} c")),
        (replace(ARTICLE, url=None), v.SOURCE, node("article:mfa-017")),
        (replace(ARTICLE, published="2023-11"), v.ISSUED, Literal("2023-11")),
        (replace(ARTICLE, language="en_US?"), v.TITLE, Literal(ARTICLE.title)),
    ],
)
def test_metadata_that_is_not_as_it_should_be_is_kept_as_text(article, predicate, expected):
    assert objects(graph(PRAISE, article=article), predicate) == {expected}


def test_an_article_with_no_facts_is_still_there():
    assert Counter(t.predicate for t in graph(article=Article("a", "text"))) == {
        v.TYPE: 1,
        v.IDENTIFIER: 1,
        v.SOURCE: 1,
    }


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (fact("likes"), OntologyError, "mfa-017: the ontology has no relation 'likes'"),
        (fact(target=None), OntologyError, "metWith has neither object nor value"),
        (fact(target=replace(LACROIX, kind="Alien")), OntologyError, "no class 'Alien'"),
        (fact(target=replace(LACROIX, id="lacroix")), InputError, "'lacroix' begins with none"),
    ],
)
def test_what_is_wrong_is_named(wrong, error, message):
    with pytest.raises(error, match=message):
        article_quads(ARTICLE, [wrong], SCHEMA)
