"""Numbers of people and sums of money as a fact tells them: "1724 peacekeepers", "50000000 USD"."""

from __future__ import annotations

import re

from spacy.tokens import Token

_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_SMALL = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_SMALL |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_CURRENCIES = {
    "$": "USD",
    "us$": "USD",
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "yen": "JPY",
    "yuan": "CNY",
    "rmb": "CNY",
    "kd": "KWD",
    "vnd": "VND",
    "qr": "QAR",
    "rupee": "INR",
    "rupees": "INR",
    "rs": "INR",
    "riyal": "SAR",
    "riyals": "SAR",
    "dirham": "AED",
    "dirhams": "AED",
    "kronor": "SEK",
    "kroner": "NOK",
    "won": "KRW",
    "rand": "ZAR",
    "franc": "CHF",
    "francs": "CHF",
    "chf": "CHF",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "aud": "AUD",
    "cad": "CAD",
}
_SIGN = r"(?:US|A|C|NZ)?\$|€|£|¥|USD|EUR|GBP|KD|VND|QR|RMB|CHF|Rs\.?"
_WORD = r"dollars?|euros?|pounds?|yen|yuan|RMB|riyals?|dirhams?|kronor|kroner|won|rand|francs?|rupees|USD|EUR"
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_SCALE = "million|billion|trillion|thousand|mn|bn"
_MONEY = re.compile(
    rf"(?P<cur>{_SIGN})\s?(?P<num>{_DIGITS}|two|three|four|five|six|seven|eight|nine|ten)"
    rf"(?:[\s-]?(?P<scale>{_SCALE}|m)\b)?"
    rf"|(?P<num2>{_DIGITS})[\s-]?(?P<scale2>{_SCALE})?[\s-](?:U\.?S\.? )?(?P<cur2>{_WORD})\b"
)


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _number(text: str) -> float | None:
    lower = text.lower().replace(",", "")
    if lower in _SMALL:
        return float(_SMALL[lower])
    try:
        return float(lower)
    except ValueError:
        return None


def find_money(text: str) -> str | None:
    """The first sum of money in `text` as number and ISO 4217 code.

    >>> find_money("pledged $50 million and more"), find_money("20 million euros")
    ('50000000 USD', '20000000 EUR')
    """
    match = _MONEY.search(text)
    if not match:
        return None
    number = _number(match["num"] or match["num2"])
    if number is None:
        return None
    scale = _SCALES.get((match["scale"] or match["scale2"] or "").lower(), 1)
    currency = (match["cur"] or match["cur2"]).lower().rstrip(".")
    return f"{_plain(number * scale)} {_CURRENCIES[currency]}"


def numbered(text: str) -> str | None:
    """A number at the head of `text` with what it counts.

    >>> numbered("1,724 peacekeepers"), numbered("a few observers")
    ('1724 peacekeepers', None)
    """
    match = re.match(rf"\D{{0,12}}?(?P<num>{_DIGITS})(?P<noun>(?: [^\W\d]+){{1,3}})$", text)
    return f"{match['num'].replace(',', '')}{match['noun']}" if match else None


def counted(noun: Token) -> str | None:
    """A number with what it counts, from a noun and its numeral: "1724 peacekeepers", "1200 troops"."""
    numerals = [
        c
        for c in noun.children
        if c.dep_ in {"nummod", "compound", "amod"} and (c.like_num or c.pos_ == "NUM") and c.i < noun.i
    ]
    if not numerals:
        return None
    value = _compound(numerals[-1])
    if value is None:
        return None
    modifiers = [
        c.text
        for c in noun.children
        if c.dep_ in {"amod", "compound"}
        and not c.like_num
        and c.i < noun.i
        and c.lower_ not in {"additional", "more", "further", "extra", "other"}
    ]
    return " ".join([_plain(value), *modifiers[-2:], noun.text])


def _compound(numeral: Token) -> float | None:
    parts = [t for t in numeral.subtree if t.i <= numeral.i and (t.like_num or t.lower_ in _SCALES)]
    value, seen = 1.0, False
    for part in parts:
        scale = _SCALES.get(part.lower_)
        number = scale or _number(part.text)
        if number is None:
            return None
        value, seen = value * number, True
    return value if seen else None
