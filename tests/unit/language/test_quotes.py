"""The quote of a fact shows who it is told of."""

from __future__ import annotations

from typing import Any

from kgbuild.fact import MAX_QUOTE, Article

GUESTS = [f"President Ilie {name} of {state}" for name, state in (("Radu", "Romania"), ("Popa", "Moldova"))]
MANY = [f"Ambassador Juan {'Very' * 6}long{n} Solano, Republic of Bolivia" for n in "abcdefghijkl"]


def listed(extractor: Any, guests: list[str]) -> dict[str, str]:
    text = "President Juan Solano of Bolivia hosted a summit on Monday. Participants included:\n\n" + "\n".join(
        f"- {guest}" for guest in guests
    )
    (extraction,) = extractor.extract([Article("a", text, published="2024-05-15")])
    return {f.subject.label: f.evidence.quote for f in extraction.facts if f.relation == "attended"}


def test_of_a_short_list_all_is_quoted(extractor: Any) -> None:
    quotes = listed(extractor, GUESTS)
    assert {"Ilie Radu", "Ilie Popa"} <= quotes.keys()
    for guest in ("Ilie Radu", "Ilie Popa"):
        assert quotes[guest].startswith("Participants included:")
        assert guest in quotes[guest]


def test_of_a_long_list_the_item_is_quoted(extractor: Any) -> None:
    quotes = listed(extractor, [*MANY, *GUESTS])
    assert "Ilie Popa" in quotes["Ilie Popa"]
    assert not quotes["Ilie Popa"].startswith("Participants")
    assert len(quotes["Ilie Popa"]) <= MAX_QUOTE
