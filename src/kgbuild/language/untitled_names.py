"""Persons without a title: by an honorific, by the entity recogniser."""

from __future__ import annotations

from collections.abc import Container

from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.words import Span


class UntitledNames:
    """Takes the persons of one text that no title tells."""

    def __init__(self, persons: PersonDraft, thing_heads: Container[str]) -> None:
        self.persons = persons
        self.scene, self.draft = persons.scene, persons.draft
        self.names, self.vocabulary = persons.names, persons.vocabulary
        self.words, self.lowers = self.scene.words, self.scene.lowers
        self.thing_heads = thing_heads

    def by_honorific(self) -> None:
        """As in "H.E. Patience Wleh Toe": who is addressed so is a person, whatever the name looks like."""
        for index in range(len(self.words)):
            if self.names.after_honorifics(index) == index:
                continue
            if self.draft.taken[index] or (index and self.names.honorific_before(index) < index):
                continue
            named = self.names.read_name(index)
            if named is None or not self.draft.free(named[0]):
                continue
            if not self._is_address(named[0].start, named[1].start):
                continue
            self.persons.enter(named[0], named[1], (), origin="honorific")

    def _is_address(self, start: int, end: int) -> bool:
        """A form of address, not a rank alone: "General Assembly" is nobody."""
        words = self.lowers[start:end]
        return any(tuple(words[:length]) in self.vocabulary.honorifics for length in (1, 2, 3))

    def by_recogniser(self) -> None:
        for start in sorted(self.scene.person_start):
            if self.draft.taken[start]:
                continue
            named = self.names.read_name(start)
            end = max(self.scene.person_start[start], named[1].end if named else 0)
            name = Span(start, min(end, next((i for i in range(start, end) if self.draft.taken[i]), end)))
            if (name.start in self.scene.hits_by_start and len(name) == 1) or not self._plausible(name):
                continue
            whole = Span(self.names.honorific_before(start), name.end)
            if self.draft.free(whole):
                self.persons.enter(whole, name, (), origin="recogniser")

    def _plausible(self, name: Span) -> bool:
        ends = (name.end - 1, name.end) if len(name) > 1 else (name.end,)
        if any(self._is_thing_head(at) for at in ends):
            return False  # "Dhaka Declaration", "John F. Kennedy Library"
        if name.start < self.scene.headline_end:
            return (
                len(name) > 1 and not any(self.scene.is_dictionary_word(w) for w in self.lowers[name.start : name.end])
            ) or self.persons.is_known_surname(name)
        return not (
            len(name) == 1
            and (
                (self.scene.is_dictionary_word(self.lowers[name.start]) and not self.persons.is_known_surname(name))
                or self.words[name.start].text.isupper()
            )
        )

    def _is_thing_head(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].is_capitalised and self.lowers[at] in self.thing_heads
