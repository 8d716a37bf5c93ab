"""Sums of money and counted people."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kgbuild.language.quantities import counted, find_money

VOCAB = spacy.blank("en").vocab


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pledged $50 million in aid", "50000000 USD"),
        ("US$1.5 billion", "1500000000 USD"),
        ("$2bn", "2000000000 USD"),
        ("$1,250,000", "1250000 USD"),
        ("€20 million", "20000000 EUR"),
        ("20 million euros", "20000000 EUR"),
        ("EUR 3 million", "3000000 EUR"),
        ("£400", "400 GBP"),
        ("10 billion yen", "10000000000 JPY"),
        ("A$30 million", "30000000 AUD"),
        ("300 million kroner", "300000000 NOK"),
        ("5 million Swiss francs", None),
        ("5 million francs", "5000000 CHF"),
        ("Rs 500", "500 INR"),
        ("five million people", None),
        ("1,724 peacekeepers", None),
        ("", None),
        ("$1 million, then $2 million", "1000000 USD"),
    ],
)
def test_money(text: str, expected: str | None) -> None:
    assert find_money(text) == expected


def noun(words: str, deps: str) -> Doc:
    """A noun phrase whose last word is the head of all others."""
    tokens = words.split()
    pos = ["NUM" if dep == "nummod" else "ADJ" for dep in deps.split()] + ["NOUN"]
    return Doc(VOCAB, tokens, heads=[len(tokens) - 1] * len(tokens), deps=[*deps.split(), "ROOT"], pos=pos)


@pytest.mark.parametrize(
    ("words", "deps", "expected"),
    [
        ("1,724 peacekeepers", "nummod", "1724 peacekeepers"),
        ("200 additional troops", "nummod amod", "200 troops"),
        ("200 military observers", "nummod amod", "200 military observers"),
        ("many peacekeepers", "amod", None),
        ("twelve observers", "nummod", "12 observers"),
    ],
)
def test_counted(words: str, deps: str, expected: str | None) -> None:
    assert counted(noun(words, deps)[-1]) == expected


def test_a_compound_numeral_is_multiplied() -> None:
    doc = Doc(
        VOCAB,
        ["two", "hundred", "soldiers"],
        heads=[1, 2, 2],
        deps=["compound", "nummod", "ROOT"],
        pos=["NUM", "NUM", "NOUN"],
    )
    assert counted(doc[2]) == "200 soldiers"
