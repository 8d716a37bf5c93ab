"""Repairs of parses whose faults can be recognised from the words around them."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from spacy.tokens import Doc, Token

from kgbuild import resources
from kgbuild.language.clauses import is_passive
from kgbuild.language.reading import reading_of

_NOMINAL = {"NOUN", "PROPN", "PRON"}
_ARGUMENTS = {"pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr", "appos"}
_DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow"}
)
_FINITE = {"VBD", "VBZ"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_CLAUSAL = {"nsubj", "nsubjpass", "mark", "dobj"}
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
    "who" or "which" begins. A name in a list that the parser hung on the verb ("was attended by A, and B, as well as
    C") or on a noun that is no name ("1,724 peacekeepers in A, B and C") goes to the name before it. The second state
    of several holders of an office ("the presidents of A, B and C") goes to these. A verb in the past
    that was coordinated with an infinitive goes to the verb that governs it ("urged A to leave and deplored …"). Who
    does what the passive tells goes to the verb ("was appointed minister by A"). A participle that has an object, in a
    sentence that would be but a noun, is its verb.
    """
    for token in doc:
        if token.dep_ == "compound" and token.head.lower_ in _DAYS and reading_of(doc).mention(token) is not None:
            _part_from_day(token)
        if token.pos_ == "VERB" and (lemma := _lemmas().get(token.lower_)):
            token.lemma_ = lemma
        if token.lower_ == "by" and token.head.dep_ == "oprd" and is_passive(token.head.head):
            _hang(token, token.head.head, "agent")
        if token.dep_ == "nsubj" and (bound := _bound_for(token)) is not None:
            _hang(bound, token.head.head, "prep")
            _hang(token, bound, "pobj")
        if token.dep_ == "nsubj" and (other := _first_of_headline(token)) is not None:
            _hang(other, token.head, "nsubj")
            _hang(token, other, "conj")
        if token.dep_ == "appos" and _is_listed_in_headline(token):
            token.dep_ = "conj"
        if token.dep_ == "acl" and token.tag_ == "VBD" and not any(c.dep_ in _CLAUSAL for c in token.children):
            token.tag_ = "VBN"  # no phrase on a noun is in the past tense ("the officers now dispatched to Mali")
        if token.dep_ in {"appos", "nsubj"} and (holders := _holders_before(token)) is not None:
            _hang(token, holders, "conj")
        elif _is_listed(token) and token.pos_ in _NOMINAL and token.head.i < token.i:
            before = _listed_before(token) if token.head.pos_ in {"VERB", "AUX"} else _same_kind_before(token)
            if before is not None:
                _hang(token, before, "conj")
        elif token.lower_ in {"who", "which"} and (noun := _said_of(token)) is not None:
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


def _bound_for(place: Token) -> Token | None:
    """The "for" of "left for Kyiv to meet …", where the parser made the place the subject of the infinitive."""
    mark, infinitive = (place.nbor(-1) if place.i else place), place.head
    mention = reading_of(place.doc).mention(place)
    return (
        mark
        if mark.lower_ == "for"
        and mark.dep_ == "mark"
        and mention is not None
        and mention.kind in {"Country", "Place"}
        and infinitive.dep_ == "advcl"
        and infinitive.head.lower_ in _departures()
        and mark.i == infinitive.head.i + 1
        else None
    )


def _first_of_headline(second: Token) -> Token | None:
    """The A of a headline's "A, B agree to …", where the parser took B alone for the subject."""
    reading = reading_of(second.doc)
    at = second.left_edge.i - 2
    if second.i >= reading.headline_end or at < 0 or second.doc[at + 1].text != "," or at != second.sent.start:
        return None
    first = second.doc[at]
    plural = second.head.tag_ != "VBZ" and first.dep_ not in {"nsubj", "nsubjpass"}
    return first if plural and _are_alike(first, second) else None


def _is_listed_in_headline(second: Token) -> bool:
    """As in "A, B to hold talks": in a headline a state behind a comma is no apposition to another."""
    first = second.head
    return (
        second.i < reading_of(second.doc).headline_end
        and first.i == second.sent.start
        and second.i == first.i + 2
        and second.doc[first.i + 1].text == ","
        and _are_alike(first, second)
    )


def _are_alike(first: Token, second: Token) -> bool:
    """Are both names of one kind, and no adjectives?"""
    reading = reading_of(first.doc)
    mention, other = reading.mention(first), reading.mention(second)
    return mention is not None and other is not None and mention.kind == other.kind and not mention.adjective


def _holders_before(state: Token) -> Token | None:
    """The holders of an office in several states, of which only the first is in their name: "the presidents of A, B and
    C", where the parser takes B for the same as the presidents, or for another subject.
    """
    at = state.i - 2
    if at < 0 or state.nbor(-1).text != "," or state.head.i not in {at, state.doc[at].head.i}:
        return None
    reading = reading_of(state.doc)
    mention, holders = reading.mention(state), reading.mention(state.doc[at])
    if mention is None or mention.kind != "Country" or mention.adjective or mention.group:
        return None
    several = holders is not None and holders.kind == "Role" and holders.plural and holders.titles[0].owner is not None
    return state.doc[at] if several else None


def _said_of(pronoun: Token) -> Token | None:
    """The noun right before a relative pronoun, a comma aside, where the parser hung the clause elsewhere."""
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
def _words() -> tuple[dict[str, str], frozenset[str]]:
    path = resources.ontology() / "words" / "lemmas.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return data["verbs"], frozenset(data["departures"]["forms"])


def _lemmas() -> dict[str, str]:
    """Verb form → lemma, where the lemmatizer errs (``ontology/words/lemmas.toml``)."""
    return _words()[0]


def _departures() -> frozenset[str]:
    return _words()[1]


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
