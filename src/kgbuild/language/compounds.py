"""Compounds of states and bodies, taken apart: "Sino-Indian", "U.S.-China", "EU-Turkey"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kgbuild.gazetteer import Reference
from kgbuild.language.phrases import Phrases
from kgbuild.language.words import Word

_HYPHEN = re.compile(r"[-–‑]")
_PARTIES = {"Country", "Organization"}


class Compounds:
    """What the gazetteers know of the members of compounds; `combining` are forms that stand for a state in them only
    ("Sino").
    """

    def __init__(self, names: Phrases[tuple[Reference, ...]], combining: Mapping[str, Reference]) -> None:
        self._names, self._combining = names, combining

    def apart(self, words: Sequence[Word]) -> list[Word]:
        """The words, compounds in their members, but for listed names ("the EU-Turkey deal")."""
        found: list[Word] = []
        for index, word in enumerate(words):
            if word.text[0].isupper() and _HYPHEN.search(word.text):
                found += self._members(words[index : index + 4])
            else:
                found.append(word)
        return found

    def combining(self, words: Sequence[Word]) -> Reference | None:
        """The state that the first of two words stands for, where the hyphen was between them."""
        joined = len(words) > 1 and words[1].start == words[0].end + 1
        return self._combining.get(words[0].text) if joined else None

    def _members(self, words: Sequence[Word]) -> list[Word]:
        """Those of the first word, which others follow."""
        compound = words[0]
        if next(self._names.at([word.text for word in words], 0), None) is not None:
            return [compound]
        parts: list[Word] = []
        start = 0
        for hyphen in (*_HYPHEN.finditer(compound.text), None):
            end = hyphen.start() if hyphen else len(compound.text)
            parts.append(Word(compound.text[start:end], compound.start + start, compound.start + end))
            start = end + 1
        *first, last = parts
        known = all(self._is_party([part.text]) for part in first) and self._is_party(
            [last.text, *(word.text for word in words[1:])]
        )
        return parts if known and first else [compound]

    def _is_party(self, words: Sequence[str]) -> bool:
        """Does a state's or body's name begin here, if need be with what follows the compound ("Japan-South Korea")?"""
        references = next((found for _, found in self._names.at(words, 0)), ())
        return words[0] in self._combining or any(reference.kind in _PARTIES for reference in references)
