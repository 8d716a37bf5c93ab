"""Text → mentions: gazetteers, offices, names and described things, with spaCy's recogniser as one witness among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kgbuild.fact import Phase
from kgbuild.gazetteer import Gazetteer, Reference
from kgbuild.language.mention import Mention, Title
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.offices import Hit, OfficeGrammar, OfficePhrase, Scene
from kgbuild.language.things import ThingGrammar, ThingWords
from kgbuild.language.words import Span, Word, split_surface, split_words

_MAX_BRACKET = 6
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
            *(((*prefix, *be.split()), "former" if be in {"was", "served as", "had been"} else "incoming" if be == "will be" else None) for be in _BE for prefix in ((), (",", "who"), ("who",), (",", "who", "also"))),
            (("as",), None),
            (("to", "be"), "incoming"),
            (("to", "serve", "as"), "incoming"),
            (("as", "the", "new"), None),
            (("as", "its"), None),
            (("as", "his"), None),
        ),
        key=lambda pair: -len(pair[0]),
    )
)  # fmt: skip


class Recognised(NamedTuple):
    """A span that the entity recogniser found; offsets in characters."""

    start: int
    end: int
    label: str


class Surfaces:
    """The names of the gazetteers, by their first word, longest first."""

    def __init__(self, gazetteer: Gazetteer) -> None:
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

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Longest matches from left to right, without overlaps; case counts."""
        found: list[Hit] = []
        index = 0
        texts = [word.text.replace("’", "'") for word in words]
        while index < len(words):
            for names, references in self._by_first.get(texts[index], ()):
                end = index + len(names)
                if tuple(texts[index:end]) == tuple(n.replace("’", "'") for n in names):
                    found.append(Hit(index, end, references))
                    index = end
                    break
            else:
                index += 1
        return found


@dataclass
class Recogniser:
    """Finds the mentions of a text; the same input gives the same mentions."""

    gazetteer: Gazetteer
    office_words: OfficeWords
    thing_words: ThingWords
    is_dictionary_word: Callable[[str], bool]

    def __post_init__(self) -> None:
        self._surfaces = Surfaces(self.gazetteer)
        parts = {body.id for body in self.gazetteer.organizations.values() if body.parent}
        self._organs = frozenset(parts | set(self.gazetteer.institutions))

    def mentions(self, text: str, recognised: Iterable[Recognised]) -> list[Mention]:
        """Mentions in the order of the text, without overlaps."""
        scene = self._scene(text, list(recognised))
        return _Finder(scene, text, self).find()

    def _scene(self, text: str, recognised: list[Recognised]) -> Scene:
        words = split_words(text)
        lowers = [word.lower for word in words]
        headline_end = _headline_end(words)
        hits = self._surfaces.hits(words)
        scene = Scene(
            words=words,
            lowers=lowers,
            hits_by_start={hit.start: hit for hit in hits},
            hits_by_end={hit.end: hit for hit in hits},
            person_start={},
            organization_end={},
            is_dictionary_word=self.is_dictionary_word,
            headline_end=headline_end,
            brackets=_brackets(words),
            organs=self._organs,
        )
        _witness(scene, recognised, self.office_words)
        return scene


def _headline_end(words: Sequence[Word]) -> int:
    """Number of words in a first line in title case, or 0."""
    end = next((i for i, w in enumerate(words) if w.is_break), 0)
    content = [w for w in words[:end] if w.is_alphabetic and len(w.text) > 3]
    capitals = sum(w.is_capitalised for w in content)
    return end if content and capitals > 0.75 * len(content) else 0


def headline_end(text: str) -> int:
    """Number of words in a first line in title case, or 0."""
    return _headline_end(split_words(text))


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


def _witness(scene: Scene, recognised: list[Recognised], vocabulary: OfficeWords) -> None:
    """Enters what the recogniser says of persons and organisations, trimmed to whole words of names."""
    by_start = {word.start: i for i, word in enumerate(scene.words)}
    for span in recognised:
        indices = (
            [
                i
                for i in range(by_start.get(span.start, -1), len(scene.words))
                if i >= 0 and scene.words[i].end <= span.end
            ]
            if span.start in by_start
            else []
        )
        inside = []
        for i in indices:
            if scene.words[i].end > span.end:
                break
            inside.append(i)
        if not inside:
            continue
        first, end = inside[0], inside[-1] + 1
        if span.label == "PERSON":
            first, end = _trim_person(scene, first, end, vocabulary)
            if first < end:
                scene.person_start[first] = end
        elif span.label == "ORG":
            while first < end and (scene.lowers[first] == "the"):
                first += 1
            while end > first and (scene.words[end - 1].is_possessive or not scene.words[end - 1].is_alphabetic):
                end -= 1
            if (
                first < end
                and scene.words[first].is_capitalised
                and not any(first <= h.start < end for h in scene.hits_by_start.values())
            ):
                scene.organization_end[end] = first


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


class _Finder:
    """One text's mentions, found in the order: offices with names, other names, things, listed names, bare offices."""

    def __init__(self, scene: Scene, text: str, recogniser: Recogniser) -> None:
        self.scene, self.text, self.recogniser = scene, text, recogniser
        self.words, self.lowers = scene.words, scene.lowers
        self.grammar = OfficeGrammar(scene, recogniser.office_words)
        self.taken = [False] * len(scene.words)
        self.found: list[tuple[Span, Mention]] = []
        self.acronyms: dict[str, Span] = {}
        """Acronyms that a title was given with → the holder's name."""

    def find(self) -> list[Mention]:
        phrases = self.grammar.phrases()
        bare = self._persons_with_titles(phrases)
        self._persons_by_recogniser()
        bare = self._titles_after_names(bare)
        self._acronym_holders()
        self._known_names()
        self._groups()
        self._roles(bare)
        self._things()
        self._listed()
        self._organizations()
        self._owners_after_names()
        self.found.sort(key=lambda item: item[0].start)
        return [mention for _, mention in self.found]

    # bookkeeping

    def _free(self, span: Span) -> bool:
        return span.start < span.end and not any(self.taken[span.start : span.end])

    def _take(self, span: Span, mention: Mention) -> None:
        self.found.append((span, mention))
        for at in range(span.start, span.end):
            self.taken[at] = True

    def _surface(self, span: Span) -> str:
        surface = self.text[self.words[span.start].start : self.words[span.end - 1].end]
        return " ".join(re.sub(r"\s*\([^)]*\)", "", surface).split())

    def _mention(self, span: Span, kind: str, **known: object) -> Mention:
        return Mention(self.words[span.start].start, self.words[span.end - 1].end, kind, **known)  # type: ignore[arg-type]

    # persons

    def _persons_with_titles(self, phrases: list[OfficePhrase]) -> list[OfficePhrase]:
        """Takes the persons whose title precedes the name; returns the phrases that no name follows."""
        bare = []
        for phrase in phrases:
            named = self._name_after(phrase)
            if named is None or not self._free(Span(phrase.span.start, named[0].end)):
                bare.append(phrase)
                continue
            whole, name = named
            start = self._honorific_before(phrase.span.start)
            self._person(Span(start, whole.end), name, phrase.titles, determiner=phrase.determiner, own=phrase.own)
            self._defined_acronym(phrase.span.end, name)
            if phrase.titles[-1].plural:
                self._further_holders(whole.end, phrase)
        return bare

    def _defined_acronym(self, at: int, name: Span) -> None:
        """ "External Affairs Minister (EAM) Dr. X": the acronym means the holder from here on."""
        if (
            self.scene.brackets.get(at) == at + 3
            and self.words[at + 1].text.isupper()
            and at + 1 not in self.scene.hits_by_start
        ):
            self.acronyms[self.words[at + 1].text] = name

    def _acronym_holders(self) -> None:
        for index, word in enumerate(self.words):
            if word.text in self.acronyms and not self.taken[index]:
                name = self.acronyms[word.text]
                self._take(
                    Span(index, index + 1),
                    self._mention(
                        Span(index, index + 1),
                        "Person",
                        name=self._surface(name),
                        origin="acronym",
                        head_word=self._head_word(name),
                    ),
                )

    def _honorific_before(self, start: int) -> int:
        if start and self.lowers[start - 1] == "the" and (before := self._honorific_before(start - 1)) < start - 1:
            return before
        for length in (3, 2, 1):
            if start >= length:
                phrase = tuple(self.lowers[start - length : start])
                if phrase in self.recogniser.office_words.honorifics and self.grammar._is_honorific(
                    start - length, phrase
                ):
                    return start - length
        return start

    def _name_after(self, phrase: OfficePhrase) -> tuple[Span, Span] | None:
        at = self.scene.skip_bracket(phrase.span.end)
        if at >= len(self.words):
            return None
        title = phrase.titles[-1]
        if direct := self.grammar.read_name(at):
            return direct if self._is_holder(direct[1], title, comma=False) else None
        if self.lowers[at] == "," and not self._apposition_to_name(phrase):
            after = self.grammar.read_name(at + 1)
            if after and self._is_holder(after[1], title, comma=True):
                return after
        return None

    def _is_holder(self, name: Span, title: Title, *, comma: bool) -> bool:
        """Is this capitalised sequence a name? Where a comma stands between, only with a recogniser's or the text's support."""
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
            and self.recogniser.office_words.head_at(self.lowers, name.end + 1) is not None
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
        return any(span.end == at for span, m in self.found if m.kind == "Person") or (
            any(end == at for end in self.scene.person_start.values()) and before.is_capitalised
        )

    def _further_holders(self, at: int, phrase: OfficePhrase) -> None:
        """ "Presidents Putin and Obama", "Foreign Ministers X of A and Y of B": the plural title holds for each name."""
        while at < len(self.words):
            nxt = self._after_owner(at)
            while nxt < len(self.words) and self.lowers[nxt] in {",", "and", "&"}:
                nxt += 1
            if nxt == at or nxt >= len(self.words):
                return
            named = self.grammar.read_name(nxt)
            if named is None or not self._free(named[0]):
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
        surface = self._surface(name)
        self._take(
            span,
            self._mention(
                span,
                "Person",
                name=surface,
                titles=titles,
                origin=origin,
                head_word=self._head_word(name),
                determiner="his" if own else determiner,
                possessor=self._possessor(span.start) if titles else "",
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
        suffixes = self.recogniser.office_words.suffixes
        proper = [w for w in self.words[name.start : name.end] if w.lower not in suffixes and w.is_alphabetic]
        return proper[-1].text if proper else self.words[name.start].text

    def _persons_by_recogniser(self) -> None:
        for start in sorted(self.scene.person_start):
            if self.taken[start]:
                continue
            named = self.grammar.read_name(start)
            end = max(self.scene.person_start[start], named[1].end if named else 0)
            name = Span(start, min(end, next((i for i in range(start, end) if self.taken[i]), end)))
            if (name.start in self.scene.hits_by_start and len(name) == 1) or not self._plausible(name):
                continue
            whole = Span(self._honorific_before(start), name.end)
            if self._free(whole):
                self._person(whole, name, (), origin="recogniser")

    def _plausible(self, name: Span) -> bool:
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

    def _known_surname(self, name: Span) -> bool:
        return any(m.name and m.name.split()[-1] == self._surface(name) for _, m in self.found if m.kind == "Person")

    def _titles_after_names(self, bare: list[OfficePhrase]) -> list[OfficePhrase]:
        """Gives "X, the foreign minister of Y," its title; returns the phrases that are left."""
        by_end = {span.end: i for i, (span, m) in enumerate(self.found) if m.kind == "Person"}
        left = []
        for phrase in bare:
            at = phrase.span.start - 1
            if at >= 0 and self.lowers[at] in {"the", "a", "an"}:
                at -= 1
            comma = at
            at, phase = self._name_end_before(at)
            index = by_end.get(at)
            if index is None and at > 0 and self.lowers[at] == "," and (name := self._name_before(at)):
                self._person(name, name, (), origin="apposition")
                index = by_end[at] = len(self.found) - 1
            titles = tuple(replace(t, phase=t.phase or phase) for t in phrase.titles)
            if (
                index is None
                or not self._free(Span(min(at, comma), phrase.span.end))
                or titles[0].plural
                or (self.lowers[at] != "," and titles[0].nominal)
            ):
                left.append(phrase)
                continue
            span, mention = self.found[index]
            end = phrase.span.end
            if self.lowers[at] != ",":  # a clause that says it: the parser needs its words
                self.found[index] = (span, replace(mention, titles=mention.titles + titles))
                left.append(phrase)
                continue
            if end < len(self.words) and self.lowers[end] == ",":
                end += 1
            whole = Span(span.start, end)
            self.found[index] = (
                whole,
                replace(mention, end=self.words[phrase.span.end - 1].end, titles=mention.titles + titles),
            )
            for i in range(span.end, end):
                self.taken[i] = True
            by_end[phrase.span.end] = index
        return left

    def _name_end_before(self, at: int) -> tuple[int, Phase | None]:
        """End of the name that a title at `at` + 1 is said of: after a comma, "who is", "is", "as" …; and the phase that the words give."""
        if at < 1:
            return -1, None
        if self.lowers[at] == ",":
            return at, None
        for words, phase in _SAID_OF:
            start = at - len(words) + 1
            if start > 0 and tuple(self.lowers[start : at + 1]) == words:
                return start, phase
        return -1, None

    def _name_before(self, end: int) -> Span | None:
        """Two to four capitalised words of no list before a comma and a title: a person that the recogniser missed."""
        start = end
        while start > 0 and end - start < 4 and self._could_be_name_word(start - 1):
            start -= 1
        name = Span(start, end)
        return name if len(name) >= 2 and self._free(name) else None

    def _could_be_name_word(self, at: int) -> bool:
        word, lower = self.words[at], self.lowers[at]
        if (
            not (word.is_alphabetic and word.is_capitalised)
            or lower in self.recogniser.office_words.stops
            or word.text.isupper()
        ):
            return False
        return (
            at not in self.scene.hits_by_start
            and at + 1 not in self.scene.hits_by_end
            and not self.scene.is_dictionary_word(lower)
        )

    def _owners_after_names(self) -> None:
        """ "President Pedro Sánchez of Spain", "Council President X (Republic of Korea)"."""
        starts = {span.start for span, _ in self.found}
        for i, (span, mention) in enumerate(self.found):
            if mention.kind != "Person":
                continue
            at = span.end
            if at + 1 < len(self.words) and self.lowers[at] == "of":
                at += 1 + (self.lowers[at + 1] == "the")
                while at < len(self.words) and self.lowers[at] in {"friendly", "sisterly", "brotherly"}:
                    at += 1
            elif at in self.scene.brackets:
                at += 1
            else:
                continue
            hit = self.scene.hits_by_start.get(at)
            reference = hit.reference if hit else None
            if reference is None or reference.kind not in {"Country", "Organization"}:
                continue
            in_bracket = span.end in self.scene.brackets
            if in_bracket and self.scene.brackets[span.end] != hit.end + 1:  # type: ignore[union-attr]
                continue
            end = hit.end + in_bracket  # type: ignore[union-attr]
            inner = [j for j, (s, _) in enumerate(self.found) if span.end <= s.start < end]
            if any(self.found[j][1].kind != reference.kind for j in inner):
                continue
            self.found[i] = (Span(span.start, end), replace(mention, owner=reference, end=self.words[end - 1].end))
            for j in inner:
                self.found[j] = (Span(-1, -1), self.found[j][1])
        self.found = [(s, m) for s, m in self.found if s.start >= 0]
        del starts

    def _known_names(self) -> None:
        """Marks every further use of a known person's name or of its last, or in some traditions first, part."""
        parts: dict[str, set[tuple[str, ...]]] = {}
        fulls = {split_surface(m.name) for _, m in self.found if m.kind == "Person" and m.name}
        for full in fulls:
            for word in full:
                if len(word) > 1 and word[0].isupper() and word.lower() not in self.recogniser.office_words.suffixes:
                    parts.setdefault(word, set()).add(full)
        index = 0
        while index < len(self.words):
            word = self.words[index]
            if (
                self.taken[index]
                or word.text not in parts
                or (index in self.scene.hits_by_start and not self._part_of_name(index, parts))
            ):
                index += 1
                continue
            end = index + 1
            while (
                end < len(self.words)
                and not self.taken[end]
                and any(self._sequence(index, end + 1, full) for full in parts[word.text])
            ):
                end += 1
            if self._usable_part(index, end, parts[word.text]):
                start = self._honorific_before(index)
                whole = Span(start if self._free(Span(start, end)) else index, end)
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
        """A single word that is a dictionary word at the beginning of a sentence, or a first name in use beside a surname, is none."""
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
            and not self.taken[start - 1]
            and not self.scene.is_dictionary_word(previous.lower)
            and previous.lower not in self.recogniser.office_words.stops
        ):
            return False
        if not last and (not first or self.scene.is_dictionary_word(word.lower)):
            return False
        if start < self.scene.headline_end:
            return last or first
        begins = start == 0 or self.words[start - 1].is_break or self.words[start - 1].text in {".", "“", '"'}
        return not (begins and self.scene.is_dictionary_word(word.lower) and not last)

    # bodies, roles, things, listed names

    def _groups(self) -> None:
        """ "Turkish troops", "Iran's foreign ministry", "the Government of the Republic of Mali": the state beside a role noun."""
        groups = self.recogniser.office_words.groups
        longest = max(map(len, groups))
        for index in range(len(self.words)):
            length = next(
                (
                    n
                    for n in range(longest, 0, -1)
                    if index + n <= len(self.words) and tuple(self.lowers[index : index + n]) in groups
                ),
                0,
            )
            if not length or any(self.taken[index : index + length]):
                continue
            span, hit = (
                self._state_before(index, index + length) or self._state_after(index, index + length) or (None, None)
            )
            if span and hit and self._free(span):
                noun = self.words[index + length - 1]
                mention = self._mention(
                    span,
                    hit.references[0].kind,
                    references=hit.references,
                    group=True,
                    origin="group",
                    head_word=noun.text,
                    name=None,
                    plural=noun.lower.endswith("s"),
                )
                self._take(span, mention)

    def _state_before(self, index: int, end: int) -> tuple[Span, Hit] | None:
        at = index - 1
        steps = 0
        while (
            at >= 0
            and steps < 3
            and (
                self.lowers[at] in self.recogniser.office_words.modifiers
                or self.lowers[at] in {"new", "former", "then"}
            )
            and at + 1 not in self.scene.hits_by_end
        ):
            at, steps = at - 1, steps + 1
        if at >= 1 and self.words[at].is_possessive:
            at -= 1
        hit = self.scene.hits_by_end.get(at + 1)
        if hit and hit.reference and hit.reference.kind == "Country":
            return Span(hit.start, end), hit
        return None

    def _state_after(self, index: int, end: int) -> tuple[Span, Hit] | None:
        if end >= len(self.words) or self.lowers[end] != "of":
            return None
        at = end + 1
        while at < len(self.words) and self.lowers[at] in {"the", "sisterly", "friendly", "brotherly"}:
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if hit and hit.reference and hit.reference.kind == "Country" and hit.reference.role != "demonym":
            return Span(index, self.scene.skip_bracket(hit.end)), hit
        return None

    def _roles(self, bare: list[OfficePhrase]) -> None:
        for phrase in bare:
            title = phrase.titles[0]
            start = self._honorific_before(phrase.span.start)
            if self.lowers[start : start + 1] and start < phrase.span.start and self.lowers[phrase.span.start] == "the":
                start = phrase.span.start
            span = Span(start, self._role_end(phrase))
            if not self._free(span) or (phrase.span.start < self.scene.headline_end and title.weak):
                continue
            words = [w for w in self.words[span.start : span.end] if w.is_alphabetic]
            head = (
                title.head.split()[0] if title.head.split()[0] in {w.lower for w in words} else title.head.split()[-1]
            )
            honorific = start < phrase.span.start
            self._take(
                span,
                self._mention(
                    span,
                    "Role",
                    titles=phrase.titles,
                    origin="role",
                    head_word=head,
                    plural=title.plural,
                    determiner="his" if phrase.own else "the" if honorific else phrase.determiner,
                ),
            )

    def _role_end(self, phrase: OfficePhrase) -> int:
        """Where a role without a name ends: the parser needs "to Niger" and "of NATO" for what they tell."""
        title = phrase.titles[0]
        if (
            len(phrase.titles) == 1
            and title.core_end < phrase.span.end
            and (title.weak_head or self.lowers[title.core_end] in {"to", "for"})
        ):
            return title.core_end
        return phrase.span.end

    def _things(self) -> None:
        for thing in ThingGrammar(self.scene, self.recogniser.thing_words).things():
            span, aliases = thing.span, ()
            if (
                span.end in self.scene.brackets
                and self.scene.brackets[span.end] == span.end + 3
                and self.words[span.end + 1].text.isupper()
            ):
                aliases, span = (self.words[span.end + 1].text,), Span(span.start, span.end + 3)
            while span.start < span.end and self.lowers[span.start] in {"the", "a", "an"}:
                span = Span(span.start + 1, span.end)
            overlapped = [s for s, m in self.found if s.overlaps(span)]
            if overlapped or not self._free(span) or len(span) < 2:
                continue
            exact = self.scene.hits_by_start.get(span.start)
            if exact and exact.end == span.end:
                continue
            self._take(
                span,
                self._mention(
                    span,
                    thing.kind,
                    name=self._surface(span),
                    aliases=aliases,
                    origin="thing",
                    head_word=self.words[thing.head].text,
                ),
            )

    def _listed(self) -> None:
        for hit in self.scene.hits_by_start.values():
            span = Span(hit.start, hit.end)
            if not hit.references or not self._free(span):
                continue
            kinds = {r.kind for r in hit.references}
            demonym = all(r.role == "demonym" for r in hit.references)
            aliases, end = (), hit.end
            if (
                hit.end in self.scene.brackets
                and self.scene.brackets[hit.end] == hit.end + 3
                and self.words[hit.end + 1].text.isupper()
            ):
                aliases, end = (self.words[hit.end + 1].text,), hit.end + 3
            span = Span(hit.start, end) if self._free(Span(hit.start, end)) else span
            self._take(
                span,
                self._mention(
                    span,
                    next(iter(kinds)) if len(kinds) == 1 else "Ambiguous",
                    name=self._surface(Span(hit.start, hit.end)),
                    references=hit.references,
                    adjective=demonym,
                    aliases=aliases,
                    head_word=self.words[hit.end - 1].text,
                ),
            )

    def _organizations(self) -> None:
        """Organisations that only the recogniser knows, with the acronym in brackets after them."""
        for end, start in self.scene.organization_end.items():
            span = Span(start, end)
            if (
                not self._free(span)
                or start < self.scene.headline_end
                or (
                    len(span) == 1
                    and not self.words[start].text.isupper()
                    and self.scene.is_dictionary_word(self.lowers[start])
                )
            ):
                continue
            aliases: tuple[str, ...] = ()
            if (
                end in self.scene.brackets
                and self.scene.brackets[end] == end + 3
                and self.words[end + 1].text.isupper()
                and self._free(Span(end, end + 3))
            ):
                aliases, span = (self.words[end + 1].text,), Span(start, end + 3)
            self._take(
                span,
                self._mention(
                    span,
                    "Organization",
                    name=self._surface(Span(start, end)),
                    aliases=aliases,
                    origin="recogniser",
                    head_word=self.words[end - 1].text,
                ),
            )
