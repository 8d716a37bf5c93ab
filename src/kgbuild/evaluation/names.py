"""When two names are one party's, and two titles one office.

A party is the same where its names are, without case, accents, titles and articles; an office where most words of its
title are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kgbuild.evaluation.sentences import Span

# What stands before a person's name without being part of it.
_HONORIFICS = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lady",
        "lord",
        "sheikh",
        "shaikh",
        "general",
        "gen",
        "he",
        "hm",
        "hrh",
        "his",
        "her",
    }
    | {
        "excellency",
        "majesty",
        "highness",
        "king",
        "queen",
        "prince",
        "princess",
        "crown",
        "president",
        "prime",
        "foreign",
    }
    | {"minister", "premier", "pm", "fm", "ambassador", "secretary", "chancellor", "senator", "the"}
)
# Words that make another office of the same words.
_RANKS = frozenset(["vice", "deputy", "under", "undersecretary", "assistant", "associate", "acting"])
_PHASES = frozenset(["former", "ex", "then", "late", "incoming", "outgoing", "designate", "elect", "acting"])
_SMALL_WORDS = frozenset(["of", "the", "for", "and", "to", "at", "in", "on"]) | _PHASES
# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
    }
)
_NAMED_BY_PHRASE = frozenset({"Event", "Agreement", "Organization", "Mission"})


def fold(text: str) -> str:
    """Without case, accents and punctuation; one space between words.

    >>> fold("S.V. Łukašenka's"), fold("the U.N.")
    ('sv lukasenka', 'the un')
    """
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
    text = re.sub(r"['’]s\b", "", text)
    text = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda initials: initials[0].replace(".", ""), text)
    return " ".join(re.findall(r"[^\W_]+", text))


def name_words(name: str, kind: str) -> tuple[str, ...]:
    words = fold(name).split()
    if kind == "Person":
        words = [word for word in words if word not in _HONORIFICS] or words
    elif words[:1] == ["the"]:
        words = words[1:]
    return tuple(words)


def is_named(names: Sequence[str], kind: str, given: Iterable[str]) -> bool:
    """Is one of the given names one of an entity's, of which gold knows all that the article uses?"""
    known = {words for name in names if (words := name_words(name, kind))}
    full = {words for words in known if len(words) > 1}
    for name in given:
        words = name_words(name, kind)
        if words in known:
            return True
        candidates = full if kind == "Person" and len(words) > 1 and full else known
        if words and any(_resemble(words, candidate, kind) for candidate in candidates):
            return True
    return False


def places_of(names: Iterable[str], text: str) -> list[Span]:
    """Where names stand in a text, not inside longer words."""
    forms = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    return [found.span() for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text)] if forms else []


def _resemble(one: tuple[str, ...], other: tuple[str, ...], kind: str) -> bool:
    if _numbers(one) != _numbers(other):
        return False
    if kind == "Person":
        # A family name alone, or a longer form that holds the other's words.
        short, long = sorted((one, other), key=len)
        fits_alone = short[-1] == long[-1] or short[0] == long[0]
        return set(short) <= set(long) and (len(short) > 1 or fits_alone)
    shared = set(one) & set(other)
    return kind in _NAMED_BY_PHRASE and len(shared) >= 2 and len(shared) / len({*one, *other}) >= 0.6


def _numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if word.isdigit()}


def is_same_title(one: str, other: str) -> bool:
    """Most words are shared, and vice, deputy, under … agree.

    >>> is_same_title("Minister of Foreign Affairs", "Foreign Affairs Minister")
    True
    >>> is_same_title("Foreign Minister", "Deputy Foreign Minister")
    False
    """
    first, second = (set(fold(title).split()) - _SMALL_WORDS for title in (one, other))
    if not (first and second) or (first & _RANKS) != (second & _RANKS):
        return False
    shared = 2 * len(first & second) / (len(first) + len(second))
    return shared >= 0.75 or (shared >= 0.6 and (first <= second or second <= first))
