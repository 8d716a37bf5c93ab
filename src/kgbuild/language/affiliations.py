"""Which political party a person is of, by the words around the name.

They stand before it ("Democratic Senator X", "Republican presidential candidate Y"), after it ("X, a Republican", "Y,
New York Democrat", "Z and other Republican senators"), or before a list of names ("four Democrats: W, X, Y and Z").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.language.mention import Mention
from kgbuild.language.office_words import OfficeWords, PoliticalParty
from kgbuild.language.scene import Scene
from kgbuild.language.words import Span, split_surface

_BEFORE = 7
_AFTER = 5
"""Words between a name and the word for its party."""
_TO_LIST = 30
"""Words between "Four Democrats" at the head of a sentence and the colon before their names."""
_TO_NEXT = 5
"""Words between two names of a list, with the names of their states."""
_OPENERS = frozenset({":", "–", "—", "--", "-", "including", "like", "as", "namely"})
_ENDS = frozenset({",", ".", ";", ")", ":", "–", "—", "--", "-", "from", "of", "on", "in", "who", "and", "but", "for"})
_SENTENCE_ENDS = frozenset({".", "!", "?", "”", '"'})
_DETERMINERS = frozenset({"a", "an", "the", "another"})
_JOINING = (("and",), ("along", "with"), (",", "like"), (",", "along", "with"), ("with",), (",", "and"))
_COPULAS = ((",",), ("is",), ("was",), (",", "who", "is"), (",", "who", "was"), (",", "himself"), (",", "herself"))


class AffiliationReader:
    """Reads the parties of the persons of one scene."""

    def __init__(self, scene: Scene, vocabulary: OfficeWords) -> None:
        self.scene, self.vocabulary = scene, vocabulary
        self.words, self.lowers = scene.words, scene.lowers
        self.adjectives = {row.adjective: row for row in vocabulary.parties}
        self.nouns = {row.noun: row for row in vocabulary.parties}
        self.plurals = {row.noun + "s": row for row in vocabulary.parties}

    def entered(self, found: Sequence[tuple[Span, Mention]]) -> list[tuple[Span, Mention]]:
        """The mentions, the persons among them with their parties."""
        if not any(word.is_capitalised and self._party(i) for i, word in enumerate(self.words)):
            return list(found)
        names = {i: self._name(span, mention) for i, (span, mention) in enumerate(found) if mention.kind == "Person"}
        listed = self._listed(names)
        entered = list(found)
        for i, name in names.items():
            span, mention = found[i]
            row = self._after(name.end) or self._before(name) or listed.get(i)
            if row is not None and row.party and mention.member_of is None:
                entered[i] = (span, self._with_party(mention, row))
        return entered

    def _with_party(self, mention: Mention, row: PoliticalParty) -> Mention:
        references = self.scene.references
        own = mention.owner is not None or any(title.owner is not None for title in mention.titles)
        owner = mention.owner if own or not mention.titles else references[row.state]
        return replace(mention, owner=owner, member_of=references.get(row.party))

    def _name(self, span: Span, mention: Mention) -> Span:
        """The words of the name itself, without title and what follows."""
        name = split_surface(mention.name or "")
        for start in range(span.start, span.end):
            if tuple(w.text for w in self.words[start : start + len(name)]) == name:
                return Span(start, start + len(name))
        return span

    def _party(self, at: int) -> PoliticalParty | None:
        """The row of a word for a party; only that for who is of none goes without a capital."""
        if at >= len(self.words):
            return None
        lower = self.lowers[at]
        if at > 0 and f"{self.lowers[at - 1]} {lower}" in self.vocabulary.colours:
            return None  # a Christian Democrat
        row = self.adjectives.get(lower) or self.nouns.get(lower) or self.plurals.get(lower)
        return row if row is not None and (self.words[at].is_capitalised or not row.party) else None

    # before the name

    def _before(self, name: Span) -> PoliticalParty | None:
        """As in "Democratic Senator X", "Republican presidential candidate X", "fellow Republican X Y"."""
        for at in range(name.start - 1, max(name.start - 1 - _BEFORE, -1), -1):
            if (row := self._party(at)) is not None:
                beside = at == name.start - 1
                return None if beside and (self.lowers[at] not in self.nouns or len(name) == 1) else row
            if not (self._is_role(at) or self._is_listed_place(at)):
                return None
        return None

    def _is_role(self, at: int) -> bool:
        """Can the word stand in what somebody is called by his role?"""
        lower = self.lowers[at]
        vocabulary = self.vocabulary
        return (
            (lower in vocabulary.role_words and lower != "party")
            or (lower,) in vocabulary.honorifics | vocabulary.ranks
            or lower in vocabulary.phases
        )

    def _is_listed_place(self, at: int) -> bool:
        """Is the word one of a place's or a body's name: "Democratic New York Governor X"?"""
        hits = (self.scene.hits_by_start.get(at), self.scene.hits_by_end.get(at + 1))
        return self.words[at].is_capitalised and any(hit is not None for hit in hits)

    # after the name

    def _after(self, end: int) -> PoliticalParty | None:
        end = self.scene.skip_bracket(end)
        for words in _COPULAS:
            if tuple(self.lowers[end : end + len(words)]) == words and (row := self._called(end + len(words))):
                return row
        if self.lowers[end : end + 1] == ["of"]:  # "X of Ohio and other Democrats"
            hit = self.scene.hits_by_start.get(end + 1)
            end = hit.end if hit else end
        for words in _JOINING:
            at = end + len(words)
            if tuple(self.lowers[end:at]) == words and self.lowers[at : at + 1] in (["other"], ["fellow"]):
                return next((row for i in (at + 1, at + 2) if (row := self._party(i)) is not None), None)
        return None

    def _called(self, at: int) -> PoliticalParty | None:
        """The party of a noun phrase that begins here: "a moderate Republican from X", "California Republican"."""
        if self.lowers[at : at + 3] == ["one", "of", "the"]:
            row = self._party(at + 3)
            return row if row is not None and self.lowers[at + 3] in self.plurals else None
        determined = self.lowers[at : at + 1] != [] and self.lowers[at] in _DETERMINERS
        start = at + determined
        for i in range(start, min(start + _AFTER, len(self.words))):
            if (row := self._party(i)) is not None:
                return row if (determined or i > start) and self._is_of_it(i) else None
            word = self.words[i]
            if not word.is_alphabetic or word.lower in self.vocabulary.complement_prepositions:
                return None
            if not (determined or word.is_capitalised):
                return None
        return None

    def _is_of_it(self, at: int) -> bool:
        """Is who is called by a party's word of it? Not "a Democratic donor"."""
        if at + 1 >= len(self.words) or self.words[at + 1].is_break:
            return self.lowers[at] in self.nouns
        return self._is_role(at + 1) or (self.lowers[at] in self.nouns and self.lowers[at + 1] in _ENDS)

    # lists

    def _listed(self, names: dict[int, Span]) -> dict[int, PoliticalParty]:
        """The persons of lists that a party's name opens, by their number."""
        starts = {name.start: i for i, name in names.items()}
        found: dict[int, PoliticalParty] = {}
        for at in range(len(self.words)):
            row = self._party(at)
            plural = self.lowers[at] in self.plurals or (
                self.lowers[at] in self.adjectives and self._is_plural_head(at + 1)
            )
            if row is not None and plural:
                found |= dict.fromkeys(self._members(self._opened(at), starts, names), row)
        return found

    def _is_plural_head(self, at: int) -> bool:
        head = self.vocabulary.head_at(self.lowers, at) if at < len(self.words) else None
        return head is not None and head[2]

    def _opened(self, at: int) -> int:
        """Where the list begins that the party at a word opens: behind the mark that closes its sentence, else right
        behind it.
        """
        heads = any(self._begins_sentence(i) for i in (at - 1, at))
        for i in range(at + 1, min(at + 1 + (_TO_LIST if heads else 2), len(self.words))):
            if self.words[i].is_break or self.lowers[i] in {".", ";"}:
                break
            if self.lowers[i] == ":" or (self.lowers[i] in _OPENERS and i <= at + 3):
                return i + 1
        return at + 1

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or (at > 0 and (self.words[at - 1].is_break or self.lowers[at - 1] in _SENTENCE_ENDS))

    def _members(self, at: int, starts: dict[int, int], names: dict[int, Span]) -> Iterator[int]:
        """The persons whose names stand one after the other from here on."""
        while (start := self._next_name(at, starts)) is not None:
            number = starts[start]
            yield number
            at = self.scene.skip_bracket(names[number].end)

    def _next_name(self, at: int, starts: dict[int, int]) -> int | None:
        skipped = 0
        for i in range(at, len(self.words)):
            if i in starts:
                return i
            if self.lowers[i] in {",", ";", "and", "the"} or self._is_role(i):
                continue
            skipped += 1
            if skipped > _TO_NEXT or not self.words[i].is_capitalised:
                return None
        return None
