"""Datelines: a place in capitals, or with a date or an agency, before a dash."""

from __future__ import annotations

import pytest

from kgbuild.language.reading import find_dateline


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("RABAT -- The minister spoke.", "RABAT", "The minister"),
        ("RABAT – The minister spoke.", "RABAT", "The minister"),
        ("RABAT — The minister spoke.", "RABAT", "The minister"),
        ("RABAT, Nov. 29 (Xinhua) -- The minister spoke.", "RABAT", "The minister"),
        ("KABUL, Nov. 21, 2006 (Xinhua) – The minister spoke.", "KABUL", "The minister"),
        ("Rabat (MAP) - The minister spoke.", "Rabat", "The minister"),
        ("Rabat, 29 November 2023 – The minister spoke.", "Rabat", "The minister"),
        pytest.param(
            "SHARM EL-SHEIKH, Egypt -- The minister spoke.",
            "SHARM EL-SHEIKH",
            "The minister",
        ),
        pytest.param(
            "NEW YORK, Sept. 3 -- The minister spoke.",
            "NEW YORK",
            "The minister",
        ),
    ],
)
def test_dateline(text: str, place: str, rest: str) -> None:
    found = find_dateline(text, 0)
    assert found is not None
    assert found.place.startswith(place)
    assert text[found.place_start :].startswith(found.place)
    assert text[found.end :].startswith(rest) or rest in text[found.end :]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "The minister spoke.",
        "The minister – a lawyer – spoke.",
        "France and Germany met in Paris.",
        "The Minister of State: he said that 3 men came.",
        "Ghana sent 200 soldiers to Mali.",
        "On Monday Ghana sent 200 troops to Mali.",
        "Japan pledged $50 million in aid to Sudan.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text, 0) is None


def test_a_dateline_stands_in_one_of_the_first_lines() -> None:
    text = "By our own reporter\n\nRABAT, Nov. 29 -- The minister spoke."
    found = find_dateline(text, 0)
    assert found is not None
    assert found.place == "RABAT"
    assert found.start == text.index("RABAT")
    assert find_dateline("one\n" * 8 + text, 0) is None
