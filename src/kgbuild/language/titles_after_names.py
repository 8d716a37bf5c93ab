"""Titles behind a name: "X, the foreign minister of Y,", "X is the minister", "appointed X as minister"."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.fact import Phase
from kgbuild.language.mention import Mention, Title
from kgbuild.language.offices import OfficePhrase
from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.words import Span

_BE = (
    "is",
    "was",
    "became",
    "becomes",
    "remains",
    "served as",
    "serves as",
    "has been",
    "had been",
    "is the current",
    "will be",
    "acted as",
    "acting as",
    "serving as",
)
_SAID_OF: tuple[tuple[tuple[str, ...], Phase | None], ...] = tuple(
    sorted(
        (
            *(
                (
                    (*prefix, *be.split()),
                    "former" if be in {"was", "served as", "had been"} else "incoming" if be == "will be" else None,
                )
                for be in _BE
                for prefix in ((), (",", "who"), ("who",), (",", "who", "also"))
            ),
            (("as",), None),
            (("to", "be"), "incoming"),
            (("to", "serve", "as"), "incoming"),
            (("as", "the", "new"), None),
            (("as", "its"), None),
            (("as", "his"), None),
        ),
        key=lambda pair: -len(pair[0]),
    )
)
_NEAR = 8
"""Words before "as" among which the verb of the clause stands."""


class TitlesAfterNames:
    """Gives the persons of one text the titles that follow their names."""

    def __init__(self, persons: PersonDraft) -> None:
        self.persons = persons
        self.scene, self.draft = persons.scene, persons.draft
        self.names, self.vocabulary = persons.names, persons.vocabulary
        self.words, self.lowers = self.scene.words, self.scene.lowers

    def titles_after_names(self, bare: list[OfficePhrase]) -> list[OfficePhrase]:
        """Gives "X, the foreign minister of Y," its title; returns the phrases that are left."""
        by_end = {span.end: i for i, (span, m) in enumerate(self.draft.found) if m.kind == "Person"}
        left = []
        for phrase in bare:
            at = phrase.span.start - 1
            if at >= 0 and self.lowers[at] in {"the", "a", "an"}:
                at -= 1
            if at > 0 and self.lowers[at] in {"now", "currently", "presently", "formerly"}:
                at -= 1
            comma = at
            possessor = self.persons.possessor(at + 1)
            if possessor:
                at = self._before_possessor(at)
            at, phase = self._name_end_before(at)
            self._holder_after_copula(phrase)
            index = by_end.get(at, by_end.get(at - 1) if at > 0 and self.lowers[at - 1] == "," else None)
            if index is None and at > 0 and self._may_follow_name(at) and (name := self._name_before(at)):
                self.persons.enter(name, name, (), origin="apposition")
                index = by_end[at] = len(self.draft.found) - 1
            titles = tuple(replace(t, phase=t.phase or phase) for t in phrase.titles)
            if (
                index is None
                or (not possessor and not self.draft.free(Span(comma + (self.lowers[at] == ","), phrase.span.end)))
                or titles[0].plural
                or (self.lowers[at] != "," and titles[0].nominal)
                or self._is_anothers(self.draft.found[index][1], titles[0])
            ):
                left.append(phrase)
                continue
            span, mention = self.draft.found[index]
            end = phrase.span.end
            if possessor or self.lowers[at] != ",":  # words that say it, of which the parser needs its own
                possessor = mention.possessor or possessor
                self.draft.found[index] = (span, replace(mention, titles=mention.titles + titles, possessor=possessor))
                left.append(phrase)
                continue
            if end < len(self.words) and self.lowers[end] == ",":
                end += 1
            whole = Span(span.start, end)
            self.draft.found[index] = (
                whole,
                replace(mention, end=self.words[phrase.span.end - 1].end, titles=mention.titles + titles),
            )
            for i in range(span.end, end):
                self.draft.taken[i] = True
            by_end[phrase.span.end] = index
        return left

    @staticmethod
    def _is_anothers(holder: Mention, title: Title) -> bool:
        """As in "Foreign Minister X, the Italian foreign minister and …": who has the office before the name does not
        get it again after it, of a state.
        """
        return title.owner is not None and any(t.head == title.head and t.owner is None for t in holder.titles)

    def _may_follow_name(self, at: int) -> bool:
        """Is it a comma before a title, or the "as" of "appointed X as"?"""
        if self.lowers[at] == "as":
            return not self.vocabulary.appointing.isdisjoint(self.lowers[max(0, at - _NEAR) : at])
        return self.lowers[at] == ","

    def _before_possessor(self, at: int) -> int:
        """The word before the person whose possessive ends at `at`: the comma in "X, President Y's adviser"."""
        spans = (span for span, mention in self.draft.found if mention.kind == "Person" and span.end == at)
        return next((span.start for span in spans), at) - 1

    def _holder_after_copula(self, phrase: OfficePhrase) -> None:
        """As in "The current ambassador to Japan is John Roos"."""
        end = phrase.span.end
        if end >= len(self.words) or self.lowers[end] not in {"is", "was", "remains"} or phrase.titles[0].plural:
            return
        for i, (span, mention) in enumerate(self.draft.found):
            if span.start == end + 1 and mention.kind == "Person" and not mention.titles:
                self.draft.found[i] = (span, replace(mention, titles=phrase.titles))

    def _name_end_before(self, at: int) -> tuple[int, Phase | None]:
        """End of the name that a title at `at` + 1 is said of: after a comma, "who is", "is", "as" …; and the phase
        that the words give.
        """
        if at < 1:
            return -1, None
        if self.lowers[at] == ",":
            return at, None
        for words, phase in _SAID_OF:
            start = at - len(words) + 1
            if start > 0 and tuple(self.lowers[start : at + 1]) == words:
                taken_up = not self.vocabulary.taken_up.isdisjoint(self.lowers[max(0, start - _NEAR) : start])
                return start, "incoming" if words == ("as",) and taken_up else phase
        return -1, None

    def _name_before(self, end: int) -> Span | None:
        """Two to four capitalised words of no list before a comma and a title: a person that the recogniser missed."""
        start = end
        while start > 0 and end - start < 4 and self._could_be_name_word(start - 1):
            start -= 1
        name = Span(start, end)
        return name if len(name) >= 2 and self.draft.free(name) else None

    def _could_be_name_word(self, at: int) -> bool:
        word, lower = self.words[at], self.lowers[at]
        if not (word.is_alphabetic and word.is_capitalised) or lower in self.vocabulary.stops or word.text.isupper():
            return False
        return (
            at not in self.scene.hits_by_start
            and at + 1 not in self.scene.hits_by_end
            and not self.scene.is_dictionary_word(lower)
        )
