"""Why a text tells no fact: the words that evoke a relation and came to nothing, and the parties that were found."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.fact import Article
from kgbuild.language.extractor import Extractor
from kgbuild.language.reading import reading_of


@dataclass(frozen=True, slots=True)
class BarrenTrigger:
    """A word that evokes relations, of which nothing came."""

    word: str
    sentence: str
    frames: tuple[tuple[str, str], ...]
    """Each frame with what it lacked."""
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    triggers: tuple[BarrenTrigger, ...]
    parties: tuple[str, ...]
    """Names in the text that were understood, each with its kind."""


def explain_silence(extractor: Extractor, article: Article) -> Silence:
    doc, reader, candidates = extractor.proposals(article)
    telling = {candidate.site.trigger.i for candidate in candidates}
    reading = reading_of(doc)

    def words(first: int, last: int) -> str:
        """As the article has them: the parser reads simpler names in the place of long ones."""
        return article.text[reading.offsets[first][0] : reading.offsets[last][1]]

    triggers = tuple(
        BarrenTrigger(
            words(token.i, token.i),
            words(token.sent.start, token.sent.end - 1),
            tuple({site.entry.name: reader.lack(site) for site in sites}.items()),
            tuple(dict.fromkeys(site.entry.frame.relation for site in sites)),
        )
        for token in doc
        if token.i not in telling and (sites := reader.evoked_sites(token))
    )
    parties = {f"{article.text[m.start : m.end]} ({m.kind})": None for m in reading.mentions}
    return Silence(triggers, tuple(parties))
