"""Repairs of parses whose faults can be recognised from the words around them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_NOMINAL = {"NOUN", "PROPN", "PRON"}
_ARGUMENTS = {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr", "appos"}
_BETWEEN = {",", "and", "&", "as", "well", "together", "with", "the", "including", "or", "also", "both", "his", "her", "its", "a", "an"}


def repair(doc: Doc) -> Doc:
    """Mends `doc` in place.

    A name in a list that the parser hung on the verb ("was attended by A, and B, as well as C") goes to the name
    before it.
    """
    for token in doc:
        if token.dep_ == "conj" and token.pos_ in _NOMINAL and token.head.pos_ in {"VERB", "AUX"} and token.head.i < token.i:
            before = _listed_before(token)
            if before is not None and before.head.i != token.i:
                token.head = before
    return doc


def _listed_before(token: Token) -> Token | None:
    """The noun before `token` with nothing but list marks between, within the same clause."""
    at = token.left_edge.i - 1
    while at > token.head.i and token.doc[at].lower_ in _BETWEEN:
        at -= 1
    if at <= token.head.i:
        return None
    candidate = token.doc[at]
    while candidate.dep_ not in _ARGUMENTS and candidate.head.i > token.head.i and candidate.head is not candidate:
        candidate = candidate.head
    return candidate if candidate.pos_ in _NOMINAL and candidate.dep_ in _ARGUMENTS and candidate.i < token.i else None
