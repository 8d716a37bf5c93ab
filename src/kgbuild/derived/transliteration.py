"""Spellings of one name that the ways of writing Arabic, Persian and Cyrillic in Latin letters give.

No phonetic code: Soundex, Metaphone and their like drop the vowels that tell Hassan from Hussein. What is made alike
here is what transliterations write in several ways, and no more: ``ou``, ``oo`` and ``u``; ``iy``, ``yy``, ``ey`` and
``i``; ``kh`` and ``h`` within a word; ``q`` and ``k`` or ``gh``; an ``e`` that others write ``a`` or ``i``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from kgbuild.derived.name_words import load_name_words

_CONSONANTS = [
    (re.compile(pattern), written)
    for pattern, written in (
        (r"['’`ʻ]", ""),
        (r"ß", "ss"),
        (r"æ", "ae"),
        (r"tsch|tch|tsh", "ch"),
        (r"dzh|dj|zh", "j"),
        (r"sch", "sh"),
        (r"ph", "f"),
        (r"ck", "k"),
        (r"(?<=.)kh", "h"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"bh", "b"),
        (r"c(?=[eiy])", "s"),
        (r"c(?!h)", "k"),
        (r"w", "v"),
        (r"x", "ks"),
        (r"(?<=[oe])f+$", "v"),
        (r"(?<=[aeiou])j(?=$|[^aeiouy])", "i"),
        (r"ij", "i"),
    )
]
_ROUND = re.compile(r"ou|oo|ue|o")
_FRONT = re.compile(r"a?i+|a?y+")
_AFTER_VOWEL = re.compile(r"(?<=[aiu])h$")
_REPEATED = re.compile(r"(.)\1+")
_CHOICES = {"e": ("i", "a"), "q": ("k", "g")}


@lru_cache(maxsize=1 << 16)
def folds(word: str) -> frozenset[str]:
    """What a word of a name, in lower case and without diacritics, is the same as in other spellings.

    Two spellings are of one name if they share a fold.

    >>> sorted(folds("hassan")), sorted(folds("hussein") & folds("husayn"))
    (['hasan'], ['husin'])
    >>> folds("karim") & folds("karam")
    frozenset()
    """
    word = load_name_words().spellings.get(word, word)
    for pattern, written in _CONSONANTS:
        word = pattern.sub(written, word)
    word = _ROUND.sub("u", word)
    letters = [letter for letter in _CHOICES if letter in word]
    choices = product(*(_CHOICES[letter] for letter in letters))
    return frozenset(_vowels(word, dict(zip(letters, choice, strict=True))) for choice in choices)


def _vowels(word: str, choice: dict[str, str]) -> str:
    for letter, written in choice.items():
        word = word.replace(letter, written)
    word = _FRONT.sub("i", word)
    return _AFTER_VOWEL.sub("", _REPEATED.sub(r"\1", _FRONT.sub("i", word)))


def lacks_one_vowel(one: str, other: str) -> bool:
    """Whether one fold is the other without a single vowel inside it: "daglo" for "dagalo".

    >>> lacks_one_vowel("daglu", "dagalu"), lacks_one_vowel("hamid", "hamad")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(short) < 5:
        return False
    return any(long[at] in "aiu" and long[:at] + long[at + 1 :] == short for at in range(1, len(short)))
