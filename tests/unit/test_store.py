"""A store on disk that is whole or not there, and an endpoint that may answer anything."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild.errors import QueryError, StoreError
from kgbuild.stores import Table
from kgbuild.stores.embedded import EmbeddedStore, build_store
from kgbuild.stores.endpoint import EndpointStore
from kgbuild.stores.store import select

XSD = "http://www.w3.org/2001/XMLSchema#"


def node(name: str) -> NamedNode:
    return NamedNode(f"http://data.example/{name}")


def quad(subject: str, value: str, graph: str) -> Quad:
    return Quad(node(subject), node("p"), Literal(value), node(graph))


def nquads(path: Path, *quads: Quad) -> Path:
    path.write_text("".join(f"{quad} .\n" for quad in quads), encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return nquads(tmp_path / "graph.nq", quad("a", "x", "g"), quad("a", "x", "h"), quad("b", "y", "h"))


# ── On disk ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_was_built_is_read(source: Path, tmp_path: Path) -> None:
    assert build_store(tmp_path / "store", source)
    store = EmbeddedStore.open(tmp_path / "store")
    assert len(store) == 3
    assert sorted(map(str, store.quads())) == sorted(
        line.removesuffix(" .") for line in source.read_text().splitlines()
    )


def test_a_triple_of_two_graphs_counts_once(source: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", source)
    store = EmbeddedStore.open(tmp_path / "store")
    assert store.query("SELECT (COUNT(?s) AS ?n) WHERE { ?s ?p ?o }") == Table(("n",), ((2,),))
    assert store.query("SELECT (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }") == Table(("n",), ((3,),))
    assert store.query(f"SELECT ?s FROM {node('g')} WHERE {{ ?s ?p ?o }}") == Table(("s",), ((node("a").value,),))


def test_run_again_it_changes_nothing(source: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", source)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "store").iterdir()}
    assert not build_store(tmp_path / "store", source)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "store").iterdir()} == before


def test_other_quads_take_the_place_of_the_old(source: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", source)
    assert build_store(tmp_path / "store", nquads(source, quad("c", "z", "g")))
    assert len(EmbeddedStore.open(tmp_path / "store")) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "store"]


def test_a_build_that_fails_loses_nothing(source: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", source)
    source.write_text("<http://a> <http://b> no quads")
    with pytest.raises(StoreError, match=r"graph\.nq is no file of N-Quads"):
        build_store(tmp_path / "store", source)
    assert len(EmbeddedStore.open(tmp_path / "store")) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "store"]


def test_a_swap_that_fails_puts_the_old_store_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_store(tmp_path / "store", source)
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(StoreError, match=r"cannot be written .*No space left"):
        build_store(tmp_path / "store", nquads(source, quad("c", "z", "g")))
    assert len(EmbeddedStore.open(tmp_path / "store")) == 3


def test_what_a_killed_build_left_is_cleared(source: Path, tmp_path: Path) -> None:
    pyoxigraph.Store(str(tmp_path / ".store.new")).add(quad("c", "z", "g"))
    assert build_store(tmp_path / "store", source)
    assert len(EmbeddedStore.open(tmp_path / "store")) == 3


def test_two_builds_at_once_are_told_apart(source: Path, tmp_path: Path) -> None:
    other = pyoxigraph.Store(str(tmp_path / ".store.new"))
    with pytest.raises(StoreError, match="another build is writing store just now"):
        build_store(tmp_path / "store", source)
    assert len(other) == 0


def test_a_folder_that_holds_something_else_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="something that kgbuild did not build"):
        build_store(tmp_path / "documents", source)
    assert (tmp_path / "documents" / "letter.txt").read_text() == "dear"


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_no_store_says_how_to_get_one(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match=r"there is no store at .*: run kgbuild build first"):
        EmbeddedStore.open(tmp_path / name)


def test_a_broken_store_and_a_missing_file_say_so(source: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", source)
    (tmp_path / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match=r"cannot be opened .*: build it anew"):
        EmbeddedStore.open(tmp_path / "store")
    with pytest.raises(StoreError, match=r"nowhere\.nq cannot be read \(No such file"):
        build_store(tmp_path / "other", tmp_path / "nowhere.nq")


# ── Values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ('"a"', "a"),
        ('"a"@en', "a"),
        ("3", 3),
        ("0.93", 0.93),
        ("true", True),
        ('"false"^^xsd:boolean', False),
        ('"NaN"^^xsd:double', "NaN"),
        ('"2023-11-29"^^xsd:date', "2023-11-29"),
        ("<http://a.example/>", "http://a.example/"),
        ("?unbound", None),
    ],
)
def test_terms_become_plain_values(literal: str, value: object) -> None:
    text = f"PREFIX xsd: <{XSD}> SELECT ({literal} AS ?v) WHERE {{ }}"
    ((found,),) = select(EmbeddedStore.of([]), text).rows
    assert (found, type(found) is bool) == (value, type(value) is bool)


def test_an_ill_typed_literal_stays_what_the_graph_says() -> None:
    odd = Quad(node("a"), node("p"), Literal("many", datatype=NamedNode(f"{XSD}integer")), node("g"))
    assert select(EmbeddedStore.of([odd]), "SELECT ?o WHERE { ?s ?p ?o }").rows == (("many",),)


def test_construct_gives_triples_in_order() -> None:
    store = EmbeddedStore.of([quad("b", "y", "g"), quad("a", "x", "g")])
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }") == (
        Triple(node("a"), node("p"), Literal("x")),
        Triple(node("b"), node("p"), Literal("y")),
    )
    with pytest.raises(QueryError, match="a SELECT query is needed here"):
        select(store, "ASK { }")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELEC * { ?s ?p ?o }", "read up to line 1, column 10, before “[?]s [?]p [?]o }”"),
        ("SELECT * {\n  ?s foaf:name ?o }", "read up to line 2, column 15, before “[?]o }”: Prefix not found"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", ": The SELECT contains a variable"),
        ("SELECT * WHERE {\n  ?s ?p ", "read up to line 2, column 9"),
        ("DELETE WHERE { ?s ?p ?o }", "this is no SPARQL 1.1 query"),
    ],
)
def test_what_is_no_query_says_where_it_stops_being_one(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        EmbeddedStore.of([]).query(text)
    assert len(str(caught.value)) < 200


# ── Endpoints ───────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def serving(status: int, kind: str, body: str) -> Iterator[tuple[str, list[str]]]:
    """An endpoint that answers everything with the same, and the queries that it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked.extend(parse_qs(form)["query"])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/query", asked
        finally:
            server.shutdown()
            thread.join()


def results(type_: str) -> str:
    cell = {"type": type_, "value": "3", "datatype": f"{XSD}integer"}
    return json.dumps({"head": {"vars": ["n", "m"]}, "results": {"bindings": [{"n": cell}]}})


@pytest.mark.parametrize(
    ("kind", "body", "answer"),
    [
        ("application/sparql-results+json", results("literal"), Table(("n", "m"), ((3, None),))),
        # An older form that Virtuoso still sends.
        ("application/sparql-results+json; charset=utf-8", results("typed-literal"), Table(("n", "m"), ((3, None),))),
        ("application/sparql-results+json", '{"head": {}, "boolean": true}', True),
        ("text/turtle", '@prefix d: <http://data.example/> . d:a d:p "x" .',
         (Triple(node("a"), node("p"), Literal("x")),)),
    ],
)  # fmt: skip
def test_an_endpoint_answers_as_a_store_does(kind: str, body: str, answer: object) -> None:
    with serving(200, kind, body) as (url, asked):
        assert EndpointStore(url).query("SELECT é") == answer
    assert asked == ["SELECT é"]


@pytest.mark.parametrize(
    ("status", "kind", "body", "message"),
    [
        (400, "text/plain", "Syntax error\nin line 1", r"refuses the query \(400 .*\): Syntax error in line 1"),
        (200, "text/html", "<html>", "answers with text/html, which is no result of SPARQL: is the address right"),
        (200, "application/sparql-results+json", "{", r"sends .* that cannot be read"),
        (200, "text/turtle", "no turtle", r"sends text/turtle that cannot be read"),
    ],
)
def test_an_endpoint_that_errs_says_so(status: int, kind: str, body: str, message: str) -> None:
    with serving(status, kind, body) as (url, _), pytest.raises(StoreError, match=message) as caught:
        EndpointStore(url).query("ASK { }")
    assert "\n" not in str(caught.value)


def test_an_endpoint_that_is_not_there_says_so() -> None:
    with serving(200, "text/plain", "") as (url, _):
        pass
    with pytest.raises(StoreError, match=r"cannot be reached: .*refused"):
        EndpointStore(url).query("ASK { }")
