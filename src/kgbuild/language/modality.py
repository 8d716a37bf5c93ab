"""Did it happen? What governs a trigger decides between occurred, planned, denied and nothing that can be told as a
fact.

The words are data (``ontology/words/modality.toml``); the walk is up the parse from the trigger to the clause that is
asserted, as in FactBank's and the modality annotation schemes that followed it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Token

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.fact import Status
from kgbuild.language.clauses import TENSED, coordinated, counted_among, is_verbal
from kgbuild.language.futurity import is_to_come

_COMPLEMENT_PREPOSITIONS = {"for", "of", "about", "from", "to", "on", "with"}
_MAX_STEPS = 8
_COMPLEMENTS = {
    "xcomp",
    "ccomp",
    "pcomp",
    "acl",
    "dobj",
    "pobj",
    "prep",
    "nsubjpass",
    "attr",
    "agent",
    "csubj",
    "nsubj",
    "conj",
    "dative",
    "oprd",
    "acomp",
    "compound",
    "appos",
    "advcl",
    "dep",
}


@dataclass(frozen=True)
class ModalityWords:
    planned: dict[str, frozenset[str]]
    denied: dict[str, frozenset[str]]
    unreal: dict[str, frozenset[str]]
    speech: frozenset[str]
    object_control: frozenset[str]
    gerund_control: frozenset[str]
    thanks: frozenset[str]
    reasons: frozenset[str]
    presupposing: frozenset[str]
    times: frozenset[str]
    grounds: frozenset[str]
    offering: frozenset[str]
    contacts: frozenset[str]
    acts: frozenset[str]
    tributes: frozenset[str]


@lru_cache(maxsize=1)
def load_modality_words() -> ModalityWords:
    """Raises :class:`LexiconError` where the file lacks a table."""
    path = resources.ontology() / "words" / "modality.toml"
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        planned, denied, unreal = (
            {key: frozenset(words) for key, words in data[name].items()} for name in ("planned", "denied", "unreal")
        )
        control = data["control"]
        return ModalityWords(
            planned,
            denied,
            unreal,
            frozenset(data["speech"]["verbs"]),
            frozenset(control["object"]),
            frozenset(control["gerund"]),
            frozenset(control["thanks"]),
            frozenset(control["reasons"]),
            frozenset(data["presupposing"]["verbs"]),
            frozenset(data["beside"]["times"]),
            frozenset(data["beside"]["grounds"]),
            frozenset(data["offering"]["words"]),
            frozenset(data["contact"]["verbs"]),
            frozenset(data["contact"]["acts"]),
            frozenset(data["contact"]["tributes"]),
        )
    except KeyError as error:
        raise LexiconError(f"{path}: the table or key {error} is missing") from error


@dataclass(frozen=True, slots=True)
class Modality:
    """`status` is None for wishes, conditions, questions and possibilities; `speech` is the verb of saying above,
    `offered` tells that somebody offers to do it.
    """

    status: Status | None
    speech: Token | None
    offered: bool = False


class ModalityReader:
    def __init__(self, words: ModalityWords) -> None:
        self.words = words

    def read(self, trigger: Token) -> Modality:
        """The status of what `trigger` (a verb, noun or adjective) tells."""
        status: Status = "occurred"
        speech: Token | None = None
        duty = trigger.dep_ == "aux"  # "must stop": whether that comes about is not what is told
        if duty and self._is_conditioned(trigger.head):
            return Modality(None, speech)
        node, undone, known, tensed, beside = (trigger.head if duty else trigger), False, False, False, False
        for step in range(_MAX_STEPS):
            passed = (tensed and _has_auxiliary(node)) or (duty and step == 0)
            own = None if passed else self._own(node, direct=step <= 1)
            own = None if beside and own == "denied" else own
            if own == "denied" and undone:
                return Modality(None, speech)  # "did not rule out a visit" leaves it open
            above = self._above(node)
            is_said = above is not None and self._is_speech(node, above)
            beside = beside or (node.dep_ == "prep" and node.lower_ in self.words.times)
            if node.dep_ == "prep" and node.lower_ in self.words.grounds:
                above = None  # "under the agreement with X, Y will …": it stands, whatever Y does
            governed = None if above is None or is_said else self._governed(node, above)
            governed = None if beside and governed == "denied" else governed
            if "unreal" in (own, governed):
                offered = own is None and above is not None and self._is_offered(node, above)
                return Modality("occurred" if known else None, speech, offered)
            status = _combine(_combine(status, own), governed)
            if above is None:
                if self._is_beside_condition(node):
                    return Modality(None, speech)
                break
            if is_said:
                speech = above
                break
            undone = governed == "denied"
            known = known or self._is_presupposed(node, above)
            tensed = node.dep_ == "conj" and node.tag_ in TENSED
            node = coordinated(node) if tensed else above
        if self._is_question(trigger):
            return Modality(None, speech)
        if status == "occurred" and is_to_come(
            trigger, self.words.planned["times"], self.words.planned["conjunctions"]
        ):
            status = "planned"
        return Modality(status, speech)

    # what stands beside a word

    def _own(self, node: Token, *, direct: bool) -> str | None:
        if is_verbal(node):
            return self._verb_alone(node)
        return self._noun_alone(node) if direct else None

    def _verb_alone(self, verb: Token) -> str | None:
        if self._is_condition(verb):
            return "unreal"
        found = None
        for child in verb.children:
            lower = child.lower_
            if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and lower in self.words.denied["adverbs"]):
                found = "denied"
            elif (
                child.dep_ in {"aux", "auxpass"}
                and lower in self.words.unreal["auxiliaries"]
                and not (lower in {"can", "could"} and found)
            ):
                return "unreal"
            elif child.dep_ == "aux" and lower in self.words.planned["auxiliaries"] and found != "denied":
                if lower == "would" and any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
                    return "unreal"
                found = "planned"
            elif (child.dep_ == "mark" and lower in self.words.unreal["marks"]) or (
                child.dep_ == "advcl"
                and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children)
                and any(c.dep_ == "aux" and c.lower_ in self.words.planned["auxiliaries"] for c in verb.children)
            ):
                return "unreal"
            elif child.dep_ in {"nsubj", "dobj", "nsubjpass"} and any(
                c.dep_ == "det" and c.lower_ in self.words.denied["determiners"] for c in child.children
            ):
                found = "denied"
        if found is None and self._is_headline_future(verb):
            return "planned"
        if (
            found is None
            and verb.dep_ == "ROOT"
            and verb.tag_ == "VB"
            and not any(c.dep_ in {"nsubj", "aux", "nsubjpass"} for c in verb.children)
        ):
            return "unreal"  # an imperative
        return found

    def _is_beside_condition(self, node: Token) -> bool:
        """As in "If X attacks, threatening Y": a participle shares the condition of its clause."""
        return node.dep_ == "advcl" and node.tag_ == "VBG" and self._is_conditioned(node.head)

    def _is_conditioned(self, verb: Token) -> bool:
        return self._is_condition(verb) or any(
            c.dep_ == "mark" and c.lower_ in self.words.unreal["marks"] for c in verb.children
        )

    def _is_condition(self, verb: Token) -> bool:
        """As in "in case X condemns", "as long as X accuses", "Had X accused"."""
        first = verb.left_edge.i
        starts = (first, max(first - 2, verb.sent.start))  # the parser may leave "as long" out of the clause
        openings = [" ".join(t.lower_ for t in verb.doc[at : at + 3]) for at in starts]
        if any(opening.startswith(words) for opening in openings for words in self.words.unreal["openings"]):
            return True
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        return subject is not None and any(
            c.dep_ == "aux" and c.lower_ in {"had", "should"} and c.i < subject.i for c in verb.children
        )

    def _is_headline_future(self, verb: Token) -> bool:
        """As in "Obama to visit Cuba", "is to visit", "was due to visit"."""
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if not to:
            return False
        if verb.dep_ in {"ROOT", "relcl", "acl"} and verb.dep_ != "acl":
            return True
        if verb.dep_ == "acl":
            return False
        judged = any(c.dep_ in {"acomp", "attr"} and c.i < verb.i for c in verb.head.children)  # "was right to visit"
        return verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and not judged

    def _noun_alone(self, noun: Token) -> str | None:
        for child in noun.children:
            lower = child.lower_
            if child.dep_ == "det" and lower in self.words.denied["determiners"]:
                return "denied"
            if child.dep_ in {"amod", "compound"}:
                if lower in self.words.planned["modifiers"]:
                    return "planned"
                if lower in self.words.denied["modifiers"]:
                    return "denied"
            if child.dep_ == "aux" and lower in self.words.planned["auxiliaries"]:
                return "planned"
        return None

    # what governs it

    def _above(self, node: Token) -> Token | None:
        head = node.head
        if node.dep_ == "amod" and node.tag_ == "VBN":
            return head  # "will attend a French-hosted summit"
        if head == node or node.dep_ not in _COMPLEMENTS:
            return None
        if node.dep_ == "conj" and (
            not is_verbal(node) or any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
        ):
            return None if is_verbal(node) else (head.head if head.head != head and head.dep_ in _COMPLEMENTS else None)
        if (
            node.dep_ == "nsubj"
            and is_verbal(head)
            and head.lemma_ not in self.words.planned["verbs"] | self.words.planned["happenings"]
        ):
            return None
        if node.dep_ == "advcl" and not any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children):
            return None
        if node.dep_ in {"acl", "relcl"} and (verb := counted_among(head)) is not None:
            return verb
        if node.dep_ == "acl" and node.tag_ in {"VBN", "VBG"}:
            return None
        return head

    def _is_speech(self, node: Token, above: Token) -> bool:
        """A clause that somebody says; "agreed to", "was said to" and "announced plans" are not."""
        return (
            node.dep_ in {"ccomp", "parataxis"}
            and above.lemma_.lower() in self.words.speech
            and not self._infinitive(node)
        )

    def _infinitive(self, node: Token) -> bool:
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in node.children)

    def _governed(self, node: Token, above: Token) -> str | None:
        lemma = above.lemma_.lower()
        clause = node.dep_ in {"xcomp", "ccomp", "pcomp", "acl", "advcl"}
        if node.dep_ == "conj" or (
            node.dep_ == "prep" and node.lower_ not in _COMPLEMENT_PREPOSITIONS and above.pos_ != "ADJ"
        ):
            return None  # "discussed it at a meeting in Paris": the meeting was
        if self._is_deemed_unreal(above):
            return "unreal"
        if clause and self._is_act(node, above):
            return None
        if node.dep_ == "advcl":
            return None if lemma in self.words.planned["journeys"] else "unreal"
        if is_verbal(above):
            return self._governed_by_verb(node, above, lemma, clause=clause)
        if above.pos_ == "ADJ" and (clause or node.dep_ == "prep"):
            if lemma in self.words.planned["adjectives"]:
                return "planned"
            if lemma in self.words.unreal["adjectives"]:
                return "unreal"
        elif above.pos_ in {"NOUN", "PROPN"} and clause and self._is_called_untrue(above):
            return "denied"
        elif above.pos_ in {"NOUN", "PROPN"} and clause and self._infinitive(node):
            if lemma in self.words.denied["nouns"]:
                return "denied"
            if lemma in self.words.unreal["nouns"]:
                return "unreal"
            return "planned" if lemma in self.words.planned["nouns"] else None
        elif above.dep_ == "prep" or above.pos_ == "ADP":
            holder = above.head
            if clause and is_verbal(holder) and holder.lemma_.lower() in self.words.unreal["verbs"]:
                return "unreal"
            if clause and (above.lower_ == "without" or self._is_shunned(holder)):
                return "denied"
            if holder.pos_ == "NOUN" and holder.lemma_.lower() in self.words.unreal["nouns"]:
                return "unreal"
        return None

    def _is_act(self, node: Token, above: Token) -> bool:
        """As in "phoned him to congratulate him", "spoke to reaffirm": words that were the purpose of others are said
        with them (Austin's performatives). Who is called on to do so has not done it yet.
        """
        appeals = any(c.dep_ == "prep" and c.lower_ in {"on", "upon", "for"} for c in above.children)
        return not appeals and node.lemma_.lower() in self.words.acts and above.lemma_.lower() in self.words.contacts

    def _is_offered(self, node: Token, above: Token) -> bool:
        """As in "offered to host", "is willing to send": an offer that was made, without a condition."""
        if above.lemma_.lower() not in self.words.offering or not self._infinitive(node):
            return False
        return self.read(above).status in {"occurred", "planned"}

    def _governed_by_verb(self, node: Token, verb: Token, lemma: str, *, clause: bool) -> str | None:
        done_to = node.dep_ in {"dobj", "nsubjpass", "prep", "pobj"}
        if self._is_undoing(verb) and (clause or done_to):
            return "denied"
        particles = _particles(verb)
        if lemma in self.words.denied["verbs"] and (clause or done_to):
            needs_particle = lemma in self.words.denied["with_out"] and not clause
            return "denied" if not needs_particle or "out" in particles else None
        given = node.lemma_.lower() in self.words.tributes  # "offered his thanks": that is to thank
        unreal = done_to and lemma in self.words.unreal["objects"] and not given
        if lemma in self.words.unreal["verbs"] and (clause or unreal):
            return "unreal"
        if lemma in self.words.planned["verbs"] and (
            self._infinitive(node) or (done_to and lemma in self.words.planned["objects"])
        ):
            return "planned"
        return None

    def _is_undoing(self, verb: Token) -> bool:
        """As in "called off the visit", "the visit was put off", where the parser may take "off" for a preposition."""
        beside = {c.lower_ for c in verb.children if c.i == verb.i + 1}
        return any(f"{verb.lemma_} {word}" in self.words.denied["phrasal"] for word in beside | _particles(verb))

    def _is_shunned(self, holder: Token) -> bool:
        """As in "refrained from saying", "shied away from imposing", "stopped short of condemning"."""
        words = {holder.lemma_.lower(), holder.head.lemma_.lower() if holder.pos_ in {"ADV", "ADP", "ADJ"} else ""}
        return not words.isdisjoint(self.words.denied["shunning"])

    def _is_presupposed(self, node: Token, verb: Token) -> bool:
        """As in "told Chad to stop arming X" and "called for Chad to end its support for X": what is to end, is."""
        if verb.lemma_.lower() not in self.words.presupposing:
            return False
        if node.dep_ == "xcomp":
            return node.tag_ == "VBG"
        return node.dep_ in {"dobj", "nsubjpass"} and any(c.dep_ == "poss" for c in node.children)

    def _is_called_untrue(self, noun: Token) -> bool:
        """As in "reports that X would … are untrue"."""
        verb = noun.head
        return noun.dep_ == "nsubj" and any(
            c.dep_ in {"acomp", "attr"} and c.lemma_.lower() in self.words.denied["untrue"] for c in verb.children
        )

    def _is_deemed_unreal(self, verb: Token) -> bool:
        """As in "It is possible that …", "A meeting is conceivable"."""
        return verb.lemma_ == "be" and any(
            c.dep_ in {"acomp", "attr"} and c.lemma_.lower() in self.words.unreal["deemed"] for c in verb.children
        )

    def _is_question(self, trigger: Token) -> bool:
        sentence = trigger.sent
        return sentence[-1].text == "?" and trigger.i < sentence.end


def _particles(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ == "prt"}


def _has_auxiliary(verb: Token) -> bool:
    """Are its tense and denial told by an auxiliary, which a verb with a tense of its own does not share ("will not
    go and praised X")?
    """
    return verb.tag_ not in TENSED and any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def _combine(status: Status, found: str | None) -> Status:
    """A denial outlives a plan: "will not visit", "cancelled a planned visit"."""
    if "denied" in (status, found):
        return "denied"
    return "planned" if "planned" in (status, found) else "occurred"
