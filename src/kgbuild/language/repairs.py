"""Repairs of parses whose faults can be recognised from the words around them."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from spacy.tokens import Doc, Token

from kgbuild import resources
from kgbuild.language.reading import reading_of

_NOMINAL = {"NOUN", "PROPN", "PRON"}
_ARGUMENTS = {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr", "appos"}
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"}
)
_FINITE = {"VBD", "VBZ"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_BETWEEN = {
    ",",
    "and",
    "&",
    "as",
    "well",
    "together",
    "with",
    "the",
    "including",
    "or",
    "also",
    "both",
    "his",
    "her",
    "its",
    "a",
    "an",
}


def repair(doc: Doc) -> Doc:
    """Mends `doc` in place.

    A name is no part of the day behind it. A participle goes to the noun that it follows, and so does a clause that
    "who" begins. A name in a list that the parser hung on the verb ("was attended by A, and B, as well as C") or on a
    noun that is no name ("1,724 peacekeepers in A, B and C") goes to the name before it.
    A verb in the past that was coordinated with an infinitive goes to the verb that governs it ("urged A to leave and
    deplored …"). A participle that has an object, in a sentence that would be but a noun, is its verb.
    """
    for token in doc:
        if token.dep_ == "compound" and token.head.lower_ in _DAYS and reading_of(doc).mention(token) is not None:
            _part_from_day(token)
        if token.pos_ == "VERB" and (lemma := _lemmas().get(token.lower_)):
            token.lemma_ = lemma
        if _is_listed(token) and token.pos_ in _NOMINAL and token.head.i < token.i:
            before = _listed_before(token) if token.head.pos_ in {"VERB", "AUX"} else _same_kind_before(token)
            if before is not None:
                _hang(token, before, "conj")
        elif token.lower_ == "who" and (noun := _said_of(token)) is not None:
            _hang(token.head, noun, "relcl")
        elif token.dep_ == "conj" and (verb := _finite_before(token)) is not None:
            _hang(token, verb, "conj")
        elif _is_root_in_truth(token):
            noun = token.head
            token.head, token.dep_ = token, "ROOT"
            noun.head, noun.dep_ = token, "nsubj"
        elif token.dep_ == "advcl" and token.tag_ == "VBN" and (noun := _participle_of(token)) is not None:
            _hang(token, noun, "acl")
    return doc


def _part_from_day(name: Token) -> None:
    """As in "was nominated by Obama Wednesday" and "Obama Wednesday nominated", where the parser takes the name for a
    part of the day's.
    """
    day = name.head
    governor, label = day.head, day.dep_
    if label == "npadvmod" and governor.pos_ == "VERB":
        label = "nsubj" if day.i < governor.i else "dobj"
        if any(child.dep_.startswith(label) for child in governor.children):
            return
    if governor.i == day.i or label not in _ARGUMENTS:
        return
    name.head, name.dep_ = governor, label
    _hang(day, governor if governor.pos_ in {"VERB", "AUX"} else governor.head, "npadvmod")


def _said_of(pronoun: Token) -> Token | None:
    """The noun right before "who", a comma aside, where the parser hung the clause elsewhere."""
    verb, at = pronoun.head, pronoun.i - 1
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ not in {"advcl", "conj", "ccomp", "dep", "parataxis"}:
        return None
    noun = pronoun.doc[at - (at > 0 and pronoun.doc[at].text == ",")]
    return noun if noun.pos_ in _NOMINAL and noun.sent == pronoun.sent and verb.i > pronoun.i else None


def _is_root_in_truth(verb: Token) -> bool:
    """As in "Summit condemned the raid": a participle beside a noun that is all there is, but with an object."""
    noun = verb.head
    return (
        verb.dep_ == "acl"
        and verb.tag_ in {"VBN", "VBD"}
        and noun.dep_ == "ROOT"
        and noun.pos_ in _NOMINAL
        and verb.i > noun.i
        and any(c.dep_ == "dobj" for c in verb.children)
    )


def _finite_before(verb: Token) -> Token | None:
    """The verb of the same form above the infinitive that the parser coordinated a verb with."""
    infinitive = verb.head
    if verb.tag_ not in _FINITE or infinitive.tag_ != "VB" or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    if not any(c.dep_ == "aux" for c in infinitive.children):
        return None
    return next((above for above in infinitive.ancestors if above.tag_ == verb.tag_), None)


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    """Verb form → lemma, where the lemmatizer errs (``ontology/words/lemmas.toml``)."""
    path = resources.ontology() / "words" / "lemmas.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["verbs"]
    return table


def _hang(token: Token, head: Token, label: str) -> None:
    """Gives `token` another head, unless that stands below it: a parse has no circles."""
    if head.i != token.i and not any(ancestor.i == token.i for ancestor in head.ancestors):
        token.head, token.dep_ = head, label


def _is_listed(token: Token) -> bool:
    """Coordinated; or, in "A, B and C", taken for an apposition to what stands before A."""
    return token.dep_ == "conj" or (token.dep_ == "appos" and any(child.dep_ == "conj" for child in token.children))


def _same_kind_before(token: Token) -> Token | None:
    """The name just before in a list, where the parser coordinated a name with a common noun further back."""
    reading = reading_of(token.doc)
    mention, other = reading.mention(token), reading.mention(token.head)
    if mention is None or mention.name is None or other is not None:
        return None
    before = _listed_before(token)
    named = reading.mention(before) if before is not None else None
    return before if named is not None and named.name and named.kind == mention.kind else None


def _participle_of(verb: Token) -> Token | None:
    """The noun just before a participial clause that the parser took for the main clause's ("the Forum, currently
    chaired by Tonga,").
    """
    if any(child.dep_ in {"nsubj", "nsubjpass", "mark", "auxpass", "aux"} for child in verb.children):
        return None
    at = verb.left_edge.i - 1
    if at < 1 or verb.doc[at].text != "," or verb.left_edge.is_sent_start:
        return None
    noun = verb.doc[at - 1]
    return noun if noun.pos_ in _NOMINAL and noun.i > verb.head.i and noun.head.i != verb.i else None


def _listed_before(token: Token) -> Token | None:
    """The noun before `token` with nothing but list marks between, within the same clause."""
    at = token.left_edge.i - 1
    while at > token.head.i and token.doc[at].lower_ in _BETWEEN:
        at -= 1
    if at <= token.head.i:
        return None
    candidate = token.doc[at]
    while candidate.dep_ not in _ARGUMENTS and candidate.head.i > token.head.i and candidate.head != candidate:
        candidate = candidate.head
    return candidate if candidate.pos_ in _NOMINAL and candidate.dep_ in _ARGUMENTS and candidate.i < token.i else None
