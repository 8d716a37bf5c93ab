"""Facts that people found in articles, and when a fact that a program found is one of them.

A party is the same where its names are, without case, accents, titles and articles; an office where most words of its
title are.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kgbuild.errors import InputError

Row = Mapping[str, Any]

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


@dataclass(frozen=True)
class GoldArticle:
    """An article with the facts that people found in it."""

    id: str
    text: str
    entities: Mapping[str, Row]
    facts: Sequence[Row]
    published: str | None = None
    publisher: str | None = None

    @cached_property
    def _owners(self) -> Mapping[tuple[str, ...], set[str]]:
        """The entities that a name belongs to."""
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entity in self.entities.values():
            for name in entity["names"]:
                owners[name_words(name, entity.get("type", ""))].add(entity["id"])
        return owners

    def is_party(self, ids: Sequence[str] | str, names: Sequence[str]) -> bool:
        """Do the names stand for any of the entities, and not for two that gold tells apart?"""
        wanted = [ids] if isinstance(ids, str) else ids
        entities = (self.entities[one] for one in wanted if one in self.entities)
        return not self._is_mixed(names) and any(is_named(e["names"], e.get("type", ""), names) for e in entities)

    def _is_mixed(self, names: Sequence[str]) -> bool:
        owners = [self._owners.get(name_words(name, kind)) for name in names for kind in ("Person", "")]
        known = [owner for owner in owners if owner]
        return bool(known) and not set.intersection(*known)

    def names_of_place(self, place: str) -> set[str]:
        """All names of a place that the article calls so."""
        same = (name for e in self.entities.values() if place in e["names"] for name in e["names"])
        return {fold(place), *map(fold, same)}


def read_gold(path: Path) -> list[GoldArticle]:
    """Raises :class:`InputError` with the line that is no annotated article."""
    return [
        GoldArticle(
            row["id"],
            row.get("text", ""),
            {entity["id"]: entity for entity in row["entities"]},
            row["facts"],
            row.get("published"),
            row.get("publisher"),
        )
        for row in read_rows(path, ("id", "entities", "facts"))
    ]


def read_rows(path: Path, needed: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises :class:`InputError` with the line that lacks what is needed."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: no JSON: {error}") from error
        lacking = [key for key in needed if not isinstance(row, dict) or key not in row]
        if lacking:
            raise InputError(f"{path}:{number}: lacks {', '.join(lacking)}")
        yield row
