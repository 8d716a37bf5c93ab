"""`kgbuild export` with its options, and the facts as a table, as users ask for them."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kgbuild import vocabulary as v
from kgbuild.export import write
from kgbuild.stores.embedded import build_store

BASE = "https://w3id.org/kgbuild/id/"
ARTICLE = f"{BASE}graph/article/bourita-lacroix"


@pytest.fixture
def export(kgbuild, examples_output: Path):
    return lambda *arguments: kgbuild("export", *arguments, "--store", examples_output / "store")


def test_one_article_is_its_named_graph(export, examples_output: Path) -> None:
    ran = export("--article", "bourita-lacroix", "--format", "nquads")
    lines = (examples_output / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [line for line in lines if line.endswith(f" <{ARTICLE}> .")]


def test_two_articles_and_one_twice(export) -> None:
    one, other = (
        export("--article", name, "--format", "nquads").out for name in ("bourita-lacroix", "niger-statement")
    )
    both = export(*("--article", "niger-statement", "--article", "bourita-lacroix") * 2, "--format", "nquads").out
    assert sorted(both.splitlines()) == sorted((one + other).splitlines())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--article", "bourita-lacrox"), 2, "the store has no article 'bourita-lacrox'; do you mean bourita-lacroix?"),
        (("--comments", "--format", "jsonld"), 2, "--comments is for turtle and trig; jsonld has none"),
        (("graph.nq", "--comments"), 2, "--comments is for turtle and trig; nquads has none"),
        (("graph.jsonld", "--rdf12"), 2, "JSON-LD 1.1 has no triple terms; use --reify, or another format"),
        (("nowhere/graph.ttl",), 1, "error: nowhere/graph.ttl cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_is_said(export, arguments, code: int, message: str) -> None:
    ran = export(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err.splitlines()[-1]


def test_claims_in_the_terms_of_rdf(export) -> None:
    plain, reified, terms = (
        set(parse(export("--format", "nquads", *options).out.encode(), RdfFormat.N_QUADS))
        for options in ((), ("--reify",), ("--rdf12",))
    )
    claims = {quad.subject for quad in plain if quad.predicate == v.RELATION}
    assert len(claims) > 200
    assert len(reified - plain) == 3 * len(claims)
    assert {quad.subject for quad in terms - plain} == claims
    assert all(isinstance(quad.object, Triple) for quad in terms - plain)
    assert plain < reified
    assert plain < terms


def test_dash_is_standard_output(export) -> None:
    assert export("-", "--article", "bourita-lacroix").out == export("--article", "bourita-lacroix").out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(export, tmp_path: Path) -> None:
    pipe = tmp_path / "graph.nq"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert export(pipe, "--article", "bourita-lacroix").code == 0
    reader.join(30)
    assert read == [export("--article", "bourita-lacroix", "--format", "nquads").out]
    assert pipe.is_fifo()


def test_what_xml_cannot_hold_is_said_and_exits_with_1(kgbuild, tmp_path: Path) -> None:
    graph = NamedNode(ARTICLE)
    write([Quad(NamedNode("urn:x:s"), v.ANCHOR_OF, Literal("a\fb"), graph)], tmp_path / "graph.nq")
    build_store(tmp_path / "store", tmp_path / "graph.nq")
    ran = kgbuild("export", tmp_path / "graph.rdf", "--store", tmp_path / "store")
    assert ran.code == 1
    assert ran.err.startswith("warning: XML cannot hold some control characters: U+FFFD stands in their place (in 1 of")
    assert "a\ufffdb" in (tmp_path / "graph.rdf").read_text(encoding="utf-8")


def test_the_table_tells_the_same_facts(examples_output: Path) -> None:
    content = (examples_output / "facts.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfarticle,date,")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    facts = [json.loads(line) for line in (examples_output / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 100
    assert [_parts_of_row(row) for row in rows] == [_parts_of_fact(fact) for fact in facts]


def _parts_of_row(row: dict[str, str]) -> tuple[object, ...]:
    names = ("article", "relation", "subject", "subjectIri", "object", "date", "status", "quote", "frame")
    return (*(row[name] for name in names), int(row["start"]), int(row["end"]), float(row["confidence"]))


def _parts_of_fact(fact: dict) -> tuple[object, ...]:
    value = fact["object"]["names"][0] if fact["object"] else fact["value"]
    subject = fact["subject"]
    said = (fact["article"], fact["relation"], subject["names"][0], subject["iri"], value, fact["date"] or "")
    return (*said, fact["status"], fact["quote"], fact["frame"], fact["start"], fact["end"], fact["confidence"])


def test_iris_of_the_table_are_those_of_the_graph(examples_output: Path) -> None:
    graph = (examples_output / "graph.nq").read_text(encoding="utf-8")
    content = (examples_output / "facts.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    for name in (name for name in rows[0] if name.endswith("Iri")):
        told = {row[name] for row in rows if row[name]}
        assert told, name
        assert all(f"<{iri}>" in graph for iri in told), name


def test_facts_command_gives_the_rows_of_the_file(kgbuild, examples_output: Path, tmp_path: Path) -> None:
    articles = Path(__file__).parents[2] / "examples" / "articles"
    (name,) = articles.glob("bourita-lacroix*")
    shutil.copy(name, tmp_path)
    ran = kgbuild("facts", tmp_path / name.name, "--format", "csv")
    lines = (examples_output / "facts.csv").read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    assert (ran.code, ran.err) == (0, "")
    # Its quotes hold no line breaks, so that rows are lines.
    assert ran.out == lines[0] + "".join(line for line in lines if line.startswith("bourita-lacroix,"))
