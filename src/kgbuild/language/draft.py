"""Mentions in the making: which words are taken, and by what."""

from __future__ import annotations

import re

from kgbuild.language.mention import Mention
from kgbuild.language.words import Span, Word


class Draft:
    """The mentions found so far in one text; the first to take a word keeps it."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self.text, self.words = text, words
        self.taken = [False] * len(words)
        self.found: list[tuple[Span, Mention]] = []

    def free(self, span: Span) -> bool:
        return span.start < span.end and not any(self.taken[span.start : span.end])

    def take(self, span: Span, mention: Mention) -> None:
        self.found.append((span, mention))
        for at in range(span.start, span.end):
            self.taken[at] = True

    def give_up(self, span: Span, kind: str) -> None:
        """Frees the words of the mentions of a kind that lie within `span`."""
        inside = [(s, m) for s, m in self.found if m.kind == kind and span.start <= s.start and s.end <= span.end]
        for held, mention in inside:
            self.found.remove((held, mention))
            self.taken[held.start : held.end] = [False] * len(held)

    def surface(self, span: Span) -> str:
        surface = self.text[self.words[span.start].start : self.words[span.end - 1].end]
        return " ".join(re.sub(r"\s*\([^)]*\)", "", surface).split())

    def mention(self, span: Span, kind: str, **known: object) -> Mention:
        return Mention(self.words[span.start].start, self.words[span.end - 1].end, kind, **known)  # type: ignore[arg-type]
