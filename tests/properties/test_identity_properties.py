"""What holds of identity across articles, whatever they tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factories import LACROIX, MOROCCO, UN, fact, office
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kgbuild.derived import Digest, digests_of, identity_joins, identity_quads
from kgbuild.derived.joins import Rulings
from kgbuild.derived.names import likeness, read_name
from kgbuild.derived.transliteration import folds
from kgbuild.fact import Article, Entity
from kgbuild.gazetteer import slug
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema

SCHEMA = load_schema()
NAMES = (
    "Nasser Bourita", "Naser Burita", "Bourita", "N. Bourita", "Karim Bourita", "Nasser A. Bourita", "Karem Bourita",
    "Karam Bourita", "Nasser Bourita Jr.",
)  # fmt: skip
TITLES = ("Minister of Health", "Minister of Transport", "leader")
persons = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from([MOROCCO, UN, None]),
    st.sampled_from([None, *TITLES]),
)
articles = st.lists(
    st.tuples(
        st.lists(persons, min_size=1, max_size=3), st.sampled_from([None, "1990-05-01", "2020-01-01", "2021-02"])
    ),
    max_size=8,
)
any_name = st.text(max_size=30)
Told = tuple[list[tuple[str, Entity | None, str | None]], str | None]


def quads(number: int, told: Told) -> list[Quad]:
    said: list[Any] = []
    people, date = told
    for name, body, title in people:
        local = "-".join(filter(None, (slug(name), body.id.partition(":")[2].lower() if body else "")))
        person = Entity(f"person:{local}", "Official", name)
        said.append(fact("metWith", person, LACROIX, subject_for=body, article=str(number)))
        if title:
            said.append(office(person, title, body, article=str(number)))
    return article_quads(Article(str(number), "", published=date), said, SCHEMA)


def digested(said: Iterable[Quad]) -> list[Digest]:
    return digests_of(said, {}, SCHEMA)


@given(articles, st.randoms())
@settings(max_examples=60)
def test_the_order_of_articles_does_not_matter(told: list[Told], random: Any) -> None:
    graphs = [quads(number, one) for number, one in enumerate(told)]
    in_order = [quad for graph in graphs for quad in graph]
    digests = digested(in_order)
    shuffled = random.sample(digested(random.sample(in_order, len(in_order))), len(digests))
    joins = identity_joins(digests)
    assert identity_joins(shuffled) == joins
    assert identity_quads(shuffled, joins) == identity_quads(digests, joins)


@given(articles, st.integers(0, 7))
@settings(max_examples=60)
def test_an_article_that_is_taken_back_leaves_nothing_behind(told: list[Told], gone: int) -> None:
    graphs = [quads(number, one) for number, one in enumerate(told)]
    left = [quad for number, graph in enumerate(graphs) if number != gone for quad in graph]
    taken_back = [quad for graph in graphs for quad in graph if not quad.graph_name.value.endswith(f"/{gone}")]
    joins = identity_joins(digested(taken_back))
    assert joins == identity_joins(digested(left))
    assert not any(str(gone) in join.articles for join in joins)


@given(articles)
@settings(max_examples=60)
def test_nobody_is_joined_to_one_whose_full_name_is_another(told: list[Told]) -> None:
    joins = identity_joins(digested(quad for number, one in enumerate(told) for quad in quads(number, one)))
    clusters: dict[str, set[str]] = {}
    for join in joins:
        clusters.setdefault(join.canonical, {join.canonical}).add(join.double)
    labels = {f"person:{slug(name)}{tail}": name for name in NAMES for tail in ("", "-ma", "-un")}
    for ids in clusters.values():
        names = [read_name(labels[one]) for one in ids]
        assert all(likeness(one, other) for one in names for other in names if one.is_full and other.is_full)


@given(articles, st.data())
@settings(max_examples=60)
def test_a_person_has_the_last_word(told: list[Told], data: Any) -> None:
    said = [quad for number, one in enumerate(told) for quad in quads(number, one)]
    ids = sorted(
        {quad.subject.value.partition("/id/")[2].replace("/", ":") for quad in said if "/person/" in str(quad.subject)}
    )
    if len(ids) < 2:
        return
    digests = digested(said)
    pair = frozenset(data.draw(st.permutations(ids))[:2])
    one = {join.double: join.canonical for join in identity_joins(digests, Rulings(same=(pair,)))}
    apart = {join.double: join.canonical for join in identity_joins(digests, Rulings(different=(pair,)))}
    assert len({one.get(each, each) for each in pair}) == 1
    assert len({apart.get(each, each) for each in pair}) == 2


@given(any_name, any_name)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    for family_first in (True, False):
        pair = read_name(one), read_name(other)
        assert likeness(*pair, family_first=family_first) == likeness(*pair[::-1], family_first=family_first)


@given(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=12))
def test_a_word_has_few_folds_and_they_are_its_own_in_any_spelling(word: str) -> None:
    assert 1 <= len(folds(word)) <= 4
