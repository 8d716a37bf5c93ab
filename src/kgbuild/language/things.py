"""Named and described events, agreements and bodies: "the third round of strategic dialogue", "resolution 1706".

The entity recogniser gives almost none of them. A head noun from ``ontology/words/things.toml`` takes the
capitalised words, numbers and bodies before it, and what "of", "on" or "for" adds after it.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.language.scene import Scene
from kgbuild.language.words import Span

_ORDINALS = {
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NUMBER = re.compile(r"\d[\d,.-]*(?:\(\d{4}\))?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINK = {"of", "on", "for", "against"}
_INNER = {"the", "of", "on", "and", "for", "to", "with", "a", "&", "against", "between", "in"}
CALENDAR = {
    name.lower()
    for names in (calendar.day_name, calendar.month_name, calendar.day_abbr, calendar.month_abbr)
    for name in names
    if name
} | {"sept"}
_APOSTROPHES = {"'", "’"}
_MAX = 16


@dataclass(frozen=True)
class ThingWords:
    heads: dict[str, str]
    """Head noun → class of the ontology."""
    described: frozenset[str]
    """Heads that a complement alone makes one thing, without a capital or a number."""
    modifiers: frozenset[str]
    """Words in lower case that may stand before a head: "the *ministerial* meeting"."""
    outside: frozenset[str]
    """Words that belong to no name, whatever their capital: those that begin sentences."""
    headline_verbs: frozenset[str]
    """Verbs that have a capital in headlines: "China, Japan *Hold* Talks"."""
    documents: dict[str, frozenset[str]]
    """Common noun for a text or plan → nouns that may take it up ("the accord" after "a gas deal")."""
    colourless: frozenset[str]
    """Modifiers that do not tell one document from another: "the *landmark* accord"."""
    deeds: frozenset[str]
    """Nouns that begin no complement of a name: "the anniversary of the *establishment* of relations"."""
    texts: frozenset[str]
    """Nouns for what says something itself: "a *resolution* that condemns X"."""
    issuing: frozenset[str]
    """Verbs whose subject says what the text says that is their object."""
    anaphors: frozenset[str]
    """Nouns that any event may be called by: "the gathering"."""
    general: frozenset[str]
    """Nouns that an event without a name may be called by after another: "the meeting" for a session."""
    distinguishing: frozenset[str]
    """Words that tell one event without a name from another of its noun: "the *next* summit"."""
    occasions: frozenset[str]
    """Nouns that are no names' heads, and events where somebody attends or hosts them: "the call"."""
    combining: dict[str, str]
    """Form that stands for a state in compounds → its ISO code."""

    def is_occasion(self, *forms: str) -> bool:
        """Is one of the forms of a word such a noun?"""
        return not self.occasions.isdisjoint(forms)


@lru_cache(maxsize=1)
def load_thing_words() -> ThingWords:
    """Raises :class:`LexiconError` where a table or key is missing."""
    path = resources.ontology() / "words" / "things.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        left, text, deeds, combining = (data.pop(table) for table in ("left", "text", "deeds", "combining"))
        event = {key: frozenset(data["Event"][key]) for key in ("anaphors", "general", "distinguishing", "occasions")}
        families = [frozenset(family) for family in data["Agreement"]["families"]]
        heads = {head: kind for kind in reversed(list(data)) for head in data[kind]["heads"]}
        described = frozenset(head for kind in data for head in data[kind]["described"])
        sides = {key: frozenset(left[key]) for key in ("modifiers", "outside", "headline_verbs")}
        documents = {noun: frozenset().union(*(f for f in families if noun in f)) for f in families for noun in f}
        said = {
            "colourless": frozenset(data["Agreement"]["colourless"]),
            "deeds": frozenset(deeds["nouns"]),
            "texts": frozenset(text["nouns"]),
            "issuing": frozenset(text["issuing"]),
        }
        return ThingWords(heads, described, documents=documents, combining=combining, **sides, **event, **said)
    except KeyError as error:
        raise LexiconError(f"{path}: the key {error} is missing") from error


@dataclass(frozen=True, slots=True)
class Thing:
    """Words `span` that name or describe an event, agreement or body; `head` is the index of the head noun."""

    span: Span
    kind: str
    head: int
    owned: bool = False
    """Is it somebody's: "the APEC leaders' meeting"?"""


class ThingGrammar:
    """Finds events, agreements and bodies in a :class:`Scene`."""

    def __init__(self, scene: Scene, vocabulary: ThingWords) -> None:
        self.scene, self.vocabulary = scene, vocabulary
        self.words, self.lowers = scene.words, scene.lowers
        self.inside_hit = [False] * len(scene.words)
        for hit in scene.hits_by_start.values():
            for at in range(hit.start, hit.end):
                self.inside_hit[at] = True

    def things(self) -> list[Thing]:
        found: list[Thing] = []
        index = 0
        while index < len(self.words):
            thing = self._thing_at(index, found[-1].span.end if found else 0)
            if thing:
                found.append(thing)
                index = thing.span.end
            else:
                index += 1
        return found

    def _thing_at(self, index: int, floor: int) -> Thing | None:
        head, kind = self._head(index)
        if head is None or self.inside_hit[index]:
            return None
        capital = self.words[index].is_capitalised
        if (
            capital
            and index + 1 < len(self.words)
            and self.words[index + 1].is_capitalised
            and self._head(index + 1)[0]
        ):
            return None  # the last head counts: "Security Council Summit"
        start, named = self._left(index, floor, capital)
        end, complemented = self._right(index, capital)
        if (
            kind == "Agreement"
            and end == index + 1
            and index + 1 < len(self.words)
            and _NUMBER.fullmatch(self.lowers[index + 1])
        ):
            end, named = index + 2, True
        described = head in self.vocabulary.described and complemented
        if not (named or described or (capital and complemented and index > 0)):
            return None
        if index < self.scene.headline_end and not (start < index and self._has_hit(start, index)):
            return None
        owned = kind == "Event" and any(self.words[at].text in _APOSTROPHES for at in range(start, index))
        return Thing(Span(start, end), kind, index, owned)

    def _head(self, index: int) -> tuple[str | None, str]:
        lower = self.lowers[index]
        two = f"{self.lowers[index - 1]} {lower}" if index else lower  # a party's "National Convention" is no treaty
        if kind := self.vocabulary.heads.get(two) or self.vocabulary.heads.get(lower):
            return lower, kind
        return None, ""

    def _has_hit(self, start: int, end: int) -> bool:
        return any(at in self.scene.hits_by_start for at in range(start, end))

    def _left(self, index: int, floor: int, capital: bool) -> tuple[int, bool]:
        """First word of the name, and whether something there makes it one thing (a name, an ordinal, a capital)."""
        at, named = index - 1, False
        if self.words[at].text in {"”", '"'} and (opening := self._quote_before(at)) is not None and opening >= floor:
            return opening, True
        while at >= floor and index - at < _MAX:
            word, lower = self.words[at], self.lowers[at]
            if at < self.scene.headline_end and lower in self.vocabulary.headline_verbs:
                break
            hit = self.scene.hits_by_end.get(at + 1)
            if hit and hit.start >= floor:
                if (
                    all(r.kind == "Country" for r in hit.references)
                    and all(r.role == "demonym" for r in hit.references)
                    and not capital
                ):
                    break
                named, at = True, hit.start - 1
            elif at - 1 >= floor and self._is_genitive(at, capital):
                at -= 1
            elif lower in _ORDINALS or _ORDINAL.fullmatch(lower) or _YEAR.fullmatch(lower):
                named, at = True, at - 1
            elif (
                word.is_alphabetic
                and word.is_capitalised
                and lower.rstrip(".") not in self.vocabulary.outside | CALENDAR
                and at not in self.scene.person_start
            ):
                if self._begins_sentence(at) and lower in self.vocabulary.modifiers:
                    break
                named, at = named or capital, at - 1
            elif lower in self.vocabulary.modifiers or (
                capital
                and not (lower in {"and", "&"} and at in self.scene.hits_by_end)
                and lower in {"of", "and", "on", "for", "&"}
                and at - 1 >= floor
                and self.words[at - 1].is_capitalised
                and self.words[at - 1].is_alphabetic
                and at + 1 < index
            ):
                at -= 1
            elif (
                word.text == ")"
                and (opening := next((o for o, e in self.scene.brackets.items() if e == at + 1), None)) is not None
                and opening > floor
            ):
                at = opening - 1
            else:
                break
        return at + 1, named and at + 1 < index

    def _is_genitive(self, at: int, capital: bool) -> bool:
        """As in "Biden's Summit"; "the APEC leaders' meeting", "the Donors' Conference", with a mark that closes no
        quotation.
        """
        if self.words[at].is_possessive:
            return capital and at in self.scene.hits_by_end
        if self.words[at].text not in _APOSTROPHES:
            return False
        word = self.words[at - 1]
        return word.lower.endswith("s") and (word.is_capitalised or word.lower in self.vocabulary.modifiers)

    def _quote_before(self, closing: int) -> int | None:
        """Opening mark of a quoted name before its head: “Women, Peace, and Security” Action Plan."""
        for at in range(closing - 1, max(closing - 9, -1), -1):
            if self.words[at].text in {"“", '"'}:
                return at if self.words[at + 1].is_capitalised else None
        return None

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self.words[at - 1].text in {".", "\n\n", "“", '"'} or self.words[at - 1].is_break

    def _right(self, index: int, capital: bool) -> tuple[int, bool]:
        """End of the name, with the complement that "of", "on" or "for" brings."""
        at = end = index + 1
        complemented = False
        while at < len(self.words) and at - index < _MAX:
            at = self.scene.skip_bracket(at)
            if at >= len(self.words):
                break
            lower = self.lowers[at]
            if lower in _LINK and end == at:
                at += 1
                while at < len(self.words) and self.lowers[at] in {"the", "a", "an", "its", "their"}:
                    at += 1
                run = self._run(at, capital)
                if run == at or self.lowers[at] in self.vocabulary.deeds:
                    break
                at = end = run
                complemented = True
            else:
                break
        return end, complemented

    def _run(self, index: int, capital: bool) -> int:
        """End of the words that name what it is about."""
        at = index
        while at < len(self.words) and at - index < 10:
            at = self.scene.skip_bracket(at)
            if at >= len(self.words):
                break
            word, lower = self.words[at], self.lowers[at]
            if hit := self.scene.hits_by_start.get(at):
                at = hit.end
            elif (word.is_alphabetic and word.is_capitalised and lower.rstrip(".") not in CALENDAR) or (
                not capital
                and at - index < 4
                and word.is_alphabetic
                and self.scene.is_dictionary_word(lower)
                and lower not in CALENDAR
                and (not lower.endswith(("ed", "ing")) or at - 1 in self.scene.hits_by_start)
                and lower.rstrip(".") not in CALENDAR
                and lower not in _INNER | {"who", "which", "that", "as", "at", "by", "all", "both"}
            ):
                at += 1
            elif (
                lower in {"and", "of", "&", "for", "plus"}
                and at > index
                and at + 1 < len(self.words)
                and (self.words[at + 1].is_capitalised or at + 1 in self.scene.hits_by_start)
            ):
                if self.words[at + 1].is_capitalised and at + 1 in self.scene.person_start:
                    break
                at += 1
            elif lower == "the" and at > index and self.lowers[at - 1] in {"and", "of", "for"}:
                at += 1
            else:
                break
        return at
