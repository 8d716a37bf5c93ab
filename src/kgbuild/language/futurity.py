"""What is still to come though no word plans it: "meets him next week", "days before he visits Rome".

English has no future tense: a present tense with a time that lies ahead speaks of the future, and so does any present
tense in a clause of time (Quirk et al., A Comprehensive Grammar of the English Language, 4.43–4.45, 14.22).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spacy.tokens import Token

from kgbuild.language.clauses import governing_clause, is_verbal

_PRESENT = {"VBZ", "VBP"}
_OTHERS = {"conj", "acl", "relcl", "advcl", "ccomp", "xcomp", "pcomp", "appos", "parataxis"}


def is_to_come(trigger: Token, times: Collection[str], conjunctions: Collection[str]) -> bool:
    """`times` are phrases that lie ahead; `conjunctions` those of time whose clause can be of the future."""
    verb = trigger if is_verbal(trigger) else governing_clause(trigger)
    if verb is not None and _is_present(verb):
        around = _own_words(verb)
        return (trigger in around and _says(around, times)) or _opens_future(verb, conjunctions)
    return not is_verbal(trigger) and _says(_own_words(trigger), times)


def _own_words(head: Token) -> list[Token]:
    """What a word governs without other clauses and what is coordinated: their times are their own."""
    found, waiting = [], [head]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting += [child for child in node.children if child.dep_ not in _OTHERS]
    return sorted(found, key=lambda token: token.i)


def _is_present(verb: Token) -> bool:
    """As in "visits" and "is visiting"; "has visited" tells of the past."""
    if verb.tag_ in _PRESENT:
        return True
    return verb.tag_ == "VBG" and any(
        c.dep_ == "aux" and c.lemma_ == "be" and c.tag_ in _PRESENT for c in verb.children
    )


def _says(tokens: Iterable[Token], times: Collection[str]) -> bool:
    said = " ".join(token.lower_ for token in tokens)
    return any(f" {time} " in f" {said} " for time in times)


def _opens_future(verb: Token, conjunctions: Collection[str]) -> bool:
    """A main clause in the present tense as well is a headline or a habit: "X resigns after Y visits Z"."""
    if verb.dep_ not in {"advcl", "pcomp"} or _is_present(verb.head):
        return False
    opening = [c for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i]
    return any(c.lower_ in conjunctions for c in (*opening, *([verb.head] if verb.dep_ == "pcomp" else [])))
