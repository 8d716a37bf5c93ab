"""Lists of names that belong to a word before them: "NATO members Poland and Latvia", "the members – A, B and C", and
further names in the same construction: "named A as minister and B as envoy".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgbuild.language.reading import reading_of

_OPENERS = frozenset({":", "-", "--", "–", "—", "(", "including", "especially", "namely", "notably", "particularly"})
_PAIRS = frozenset({"such as", "among them", "these are", "made up"})
_MARKS = frozenset({",", ";", "and", "&", "the", "or"})
_COMPLEMENT = 8
"""Words between a noun and the mark that opens its list: "members of the Council of Europe – A and B"."""
_GAP = 14
"""Words between two names of a gapped construction: the office that the first is given."""


def names_after(token: Token) -> list[Token]:
    """The names of a list that is said of the noun `token`: right behind it, or behind a mark or "such as"."""
    doc, at = token.doc, token.i + 1
    if token.dep_ == "compound" and token.head.i == at and not _is_name(token.head):
        at += 1  # "member state Poland"
    if not (at < len(doc) and _is_name(doc[at])):
        at = _opened(doc, at)
    return list(_listed(doc, at))


def _opened(doc: Doc, start: int) -> int:
    """Where the list begins behind its opening mark; the end of the doc where there is none."""
    for at in range(start, min(start + _COMPLEMENT, len(doc) - 1)):
        if doc[at].lower_ in _OPENERS:
            return _opened_again(doc, at + 1)
        if f"{doc[at].lower_} {doc[at + 1].lower_}" in _PAIRS:
            return at + 2
        if doc[at].lower_ == "," and doc[at + 1].lower_ in _OPENERS - {"-", "--", "–", "—", ":", "("}:
            return at + 2
        if doc[at].pos_ in {"VERB", "AUX"} or doc[at].lower_ in {",", ".", ";", "and"}:
            break
    return len(doc)


def _opened_again(doc: Doc, at: int) -> int:
    """As in "the members – especially A and B": a word behind the mark."""
    return at + 1 if at < len(doc) and doc[at].lower_ in _OPENERS else at


def _listed(doc: Doc, at: int) -> Iterator[Token]:
    while at < len(doc):
        if _is_name(doc[at]):
            yield doc[at]
        elif doc[at].lower_ not in _MARKS:
            return
        at += 1


def gapped(token: Token, preposition: str) -> Iterator[Token]:
    """The names that follow one in its construction without the verb: C and E of "named A as B, C as D and E as F"."""
    doc, at = token.doc, token.i
    while at + 1 < len(doc) and doc[at + 1].lower_ == preposition:
        ahead = range(at + 2, min(at + 2 + _GAP, len(doc) - 1))
        further = (i for i in ahead if _is_name(doc[i]) and doc[i + 1].lower_ == preposition)
        found = next((i for i in further if doc[i - 1].lower_ in _MARKS), None)
        if found is None:
            return
        yield doc[found]
        at = found


def _is_name(token: Token) -> bool:
    mention = reading_of(token.doc).mention(token)
    return mention is not None and mention.kind != "Role" and not mention.adjective
