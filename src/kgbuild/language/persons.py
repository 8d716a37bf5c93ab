"""Persons in a text: by title, by the recogniser, by apposition, by a name that is known already."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from kgbuild.fact import Phase
from kgbuild.gazetteer import Reference
from kgbuild.language.draft import Draft
from kgbuild.language.mention import Mention, Title
from kgbuild.language.names import NameReader
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.offices import OfficePhrase
from kgbuild.language.scene import Scene
from kgbuild.language.words import Span, split_surface

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


_PREDICATIVE = {"as", "is", "was", "became", "becomes", "remains"}
_NEAR = 8
"""Words before "as" among which the verb of the clause stands."""
_MIN_INITIALS = 3
"""Two letters ("PM", "FM") are titles of their own."""


class PersonFinder:
    """Takes the persons of one text into a :class:`Draft`."""

    def __init__(
        self, scene: Scene, draft: Draft, names: NameReader, vocabulary: OfficeWords, thing_heads: Container[str] = ()
    ) -> None:
        self.scene, self.draft, self.names, self.vocabulary = scene, draft, names, vocabulary
        self.thing_heads = thing_heads
        self.words, self.lowers = scene.words, scene.lowers
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
            self._person(Span(start, whole.end), name, phrase.titles, determiner=phrase.determiner, own=phrase.own)
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

    def acronym_holders(self) -> None:
        initials = self._initials()
        self.acronyms = {a: s for a, s in initials.items() if a not in self._listed_words()} | self.acronyms
        for index, word in enumerate(self.words):
            if word.text in self.acronyms and not self.draft.taken[index]:
                name = self.acronyms[word.text]
                self.draft.take(
                    Span(index, index + 1),
                    self.draft.mention(
                        Span(index, index + 1),
                        "Person",
                        name=self.draft.surface(name),
                        origin="acronym",
                        head_word=self._head_word(name),
                    ),
                )

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
            self._person(named[0], named[1], tuple(replace(t, owner=t.owner) for t in phrase.titles))
            at = named[0].end

    def _after_owner(self, at: int) -> int:
        if at + 1 < len(self.words) and self.lowers[at] == "of":
            nxt = at + 1 + (self.lowers[at + 1] == "the")
            if hit := self.scene.hits_by_start.get(nxt):
                return hit.end
        return self.scene.skip_bracket(at)

    def _person(
        self,
        span: Span,
        name: Span,
        titles: tuple[Title, ...],
        *,
        determiner: str = "",
        own: bool = False,
        origin: str = "office",
    ) -> None:
        surface = self.draft.surface(name)
        self.draft.take(
            span,
            self.draft.mention(
                span,
                "Person",
                name=surface,
                titles=titles,
                origin=origin,
                head_word=self._head_word(name),
                determiner="his" if own else determiner,
                possessor=self._possessor(span.start) if titles else "",
                address=tuple(self.lowers[span.start : name.start]),
            ),
        )

    def _possessor(self, start: int) -> str:
        if (
            start >= 2
            and self.words[start - 1].is_possessive
            and self.words[start - 2].is_capitalised
            and start - 1 not in self.scene.hits_by_end
        ):
            return self.words[start - 2].text
        return ""

    def _head_word(self, name: Span) -> str:
        """The last word of the name proper, which the parser reads in its place."""
        suffixes = self.vocabulary.suffixes
        proper = [w for w in self.words[name.start : name.end] if w.lower not in suffixes and w.is_alphabetic]
        return proper[-1].text if proper else self.words[name.start].text

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
            self._person(named[0], named[1], (), origin="honorific")

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
                self._person(whole, name, (), origin="recogniser")

    def _plausible(self, name: Span) -> bool:
        ends = (name.end - 1, name.end) if len(name) > 1 else (name.end,)
        if any(self._is_thing_head(at) for at in ends):
            return False  # "Dhaka Declaration", "John F. Kennedy Library"
        if name.start < self.scene.headline_end:
            return (
                len(name) > 1 and not any(self.scene.is_dictionary_word(w) for w in self.lowers[name.start : name.end])
            ) or self._known_surname(name)
        return not (
            len(name) == 1
            and (
                (self.scene.is_dictionary_word(self.lowers[name.start]) and not self._known_surname(name))
                or self.words[name.start].text.isupper()
            )
        )

    def _is_thing_head(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].is_capitalised and self.lowers[at] in self.thing_heads

    def _known_surname(self, name: Span) -> bool:
        return any(
            m.name and m.name.split()[-1] == self.draft.surface(name) for _, m in self.draft.found if m.kind == "Person"
        )

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
            possessor = self._possessor(at + 1)
            if possessor:
                at = self._before_possessor(at)
            at, phase = self._name_end_before(at)
            self._holder_after_copula(phrase)
            index = by_end.get(at, by_end.get(at - 1) if at > 0 and self.lowers[at - 1] == "," else None)
            if index is None and at > 0 and self._may_follow_name(at) and (name := self._name_before(at)):
                self._person(name, name, (), origin="apposition")
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

    def owners_after_names(self) -> None:
        """As in "President Pedro Sánchez of Spain", "Council President X (Republic of Korea)"."""
        for i, (span, mention) in enumerate(self.draft.found):
            if mention.kind != "Person":
                continue
            if not mention.titles and (before := self._state_before(span.start)) is not None:
                self.draft.found[i] = (span, replace(mention, owner=before))
                continue
            at = span.end
            if (tagged := self._party_tag(at, mention)) is not None:
                self.draft.found[i] = (span, tagged)
                continue
            if at + 1 < len(self.words) and self.lowers[at] == "of":
                at += 1 + (self.lowers[at + 1] == "the")
                while at < len(self.words) and self.lowers[at] in {"friendly", "sisterly", "brotherly"}:
                    at += 1
            elif at in self.scene.brackets or self._is_item_with_body(at, mention):
                at += 1
            else:
                continue
            hit = self.scene.hits_by_start.get(at)
            reference = hit.reference if hit else None
            local = bool(mention.titles) and mention.titles[-1].head in self.vocabulary.local_heads
            if reference is None or reference.kind not in {"Country", "Organization", *(["Place"] if local else [])}:
                continue
            in_bracket = span.end in self.scene.brackets
            if in_bracket and self.scene.brackets[span.end] != hit.end + 1:  # type: ignore[union-attr]
                continue
            end = hit.end + in_bracket  # type: ignore[union-attr]
            inner = [j for j, (s, _) in enumerate(self.draft.found) if span.end <= s.start < end]
            if any(self.draft.found[j][1].kind != reference.kind for j in inner):
                continue
            self.draft.found[i] = (
                Span(span.start, end),
                replace(mention, owner=reference, end=self.words[end - 1].end),
            )
            for j in inner:
                self.draft.found[j] = (Span(-1, -1), self.draft.found[j][1])
        self.draft.found = [(s, m) for s, m in self.draft.found if s.start >= 0]

    def _is_item_with_body(self, at: int, mention: Mention) -> bool:
        """As in a list of participants: "President X, European Commission", closed by the end of the line."""
        if at >= len(self.words) or self.lowers[at] != "," or not mention.titles or mention.titles[-1].owner:
            return False
        hit = self.scene.hits_by_start.get(at + 1)
        if hit is None or hit.reference is None or hit.reference.role == "demonym":
            return False
        return hit.end >= len(self.words) or self.words[hit.end].is_break or self.lowers[hit.end] in {";", "–", "-"}

    def _party_tag(self, at: int, mention: Mention) -> Mention | None:
        """The mention with the state and party whose legislators are tagged so: "Sen. X (D-Del.)", "Rep. Y, R-Ark."."""
        if not mention.titles or at + 1 >= len(self.words) or self.lowers[at] not in {"(", ","}:
            return None
        for party in self.vocabulary.parties:
            if self.words[at + 1].text.startswith(party.tag):
                references = self.scene.references
                return replace(mention, owner=references[party.state], member_of=references.get(party.party))
        return None

    def _state_before(self, start: int) -> Reference | None:
        """As in "Iranian Gen. Qassem Soleimani", "Iran's Hassan Rouhani"."""
        at = start - (start > 0 and self.words[start - 1].is_possessive)
        hit = self.scene.hits_by_end.get(at)
        if hit is None or hit.reference is None or hit.reference.kind != "Country":
            return None
        possessive = at < start
        return hit.reference if possessive or hit.reference.role == "demonym" else None

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
                self._person(whole, Span(index, end), (), origin="name")
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
