"""What stands inside the phrase of a noun: whose it is, what qualifies it, who leads it, what it is listed with."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgbuild.language.clauses import expand, is_passive, is_verbal
from kgbuild.language.prepositions import agents
from kgbuild.language.words import HYPHENS


def genitive(noun: Token) -> list[Token]:
    """Whose it is, also where that is said of the first of two: "her interest in and support for X"."""
    found = [t for child in noun.children if child.dep_ == "poss" for t in expand(child)]
    first = noun.head
    bare = noun.dep_ == "conj" and first.pos_ == "NOUN" and not any(c.dep_ == "det" for c in noun.children)
    return genitive(first) if bare and not found else found


def listed_before(noun: Token) -> list[Token]:
    """What a noun is the last of a coordination with: A and B of "A, B and other members"."""
    first = noun
    while first.dep_ == "conj" and not is_verbal(first.head):
        first = first.head
    return [t for t in expand(first) if t.i < noun.i] if first is not noun else []


def adjectival(noun: Token) -> list[Token]:
    beside = [t for child in noun.children if child.dep_ in {"amod", "compound", "nmod"} for t in expand(child)]
    return sorted({member for token in beside for member in _compound(token)}, key=lambda t: t.i)


def _compound(token: Token) -> Iterator[Token]:
    """The members of a compound of names before a noun: "Sino-Indian talks", "the U.S.-Kenya partnership"."""
    yield token
    at = token.i - 1
    while at > 0 and token.text[0].isupper() and token.doc[at].text in HYPHENS and token.doc[at - 1].text[0].isupper():
        yield token.doc[at - 1]
        at -= 2


def leaders(noun: Token) -> list[Token]:
    """Who leads a group: "a delegation headed by A"."""
    led = (c for c in noun.children if c.dep_ == "acl" and c.lemma_ in {"lead", "head"} and is_passive(c))
    return [t for clause in led for t in agents(clause)]
