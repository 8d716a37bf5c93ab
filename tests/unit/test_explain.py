"""The marks in a sentence that is shown."""

from __future__ import annotations

from kgbuild.commands.explain import marked

THANKED = "Morocco thanked Spain."


def test_parties_are_underlined_and_the_trigger_is_bold() -> None:
    shown = marked(THANKED, ["Morocco", "Spain"], THANKED.index("thanked"))
    assert shown == "\x1b[4mMorocco\x1b[0m \x1b[1mthanked\x1b[0m \x1b[4mSpain\x1b[0m."


def test_the_longest_name_is_marked() -> None:
    assert marked("New Spain met.", ["Spain", "New Spain"]) == "\x1b[4mNew Spain\x1b[0m met."


def test_no_name_no_mark() -> None:
    assert marked(THANKED, []) == THANKED
