import unicodedata
from dataclasses import replace

import pytest
from factories import ARTICLE, BOURITA, COMMUNIQUE, LACROIX, MEETING, MOROCCO, TO_MINUSCA, evidence, fact
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Dataset, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild.derived import digests_of, identity_joins, identity_quads, missions_quads, together
from kgbuild.export import render
from kgbuild.fact import Article, Entity
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema

SCHEMA = load_schema()
any_text = st.text(max_size=30)
any_character = st.text(st.characters(exclude_categories=()), max_size=30)
bodies = st.sampled_from([MOROCCO, None])
names = st.sampled_from(["A B", "B", "A C B"])
dates = st.sampled_from([None, "2023-11-29", "2023"])
statuses = st.sampled_from(["occurred", "planned"])
people = st.builds(lambda local, label: Entity(f"person:{local}", "Official", label), any_text, names)
facts = st.lists(
    st.builds(
        lambda subject, target, body, date, status, words: fact(
            subject=subject, target=target, subject_for=body, date=date, status=status, article="a",
            evidence=replace(evidence(), quote=words),
        ),
        people, people, bodies, dates, statuses, any_text,
    ),
    max_size=6,
)  # fmt: skip


def graph_of(name, said):
    return article_quads(
        Article(name, "", published="2023-11-30"), [replace(one, article=name) for one in said], SCHEMA
    )


@given(any_character)
def test_any_id_gives_a_valid_iri(local_name):
    iri = identity.iri(f"article:{local_name}")
    # A parser, which is stricter than the constructor, takes it and does not resolve it to something else.
    (triple,) = parse(f"<{iri}> <urn:x:p> <{iri}> .", RdfFormat.N_TRIPLES)
    assert triple.subject.value == iri
    assert iri.startswith("https://w3id.org/kgbuild/id/article/")
    assert set(iri.removeprefix("https://w3id.org/kgbuild/id/article/")).isdisjoint("/?#[]@ ")


@given(any_text, any_text)
def test_different_ids_have_different_iris(one, other):
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (identity.escape(one) == identity.escape(other)) is same


@given(st.permutations([*COMMUNIQUE, TO_MINUSCA]))
@settings(max_examples=20)
def test_the_order_of_facts_does_not_matter(shuffled):
    assert article_quads(ARTICLE, shuffled, SCHEMA) == article_quads(ARTICLE, COMMUNIQUE, SCHEMA)
    assert missions_quads(shuffled, SCHEMA) == missions_quads([TO_MINUSCA], SCHEMA)


@given(facts, facts, st.randoms())
@settings(max_examples=30)
def test_the_order_of_articles_does_not_matter(first, second, random):
    said = {"a": first, "b": second, "c": first}
    quads = [quad for name in said for quad in graph_of(name, said[name])]
    shuffled = random.sample(quads, len(quads))
    texts = {name: f"The text of {len(facts)} facts" for name, facts in said.items()}
    digests, turned = (digests_of(graphs, texts, SCHEMA) for graphs in (quads, shuffled))
    assert digests == turned
    assert together(digests) == together(turned[::-1])


@given(facts, facts, facts)
@settings(max_examples=30)
def test_an_article_that_is_taken_back_leaves_nothing(first, second, third):
    graphs = {name: graph_of(name, said) for name, said in zip("abc", (first, second, third), strict=True)}

    def derived(names):
        quads = [quad for name in names for quad in graphs[name]]
        return together(digests_of(quads, dict.fromkeys(names, "One text"), SCHEMA))

    before = derived("ac")
    derived("abc")
    assert derived("ca") == before
    known = {term for name in "ac" for quad in graphs[name] for term in (quad.subject, quad.object)}
    assert {quad.subject for quad in before[0]} <= known


@given(facts)
@settings(max_examples=30)
def test_each_person_joins_at_most_one_other_who_joins_nobody(said):
    digests = digests_of(article_quads(Article("a", ""), said, SCHEMA), {}, SCHEMA)
    quads = identity_quads(digests, identity_joins(digests))
    joined = [(q.subject, q.object) for q in quads if q.predicate.value.endswith("sameAs")]
    assert len({double for double, _ in joined}) == len(joined)
    assert {double for double, _ in joined}.isdisjoint(best for _, best in joined)


@pytest.mark.parametrize(
    ("form", "rdf_format"), [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)]
)
@given(facts)
@settings(max_examples=15)
def test_what_is_read_back_is_what_was_written(form, rdf_format, said):
    quads = article_quads(Article("a b/c", ""), said, SCHEMA)
    assert Dataset(parse(render(quads, form), rdf_format)) == Dataset(quads)


@given(facts)
@settings(max_examples=15)
def test_turtle_holds_the_union(said):
    quads = article_quads(Article("a b/c", ""), said, SCHEMA)
    union = Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    assert Dataset(parse(render(quads, "turtle"), RdfFormat.TURTLE)) == union


@given(st.sampled_from(["event", "claim"]), st.floats(0, 1), st.floats(0, 1))
def test_ids_do_not_depend_on_confidence(kind, one, other):
    make = {"event": lambda f: identity.event_id(f, "Meeting"), "claim": identity.claim_id}[kind]
    first, second = (replace(MEETING, evidence=evidence(confidence=number)) for number in (one, other))
    assert make(first) == make(second)
    assert make(first) != make(replace(first, subject=LACROIX, object=BOURITA, occasion="mfa-017#93"))
