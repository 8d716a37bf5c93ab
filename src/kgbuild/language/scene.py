"""The words of one article with what is known of them before offices are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kgbuild.gazetteer import Reference
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.surfaces import Hit, Surfaces
from kgbuild.language.words import HYPHENS, Word, iter_words, split_words

_MAX_BRACKET = 6
_PLACES = {"GPE", "LOC", "FAC"}
_TRUST = {"confidence", "trust", "faith", "belief", "interest", "interested", "confident", "disappointed", "believe"}
"""What one has in a person too."""


class Recognised(NamedTuple):
    """A span that the entity recogniser found; offsets in characters."""

    start: int
    end: int
    label: str


@dataclass
class Scene:
    """The words of one article with what is known of them before offices are read."""

    words: list[Word]
    hits_by_start: dict[int, Hit]
    hits_by_end: dict[int, Hit]
    person_start: dict[int, int]
    """First word → end of a span that the entity recogniser takes for a person."""
    organization_end: dict[int, int]
    """End → first word of a span that it takes for an organisation."""
    place_end: dict[int, int]
    """End → first word of a span that it takes for a place, or that a preposition says is one."""
    is_dictionary_word: Callable[[str], bool]
    headline_end: int
    """Number of words in a headline in title case; 0 where there is none."""
    brackets: dict[int, int] = field(default_factory=dict)
    """Index of an opening bracket → index after its closing one, for brackets of a few words."""
    lowers: list[str] = field(default_factory=list)
    organs: frozenset[str] = frozenset()
    """Ids of bodies that are parts of a state or of another body."""
    references: Mapping[str, Reference] = field(default_factory=dict)
    """All that the lists know, by id."""

    def skip_bracket(self, index: int) -> int:
        return self.brackets.get(index, index)


def build_scene(
    text: str,
    recognised: Iterable[Recognised],
    *,
    surfaces: Surfaces,
    vocabulary: OfficeWords,
    is_dictionary_word: Callable[[str], bool],
    organs: frozenset[str],
    references: Mapping[str, Reference],
) -> Scene:
    """The scene of a text, with what the entity recogniser says of it."""
    words = surfaces.compounds.apart(split_words(text))
    hits = surfaces.hits(words)
    scene = Scene(
        words=words,
        lowers=[word.lower for word in words],
        hits_by_start={hit.start: hit for hit in hits},
        hits_by_end={hit.end: hit for hit in hits},
        person_start={},
        organization_end={},
        place_end={},
        is_dictionary_word=is_dictionary_word,
        headline_end=_headline_end(words),
        brackets=_brackets(words),
        organs=organs,
        references=references,
    )
    _witness(scene, recognised, vocabulary)
    return scene


def _headline_end(words: Iterable[Word]) -> int:
    """Number of words in a first line in title case, or 0."""
    line: list[Word] = []
    for word in words:
        if word.is_break:
            content = [w for w in line if w.is_alphabetic and len(w.text) > 3]
            capitals = sum(w.is_capitalised for w in content)
            return len(line) if content and capitals > 0.75 * len(content) else 0
        line.append(word)
    return 0


def headline_end(text: str) -> int:
    """Number of words in a first line in title case, or 0."""
    return _headline_end(iter_words(text))


def _brackets(words: Sequence[Word]) -> dict[int, int]:
    found = {}
    for index, word in enumerate(words):
        if word.text != "(":
            continue
        for end in range(index + 1, min(index + 2 + _MAX_BRACKET, len(words))):
            if words[end].text == ")":
                found[index] = end + 1
                break
            if words[end].text == "(" or words[end].is_break:
                break
    return found


def _witness(scene: Scene, recognised: Iterable[Recognised], vocabulary: OfficeWords) -> None:
    """Enters what the recogniser says of persons and organisations, trimmed to whole words of names."""
    by_start = {word.start: i for i, word in enumerate(scene.words)}
    for span in recognised:
        first = end = by_start.get(span.start, len(scene.words))
        while end < len(scene.words) and scene.words[end].end <= span.end:
            end += 1
        if first == end or any(word.text in HYPHENS for word in scene.words[first:end]):
            continue  # "U.S.-Kenya" names two
        if span.label == "PERSON":
            first, end = _trim_person(scene, first, end, vocabulary)
            if first < end and _is_located(scene, first, end):
                scene.place_end[end] = first
            elif first < end:
                scene.person_start[first] = end
        elif span.label in {"ORG", *_PLACES}:
            while first < end and (after := _after_state(scene, first)) > first:
                first = after
            while end > first and (scene.words[end - 1].is_possessive or not scene.words[end - 1].is_alphabetic):
                end -= 1
            if (
                first < end
                and scene.words[first].is_capitalised
                and not any(first <= h.start < end for h in scene.hits_by_start.values())
            ):
                (scene.organization_end if span.label == "ORG" else scene.place_end)[end] = first


def _is_located(scene: Scene, first: int, end: int) -> bool:
    """Does "in" or "near" say that a name is a place's: "in Akureyri"? Not "in Obama's cabinet"."""
    before = scene.lowers[first - 1] if first else ""
    noun = scene.lowers[first - 2] if first > 1 else ""
    follows = scene.words[end] if end < len(scene.words) else None
    return before in {"in", "near"} and noun not in _TRUST and not (follows is not None and follows.is_possessive)


def _after_state(scene: Scene, index: int) -> int:
    """The word after an article or a state's adjective that the recogniser takes for the beginning of a body's name."""
    hit = scene.hits_by_start.get(index)
    if hit and hit.reference and hit.reference.kind == "Country" and hit.reference.role in {"demonym", "acronym"}:
        return hit.end
    return index + (scene.lowers[index] == "the" or scene.words[index].is_possessive)


def _trim_person(scene: Scene, first: int, end: int, vocabulary: OfficeWords) -> tuple[int, int]:
    """Cuts titles, honorifics, demonyms and verbs off a recognised person; an empty span where nothing is left."""
    words, lowers = scene.words, scene.lowers
    while first < end:
        hit = scene.hits_by_start.get(first)
        one = (lowers[first],)
        if hit and (
            hit.end >= end or (hit.references and hit.references[0].role == "demonym") or hit.end - hit.start > 1
        ):
            first = hit.end
        elif head := vocabulary.head_at(lowers, first):
            first += head[0]
        elif (
            not words[first].is_capitalised
            or lowers[first] in vocabulary.modifiers - {"young", "house"}
            or one in vocabulary.honorifics
            or one in vocabulary.ranks
            or lowers[first] in vocabulary.stops
        ):
            first += 1
        else:
            break
    for at in range(first, end):
        word = words[at]
        inner = (
            lowers[at] in vocabulary.particles or lowers[at] in vocabulary.suffixes or word.text in {",", ".", "-", "'"}
        )
        headline_verb = (
            at < scene.headline_end and at > first and scene.is_dictionary_word(lowers[at]) and lowers[at].endswith("s")
        )
        if (
            word.is_break
            or word.is_possessive
            or headline_verb
            or not (inner or (word.is_alphabetic and word.is_capitalised))
        ):
            end = at
            break
    while end > first and (
        words[end - 1].text in {",", ".", "-", "'"}
        or (lowers[end - 1] in vocabulary.particles and not words[end - 1].is_capitalised)
    ):
        end -= 1
    return first, end
