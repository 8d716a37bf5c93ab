"""Who is who in real texts, the log of it, and how a person overrules it, as users do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)
TEXTS = {
    "a": (
        "2023-10-12",
        "Israeli Prime Minister Benjamin Netanyahu met US Secretary of State Antony Blinken in Tel Aviv.",
    ),
    "b": (
        "2023-11-03",
        "Prime Minister Binyamin Netanyahou of Israel met Antony J. Blinken, the US secretary of state.",
    ),
    "c": ("2023-11-20", "Russian Foreign Minister Sergei Lavrov met Israeli Prime Minister Netanyahu in Moscow."),
    "d": ("2023-12-05", "Minister of Foreign Affairs of Russia Sergey Lavrov met Egypt's Health Minister Ali Hassan."),
    "e": (
        "2023-12-09",
        "Omar Hassan, Egypt's transport minister, met Sergey Lavrov, Russia's foreign minister, in Cairo.",
    ),
}
TWO = {"person:sergei-lavrov-ru", "person:sergey-lavrov-ru"}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    rows = ({"id": name, "published": day, "text": text} for name, (day, text) in TEXTS.items())
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def log(kgbuild: Cli, output: Path, *arguments: str) -> list[dict[str, object]]:
    ran = kgbuild("identity", "log", "-o", output, "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    rows: list[dict[str, object]] = json.loads(ran.out)
    return rows


def pairs(rows: list[dict[str, object]]) -> set[frozenset[object]]:
    return {frozenset({row["double"], row["canonical"]}) for row in rows}


def test_names_of_real_texts_are_joined_and_namesakes_are_not(kgbuild: Cli, articles: Path, tmp_path: Path) -> None:
    built = kgbuild("build", articles, "-o", tmp_path / "output")
    assert built.code == 0, built.err
    rows = log(kgbuild, tmp_path / "output")
    assert frozenset(TWO) in pairs(rows)
    clusters = {str(row["double"]): str(row["canonical"]) for row in rows}
    netanyahu = {one for one in (*clusters, *clusters.values()) if "netanyah" in one}
    assert len(netanyahu) == 3
    assert len({clusters.get(one, one) for one in netanyahu}) == 1
    assert not any("hassan" in str(row) for row in rows)
    (lavrov,) = log(kgbuild, tmp_path / "output", "lavrov")
    assert lavrov["articles"] == ["c", "d", "e"]
    assert lavrov["names"] == ["Sergei Lavrov", "Sergey Lavrov"]
    table = kgbuild("identity", "log", "-o", tmp_path / "output")
    assert table.out.splitlines()[0] == "double\tcanonical\tnames\treason\tarticles"
    in_csv = kgbuild("identity", "log", "-o", tmp_path / "output", "--format", "csv").out
    assert in_csv == (tmp_path / "output" / "joins.csv").read_text(encoding="utf-8")
    assert len(list(csv.DictReader(io.StringIO(in_csv)))) == len(rows)
    asked = [
        argument for value in ("title=foreign minister", "body=Russia", "date=2023-12-01") for argument in ("-p", value)
    ]
    held = kgbuild("query", "who-held", "--store", tmp_path / "output" / "store", *asked, "--format", "json")
    assert [(row["holder"], row["held"]) for row in json.loads(held.out)] == [("Sergey Lavrov", "certain")]


def test_a_ruling_is_respected_by_every_later_build(kgbuild: Cli, articles: Path, tmp_path: Path) -> None:
    output, rulings = tmp_path / "output", tmp_path / "mine.toml"
    rulings.write_text(
        '[[different]]\nids = ["person:sergei-lavrov-ru", "person:sergey-lavrov-ru"]\n'
        '[[same]]\nids = ["person:ali-hassan-eg", "person:omar-hassan-eg", "person:nobody-eg"]\nwhy = "a mistake"\n',
        encoding="utf-8",
    )
    assert kgbuild("build", articles, "-o", output).code == 0
    first = kgbuild("build", articles, "-o", output, "--rulings", rulings)
    assert first.code == 0
    assert "no person, body, event or article is person:nobody-eg" in first.err
    assert "nothing to do" not in first.err
    expected = (output / "joins.csv").read_bytes()
    assert (output / "rulings.toml").read_bytes() == rulings.read_bytes()
    assert frozenset(TWO) not in pairs(log(kgbuild, output))
    (ruled,) = log(kgbuild, output, "hassan")
    assert ruled["reason"] == "A person ruled that they are one."
    assert "nothing to do" in kgbuild("build", articles, "-o", output).err
    # With a later article, without the option: what the folder keeps still holds.
    with articles.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"id": "f", "published": "2024-01-09", "text": "France met Italy in Paris."}) + "\n")
    assert kgbuild("build", articles, "-o", output).code == 0
    assert (output / "joins.csv").read_bytes() == expected
    # An edit in the folder is as good as the option, and an empty file takes all rulings back.
    (output / "rulings.toml").write_text("", encoding="utf-8")
    assert kgbuild("build", articles, "-o", output).code == 0
    assert frozenset(TWO) in pairs(log(kgbuild, output))
    assert (output / "rulings.toml").read_text(encoding="utf-8") == ""


def test_what_is_wrong_is_said(kgbuild: Cli, articles: Path, tmp_path: Path) -> None:
    nowhere = kgbuild("identity", "log", "-o", tmp_path)
    assert (nowhere.code, nowhere.out) == (1, "")
    assert "joins.csv is not there" in nowhere.err
    bad = tmp_path / "bad.toml"
    bad.write_text("[[same]]\nids = 3\n", encoding="utf-8")
    refused = kgbuild("build", articles, "-o", tmp_path / "output", "--rulings", bad)
    assert refused.code == 1
    assert "bad.toml" in refused.err
    assert kgbuild("build", articles, "-o", tmp_path / "output", "--rulings", tmp_path / "none.toml").code == 2
    assert kgbuild("build", articles, "-o", tmp_path / "output").code == 0
    nobody = kgbuild("identity", "log", "Nobody At All", "-o", tmp_path / "output", "--format", "json")
    assert (nobody.code, json.loads(nobody.out)) == (0, [])
    assert "no name was joined" in nobody.err
