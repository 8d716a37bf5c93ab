"""Whom a relative pronoun stands for: the nearest noun, a whole coordination, one of several."""

from __future__ import annotations

from spacy.tokens import Token

from kgbuild.language.clauses import SUBJECTS, antecedent, counted_among, expand, is_plural, is_singular, is_verbal
from kgbuild.language.prepositions import RELATIVES

_ONE = {"one", "first", "last", "only", "latest"}


def resolve_relative(subject: Token, verb: Token) -> list[Token]:
    if subject.lower_ in RELATIVES and subject.tag_ in {"WDT", "WP", "IN", "DT"}:
        head = antecedent(verb)
        return _antecedents(head, subject, verb) if head is not None else []
    return expand(subject)


def _antecedents(head: Token, subject: Token, verb: Token) -> list[Token]:
    """A relative in the plural takes the whole coordination before it ("A and B, who have met …"), one in the
    singular the nearest.
    """
    if members := members_of(head):
        return members
    first = head
    while first.dep_ == "conj" and not is_verbal(first.head):
        first = first.head
    before = [t for t in expand(first) if t.i < subject.i]
    if len(before) > 1 and is_plural(verb):
        return before
    return before[-1:] if len(before) > 1 and is_singular(verb) else [head]


def members_of(head: Token) -> list[Token]:
    """Who is one of those that a clause stands beside: "A and B were among those attending"."""
    verb = counted_among(head)
    if verb is None:
        return _one_of_several(head)
    return [t for c in verb.children if c.dep_ in {*SUBJECTS, "attr"} for t in expand(c)]


def _one_of_several(head: Token) -> list[Token]:
    """As in "X, one of the leaders who attended", "X, the most vocal of those who attended"."""
    part = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if part is None or part.dep_ != "appos" or head.tag_ not in {"NNS", "NNPS", "DT"}:
        return []
    superlative = part.tag_ == "JJS" or any(c.tag_ in {"RBS", "JJS"} for c in part.children)
    return [part.head] if superlative or part.lower_ in _ONE else []
