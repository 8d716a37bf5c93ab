"""``kgbuild evaluate`` on a few of the invented communiqués."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "quality" / "communiques.jsonl"
Cli = Callable[..., Any]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(GOLD.read_text(encoding="utf-8").splitlines()[:3]) + "\n", encoding="utf-8")
    return path


def test_evaluate_reads_and_compares(kgbuild: Cli, gold: Path) -> None:
    ran = kgbuild("evaluate", gold, "--json")
    figures = json.loads(ran.out)
    assert figures["articles"] == 3
    assert 0 < figures["offices"]["f1"] <= 1
    assert figures["details"]["quotes"]["right"] == figures["details"]["quotes"]["of"] > 0


def test_evaluate_a_file_of_facts(kgbuild: Cli, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text(kgbuild("facts", gold).out, encoding="utf-8")
    ran = kgbuild("evaluate", gold, tmp_path / "facts.jsonl", "--errors", "2")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0].split() == ["relation", "P", "R", "F1", "gold", "told"]
    assert sum(line.startswith("missed\t") for line in lines) == 2
    assert sum(line.startswith("wrong\t") for line in lines) <= 2


def test_evaluate_says_which_line_is_wrong(kgbuild: Cli, gold: Path) -> None:
    gold.write_text(gold.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    ran = kgbuild("evaluate", gold)
    assert ran.code == 1
    assert ran.err == f"error: {gold}:4: lacks id, entities, facts\n"


def test_names_causes_and_parties_named_elsewhere_are_counted(kgbuild: Cli, gold: Path) -> None:
    figures = json.loads(kgbuild("evaluate", gold, "--json").out)
    assert figures["mentions"]["Person"]["right"] > 0.5 * figures["mentions"]["Person"]["of"]
    assert figures["parties named elsewhere"]["gold"]["of"] > 0
    missed, wrong = (figures["causes"][verdict]["all"] for verdict in ("missed", "wrong"))
    right = round(figures["all"]["recall"] * figures["all"]["gold"])
    assert sum(missed.values()) == figures["all"]["gold"] - right
    assert sum(wrong.values()) == figures["all"]["told"] - right
    assert missed["word there"] > 0


def test_the_table_has_them_too(kgbuild: Cli, gold: Path) -> None:
    out = kgbuild("evaluate", gold, "--causes", "--errors", "1").out
    for line in ("Person names found: ", "all names found: ", "facts with a party named elsewhere: found ", "missed: "):
        assert f"\n{line}" in out
    assert [line.split()[0] for line in out.splitlines() if "nothing told" in line and "  " in line] == ["missed"]
    assert out.splitlines()[-1].startswith("name missed\t")


def test_a_file_of_facts_knows_no_names(kgbuild: Cli, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text("", encoding="utf-8")
    ran = kgbuild("evaluate", gold, tmp_path / "facts.jsonl", "--json")
    assert json.loads(ran.out)["mentions"] is None
    assert "names found" not in kgbuild("evaluate", gold, tmp_path / "facts.jsonl").out


def test_facts_evaluate_as_the_articles_that_they_are_of(kgbuild: Cli, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_text(kgbuild("facts", gold).out, encoding="utf-8")
    of_file, of_reading = (
        json.loads(kgbuild("evaluate", *paths, "--json").out) for paths in ([gold, tmp_path / "facts.jsonl"], [gold])
    )
    for same in ("all", "relations", "details", "parties named elsewhere"):
        assert of_file[same] == of_reading[same]


def test_a_page_is_written(kgbuild: Cli, gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = kgbuild("evaluate", gold, "--html", page, "--json")
    figures = json.loads(ran.out)
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert html.count("<article ") == figures["articles"] == 3
    assert html.count('data-verdict="missed"') == sum(figures["causes"]["missed"]["all"].values())


def test_a_page_that_cannot_be_written_is_said(kgbuild: Cli, gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "no folder" / "page.html"
    ran = kgbuild("evaluate", gold, "--html", page)
    assert ran.code == 1
    assert ran.err == f"error: {page} cannot be written: No such file or directory\n"
