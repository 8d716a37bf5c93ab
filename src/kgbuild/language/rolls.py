"""Lists of those present: "Participants included: …", "Present were A, B and C", one a line or in a sentence.

The parser makes of such a list whatever it will; its marks tell better where one name ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgbuild.language.coreference import Resolver

_OPENERS = frozenset({":", "were", "was", "are", "is", "include", "included", "includes", "namely", "including"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "●"})
_CONNECTIVES = frozenset({",", ";", "and", "&", "the", "also", "both", "well", "as", "(", ")", "[", "]"})
_INTRODUCTION = 16
"""Words that may stand between the trigger and the list."""
_ITEM = 30
"""Words that an item may have, with the office after its name."""


class RollReader:
    """Reads the lists of one doc."""

    def __init__(self, doc: Doc, resolver: Resolver) -> None:
        self.doc, self.resolver, self.reading = doc, resolver, resolver.reading

    def after(self, trigger: Token) -> list[Token]:
        """Who is listed behind `trigger`: the first name of each item, persons where there are any."""
        for start in self._openings(trigger):
            items = list(self._items(start)) if self._is_itemised(start) else list(self._enumerated(start))
            members = [token for item in items if (token := self._member(item)) is not None]
            if members:
                persons = [token for token in members if self._kind(token) == "Person"]
                return persons or members
        return []

    def _openings(self, trigger: Token) -> Iterator[int]:
        """Where a list may begin: behind a colon or "were" that follows the trigger in its sentence, or behind
        "including" before it.
        """
        for at in range(trigger.i + 1, min(trigger.i + _INTRODUCTION, len(self.doc) - 1)):
            if self.doc[at].text == "." or at in self.reading.paragraphs:
                break
            if self.doc[at].lower_ in _OPENERS and not self._is_of_another(at, trigger):
                if self.doc[at + 1].text != ":":
                    yield at + 1
            elif self.doc[at].pos_ == "VERB" and trigger.pos_ != "VERB":
                break  # "The participants praised …"
        for at in range(trigger.sent.start, trigger.i - 1):
            if self.doc[at].lower_ == "including" or self.doc[at].lower_ == "them":
                yield at + 1  # "…, among them A and B, attended"

    def _is_of_another(self, at: int, trigger: Token) -> bool:
        """Has "were" a subject of its own before it: "the summit, which was France's first"?"""
        return any(c.dep_ in {"nsubj", "nsubjpass"} and c.i < at and c.i != trigger.i for c in self.doc[at].children)

    def _is_itemised(self, start: int) -> bool:
        """One item a line, or each behind a mark of its own."""
        return start in self.reading.paragraphs or self._is_bullet(start)

    def _is_bullet(self, at: int) -> bool:
        spaced = at == 0 or self.reading.offsets[at - 1][1] < self.reading.offsets[at][0]
        return self.doc[at].text in _BULLETS and spaced

    def _items(self, start: int) -> Iterator[list[Token]]:
        """The items of an itemised list: the names of each, up to the first that begins with none."""
        item: list[Token] = []
        begun = start
        for at in range(start, len(self.doc)):
            token = self.doc[at]
            if at > start and (at in self.reading.paragraphs or self._is_bullet(at)):
                if not item and begun < at - 1:
                    return  # an item without a name is the text going on
                if item:
                    yield item
                item, begun = [], at
            if self.reading.mention_of[at] >= 0:
                item.append(token)
            elif at - begun > _ITEM or (not item and token.pos_ in {"VERB", "AUX"}) or (token.text == "." and item):
                break
        if item:
            yield item

    def _enumerated(self, start: int) -> Iterator[list[Token]]:
        """The items of a list in a sentence: names with nothing but list marks between them."""
        for at in range(start, len(self.doc)):
            if self.reading.mention_of[at] >= 0:
                yield [self.doc[at]]
            elif self.doc[at].lower_ not in _CONNECTIVES or at in self.reading.paragraphs:
                return

    def _member(self, item: list[Token]) -> Token | None:
        """The person of an item, else what it begins with; not those who are named inside his title."""
        named = [token for token in item if self._kind(token) in {"Person", "Country", "Organization"}]
        return next((token for token in named if self._kind(token) == "Person"), named[0] if named else None)

    def _kind(self, token: Token) -> str:
        found = self.resolver.resolve(token)
        return found[0].party.kind if len(found) == 1 else ""
