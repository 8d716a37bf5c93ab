"""Words in a dependency parse and their clauses: verbs and voice, coordination, what governs what.

Dependency labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgbuild.language.words import HYPHENS

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
TENSED = {"VBD", "VBZ", "VBP"}
_PLURAL = {"are", "were", "have"}
_MAX_STEPS = 12


def is_verbal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def is_passive(verb: Token) -> bool:
    """Passive by its subject, its auxiliary or, for a participle that modifies a noun, by its form."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl" or doer_before_hyphen(verb) is not None:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head) and not any(child.dep_ in SUBJECTS for child in verb.children):
        return is_passive(verb.head) and not any(child.dep_ == "dobj" for child in verb.children)
    return any(child.dep_ == "agent" for child in verb.children)


def doer_before_hyphen(participle: Token) -> Token | None:
    """Who does it, in a participle before a noun: Cairo in "the Cairo-led talks"."""
    at = participle.i - 2
    if participle.dep_ != "amod" or at < 0 or participle.nbor(-1).text not in HYPHENS:
        return None
    return participle.doc[at]


def expand(token: Token) -> list[Token]:
    """`token` and what is coordinated with it, in the order of the text: B, C and D for B in "A met B, C and D"."""
    found, queue = [token], [token]
    while queue:
        for child in _coordinated(queue.pop()):
            if child not in found and not (child.pos_ == "VERB" and not is_verbal(token)):
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda t: t.i)


def _coordinated(token: Token) -> Iterator[Token]:
    """What hangs on a word as its conjunct, or on its apposition in error: B of "A, a lawyer, and B"."""
    for child in token.children:
        if child.dep_ == "conj":
            yield child
        elif child.dep_ == "appos" and any(c.dep_ == "det" for c in child.children):
            yield from (c for c in child.children if c.dep_ == "conj" and c.pos_ == "PROPN")


def _has_no_tense(verb: Token) -> bool:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return (verb.tag_ == "VB" and "to" in auxiliaries) or (verb.tag_ == "VBG" and not auxiliaries)


def coordinated(verb: Token) -> Token:
    """What a verb is coordinated with: one that has a tense, where the parser took an infinitive or a gerund inside its
    clause ("urged X to stop and deplored …", "accused X of lying and deplored …") for that of a verb that has one.
    """
    node = verb.head
    if verb.tag_ not in TENSED:
        return node
    while _has_no_tense(node):
        above = next((a for a in node.ancestors if is_verbal(a)), None)
        if above is None:
            return node
        node = above
    return node


def is_plural(verb: Token) -> bool:
    """Does the form of a verb, or of its auxiliary, say that its subject is several?"""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(t.lower_ in _PLURAL for t in (verb, *auxiliaries)) or (verb.tag_ == "VBP" and not auxiliaries)


def is_singular(verb: Token) -> bool:
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (verb, *auxiliaries))


def antecedent(verb: Token) -> Token | None:
    """What a relative or participial clause stands beside."""
    head = verb
    for _ in range(_MAX_STEPS):
        if head.dep_ in {"relcl", "acl"}:
            return head.head
        if head.dep_ == "conj" and is_verbal(head.head):
            head = head.head
        else:
            return None
    return None


def governing_clause(token: Token) -> Token | None:
    """The nearest verb above `token`."""
    head = token
    for _ in range(_MAX_STEPS * 2):
        if head.head == head:
            return None
        head = head.head
        if is_verbal(head):
            return head
    return None


def counted_among(noun: Token) -> Token | None:
    """The verb that says who is one of these: "were" for "those" in "A and B were among those attending"."""
    verb = noun.head.head
    return verb if noun.dep_ == "pobj" and noun.head.lower_ == "among" and verb.lemma_ == "be" else None


def complement_subject(verb: Token) -> list[Token]:
    """The subject of the clause that a word governs: "demanded that Syria cooperate", "the claim that Syria …"."""
    for child in verb.children:
        of_noun = child.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        if child.dep_ in {"ccomp", "xcomp"} or of_noun:
            for grandchild in child.children:
                if grandchild.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
                    return expand(grandchild)
    return []


def clause_tokens(trigger: Token) -> list[Token]:
    """The tokens of the trigger's own clause, without the clauses that it governs or that govern it."""
    verb = trigger if is_verbal(trigger) else governing_clause(trigger) or trigger
    found: list[Token] = []
    queue = [verb]
    while queue:
        node = queue.pop()
        found.append(node)
        for child in node.children:
            opens = (is_verbal(child) and child.dep_ in {"ccomp", "advcl", "relcl", "parataxis"}) or (
                child.dep_ == "conj" and is_verbal(child) and child.pos_ == "VERB"
            )
            if not opens:
                queue.append(child)
    return sorted(found, key=lambda t: t.i)
