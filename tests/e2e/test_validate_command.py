"""``kgbuild validate`` on files of every format, on a store, and on a SPARQL server."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from factories import ARTICLE, FIRST
from pyoxigraph import BlankNode, Literal
from rdflib import Graph, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import RDF, SH
from validation_cases import BY_HAND, CLAIM, EVENT, GOOD, INVALID, PERSON, fixture, instead, moved, plus

from kgbuild import export
from kgbuild import vocabulary as v
from kgbuild.commands.validate import REPORT_FORMATS
from kgbuild.shapes import shapes_turtle, validate, validate_store
from kgbuild.stores.embedded import EmbeddedStore, build_store
from kgbuild.validation import iris, reports
from kgbuild.validation.batches import batches
from kgbuild.validation.findings import find
from kgbuild.validation.ontology_shapes import SHAPES

Kgbuild = Callable[..., Any]
Serve = Callable[..., str]
SOME = [*BY_HAND, "metWith-domain", "metWith-range", "Claim-metWith-subject", "Claim-metWith-event", "Person-disjoint",
        "Meeting-participants"]  # fmt: skip
WRONG = instead(CLAIM, v.CONFIDENCE, Literal(2))
SUFFIXES = {"turtle": "ttl", "nquads": "nq", "trig": "trig", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf"}


def lines(quads) -> str:
    """N-Quads, with whatever stands in the quads: no library writes IRIs that are none."""
    return "".join(f"{quad} .\n" for quad in quads)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.nq"
    path.write_text(lines(WRONG), encoding="utf-8")
    return path


def test_a_good_graph_conforms(kgbuild: Kgbuild, tmp_path: Path) -> None:
    path = tmp_path / "good.nq"
    path.write_text(lines(GOOD), encoding="utf-8")
    ran = kgbuild("validate", path)
    assert (ran.code, ran.out, ran.err) == (0, "article\twrong\tnode\tvalue\tsentence\n", "6 claims: it conforms\n")


def test_what_a_build_writes_conforms(kgbuild: Kgbuild, examples_output: Path) -> None:
    for arguments in (["--store", examples_output / "store"], [examples_output / "graph.ttl"]):
        ran = kgbuild("validate", *arguments)
        assert (ran.code, ran.out.count("\n")) == (0, 1), ran.out
        assert ran.err.endswith("claims: it conforms\n")


def test_people_are_told_article_and_sentence(kgbuild: Kgbuild, wrong: Path) -> None:
    ran = kgbuild("validate", wrong)
    assert (ran.code, ran.err) == (1, "6 claims: 2 violations\n")
    _, *rows = (line.split("\t") for line in ran.out.splitlines())
    claim = f"claim:{CLAIM.value.rpartition('/')[2]}"
    assert rows == [
        ["article:mfa-017", "a claim's confidence is a decimal from 0 to 1", claim, "2", FIRST],
        ["article:mfa-017", "“confidence” is a literal of the datatype decimal", claim, "2", FIRST],
    ]


def test_machines_are_told_the_same_as_json(kgbuild: Kgbuild, wrong: Path) -> None:
    report = json.loads(kgbuild("validate", wrong, "--format", "json").out)
    assert report["conforms"] is False
    first = report["results"][0]
    assert first == {
        "article": f"https://w3id.org/kgbuild/id/article/{ARTICLE.id}",
        "claim": CLAIM.value,
        "quote": FIRST,
        "focus": CLAIM.value,
        "path": v.CONFIDENCE.value,
        "value": "2",
        "message": "a claim's confidence is a decimal from 0 to 1",
        "severity": "Violation",
        "shape": f"{SHAPES}Claim-confidence",
        "component": "http://www.w3.org/ns/shacl#MaxInclusiveConstraintComponent",
    }


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return Graph().parse(data=shapes_turtle(), format="turtle")


@pytest.mark.parametrize("name", SOME)
def test_the_report_is_one_of_shacl(name: str, tmp_path: Path, kgbuild: Kgbuild, shapes: Graph) -> None:
    path = tmp_path / "wrong.nq"
    path.write_text(lines(fixture(name) or ()), encoding="utf-8")
    report = Graph().parse(data=kgbuild("validate", path, "--format", "turtle").out, format="turtle")
    (root,) = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(root, SH.conforms).toPython() is False
    results = list(report.objects(root, SH.result))
    assert results
    for result in results:
        assert report.value(result, SH.sourceShape) == URIRef(SHAPES + name)
        for term in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.resultMessage):
            assert len(list(report.objects(result, term))) == 1
        # SHACL, 3.6.2.2: the path of a property shape is copied into the result.
        for wanted in shapes.objects(URIRef(SHAPES + name), SH.path):
            (path_node,) = report.objects(result, SH.resultPath)
            assert path_node == wanted or to_isomorphic(report.cbd(path_node)) == to_isomorphic(shapes.cbd(wanted))


def test_a_report_without_results_conforms(kgbuild: Kgbuild, tmp_path: Path) -> None:
    (tmp_path / "good.nq").write_text(lines(GOOD), encoding="utf-8")
    report = Graph().parse(data=kgbuild("validate", tmp_path / "good.nq", "--format", "turtle").out, format="turtle")
    (root,) = report.subjects(RDF.type, SH.ValidationReport)
    assert report.value(root, SH.conforms).toPython() is True
    assert not list(report.objects(root, SH.result))


@pytest.mark.parametrize("form", SUFFIXES)
def test_any_rdf_format_is_read(kgbuild: Kgbuild, tmp_path: Path, form: export.Format) -> None:
    path = tmp_path / f"wrong.{SUFFIXES[form]}"
    export.write(WRONG, path, form)
    expected = validate(WRONG).results
    results = json.loads(kgbuild("validate", path, "--format", "json").out)["results"]
    assert [(one["focus"], one["message"]) for one in results] == [(one.focus, one.message) for one in expected]


def test_the_formats_are_those_that_there_are() -> None:
    assert get_args(reports.Format) == REPORT_FORMATS


def test_shapes_are_printed_for_other_engines(kgbuild: Kgbuild) -> None:
    ran = kgbuild("validate", "--shapes")
    assert (ran.code, ran.err, ran.out) == (0, "", shapes_turtle())


# ── Graphs of others ────────────────────────────────────────────────────────────────────────────────────────────────

OTHERS = """
@prefix dip: <https://w3id.org/kgbuild/diplomacy#> . @prefix ex: <http://other.example/> .
ex:c1 a dip:Claim ; dip:subject ex:ann ; dip:relation dip:MetWith ; dip:object <http://other.example/b ob> ;
  dip:confidence 0.5 ; dip:article ex:a1 ; dip:status "done" .
ex:ann a dip:Person , dip:Country .
[] a dip:Claim ; dip:subject ex:ann .
"""


def test_facts_of_another_extractor_are_told_usefully(kgbuild: Kgbuild, tmp_path: Path) -> None:
    path = tmp_path / "others.ttl"
    path.write_text(OTHERS, encoding="utf-8")
    ran = kgbuild("validate", path, "--format", "json")
    assert ran.code == 1
    results = json.loads(ran.out.replace("http://other.example/", ""))["results"]
    told = {(one["focus"], one["message"]) for one in results}
    known = "a term of our namespace is one that the ontology has: dip:MetWith (do you mean dip:metWith?)"
    broken = "an IRI is absolute and has the form of RFC 3987: <b ob>: Invalid IRI code point ' '"
    assert {
        ("c1", known),
        ("c1", broken),
        ("c1", "“status” is one of: occurred, planned, denied"),
        ("c1", "a claim names its frame"),
        ("c1", "“article” leads to an article only"),
        ("ann", "it has a label"),
    } <= told
    kinds = {(one["focus"], one["value"]) for one in results if one["shape"].endswith("-disjoint")}
    assert kinds == {("ann", "https://w3id.org/kgbuild/diplomacy#Country")}
    (blank,) = {focus for focus, message in told if message.startswith("what is told of has an IRI")}
    assert blank.startswith("_:")


def test_a_graph_without_claims_is_told_to_be_none(kgbuild: Kgbuild, tmp_path: Path) -> None:
    path = tmp_path / "foreign.ttl"
    path.write_text("<http://a.example/a> <http://a.example/p> 1 .", encoding="utf-8")
    ran = kgbuild("validate", path)
    assert ran.code == 0
    assert ran.err.startswith("warning: there is no dip:Claim in it")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nosuch.ttl"], 2, "does not exist"),
        (["notes.txt"], 1, "the suffix is none of"),
        (["broken.ttl"], 1, "broken.ttl is no Turtle"),
        (["--store", "nosuch"], 1, "there is no store at nosuch"),
        (["broken.ttl", "--endpoint", "http://localhost/"], 2, "name one graph"),
        (["--endpoint", "ftp://a.example/"], 1, "no address of an endpoint"),
    ],
)
def test_what_cannot_be_validated_is_told(
    kgbuild: Kgbuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.ttl").write_text("<a> <b> ", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    ran = kgbuild("validate", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


# ── Stores, in batches ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", SOME)
def test_batches_come_to_the_same_as_all_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [*iris.mended(fixture(name) or ())]
    whole = validate(quads)
    assert whole.results
    monkeypatch.setattr("kgbuild.shapes.batches", lambda store: batches(store, size=3))
    assert validate_store(EmbeddedStore.of(quads)) == whole


OF_NO_CLAIM = ("urn:", "https://w3id.org/kgbuild/id/event/nobody-s")


@pytest.mark.parametrize("name", sorted({*SOME} - {"Code-iso3166"}))
def test_every_violation_is_found_in_its_article(name: str) -> None:
    quads = [*iris.mended(fixture(name) or ())]
    for finding in find(validate(quads), EmbeddedStore.of(quads)):
        is_named = not finding.violation.focus.startswith(OF_NO_CLAIM)
        assert (finding.claim is not None) is is_named
        assert (finding.article is not None) is (is_named and name != "Claim-article")


def test_a_store_on_disk_is_validated(kgbuild: Kgbuild, wrong: Path, tmp_path: Path) -> None:
    build_store(tmp_path / "store", wrong)
    assert kgbuild("validate", "--store", tmp_path / "store") == kgbuild("validate", wrong)


# ── A server ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Oxigraph's own server (PyPI's `oxigraph`), which starts anew with the N-Quads that it is given."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the server of Oxigraph is not installed (pip install oxigraph)")
    running: list[subprocess.Popen[bytes]] = []

    def start(nquads: str, *options: str) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        folder = tmp_path_factory.mktemp("server")
        (folder / "graph.nq").write_text(nquads, encoding="utf-8")
        load = [program, "load", "--lenient", "-l", str(folder / "db"), "-f", str(folder / "graph.nq")]
        subprocess.run(load, check=True, capture_output=True)
        serve = [program, "serve", "-l", str(folder / "db"), "-b", address, *options]
        running.append(subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for _ in range(200):
            try:
                urlopen(f"http://{address}/query").close()
            except URLError:
                time.sleep(0.05)
            else:
                return f"http://{address}/query"
        raise AssertionError("the server does not start")

    yield start
    for process in running:
        process.terminate()
        process.wait()


LABEL = Literal("x", language="en")
ADDED = ((PERSON, v.TYPE, v.dip("Country")), (PERSON, v.dip("metwith"), INVALID), (INVALID, v.LABEL, LABEL))
ALL_WRONG = [*WRONG, *plus(*ADDED)[-len(ADDED) :]]


@pytest.mark.parametrize("options", [[], ["--union-default-graph"]], ids=["apart", "union"])
def test_a_server_is_validated(server: Serve, kgbuild: Kgbuild, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "all.nq").write_text(lines(ALL_WRONG), encoding="utf-8")
    local = kgbuild("validate", tmp_path / "all.nq", "--format", "json")
    remote = kgbuild("validate", "--endpoint", server(lines(ALL_WRONG), *options), "--format", "json")
    assert (remote.code, remote.err.splitlines()[0]) == (1, local.err.splitlines()[0])
    assert json.loads(remote.out) == json.loads(local.out)
    assert len(json.loads(remote.out)["results"]) == 6


def test_a_server_with_all_in_its_default_graph_is_validated(server: Serve, kgbuild: Kgbuild) -> None:
    union = "".join(f"{quad.triple} .\n" for quad in WRONG)
    ran = kgbuild("validate", "--endpoint", server(union))
    assert (ran.code, ran.err) == (1, "6 claims: 2 violations\n")


def test_blank_nodes_of_a_server_are_told(server: Serve, kgbuild: Kgbuild) -> None:
    ran = kgbuild("validate", "--endpoint", server(lines(moved(GOOD, EVENT, BlankNode("b1")))), "--format", "json")
    told = {one["message"] for one in json.loads(ran.out)["results"]}
    assert "what is told of has an IRI, so that others can point at it" in told


def test_a_server_that_is_not_there_is_told(kgbuild: Kgbuild) -> None:
    ran = kgbuild("validate", "--endpoint", "http://127.0.0.1:9/query")
    assert (ran.code, ran.out) == (1, "")
    assert "cannot be reached" in ran.err
