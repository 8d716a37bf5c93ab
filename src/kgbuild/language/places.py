"""The places of a frame: which words stand in them, by grammar or by what surrounds the trigger."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Doc, Token

from kgbuild.language.addressees import addressees
from kgbuild.language.candidate import Site
from kgbuild.language.coreference import Resolver
from kgbuild.language.enumerations import names_after
from kgbuild.language.headings import HeadingReader
from kgbuild.language.occasion import OccasionReader
from kgbuild.language.quarrels import QuarrelReader
from kgbuild.language.rolls import RollReader
from kgbuild.language.series import SeriesReader
from kgbuild.language.syntax import Reader, clause_tokens, expand, is_passive
from kgbuild.language.things import load_thing_words

_SAME_DOER = 4
"""Sentences that an account of one doer's deeds goes on without naming him."""


class PlaceReader:
    """Reads the places of the frames of one doc."""

    def __init__(
        self, doc: Doc, resolver: Resolver, syntax: Reader, doer_keys: Callable[[Site], frozenset[str]]
    ) -> None:
        """`doer_keys` tells the parties in the subject's places of a frame."""
        self.doc, self.resolver, self.syntax, self.doer_keys = doc, resolver, syntax, doer_keys
        self.quarrels = QuarrelReader(doc, resolver, syntax)
        self.series, self.rolls = SeriesReader(doc, resolver), RollReader(doc, resolver)
        self.headings = HeadingReader(doc, resolver)
        self.occasions = OccasionReader(doc, resolver, load_thing_words())
        self._doers: dict[str, tuple[int, Sequence[Token]]] = {}
        """By relation who was last told to do it, with the number of the sentence."""
        self._done_to: dict[str, tuple[int, Sequence[Token]]] = {}
        """The same for whom it was done to."""

    def remember(self, site: Site, doers: Sequence[Token], done_to: Sequence[Token]) -> None:
        """Keeps who is told to do what a frame says, and to whom, for tellings that follow without them."""
        relation, number = site.entry.frame.relation, self.resolver.sentence_of[site.trigger.i]
        self._doers[relation] = (number, doers)
        if done_to:
            self._done_to[relation] = (number, done_to)

    def tokens(self, site: Site, place: str) -> list[Token]:
        """The words that stand in a place."""
        trigger, verb = site.trigger, site.verb
        if place == "nsubj":
            if verb is None:
                return []
            if verb != trigger and is_passive(verb):
                return self.syntax._agents(verb)
            found = self.syntax.subjects(verb.head if verb.dep_ == "aux" else verb)  # "A must stop": A is to
            return found or (self.resolver.sayers(verb) if self._is_clipped(verb) else [])
        if place in {"dobj", "author"}:
            if verb is None:
                return []
            if site.particle:
                return self.syntax.prepositional(
                    verb, site.particle.split()[-1], within=1
                ) or self.syntax.direct_objects(verb)
            return [t for t in self.syntax.direct_objects(verb) if t != trigger]
        if place == "iobj":
            return [
                t
                for c in (verb.children if verb is not None else ())
                if c.dep_ == "dative"
                for t in (expand(c) if c.pos_ != "ADP" else [x for p in c.children for x in expand(p)])
            ]
        if place == "poss":
            return self.syntax.genitive(trigger)
        if place == "adj":
            return self.syntax.adjectival(trigger)
        if place == "clause":
            return self.syntax.clause_subject(trigger)
        if place == "nsubj.from":
            many = [noun for noun in self.tokens(site, "nsubj") if noun.tag_ == "NNS"]
            return [t for noun in many for t in self.syntax.deep(noun, ("from",), 1)]
        if place == "nsubj.acl":
            return [t for noun in self.tokens(site, "nsubj") for t in self.syntax.leaders(noun)]
        if place == "credit":
            return self.syntax.credited(trigger)
        if place == "ccomp.nsubj":
            found = self.syntax.complement_subject(trigger)
            of_predicate = not found and verb is not None and trigger.pos_ == "ADJ"
            return self.syntax.complement_subject(verb) if of_predicate and verb is not None else found
        if place == "advcl.nsubj":
            return self.syntax.occasion_subject(verb) if verb is not None else []
        if place == "speaker":
            return self.resolver.sayers(trigger)
        if place == "addressee":
            return addressees(trigger, self.resolver.speech.words, self.syntax)
        if place == "modified":
            return [trigger.head] if trigger.dep_ == "amod" else []
        if place == "appos":
            if trigger.dep_ == "appos":
                return [trigger.head]
            found = [t for child in trigger.children if child.dep_ == "appos" for t in expand(child)]
            return found or self._name_before_comma(trigger)
        if place == "attr":
            return [t for c in (verb.children if verb is not None else ()) if c.dep_ == "attr" for t in expand(c)]
        if place == "self":
            return [trigger]
        if place in {"here", "there"}:
            return [t for t in clause_tokens(trigger) if t.lower_ == place and t.dep_ == "advmod"]
        if place == "quarrel":
            return self.quarrels.of(trigger, self.doer_keys(site))
        if place == "protagonist":
            return self.headings.protagonist(trigger)
        if place == "series":
            return self.series.after(trigger)
        if place == "listed":
            return names_after(trigger)
        if place == "same":
            return self._same_doers(site)
        if place == "likewise":
            return self._lately(site, self._done_to)
        if place == "coordinated":
            return self.syntax.coordinated(trigger)
        if place == "text":
            return self.series.only_mission()
        if place == "roll":
            return self.rolls.after(trigger)
        if place == "occasion":
            return self.occasions.of(trigger, listed="roll" in site.entry.frame.subject)
        return self._prepositional(site, place)

    def _same_doers(self, site: Site) -> list[Token]:
        """Who was told to do such a thing in the sentences before: "Peru's president reshuffled his cabinet. X was
        named …"; nobody where the sentence names a doer that was not understood.
        """
        if "nsubj" in site.entry.frame.subject and site.verb is not None and self.syntax.subjects(site.verb):
            return []
        return self._lately(site, self._doers)

    def _lately(self, site: Site, tellings: Mapping[str, tuple[int, Sequence[Token]]]) -> list[Token]:
        """The parties that the sentences before told such a thing of."""
        number, told = tellings.get(site.entry.frame.relation, (-_SAME_DOER - 1, ()))
        near = self.resolver.sentence_of[site.trigger.i] - _SAME_DOER
        return [t for t in told if number >= near and t.i < site.trigger.i]

    def _name_before_comma(self, noun: Token) -> list[Token]:
        """As in "Montenegro, the alliance's newest member, …", where the parser takes the noun for another object."""
        at = noun.left_edge.i
        closed = noun.right_edge.i + 1 >= len(self.doc) or self.doc[noun.right_edge.i + 1].is_punct
        if at < 2 or noun.dep_ == "conj" or not closed or self.doc[at].pos_ not in {"DET", "PRON"}:
            return []
        name = self.doc[at - 2]
        return [name] if self.doc[at - 1].lower_ == "," and self.resolver.reading.mention_of[name.i] >= 0 else []

    def _is_clipped(self, verb: Token) -> bool:
        """A sentence of a quotation that begins with its verb, as tweets do: "Thanked Madagascar for its help"."""
        return verb.is_sent_start is True and verb.tag_ in {"VBD", "VBN"} and self.resolver.speech.is_quoted(verb)

    def _prepositional(self, site: Site, preposition: str) -> list[Token]:
        near = 1 if site.entry.frame.fronted else 2  # an adjunct of the verb, not of something in its object
        found = self.syntax.prepositional(site.trigger, preposition, within=near)
        if not found and site.trigger.dep_ == "amod":  # "the Cairo-brokered truce between A and B"
            found = self.syntax.prepositional(site.trigger.head, preposition)
        if not found and site.verb is not None and site.verb != site.trigger:
            found = self.syntax.prepositional(site.verb, preposition)
        if not found and site.verb is None and preposition not in {"of", "by"}:
            found = self.syntax.prepositional_above(site.trigger, preposition)
        if not found and site.verb is not None and site.entry.frame.fronted:
            found = self.syntax.fronted(site.verb, preposition)
        return found
