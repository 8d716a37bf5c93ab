"""The build pipeline with a reader that needs no model: what it writes, what it keeps, and what it leaves as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import factories
import pytest
from pyoxigraph import RdfFormat, parse

from kgbuild import fingerprint, output
from kgbuild.build import build_graph
from kgbuild.cache import FactCache
from kgbuild.derived import digests_of
from kgbuild.errors import InputError, LexiconError, StoreError
from kgbuild.export import render
from kgbuild.fact import Article, Fact
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings
from kgbuild.told import Told

FILES = ("facts.jsonl", "set-aside.jsonl", "graph.nq", "graph.ttl")
OTHER = replace(factories.ARTICLE, id="other")
INTERRUPTED_AT = "stop here"


@dataclass(frozen=True)
class Extraction:
    article: Article
    facts: tuple[Fact, ...]
    derived: tuple[Fact, ...] = (factories.TO_MINUSCA,)
    barren_sentences: int = 2


class FakeExtractor:
    """Tells the facts of the hand-made communiqué of every article, and remembers which it read."""

    read: list[str]
    facts: tuple[Fact, ...]

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    @classmethod
    def from_settings(cls, *_: Any) -> FakeExtractor:
        return cls()

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if article.id == INTERRUPTED_AT:
                raise KeyboardInterrupt
            self.read.append(article.id)
            facts = [replace(fact, article=article.id) for fact in (*self.facts, factories.TO_MINUSCA)]
            yield Extraction(article, tuple(facts[:-1]), (facts[-1],))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> type[FakeExtractor]:
    fake = type("Fake", (FakeExtractor,), {"read": [], "facts": factories.COMMUNIQUE})
    monkeypatch.setattr("kgbuild.language.extractor.Extractor", fake)
    return fake


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_writes_facts_graph_and_store(reader: type[FakeExtractor], tmp_path: Path) -> None:
    report = build_graph([factories.ARTICLE], tmp_path / "new" / "output")
    folder = tmp_path / "new" / "output"
    facts = [json.loads(line) for line in (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(facts) == report.facts == len(factories.COMMUNIQUE) + 1
    assert [fact["start"] for fact in facts] == sorted(fact["start"] for fact in facts)
    quads = set(parse(path=folder / "graph.nq", format=RdfFormat.N_QUADS))
    assert len(quads) == report.quads
    triples = set(parse(path=folder / "graph.ttl", format=RdfFormat.TURTLE))
    plain = {q.triple for q in quads if "BlankNode" not in repr(q)}
    assert plain == {q.triple for q in triples if "BlankNode" not in repr(q)}
    assert report.barren_sentences == 2
    assert report.relations["deploysTo"] == 4
    assert report.set_aside == ()
    assert (folder / "store" / "CURRENT").is_file()
    assert not list(folder.glob("*.tmp"))
    assert (folder / ".cache" / ".gitignore").read_text(encoding="ascii") == "*\n"


def test_turtle_is_that_of_the_whole_graph(reader: type[FakeExtractor], tmp_path: Path) -> None:
    """Though claims are written article by article, before it is known what others say."""
    strange = [replace(factories.ARTICLE, id=name) for name in ("é", "a b", "a-b", "Z", "10", "9", "a%20b")]
    build_graph([factories.ARTICLE, *strange], tmp_path)
    whole = render(parse(path=tmp_path / "graph.nq", format=RdfFormat.N_QUADS), "turtle")
    assert (tmp_path / "graph.ttl").read_bytes() == whole


def test_what_is_kept_of_an_article_for_the_derived_graphs_says_no_more_than_its_graph(
    reader: type[FakeExtractor], tmp_path: Path
) -> None:
    articles = [factories.ARTICLE, replace(OTHER, id="other é", published=None)]
    build_graph(articles, tmp_path)
    folder = output.OutputFolder(tmp_path)
    assert folder.inputs
    records = [folder.records.get(folder.inputs.of_record(article.id)) for article in articles]
    texts = {article.id: article.text for article in articles}
    quads = parse(path=tmp_path / "graph.nq", format=RdfFormat.N_QUADS)
    digests = digests_of(quads, texts, load_schema())
    assert [record.digest for record in records if record] == digests
    assert all(digest.tellings and digest.shortcuts and digest.appearances for digest in digests)


def test_each_named_graph_is_there(reader: type[FakeExtractor], tmp_path: Path) -> None:
    build_graph([factories.ARTICLE, OTHER], tmp_path)
    base = "https://w3id.org/kgbuild/id/graph/"
    graphs = {quad.graph_name.value.removeprefix(base) for quad in parse(path=tmp_path / "graph.nq")}
    assert {
        "article/mfa-017",
        "article/other",
        "ontology",
        "authority",
        "derived/missions",
    } <= graphs


def test_the_same_again_is_nothing_to_do(reader: type[FakeExtractor], tmp_path: Path) -> None:
    first = build_graph([factories.ARTICLE], tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    second = build_graph([factories.ARTICLE], tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    assert second == replace(first, unchanged=True, read=0)


@pytest.mark.parametrize("name", FILES)
def test_what_was_changed_by_hand_is_written_again(reader: type[FakeExtractor], tmp_path: Path, name: str) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    before = contents(tmp_path)
    (tmp_path / name).write_bytes(b"changed")
    assert not build_graph([factories.ARTICLE], tmp_path).unchanged
    assert contents(tmp_path) == before
    assert reader.read == ["mfa-017"]


def test_a_store_that_is_gone_is_built_from_the_quads(reader: type[FakeExtractor], tmp_path: Path) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    for path in (tmp_path / "store").iterdir():
        path.unlink()
    (tmp_path / "store").rmdir()
    report = build_graph([factories.ARTICLE], tmp_path)
    assert (report.unchanged, report.read) == (False, 0)
    assert (tmp_path / "store" / "CURRENT").is_file()


def test_one_more_article_is_one_more_reading(reader: type[FakeExtractor], tmp_path: Path) -> None:
    build_graph([factories.ARTICLE], tmp_path / "grown")
    report = build_graph([OTHER, factories.ARTICLE], tmp_path / "grown")
    assert reader.read == ["mfa-017", "other"]
    assert report.read == 1
    build_graph([factories.ARTICLE, OTHER], tmp_path / "at once")
    assert contents(tmp_path / "grown") == contents(tmp_path / "at once")


@pytest.mark.parametrize(
    "change",
    [{"base": "https://example.org/id/"}, {"min_confidence": 0.95}],
    ids=str,
)
def test_other_settings_make_another_graph_without_reading(
    reader: type[FakeExtractor], tmp_path: Path, change: dict[str, Any]
) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    before = contents(tmp_path)
    report = build_graph([factories.ARTICLE], tmp_path, Settings(**change))
    assert reader.read == ["mfa-017"]
    assert not report.unchanged
    assert contents(tmp_path)["graph.nq"] != before["graph.nq"]


def test_less_sure_facts_are_left_out(reader: type[FakeExtractor], tmp_path: Path) -> None:
    reader.facts = (factories.MEETING, replace(factories.PRAISE, evidence=factories.evidence(factories.SECOND, 0.3)))
    report = build_graph([factories.ARTICLE], tmp_path, Settings(min_confidence=0.5))
    assert report.relations == {"deploysTo": 1, "metWith": 1}


@pytest.mark.parametrize(
    "part", [{"model": "another"}, {"text": "Another text."}, {"code": "changed"}], ids=lambda part: next(iter(part))
)
def test_articles_are_read_again_where_it_matters(
    reader: type[FakeExtractor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: dict[str, str]
) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    if "code" in part:
        now = fingerprint.take(Settings())
        monkeypatch.setattr(fingerprint, "take", lambda _: replace(now, **part))
    article = replace(factories.ARTICLE, **part) if "text" in part else factories.ARTICLE
    build_graph([article], tmp_path, Settings(**part) if "model" in part else None)
    assert reader.read == ["mfa-017", "mfa-017"]


def test_an_interrupted_build_goes_on_where_it_stopped(reader: type[FakeExtractor], tmp_path: Path) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    before = contents(tmp_path)
    articles = [OTHER, replace(OTHER, id=INTERRUPTED_AT)]
    with pytest.raises(KeyboardInterrupt):
        build_graph(articles, tmp_path)
    assert contents(tmp_path) == before
    reader.read.clear()
    build_graph([OTHER, factories.ARTICLE], tmp_path)
    assert reader.read == []


def test_a_build_that_fails_leaves_all_as_it_was(
    reader: type[FakeExtractor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    before = contents(tmp_path)

    def full(*_: Any) -> bool:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(output, "build_store", full)
        with pytest.raises(StoreError, match=r"No space left on device.*as it was"):
            build_graph([factories.ARTICLE, OTHER], tmp_path)
    assert contents(tmp_path) == before
    assert not list(tmp_path.glob("*.tmp"))
    assert build_graph([factories.ARTICLE], tmp_path).unchanged


@pytest.mark.parametrize(("spoilt", "readings"), [(["facts"], 1), (["records"], 1), (["facts", "records"], 2)])
def test_a_spoilt_cache_costs_a_reading_at_most(
    reader: type[FakeExtractor], tmp_path: Path, spoilt: set[str], readings: int
) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    before = contents(tmp_path)
    for kind in spoilt:
        (cached,) = (tmp_path / ".cache" / kind).glob("*/*.json")
        cached.write_bytes(cached.read_bytes()[:100])
    (tmp_path / "graph.ttl").unlink()
    build_graph([factories.ARTICLE], tmp_path)
    assert len(reader.read) == readings
    assert contents(tmp_path) == before


def test_the_cache_keeps_what_the_last_build_needs(reader: type[FakeExtractor], tmp_path: Path) -> None:
    build_graph([factories.ARTICLE, OTHER], tmp_path)
    build_graph([OTHER], tmp_path)
    for kind in ("facts", "records"):
        assert len(list((tmp_path / ".cache" / kind).glob("*/*"))) == 1


def test_facts_come_out_of_the_cache_as_they_went_in(tmp_path: Path) -> None:
    cache = FactCache(tmp_path)
    told = Told((*factories.COMMUNIQUE, factories.TO_MINUSCA), 3)
    cache.put("ab12", told)
    assert cache.get("ab12") == told
    assert cache.get("cd34") is None


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (replace(factories.PRAISE, evidence=replace(factories.PRAISE.evidence, start=3)), "its quote does not stand"),
        (replace(factories.PRAISE, evidence=factories.evidence(factories.SECOND, 1.5)), "confidence is a decimal"),
        (replace(factories.PRAISE, relation="applauded"), "no relation 'applauded'"),
        (replace(factories.PRAISE, subject=replace(factories.LACROIX, kind="Wizard")), "no class 'Wizard'"),
        (replace(factories.PRAISE, date="2024-06"), "not after the article: the article is of 2023-11-30"),
        (replace(factories.PRAISE, subject=replace(factories.LACROIX, kind="Place")), "a person is no agreement"),
    ],
    ids=["quote", "shape", "relation", "class", "future", "kind"],
)
def test_what_does_not_hold_is_set_aside_with_its_reason(
    reader: type[FakeExtractor], tmp_path: Path, fact: Fact, reason: str
) -> None:
    reader.facts = (factories.MEETING, fact)
    report = build_graph([factories.ARTICLE], tmp_path)
    (aside,) = report.set_aside
    assert reason in aside.reason
    assert str(aside).startswith(f"mfa-017: Jean-Pierre Lacroix {fact.relation} Morocco: set aside")
    assert report.relations == {"deploysTo": 1, "metWith": 1}
    (line,) = (tmp_path / "set-aside.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "article": "mfa-017",
        "fact": f"Jean-Pierre Lacroix {fact.relation} Morocco",
        "reason": aside.reason,
        "sentence": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
    }
    assert build_graph([factories.ARTICLE], tmp_path).set_aside == report.set_aside


def test_a_mended_fact_is_no_longer_set_aside(reader: type[FakeExtractor], tmp_path: Path) -> None:
    reader.facts = (replace(factories.MEETING, relation="applauded"),)
    assert build_graph([factories.ARTICLE], tmp_path).set_aside
    reader.facts = factories.COMMUNIQUE
    build_graph([replace(factories.ARTICLE, url=None)], tmp_path)
    assert (tmp_path / "set-aside.jsonl").read_bytes() == b""


def test_no_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no articles"):
        build_graph([], tmp_path / "output")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("place", ["taken", "taken/output"])
def test_an_output_that_cannot_be_written_is_told_before_any_work(tmp_path: Path, place: str) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")

    def articles() -> Iterator[Article]:
        raise AssertionError("read before the folder was looked at")
        yield factories.ARTICLE

    with pytest.raises(StoreError, match="taken"):
        build_graph(articles(), tmp_path / place)


def test_progress_is_told(reader: type[FakeExtractor], tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build_graph([factories.ARTICLE, OTHER], tmp_path, progress=lambda *counts: told.append(counts))
    assert told == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize("kind", ["lexicon", "gazetteer"])
def test_the_fingerprint_knows_the_users_own_files(tmp_path: Path, kind: str) -> None:
    plain = fingerprint.take(Settings())
    (tmp_path / "cities.csv").write_text("name", encoding="utf-8")
    mine = fingerprint.take(Settings(**{kind: tmp_path}))
    assert plain.lexicon != mine.lexicon
    assert plain.code == mine.code
    with pytest.raises(LexiconError, match=f"no such folder of {kind} files"):
        fingerprint.take(Settings(**{kind: tmp_path / "nosuch"}))


def test_one_folder_read_as_lexicon_and_as_gazetteer_are_two_readings(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("name", encoding="utf-8")
    folders = [(tmp_path, None), (None, tmp_path), (tmp_path, tmp_path)]
    taken = {fingerprint.take(Settings(lexicon=frames, gazetteer=names)) for frames, names in folders}
    assert len(taken) == 3


def test_a_model_in_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    before = fingerprint.take(Settings(model=str(tmp_path))).model
    (tmp_path / "meta.json").write_text('{"version": "2"}', encoding="utf-8")
    assert fingerprint.take(Settings(model=str(tmp_path))).model != before


def test_build_needs_no_model_where_all_is_cached(
    reader: type[FakeExtractor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_graph([factories.ARTICLE], tmp_path)
    (tmp_path / "graph.ttl").unlink()
    monkeypatch.setattr("kgbuild.language.extractor.Extractor", None)
    assert build_graph([factories.ARTICLE], tmp_path).read == 0
