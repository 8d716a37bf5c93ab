"""Sentences without a parser."""

from __future__ import annotations

import pytest

from kgbuild.evaluation.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bourita left. Guterres stayed.", ["Bourita left. ", "Guterres stayed."]),
        ("Mr. Bourita left.", ["Mr. Bourita left."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ("He met António G. Silva on Nov. 29.", ["He met António G. Silva on Nov. 29."]),
        ("“He left.” She stayed.", ["“He left.” ", "She stayed."]),
        ("Talks in Rabat\n\nThey met", ["Talks in Rabat\n\n", "They met"]),
        ("It cost 1.5 million. then more", ["It cost 1.5 million. then more"]),
        ("", [""]),
    ],
)
def test_where_they_end(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in Sentences(text).spans] == sentences


def test_around_a_stretch_are_all_that_it_touches() -> None:
    text = Sentences("One left. Two stayed. Three slept.")
    assert text.around(4, 12) == (0, 22)
    assert text.around(10, 22) == (10, 22)
    assert text.around(40, 50) == (22, 34)


def test_two_stretches_of_one_sentence_touch() -> None:
    text = Sentences("One left. Two stayed.")
    assert text.touch((10, 13), (14, 20))
    assert not text.touch((0, 9), (10, 13))
