"""`kgbuild reason`, on what a build of the examples wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import owlready2
import pytest
from pyoxigraph import RdfFormat, parse

from kgbuild import answers
from kgbuild.commands.reason import FORMATS
from kgbuild.ontology import load_schema
from kgbuild.reasoning import hermit

Cli = Callable[..., Any]
BASE = "https://w3id.org/kgbuild/id/"
DIP = "https://w3id.org/kgbuild/diplomacy#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
RULES_ONLY = ("--hermit-limit", "0")
needs_java = pytest.mark.skipif(not hermit.is_available(), reason="HermiT needs Java, and there is none on the path")


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-java-of-this-name")


def rows(out: str) -> dict[tuple[str, str], tuple[int, int]]:
    found = csv.DictReader(io.StringIO(out))
    return {(one["graph"], one["entailment"]): (int(one["written"]), int(one["missing"])) for one in found}


@needs_java
def test_a_build_agrees_with_the_ontology(examples_output: Path, kgbuild: Cli) -> None:
    ran = kgbuild("reason", "--store", examples_output / "store", "--format", "csv")
    assert ran.code == 0
    assert "ontology: consistent, says HermiT" in ran.err
    assert "graph: consistent, says HermiT" in ran.err
    table = rows(ran.out)
    for kind in ("symmetric (prp-symp)", "defined class (cls-int1)"):
        written, missing = table["(all)", kind]
        assert (written > 40, missing) == (True, 0)
    assert table["(all)", "inverse (prp-inv)"][0] == 0
    assert table["article/bourita-lacroix", "inverse (prp-inv)"][1] > 20


@pytest.mark.usefixtures("no_java")
def test_what_questions_need_is_written_and_the_rest_can_be(
    examples_output: Path, tmp_path: Path, kgbuild: Cli
) -> None:
    inferred = tmp_path / "inferred.nq"
    ran = kgbuild("reason", examples_output / "graph.nq", "-o", inferred)
    assert (ran.code, "needs Java" in ran.err) == (0, True)
    quads = list(parse(path=str(inferred), format=RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {f"{BASE}graph/derived/inferred"}
    schema = load_schema()
    needed = {DIP + name for one in schema.relations.values() for name in (one.name, *one.supers)}
    needed |= {DIP + name for name in schema.classes if schema.is_a(name, "Person") or schema.is_a(name, "Position")}
    assert {quad.predicate.value for quad in quads} & needed == set()
    assert {quad.object.value for quad in quads if quad.predicate.value.endswith("#type")} & needed == set()
    # With it the graph is complete: the same again is all there is.
    whole = tmp_path / "whole.nq"
    whole.write_bytes((examples_output / "graph.nq").read_bytes() + inferred.read_bytes())
    again = kgbuild("reason", whole, "--format", "csv")
    assert {missing for _, missing in rows(again.out).values()} == {0}


@pytest.mark.usefixtures("no_java")
@pytest.mark.parametrize("name", ["graph.ttl", "graph.nq"])
def test_the_same_follows_from_turtle_as_from_the_named_graphs(
    examples_output: Path, tmp_path: Path, kgbuild: Cli, name: str
) -> None:
    ran = kgbuild("reason", examples_output / name, "-o", tmp_path / "inferred.nt", "--format", "csv")
    assert ran.code == 0
    stored = kgbuild("reason", "--store", examples_output / "store", "-o", tmp_path / "stored.nt", "--format", "csv")
    assert (tmp_path / "inferred.nt").read_bytes() == (tmp_path / "stored.nt").read_bytes()
    in_all = {kind: counts for (graph, kind), counts in rows(ran.out).items() if graph == "(all)"}
    assert in_all == {kind: counts for (graph, kind), counts in rows(stored.out).items() if graph == "(all)"}


@pytest.mark.parametrize("mode", ["rules", pytest.param("hermit", marks=needs_java)])
def test_a_person_who_is_a_country_is_told_with_article_and_sentence(
    examples_output: Path, tmp_path: Path, kgbuild: Cli, mode: str
) -> None:
    graph = tmp_path / "graph.nq"
    person, article = f"{BASE}person/nasser-bourita-ma", f"{BASE}graph/article/bourita-lacroix"
    wrong = f"<{person}> {TYPE} <{DIP}Country> <{article}> .\n"
    graph.write_text((examples_output / "graph.nq").read_text(encoding="utf-8") + wrong, encoding="utf-8")
    ran = kgbuild("reason", graph, *(RULES_ONLY if mode == "rules" else ()))
    assert ran.code == 1
    assert f"error: {person} is Country and Person, which are disjoint" in ran.err
    assert "  bourita-lacroix: “" in ran.err
    assert "held talks on Wednesday" in ran.err
    assert "  the shapes: " in ran.err
    assert ("graph: inconsistent, says HermiT" in ran.err) == (mode == "hermit")


@pytest.mark.usefixtures("no_java")
def test_a_type_and_a_relation_that_lack_are_written(examples_output: Path, tmp_path: Path, kgbuild: Cli) -> None:
    lines = (examples_output / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    bourita, lacroix = (f"<{BASE}person/{name}>" for name in ("nasser-bourita-ma", "jean-pierre-lacroix-un"))
    lacking = [f"{lacroix} <{DIP}metWith> {bourita}", f"{bourita} {TYPE} <{DIP}ForeignMinister>"]
    left = [line for line in lines if not line.startswith(tuple(lacking))]
    assert len(lines) - len(left) == 2
    (tmp_path / "graph.nq").write_text("".join(left), encoding="utf-8")
    ran = kgbuild("reason", tmp_path / "graph.nq", "-o", tmp_path / "inferred.nt", "--format", "csv")
    assert ran.code == 0
    written = (tmp_path / "inferred.nt").read_text(encoding="utf-8")
    assert all(f"{one} .\n" in written for one in lacking)
    table = rows(ran.out)
    assert table["article/bourita-lacroix", "symmetric (prp-symp)"][1] == 1
    assert table["article/bourita-lacroix", "defined class (cls-int1)"][1] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--store", "nowhere"], 1, "there is no store at nowhere"),
        (["graph.nq", "-o", "inferred.docx"], 1, "inferred.docx: the suffix is none of"),
        (["absent.nq"], 2, "absent.nq"),
        (["graph.nq", "--hermit-limit", "-1"], 2, "--hermit-limit"),
    ],
)
def test_what_is_wrong_is_said(
    kgbuild: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph.nq").touch()
    ran = kgbuild("reason", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err


def test_the_formats_that_help_tells_are_those_of_tables() -> None:
    assert set(FORMATS) == set(answers.FORMATS) - {"turtle"}
