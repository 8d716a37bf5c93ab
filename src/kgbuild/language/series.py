"""Tables in prose: names with nothing but a number behind them, as in "Ethiopia 3,100; Ghana 650; Nepal 6"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kgbuild.language.coreference import Resolver

_MARKS = frozenset({":", ";", ",", "and", "&", "-", "–", "—", "(", ")"})
_MAX_WORDS = 60


class SeriesReader:
    """Reads the series of one doc."""

    def __init__(self, doc: Doc, resolver: Resolver) -> None:
        self.doc, self.resolver = doc, resolver

    def after(self, token: Token) -> list[Token]:
        """The names of a series that begins behind a word, whatever sentences the parser makes of it."""
        found: list[Token] = []
        at, end = token.i + 1, min(token.i + _MAX_WORDS, len(self.doc) - 1)
        while at < end:
            word, number = self.doc[at], self.doc[at + 1]
            if self._is_name(word) and self._is_number(number):
                found.append(word)
                at += 2
            elif found and not self._is_name(word) and word.pos_ == "NOUN":
                at += 1  # "Ghana 11 officers"
            elif word.lower_ in _MARKS:
                at += 1
            else:
                break
        return found

    def number_behind(self, token: Token) -> str | None:
        """The number behind a name of a series."""
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return following.text.replace(",", "") if following is not None and self._is_number(following) else None

    def only_mission(self) -> list[Token]:
        """The only mission that the text names, by its first mention."""
        missions: dict[str, Token] = {}
        for token in self.doc:
            mention = self.resolver.reading.mention(token)
            party = self.resolver.cast.party(mention) if mention else None
            if party is not None and party.kind == "Mission":
                missions.setdefault(party.key, token)
        return list(missions.values()) if len(missions) == 1 else []

    def _is_name(self, token: Token) -> bool:
        return self.resolver.reading.mention_of[token.i] >= 0

    def _is_number(self, token: Token) -> bool:
        return token.text[0].isdigit() and token.text.replace(",", "").isdigit()
