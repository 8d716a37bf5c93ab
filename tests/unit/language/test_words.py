"""Words as names and titles need them."""

from __future__ import annotations

import pytest

from kgbuild.language.words import Span, Word, split_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Jean-Pierre met O'Neill", ["Jean-Pierre", "met", "O'Neill"]),
        ("the Under-Secretary-General for Peace", ["the", "Under-Secretary-General", "for", "Peace"]),
        ("Morocco's minister", ["Morocco", "'s", "minister"]),
        ("Morocco’s minister", ["Morocco", "’s", "minister"]),
        ("the Philippines' envoy", ["the", "Philippines", "'", "envoy"]),
        ("S.V. Orlov", ["S.V.", "Orlov"]),
        ("John F. Kennedy", ["John", "F.", "Kennedy"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("H.E. Mr. Ali", ["H.E.", "Mr.", "Ali"]),
        ("Robert Wagner, Jr.", ["Robert", "Wagner", ",", "Jr."]),
        ("N’Djamena", ["N’Djamena"]),
        ("Al-Nuaimi", ["Al-Nuaimi"]),
        ("then-President Radu", ["then", "President", "Radu"]),
        ("ex-minister", ["ex", "minister"]),
        ("President-elect Radu", ["President", "elect", "Radu"]),
        ("on the 29th", ["on", "the", "29th"]),
        ("1,724 peacekeepers", ["1,724", "peacekeepers"]),
        ("$1.5 billion", ["$", "1.5", "billion"]),
        ("(UN)", ["(", "UN", ")"]),
        ("one.\n\nTwo", ["one", ".", "\n\n", "Two"]),
        ("Nguyễn Văn Hòa", ["Nguyễn", "Văn", "Hòa"]),
        ("Nov. 29", ["Nov.", "29"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in split_words(text)] == expected


@pytest.mark.parametrize("text", ["Morocco’s then-President S.V. Orlov-elect, Jr.", "A\n \n«B» 😀 —C", "ex-King's"])
def test_offsets_are_those_of_the_text(text: str) -> None:
    assert all(text[word.start : word.end] == word.text for word in split_words(text))


@pytest.mark.parametrize(
    ("text", "capitalised"),
    [("Radu", True), ("radu", False), ("al-Nuaimi", True), ("al-fresco", False), ("29", False), ("Éire", True)],
)
def test_capitals(text: str, capitalised: bool) -> None:
    assert Word(text, 0, len(text)).is_capitalised is capitalised


@pytest.mark.parametrize(
    ("first", "second", "overlap"), [((0, 2), (2, 4), False), ((0, 3), (2, 4), True), ((1, 2), (0, 9), True)]
)
def test_overlap(first: tuple[int, int], second: tuple[int, int], overlap: bool) -> None:
    assert Span(*first).overlaps(Span(*second)) is overlap
    assert Span(*second).overlaps(Span(*first)) is overlap
