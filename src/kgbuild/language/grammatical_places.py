"""The places of a frame that grammar gives: subject, objects, genitive, apposition, prepositions and the like."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kgbuild.language.addressees import addressees
from kgbuild.language.candidate import Site
from kgbuild.language.clauses import clause_tokens, complement_subject, expand, is_passive
from kgbuild.language.coreference import Resolver
from kgbuild.language.noun_phrases import adjectival, genitive, leaders, listed_before
from kgbuild.language.prepositions import agents, fronted, prepositional, prepositional_above
from kgbuild.language.syntax import Reader


class GrammaticalPlaces:
    """Reads what stands in the grammatical places of the triggers of one doc."""

    def __init__(self, doc: Doc, resolver: Resolver, syntax: Reader) -> None:
        self.doc, self.resolver, self.syntax = doc, resolver, syntax
        self._read: dict[tuple[object, ...], list[Token]] = {}
        self._readers: dict[str, Callable[[Site], list[Token]]] = {
            "nsubj": self._subject,
            "nsubj.from": self._origin_of_subject,
            "nsubj.acl": lambda site: [t for noun in self.tokens(site, "nsubj") for t in leaders(noun)],
            "dobj": self._object,
            "author": self._object,
            "iobj": self._dative,
            "poss": lambda site: genitive(site.trigger),
            "adj": lambda site: adjectival(site.trigger),
            "clause": lambda site: syntax.clause_subject(site.trigger),
            "credit": lambda site: syntax.credited(site.trigger),
            "ccomp.nsubj": self._complement_subject,
            "advcl.nsubj": lambda site: syntax.occasion_subject(site.verb) if site.verb is not None else [],
            "speaker": lambda site: resolver.sayers(site.trigger),
            "addressee": lambda site: addressees(site.trigger, resolver.speech.words, syntax),
            "modified": lambda site: [site.trigger.head] if site.trigger.dep_ == "amod" else [],
            "appos": self._apposition,
            "attr": self._predicate,
            "self": lambda site: [site.trigger],
            "here": lambda site: _adverbs(site.trigger, "here"),
            "there": lambda site: _adverbs(site.trigger, "there"),
            "coordinated": lambda site: listed_before(site.trigger),
        }

    def tokens(self, site: Site, place: str) -> list[Token]:
        """The words in a place, or behind a preposition of that name; kept, as many frames of one trigger ask."""
        verb = site.verb.i if site.verb is not None else -1
        key = (place, site.trigger.i, verb, site.particle, site.entry.frame.fronted)
        if key not in self._read:
            reader = self._readers.get(place)
            self._read[key] = reader(site) if reader is not None else self._prepositional(site, place)
        return self._read[key]

    # beside a verb

    def _subject(self, site: Site) -> list[Token]:
        verb = site.verb
        if verb is None:
            return []
        if verb != site.trigger and is_passive(verb):
            return agents(verb)
        found = self.syntax.subjects(verb.head if verb.dep_ == "aux" else verb)  # "A must stop": A is to
        return found or (self.resolver.sayers(verb) if self._is_clipped(verb) else [])

    def _is_clipped(self, verb: Token) -> bool:
        """A sentence of a quotation that begins with its verb, as tweets do: "Thanked Madagascar for its help"."""
        return verb.is_sent_start is True and verb.tag_ in {"VBD", "VBN"} and self.resolver.speech.is_quoted(verb)

    def _origin_of_subject(self, site: Site) -> list[Token]:
        many = [noun for noun in self.tokens(site, "nsubj") if noun.tag_ == "NNS"]
        return [t for noun in many for t in self.syntax.deep(noun, ("from",), 1)]

    def _object(self, site: Site) -> list[Token]:
        if site.verb is None:
            return []
        direct = self.syntax.direct_objects(site.verb)
        if site.particle:
            return prepositional(site.verb, site.particle.split()[-1], within=1) or direct
        return [t for t in direct if t != site.trigger]

    def _dative(self, site: Site) -> list[Token]:
        datives = [c for c in (site.verb.children if site.verb is not None else ()) if c.dep_ == "dative"]
        nouns = (noun for c in datives for noun in ([c] if c.pos_ != "ADP" else c.children))
        return [t for noun in nouns for t in expand(noun)]

    def _complement_subject(self, site: Site) -> list[Token]:
        found = complement_subject(site.trigger)
        if found or site.verb is None or site.trigger.pos_ != "ADJ":
            return found
        return complement_subject(site.verb)

    def _predicate(self, site: Site) -> list[Token]:
        children = site.verb.children if site.verb is not None else ()
        return [t for child in children if child.dep_ == "attr" for t in expand(child)]

    # beside a noun

    def _apposition(self, site: Site) -> list[Token]:
        if site.trigger.dep_ == "appos":
            return [site.trigger.head]
        found = [t for child in site.trigger.children if child.dep_ == "appos" for t in expand(child)]
        return found or self._name_before_comma(site.trigger)

    def _name_before_comma(self, noun: Token) -> list[Token]:
        """As in "Montenegro, the alliance's newest member, …", where the parser takes the noun for another object."""
        at = noun.left_edge.i
        closed = noun.right_edge.i + 1 >= len(self.doc) or self.doc[noun.right_edge.i + 1].is_punct
        if at < 2 or noun.dep_ == "conj" or not closed or self.doc[at].pos_ not in {"DET", "PRON"}:
            return []
        name = self.doc[at - 2]
        return [name] if self.doc[at - 1].lower_ == "," and self.resolver.reading.mention_of[name.i] >= 0 else []

    # behind a preposition

    def _prepositional(self, site: Site, preposition: str) -> list[Token]:
        near = 1 if site.entry.frame.fronted else 2  # an adjunct of the verb, not of something in its object
        found = prepositional(site.trigger, preposition, within=near)
        if not found and site.trigger.dep_ == "amod":  # "the Cairo-brokered truce between A and B"
            found = prepositional(site.trigger.head, preposition)
        if not found and site.verb is not None and site.verb != site.trigger:
            found = prepositional(site.verb, preposition)
        if not found and site.verb is None and preposition not in {"of", "by"}:
            found = prepositional_above(site.trigger, preposition)
        if not found and site.verb is not None and site.entry.frame.fronted:
            found = fronted(site.verb, preposition)
        return found


def _adverbs(trigger: Token, word: str) -> list[Token]:
    return [t for t in clause_tokens(trigger) if t.lower_ == word and t.dep_ == "advmod"]
