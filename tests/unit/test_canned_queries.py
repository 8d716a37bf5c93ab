"""Every canned question, asked of a small graph: two articles, one of which calls the minister by his surname only."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import pyoxigraph
import pytest
from pyoxigraph import Quad
from rdflib.plugins.sparql import prepareQuery

from kgbuild import answers, derived, graph, identity, ontology
from kgbuild.errors import QueryError
from kgbuild.fact import Article, Entity, Evidence, Fact
from kgbuild.facts_io import to_json
from kgbuild.queries import answer, load_queries
from kgbuild.stores import Table
from kgbuild.stores.embedded import EmbeddedStore
from kgbuild.told import in_text_order

QUERIES = load_queries()

MOROCCO = Entity("country:MA", "Country", "Morocco", ("Morocco", "Kingdom of Morocco"), (("iso3166", "MA"),))
ALGERIA = Entity("country:DZ", "Country", "Algeria", links=(("iso3166", "DZ"),))
JAPAN = Entity("country:JP", "Country", "Japan", links=(("iso3166", "JP"),))
CAR = Entity("country:CF", "Country", "Central African Republic", links=(("iso3166", "CF"),))
DRC = Entity("country:CD", "Country", "Democratic Republic of the Congo", links=(("iso3166", "CD"),))
UN = Entity("org:un", "Organization", "United Nations", ("United Nations", "UN"), (("wikidata", "Q1065"),))
MINUSCA = Entity("mission:minusca", "Mission", "MINUSCA", links=(("wikidata", "Q16000000"),))
RABAT = Entity("place:rabat", "Place", "Rabat", links=(("geonames", "2538475"),))
PLAN = Entity("agreement:autonomy-plan", "Agreement", "autonomy plan")
BOURITA = Entity("person:nasser-bourita-ma", "ForeignMinister", "Nasser Bourita", ("Nasser Bourita", "Bourita"))
SURNAME = Entity("person:bourita-ma", "ForeignMinister", "Bourita")
LACROIX = Entity("person:jean-pierre-lacroix-un", "Official", "Jean-Pierre Lacroix", ("Jean-Pierre Lacroix", "Lacroix"))
ATTAF = Entity("person:ahmed-attaf-dz", "ForeignMinister", "Ahmed Attaf")
GUTERRES = Entity("person:antónio-guterres-un", "Official", "António Guterres")

COMMUNIQUE = Article("mfa-017", "", "Lacroix in Rabat", "2023-11-30", "MFA", "https://mfa.example/017")
REPORT = Article("wire-3", "", "Briefly", "2023-12-02", "The Wire")


def fact(relation: str, subject: Entity, object_: Entity | None, start: int, quote: str, **more: Any) -> Fact:
    more.setdefault("article", "mfa-017")
    basis = "stated" if more.get("date") else None
    evidence = Evidence(start, start + len(quote), quote, "frame", 0.93, basis)
    return Fact(relation=relation, subject=subject, object=object_, evidence=evidence, **more)


MET = fact(
    "metWith", BOURITA, LACROIX, 0, "Bourita held talks in Rabat with Lacroix on 29 November.", subject_for=MOROCCO,
    object_for=UN, occasion="mfa-017#8", date="2023-11-29", place=RABAT, topic="peacekeeping in Africa",
)  # fmt: skip
DEPLOYED = fact(
    "deploysTo", MOROCCO, CAR, 200, "Morocco has 1,724 peacekeepers in two countries.", occasion="mfa-017#208",
    quantity="1724 peacekeepers",
)  # fmt: skip
FACTS = [
    MET,
    fact("holdsPosition", BOURITA, None, 0, "Foreign Minister Nasser Bourita", value="Minister of Foreign Affairs",
         subject_for=MOROCCO, phase="current", since="2017-04", position_kind="ForeignMinister"),
    fact("holdsPosition", LACROIX, None, 40, "Under-Secretary-General Jean-Pierre Lacroix", subject_for=UN,
         value="Under-Secretary-General", position_kind="Official"),
    fact("holdsPosition", GUTERRES, None, 50, "former High Commissioner António Guterres", subject_for=UN,
         value="High Commissioner", position_kind="Official", phase="former"),
    fact("represents", BOURITA, MOROCCO, 0, "Morocco's Foreign Minister Nasser Bourita"),
    fact("represents", LACROIX, UN, 40, "UN Under-Secretary-General Jean-Pierre Lacroix"),
    fact("praised", LACROIX, MOROCCO, 100, "Lacroix hailed Morocco's contribution to peacekeeping.",
         subject_for=UN, occasion="mfa-017#108", date="2023-11-29"),
    fact("accused", ALGERIA, MOROCCO, 150, "Algeria blamed Morocco, Lacroix said.", speaker=LACROIX,
         occasion="mfa-017#158", date="2023-10"),
    DEPLOYED,
    replace(DEPLOYED, object=DRC),
    replace(DEPLOYED, object=MINUSCA, quantity=None, derived_from="missions.csv#minusca"),
    fact("metWith", BOURITA, ATTAF, 300, "Bourita refused to meet Attaf.", subject_for=MOROCCO, object_for=ALGERIA,
         status="denied", occasion="mfa-017#310", date="2023-11-29"),
    fact("metWith", BOURITA, GUTERRES, 350, "Bourita has met Guterres before.", subject_for=MOROCCO, object_for=UN,
         occasion="mfa-017#360"),
    fact("visited", LACROIX, ALGERIA, 400, "Lacroix will travel to Algeria in December.", subject_for=UN,
         status="planned", occasion="mfa-017#408", date="2023-12"),
    fact("visited", LACROIX, MOROCCO, 450, "Lacroix arrived in Morocco on 28 November.", subject_for=UN,
         occasion="mfa-017#458", date="2023-11-28"),
    fact("hosted", MOROCCO, LACROIX, 500, "Morocco received Lacroix.", object_for=UN, occasion="mfa-017#508"),
    fact("supports", UN, PLAN, 550, "The UN backs the autonomy plan.", occasion="mfa-017#558"),
    fact("supports", ALGERIA, PLAN, 600, "Algeria rejected the autonomy plan.", status="denied",
         occasion="mfa-017#608"),
    fact("agreedWith", JAPAN, MOROCCO, 650, "Japan and Morocco signed a fisheries agreement in October.",
         occasion="mfa-017#660", date="2023-10", topic="fisheries"),
    fact("metWith", SURNAME, LACROIX, 0, "Bourita met Lacroix.", article="wire-3", subject_for=MOROCCO,
         object_for=UN, occasion="wire-3#8", date="2023-11-29"),
    fact("supports", ALGERIA, PLAN, 30, "Algeria voted against the plan.", article="wire-3", status="denied"),
]  # fmt: skip


def quads() -> list[Quad]:
    schema = ontology.load_schema()
    told = [
        quad
        for article in (COMMUNIQUE, REPORT)
        for quad in graph.article_quads(article, [one for one in FACTS if one.article == article.id], schema)
    ]
    told += derived.missions_quads(FACTS, schema)
    parties = (MOROCCO, ALGERIA, JAPAN, CAR, DRC, UN, MINUSCA, RABAT)
    told += graph.authority_quads(parties)
    told += ontology.ontology_quads(identity.graph_iri("ontology"))
    joined, _ = derived.together(derived.digests_of(told, {}, schema))
    return [*told, *joined]


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.of(quads())


def ask(store: EmbeddedStore, name: str, **values: str) -> Table:
    table = answer(QUERIES[name], {key.rstrip("_"): value for key, value in values.items()}, store)
    assert isinstance(table, Table)
    return table


def columns(table: Table, names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names.split()) for row in table.records()]


ASKED: list[tuple[str, dict[str, str], str, list[tuple[Any, ...]]]] = [
    # A meeting, told twice; the one without a date comes first, the denied one not at all.
    ("who-met-whom", {}, "party counterpart date", [
        ("Nasser Bourita", "António Guterres", None),
        ("Nasser Bourita", "Jean-Pierre Lacroix", "2023-11-29"),
        ("Nasser Bourita", "Jean-Pierre Lacroix", "2023-11-29"),
    ]),
    ("who-met-whom", {"who": "Lacroix", "place": "Rabat"}, "partyFor counterpartFor where sentence source", [
        ("Morocco", "United Nations", "Rabat", MET.evidence.quote, "https://mfa.example/017"),
    ]),
    # A country finds what its office-holders did, from either side, and an article without a page is its own source.
    ("who-met-whom", {"who": "UN", "whom": "country:MA", "from_": "2023-11-29", "to": "2023-11"}, "where source", [
        (None, "https://w3id.org/kgbuild/id/article/wire-3"),
        ("Rabat", "https://mfa.example/017"),
    ]),
    # The minister is on one side of his meetings only: Morocco did not meet itself.
    ("who-met-whom", {"who": "Nasser Bourita", "whom": "Morocco"}, "party", []),
    ("who-met-whom", {"who": "Morocco", "to": "2023-11-28"}, "party", []),
    ("who-met-whom", {"from_": "2023-12"}, "party", []),
    # An IRI that was found to be another's double stands for both.
    ("who-met-whom", {"who": "person:bourita-ma", "from_": "2023"}, "where source", [
        (None, "https://w3id.org/kgbuild/id/article/wire-3"),
        ("Rabat", "https://mfa.example/017"),
    ]),
    ("ministers-met-officials", {"country": "Morocco", "counterpart": "Lacroix"}, "minister official ministerFor", [
        ("Nasser Bourita", "Jean-Pierre Lacroix", "Morocco"),
        ("Nasser Bourita", "Jean-Pierre Lacroix", "Morocco"),
    ]),
    ("ministers-met-officials", {"country": "Algeria"}, "minister", []),
    ("who-speaks-for", {"country": "Morocco"}, "person offices articles", [
        ("Nasser Bourita", "Minister of Foreign Affairs", 1),
    ]),
    ("who-speaks-for", {}, "body person", [
        ("Morocco", "Nasser Bourita"), ("United Nations", "Jean-Pierre Lacroix"),
    ]),
    # Two deployments share one quantity; what follows from reference data says so.
    ("deployments", {"country": "Morocco"}, "deployedTo quantity sharedBy derivedFrom", [
        ("Central African Republic", "1724 peacekeepers", 2, None),
        ("Democratic Republic of the Congo", "1724 peacekeepers", 2, None),
        ("MINUSCA", None, None, "missions.csv#minusca"),
    ]),
    ("deployments", {"where": "DEMOCRATIC REPUBLIC OF THE CONGO"}, "party", [("Morocco",)]),
    ("deployments", {"country": "Algeria"}, "party", []),
    ("mission-contributors", {"mission": "minusca"}, "missionName contributor saidOrDerived articles", [
        ("MINUSCA", "Morocco", "derived from missions.csv#minusca", 1),
    ]),
    ("visitors-and-hosts", {"receiver": "Morocco"}, "date relation visitor visitorFor host", [
        (None, "hosted", "Jean-Pierre Lacroix", "United Nations", "Morocco"),
        ("2023-11-28", "visited", "Jean-Pierre Lacroix", "United Nations", "Morocco"),
    ]),
    ("visitors-and-hosts", {"guest": "UN", "from_": "2023"}, "host hostFor", [("Morocco", None)]),
    ("words", {}, "date party relation counterpart speaker", [
        ("2023-10", "Algeria", "accused", "Morocco", "Jean-Pierre Lacroix"),
        ("2023-11-29", "Jean-Pierre Lacroix", "praised", "Morocco", None),
    ]),
    ("words", {"relation": "dip:praised", "who": "United Nations"}, "party", [("Jean-Pierre Lacroix",)]),
    ("words", {"about": "PeaceKeeping"}, "relation", [("praised",)]),
    # October overlaps with a period that begins in its middle.
    ("words", {"from_": "2023-10-15", "to": "2023-10-20"}, "relation", [("accused",)]),
    ("words", {"relation": "supports"}, "relation", []),
    # A code stands for those below it, and an event for all codes of its class.
    ("events-by-code", {"code": "CONSULT"}, "date eventCode meaning party counterpart", [
        (None, "CONSULT", "consult", "Morocco", "Jean-Pierre Lacroix"),
        (None, "CONSULT", "consult", "Nasser Bourita", "António Guterres"),
        ("2023-11-28", "CONSULT", "consult", "Jean-Pierre Lacroix", "Morocco"),
        ("2023-11-29", "CONSULT", "consult", "Nasser Bourita", "Jean-Pierre Lacroix"),
        ("2023-11-29", "CONSULT", "consult", "Nasser Bourita", "Jean-Pierre Lacroix"),
    ]),
    ("events-by-code", {"code": "11"}, "eventCode party relation", [("112", "Algeria", "accused")]),
    ("events-by-code", {"code": "161"}, "eventCode", []),
    ("events-by-code", {"who": "Japan"}, "eventCode", [("03",), ("057",), ("AGREE",), ("COOPERATE",)]),
    ("agreements", {"first": "Morocco", "second": "Japan"}, "party counterpart topic", [
        ("Japan", "Morocco", "fisheries"),
    ]),
    ("agreements", {"first": "Morocco", "second": "Algeria"}, "party", []),
    ("timeline", {"first": "Morocco", "second": "Algeria"}, "date relation party counterpart status", [
        ("2023-10", "accused", "Algeria", "Morocco", "occurred"),
        ("2023-11-29", "met with", "Nasser Bourita", "Ahmed Attaf", "denied"),
    ]),
    ("planned", {}, "date relation party counterpart", [("2023-12", "visited", "Jean-Pierre Lacroix", "Algeria")]),
    ("planned", {"who": "Morocco"}, "date", []),
    ("offices", {"body": "Morocco"}, "office holder phase since until lastSaid articles", [
        ("Minister of Foreign Affairs", "Nasser Bourita", "current", "2017-04", None, "2023-11-30", 1),
    ]),
    ("offices", {"title": "commissioner"}, "office officeOf holder phase", [
        ("High Commissioner", "United Nations", "António Guterres", "former"),
    ]),
    # An office of which neither phase nor bounds are known has no tenure, and gets none of another's.
    ("offices", {"who": "Lacroix"}, "office officeOf phase since", [
        ("Under-Secretary-General", "United Nations", None, None),
    ]),
    ("offices", {"from_": "2023-12"}, "office", []),
    ("supporters", {"what": "autonomy plan"}, "party status", [
        ("Algeria", "denied"), ("Algeria", "denied"), ("United Nations", "occurred"),
    ]),
    ("supporters", {"who": "Algeria"}, "supported", [("autonomy plan",)] * 2),
    ("sources", {}, "independent articles fact party counterpart status", [
        (2, 2, "met with", "Jean-Pierre Lacroix", "Nasser Bourita", "occurred"),
    ]),
    # Without a date, two tellings may be of two occasions.
    ("sources", {"minimum": "1", "relation": "supports"}, "independent articles party status", [
        (1, 1, "Algeria", "denied"), (1, 1, "Algeria", "denied"), (1, 1, "United Nations", "occurred"),
    ]),
    ("sources", {"minimum": "1", "relation": "represents"}, "articles independent party counterpart date", [
        (1, 1, "Jean-Pierre Lacroix", "United Nations", None), (1, 1, "Nasser Bourita", "Morocco", None),
    ]),
    ("sources", {"minimum": "1", "relation": "agreedWith"}, "articles party counterpart", [(1, "Japan", "Morocco")]),
    # What one article denies is no disagreement yet (see test_source_queries.py).
    ("disagreements", {}, "fact", []),
    ("facts", {"status": "denied"}, "articleId relationName subjectName objectName", [
        ("mfa-017", "metWith", "Nasser Bourita", "Ahmed Attaf"),
        ("mfa-017", "supports", "Algeria", "autonomy plan"),
        ("wire-3", "supports", "Algeria", "autonomy plan"),
    ]),
    ("facts", {"article": "wire-3", "who": "Lacroix"}, "subjectName quote start end", [
        ("Bourita", "Bourita met Lacroix.", 0, 20),
    ]),
    ("facts", {"who": "Japan", "relation": "agreed with"}, "subjectName", [("Japan",)]),
    ("facts", {"relation": "severedTiesWith"}, "subjectName", []),
    ("who-held", {}, "holder office heldFrom heldTo endedBy held", [
        ("António Guterres", "High Commissioner", None, None, "2023-11-30", ""),
        ("Nasser Bourita", "Minister of Foreign Affairs", "2017-04-30", "2023-11-30", None, ""),
        ("Jean-Pierre Lacroix", "Under-Secretary-General", "2023-11-30", "2023-11-30", None, ""),
    ]),
    ("who-held", {"title": "minister of", "body": "Morocco", "date": "2020"}, "holder held", [
        ("Nasser Bourita", "certain"),
    ]),
    ("who-held", {"body": "Morocco", "date": "2024-01-01"}, "holder held", [("Nasser Bourita", "possible")]),
    ("who-held", {"body": "United Nations", "date": "2024-01-01"}, "holder held", [
        ("Jean-Pierre Lacroix", "possible"),
    ]),
    ("who-held", {"title": "high commissioner", "date": "2020-01-01"}, "holder held", [
        ("António Guterres", "possible"),
    ]),
    ("who-held", {"who": "António Guterres", "date": "2024-01-01"}, "holder", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "names", "expected"), ASKED)
def test_answers(store: EmbeddedStore, name: str, values: dict[str, str], names: str, expected: list[Any]) -> None:
    assert columns(ask(store, name, **values), names) == expected


def test_every_question_is_asked_above() -> None:
    assert {name for name, _, _, _ in ASKED} == set(QUERIES)
    assert len(QUERIES) >= 12


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_each_file_is_sparql_to_two_parsers(name: str) -> None:
    pyoxigraph.Store().query(QUERIES[name].text)
    prepareQuery(QUERIES[name].text)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_a_file_that_runs_as_it_stands_answers_as_with_its_parameters_left_out(store: EmbeddedStore, name: str) -> None:
    no_least_number = {"minimum": "0"} if name == "sources" else {}
    assert store.query(QUERIES[name].text) == ask(store, name, **no_least_number)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_order_in_which_a_graph_was_loaded_does_not_matter(store: EmbeddedStore, name: str) -> None:
    other = EmbeddedStore.of(reversed(quads()))
    assert ask(other, name) == ask(store, name)


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_no_two_rows_can_change_places(name: str) -> None:
    text = QUERIES[name].text
    table = pyoxigraph.Store().query(text)
    assert isinstance(table, pyoxigraph.QuerySolutions)
    ordered = set(re.findall(r"\w+", text.rpartition("ORDER BY")[2]))
    assert {variable.value for variable in table.variables} <= ordered or "claim" in ordered


def test_facts_from_the_graph_are_the_facts_that_went_in(store: EmbeddedStore) -> None:
    out = io.StringIO()
    answers.write(ask(store, "facts"), out, "jsonl", shape=QUERIES["facts"].shape)
    articles = [[fact for fact in FACTS if fact.article == article.id] for article in (COMMUNIQUE, REPORT)]
    expected = [to_json(fact) for facts in articles for fact in in_text_order(facts)]
    assert [json.loads(line) for line in out.getvalue().splitlines()] == expected


def test_an_unknown_name_says_what_is_near(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match=r"--param who: nobody and nothing .* 'Bourta'; do you mean Bourita"):
        ask(store, "who-met-whom", who="Bourta")
