"""However articles came and went, a folder holds what one build of those that are left writes."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from prepared import ARTICLES, PreparedExtractor
from pyoxigraph import Literal, NamedNode, Quad

from kgbuild.build import build_graph
from kgbuild.retraction import retract_articles
from kgbuild.stores.change import change_between
from kgbuild.stores.embedded import build_store

FILES = ("facts.jsonl", "facts.csv", "graph.nq", "graph.ttl")
IDS = tuple(article.id for article in ARTICLES)


def contents(folder: Path) -> dict[str, Any]:
    """The files byte by byte, and all that the store holds, the union of its graphs too."""
    files: dict[str, Any] = {name: (folder / name).read_bytes() for name in FILES}
    return {**files, "store": frozenset(map(str, pyoxigraph.Store.read_only(str(folder / "store"))))}


@cache
def at_once(ids: frozenset[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        build_graph([article for article in ARTICLES if article.id in ids], Path(folder))
        return contents(Path(folder))


class Upkeep(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.held: frozenset[str] = frozenset()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(order=st.permutations(ARTICLES), number=st.integers(1, len(ARTICLES)))
    def add(self, order: list[Any], number: int) -> None:
        build_graph(order[:number], self.folder, add=True)
        self.held |= {article.id for article in order[:number]}

    @precondition(lambda self: len(self.held) > 1)
    @rule(data=st.data())
    def retract(self, data: st.DataObject) -> None:
        some = st.lists(st.sampled_from(sorted(self.held)), min_size=1, max_size=len(self.held) - 1, unique=True)
        unwanted = data.draw(some)
        retract_articles(unwanted, self.folder)
        self.held -= set(unwanted)

    @precondition(lambda self: self.held)
    @invariant()
    def is_as_if_built_at_once(self) -> None:
        assert contents(self.folder) == at_once(self.held)


def test_any_way_to_the_same_articles_gives_the_same_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgbuild.language.extractor.Extractor", PreparedExtractor)
    # Most of what is in these small graphs changes with each step: let the store be brought up to date all the same.
    monkeypatch.setattr("kgbuild.stores.change._MOST", 10)
    run_state_machine_as_test(Upkeep, settings=settings(max_examples=8, stateful_step_count=4))


def test_the_articles_do_change_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would prove little."""
    monkeypatch.setattr("kgbuild.language.extractor.Extractor", PreparedExtractor)

    def derived(*ids: str) -> set[str]:
        lines = at_once(frozenset(ids))["graph.nq"].decode().splitlines()
        return {line.split()[1].rpartition("/")[2].strip(">") for line in lines if "/graph/derived/" in line}

    assert "prov#alternateOf" in derived("full", "copy")
    assert "diplomacy#sourceCount" not in derived("full", "copy")
    assert "diplomacy#sourceCount" in derived("full", "full-again")
    assert "owl#sameAs" in derived("full", "short")
    assert "owl#sameAs" not in derived("full", "short", "namesake")
    assert "diplomacy#derivedFrom" in derived("derived")


names = st.integers(0, 3).map(lambda number: NamedNode(f"http://data.example/{number}"))
quads = st.frozensets(
    st.builds(Quad, names, names, st.one_of(names, st.just(Literal("a\u2028b\n"))), names), max_size=12
)


@given(quads, quads)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_store_brought_up_to_date_holds_what_one_built_anew_does(
    monkeypatch: pytest.MonkeyPatch, before: frozenset[Quad], after: frozenset[Quad]
) -> None:
    monkeypatch.setattr("kgbuild.stores.change._MOST", 1000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in (("old.nq", before), ("new.nq", after)):
            (folder / file).write_text("".join(sorted(f"{quad} .\n" for quad in content)), encoding="utf-8")
        build_store(folder / "store", folder / "old.nq")
        build_store(folder / "store", folder / "new.nq", folder / "old.nq")
        build_store(folder / "anew", folder / "new.nq")
        assert set(pyoxigraph.Store.read_only(str(folder / "store"))) == set(
            pyoxigraph.Store.read_only(str(folder / "anew"))
        )


LAST = "<z> <p> <o> <z> .\n"
lines = st.lists(st.sampled_from([f"<{s}> <p> <o> <{g}> .\n" for s in "abc" for g in "ghi"]), unique=True)


@given(lines, lines)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_change_between_files_is_found_in_any_order(
    monkeypatch: pytest.MonkeyPatch, before: list[str], after: list[str]
) -> None:
    monkeypatch.setattr("kgbuild.stores.change._MOST", 1000)
    with tempfile.TemporaryDirectory() as name:
        old, new = Path(name, "old"), Path(name, "new")
        old.write_text("".join(before))
        new.write_text("".join([*after, LAST]))
        change = change_between(old, new)
    assert change is not None
    assert change.gone == set(before) - set(after)
    assert change.new == {*after, LAST} - set(before)
