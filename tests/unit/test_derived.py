from dataclasses import replace

import pytest
from factories import BOURITA, COMMUNIQUE, LACROIX, MEETING, MOROCCO, TO_MINUSCA, UN, fact, office
from pyoxigraph import NamedNode

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived import digests_of, identity_joins, identity_quads, missions_quads, together
from kgbuild.derived.joins import Rulings
from kgbuild.fact import Article, Entity
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema

SCHEMA = load_schema()


def node(entity_id):
    return NamedNode(identity.iri(entity_id))


def told_by(*articles, one=MEETING):
    """The graphs of articles that tell a fact: ids and texts."""
    quads = []
    for name, text in articles:
        retold = replace(one, article=name, occasion=f"{name}#1", evidence=replace(one.evidence, quote=text))
        quads += article_quads(Article(name, text, published="2023-11-30"), [retold], SCHEMA)
    return quads


def counts(quads, texts=()):
    """The counts of sources that are written."""
    derived, _ = together(digests_of(quads, dict(texts), SCHEMA))
    return [int(quad.object.value) for quad in derived if quad.predicate == v.SOURCE_COUNT]


@pytest.mark.parametrize(
    ("articles", "expected"),
    [
        ([("a", "They met.")], []),
        ([("a", "They met."), ("b", "The two held talks.")], [2]),
        ([("a", "They met."), ("b", "They  met.")], []),
        ([("a", "They met."), ("b", "They met."), ("c", "Talks were held.")], [2]),
    ],
)
def test_copies_count_once_and_the_count_stands_once(articles, expected):
    assert counts(told_by(*articles), articles) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(MEETING, subject=LACROIX, object=BOURITA, subject_for=UN, object_for=MOROCCO), [2]),
        (replace(MEETING, status="planned"), [2]),
        (replace(MEETING, status="denied"), [2]),
        (replace(MEETING, date="2023-11-28"), []),
        (replace(MEETING, date=None, place=None, topic=None), []),
        (replace(MEETING, relation="phoned"), []),
    ],
)
def test_what_counts_as_one_event(other, expected):
    assert counts([*told_by(("a", "They met.")), *told_by(("b", "Both met."), one=other)]) == expected


def test_the_count_stands_on_the_canonical_event():
    quads = told_by(("a", "They met."), ("b", "Both met."))
    derived, (row,) = together(digests_of(quads, {}, SCHEMA))
    (counted,) = (quad.subject for quad in derived if quad.predicate == v.SOURCE_COUNT)
    assert counted == node(row.canonical)
    assert {quad.subject for quad in derived if quad.predicate == v.SAME_AS} == {node(row.double)}


def test_what_a_person_rules_holds_for_events_and_texts():
    texts = [("a", "They met."), ("b", "They met.")]
    digests = digests_of(told_by(*texts), dict(texts), SCHEMA)
    _, rows = together(digests)
    assert [row.double.partition(":")[0] for row in rows] == ["event", "article"]
    for row in rows:
        _, left = together(digests, Rulings(different=(frozenset({row.double, row.canonical}),)))
        assert left == [other for other in rows if other is not row]


def test_one_tenure_that_two_articles_tell_of():
    former = office(BOURITA, "Minister of Health", MOROCCO, phase="former")
    assert counts(told_by(("a", "Ex-minister Bourita"), ("b", "Bourita, a former minister,"), one=former)) == [2]


def test_derived_facts_stand_in_a_graph_of_their_own_on_the_event_of_the_article():
    quads = missions_quads([*COMMUNIQUE, TO_MINUSCA], SCHEMA)
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert {quad.graph_name for quad in quads} == {NamedNode("https://w3id.org/kgbuild/id/graph/derived/missions")}
    assert (node("country:MA"), v.dip("deploysTo"), node("mission:minusca")) in triples
    assert [o.value for _, p, o in triples if p == v.DERIVED_FROM] == ["missions.csv#minusca"]
    (event,) = {o for _, p, o in triples if p == v.ABOUT}
    assert event == node(identity.event_id(COMMUNIQUE[6], "Deployment"))


def person(local_name, label, kind="Official"):
    return Entity(f"person:{local_name}", kind, label)


def joined(quads):
    """graph:derived/identity of the graphs of articles."""
    digests = digests_of(quads, {}, SCHEMA)
    return identity_quads(digests, identity_joins(digests))


def doubles(*people):
    """(person, state or body) pairs, each in an article of its own → the local names that were found to be one."""
    quads = []
    for who, body in people:
        said = fact("metWith", who, LACROIX, subject_for=body, article=who.id)
        quads += article_quads(Article(who.id, ""), [said], SCHEMA)
    quads = joined(quads)
    return {
        (quad.subject.value.rsplit("/")[-1], quad.object.value.rsplit("/")[-1])
        for quad in quads
        if quad.predicate == v.SAME_AS
    }


SHORT = (person("bourita-ma", "Bourita"), MOROCCO)
FULL = (person("nasser-bourita-ma", "Nasser Bourita"), MOROCCO)
NAMESAKE = (person("karim-bourita-ma", "Karim Bourita"), MOROCCO)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([SHORT, FULL], {("bourita-ma", "nasser-bourita-ma")}),
        ([SHORT, FULL, NAMESAKE], set()),
        ([FULL, NAMESAKE], set()),
        ([SHORT], set()),
        ([(person("bourita-un", "Bourita"), UN), FULL], set()),
        ([(person("bourita", "Bourita"), None), FULL], set()),
        ([(person("nasser-bourita", "Nasser Bourita"), None), FULL], {("nasser-bourita", "nasser-bourita-ma")}),
        (
            [
                (person("nasser-bourita", "Nasser Bourita"), None),
                FULL,
                (person("nasser-bourita-un", "Nasser Bourita"), UN),
            ],
            set(),
        ),
        (
            [SHORT, FULL, (person("nasser-a-bourita-ma", "Nasser A. Bourita"), MOROCCO)],
            {("bourita-ma", "nasser-a-bourita-ma"), ("nasser-bourita-ma", "nasser-a-bourita-ma")},
        ),
        (
            # Two states' namesakes do not become one through a longer name that has no state.
            [
                (person("ali-bin-hassan", "Ali bin Hassan"), None),
                (person("ali-hassan-ma", "Ali Hassan"), MOROCCO),
                (person("ali-hassan-un", "Ali Hassan"), UN),
            ],
            set(),
        ),
        ([(person("türk-un", "Türk"), UN), (person("turk-un", "Volker Turk"), UN)], {("türk-un", "turk-un")}),
    ],
)  # fmt: skip
def test_who_is_one(people, expected):
    assert doubles(*people) == doubles(*reversed(people)) == expected


def test_shortcuts_and_types_are_repeated_on_the_canonical_person_in_both_places():
    double = replace(BOURITA, id="person:bourita-ma", kind="Minister", label="Bourita", names=())
    first = article_quads(
        Article("a", ""), [fact(subject=replace(BOURITA, kind="Person"), subject_for=MOROCCO)], SCHEMA
    )
    second = article_quads(Article("b", ""), [fact("phoned", double, LACROIX, subject_for=MOROCCO)], SCHEMA)
    quads = joined([*first, *second])
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    canonical, other = node(BOURITA.id), node(LACROIX.id)
    assert {(canonical, v.dip("phoned"), other), (other, v.dip("phoned"), canonical)} <= triples
    assert {(canonical, v.TYPE, v.dip("Minister")), (node(double.id), v.SAME_AS, canonical)} <= triples
    assert joined([*second, *first]) == quads


def test_nothing_is_written_where_nothing_had_to_be_joined():
    assert joined(article_quads(Article("a", ""), COMMUNIQUE, SCHEMA)) == []
