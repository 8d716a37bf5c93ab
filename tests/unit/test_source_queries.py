"""How many sources say it, and on what they disagree: asked of two engines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import rdflib
from factories import BOURITA, CAR, LACROIX, MINUSCA, MOROCCO, RABAT, UN, evidence
from pyoxigraph import Quad

from kgbuild import derived, graph, identity, ontology
from kgbuild.export import render
from kgbuild.fact import Article, Entity, Fact
from kgbuild.queries import bind, load_queries
from kgbuild.stores import Table
from kgbuild.stores.embedded import EmbeddedStore

QUERIES = load_queries()
SCHEMA = ontology.load_schema()
ATTAF = Entity("person:ahmed-attaf-dz", "ForeignMinister", "Ahmed Attaf")
ALGERIA = Entity("country:DZ", "Country", "Algeria", links=(("iso3166", "DZ"),))
SURNAME = Entity("person:bourita-ma", "ForeignMinister", "Bourita")


def said(article: str, offset: int, relation: str, subject: Entity, target: Entity, quote: str, **more: Any) -> Fact:
    return Fact(
        article=article, relation=relation, subject=subject, object=target, occasion=f"{article}#{offset}",
        evidence=replace(evidence(), start=offset, end=offset + len(quote), quote=quote), **more,
    )  # fmt: skip


MET: dict[str, Any] = {"date": "2023-11-29", "subject_for": MOROCCO, "object_for": UN}
IN_NOVEMBER: dict[str, Any] = {"date": "2023-11"}
TALKED: dict[str, Any] = {"date": "2023-11-20", "subject_for": MOROCCO, "object_for": ALGERIA}
FACTS = [
    said("ministry", 0, "metWith", BOURITA, LACROIX, "Bourita met Lacroix in Rabat.", place=RABAT, **MET),
    said("wire", 0, "metWith", LACROIX, SURNAME, "Lacroix saw Bourita.", date="2023-11-29", subject_for=UN,
         object_for=MOROCCO),
    said("paper", 0, "metWith", LACROIX, BOURITA, "Lacroix saw Bourita.", date="2023-11-29", subject_for=UN,
         object_for=MOROCCO),
    # One reports a meeting that another denies; a third, a copy of the first, only repeats.
    said("wire", 50, "metWith", SURNAME, ATTAF, "Bourita and Attaf met.", **TALKED),
    said("paper", 50, "metWith", BOURITA, ATTAF, "Bourita and Attaf met.", **TALKED),
    said("ministry", 50, "metWith", BOURITA, ATTAF, "Bourita has not met Attaf.", status="denied", **TALKED),
    # Told of the states, where the same place says that it is the same meeting.
    said("weekly", 50, "metWith", MOROCCO, ALGERIA, "Morocco and Algeria met.", date="2023-11-20", place=RABAT),
    said("daily", 50, "metWith", BOURITA, ATTAF, "The two are to meet in Rabat.", status="planned", place=RABAT,
         **TALKED),
    # Two totals for one deployment, and the same total twice.
    said("ministry", 100, "deploysTo", MOROCCO, CAR, "Morocco has 1,724 there.", quantity="1724 troops", **IN_NOVEMBER),
    said("wire", 100, "deploysTo", MOROCCO, CAR, "Morocco's 1,700 there.", quantity="1700 troops", **IN_NOVEMBER),
    said("daily", 100, "deploysTo", MOROCCO, CAR, "1,724 Moroccans serve.", quantity="1724 troops", **IN_NOVEMBER),
    said("wire", 100, "deploysTo", MOROCCO, MINUSCA, "Morocco's 1,700 there.", date="2023-11", quantity="1700",
         derived_from="missions.csv#minusca"),
    # What was planned and then took place, and what one article says in two ways, is no disagreement.
    said("daily", 150, "visited", LACROIX, MOROCCO, "Lacroix will visit.", date="2023-11-28", status="planned"),
    said("weekly", 150, "visited", LACROIX, MOROCCO, "Lacroix visited.", date="2023-11-28"),
    said("weekly", 200, "phoned", ATTAF, LACROIX, "Attaf called Lacroix.", date="2023-11-28"),
    said("weekly", 250, "phoned", ATTAF, LACROIX, "Attaf did not call Lacroix.", date="2023-11-28", status="denied"),
    said("wire", 300, "memberOf", MOROCCO, UN, "Morocco, a member of the UN,"),
    said("paper", 300, "memberOf", MOROCCO, UN, "Morocco, a member of the UN,"),
    said("daily", 300, "memberOf", MOROCCO, UN, "As a UN member, Morocco"),
]  # fmt: skip
COPIED = {"wire": "One text in two papers", "paper": "One text, in two papers"}


@cache
def quads() -> tuple[Quad, ...]:
    articles = [Article(name, "", published="2023-11-30") for name in ("daily", "ministry", "paper", "weekly", "wire")]
    told = [
        quad
        for article in articles
        for quad in graph.article_quads(article, [one for one in FACTS if one.article == article.id], SCHEMA)
    ]
    joined, _ = derived.together(derived.digests_of(told, COPIED, SCHEMA))
    missions = derived.missions_quads(FACTS, SCHEMA)
    authority = graph.authority_quads((MOROCCO, ALGERIA, CAR, UN, MINUSCA, RABAT))
    return *told, *joined, *missions, *authority, *ontology.ontology_quads(identity.graph_iri("ontology"))


@cache
def store() -> EmbeddedStore:
    return EmbeddedStore.of(quads())


def asked(name: str, names: str, **values: str) -> list[tuple[Any, ...]]:
    table = store().query(bind(QUERIES[name], values, store()))
    assert isinstance(table, Table)
    return [tuple(row[column] for column in names.split()) for row in table.records()]


def test_facts_by_number_of_independent_sources() -> None:
    assert asked("sources", "independent articles fact party counterpart status date") == [
        (3, 3, "deploys to", "Morocco", "Central African Republic", "occurred", "2023-11"),
        (2, 3, "member of", "Morocco", "United Nations", "occurred", None),
        (2, 3, "met with", "Jean-Pierre Lacroix", "Nasser Bourita", "occurred", "2023-11-29"),
    ]
    assert asked("sources", "independent articles status", minimum="1", who="Ahmed Attaf", relation="metWith") == [
        (1, 2, "occurred"), (1, 1, "denied"), (1, 1, "planned"),
    ]  # fmt: skip


def test_what_sources_disagree_on() -> None:
    names = "date fact party counterpart question says independent sentence"
    deployed = ("2023-11", "deploys to", "Morocco", "Central African Republic", "how much")
    met = ("2023-11-20", "met with", "Ahmed Attaf", "Nasser Bourita", "whether")
    assert asked("disagreements", names) == [
        (*deployed, "1700 troops", 1, "Morocco's 1,700 there."),
        (*deployed, "1724 troops", 2, "1,724 Moroccans serve."),
        (*met, "denied", 1, "Bourita has not met Attaf."),
        (*met, "occurred", 1, "Bourita and Attaf met."),
        ("2023-11-20", "met with", "Algeria", "Morocco", "whether", "occurred", 1, "Morocco and Algeria met."),
        (*met, "planned", 1, "The two are to meet in Rabat."),
    ]


def test_disagreements_about_whom_one_asks() -> None:
    assert {row[0] for row in asked("disagreements", "fact", who="Ahmed Attaf")} == {"met with"}
    assert asked("disagreements", "fact", who="Algeria", relation="deploysTo") == []


@pytest.mark.parametrize("name", ["sources", "disagreements"])
def test_two_engines_give_one_answer(name: str) -> None:
    union = rdflib.Graph().parse(data=render(quads(), "ntriples"), format="nt")
    text = QUERIES[name].text
    table = store().query(text)
    assert isinstance(table, Table)
    rows = [tuple(None if cell is None else cell.toPython() for cell in row) for row in union.query(text)]
    assert [tuple(map(str, row)) for row in rows] == [tuple(map(str, row)) for row in table.rows]
    assert rows
