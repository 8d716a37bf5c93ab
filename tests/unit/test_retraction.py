"""Adding to a folder and taking back out of it: what is refused and how, and what is left behind."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from prepared import ARTICLES, PreparedExtractor
from pyoxigraph import parse

from kgbuild import fingerprint, output
from kgbuild.build import build_graph
from kgbuild.errors import InputError, StoreError
from kgbuild.export import render
from kgbuild.fact import Article
from kgbuild.retraction import retract_articles
from kgbuild.settings import Settings

FILES = ("facts.jsonl", "graph.nq", "graph.ttl")
BY_ID = {article.id: article for article in ARTICLES}


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """With the graph of the articles full, short and copy."""
    monkeypatch.setattr("kgbuild.language.extractor.Extractor", PreparedExtractor)
    build_graph([BY_ID["full"], BY_ID["short"], BY_ID["copy"]], tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def facts(folder: Path) -> set[str]:
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return {line.partition('"article": "')[2].partition('"')[0] for line in lines}


@pytest.mark.parametrize("name", ["copy", "article:copy", "https://w3id.org/kgbuild/id/article/copy"])
def test_an_article_goes_by_its_id_and_its_iris(folder: Path, name: str) -> None:
    assert retract_articles([name], folder).articles == 2
    assert facts(folder) == {"full", "short"}


def test_an_id_that_looks_like_an_iri_is_an_id(folder: Path) -> None:
    build_graph([BY_ID["silent / of this"]], folder, add=True)
    report = retract_articles(["https://w3id.org/kgbuild/id/article/silent%20%2F%20of%20this"], folder)
    assert report.articles == 3


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["ful"], "holds no article 'ful'; do you mean full?"),
        (["short", "cpoy"], "do you mean copy"),
        (["hort"], "do you mean short"),
        (["o"], "do you mean copy or short"),
        (["person:bourita-ma"], "holds no article 'person:bourita-ma' among its 3"),
        (["full", "short", "copy"], "holds no other articles: delete the folder"),
    ],
)
def test_what_cannot_be_taken_back_changes_nothing(folder: Path, ids: list[str], told: str) -> None:
    before = contents(folder)
    with pytest.raises(InputError, match=told.replace("?", r"\?")):
        retract_articles(ids, folder)
    assert contents(folder) == before


def test_nothing_of_the_article_is_left_in_the_folder(folder: Path) -> None:
    retract_articles(["short"], folder)
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        content = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
        assert b"article/short" not in content, path
        assert b"conferred at length" not in content, path


def test_adding_it_again_undoes_it(folder: Path) -> None:
    before = contents(folder)
    retract_articles(["short"], folder)
    assert contents(folder) != before
    assert build_graph([BY_ID["short"]], folder, add=True).read == 1
    assert contents(folder) == before
    assert build_graph([BY_ID["full"]], folder, add=True).unchanged


def test_an_article_that_is_added_again_takes_the_place_of_the_old_one(folder: Path) -> None:
    newer = replace(BY_ID["full"], title="Talks, corrected")
    build_graph([newer], folder, add=True)
    graph = (folder / "graph.ttl").read_text(encoding="utf-8")
    assert graph.count("Talks, corrected") == 1
    assert facts(folder) == {"full", "short", "copy"}


def test_files_are_in_the_order_in_which_export_writes_them(folder: Path) -> None:
    build_graph(ARTICLES, folder, add=True)
    assert (folder / "graph.nq").read_bytes() == render(parse(path=folder / "graph.nq"), "nquads")
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line)["article"] for line in lines]
    assert told == sorted(told)
    assert {"full", "full-again"} <= set(told)


def test_to_an_empty_folder_all_is_added(folder: Path) -> None:
    build_graph([BY_ID["full"]], folder / "new", add=True)
    assert facts(folder / "new") == {"full"}


def gone(folder: Path) -> None:
    shutil.rmtree(folder / ".cache")


def older(folder: Path) -> None:
    manifest = folder / ".cache" / "build.json"
    manifest.write_text(manifest.read_text().replace('"code": "', '"code": "0'))


def records_gone(folder: Path) -> None:
    shutil.rmtree(folder / ".cache" / "records")


def everything_gone(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize(
    ("spoil", "added", "retracted"),
    [
        (gone, "does not know any more what it was built from", "does not know any more what it was built from"),
        (older, "built with another kgbuild, model, lexicon or gazetteer", "built by another version of kgbuild"),
        (records_gone, "'copy' told is not in .* any more: build anew", "'full' told is not in"),
        (everything_gone, None, "holds no graph"),
    ],
)
def test_a_folder_that_cannot_say_what_it_holds(
    folder: Path, spoil: Callable[[Path], None], added: str | None, retracted: str
) -> None:
    spoil(folder)
    with pytest.raises(InputError, match=retracted):
        retract_articles(["copy"], folder)
    if added:
        with pytest.raises(InputError, match=added):
            build_graph([BY_ID["full-again"]], folder, add=True)
    # All articles given once more, it is as good as new.
    build_graph([BY_ID["full"], BY_ID["short"], BY_ID["copy"]], folder)
    retract_articles(["copy"], folder)
    assert facts(folder) == {"full", "short"}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(base="https://example.org/"), "was built with --base https://w3id.org/kgbuild/id/: "),
        (Settings(min_confidence=0.9), "was built with --min-confidence 0.3: "),
        (Settings(keep_text=True), "was built without --keep-text: "),
        (Settings(model="another"), "was built with another kgbuild, model, lexicon or gazetteer: "),
    ],
    ids=["base", "confidence", "text", "model"],
)
def test_articles_that_were_read_otherwise_do_not_go_together(folder: Path, settings: Settings, told: str) -> None:
    before = contents(folder)
    with pytest.raises(InputError, match=told + "build it anew, without --add, from all its articles"):
        build_graph([BY_ID["full-again"]], folder, settings, add=True)
    assert contents(folder) == before
    # Where none is left of the old ones, nothing stands against it.
    assert build_graph([BY_ID["full"], BY_ID["short"], BY_ID["copy"]], folder, settings, add=True).articles == 3


def test_a_retraction_that_fails_leaves_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder)

    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(output, "build_store", full)
        with pytest.raises(StoreError, match=r"No space left on device.*as it was"):
            retract_articles(["copy"], folder)
    assert contents(folder) == before
    assert retract_articles(["copy"], folder).articles == 2


def test_two_at_once_are_told_apart(folder: Path) -> None:
    before = contents(folder)
    lock = sqlite3.connect(folder / ".cache" / "lock", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    try:
        for work in (
            lambda: build_graph([BY_ID["full-again"]], folder, add=True),
            lambda: retract_articles(["copy"], folder),
        ):
            with pytest.raises(StoreError, match="cannot be written: another build is writing it just now"):
                work()
    finally:
        lock.close()
    assert contents(folder) == before
    assert retract_articles(["copy"], folder).articles == 2


def test_the_text_is_in_the_graph_where_it_is_to_be_kept(folder: Path, tmp_path: Path) -> None:
    article = Article("full", BY_ID["full"].text)
    build_graph([article], tmp_path / "kept", Settings(keep_text=True))
    line = next(line for line in (tmp_path / "kept" / "graph.nq").read_text().splitlines() if "#isString" in line)
    assert "text/full>" in line
    assert "graph/article/full>" in line
    assert "isString" not in (folder / "graph.nq").read_text()


def test_another_lexicon_or_gazetteer_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which names are one is worked out anew, from the gazetteer of the build."""
    now = fingerprint.take(Settings())
    monkeypatch.setattr(fingerprint, "take", lambda _: replace(now, lexicon="a user's own"))
    with pytest.raises(InputError, match="built with another lexicon or gazetteer"):
        retract_articles(["copy"], folder)
