"""What one does with a graph that was built: facts, questions, exports, explanations."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from pyoxigraph import RdfFormat, parse

from kgbuild.queries import load_queries

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


def test_facts_are_those_of_the_build(examples_output: Path, kgbuild: Cli) -> None:
    files = sorted(EXAMPLES.iterdir())
    ran = kgbuild("facts", *files)
    assert (ran.code, ran.err) == (0, "")
    built = (examples_output / "facts.jsonl").read_text(encoding="utf-8")
    assert sorted(ran.out.splitlines()) == sorted(built.splitlines())


def test_facts_from_standard_input(kgbuild: Cli) -> None:
    text = "Foreign Minister Nasser Bourita met Jean-Pierre Lacroix in Rabat."
    ran = kgbuild("facts", "-", stdin=text.encode())
    (met,) = [fact for line in ran.out.splitlines() if (fact := json.loads(line))["relation"] == "metWith"]
    assert met["quote"] == text[met["start"] : met["end"]]
    assert met["subject"]["names"][0] == "Nasser Bourita"


def test_less_sure_facts_can_be_left_out(kgbuild: Cli) -> None:
    all_of_them = kgbuild("facts", EXAMPLES / "bourita-lacroix.md").out.splitlines()
    sure = kgbuild("facts", EXAMPLES / "bourita-lacroix.md", "--min-confidence", "0.9").out.splitlines()
    assert 0 < len(sure) < len(all_of_them)
    assert all(json.loads(line)["confidence"] >= 0.9 for line in sure)


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_every_canned_question_answers(examples_output: Path, kgbuild: Cli, name: str) -> None:
    ran = kgbuild("query", name, "--store", examples_output / "store", "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert isinstance(json.loads(ran.out), list)


def test_a_question_about_a_meeting(examples_output: Path, kgbuild: Cli) -> None:
    ran = kgbuild(
        "query", "who-met-whom", "-p", "who=Morocco", "--store", examples_output / "store", "--format", "json"
    )
    assert {"Nasser Bourita", "Jean-Pierre Lacroix"} <= {
        row[side] for row in json.loads(ran.out) for side in ("party", "counterpart")
    }


def test_sparql(examples_output: Path, kgbuild: Cli) -> None:
    asked = "SELECT (COUNT(*) AS ?n) { ?claim a <https://w3id.org/kgbuild/diplomacy#Claim> }"
    ran = kgbuild("sparql", "-", "--store", examples_output / "store", "--format", "csv", stdin=asked.encode())
    assert ran.code == 0
    assert int(ran.out.splitlines()[1]) > 80


@pytest.mark.parametrize(
    ("suffix", "parsed"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("nt", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdf", RdfFormat.RDF_XML),
    ],
)
def test_export_in_every_format(
    examples_output: Path, kgbuild: Cli, tmp_path: Path, suffix: str, parsed: RdfFormat
) -> None:
    path = tmp_path / f"graph.{suffix}"
    assert kgbuild("export", path, "--store", examples_output / "store").code == 0
    assert len(list(parse(path=path, format=parsed))) > 1000


def test_the_store_holds_what_the_file_of_quads_does(examples_output: Path, kgbuild: Cli) -> None:
    ran = kgbuild("export", "--format", "nquads", "--store", examples_output / "store")
    lines = [line for line in ran.out.splitlines() if "_:" not in line]
    written = (examples_output / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == [line for line in written if "_:" not in line]


def test_explain_a_fact(examples_output: Path, kgbuild: Cli) -> None:
    asked = ("Nasser Bourita", "metWith", "Jean-Pierre Lacroix")
    ran = kgbuild("explain", *asked, "--store", examples_output / "store")
    assert ran.code == 0
    for told in ("held talks", "article:bourita-lacroix", "frame        encounters.", "2023-11-29", "Rabat"):
        assert told in ran.out
    for reason in ("found        subject by name", "rule         0.", "raised by    "):
        assert reason in ran.out
    turned = kgbuild("explain", *reversed(asked), "--store", examples_output / "store")
    assert turned.out == ran.out, "a meeting has no direction"


def test_explain_a_store_without_its_readings(examples_output: Path, kgbuild: Cli, tmp_path: Path) -> None:
    """A store that was moved still says who says so, though not how it was judged."""
    store = tmp_path / "elsewhere" / "store"
    copytree(examples_output / "store", store)
    ran = kgbuild("explain", "Nasser Bourita", "metWith", "Jean-Pierre Lacroix", "--store", store)
    assert "held talks" in ran.out
    assert "raised by" not in ran.out


def test_explain_by_claim_name_and_article(examples_output: Path, kgbuild: Cli) -> None:
    store = ("--store", examples_output / "store")
    of_article = kgbuild("explain", "--article", "bourita-lacroix", *store).out
    claim = of_article.rsplit("claim:", 1)[1].strip()
    assert f"claim:{claim}" in kgbuild("explain", f"claim:{claim}", *store).out
    of_name = kgbuild("explain", "Nasser Bourita", *store).out
    assert set(of_name.splitlines()) <= set(of_article.splitlines())
    title = "Under-Secretary-General for Peace Operations"
    assert title in kgbuild("explain", "Jean-Pierre Lacroix", "holdsPosition", title, *store).out


@pytest.mark.parametrize(
    ("terms", "code", "told"),
    [
        (["Nasser Bouritta"], 2, "do you mean Nasser Bourita?"),
        (["Nasser Bourita", "sanctioned", "Jean-Pierre Lacroix"], 1, "no article says so"),
        (["Nasser Bourita", "embraced", "Jean-Pierre Lacroix"], 2, "there is no relation 'embraced'"),
        (["--article", "nosuch"], 2, "knows nothing of"),
    ],
)
def test_explain_what_is_not_there(examples_output: Path, kgbuild: Cli, terms: list[str], code: int, told: str) -> None:
    ran = kgbuild("explain", *terms, "--store", examples_output / "store")
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Minister Bourita met Mr. Lacroix.", "Bourita metWith Lacroix"),
        ("Minister Bourita might meet Mr. Lacroix.", "nothing came of “meet” (metWith"),
        ("The sun shone.", "no word of it evokes a relation"),
    ],
)
def test_explain_a_sentence(kgbuild: Cli, sentence: str, told: str) -> None:
    ran = kgbuild("explain", "--text", sentence)
    assert ran.code == 0
    assert told in ran.out


def test_no_store_is_told(kgbuild: Cli, tmp_path: Path) -> None:
    ran = kgbuild("query", "who-met-whom", "--store", tmp_path)
    assert ran.code == 1
    assert ran.err == f"error: there is no store at {tmp_path}: run kgbuild build first, or name another with --store\n"


def test_lexicon_list(kgbuild: Cli) -> None:
    lines = kgbuild("lexicon", "list").out.splitlines()
    assert "metWith" in lines
    assert any(line.startswith("  encounters.meet: meet, ") for line in lines)


@pytest.mark.parametrize(("fact", "code"), [("France praised Spain", 0), ("Spain praised France", 1)])
def test_lexicon_check_names_file_and_line(kgbuild: Cli, tmp_path: Path, fact: str, code: int) -> None:
    frame = '[[frame]]\nid = "waltz"\nrelation = "praised"\nverbs = ["waltz"]\nobject = ["with"]\n'
    frame += f'examples = [{{ text = "France waltzed with Spain.", facts = ["{fact}"] }}]\n'
    (tmp_path / "dances.toml").write_text(frame, encoding="utf-8")
    ran = kgbuild("lexicon", "check", "--lexicon", tmp_path)
    told = [line for line in ran.out.splitlines() if line.startswith("dances.toml:1: frame 'waltz'")]
    assert bool(told) == bool(code)
    assert code == 0 or ran.code == 1


def test_a_reader_that_has_enough_is_no_error(examples_output: Path) -> None:
    more_than_a_pipe_holds = "SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 50000"
    store = ["--store", examples_output / "store"]
    command = [sys.executable, "-m", "kgbuild", "sparql", more_than_a_pipe_holds, "--format", "csv", *store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141
