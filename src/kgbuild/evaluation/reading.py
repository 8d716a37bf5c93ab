"""Annotated articles → what kgbuild reads in them, in the form that is evaluated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kgbuild.evaluation.gold import GoldArticle
from kgbuild.evaluation.seen import Seen, SeenName, SeenTrigger
from kgbuild.fact import Article
from kgbuild.facts_io import to_json
from kgbuild.formats import headline
from kgbuild.language.cast import Cast
from kgbuild.language.extractor import Extractor
from kgbuild.language.frames import FrameReader
from kgbuild.language.mention import Mention
from kgbuild.language.reading import reading_of
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings
from kgbuild.told import sure, told


@dataclass(frozen=True, slots=True)
class GoldReading:
    """What kgbuild made of one annotated article."""

    article: str
    facts: list[dict[str, Any]]
    seen: Seen


def read(gold: Iterable[GoldArticle], settings: Settings) -> Iterator[GoldReading]:
    extractor = Extractor.from_settings(load_schema(), settings)
    for extraction, reader in extractor.observe(map(as_article, gold)):
        facts = sure(told(extraction).facts, settings.min_confidence)
        yield GoldReading(extraction.article.id, [to_json(fact, settings.base) for fact in facts], _seen(reader))


def as_article(gold: GoldArticle) -> Article:
    """Gold has no titles: a headline is one, as in any other row of JSON."""
    return Article(gold.id, gold.text, headline(gold.text), gold.published, gold.publisher)


def _seen(reader: FrameReader) -> Seen:
    cast, reading = reader.resolver.cast, reading_of(reader.doc)
    evoked = ((reading.offsets[token.i], reader.evoked(token)) for token in reader.doc)
    triggers = (
        SeenTrigger(start, end, tuple(sorted({entry.frame.relation for entry in entries})))
        for (start, end), entries in evoked
        if entries
    )
    names = (name for mention in reading.mentions for name in _names(mention, cast))
    return Seen(tuple(names), tuple(triggers))


def _names(mention: Mention, cast: Cast) -> Iterator[SeenName]:
    """A mention as it is named here, and the states and bodies that its titles name; those in no cast have no name.

    "The minister" has the names of whom it stands for.
    """
    party, reference = cast.party(mention), mention.reference
    kind = party.kind if party and mention.kind == "Ambiguous" else mention.kind
    described = party.entity.names if party and party.entity and mention.kind == "Role" else ()
    known = (mention.name, *mention.aliases, reference.label if reference else None, *described)
    yield SeenName(mention.start, mention.end, kind, tuple(name for name in known if name) if party else ())
    for title in mention.titles:
        if title.owner:
            named = (title.owner.label, *filter(None, [title.owner_name]))
            yield SeenName(title.start, title.end, title.owner.kind, named)
    if mention.owner:
        yield SeenName(mention.start, mention.end, mention.owner.kind, (mention.owner.label,))
    for part in mention.inside:
        yield from _names(part, cast)
