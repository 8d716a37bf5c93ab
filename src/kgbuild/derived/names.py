"""Persons' names as words that can be compared, and how alike two names are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache

from kgbuild.derived.name_words import load_name_words
from kgbuild.derived.transliteration import folds, lacks_one_vowel
from kgbuild.gazetteer_rows import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’`ʻ-][^\W\d_]+)*")
_SURE_ARTICLE = re.compile(r"(?:^|(?<=-))(?:al|el|as|ash|ad|an|ar|at|az|ul)-")


class Likeness(IntEnum):
    """How a name may be another's, the surest last."""

    SURNAME = 1
    """The one is the family name of the other."""
    LAST_NAMES = 2
    """The one leaves out the first names of the other: Tayyip Erdogan."""
    INITIAL = 3
    """The given name is an initial in one of them."""
    NEAR = 4
    """A vowel is there in one and not in the other."""
    NICKNAME = 5
    FULLER = 6
    """The one has middle or further names that the other leaves out."""
    SAME = 7
    """Two spellings of one name."""


@dataclass(frozen=True)
class PersonName:
    """A name taken apart; particles, forms of address and generations are not among its `words`."""

    written: str
    words: tuple[str, ...]
    generation: str

    @cached_property
    def keys(self) -> tuple[frozenset[str], ...]:
        """The folds of each word; of those of a hyphenated one, run together."""
        return tuple(map(_word_folds, self.words))

    @property
    def is_full(self) -> bool:
        return len(self.words) > 1

    @property
    def fullness(self) -> tuple[int, int]:
        """How many words, initials not counted, and counted."""
        return sum(len(word) > 1 for word in self.words), len(self.words)


@lru_cache(maxsize=1 << 16)
def read_name(written: str) -> PersonName:
    """A name as it is written, taken apart.

    >>> read_name("Mohammed bin Abdul Aziz Al-Saud").words, read_name("S.V. Vershinin").words
    (('mohammed', 'abdulaziz', 'saud'), ('s', 'v', 'vershinin'))
    >>> read_name("Joseph R. Biden, Jr.").generation, read_name("Mohammed VI").words
    ('jr', ('mohammed', 'vi'))
    """
    known = load_name_words()
    found = [_SURE_ARTICLE.sub("", word) for word in _WORD.findall(plain(written).casefold())]
    generation = ""
    # The second of a name of kings is part of it: without the numeral it is another king's.
    while len(found) > 2 and found[-1] in known.generation:
        generation = found.pop()
    words: list[str] = []
    for at, word in enumerate(found):
        if word in known.article and 0 < at < len(found) - 1 and (words or len(found) > 2):
            continue
        if at < len(found) - 1 and ((word in known.link and words) or (word in known.address and len(found) - at > 2)):
            continue
        if words and words[-1] in known.joined:
            words[-1] = f"abdul{word}"
        else:
            words.append(_joined(word, known.joined))
    return PersonName(written, tuple(words), generation)


def _joined(word: str, servant: Sequence[str]) -> str:
    """A word that begins with "servant of" in one spelling: "abdulaziz" for "abdelaziz" and "abd-el-aziz"."""
    if word in servant:
        return word
    start = next((one for one in servant if word.startswith(one) and len(word) > len(one) + 2), None)
    if start is None or word in load_name_words().spellings:
        return word
    return "abdul" + re.sub(r"^-?(?:(?:al|el|ul|er|ur|ar)-)?", "", word.removeprefix(start))


@lru_cache(maxsize=1 << 16)
def _word_folds(word: str) -> frozenset[str]:
    parts = word.split("-")
    whole = folds("".join(parts))
    return whole if len(parts) == 1 else whole | _together([folds(part) for part in parts])


def _together(keys: Sequence[frozenset[str]]) -> frozenset[str]:
    """The folds of words written as one; the first choices and the last ones, not all that could be mixed."""
    return frozenset({"".join(max(key) for key in keys), "".join(min(key) for key in keys)})


def likeness(one: PersonName, other: PersonName, *, family_first: bool = False) -> Likeness | None:
    """How one name may be the other's; None where they are names of two persons.

    `family_first`: whether the persons are of a state where the family name stands first.
    """
    if one.generation and other.generation and one.generation != other.generation:
        return None
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if not short.words:
        return None
    if _is_written_as(short, long, family_first=family_first):
        return Likeness.SAME if short.is_full else Likeness.SURNAME
    if not short.is_full:
        return Likeness.SURNAME if long.is_full and _is_surname(short, long, family_first=family_first) else None
    like = _full_names(one, other)
    # Names of two and three syllables leave nothing out where the family name stands first.
    return None if family_first and like is Likeness.FULLER else like


def _is_written_as(one: PersonName, other: PersonName, *, family_first: bool) -> bool:
    mine = _together(one.keys)
    orders = [other.keys]
    if family_first and other.is_full:
        orders += [(*other.keys[1:], other.keys[0]), (other.keys[-1], *other.keys[:-1])]
    if any(len(order) == len(one.keys) and all(map(frozenset.intersection, one.keys, order)) for order in orders):
        return True
    return any(mine & _together(order) for order in orders)


def _is_surname(short: PersonName, long: PersonName, *, family_first: bool) -> bool:
    (key,) = short.keys
    ends = (long.keys[0], long.keys[-1]) if family_first else (long.keys[-1],)
    return any(key & end for end in ends)


def _full_names(one: PersonName, other: PersonName) -> Likeness | None:
    given = _given(one, other)
    if given is None:
        short, long = sorted((one, other), key=lambda name: len(name.words))
        ending = long.keys[len(long.keys) - len(short.keys) :]
        drops = len(long.keys) > len(short.keys) and all(map(frozenset.intersection, short.keys, ending))
        return Likeness.LAST_NAMES if drops else None
    found = [grade for pair in ((one, other), (other, one)) if (grade := _after_given(*pair)) is not None]
    return min(given, max(found)) if found else None


def _given(one: PersonName, other: PersonName) -> Likeness | None:
    mine, theirs = one.words[0], other.words[0]
    if one.keys[0] & other.keys[0]:
        return Likeness.SAME
    if min(len(mine), len(theirs)) == 1:
        return Likeness.INITIAL if mine[0] == theirs[0] else None
    if _is_nickname(mine, theirs) or _is_nickname(theirs, mine):
        return Likeness.NICKNAME
    return Likeness.NEAR if _are_near(one.keys[0], other.keys[0]) else None


def _is_nickname(short: str, name: str) -> bool:
    known = load_name_words()
    return known.spellings.get(name, name) in known.nicknames.get(short, ())


def _are_near(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(lacks_one_vowel(mine, theirs) for mine in one for theirs in other)


def _after_given(one: PersonName, other: PersonName) -> Likeness | None:
    """The last word of `one` stands in `other`, and the names between tell of no two persons."""
    for at in range(len(other.keys) - 1, 0, -1):
        exact = bool(one.keys[-1] & other.keys[at])
        if not (exact or _are_near(one.keys[-1], other.keys[at])):
            continue
        between, others = range(1, len(one.keys) - 1), range(1, at)
        if at < len(other.keys) - 1 and len(between) > len(others):
            # Each has a name that the other lacks.
            continue
        # Middle names may be left out from the end only: "George W. Bush" is not "George H. W. Bush".
        if all(_middle(one, mine, other, theirs) for mine, theirs in zip(between, others, strict=False)):
            if not exact:
                return Likeness.NEAR
            return Likeness.SAME if len(between) == len(others) and at == len(other.keys) - 1 else Likeness.FULLER
    return None


def _middle(one: PersonName, mine: int, other: PersonName, theirs: int) -> bool:
    word, counterpart = one.words[mine], other.words[theirs]
    initial = min(len(word), len(counterpart)) == 1 and word[0] == counterpart[0]
    return initial or bool(one.keys[mine] & other.keys[theirs])
