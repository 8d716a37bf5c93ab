"""Why a text tells no fact: the words that evoke a relation and came to nothing, and the parties that were found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kgbuild.fact import Article
from kgbuild.language.extractor import Extractor
from kgbuild.language.lexicon import Entry, Lexicon
from kgbuild.language.reading import reading_of

_VERBS, _NOUNS, _ADJECTIVES = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN"}), frozenset({"ADJ", "VERB"})


@dataclass(frozen=True, slots=True)
class BarrenTrigger:
    """A word that evokes relations, of which nothing came."""

    word: str
    sentence: str
    frames: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    triggers: tuple[BarrenTrigger, ...]
    parties: tuple[str, ...]
    """Names in the text that were understood, each with its kind."""


def explain_silence(extractor: Extractor, article: Article) -> Silence:
    doc, _, candidates = extractor.candidates(article)
    telling = {candidate.site.trigger.i for candidate in candidates}
    triggers = tuple(
        BarrenTrigger(token.text, token.sent.text.strip(), _names(entries), _relations(entries))
        for token in doc
        if token.i not in telling and (entries := list(_evoked(token, extractor.lexicon)))
    )
    parties = {f"{article.text[m.start : m.end]} ({m.kind})": None for m in reading_of(doc).mentions}
    return Silence(triggers, tuple(parties))


def _evoked(token: Token, lexicon: Lexicon) -> Iterator[Entry]:
    """The frames that a word may evoke; those of a verb with a particle only where the particle follows."""
    lemma = token.lemma_.lower()
    if token.pos_ in _VERBS:
        for entry, particle in lexicon.by_verb.get(lemma, ()):
            if _follows(token, particle):
                yield entry
    if token.pos_ in _NOUNS:
        yield from lexicon.by_noun.get(lemma, ())
    if token.pos_ in _ADJECTIVES:
        yield from lexicon.by_adjective.get(token.lower_, ())


def _follows(verb: Token, particle: str) -> bool:
    rest = " ".join(token.lower_ for token in verb.doc[verb.i + 1 : verb.sent.end])
    return not particle or f" {particle} " in f" {rest} "


def _names(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.name for entry in entries))


def _relations(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.frame.relation for entry in entries))
