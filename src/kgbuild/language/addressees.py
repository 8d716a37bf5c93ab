"""Who is asked for what names nobody: "telephoned X to urge calm", "in a letter to X, Y demanded restraint"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgbuild.language.clauses import is_passive, is_verbal
from kgbuild.language.prepositions import prepositional
from kgbuild.language.speech import SpeechWords
from kgbuild.language.syntax import Reader

_CLAUSES = {"advcl", "xcomp", "ccomp", "conj"}
_WITHIN = {"in", "during"}
_TOWARDS = ("with", "to")


def addressees(verb: Token, words: SpeechWords, syntax: Reader) -> list[Token]:
    """Those whom the verb above was said to by telephone or letter, else the other party of the talk that is named."""
    above = verb.head
    if verb.dep_ in _CLAUSES and is_verbal(above) and above.lemma_ in words.addressing and not is_passive(above):
        return _partners(above, syntax)
    found = (_partners(noun, syntax) for noun in _talks(verb, words))
    return next((tokens for tokens in found if tokens), [])


def _partners(word: Token, syntax: Reader) -> list[Token]:
    given = [c for c in word.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    direct = syntax.direct_objects(word) if is_verbal(word) else []
    towards = (prepositional(word, way, within=0) for way in _TOWARDS)
    return given or direct or next((tokens for tokens in towards if tokens), [])


def _talks(verb: Token, words: SpeechWords) -> Iterator[Token]:
    """The nouns for a talk or a letter in which the verb's deed was done."""
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in _WITHIN:
            yield from (c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in words.talks)
