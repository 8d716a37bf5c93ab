"""Articles added, taken back and proved, as users do it: with the extractor and the examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
FILES = ("facts.jsonl", "graph.nq", "graph.ttl")


def same(one: Path, other: Path) -> bool:
    first, second = (set(map(str, pyoxigraph.Store.read_only(str(folder / "store")))) for folder in (one, other))
    return first == second and all((one / name).read_bytes() == (other / name).read_bytes() for name in FILES)


def test_one_by_one_and_back_is_as_at_once(kgbuild: Cli, examples_output: Path, tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir(), key=lambda path: (path.suffix != ".md", path.name[::-1]))
    added = tmp_path / "added"
    for part in (files[7:], files[3:7], files[:3]):
        ran = kgbuild("build", *part, "-o", added, "--add")
        assert ran.code == 0, ran.err
    assert same(added, examples_output)
    less = tmp_path / "less"
    assert kgbuild("build", *files[2:], "-o", less).code == 0
    ran = kgbuild("retract", files[0].stem, f"article:{files[1].stem}", "-o", added)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"2 articles taken back; {added} holds 8 articles, ")
    assert f"kgbuild build PATH-OF-THE-ARTICLE -o {added} --add" in ran.err
    assert same(added, less)
    assert "nothing to do" in kgbuild("build", files[-1], "-o", added, "--add").err


def test_a_store_that_keeps_its_texts_proves_itself(kgbuild: Cli, tmp_path: Path) -> None:
    article = EXAMPLES / "bourita-lacroix.md"
    assert kgbuild("build", article, "-o", tmp_path / "kept", "--keep-text").code == 0
    ran = kgbuild("verify", "--store", tmp_path / "kept" / "store")
    assert ran.code == 0
    assert "quotes of 1 article verified" in ran.err


def test_every_quote_of_the_examples_is_proved(kgbuild: Cli, examples_output: Path) -> None:
    ran = kgbuild("verify", EXAMPLES, "--store", examples_output / "store")
    assert (ran.code, ran.out) == (0, "")
    assert "of 10 articles verified" in ran.err


def test_what_is_not_there_is_told(kgbuild: Cli, tmp_path: Path) -> None:
    assert (
        kgbuild("build", EXAMPLES / "macron-in-china.md", EXAMPLES / "nairobi-declaration.txt", "-o", tmp_path).code
        == 0
    )
    ran = kgbuild("retract", "macron-in-chile", "-o", tmp_path)
    assert ran.code == 1
    assert ran.err == f"error: {tmp_path} holds no article 'macron-in-chile'; do you mean macron-in-china?\n"
    ran = kgbuild("build", EXAMPLES / "macron-in-china.md", "-o", tmp_path, "--add", "--base", "https://example.org/")
    assert ran.code == 1
    assert "was built with --base https://w3id.org/kgbuild/id/" in ran.err
    assert kgbuild("retract").code == 2
    assert kgbuild("retract", "x", "-o", tmp_path / "nowhere").code == 1
