"""The names of the gazetteers in a text: longest match, case-sensitive; those in "Sino-Indian" one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kgbuild.gazetteer import Gazetteer, Reference
from kgbuild.language.words import Word, split_surface

_HYPHEN = re.compile(r"[-–‑]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer match: words `start` to `end`, and what they may refer to."""

    start: int
    end: int
    references: tuple[Reference, ...]

    @property
    def reference(self) -> Reference | None:
        return self.references[0] if len(self.references) == 1 else None


class Surfaces:
    """The names of the gazetteers, by their first word, longest first.

    `combining` has the ISO codes of forms that stand for a state only in a compound: "Sino" in "Sino-Indian".
    """

    def __init__(self, gazetteer: Gazetteer, combining: Mapping[str, str]) -> None:
        self._combining = {
            form: replace(gazetteer.references[f"country:{iso}"], role="demonym") for form, iso in combining.items()
        }
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[Reference, ...]]]] = {}
        for name, references in gazetteer.names.items():
            words = split_surface(name)
            if not words:
                continue
            self._add(words, references)
            if len(words) > 1 or len(name) > 3:
                self._add(tuple(w.upper() for w in words), references)
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, words: tuple[str, ...], references: tuple[Reference, ...]) -> None:
        entries = self._by_first.setdefault(words[0], [])
        if all(known != words for known, _ in entries):
            entries.append((words, references))

    def apart(self, words: Sequence[Word]) -> list[Word]:
        """The words with compounds of states and bodies taken apart: "Russian-Ukrainian", "U.S.-China", "EU-Turkey"."""
        found: list[Word] = []
        for index, word in enumerate(words):
            if word.text[0].isupper() and _HYPHEN.search(word.text) and not self._begins_name(words, index):
                found += self._members(word, words[index + 1].text if index + 1 < len(words) else "")
            else:
                found.append(word)
        return found

    def _begins_name(self, words: Sequence[Word], index: int) -> bool:
        """Is a compound there part of a listed name, as in "the EU-Turkey deal"?"""
        named = (name for name, _ in self._by_first.get(words[index].text, ()))
        return any(tuple(word.text for word in words[index : index + len(name)]) == name for name in named)

    def _members(self, word: Word, following: str) -> list[Word]:
        parts: list[Word] = []
        start = 0
        for part in (*_HYPHEN.finditer(word.text), None):
            end = part.start() if part else len(word.text)
            parts.append(Word(word.text[start:end], word.start + start, word.start + end))
            start = end + 1
        known = all(self._is_party(part.text, "" if part != parts[-1] else following) for part in parts)
        return parts if known and len(parts) > 1 else [word]

    def _is_party(self, name: str, following: str) -> bool:
        """Is it a state or body, if need be with the word that follows the compound ("Japan-South Korea")?"""
        readings = dict(self._by_first.get(name, ()))
        references = readings.get((name,)) or readings.get((name, following)) or ()
        return name in self._combining or any(r.kind in {"Country", "Organization"} for r in references)

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Longest matches from left to right, without overlaps; case counts. A name of several things means the one
        that the text names, or whose state it names, by another name too.
        """
        found: list[Hit] = []
        index = 0
        texts = [word.text.replace("’", "'") for word in words]
        while index < len(words):
            if texts[index] in self._combining and _are_joined(words[index : index + 2]):
                found.append(Hit(index, index + 1, (self._combining[texts[index]],)))
                index += 1
                continue
            for names, references in self._by_first.get(texts[index], ()):
                end = index + len(names)
                if tuple(texts[index:end]) == tuple(n.replace("’", "'") for n in names):
                    found.append(Hit(index, end, references))
                    index = end
                    break
            else:
                index += 1
        found = found[:1] + [hit for before, hit in pairwise(found) if not _is_of_state(hit, before, words)]
        meant = [hit.reference for hit in found if hit.reference]
        said = {reference.id for reference in meant} | {f"country:{reference.country}" for reference in meant}
        return [hit if len(hit.references) < _SEVERAL else _decided(hit, said) for hit in found]


_SEVERAL = 2


def _are_joined(words: Sequence[Word]) -> bool:
    """Does but a hyphen, which words taken apart have lost, stand between two words?"""
    return len(words) > 1 and words[1].start == words[0].end + 1


def _is_of_state(hit: Hit, before: Hit, words: Sequence[Word]) -> bool:
    """Is a name that leaves out whose body it is said of a state's own: "the Kazakh Security Council", "Kenya's
    Security Council"?
    """
    body, state = hit.reference, before.reference
    if body is None or state is None or body.kind != "Organization" or body.country or state.kind != "Country":
        return False
    name = " ".join(word.text for word in words[hit.start : hit.end])
    whose = before.end == hit.start if state.role == "demonym" else _is_genitive(words[before.end : hit.start])
    return whose and body.label.endswith(f" {name}")


def _is_genitive(between: Sequence[Word]) -> bool:
    return len(between) == 1 and between[0].is_possessive


def _decided(hit: Hit, said: set[str]) -> Hit:
    meant = tuple(r for r in hit.references if r.id in said or f"country:{r.country}" in said)
    return replace(hit, references=meant) if len(meant) == 1 else hit
