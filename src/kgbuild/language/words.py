"""Words of a text with their offsets, as names and titles need them: hyphens and initials stay together.

spaCy's tokenizer splits ``Under-Secretary-General`` in five and ``Jean-Pierre`` in three, which suits its models and no
grammar of names. These words are what mentions are found in; what lies between mentions is left to spaCy's tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ABBREVIATION = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Sens?|Reps?|Govs?|Hon|Amb|Smt|Msgr|Rev|Brig|Rtd|Bros|St|Jr|Sr|Messrs|Mme|Mlle"
    r"|Adv|Arch|Mgr|Ing|Lic|Ven"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|No|Mt|Ft)\."
)
_WORD = re.compile(
    rf"""
    \b{_ABBREVIATION}
    | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]\b)?  # U.S. · S.V. · H.E
    | \b[A-ZÀ-ÖØ-Þ]\.(?=\s?[A-ZÀ-ÖØ-Þ])   # an initial before a name
    | [^\W\d_]+[-–‑](?:[A-Z]\.){{2,}}       # China-U.S.
    | \d+(?:st|nd|rd|th)\b | \d[\d,.]*\d | \d+
    | ['’]s\b
    | [^\W_]+(?:(?:[-–‑’'ʿ]|\.(?=[^\W\d_]))(?!s\b)[^\W_]+)*   # Jean-Pierre · O'Neill · N'Djamena
    | \n\s*\n | \n(?=[ \t]*[-–•*·▪●][ \t]) | \S   # a paragraph, an item of a list
    """,
    re.VERBOSE,
)


_HYPHEN = re.compile(r"[-–‑]")
HYPHENS = frozenset({"-", "–", "‑"})

_PHASE_PREFIX = re.compile(r"(then|ex|former)[-–‑](?=[^\W\d_])", re.IGNORECASE)
_PARTICIPLE = re.compile(r"[-–‑](?:[a-z]+ed|led|run|held|built|made|sent)$")
_PHASE_SUFFIX = re.compile(r"[-–‑](elect|designate)$", re.IGNORECASE)


_PARTICLE_AND_CAPITAL = re.compile(r"(?:al|el|d|l|ud|ul|ad|as|ash|an|ar|az)[-'’‑][A-ZÀ-ÖØ-Þ]")


class Word(NamedTuple):
    """A word, a punctuation mark or a paragraph break; `start` and `end` are offsets in characters."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_break(self) -> bool:
        return self.text[0] == "\n"

    @property
    def is_capitalised(self) -> bool:
        """Begins with a capital, if need be after a particle: "d'Aubigny", "al-Assad"."""
        return self.text[0].isupper() or _PARTICLE_AND_CAPITAL.match(self.text) is not None

    @property
    def is_alphabetic(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_possessive(self) -> bool:
        return self.text in {"'s", "’s"}


def split_words(text: str) -> list[Word]:
    """All words of `text`, in order.

    >>> [w.text for w in split_words("Morocco’s Under-Secretary-General S.V. Ivanov, Jr.")]
    ['Morocco', '’s', 'Under-Secretary-General', 'S.V.', 'Ivanov', ',', 'Jr.']
    """
    return list(iter_words(text))


def iter_words(text: str) -> Iterator[Word]:
    """The same one by one, for who needs but the first."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        whole = match[0]
        if len(whole) > 2 and whole[-2:] in {"'s", "’s"}:
            yield Word(whole[:-2], start, end - 2)
            yield Word(whole[-2:], end - 2, end)
        elif _HYPHEN.search(whole):
            yield from _parts(Word(whole, start, end))
        else:
            yield Word(whole, start, end)


def _parts(word: Word) -> list[Word]:
    """As in "then-President" is two words, and so are "President-elect" and "Cairo-led", where the second is a deed."""
    if match := _PHASE_PREFIX.match(word.text):
        cut = word.start + match.end()
        return [Word(match[1], word.start, cut - 1), Word(word.text[match.end() :], cut, word.end)]
    if match := _PHASE_SUFFIX.search(word.text):
        cut = word.start + match.start()
        return [Word(word.text[: match.start()], word.start, cut), Word(match[1], cut + 1, word.end)]
    if word.is_capitalised and (match := _PARTICIPLE.search(word.text)):
        cut = word.start + match.start()
        return [Word(word.text[: match.start()], word.start, cut), Word(match[0][1:], cut + 1, word.end)]
    return [word]


@lru_cache(maxsize=65536)
def split_surface(surface: str) -> tuple[str, ...]:
    """The words of a name in a list, to be compared with those of a text."""
    return tuple(word.text for word in split_words(surface))


@dataclass(frozen=True, slots=True)
class Span:
    """Words `start` to `end` (exclusive) of a text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end
