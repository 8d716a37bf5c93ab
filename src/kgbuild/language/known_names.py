"""Further uses of the names of known persons: by a part of the name, by the acronym of the office."""

from __future__ import annotations

from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.words import Span, split_surface

_MIN_INITIALS = 3
"""Two letters ("PM", "FM") are titles of their own."""


class KnownNames:
    """Takes the further uses of the names of one text."""

    def __init__(self, persons: PersonDraft) -> None:
        self.persons = persons
        self.scene, self.draft = persons.scene, persons.draft
        self.names, self.vocabulary = persons.names, persons.vocabulary
        self.words, self.lowers = self.scene.words, self.scene.lowers

    def known_names(self) -> None:
        """Marks every further use of a known person's name or of its last, or in some traditions first, part."""
        parts: dict[str, set[tuple[str, ...]]] = {}
        fulls = {split_surface(m.name) for _, m in self.draft.found if m.kind == "Person" and m.name}
        for full in fulls:
            for part in full:
                if len(part) > 1 and part[0].isupper() and part.lower() not in self.vocabulary.suffixes:
                    parts.setdefault(part, set()).add(full)
        index = 0
        while index < len(self.words):
            word = self.words[index]
            if (
                self.draft.taken[index]
                or word.text not in parts
                or (index in self.scene.hits_by_start and not self._part_of_name(index, parts))
            ):
                index += 1
                continue
            end = index + 1
            while (
                end < len(self.words)
                and not self.draft.taken[end]
                and any(self._sequence(index, end + 1, full) for full in parts[word.text])
            ):
                end += 1
            if self._usable_part(index, end, parts[word.text]):
                start = self.names.honorific_before(index)
                whole = Span(start if self.draft.free(Span(start, end)) else index, end)
                self.persons.enter(whole, Span(index, end), (), origin="name")
            index = end

    def _part_of_name(self, index: int, parts: dict[str, set[tuple[str, ...]]]) -> bool:
        nxt = index + 1
        return nxt < len(self.words) and any(
            self._sequence(index, nxt + 1, full) for full in parts[self.words[index].text]
        )

    def _sequence(self, start: int, end: int, full: tuple[str, ...]) -> bool:
        texts = tuple(w.text for w in self.words[start:end])
        return any(full[i : i + len(texts)] == texts for i in range(len(full)))

    def _usable_part(self, start: int, end: int, fulls: set[tuple[str, ...]]) -> bool:
        """A single word that is a dictionary word at the beginning of a sentence, or a first name in use beside a
        surname, is none.
        """
        if end - start > 1:
            return True
        word = self.words[start]
        last = any(full[-1] == word.text or (len(full) > 2 and full[-2] == word.text) for full in fulls)
        first = any(full[0] == word.text for full in fulls)
        nxt = self.words[end] if end < len(self.words) else None
        if (
            nxt
            and nxt.is_capitalised
            and nxt.is_alphabetic
            and not self.scene.is_dictionary_word(nxt.lower)
            and end not in self.scene.hits_by_start
        ):
            return False
        previous = self.words[start - 1] if start else None
        if (
            previous
            and previous.is_capitalised
            and previous.is_alphabetic
            and not self.draft.taken[start - 1]
            and not self.scene.is_dictionary_word(previous.lower)
            and previous.lower not in self.vocabulary.stops
        ):
            return False
        if not last and (not first or self.scene.is_dictionary_word(word.lower)):
            return False
        if start < self.scene.headline_end:
            return last or first
        begins = start == 0 or self.words[start - 1].is_break or self.words[start - 1].text in {".", "“", '"'}
        return not (begins and self.scene.is_dictionary_word(word.lower) and not last)

    def acronym_holders(self, defined: dict[str, Span]) -> None:
        """Marks the acronyms of offices, those that a text gives untold and those `defined` with the holder's name."""
        listed = self._listed_words()
        acronyms = {a: s for a, s in self._initials().items() if a not in listed} | defined
        for index, word in enumerate(self.words):
            if word.text in acronyms and not self.draft.taken[index]:
                name = acronyms[word.text]
                self.draft.take(
                    Span(index, index + 1),
                    self.draft.mention(
                        Span(index, index + 1),
                        "Person",
                        name=self.draft.surface(name),
                        origin="acronym",
                        head_word=self.persons.head_word(name),
                    ),
                )

    def _listed_words(self) -> set[str]:
        """Words that are a listed name by themselves ("NSA")."""
        return {self.words[hit.start].text for hit in self.scene.hits_by_start.values() if hit.end == hit.start + 1}

    def _initials(self) -> dict[str, Span]:
        """Acronyms that a text gives its office-holders untold: "EAM" for its one External Affairs Minister."""
        holders: dict[str, dict[str, Span]] = {}
        for span, mention in self.draft.found:
            for title in mention.titles:
                initials = "".join(word[0] for word in title.text.replace("-", " ").split() if word[0].isupper())
                if len(initials) >= _MIN_INITIALS and mention.name:
                    name = next(
                        (Span(i, span.end) for i in range(span.start, span.end) if self._begins(i, span, mention.name)),
                        span,
                    )
                    holders.setdefault(initials, {}).setdefault(mention.name, name)
        return {initials: next(iter(names.values())) for initials, names in holders.items() if len(names) == 1}

    def _begins(self, index: int, span: Span, name: str) -> bool:
        return self.draft.surface(Span(index, span.end)) == name
