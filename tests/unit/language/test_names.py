"""When two names may be one person's."""

from __future__ import annotations

import pytest

from kgbuild.language.party import name_words, same_person


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Nasser Bourita", ("nasser", "bourita")),
        ("John F. Kennedy", ("john", "f", "kennedy")),
        ("Robert Wagner, Jr.", ("robert", "wagner")),
        ("George III", ("george",)),
        ("O’Neill", ("o'neill",)),
        ("Jr.", ("jr",)),
        ("Al-Nuaimi", ("al-nuaimi",)),
    ],
)
def test_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Nasser Bourita", "Bourita", True),
        ("Nasser Bourita", "Nasser", True),
        ("Nasser Bourita", "Nasser Bourita", True),
        ("John F. Kennedy", "John Kennedy", True),
        ("J. Kennedy", "John Kennedy", True),
        ("Bill Clinton", "William Clinton", False),
        ("Joe Biden", "Joseph Biden", True),
        ("Hamad bin Saleh Al-Nuaimi", "Hamad Al-Nuaimi", True),
        ("Xi Jinping", "Xi", True),
        ("Hillary Clinton", "Bill Clinton", False),
        ("Michelle Obama", "Barack Obama", False),
        ("George Bush", "Laura Bush", False),
        ("Kim Jong-un", "Kim Jong-il", False),
        ("Nasser Bourita", "Lacroix", False),
        ("Omar Said", "Omar Bashir", False),
        ("Anders Fogh Rasmussen", "Fogh Rasmussen", True),
        ("Luiz Inácio Lula da Silva", "Lula da Silva", True),
    ],
)
def test_same_person(first: str, second: str, same: bool) -> None:
    assert same_person(name_words(first), name_words(second)) is same
    assert same_person(name_words(second), name_words(first)) is same
