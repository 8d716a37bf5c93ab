"""One reader of syntax: who does what a verb or a noun tells, and to whom.

Dependency labels are those of spaCy's English models (ClearNLP style). What is resolved here: active and passive,
conjunction, control and raising, relative and participial clauses, and the usual misattachments of a small parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kgbuild.language.clauses import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    antecedent,
    coordinated,
    doer_before_hyphen,
    expand,
    governing_clause,
    is_passive,
    is_verbal,
)
from kgbuild.language.noun_phrases import adjectival, genitive
from kgbuild.language.prepositions import RELATIVES, agents, company_of, is_way, objects, prepositional
from kgbuild.language.relatives import members_of, resolve_relative

_TEMPORAL = {"since", "for", "until", "during", "in", "from", "after"}
_PAST = {"VBD", "VBN"}
_OCCASIONS = {"after", "when", "because", "since", "as"}
_MAX_STEPS = 12


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
            return agents(verb) or (self.credited(verb.head) if verb.dep_ == "acl" else [])
        if verb.dep_ == "amod" and verb.tag_ == "VBN":
            return [c for c in verb.children if c.dep_ in {"npadvmod", "compound", "nmod", "amod"} and c.i < verb.i]
        if found := self._own_subjects(verb):
            return self._one_of(found)
        return self._inherited_subject(verb, steps - 1)

    def _own_subjects(self, verb: Token) -> list[Token]:
        """Those of its own clause. Of several the nearest counts, and names before it ("A, a lawyer, B and C will
        attend"), but no description ("A proud man, X said").
        """
        near = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
        listed = [child for child in near[:-1] if child.pos_ == "PROPN"]
        found = [token for child in (*listed, *near[-1:]) for token in resolve_relative(child, verb)]
        return found + [token for child in near[-1:] for token in company_of(child, verb)]

    def _one_of(self, found: list[Token]) -> list[Token]:
        """Who is said to be among those that do something: "X was among the lawmakers urging Y"."""
        if len(found) != 1 or found[0].dep_ != "pobj" or found[0].head.lower_ != "among":
            return found
        verb = found[0].head.head
        above = self.subjects(verb, _MAX_STEPS // 2) if verb.lemma_ == "be" else []
        return above or found

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
            first = governing_clause(verb) if head.dep_ not in SUBJECTS | PASSIVE_SUBJECTS else None
            return self.subjects(first, steps) if first is not None else []
        if verb.dep_ == "acl":
            if found := members_of(head):
                return found
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
        return prepositional(verb, "to") if thanks and preposition == "for" else []

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
            if child.dep_ in PASSIVE_SUBJECTS:
                return resolve_relative(child, verb)
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
            on = prepositional(verb, "on")
            if verb.lemma_ == "call" and on:
                return on
        return self._passive_subject(verb, steps) if is_passive(verb) else self.subjects(verb, steps)

    def _noun_controller(self, noun: Token, steps: int) -> list[Token]:
        """As in "his decision to visit": the one whose decision it is."""
        owners = genitive(noun) or prepositional(noun, "of", within=0)
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
                if child.lower_ in RELATIVES and (head := antecedent(verb)) is not None:
                    return [head]
                return expand(child)
        if (
            (
                verb.dep_ == "relcl"
                and not any(c.dep_ in SUBJECTS and c.lower_ in RELATIVES for c in verb.children)
                and any(c.dep_ in SUBJECTS for c in verb.children)
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
        own = any(c.dep_ in {"dobj", "ccomp", "xcomp", *SUBJECTS, *PASSIVE_SUBJECTS} for c in verb.children)
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
        own = any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in after[1].children)
        return expand(shared[0]) if shared and not own else []

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
                candidates = genitive(noun)
            elif way == "adj":
                candidates = adjectival(noun)
            elif way == "acl":
                candidates = [
                    t
                    for c in noun.children
                    if c.dep_ in {"acl", "relcl"} or doer_before_hyphen(c) is not None
                    for t in (agents(c) if is_passive(c) else self.subjects(c))
                ]
            elif way == "appos":
                candidates = [c for c in noun.children if c.dep_ == "appos"]
            else:
                candidates = [
                    t for c in noun.children if c.dep_ in {"prep", "agent"} and is_way(c, way) for t in objects(c)
                ]
            for candidate in candidates:
                if candidate.i != noun.i:
                    yield candidate
                    yield from self.deep(candidate, ways, depth - 1)
