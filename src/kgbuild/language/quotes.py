"""The stretch of an article that a fact is told by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from kgbuild.fact import MAX_QUOTE, Article
from kgbuild.language.mention import Mention
from kgbuild.language.reading import char_span, reading_of


class Quoter:
    """Quotes of one article, read as `doc`."""

    def __init__(self, article: Article, doc: Doc) -> None:
        self.article, self.doc, self.reading = article, doc, reading_of(doc)

    def of_tokens(self, tokens: Sequence[Token]) -> tuple[int, int]:
        """The sentence of the first token, around all of them where it is too long."""
        return self._quote(tokens[0].sent, tokens)

    def of_item(self, trigger: Token, item: Token) -> tuple[int, int]:
        """From the sentence that opens a list to the item's, where a quote holds that; else the item's alone."""
        start, end = char_span(self.doc, trigger.sent.start, item.sent.end - 1)
        return (start, end) if 0 < end - start <= MAX_QUOTE else self.of_tokens([item])

    def of_mention(self, mention: Mention) -> tuple[int, int]:
        token = next((t for t in self.doc if self.reading.mention(t) is mention), None)
        if token is None:
            return mention.start, min(mention.end, mention.start + MAX_QUOTE)
        return self._quote(token.sent, [token])

    def _quote(self, sentence: Iterable[Token], tokens: Sequence[Token]) -> tuple[int, int]:
        """The sentence; where that is too long, as much of it around the trigger and its parties as a quote may
        hold.
        """
        inside = list(sentence)
        start, end = char_span(self.doc, inside[0].i, inside[-1].i)
        if end - start <= MAX_QUOTE:
            return start, end
        here = [t for t in tokens if inside[0].i <= t.i <= inside[-1].i] or [tokens[0]]
        low, high = char_span(self.doc, min(t.i for t in here), max(t.i for t in here))
        if high - low > MAX_QUOTE:
            low, high = char_span(self.doc, tokens[0].i, tokens[0].i)
        return self._widen(low, high, start, end)

    def _widen(self, low: int, high: int, start: int, end: int) -> tuple[int, int]:
        """As many whole words on both sides as a quote may hold."""
        spare = (MAX_QUOTE - (high - low)) // 2
        left, right = max(start, low - spare), min(end, high + spare)
        text = self.article.text
        if left > start:
            left = min(low, next((i + 1 for i in range(left, low) if text[i].isspace()), low))
        if right < end:
            right = max(high, next((i for i in range(right, high, -1) if text[i - 1 : i].isspace()), high))
            while right > high and text[right - 1].isspace():
                right -= 1
        return left, right
