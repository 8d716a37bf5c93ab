"""``kgbuild build``, as users run it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from kgbuild.articles import read_articles
from kgbuild.fact import Article
from kgbuild.settings import DEFAULT_MODEL

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FILES = ("facts.jsonl", "graph.nq", "graph.ttl")
MEETING = "Talks in Rabat\n\nForeign Minister Nasser Bourita met Jean-Pierre Lacroix in Rabat on 29 November 2023.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


def test_same_bytes_from_another_hash_seed_and_order(examples_output: Path, process: Cli, tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir(), key=lambda path: path.name[::-1])
    ran = process("build", *files, "-o", tmp_path / "again", seed=1)
    assert ran.code == 0, ran.err
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (examples_output / name).read_bytes(), name


def test_every_quote_stands_in_its_article(examples_output: Path) -> None:
    found = list(read_articles([str(EXAMPLES)], None))  # type: ignore[arg-type]
    texts = {one.id: one.text for one in found if isinstance(one, Article)}
    assert len(texts) == 10
    facts = [json.loads(line) for line in (examples_output / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(facts) > 80
    assert {fact["article"] for fact in facts} == texts.keys()
    for fact in facts:
        assert texts[fact["article"]][fact["start"] : fact["end"]] == fact["quote"]


def test_summary_and_nothing_to_do(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    first = kgbuild("build", article, "-o", tmp_path / "output")
    assert (first.code, first.out) == (0, "")
    lines = [line.strip() for line in first.err.splitlines()]
    assert lines[0] == "reading 1 article"
    assert "1 metWith" in lines
    assert any("quads" in line and "of them a fact" in line for line in lines)
    second = kgbuild("build", article, "-o", tmp_path / "output")
    assert (second.code, second.out) == (0, "")
    assert second.err.startswith("nothing to do: ")


def test_good_articles_go_through_beside_bad_ones(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = kgbuild("build", tmp_path, "-o", tmp_path / "output")
    assert ran.code == 1
    assert f"error: {tmp_path / 'empty.txt'}" in ran.err
    assert '"talks"' in (tmp_path / "output" / "facts.jsonl").read_text(encoding="utf-8")
    again = kgbuild("build", tmp_path, "-o", tmp_path / "output")
    assert again.code == 1, "a problem is told each time"


ROWS = [json.dumps({"id": f"a{number}", "text": "Nothing happened."}) for number in range(6)]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("binary.txt", bytes(range(256)) * 20, "binary.txt"),
        ("rows.jsonl", "\n".join([*ROWS, '{"id": "a7", "text":', ""]).encode(), "rows.jsonl:7"),
        ("rows.jsonl", b'{"id": "a1", "title": "No text"}\n', "rows.jsonl:1"),
        ("one.json", b'{"text": 7}', "one.json"),
    ],
    ids=["empty file", "binary file", "broken JSON on line 7", "missing field", "field of the wrong kind"],
)
def test_bad_input_is_one_line_that_says_where(
    kgbuild: Cli, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = kgbuild("facts", tmp_path / name)
    assert ran.code == 1
    (line,) = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert told in line


def test_another_encoding_is_read_and_told(kgbuild: Cli, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Réunion\n\nThe minister met Mr. Håkan Åström in Malmö.".encode("latin-1"))
    (tmp_path / "utf16.txt").write_bytes("Talks\n\nMinister Åsa Öberg met Mr. José Peña in Málaga.".encode("utf-16"))
    ran = kgbuild("facts", tmp_path)
    assert ran.code == 0
    assert "warning: " in ran.err
    assert "�" not in ran.out


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["nosuch.txt"], "no such file"),
        (["folder"], "holds no articles"),
        (["*.nothing"], "nothing that can be read matches"),
    ],
)
def test_nothing_to_read(
    kgbuild: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], told: str
) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    ran = kgbuild("build", *paths, "-o", "output")
    assert ran.code == 1
    assert told in ran.err
    assert not (tmp_path / "output").exists()


def test_an_output_that_is_a_file_is_told_before_reading(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("", encoding="utf-8")
    ran = kgbuild("build", article, tmp_path / "nosuch", "-o", tmp_path / "output")
    assert ran.code == 1
    assert ran.err == f"error: {tmp_path / 'output'} is a file: name a folder to write to\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build"], "Missing argument"),
        (["build", "x", "--base", "not an iri"], "no absolute IRI"),
        (["build", "x", "--base", "https://example.org"], "must end with"),
        (["build", "x", "--min-confidence", "2"], "min-confidence"),
        (["build", "x", "--lexicon", "nosuch"], "does not exist"),
        (["build", "x", "--gazetteer", "nosuch"], "does not exist"),
        (["nosuch"], "No such command"),
        (["--nosuch"], "No such option"),
        (["explain"], "give one name"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_typed_wrongly_exits_with_2(kgbuild: Cli, arguments: list[str], told: str) -> None:
    ran = kgbuild(*arguments)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_a_model_that_is_not_there_is_told(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    ran = kgbuild("build", article, "-o", tmp_path / "output", "--model", "nosuch")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("error: the spaCy model 'nosuch' is not installed")


def test_a_model_goes_by_the_name_that_pip_has_it_by(kgbuild: Cli, article: Path) -> None:
    ran = kgbuild("facts", article, "--model", DEFAULT_MODEL.replace("_", "-"))
    assert ran.code == 0
    assert ran.out == kgbuild("facts", article).out


def test_a_package_that_is_no_module_is_told(kgbuild: Cli, article: Path) -> None:
    """rich brings the package along; what one imports of it is called markdown_it."""
    ran = kgbuild("facts", article, "--model", "markdown-it-py")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("error: the spaCy model 'markdown-it-py' is not installed")


def test_a_folder_without_a_model_is_told(kgbuild: Cli, article: Path) -> None:
    ran = kgbuild("facts", article, "--model", article.parent)
    assert ran.code == 1
    assert (
        ran.err == f"error: the folder '{article.parent}' holds no spaCy model: name the one that has its config.cfg\n"
    )


@pytest.mark.filterwarnings("default")
def test_a_model_of_another_spacy_is_told_in_a_line(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    model = tmp_path / "old-model"
    spacy.blank("en").to_disk(model)
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    (model / "meta.json").write_text(json.dumps({**meta, "spacy_version": ">=3.0.0,<3.1.0"}), encoding="utf-8")
    ran = kgbuild("facts", article, "--model", model)
    warning, error = ran.err.splitlines()
    assert warning.startswith("warning: [W095]")
    assert error.startswith(f"error: the spaCy model '{model}' has no ")


def test_a_base_of_ones_own(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    base = "https://example.org/id/"
    assert kgbuild("build", article, "-o", tmp_path / "output", "--base", base).code == 0
    assert f"@prefix person: <{base}person/> ." in (tmp_path / "output" / "graph.ttl").read_text(encoding="utf-8")
    explained = kgbuild("explain", "--article", "talks", "--store", tmp_path / "output" / "store")
    assert "article:talks" in explained.out


def test_a_lexicon_of_ones_own(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    frame = '[[frame]]\nid = "waltz"\nrelation = "praised"\nverbs = ["waltz"]\nobject = ["with"]\n'
    frame += 'examples = [{ text = "France waltzed with Spain.", facts = ["France praised Spain"] }]\n'
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "dances.toml").write_text(frame, encoding="utf-8")
    article.write_text("France waltzed with Spain.", encoding="utf-8")
    ran = kgbuild("facts", article, "--lexicon", tmp_path / "mine")
    assert [json.loads(line)["frame"] for line in ran.out.splitlines()] == ["dances.waltz"]


def test_names_of_ones_own(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    article.write_text("Iceland thanked the Northern Forum.", encoding="utf-8")
    output, mine = tmp_path / "output", tmp_path / "mine"
    assert kgbuild("build", article, "-o", output).code == 0
    assert (output / "facts.jsonl").read_text(encoding="utf-8") == ""
    mine.mkdir()
    rows = "id,label,names,acronym,kind,country,wikidata,parent\nnorthern-forum,Northern Forum,,,Organization,,Q1,\n"
    (mine / "organizations.csv").write_text(rows, encoding="utf-8")
    # What was read without the names is not taken from the cache.
    assert kgbuild("build", article, "-o", output, "--gazetteer", mine).code == 0
    (fact,) = map(json.loads, (output / "facts.jsonl").read_text(encoding="utf-8").splitlines())
    assert (fact["relation"], fact["object"]["names"]) == ("thanked", ["Northern Forum"])
    (mine / "organizations.csv").write_text(rows.replace(",Organization,", ",Sandwich,"), encoding="utf-8")
    ran = kgbuild("build", article, "-o", output, "--gazetteer", mine)
    assert ran.code == 1
    assert f"{mine / 'organizations.csv'}:2: kind: " in ran.err


def test_a_crash_of_the_disk_halfway_leaves_the_old_graph(kgbuild: Cli, article: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert kgbuild("build", article, "-o", output).code == 0
    before = {name: (output / name).read_bytes() for name in FILES}
    shutil.rmtree(output / "store")
    (output / "store").write_text("in the way", encoding="utf-8")
    article.write_text(MEETING.replace("met", "thanked"), encoding="utf-8")
    ran = kgbuild("build", article, "-o", output)
    assert ran.code == 1
    assert "store" in ran.err.splitlines()[-1]
    assert {name: (output / name).read_bytes() for name in FILES} == before
