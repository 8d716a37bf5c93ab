"""Which words evoke a frame: verbs with their particles, nouns with the verbs that carry them, adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from kgbuild.language.candidate import Site
from kgbuild.language.clauses import clause_tokens, is_verbal
from kgbuild.language.lexicon import Entry, Frame, Lexicon
from kgbuild.language.noun_phrases import adjectival
from kgbuild.language.prepositions import prepositional
from kgbuild.language.reading import reading_of
from kgbuild.language.syntax import Reader

_CLAUSES = {"ccomp", "xcomp", "advcl"}
_CARRIED = {"dobj", "nsubjpass", "prep", "attr", "oprd", "dative", "ccomp"}


class TriggerReader:
    """Finds the triggers of one doc."""

    def __init__(self, doc: Doc, lexicon: Lexicon, syntax: Reader) -> None:
        self.doc, self.lexicon, self.syntax = doc, lexicon, syntax
        self.reading = reading_of(doc)
        self._words_around: dict[int, frozenset[str]] = {}
        self._pairs_in: dict[int, frozenset[str]] = {}
        self._evoked: dict[int, list[Site]] = {}

    def evoked_sites(self, token: Token) -> list[Site]:
        """The frames that a word evokes, where the words that they ask for are there."""
        if token.i not in self._evoked:
            self._evoked[token.i] = [site for site in self._sites(token) if self._cues_agree(site)]
        return self._evoked[token.i]

    def may_tell(self, token: Token) -> bool:
        """No name tells anything, but a named event may ("Obama's meeting with …"), and so may a role ("a member of
        NATO") and a state's group ("Kenyan troops in Haiti").
        """
        mention = self.reading.mention(token)
        if mention is None:
            return True
        return mention.group or (mention.kind in {"Event", "Agreement", "Role"} and not mention.references)

    def _sites(self, token: Token) -> Iterator[Site]:
        """The frames that a word may evoke, with the verb that carries it."""
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB")):
            entries = self.lexicon.by_verb.get(lemma, ())
            particles = {particle for particle in {p for _, p in entries} if self._has_particle(token, particle)}
            for entry, particle in entries:
                if particle in particles and self._takes_object_noun(token, entry.frame, particle):
                    yield Site(token, token, entry, particle)
        if token.pos_ in {"NOUN", "PROPN"}:
            for entry in self._by_noun(lemma, token.lower_):
                carrier = self._carrier(token, entry.frame)
                if carrier is not None or entry.frame.bare:
                    yield Site(token, carrier, entry)
        if token.pos_ in {"ADJ", "VERB"}:
            for entry in self.lexicon.by_adjective.get(token.lower_, ()):
                yield Site(token, token.head if _is_predicate(token) else None, entry)

    def _by_noun(self, lemma: str, form: str) -> list[Entry]:
        """The frames that have a noun or its plural, in the order of the lexicon."""
        found = {id(entry): entry for word in (lemma, form) for entry in self.lexicon.by_noun.get(word, ())}
        return sorted(found.values(), key=lambda entry: (entry.family, entry.line))

    # verbs

    def _has_particle(self, verb: Token, particle: str) -> bool:
        if not particle:
            return True
        words = particle.split()
        for child in verb.children:
            if (
                child.lower_ == words[0]
                and child.dep_ in {"prt", "prep", "advmod", "mark", "acomp", "dobj"}
                and child.i > verb.i
            ) and (len(words) == 1 or [t.lower_ for t in self.doc[child.i : child.i + len(words)]] == words):
                return True
        following = [t.lower_ for t in self.doc[verb.i + 1 : verb.i + 1 + len(words)]]
        return following == words

    def _takes_object_noun(self, verb: Token, frame: Frame, particle: str) -> bool:
        if not frame.object_nouns:
            return True
        governed = prepositional(verb, particle.rsplit(maxsplit=1)[-1], within=1) if particle else []
        nouns = governed or self.syntax.direct_objects(verb)
        return any(n.lemma_.lower() in frame.object_nouns or n.lower_ in frame.object_nouns for n in nouns)

    # nouns

    def _carrier(self, noun: Token, frame: Frame) -> Token | None:
        """The light verb that carries a noun: "hold talks", "talks were held", "held a round of talks", "enter into
        talks".
        """
        node = noun
        for _ in range(4):
            head = node.head
            if head == node:
                return None
            if is_verbal(head):
                if head.lemma_.lower() in frame.light and (node.dep_ in _CARRIED or _happens(node, head)):
                    return head
                break
            if node.dep_ == "acl":
                return None
            if node.dep_ not in {"pobj", "prep", "conj", "compound", "nmod", "appos"}:
                break
            node = head
        return next((c for c in noun.children if _carries_from_below(c) and c.lemma_.lower() in frame.light), None)

    # cues

    def _cues_agree(self, site: Site) -> bool:
        frame = site.entry.frame
        if frame.forbids and any(child.dep_ in frame.forbids for child in site.trigger.children):
            return False
        if frame.governs and not _governs(site.trigger, frame.governs):
            return False
        if frame.modifiers and not any(_modifies(child, frame.modifiers) for child in site.trigger.children):
            return False
        if frame.unqualified and any(t.lower_ in frame.unqualified for t in adjectival(site.trigger)):
            return False
        if not (frame.cue or frame.unless):
            return True
        words = self._clause_words(site.trigger)
        return (not frame.cue or not words.isdisjoint(frame.cue)) and words.isdisjoint(frame.unless)

    def _clause_words(self, trigger: Token) -> frozenset[str]:
        """Forms and lemmas in a trigger's clause, and pairs of neighbours in its sentence; kept, as many frames ask."""
        if trigger.i not in self._words_around:
            clause = clause_tokens(trigger)
            words = (*(t.lower_ for t in clause), *(self._lemma(t) for t in clause))
            self._words_around[trigger.i] = self._pairs(trigger.sent).union(words)
        return self._words_around[trigger.i]

    def _pairs(self, sentence: Span) -> frozenset[str]:
        if sentence.start not in self._pairs_in:
            pairs = pairwise(t.lower_ for t in sentence)
            self._pairs_in[sentence.start] = frozenset(f"{a} {b}" for a, b in pairs)
        return self._pairs_in[sentence.start]

    def _lemma(self, token: Token) -> str:
        """With the prefix that the parser does not get to see ("co-chair")."""
        return self.reading.prefixes.get(token.i, "") + token.lemma_.lower()


def _is_predicate(adjective: Token) -> bool:
    """Is it said of the clause's subject: "is helpful", "has proven helpful"; not "called it helpful"?"""
    if adjective.dep_ == "oprd":
        return not any(c.dep_ == "dobj" for c in adjective.head.children)
    return adjective.dep_ in {"acomp", "attr"}


def _carries_from_below(clause: Token) -> bool:
    """A light verb in a clause on its noun: "the talks held in Rabat", "the sanctions which the EU imposed on Mali"."""
    if clause.dep_ == "acl":
        return clause.tag_ == "VBN"
    relative_subject = any(c.dep_ == "nsubj" and c.lower_ in {"which", "that", "who"} for c in clause.children)
    return clause.dep_ == "relcl" and not relative_subject


def _happens(noun: Token, verb: Token) -> bool:
    """As in "the embassy reopened": a verb without object, whose subject it is that undergoes it."""
    return noun.dep_ == "nsubj" and not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "attr", "acomp"} for c in verb.children
    )


def _governs(verb: Token, auxiliaries: Sequence[str]) -> bool:
    clauses = (child for child in verb.children if child.dep_ in _CLAUSES)
    return any(c.dep_ == "aux" and c.lower_ in auxiliaries for clause in clauses for c in clause.children)


def _modifies(token: Token, words: Sequence[str]) -> bool:
    return token.lower_ in words and token.dep_ in {"amod", "compound", "nmod", "det"}
