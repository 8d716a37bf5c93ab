"""Phrases of a list in a text."""

from __future__ import annotations

import pytest

from kgbuild.language.phrases import Phrases

PHRASES = Phrases({("prime", "minister"): "office", ("prime", "minister", "of", "state"): "other", ("prime",): "word"})


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("the prime minister of state", 1, [(4, "other"), (2, "office"), (1, "word")]),  # longest first
        ("the prime minister of", 1, [(2, "office"), (1, "word")]),  # the text ends inside a phrase
        ("prime", 0, [(1, "word")]),
        ("the prime", 0, []),  # nothing is listed by this word
        ("prime", 1, []),  # behind the last word
        ("", 0, []),
    ],
)
def test_phrases_that_begin_at_a_word(text: str, index: int, expected: list[tuple[int, str]]) -> None:
    assert list(PHRASES.at(text.split(), index)) == expected
