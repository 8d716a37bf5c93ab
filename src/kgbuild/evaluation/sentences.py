"""Where the sentences of a text stand, without a parser: other programs' facts are held to the same ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

Span = tuple[int, int]
"""Offsets in characters; the end is exclusive."""

_BREAK = re.compile(r"\s*\n\s*|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])")
_NO_END = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Amb|Hon|Rev|St|No|vs|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[^\W\d_](?:\.[^\W\d_])*)\.$"
)
"""An abbreviation or an initial before the break, so that no sentence ends there ("Mr. Lavrov", "the U.S. Senate")."""


class Sentences:
    """The sentences of one text.

    >>> Sentences("Mr. Bourita left. He met nobody.").around(20, 22)
    (18, 32)
    """

    def __init__(self, text: str) -> None:
        ends = [
            found.end()
            for found in _BREAK.finditer(text)
            if "\n" in found[0] or not _NO_END.search(text[max(0, found.start() - 12) : found.start()])
        ]
        self._starts = sorted({0, *ends})
        self.spans = list(pairwise([*self._starts, len(text)]))

    def around(self, start: int, end: int) -> Span:
        """From the beginning of the sentence with the first character to the end of that with the last."""
        return self.spans[self._index(start)][0], self.spans[self._index(max(start, end - 1))][1]

    def touch(self, one: Span, other: Span) -> bool:
        """Do two stretches of text share a sentence?"""
        first, second = self.around(*one), self.around(*other)
        return first[0] < second[1] and second[0] < first[1]

    def _index(self, offset: int) -> int:
        return min(bisect_right(self._starts, max(offset, 0)) - 1, len(self.spans) - 1)
