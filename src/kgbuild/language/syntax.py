"""One reader of syntax: where the parties of a trigger stand in a dependency parse.

Dependency labels are those of spaCy's English models (ClearNLP style). What is resolved here: active and passive,
conjunction, control and raising, relative and participial clauses, nominalisations with genitives, adjectives and
prepositions, and the usual misattachments of a small parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

_SUBJECTS = {"nsubj", "csubj", "expl"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
_RELATIVES = {"who", "which", "that", "whom"}
_CLAUSE_HEADS = {"ROOT", "ccomp", "relcl", "advcl", "conj", "parataxis", "acl", "xcomp", "pcomp", "csubj"}
_FRONTED = {"with", "between", "together"}
"""Prepositions whose object may stand before the trigger; "For his part, …" is no beneficiary."""
TENSED = {"VBD", "VBZ", "VBP"}
_TEMPORAL = {"since", "for", "until", "during", "in", "from", "after"}
_PAST = {"VBD", "VBN"}
_HYPHENS = {"-", "–", "‑"}
_OCCASIONS = {"after", "when", "because", "since", "as"}
_JOINTLY = {"together", "along", "jointly"}
_COMPLEX = {("in", noun) for noun in ("wake", "aftermath", "run-up", "light", "view", "response", "return", "addition")}
"""Beginnings of prepositions of several words: what "in the wake of the summit" happens is not in the summit."""
_PLURAL = {"are", "were", "have"}
_ONE = {"one", "first", "last", "only", "latest"}
_MAX_STEPS = 12
_NEAR = 8
"""Tokens between two uses of one preposition for two of a kind."""


def is_verbal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def is_passive(verb: Token) -> bool:
    """Passive by its subject, its auxiliary or, for a participle that modifies a noun, by its form."""
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl" or _doer_before_hyphen(verb) is not None:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head) and not any(child.dep_ in _SUBJECTS for child in verb.children):
        return is_passive(verb.head) and not any(child.dep_ == "dobj" for child in verb.children)
    return any(child.dep_ == "agent" for child in verb.children)


def _doer_before_hyphen(participle: Token) -> Token | None:
    """Who does it, in a participle before a noun: Cairo in "the Cairo-led talks"."""
    at = participle.i - 2
    if participle.dep_ != "amod" or at < 0 or participle.nbor(-1).text not in _HYPHENS:
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


def _is_relative(preposition: Token) -> bool:
    """Does it open a relative clause: "of" in "NATO, of which Norway is a member"?"""
    return any(c.dep_ == "pobj" and c.tag_ in {"WDT", "WP"} for c in preposition.children)


def _meant(governed: Token) -> list[Token]:
    """What the object of a preposition stands for: a relative for the noun that its clause stands beside."""
    if governed.tag_ not in {"WDT", "WP"} or governed.lower_ not in _RELATIVES:
        return expand(governed)
    clause = next((a for a in governed.ancestors if a.dep_ == "relcl"), None)
    return [clause.head] if clause is not None else []


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


@dataclass(frozen=True)
class Reader:
    """Fills grammatical places.

    `object_control` are the lemmas whose object does what their infinitive says, `gerund_control` those whose object
    did what a preposition and a gerund say, as do those whom `thanks` are expressed to; whoever does what
    `judging` say is no party of the event that he judges.
    """

    object_control: frozenset[str]
    gerund_control: frozenset[str] = frozenset()
    thanks: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()

    def subjects(self, verb: Token, steps: int = _MAX_STEPS) -> list[Token]:
        """Who does what the verb says: its logical subject, through voice, control, relatives, coordination and
        compounds ("US-hosted").
        """
        if steps == 0:
            return []
        if is_passive(verb):
            return self.agents(verb) or (self.credited(verb.head) if verb.dep_ == "acl" else [])
        if verb.dep_ == "amod" and verb.tag_ == "VBN":
            return [c for c in verb.children if c.dep_ in {"npadvmod", "compound", "nmod", "amod"} and c.i < verb.i]
        if found := self._own_subjects(verb):
            return self._one_of(found)
        return self._inherited_subject(verb, steps - 1)

    def _own_subjects(self, verb: Token) -> list[Token]:
        """Those of its own clause. Of several the nearest counts, and names before it ("A, a lawyer, B and C will
        attend"), but no description ("A proud man, X said").
        """
        near = [child for child in verb.children if child.dep_ in _SUBJECTS and child.dep_ != "expl"]
        listed = [child for child in near[:-1] if child.pos_ == "PROPN"]
        found = [token for child in (*listed, *near[-1:]) for token in self._resolve_relative(child, verb)]
        return found + [token for child in near[-1:] for token in self._company(child, verb)]

    def _one_of(self, found: list[Token]) -> list[Token]:
        """Who is said to be among those that do something: "X was among the lawmakers urging Y"."""
        if len(found) != 1 or found[0].dep_ != "pobj" or found[0].head.lower_ != "among":
            return found
        verb = found[0].head.head
        above = self.subjects(verb, _MAX_STEPS // 2) if verb.lemma_ == "be" else []
        return above or found

    def _company(self, subject: Token, verb: Token) -> list[Token]:
        """As in "A, together with B, opened the talks": who does it beside the subject."""
        found: list[Token] = []
        for preposition in verb.doc[subject.left_edge.i : verb.i]:
            joint = preposition.lower_ == "alongside" or (
                preposition.lower_ == "with" and preposition.i > 0 and preposition.nbor(-1).lower_ in _JOINTLY
            )
            if joint and {preposition.head, preposition.head.head} & {subject, verb}:
                found += self._objects(preposition)
        return found

    def agents(self, verb: Token) -> list[Token]:
        if (doer := _doer_before_hyphen(verb)) is not None:
            return [doer]
        by = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
        return [token for preposition in by for token in self._governed(preposition)]

    def _governed(self, preposition: Token) -> list[Token]:
        """The objects of a preposition, and of the same one coordinated with it ("by A, by B and by C")."""
        found = self._objects(preposition)
        again = [c for c in preposition.children if c.dep_ == "conj" and c.lower_ == preposition.lower_]
        again += [c for c in preposition.head.children if self._repeats(c, preposition)]
        above = preposition.head if is_verbal(preposition.head) else governing_clause(preposition)
        if above is not None and preposition.dep_ != "conj":
            again += [
                c for c in above.children if c.dep_ == "conj" and c.lower_ == preposition.lower_ and c.pos_ == "ADP"
            ]
            again += [c for c in above.children if c not in again and self._repeats(c, preposition)]
        if not found and not again:
            return self._shared(preposition)
        return found + [t for other in again if other != preposition for t in self._governed(other)]

    @staticmethod
    def _repeats(other: Token, preposition: Token) -> bool:
        """As in "members of A and of B", where the parser hangs the second on the noun or on the verb."""
        after = preposition.i + 1 < other.i < preposition.i + _NEAR
        return after and other.lower_ == preposition.lower_ and other.nbor(-1).lower_ == "and" and other.dep_ == "prep"

    def _shared(self, preposition: Token) -> list[Token]:
        """As in "its solidarity with and support for X": the object that stands behind the last of two."""
        later = [c for c in preposition.head.children if c.dep_ == "conj" and c.i > preposition.i]
        last = [c for noun in later for c in noun.children if c.dep_ == "prep" and any(c.children)]
        return self._governed(last[0]) if last else []

    def _objects(self, preposition: Token) -> list[Token]:
        return [
            t
            for child in preposition.children
            if child.dep_ in {"pobj", "pcomp"} and (preposition.lower_, child.lower_) not in _COMPLEX
            for t in _meant(child)
        ]

    def _resolve_relative(self, subject: Token, verb: Token) -> list[Token]:
        if subject.lower_ in _RELATIVES and subject.tag_ in {"WDT", "WP", "IN", "DT"}:
            head = antecedent(verb)
            return self._antecedents(head, subject, verb) if head is not None else []
        return expand(subject)

    def _members(self, head: Token) -> list[Token]:
        """Who is one of those that a clause stands beside: "A and B were among those attending"."""
        verb = counted_among(head)
        if verb is None:
            return self._one_of_several(head)
        return [t for c in verb.children if c.dep_ in {*_SUBJECTS, "attr"} for t in expand(c)]

    def _one_of_several(self, head: Token) -> list[Token]:
        """As in "X, one of the leaders who attended", "X, the most vocal of those who attended"."""
        part = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
        if part is None or part.dep_ != "appos" or head.tag_ not in {"NNS", "NNPS", "DT"}:
            return []
        superlative = part.tag_ == "JJS" or any(c.tag_ in {"RBS", "JJS"} for c in part.children)
        return [part.head] if superlative or part.lower_ in _ONE else []

    def _antecedents(self, head: Token, subject: Token, verb: Token) -> list[Token]:
        """A relative in the plural takes the whole coordination before it ("A and B, who have met …"), one in the
        singular the nearest.
        """
        if members := self._members(head):
            return members
        first = head
        while first.dep_ == "conj" and not is_verbal(first.head):
            first = first.head
        before = [t for t in expand(first) if t.i < subject.i]
        if len(before) > 1 and is_plural(verb):
            return before
        return before[-1:] if len(before) > 1 and is_singular(verb) else [head]

    def _inherited_subject(self, verb: Token, steps: int) -> list[Token]:
        head = verb.head
        if verb.dep_ == "conj" and is_verbal(head):
            head = coordinated(verb)
            return self.subjects(head, steps) if not is_passive(head) else self._passive_subject(head, steps)
        if verb.dep_ == "xcomp" or (
            verb.dep_ == "ccomp" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        ):
            return self._controller(head, steps)
        if verb.dep_ == "conj" and verb.tag_ == "VBG":  # "closing its ports and accusing X", hung on "ports"
            first = governing_clause(verb) if head.dep_ not in _SUBJECTS | _PASSIVE_SUBJECTS else None
            return self.subjects(first, steps) if first is not None else []
        if verb.dep_ == "acl":
            if members := self._members(head):
                return members
            if verb.tag_ == "VBG":
                return self._one_of(expand(head) if head.dep_ != "conj" else [head])
            return self._noun_controller(head, steps)
        if verb.dep_ in {"advcl", "pcomp", "dep", "parataxis", "prep"}:
            governor = head if is_verbal(head) else governing_clause(head)
            if governor is None:
                return []
            if verb.dep_ == "pcomp" and (done := self._credited(governor, head.lower_)):
                return done
            company = self.direct_objects(governor) if self._is_joint(verb, governor) else []
            doers = self._passive_subject(governor, steps) if is_passive(governor) else self.subjects(governor, steps)
            return doers + company
        return []

    def _is_joint(self, verb: Token, governor: Token) -> bool:
        """As in "A joined B in condemning"; in the passive, both stand there."""
        return verb.dep_ == "pcomp" and verb.head.lower_ == "in" and governor.lemma_ == "join"

    def _credited(self, verb: Token, preposition: str) -> list[Token]:
        """Whose deed a preposition tells of: whom "praised A for", "expressed gratitude to A for" have before it."""
        if verb.lemma_ in self.gerund_control:
            return self.direct_objects(verb)
        thanks = any(c.dep_ == "dobj" and c.lemma_.lower() in self.thanks for c in verb.children)
        return self.prepositional(verb, "to") if thanks and preposition == "for" else []

    def credited(self, noun: Token) -> list[Token]:
        """As in "praised A for the dispatch of troops": whose deed a noun behind "for" is."""
        preposition = noun.head
        if noun.dep_ != "pobj" or preposition.lower_ != "for":
            return []
        above = preposition.head
        governor = above if is_verbal(above) else governing_clause(above)
        return self._credited(governor, "for") if governor is not None else []

    def _passive_subject(self, verb: Token, steps: int) -> list[Token]:
        for child in verb.children:
            if child.dep_ in _PASSIVE_SUBJECTS:
                return self._resolve_relative(child, verb)
        if verb.dep_ in {"acl", "amod"}:
            return [verb.head]
        if verb.dep_ in {"conj", "advcl", "xcomp"} and is_verbal(verb.head) and steps > 0:
            return (
                self._passive_subject(verb.head, steps - 1)
                if is_passive(verb.head)
                else self.subjects(verb.head, steps - 1)
            )
        return []

    def _controller(self, verb: Token, steps: int) -> list[Token]:
        if verb.pos_ == "ADJ":
            governor = governing_clause(verb)
            return self.subjects(governor, steps) if governor is not None else []
        if verb.lemma_ in self.object_control:
            objects = self.direct_objects(verb)
            if objects:
                return objects
            on = self.prepositional(verb, "on")
            if verb.lemma_ == "call" and on:
                return on
        return self._passive_subject(verb, steps) if is_passive(verb) else self.subjects(verb, steps)

    def _noun_controller(self, noun: Token, steps: int) -> list[Token]:
        """As in "his decision to visit": the one whose decision it is."""
        owners = self.genitive(noun) or self.prepositional(noun, "of", within=0)
        if owners:
            return owners
        governor = governing_clause(noun)
        return self.subjects(governor, steps) if governor is not None else []

    def direct_objects(self, verb: Token) -> list[Token]:
        """What is done to: the object of an active verb, the subject of a passive one."""
        if is_passive(verb):
            found = self._passive_subject(verb, 3)
            if found:
                return found
        if verb.dep_ == "amod" and verb.tag_ == "VBN":
            return [verb.head]
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "oprd"} and child.dep_ == "dobj":
                if child.lower_ in _RELATIVES and (head := antecedent(verb)) is not None:
                    return [head]
                return expand(child)
        if (
            (
                verb.dep_ == "relcl"
                and not any(c.dep_ in _SUBJECTS and c.lower_ in _RELATIVES for c in verb.children)
                and any(c.dep_ in _SUBJECTS for c in verb.children)
            )
            and not is_passive(verb)
            and not any(c.dep_ == "dobj" for c in verb.children)
        ):
            return [verb.head]
        if verb.dep_ == "xcomp" and is_verbal(verb.head) and verb.tag_ == "VBN":
            return self._passive_subject(verb.head, 2)
        return self._shared_object(verb) or self._relative_object(verb)

    def _relative_object(self, verb: Token) -> list[Token]:
        """As in "talks that A has hosted and facilitated": the second verb shares what the clause is said of."""
        shares = verb.dep_ == "conj" and verb.head.dep_ == "relcl" and {verb.tag_, verb.head.tag_} <= _PAST
        own = any(c.dep_ in {"dobj", "ccomp", "xcomp", *_SUBJECTS, *_PASSIVE_SUBJECTS} for c in verb.children)
        own = own or any(c.dep_ == "prep" and c.lower_ not in _TEMPORAL for c in verb.children)
        return self.direct_objects(verb.head) if shares and not own else []

    def _shared_object(self, verb: Token) -> list[Token]:
        """As in "deplored and firmly opposed the move": nothing but "and" stands between the verbs."""
        after = [c for c in verb.children if c.i > verb.i and not c.is_punct]
        if (
            [c.dep_ for c in after] != ["cc", "conj"]
            or not is_verbal(after[1])
            or after[1].left_edge.i != after[0].i + 1
        ):
            return []
        shared = [c for c in after[1].children if c.dep_ == "dobj"]
        own = any(c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS for c in after[1].children)
        return expand(shared[0]) if shared and not own else []

    def fronted(self, verb: Token, preposition: str) -> list[Token]:
        """Objects of `preposition` where it stands before its verb ("At the summit, A proposed …"), or "where" for it
        ("the summit where A proposed").
        """
        if preposition == "at" and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
            return [verb.head]
        words = preposition.split()
        before = (t for child in verb.children if child.i < verb.i for t in self._chain(child, len(words)))
        found = (t for t in before if t.lower_ == words[-1] and self._preceded(t, words[:-1]))
        return next((self._governed(t) for t in found), [])

    def leaders(self, noun: Token) -> list[Token]:
        """Who leads a group: "a delegation headed by A"."""
        led = (c for c in noun.children if c.dep_ == "acl" and c.lemma_ in {"lead", "head"} and is_passive(c))
        return [t for clause in led for t in self.agents(clause)]

    def _chain(self, preposition: Token, length: int) -> Iterator[Token]:
        """A preposition, and those below its noun: "on" and "of" in "on the sidelines of"."""
        if preposition.dep_ != "prep":
            return
        yield preposition
        if length > 1:
            for noun in preposition.children:
                yield from (child for child in noun.children if child.dep_ == "prep")

    def prepositional(self, token: Token, preposition: str, *, within: int = 2) -> list[Token]:
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
                    and self._preceded(child, words[:-1])
                ):
                    found += self._governed(child)
                    if found:
                        return found
                if depth < within and self._may_hide_preposition(child):
                    queue.append((child, depth + (child.dep_ not in {"prep", "agent"})))
        return (
            found
            or self._next_preposition(token, preposition)
            or (self._called_on(token) if preposition == "for" else [])
        )

    def _next_preposition(self, token: Token, preposition: str) -> list[Token]:
        """As in "recalled its envoy in protest at the raid": right behind a noun, but hung on the verb above."""
        if token.dep_ != "pobj" or token.i + 1 >= len(token.doc):
            return []
        following = token.nbor(1)
        behind = following.lower_ == preposition and following.dep_ == "prep" and following.head.is_ancestor(token)
        return self._governed(following) if behind else []

    def _called_on(self, token: Token) -> list[Token]:
        """Who is to do what an infinitive after "for" says: "called for Syria to withdraw", "time for Syria to act"."""
        for child in token.children:
            marks = {c.dep_: c for c in child.children if c.i < child.i}
            if child.i > token.i and "nsubj" in marks and "mark" in marks and marks["mark"].lower_ == "for":
                return expand(marks["nsubj"])
        return []

    def prepositional_above(self, noun: Token, preposition: str, levels: int = 3) -> list[Token]:
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
                    return self._objects(child)
            if credited:
                return []
        return []

    def _preceded(self, token: Token, words: list[str]) -> bool:
        return all(token.i - n >= 0 and token.nbor(-n).lower_ == word for n, word in enumerate(reversed(words), 1))

    def _may_hide_preposition(self, child: Token) -> bool:
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

    def genitive(self, noun: Token) -> list[Token]:
        """Whose it is, also where that is said of the first of two: "her interest in and support for X"."""
        found = [t for child in noun.children if child.dep_ == "poss" for t in expand(child)]
        first = noun.head
        bare = noun.dep_ == "conj" and first.pos_ == "NOUN" and not any(c.dep_ == "det" for c in noun.children)
        return self.genitive(first) if bare and not found else found

    def coordinated(self, noun: Token) -> list[Token]:
        """What a noun is the last of a coordination with: A and B of "A, B and other members"."""
        first = noun
        while first.dep_ == "conj" and not is_verbal(first.head):
            first = first.head
        return [t for t in expand(first) if t.i < noun.i] if first is not noun else []

    def adjectival(self, noun: Token) -> list[Token]:
        return [t for child in noun.children if child.dep_ in {"amod", "compound", "nmod"} for t in expand(child)]

    def clause_subject(self, token: Token) -> list[Token]:
        """The subject of the clause that a noun or a participle stands in."""
        governor = governing_clause(token)
        if governor is None or self._is_judged(token):
            return []
        if credited := self.credited(token):
            return credited
        found = self._passive_subject(governor, 3) if is_passive(governor) else self.subjects(governor)
        return [t for t in found if t.i != token.i]

    def _is_judged(self, noun: Token) -> bool:
        """As in "hailed the visit of X and the talks with Y"."""
        while noun.dep_ == "conj" and not is_verbal(noun.head):
            noun = noun.head
        return noun.dep_ == "dobj" and noun.head.lemma_.lower() in self.judging

    def complement_subject(self, verb: Token) -> list[Token]:
        """The subject of the clause that a word governs: "demanded that Syria cooperate", "the claim that Syria …"."""
        for child in verb.children:
            of_noun = child.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            if child.dep_ in {"ccomp", "xcomp"} or of_noun:
                for grandchild in child.children:
                    if grandchild.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS:
                        return expand(grandchild)
        return []

    def occasion_subject(self, verb: Token) -> list[Token]:
        """Who did what a verb is an answer to: "reacted angrily after Syria refused"."""
        for child in verb.children:
            if child.dep_ == "advcl" and any(c.lower_ in _OCCASIONS for c in child.children):
                return self._passive_subject(child, 1) or self.subjects(child)
        return []

    def deep(self, noun: Token, ways: Iterable[str], depth: int = 3) -> Iterator[Token]:
        """Parties inside a noun phrase: "the role of X", "X's efforts", "the contribution made by X"; nearest way
        first.
        """
        if depth == 0:
            return
        ways = tuple(ways)
        for way in ways:
            if way == "poss":
                candidates = self.genitive(noun)
            elif way == "adj":
                candidates = self.adjectival(noun)
            elif way == "acl":
                candidates = [
                    t
                    for c in noun.children
                    if c.dep_ in {"acl", "relcl"} or _doer_before_hyphen(c) is not None
                    for t in (self.agents(c) if is_passive(c) else self.subjects(c))
                ]
            elif way == "appos":
                candidates = [c for c in noun.children if c.dep_ == "appos"]
            else:
                candidates = [
                    t
                    for c in noun.children
                    if c.dep_ in {"prep", "agent"} and self._is_way(c, way)
                    for t in self._objects(c)
                ]
            for candidate in candidates:
                if candidate.i != noun.i:
                    yield candidate
                    yield from self.deep(candidate, ways, depth - 1)

    def _is_way(self, preposition: Token, way: str) -> bool:
        words = way.split()
        return preposition.lower_ == words[-1] and self._preceded(preposition, words[:-1])


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
