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
    reading = reading_of(doc)

    def words(first: int, last: int) -> str:
        """As the article has them: the parser reads simpler names in the place of long ones."""
        return article.text[reading.offsets[first][0] : reading.offsets[last][1]]

    triggers = tuple(
        BarrenTrigger(
            words(token.i, token.i), words(token.sent.start, token.sent.end - 1), _names(entries), _relations(entries)
        )
        for token in doc
        if token.i not in telling and (entries := list(_evoked(token, extractor.lexicon)))
    )
    parties = {f"{article.text[m.start : m.end]} ({m.kind})": None for m in reading.mentions}
    return Silence(triggers, tuple(parties))


def _evoked(token: Token, lexicon: Lexicon) -> Iterator[Entry]:
    """The frames that a word may evoke, where what they ask of the words around it is there."""
    lemma = token.lemma_.lower()
    found: list[Entry] = []
    if token.pos_ in _VERBS:
        found += (entry for entry, particle in lexicon.by_verb.get(lemma, ()) if _follows(token, particle))
    if token.pos_ in _NOUNS:
        found += lexicon.by_noun.get(lemma, ())
    if token.pos_ in _ADJECTIVES:
        found += lexicon.by_adjective.get(token.lower_, ())
    around = {form for word in token.sent for form in (word.lower_, word.lemma_.lower())}
    return (entry for entry in found if _fits(entry, around))


def _fits(entry: Entry, around: set[str]) -> bool:
    asked = (entry.frame.cue, entry.frame.object_nouns)
    return all(not words or bool(around & set(words)) for words in asked) and not around & set(entry.frame.unless)


def _follows(verb: Token, particle: str) -> bool:
    rest = " ".join(token.lower_ for token in verb.doc[verb.i + 1 : verb.sent.end])
    return not particle or f" {particle} " in f" {rest} "


def _names(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.name for entry in entries))


def _relations(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.frame.relation for entry in entries))
