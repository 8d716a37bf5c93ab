"""Reading `.rq` files, binding parameters of every type, the forms of answers, and the commands over them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse

from kgbuild import answers, export
from kgbuild.commands.export import GRAPH_FORMATS
from kgbuild.commands.query import ANSWER_FORMATS
from kgbuild.errors import QueryError
from kgbuild.queries import TYPES, answer, bind, find, load_queries, read_query
from kgbuild.stores import Iri, Table
from kgbuild.stores.embedded import EmbeddedStore, build_store

BASE = "https://data.example/"
TRIG = """
@prefix dip: <https://w3id.org/kgbuild/diplomacy#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
GRAPH <https://data.example/graph/ontology> {
  dip:metWith dip:eventClass dip:Meeting ; rdfs:label "met with"@en .
  dip:memberOf dip:aspect "state" ; rdfs:label "member of"@en .
}
GRAPH <https://data.example/graph/article/a> {
  <https://data.example/country/LU> a dip:Country ; rdfs:label "Luxembourg"@en .
  <https://data.example/place/luxembourg> a dip:Place ; rdfs:label "Luxembourg"@en .
  <https://data.example/person/bettel-lu> a dip:Person ; rdfs:label "Xavier Bettel"@en ; skos:altLabel "Bettel"@en .
  <https://data.example/person/x-bettel-lu> a dip:Person ; rdfs:label "X. Bettel"@en ; skos:altLabel "Bettel"@en ;
    owl:sameAs <https://data.example/person/bettel-lu> .
  <https://data.example/person/a-smith> a dip:Person ; rdfs:label "Anna Smith"@en ; skos:altLabel "Smith"@en .
  <https://data.example/person/b-smith> a dip:Person ; rdfs:label "Bob Smith"@en ; skos:altLabel "Smith"@en .
  <https://data.example/position/envoy> a dip:Position ; rdfs:label "Envoy"@en .
  <https://data.example/claim/1> dip:article <https://data.example/article/a> ; dip:date "2023-11-29"^^xsd:date ;
    dip:subject <https://data.example/person/bettel-lu> ; dip:n 3 ; dip:topic "trade" .
  <https://data.example/claim/2> dip:article <https://data.example/article/a> ;
    dip:subject <https://data.example/country/LU> ; dip:n 5 ; dip:topic "a \\"quoted\\" } word" .
}
GRAPH <https://data.example/graph/article/b> {
  <https://data.example/country/LU> a dip:Country ; rdfs:label "Luxembourg"@en .
}
"""
HEADER = """#+ title: Claims
#+ description: All claims,
#+   in two lines.
#+ parameter: who (entity Country, optional) – whose claims
#+ parameter: least (integer, default 0) – least number
#+ parameter: topic (text, optional) – the topic
#+ parameter: from (date, optional) – first day
#+ parameter: to (end-date, optional) – last day
#+ parameter: told (relation, optional) – a relation
#+ json: {"id": "?claim", "who|null": {"name": "?name"}, "number?": "?number"}
"""
TEXT = (
    HEADER
    + """
PREFIX dip: <https://w3id.org/kgbuild/diplomacy#>
SELECT ?claim ?number ?topic ?from ?to ?told ?name WHERE {
  VALUES ?who { UNDEF }
  VALUES ?least { UNDEF }
  VALUES ?topic { UNDEF }
  VALUES ?from { UNDEF }
  VALUES ?to { UNDEF }
  VALUES ?told { UNDEF }
  ?claim dip:subject ?who ; dip:n ?number ; dip:topic ?topic .
  FILTER(?number >= COALESCE(?least, 0))
} ORDER BY ?claim
"""
)
QUERY = read_query("claims.rq", TEXT)


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.of(parse(TRIG, RdfFormat.TRIG))


def asked(store: EmbeddedStore, **values: str) -> list[dict[str, Any]]:
    table = answer(QUERY, {key.rstrip("_"): value for key, value in values.items()}, store)
    assert isinstance(table, Table)
    return table.records()


# ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_header() -> None:
    assert (QUERY.name, QUERY.title, QUERY.description) == ("claims", "Claims", "All claims, in two lines.")
    who, least, *_ = QUERY.parameters
    assert (who.type, who.prefer, who.default, who.meaning) == ("entity", "Country", None, "whose claims")
    assert (least.type, least.default) == ("integer", "0")
    assert {parameter.type for parameter in QUERY.parameters} == set(TYPES)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { }", "no line “#\\+ title"),
        ("#+ title: t\n#+ parameter: who – a person\nSELECT * { }", "is not “NAME"),
        ("#+ title: t\n#+ parameter: who (thing, optional) – a person\nSELECT * { }", "with one of entity"),
        ("#+ title: t\n#+ parameter: who (text, optional) – a person\nSELECT * { }", "needs a line .*: who"),
        ("#+ title: t\nSELECT * {\n  VALUES ?whom { UNDEF }\n}", "needs a line .*: whom"),
    ],
)
def test_a_header_that_lacks_something_says_so(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_query("mine.rq", text)


def test_queries_of_ones_own_stand_beside_the_canned_ones_and_win(tmp_path: Path) -> None:
    (tmp_path / "claims.rq").write_text(TEXT)
    (tmp_path / "facts.rq").write_text(TEXT)
    (tmp_path / "notes.txt").write_text("no query")
    queries = load_queries(tmp_path)
    assert set(queries) == {*load_queries(), "claims"}
    assert queries["facts"].title == "Claims"


def test_an_unknown_question_says_what_there_is() -> None:
    with pytest.raises(QueryError, match="do you mean who-met-whom"):
        find(load_queries(), "who-meets-whom")
    with pytest.raises(QueryError, match="there are claims"):
        find({"claims": QUERY}, "zzz")


# ── Parameters ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("values", "claims"),
    [
        ({}, ["1", "2"]),
        ({"who": "xavier BETTEL"}, ["1"]),
        ({"who": "X. Bettel"}, ["1"]),
        ({"who": "Bettel"}, ["1"]),
        ({"who": "person:x-bettel-lu"}, ["1"]),
        ({"who": "country:LU"}, ["2"]),
        ({"who": "https://data.example/country/LU"}, ["2"]),
        ({"who": "<https://data.example/country/LU>"}, ["2"]),
        ({"who": "Luxembourg"}, ["2"]),
        ({"least": "4"}, ["2"]),
        ({"least": "+4"}, ["2"]),
        ({"topic": "trade"}, ["1"]),
        ({"topic": 'a "quoted" } word'}, ["2"]),
        ({"topic": "TRADE"}, []),
        ({"who": "Luxembourg", "least": "6"}, []),
    ],
)
def test_values_narrow_the_question(store: EmbeddedStore, values: dict[str, str], claims: list[str]) -> None:
    assert [str(row["claim"]).rpartition("/")[2] for row in asked(store, **values)] == claims


@pytest.mark.parametrize(
    ("name", "value", "term"),
    [
        ("from_", "2023", "2023-01-01"),
        ("from_", "2024-02", "2024-02-01"),
        ("from_", "2023-11-29", "2023-11-29"),
        ("to", "2023", "2023-12-31"),
        ("to", "2024-02", "2024-02-29"),
        ("told", "metWith", "https://w3id.org/kgbuild/diplomacy#metWith"),
        ("told", "dip:metwith", "https://w3id.org/kgbuild/diplomacy#metWith"),
        ("told", "Member of", "https://w3id.org/kgbuild/diplomacy#memberOf"),
    ],
)
def test_dates_and_relations(store: EmbeddedStore, name: str, value: str, term: str) -> None:
    assert {row[name.rstrip("_")] for row in asked(store, **{name: value})} == {term}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"whom": "x"}, "claims has no parameter 'whom'; it has who, least, topic, from, to, told"),
        ({"least": "three"}, "--param least: 'three' is no whole number"),
        ({"from_": "yesterday"}, "--param from: 'yesterday' is no date; write 2023-11-29"),
        ({"to": "2023-02-30"}, "is no date"),
        ({"to": "2023/2024"}, "is no date"),
        ({"told": "metwit"}, "there is no relation 'metwit'; there are memberOf, metWith"),
        ({"who": "Smith"}, r"'Smith' can be person:a-smith \(Smith\), person:b-smith \(Smith\): say which"),
        (
            {"who": "Xavier Betel"},
            "nobody and nothing in the store is called 'Xavier Betel'; do you mean Xavier Bettel",
        ),
        ({"who": "Xavier"}, "do you mean Xavier Bettel"),
        ({"who": "country:XX"}, "the store knows nothing of country:XX"),
        ({"who": "https://data.example/nobody"}, "knows nothing of"),
        ({"who": "http://data.example/}"}, "is no valid IRI"),
        ({"who": "Envoy"}, "nobody and nothing"),
        ({"who": "met with"}, "nobody and nothing"),
    ],
)
def test_what_is_wrong_with_a_value_is_said(store: EmbeddedStore, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        asked(store, **values)


def test_a_question_without_parameters_says_that_it_has_none(store: EmbeddedStore) -> None:
    bare = read_query("bare.rq", "#+ title: t\nSELECT * { ?s ?p ?o }")
    with pytest.raises(QueryError, match="bare has no parameter 'who'; it has none"):
        bind(bare, {"who": "x"}, store)


def test_a_parameter_within_a_sub_select_and_an_aggregate(store: EmbeddedStore) -> None:
    text = """#+ title: t
#+ parameter: who (entity, optional) – whose
PREFIX dip: <https://w3id.org/kgbuild/diplomacy#>
SELECT ?total (COUNT(?claim) AS ?claims) WHERE {
  { SELECT (SUM(?n) AS ?total) WHERE {
    VALUES ?who { UNDEF }
    ?one dip:subject ?who ; dip:n ?n . } }
  VALUES ?who { UNDEF }
  ?claim dip:subject ?who .
} GROUP BY ?total
"""
    query = read_query("sum.rq", text)
    assert answer(query, {}, store) == Table(("total", "claims"), ((8, 2),))
    assert answer(query, {"who": "country:LU"}, store) == Table(("total", "claims"), ((5, 1),))


# ── Answers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = Table(
    ("who", "quote", "number", "sure", "none"),
    ((Iri("https://w3id.org/kgbuild/id/country/MA"), 'He said,\n"no"\x1b[31m\tever', 3, True, None),),
)


def written(result: Any, format_: Any, **more: Any) -> str:
    out = io.StringIO()
    answers.write(result, out, format_, **more)
    return out.getvalue()


def test_a_table_for_other_programs_has_one_line_a_row_and_no_control_characters() -> None:
    assert written(TABLE, None).splitlines() == [
        "who\tquote\tnumber\tsure\tnone",
        'country:MA\tHe said, "no" [31m ever\t3\ttrue\t',
    ]


def test_a_table_for_a_terminal_leaves_out_columns_that_say_nothing() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    answers.write(TABLE, out)
    assert "country:MA" in out.getvalue()
    assert "none" not in out.getvalue()
    assert "\x1b[31m" not in out.getvalue()


def test_csv_and_json_give_values_back_as_they_are() -> None:
    (row,) = csv.DictReader(io.StringIO(written(TABLE, "csv")))
    assert row["quote"] == TABLE.rows[0][1]
    expected = [dict(zip(TABLE.columns, TABLE.rows[0], strict=True))]
    assert json.loads(written(TABLE, "json")) == expected
    assert [json.loads(line) for line in written(TABLE, "jsonl").splitlines()] == expected


def test_a_query_can_draw_its_json(store: EmbeddedStore) -> None:
    (told,) = json.loads(written(answer(QUERY, {"least": "4"}, store), "json", shape=QUERY.shape))
    assert told == {"id": f"{BASE}claim/2", "who": None, "number": 5}


def test_ask_and_construct(store: EmbeddedStore) -> None:
    assert written(store.query("ASK { ?s ?p ?o }"), "json") == "true\n"
    assert written(store.query("ASK { ?s ?p 99 }"), None) == "answer\nfalse\n"
    graph = store.query(f"CONSTRUCT WHERE {{ <{BASE}country/LU> ?p ?o }}")
    turtle = rdflib.Graph().parse(data=written(graph, None), format="turtle")
    assert len(turtle) == 2
    assert len(written(graph, "csv").splitlines()) == 3


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"])
def test_turtle_is_for_graphs_only(store: EmbeddedStore, query: str) -> None:
    with pytest.raises(QueryError, match=r"Turtle holds what CONSTRUCT or DESCRIBE gives; for a .* use --format table"):
        written(store.query(query), "turtle")


# ── Commands ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    export.write(parse(TRIG, RdfFormat.TRIG), folder / "graph.nq")
    build_store(folder / "store", folder / "graph.nq")
    (folder / "queries").mkdir()
    (folder / "queries" / "claims.rq").write_text(TEXT)
    return folder


def test_the_list_of_questions_names_their_parameters(kgbuild: Callable[..., Any]) -> None:
    ran = kgbuild("query")
    assert (ran.code, ran.err) == (0, "")
    for query in load_queries().values():
        assert f"{query.name}: {query.title}\n" in ran.out
        assert all(f"    {parameter.name}=…  (" in ran.out for parameter in query.parameters)


def test_query(kgbuild: Callable[..., Any], folder: Path) -> None:
    own = ("--queries", folder / "queries", "--store", folder / "store")
    ran = kgbuild("query", "claims", *own, "-p", "who=Luxembourg", "--format", "jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == {"id": f"{BASE}claim/2", "who": None, "number": 5}
    assert kgbuild("query", "claims", *own).out.splitlines()[1].startswith("claim:1\t3\ttrade")


def test_show_prints_sparql_that_the_other_command_answers(kgbuild: Callable[..., Any], folder: Path) -> None:
    own = ("--queries", folder / "queries", "--store", folder / "store")
    assert kgbuild("query", "claims", "--show", *own).out == TEXT
    shown = kgbuild("query", "claims", "--show", "-p", "who=country:LU", *own).out
    assert f"VALUES ?who {{ <{BASE}country/LU> }}" in shown
    ran = kgbuild("sparql", "-", "--store", folder / "store", "--format", "json", stdin=shown.encode())
    assert [row["number"] for row in json.loads(ran.out)] == [5]


def test_sparql_from_a_file(kgbuild: Callable[..., Any], folder: Path) -> None:
    ran = kgbuild("sparql", f"@{folder / 'queries' / 'claims.rq'}", "--store", folder / "store", "--format", "csv")
    assert len(ran.out.splitlines()) == 3


def test_export(kgbuild: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    ran = kgbuild("export", tmp_path / "graph.nq", "--store", folder / "store")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "graph.nq").read_bytes() == (folder / "graph.nq").read_bytes()
    turtle = kgbuild("export", "--store", folder / "store").out
    assert f"@prefix country: <{BASE}country/> ." in turtle


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("query", "who-meets-whom"), 2, "do you mean who-met-whom"),
        (("query", "facts", "-p", "who"), 2, "write NAME=VALUE"),
        (("query", "facts", "-p", "who=a", "-p", "who=b"), 2, "given twice"),
        (("query", "facts", "-p", "whom=a"), 2, "has no parameter 'whom'"),
        (("query", "facts", "--format", "turtle"), 2, "Turtle holds what CONSTRUCT"),
        (("sparql", "SELECT * WHERE { ?s ?p"), 2, "this is no SPARQL 1.1 query"),
        (("sparql", "@nowhere.rq"), 2, "nowhere.rq cannot be read"),
        (("sparql", "ASK {}", "--endpoint", "ftp://x"), 2, "is no address of an endpoint"),
        (("query", "facts", "--store", "nowhere"), 1, "there is no store at nowhere: run kgbuild build first"),
        (("export", "--store", "nowhere"), 1, "run kgbuild build first"),
        (("export", "graph.doc"), 1, "the suffix is none of"),
    ],
)
def test_what_is_wrong_is_one_line_and_a_code(
    kgbuild: Callable[..., Any], folder: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    at = () if "--store" in arguments else ("--store", folder / "store")
    ran = kgbuild(*arguments, *at)
    assert (ran.code, ran.out) == (code, "")
    *usage, said = ran.err.splitlines()
    assert message in said
    assert code == 2 or not usage


def test_the_formats_that_help_tells_are_those_that_are_written() -> None:
    assert set(answers.FORMATS) == set(ANSWER_FORMATS)
    assert set(export.FORMATS) == set(GRAPH_FORMATS)


def test_iris_can_be_told_from_names(store: EmbeddedStore) -> None:
    table = store.query(f"SELECT ?s WHERE {{ ?s a {NamedNode('https://w3id.org/kgbuild/diplomacy#Place')} }}")
    assert isinstance(table, Table)
    assert table.rows == ((f"{BASE}place/luxembourg",),)
    assert isinstance(table.rows[0][0], Iri)
