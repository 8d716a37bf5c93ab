"""The objects of prepositions, also where a small parser hung them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgbuild.language.clauses import doer_before_hyphen, expand, governing_clause, is_verbal

_FRONTED = {"with", "between", "together"}
"""Prepositions whose object may stand before the trigger; "For his part, …" is no beneficiary."""
_COMPLEX = {("in", noun) for noun in ("wake", "aftermath", "run-up", "light", "view", "response", "return", "addition")}
"""Beginnings of prepositions of several words: what "in the wake of the summit" happens is not in the summit."""
RELATIVES = frozenset({"who", "which", "that", "whom"})
_JOINTLY = {"together", "along", "jointly"}
_NEAR = 8
"""Tokens between two uses of one preposition for two of a kind."""


def agents(verb: Token) -> list[Token]:
    if (doer := doer_before_hyphen(verb)) is not None:
        return [doer]
    by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return [token for preposition in by for token in governed(preposition)]


def governed(preposition: Token) -> list[Token]:
    """The objects of a preposition, and of the same one coordinated with it ("by A, by B and by C")."""
    found = objects(preposition)
    again = [c for c in preposition.children if c.dep_ == "conj" and c.lower_ == preposition.lower_]
    again += [c for c in preposition.head.children if _repeats(c, preposition)]
    above = preposition.head if is_verbal(preposition.head) else governing_clause(preposition)
    if above is not None and preposition.dep_ != "conj":
        again += [c for c in above.children if c.dep_ == "conj" and c.lower_ == preposition.lower_ and c.pos_ == "ADP"]
        again += [c for c in above.children if c not in again and _repeats(c, preposition)]
    if not found and not again:
        return _shared(preposition)
    return found + [t for other in again if other != preposition for t in governed(other)]


def _repeats(other: Token, preposition: Token) -> bool:
    """As in "members of A and of B", where the parser hangs the second on the noun or on the verb."""
    after = preposition.i + 1 < other.i < preposition.i + _NEAR
    return after and other.lower_ == preposition.lower_ and other.nbor(-1).lower_ == "and" and other.dep_ == "prep"


def _shared(preposition: Token) -> list[Token]:
    """As in "its solidarity with and support for X": the object that stands behind the last of two."""
    later = [c for c in preposition.head.children if c.dep_ == "conj" and c.i > preposition.i]
    last = [c for noun in later for c in noun.children if c.dep_ == "prep" and any(c.children)]
    return governed(last[0]) if last else []


def objects(preposition: Token) -> list[Token]:
    return [
        t
        for child in preposition.children
        if child.dep_ in {"pobj", "pcomp"} and (preposition.lower_, child.lower_) not in _COMPLEX
        for t in _meant(child)
    ]


def _meant(governed: Token) -> list[Token]:
    """What the object of a preposition stands for: a relative for the noun that its clause stands beside."""
    if governed.tag_ not in {"WDT", "WP"} or governed.lower_ not in RELATIVES:
        return expand(governed)
    clause = next((a for a in governed.ancestors if a.dep_ == "relcl"), None)
    return [clause.head] if clause is not None else []


def _is_relative(preposition: Token) -> bool:
    """Does it open a relative clause: "of" in "NATO, of which Norway is a member"?"""
    return any(c.dep_ == "pobj" and c.tag_ in {"WDT", "WP"} for c in preposition.children)


def prepositional(token: Token, preposition: str, *, within: int = 2) -> list[Token]:
    """Objects of `preposition` beside `token`, also where the parser hung it on a noun or a date in between."""
    words = preposition.split()
    queue, found = [(token, 0)], []
    seen: set[int] = set()
    while queue:
        node, depth = queue.pop(0)
        for child in (*node.rights, *node.lefts):
            if child.i in seen or not (child.i > token.i or child.lower_ in _FRONTED or _is_relative(child)):
                continue
            seen.add(child.i)
            if (
                child.lower_ == words[-1]
                and child.dep_ in {"prep", "agent", "conj", "dative", "prt", "mark", "advmod", "cc"}
                and _preceded(child, words[:-1])
            ):
                found += governed(child)
                if found:
                    return found
            if depth < within and _may_hide_preposition(child):
                queue.append((child, depth + (child.dep_ not in {"prep", "agent"})))
    return found or _next_preposition(token, preposition) or (_called_on(token) if preposition == "for" else [])


def _next_preposition(token: Token, preposition: str) -> list[Token]:
    """As in "recalled its envoy in protest at the raid": right behind a noun, but hung on the verb above."""
    if token.dep_ != "pobj" or token.i + 1 >= len(token.doc):
        return []
    following = token.nbor(1)
    behind = following.lower_ == preposition and following.dep_ == "prep" and following.head.is_ancestor(token)
    return governed(following) if behind else []


def _called_on(token: Token) -> list[Token]:
    """Who is to do what an infinitive after "for" says: "called for Syria to withdraw", "time for Syria to act"."""
    for child in token.children:
        marks = {c.dep_: c for c in child.children if c.i < child.i}
        if child.i > token.i and "nsubj" in marks and "mark" in marks and marks["mark"].lower_ == "for":
            return expand(marks["nsubj"])
    return []


def _may_hide_preposition(child: Token) -> bool:
    if (child.head.lower_, child.lower_) in _COMPLEX:
        return False
    if child.lower_ == "worth":
        return True  # "a package worth 30 million euros for Kenya"
    return child.dep_ in {
        "prep",
        "pobj",
        "dobj",
        "npadvmod",
        "advmod",
        "attr",
        "dative",
        "agent",
        "oprd",
        "nsubjpass",
        "prt",
        "tmod",
    } and not is_verbal(child)


def prepositional_above(noun: Token, preposition: str, levels: int = 3) -> list[Token]:
    """Objects of a preposition right of `noun` that the parser hung on a noun above it ("the visit of X to Y")."""
    node = noun
    for _ in range(levels):
        if node.head == node or node.dep_ not in {"pobj", "prep", "compound", "conj", "appos", "nmod"}:
            return []
        credited = is_verbal(node.head)  # "praised A for the visit of B to C"
        if credited and (preposition != "to" or node.lower_ != "for"):
            return []
        node = node.head
        for child in node.children:
            if child.i > noun.i and child.lower_ == preposition and child.dep_ == "prep":
                return objects(child)
        if credited:
            return []
    return []


def fronted(verb: Token, preposition: str) -> list[Token]:
    """Objects of `preposition` where it stands before its verb ("At the summit, A proposed …"), or "where" for it
    ("the summit where A proposed").
    """
    if preposition == "at" and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        return [verb.head]
    words = preposition.split()
    before = (t for child in verb.lefts for t in _chain(child, len(words)))
    found = (t for t in before if t.lower_ == words[-1] and _preceded(t, words[:-1]))
    return next((governed(t) for t in found), [])


def _chain(preposition: Token, length: int) -> Iterator[Token]:
    """A preposition, and those below its noun: "on" and "of" in "on the sidelines of"."""
    if preposition.dep_ != "prep":
        return
    yield preposition
    if length > 1:
        for noun in preposition.children:
            yield from (child for child in noun.children if child.dep_ == "prep")


def is_way(preposition: Token, way: str) -> bool:
    words = way.split()
    return preposition.lower_ == words[-1] and _preceded(preposition, words[:-1])


def _preceded(token: Token, words: list[str]) -> bool:
    return all(token.i - n >= 0 and token.nbor(-n).lower_ == word for n, word in enumerate(reversed(words), 1))


def company_of(subject: Token, verb: Token) -> list[Token]:
    """As in "A, together with B, opened the talks": who does it beside the subject."""
    found: list[Token] = []
    for preposition in verb.doc[subject.left_edge.i : verb.i]:
        joint = preposition.lower_ == "alongside" or (
            preposition.lower_ == "with" and preposition.i > 0 and preposition.nbor(-1).lower_ in _JOINTLY
        )
        if joint and {preposition.head, preposition.head.head} & {subject, verb}:
            found += objects(preposition)
    return found
