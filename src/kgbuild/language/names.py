"""A person's name from its words: honorifics, capitals, initials, particles, suffixes."""

from __future__ import annotations

from kgbuild.language.office_words import OfficeWords
from kgbuild.language.scene import Scene
from kgbuild.language.surfaces import Hit
from kgbuild.language.words import Span

_MAX_NAME = 7
_LEADING_PARTICLES = {"von", "van", "de", "der", "den", "di", "del", "della", "dos", "ten", "ter", "bin", "al", "el"}
_ALSO_NAMES = {"may", "august", "march", "april", "june", "said"}


class NameReader:
    """Reads names in a :class:`Scene`, whatever the entity recogniser says."""

    def __init__(self, scene: Scene, vocabulary: OfficeWords) -> None:
        self.scene, self.vocabulary = scene, vocabulary
        self.words, self.lowers = scene.words, scene.lowers

    def read_name(self, index: int) -> tuple[Span, Span] | None:
        """The name that begins at word `index`, after honorifics: (whole, name proper), or None."""
        at = start = self.after_honorifics(index)
        if not self._begins_name(at):
            return None
        at += 1
        while at < len(self.words) and at - start < _MAX_NAME and self._continues_name(at, start):
            at += 1
        while (
            at - 1 > start
            and self.lowers[at - 1] in self.vocabulary.particles
            and not self.words[at - 1].is_capitalised
        ):
            at -= 1
        if at + 1 < len(self.words) and self.lowers[at] == "," and self.lowers[at + 1] in {"jr.", "jr", "sr."}:
            at += 2
        return Span(index, at), Span(start, at)

    def after_honorifics(self, index: int) -> int:
        """The word after the honorifics and ranks that begin at word `index`; itself where there are none."""
        at = index
        for _ in range(6):
            if at > index:
                at = self.scene.skip_bracket(at)
            phrases = self.vocabulary.address_phrases.at(self.lowers, at)
            length = next((n for n, _ in phrases if self.is_honorific(at, tuple(self.lowers[at : at + n]))), 0)
            if not length:
                break
            at += length
        return at

    def is_honorific(self, at: int, phrase: tuple[str, ...]) -> bool:
        if phrase in {("he",), ("hh",), ("hm",), ("eng",)}:
            return self.words[at].text.isupper()
        return self.words[at + len(phrase) - 1].is_capitalised or phrase[0] == "haji"

    def _begins_name(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word, lower = self.words[at], self.lowers[at]
        if lower in _LEADING_PARTICLES and word.text.islower():
            return self._leads_name(at + 1)
        if not (word.is_alphabetic and word.is_capitalised) or (
            lower in self.vocabulary.stops and at not in self.scene.person_start
        ):
            return False
        if (
            word.text.isupper()
            and len(word.text) > 2
            and "." not in word.text
            and (at < self.scene.headline_end or not self._caps_surname(at))
        ):
            return False
        if self.vocabulary.head_at(self.lowers, at) and at not in self.scene.person_start:
            return False
        hit = self.scene.hits_by_start.get(at)
        if hit and at not in self.scene.person_start:
            return hit.end - hit.start == 1 and self._name_in_spite_of(hit)
        if lower in self.vocabulary.modifiers and at not in self.scene.person_start:
            return False
        return not (at < self.scene.headline_end and looks_like_verb(lower) and self.scene.is_dictionary_word(lower))

    def _leads_name(self, at: int) -> bool:
        """Does a name follow a particle in lower case, as in "President von der Leyen"?"""
        while at < len(self.words) and self.lowers[at] in self.vocabulary.particles and self.words[at].text.islower():
            at += 1
        return (
            at < len(self.words)
            and self.words[at].is_capitalised
            and self.words[at].is_alphabetic
            and at not in self.scene.hits_by_start
            and self.lowers[at] not in self.vocabulary.stops
        )

    def _caps_surname(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1].is_capitalised

    def _name_in_spite_of(self, hit: Hit) -> bool:
        """A place's name that is somebody's first name here: a name word of no list follows ("Jordan Smith")."""
        nxt = hit.end
        return (
            nxt < len(self.words)
            and all(r.role == "name" for r in hit.references)
            and self.words[nxt].is_capitalised
            and self.words[nxt].is_alphabetic
            and not self.scene.is_dictionary_word(self.lowers[nxt])
            and nxt not in self.scene.hits_by_start
            and self.lowers[nxt] not in self.vocabulary.stops
        )

    def _continues_name(self, at: int, start: int) -> bool:
        word, lower = self.words[at], self.lowers[at]
        if self._is_another_person(at, start):
            return False
        if lower in self.vocabulary.particles and not word.is_capitalised:
            if lower == "of":
                return False
            after = at + 1
            while after < len(self.words) and self.lowers[after] in self.vocabulary.particles:
                after += 1
            return after < len(self.words) and self.words[after].is_capitalised and self.words[after].is_alphabetic
        if lower in self.vocabulary.suffixes and word.is_capitalised:
            return True
        if lower in _ALSO_NAMES and self._inside_person(start, at):
            return True
        if not (word.is_alphabetic and word.is_capitalised) or lower in self.vocabulary.stops:
            return False
        if self.vocabulary.head_at(self.lowers, at) and not self._inside_person(start, at):
            return False
        hit = self.scene.hits_by_start.get(at)
        if hit and not self._inside_person(start, at):
            return False
        return not (
            at < self.scene.headline_end and self.scene.is_dictionary_word(lower) and not self._inside_person(start, at)
        )

    def _is_another_person(self, at: int, start: int) -> bool:
        """Two recognised names side by side are two persons only where both are whole names; else one cut in two."""
        if at not in self.scene.person_start or self._inside_person(start, at):
            return False
        return at - start > 1 and self.scene.person_start[at] - at > 1 and self.words[at - 1].is_capitalised

    def _inside_person(self, start: int, at: int) -> bool:
        end = self.scene.person_start.get(start)
        return end is not None and at < end

    def honorific_before(self, start: int) -> int:
        if start and self.lowers[start - 1] == "the" and (before := self.honorific_before(start - 1)) < start - 1:
            return before
        for length in (3, 2, 1):
            if start >= length:
                phrase = tuple(self.lowers[start - length : start])
                addressed = phrase in self.vocabulary.honorifics or phrase in self.vocabulary.ranks
                if addressed and self.is_honorific(start - length, phrase):
                    return start - length
        return start


def looks_like_verb(lower: str) -> bool:
    return lower.endswith("s") and not lower.endswith(
        ("ss", "ics", "affairs", "rights", "relations", "operations", "nations", "forces")
    )
