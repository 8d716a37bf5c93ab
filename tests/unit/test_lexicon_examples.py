"""Each frame's examples yield what they say, and its counter-examples nothing."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.language.examples import failures
from kgbuild.language.lexicon import Entry, load_lexicon
from kgbuild.ontology import load_schema

ENTRIES = load_lexicon(load_schema()).entries
CASES = [
    pytest.param(entry, text, id=f"{entry.name}-{number}")
    for entry in ENTRIES
    for number, text in enumerate([*(example.text for example in entry.frame.examples), *entry.frame.counter], 1)
]
FEWEST_CASES = 250


@pytest.fixture(scope="module")
def broken(extractor: Any) -> list[str]:
    """What does not hold: all examples are read at once, since a batch is faster than its sentences."""
    return list(failures(ENTRIES, extractor))


def test_every_frame_has_examples() -> None:
    assert len(CASES) >= FEWEST_CASES
    assert [entry.name for entry in ENTRIES if not entry.frame.examples] == []


@pytest.mark.parametrize(("entry", "text"), CASES)
def test_example(entry: Entry, text: str, broken: list[str]) -> None:
    where = f"{entry.family}.toml:{entry.line}: frame {entry.frame.id!r}: {text!r} "
    assert [line for line in broken if line.startswith(where)] == []
