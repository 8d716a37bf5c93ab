"""Persons whose title precedes the name: "Foreign Minister X", "the minister, X", "Presidents X and Y"."""

from __future__ import annotations

from dataclasses import replace

from kgbuild.language.mention import Title
from kgbuild.language.offices import OfficePhrase
from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.words import Span

_PREDICATIVE = {"as", "is", "was", "became", "becomes", "remains"}


class TitlesBeforeNames:
    """Takes the persons of one text that a title introduces."""

    def __init__(self, persons: PersonDraft) -> None:
        self.persons = persons
        self.scene, self.draft = persons.scene, persons.draft
        self.names, self.vocabulary = persons.names, persons.vocabulary
        self.words, self.lowers = self.scene.words, self.scene.lowers
        self.acronyms: dict[str, Span] = {}
        """Acronyms that a title was given with → the holder's name."""

    def with_titles(self, phrases: list[OfficePhrase]) -> list[OfficePhrase]:
        """Takes the persons whose title precedes the name; returns the phrases that no name follows."""
        bare = []
        for phrase in phrases:
            named = self._name_after(phrase)
            if named is None or not self.draft.free(Span(phrase.span.start, named[0].end)):
                bare.append(phrase)
                continue
            whole, name = named
            start = self.names.honorific_before(phrase.span.start)
            self.persons.enter(
                Span(start, whole.end), name, phrase.titles, determiner=phrase.determiner, own=phrase.own
            )
            self._defined_acronym(phrase.span.end, name)
            if phrase.titles[-1].plural:
                self._further_holders(whole.end, phrase)
        return bare

    def _defined_acronym(self, at: int, name: Span) -> None:
        """As in "External Affairs Minister (EAM) Dr. X": the acronym means the holder from here on."""
        if (
            self.scene.brackets.get(at) == at + 3
            and self.words[at + 1].text.isupper()
            and at + 1 not in self.scene.hits_by_start
        ):
            self.acronyms[self.words[at + 1].text] = name

    def _name_after(self, phrase: OfficePhrase) -> tuple[Span, Span] | None:
        at = self.scene.skip_bracket(phrase.span.end)
        if at >= len(self.words):
            return None
        title = phrase.titles[-1]
        if direct := self.names.read_name(at):
            return direct if self._is_holder(direct[1], title, comma=False) else None
        if self.lowers[at] == "," and not self._apposition_to_name(phrase) and not self._is_predicate(phrase):
            after = self.names.read_name(at + 1)
            if after and self._is_holder(after[1], title, comma=True):
                return after
        return None

    def _is_predicate(self, phrase: OfficePhrase) -> bool:
        """As in "named X as interior minister, Y as …", "X, who is foreign minister, Y": of the name before."""
        at = phrase.span.start - 1
        return (
            at >= 0 and self.lowers[at - (self.lowers[at] in {"the", "a", "an", "his", "her", "its"})] in _PREDICATIVE
        )

    def _is_holder(self, name: Span, title: Title, *, comma: bool) -> bool:
        """Is this capitalised sequence a name? Where a comma stands between, only with a recogniser's or the text's
        support.
        """
        if title.weak and title.head.endswith("s") and title.plural is False:
            return False
        if not comma:
            if len(name) == 1 and name.start < self.scene.headline_end and name.start not in self.scene.person_start:
                return not self.scene.is_dictionary_word(self.lowers[name.start])
            return True
        witnessed = name.start in self.scene.person_start or (
            len(name) > 1 and not all(self.scene.is_dictionary_word(w) for w in self.lowers[name.start : name.end])
        )
        following = self.lowers[name.end] if name.end < len(self.words) else "."
        another_list = (
            following == ","
            and name.end + 1 < len(self.words)
            and self.vocabulary.head_at(self.lowers, name.end + 1) is not None
            and len(name) == 1
        )
        return witnessed and not another_list

    def _apposition_to_name(self, phrase: OfficePhrase) -> bool:
        at = phrase.span.start - 1
        if at >= 0 and self.lowers[at] in {"the", "a", "an", "his", "her", "its"}:
            at -= 1
        if at < 1 or self.lowers[at] != ",":
            return False
        before = self.words[at - 1]
        return any(span.end == at for span, m in self.draft.found if m.kind == "Person") or (
            any(end == at for end in self.scene.person_start.values()) and before.is_capitalised
        )

    def _further_holders(self, at: int, phrase: OfficePhrase) -> None:
        """As in "Presidents Putin and Obama", "Foreign Ministers X of A and Y of B": the plural title holds for
        each name.
        """
        while at < len(self.words):
            nxt = self._after_owner(at)
            while nxt < len(self.words) and self.lowers[nxt] in {",", "and", "&"}:
                nxt += 1
            if nxt == at or nxt >= len(self.words):
                return
            named = self.names.read_name(nxt)
            if named is None or not self.draft.free(named[0]):
                return
            self.persons.enter(named[0], named[1], tuple(replace(t, owner=t.owner) for t in phrase.titles))
            at = named[0].end

    def _after_owner(self, at: int) -> int:
        if at + 1 < len(self.words) and self.lowers[at] == "of":
            nxt = at + 1 + (self.lowers[at + 1] == "the")
            if hit := self.scene.hits_by_start.get(nxt):
                return hit.end
        return self.scene.skip_bracket(at)
