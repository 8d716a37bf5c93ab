"""The names of the gazetteers in a text: longest match, case-sensitive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kgbuild.gazetteer import Gazetteer, Reference
from kgbuild.language.compounds import Compounds
from kgbuild.language.phrases import Phrases
from kgbuild.language.words import Word, split_surface


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
    """The names of the gazetteers.

    `combining` has the ISO codes of forms that stand for a state in compounds only: "Sino" in "Sino-Indian".
    """

    def __init__(self, gazetteer: Gazetteer, combining: Mapping[str, str]) -> None:
        names: dict[tuple[str, ...], tuple[Reference, ...]] = {}
        for name, references in gazetteer.names.items():
            words = split_surface(name)
            if not words:
                continue
            names.setdefault(_plain(words), references)
            if len(words) > 1 or len(name) > 3:
                names.setdefault(_plain(w.upper() for w in words), references)
        self._names = Phrases(names)
        states = {
            form: replace(gazetteer.references[f"country:{iso}"], role="demonym") for form, iso in combining.items()
        }
        self.compounds = Compounds(self._names, states)

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Longest matches from left to right, without overlaps; case counts. A name of several things means the one
        that the text names, or whose state it names, by another name too.
        """
        found: list[Hit] = []
        index = 0
        texts = _plain(word.text for word in words)
        while index < len(words):
            length, references = next(self._names.at(texts, index), (1, None))
            if references is None and (state := self.compounds.combining(words[index : index + 2])) is not None:
                references = (state,)
            if references is not None:
                found.append(Hit(index, index + length, references))
            index += length
        found = found[:1] + [hit for before, hit in pairwise(found) if not _is_of_state(hit, before, words)]
        meant = [hit.reference for hit in found if hit.reference]
        said = {reference.id for reference in meant} | {f"country:{reference.country}" for reference in meant}
        return [hit if len(hit.references) < _SEVERAL else _decided(hit, said) for hit in found]


_SEVERAL = 2


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    """With one kind of apostrophe."""
    return tuple(word.replace("’", "'") for word in words)


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
