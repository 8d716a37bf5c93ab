"""Mentions where the entity recogniser is silent: what the lists and rules alone make of a text."""

from __future__ import annotations

import pytest

from kgbuild.gazetteer import load_gazetteer
from kgbuild.language.office_words import load_office_words
from kgbuild.language.recognise import Recogniser
from kgbuild.language.things import load_thing_words


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(load_gazetteer(), load_office_words(), load_thing_words(), lambda _: False)


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("The Central African Republic (CAR) thanked Chad.", "Central African Republic", ("CAR",)),
        ("The African Union (UA) thanked Chad.", "African Union", ("UA",)),
        ("They visited the works of Banque du Laos (BDL).", "Laos", ()),
        ("They spoke in Abuja (NAN) on Monday.", "Abuja", ()),
        ("They spoke in Port Moresby (PMB) on Monday.", "Port Moresby", ()),
    ],
)
def test_what_brackets_are_short_for(recogniser: Recogniser, text: str, name: str, aliases: tuple[str, ...]) -> None:
    found = {mention.name: mention for mention in recogniser.mentions(text, [])}
    assert found[name].aliases == aliases
