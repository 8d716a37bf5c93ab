"""Trigger words → readings of frames: which parties stand in which places of which relation.

For each trigger one frame wins for each relation: the first (in the order of the lexicon) whose places are filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from spacy.tokens import Doc, Token

from kgbuild.language.coreference import Resolver
from kgbuild.language.described_events import DescribedEvents
from kgbuild.language.discourse import Resolved
from kgbuild.language.documents import KIND as DOCUMENT
from kgbuild.language.documents import DocumentReader
from kgbuild.language.enumerations import gapped
from kgbuild.language.gapping import GappingReader, Share
from kgbuild.language.lexicon import Entry, Frame, Lexicon
from kgbuild.language.listing import ListReader
from kgbuild.language.modality import Modality, ModalityReader
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party
from kgbuild.language.places import PlaceReader, Site
from kgbuild.language.syntax import Reader, antecedent, clause_tokens, expand, is_passive, is_plural, is_verbal
from kgbuild.language.things import load_thing_words
from kgbuild.schema import Relation, Schema

_PARTY_HOW = {
    "name": 1.0,
    "demonym": 0.9,
    "group": 0.95,
    "role": 0.95,
    "state of role": 0.85,
    "pronoun": 0.8,
    "pair": 0.8,
    "description": 0.85,
    "metonym": 0.85,
    "described": 0.8,
    "government": 0.85,
}
_PLACE_FACTOR = {"clause": 0.8, "adj": 0.9}
_DEEP_FACTOR = 0.93
_CARRIED = {"dobj", "nsubjpass", "prep", "attr", "oprd", "dative", "ccomp"}
_CLAUSES = {"ccomp", "xcomp", "advcl"}
_FEW = 5
"""Of so many who met or called, each met or called each."""
_EVENTS = frozenset({"Event"})
_IT = frozenset({"it", "this"})
_SUCH_AS = ("like", "such as", "including")
_ENUMERATING = frozenset({"like", "as", "including", "between", "among"})
_HEADLINE_FACTOR = 0.9
_PAIR = 2
_NAMELY = frozenset({"namely", "specifically", "viz", "viz."})
_UP_TO_EXAMPLE = 8
_MUTUAL = frozenset({"with", "between", "among", "alongside", "roll"})
"""Places of frames whose deed is done together."""
_OFFICE = "Role"
"""Asks for persons: their state too, where that is all that is known of an office-holder ("the Peruvian envoy")."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A party in a place: how it was reached and resolved."""

    resolved: Resolved
    place: str
    deep: bool = False

    @property
    def party(self) -> Party:
        return self.resolved.party

    @property
    def factor(self) -> float:
        return _PARTY_HOW[self.resolved.how] * _PLACE_FACTOR.get(self.place, 1.0) * (_DEEP_FACTOR if self.deep else 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two parties in the places of a frame, before dates, places and quantities are added."""

    site: Site
    subject: Filler
    object: Filler
    modality: Modality
    confidence: float
    share: Share | None = None
    """What falls to these two, where one verb tells it of several."""


class FrameReader:
    """Reads the frames of one doc."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        lexicon: Lexicon,
        schema: Schema,
        syntax: Reader,
        modality: ModalityReader,
        documents: DocumentReader,
    ) -> None:
        self.doc, self.resolver, self.lexicon, self.schema = doc, resolver, lexicon, schema
        self.syntax, self.modality = syntax, modality
        self.documents = documents
        self._things = load_thing_words()
        self.lists, self.gapping = ListReader(doc), GappingReader(doc)
        self.places = PlaceReader(doc, resolver, syntax, self._doers_of)
        self.described = DescribedEvents(resolver, self._things, self.places.occasions)
        self._words_around: dict[int, frozenset[str]] = {}
        self._evoked: dict[int, list[Site]] = {}
        self._modalities: dict[int, Modality] = {}

    def candidates(self) -> Iterator[Candidate]:
        for token in self.doc:
            if self.resolver.reading.mention_of[token.i] >= 0 and not self._may_trigger(token):
                continue
            seen: set[str] = set()
            for site in self.evoked_sites(token):
                frame = site.entry.frame
                if frame.relation in seen:
                    continue
                found = list(self._read(site))
                if found:
                    seen.add(frame.relation)
                    yield from found

    def evoked(self, token: Token) -> list[Entry]:
        """The frames that a word evokes, where the words that they ask for are there."""
        return [site.entry for site in self.evoked_sites(token)]

    def evoked_sites(self, token: Token) -> list[Site]:
        if token.i not in self._evoked:
            self._evoked[token.i] = [site for site in self.sites(token) if self._cues_agree(site)]
        return self._evoked[token.i]

    def trigger_sentences(self) -> list[int]:
        """First tokens of the sentences that have a word which evokes a relation."""
        return sorted({token.sent.start for token in self.doc if self.evoked(token)})

    def _may_trigger(self, token: Token) -> bool:
        """A named event may itself be a trigger ("Obama's meeting with …"), and so may a role ("a member of NATO") and
        a state's group ("Kenyan troops in Haiti").
        """
        mention = self.resolver.reading.mention(token)
        if mention is None:
            return False
        return mention.group or (mention.kind in {"Event", "Agreement", "Role"} and not mention.references)

    # sites

    def sites(self, token: Token) -> Iterator[Site]:
        """The frames that a word may evoke, with the verb that carries it."""
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"} or (token.tag_.startswith("VB")):
            for entry, particle in self.lexicon.by_verb.get(lemma, ()):
                complete = not particle or self._has_particle(token, particle)
                if complete and self._takes_object_noun(token, entry.frame, particle):
                    yield Site(token, token, entry, particle)
        if token.pos_ in {"NOUN", "PROPN"}:
            for entry in self._by_noun(lemma, token.lower_):
                carrier = self._carrier(token, entry.frame)
                if carrier is not None or entry.frame.bare:
                    yield Site(token, carrier, entry)
        if token.pos_ in {"ADJ", "VERB"}:
            for entry in self.lexicon.by_adjective.get(token.lower_, ()):
                yield Site(token, token.head if self._is_predicate(token) else None, entry)

    def _by_noun(self, lemma: str, form: str) -> list[Entry]:
        """The frames that have a noun or its plural, in the order of the lexicon."""
        found = {id(entry): entry for word in (lemma, form) for entry in self.lexicon.by_noun.get(word, ())}
        return sorted(found.values(), key=lambda entry: (entry.family, entry.line))

    def _is_predicate(self, adjective: Token) -> bool:
        """Is it said of the clause's subject: "is helpful", "has proven helpful"; not "called it helpful"?"""
        if adjective.dep_ == "oprd":
            return not any(c.dep_ == "dobj" for c in adjective.head.children)
        return adjective.dep_ in {"acomp", "attr"}

    def _has_particle(self, verb: Token, particle: str) -> bool:
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
        governed = self.syntax.prepositional(verb, particle.rsplit(maxsplit=1)[-1], within=1) if particle else []
        nouns = governed or self.syntax.direct_objects(verb)
        return any(n.lemma_.lower() in frame.object_nouns or n.lower_ in frame.object_nouns for n in nouns)

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
        return next((c for c in noun.children if self._carries_from_below(c) and c.lemma_.lower() in frame.light), None)

    def _carries_from_below(self, clause: Token) -> bool:
        """A light verb in a clause on its noun: "the talks held in Rabat", "the sanctions which the EU imposed on
        Mali".
        """
        if clause.dep_ == "acl":
            return clause.tag_ == "VBN"
        relative_subject = any(c.dep_ == "nsubj" and c.lower_ in {"which", "that", "who"} for c in clause.children)
        return clause.dep_ == "relcl" and not relative_subject

    def _cues_agree(self, site: Site) -> bool:
        frame = site.entry.frame
        if frame.forbids and any(child.dep_ in frame.forbids for child in site.trigger.children):
            return False
        if frame.governs and not self._governs(site.trigger, frame.governs):
            return False
        if frame.modifiers and not any(self._modifies(child, frame.modifiers) for child in site.trigger.children):
            return False
        if frame.unqualified and any(t.lower_ in frame.unqualified for t in self.syntax.adjectival(site.trigger)):
            return False
        if not (frame.cue or frame.unless):
            return True
        words = self._clause_words(site.trigger)
        return (not frame.cue or bool(words & set(frame.cue))) and not words & set(frame.unless)

    @staticmethod
    def _governs(verb: Token, auxiliaries: Sequence[str]) -> bool:
        clauses = (c for c in verb.children if c.dep_ in _CLAUSES)
        return any(c.dep_ == "aux" and c.lower_ in auxiliaries for clause in clauses for c in clause.children)

    @staticmethod
    def _modifies(token: Token, words: Sequence[str]) -> bool:
        return token.lower_ in words and token.dep_ in {"amod", "compound", "nmod", "det"}

    def _clause_words(self, trigger: Token) -> frozenset[str]:
        """Forms and lemmas in a trigger's clause, and pairs of neighbours in its sentence; kept, as many frames ask."""
        if trigger.i not in self._words_around:
            clause = clause_tokens(trigger)
            sentence = [t.lower_ for t in trigger.sent]
            pairs = (f"{a} {b}" for a, b in pairwise(sentence))
            self._words_around[trigger.i] = frozenset(
                (*(t.lower_ for t in clause), *(self._lemma(t) for t in clause), *pairs)
            )
        return self._words_around[trigger.i]

    def _lemma(self, token: Token) -> str:
        """With the prefix that the parser does not get to see ("co-chair")."""
        return self.resolver.reading.prefixes.get(token.i, "") + token.lemma_.lower()

    # reading one site

    def _read(self, site: Site) -> Iterator[Candidate]:
        frame, relation = site.entry.frame, self.schema.relations[site.entry.frame.relation]
        modality = self._modality(site)
        if modality.status is None or modality.status in frame.never:
            return
        subjects, objects = self._sides(site)
        if frame.crowd and len(subjects) <= _FEW:
            objects = [f for f in objects if f.resolved.token.lemma_.lower() not in frame.crowd]
        if shares := self._shares(site, subjects):
            yield from self._of_shares(site, subjects, shares, modality)
            return
        if frame.quantity and subjects and objects and frame.subject != ("series",):
            subjects = subjects + self._continued(site, subjects, objects)
        if relation.symmetric and not objects:
            if any(filler.place == "clause" for filler in subjects):
                return  # who is told of beside an agreement need not be of it
            if not self._is_mutual(frame) or self._has_unknown_object(site):
                return
            subjects = [filler for filler in subjects if not _is_example(filler.resolved.token)]
            yield from self._within(site, subjects, modality)
            return
        if relation.symmetric and not subjects:
            places = [place for place in self._subject_places(site) if place != "clause"]
            if "protagonist" not in places and not any(self.places.tokens(site, place) for place in places):
                yield from self._within(site, objects, modality)  # else somebody unknown met them, one by one
            return
        for subject, object_ in product(subjects, objects):
            if self._is_among(object_, subjects) or self._is_among(subject, objects):
                continue
            first, second = (object_, subject) if frame.reverse else (subject, object_)
            at_home = second.resolved.how == "government"  # a legislator's own, of which he is no part
            if at_home or self._distinct(first.party, second.party, relation):
                yield self._candidate(site, first, second, modality)

    def _is_among(self, one: Filler, others: Sequence[Filler]) -> bool:
        """Is a party, or who speaks for it, one of the several that a plural stands for? Then the others do not do it
        together: "the leaders welcomed the efforts of Chad", where Chad's is one of them.
        """
        members = [other.party for other in others if other.resolved.how == "pair"]
        return len(members) > _PAIR and any(
            one.party is member or self.resolver.cast.represented(member) is one.party for member in members
        )

    @staticmethod
    def _is_mutual(frame: Frame) -> bool:
        """Can several do it with each other? Not what has but a direct object: "A and B hosted"."""
        return not frame.object or not _MUTUAL.isdisjoint((*frame.object, *frame.subject))

    def _has_unknown_object(self, site: Site) -> bool:
        """As in "A and B met with officials", "A and B welcomed the guests": it was not each other."""
        for place in site.entry.frame.object:
            for token in self.places.tokens(site, place):
                mention = self.resolver.reading.mention(token)
                if place == "dobj" or (mention is not None and mention.kind in {"Role", "Country", "Organization"}):
                    return True
        return False

    def lack(self, site: Site) -> str:
        """Why a frame came to nothing: what was not told as a fact, or which place has nobody in it."""
        status = self._modality(site).status
        if status in site.entry.frame.never:
            return f"not told of what is {status}"
        if status is None:
            return "told as a wish, a condition, a question or a possibility"
        sides = zip(
            self._kinds(site), (self._subject_places(site), site.entry.frame.object), self._sides(site), strict=True
        )
        empty = [
            f"no {' or '.join(sorted(kinds - {_OFFICE}))} in {', '.join(places)}"
            for kinds, places, found in sides
            if not found
        ]
        return "; ".join(empty) or "the parties are one, or speak for each other"

    def _modality(self, site: Site) -> Modality:
        if site.entry.frame.presupposed:
            return Modality("occurred", None)
        modality, frame = self._modality_of(site.trigger), site.entry.frame
        if site.verb is not None and site.verb != site.trigger and modality.status is not None:
            modality = _stronger(modality, self._modality_of(site.verb))
        if modality.offered and frame.offered:
            modality = Modality("planned", modality.speech)
        return _as_said(modality, negated=frame.negated) if frame.is_said else modality

    def _modality_of(self, token: Token) -> Modality:
        """Kept, as many frames ask."""
        if token.i not in self._modalities:
            self._modalities[token.i] = self.modality.read(token)
        return self._modalities[token.i]

    def _kinds(self, site: Site) -> tuple[frozenset[str], frozenset[str]]:
        """Classes that the grammatical subject and object may have."""
        frame, relation = site.entry.frame, self.schema.relations[site.entry.frame.relation]
        turned = frame.reverse and not relation.symmetric
        first, second = (relation.range, relation.domain) if turned else (relation.domain, relation.range)
        return self._asked(frame.subject_kinds, first), self._asked(frame.object_kinds, second)

    def _asked(self, kinds: Sequence[str], allowed: frozenset[str]) -> frozenset[str]:
        """The kinds that a frame asks for, else all that the relation allows."""
        of_state = "Person" in kinds and self.schema.allows("Country", allowed)
        return frozenset((*kinds, _OFFICE) if of_state else kinds) or allowed

    def _sides(self, site: Site) -> tuple[list[Filler], list[Filler]]:
        subject_kinds, object_kinds = self._kinds(site)
        frame = site.entry.frame
        subjects = self._fill(site, self._subject_places(site), subject_kinds, ("from", "poss", "of", "adj"))
        if frame.for_state == "subject":
            subjects = self._states(subjects)
        whole = not frame.reverse  # what is judged may be a deed of the one in the clause: "the raid by Mali drew fire"
        objects = self._fill(site, frame.object, object_kinds, frame.deep, whole=whole)
        objects = self._states(objects) if frame.for_state == "object" else objects
        objects = self._of_others(subjects, objects) if frame.of_others else objects
        own = {f.party.key for f in subjects}
        objects = [f for f in objects if not (f.resolved.token.tag_ == "PRP$" and f.party.key in own)]
        if frame.gapped and objects:
            objects += self._gapped(objects[-1], frame.gapped, object_kinds)
        if subjects and (objects or not frame.object):
            self.places.remember(site, [f.resolved.token for f in subjects], [f.resolved.token for f in objects])
        return subjects, objects

    def _gapped(self, last: Filler, preposition: str, kinds: frozenset[str]) -> list[Filler]:
        """As in "named A as B, C as D": those who follow with the same preposition and no verb."""
        further = gapped(last.resolved.token, preposition)
        return [Filler(resolved, last.place) for token in further for resolved in self._of_kinds(token, kinds)]

    def _of_others(self, subjects: list[Filler], objects: list[Filler]) -> list[Filler]:
        """The objects, with pronouns that were taken for the subject's own read as another's."""
        own = {filler.party.key for filler in subjects}
        found = []
        for filler in objects:
            if filler.party.key in own and filler.resolved.how == "pronoun":
                others = self.resolver.another(filler.resolved.token, own, filler.party.is_person)
                found += [replace(filler, resolved=other) for other in others]
            else:
                found.append(filler)
        return found

    def _continued(self, site: Site, subjects: list[Filler], objects: list[Filler]) -> list[Filler]:
        """As in "Nepal had 1,231 personnel in MINUSCA; Zambia 918": further names with nothing but a number."""
        last = max(filler.resolved.token.i for filler in (*subjects, *objects))
        kinds = self._kinds(site)[0]
        further = (r for token in self.places.series.after(self.doc[last]) for r in self._of_kinds(token, kinds))
        told = {filler.party.key for filler in (*subjects, *objects)}
        return [Filler(resolved, "series") for resolved in further if resolved.party.key not in told]

    def _shares(self, site: Site, subjects: list[Filler]) -> list[Share]:
        """As in "pledged 45 million to A and 60 million to B": only of verbs whose object is a number or a sum."""
        frame = site.entry.frame
        if "dobj" not in frame.quantity or site.trigger != site.verb or not subjects or is_passive(site.verb):
            return []
        return self.gapping.shares(site.trigger, frame.object)

    def _of_shares(
        self, site: Site, subjects: list[Filler], shares: list[Share], modality: Modality
    ) -> Iterator[Candidate]:
        subject_kinds, object_kinds = self._kinds(site)
        relation = self.schema.relations[site.entry.frame.relation]
        for share in shares:
            said = self._of_kinds(share.giver, subject_kinds) if share.giver else []
            givers = [Filler(r, "series") for r in said] if share.giver else subjects
            receivers = self._of_kinds(share.receiver, object_kinds) if share.receiver else []
            for giver, receiver in product(givers, [Filler(r, "series") for r in receivers]):
                if self._distinct(giver.party, receiver.party, relation):
                    yield replace(self._candidate(site, giver, receiver, modality), share=share)

    def _subject_places(self, site: Site) -> Sequence[str]:
        frame = site.entry.frame
        if frame.subject:
            return frame.subject
        if site.trigger == site.verb or (frame.adjectives and site.trigger.lower_ in frame.adjectives):
            return ("nsubj",)
        return (
            ("nsubj", "poss", "adj", "of", "by", "clause")
            if site.verb is not None
            else ("poss", "adj", "between", "of", "by", "clause")
        )

    def _within(self, site: Site, fillers: list[Filler], modality: Modality) -> Iterator[Candidate]:
        """As in "A and B met": every pair of at most five."""
        unique = [f for i, f in enumerate(fillers) if all(f.party is not g.party for g in fillers[:i])]
        if not 2 <= len(unique) <= _FEW:
            return
        for i, first in enumerate(unique):
            for second in unique[i + 1 :]:
                if len(unique) > _PAIR and self._are_of_one_side(first.party, second.party):
                    continue  # "Qatar's emir and his prime minister agreed with Biden"
                if self._distinct(first.party, second.party, self.schema.relations[site.entry.frame.relation]):
                    yield self._candidate(site, first, second, modality)

    def _are_of_one_side(self, first: Party, second: Party) -> bool:
        represented = self.resolver.cast.represented(first)
        return represented is not None and represented is self.resolver.cast.represented(second)

    def _distinct(self, subject: Party, object_: Party, relation: Relation) -> bool:
        """A party does nothing to itself, nor a minister to the state that he speaks for."""
        if subject is object_ or self._is_home(subject, object_):
            return False
        cast = self.resolver.cast
        own = (cast.represented(subject), cast.represented(object_))
        if object_.kind == "Country" and own[0] is object_:
            return False
        return not (subject.kind == "Country" and own[1] is subject and relation.symmetric)

    def _is_home(self, subject: Party, object_: Party) -> bool:
        """A state is not told to go to its own towns, nor an office-holder to his own capital."""
        if object_.kind != "Place" or object_.reference is None or object_.reference.country is None:
            return False
        state = f"country:{object_.reference.country}"
        if subject.kind == "Country":
            return subject.key == state
        return subject.owner == state and object_.reference.id in self.resolver.cast.gazetteer.capitals

    def _candidate(self, site: Site, subject: Filler, object_: Filler, modality: Modality) -> Candidate:
        confidence = site.entry.frame.confidence * subject.factor * object_.factor
        if site.trigger.i < self.resolver.reading.headline_end:
            confidence *= _HEADLINE_FACTOR
        return Candidate(site, subject, object_, modality, round(confidence, 4))

    # parties in places

    def _fill(
        self, site: Site, places: Sequence[str], kinds: frozenset[str], deep: Sequence[str], *, whole: bool = False
    ) -> list[Filler]:
        """The parties of the first place that has any of the right kinds."""
        for place in places:
            tokens = [(token, part) for part in place.split("+") for token in self.places.tokens(site, part)]
            fillers = [f for token, part in tokens for f in self._fillers(site, token, part, kinds, deep, whole=whole)]
            fillers = [f for f in fillers if self._is_named_as(f, site.entry.frame)]
            if fillers:
                return [f for i, f in enumerate(fillers) if all(f.party is not g.party for g in fillers[:i])]
            if tokens and place == "poss":
                return []  # somebody's, of whom we don't know who he is: not the clause's subject's
        return []

    def _doers_of(self, site: Site) -> frozenset[str]:
        """Who does what the trigger says, by key."""
        doers = self._fill(site, self._subject_places(site), self._kinds(site)[0], ("from", "poss", "of", "adj"))
        return frozenset(filler.party.key for filler in doers)

    def _fillers(
        self, site: Site, token: Token, place: str, kinds: frozenset[str], deep: Sequence[str], *, whole: bool = False
    ) -> list[Filler]:
        if place == "author":
            body = self.documents.body_in(token)
            return [Filler(Resolved(body, "name", token), place)] if body is not None else []
        if kinds == _EVENTS and token.lower_ in _IT:
            meant = self.places.occasions.of(token, listed=False)
            return [f for event in meant for f in self._fillers(site, event, place, kinds, deep)]
        direct = [Filler(r, place) for name in self._names(site, token, place) for r in self._of_kinds(name, kinds)]
        if place == "speaker":
            return [f for f in direct if not self.resolver.cast.is_medium(f.party)]  # they report what others say
        if direct:
            return direct
        if place == "nsubj" and (called := self._called(token, kinds)):
            return [Filler(r, place) for r in called]
        if place == "nsubj":
            said = [
                Filler(r, place, deep=True) for t in self.documents.authors(token) for r in self._of_kinds(t, kinds)
            ]
            if said:
                return said
        if place in {"nsubj", "clause", "by"} and not whole:
            for_others = deep if self._stands_for_others(token) else ("poss",)
            deep = (*for_others, *_SUCH_AS) if "poss" in deep else for_others if for_others == deep else ()
        for found_inside in self.syntax.deep(token, deep):
            if self._is_somebody_elses(token, found_inside):
                continue
            inner = self._of_those(found_inside)
            from_many = token.tag_ == "NNS" and inner.head.lower_ == "from"  # "ships from A, B and C"
            several = from_many or inner != found_inside or self._is_enumerated(inner) or self._stands_for_others(token)
            names = (self.lists.around(inner) or expand(inner)) if several else [inner]
            found = [Filler(r, place, deep=True) for name in names for r in self._of_kinds(name, kinds)]
            if found:
                return found
        described = self._described(token, kinds)
        if described is None and token.dep_ == "appos" and place == "nsubj":  # "X, a lawyer who said"
            return [Filler(r, place, deep=True) for r in self._of_kinds(token.head, kinds)]
        return [Filler(described, place)] if described else []

    def _names(self, site: Site, token: Token, place: str) -> list[Token]:
        """A name in a place with those of its list; the one alone that a clause in the singular is said of ("A and B,
        which has sent troops").
        """
        if included := self.lists.included(token):
            return included
        alone = place in {"nsubj", "dobj"} and self._is_related(token, site.verb)
        return ([] if alone else self.lists.around(token)) or [token]

    def _is_related(self, token: Token, verb: Token | None) -> bool:
        """Is a clause in the singular said of a name before it?"""
        return verb is not None and antecedent(verb) is not None and token.head != verb and not is_plural(verb)

    def _is_somebody_elses(self, noun: Token, owner: Token) -> bool:
        """As in "X's deputy", "their successors", "Chad's rivals": others than X, they and Chad, while "Paris' envoy"
        acts for it.
        """
        lemma = noun.lemma_.lower()
        if lemma in self.resolver.words.apart and owner.dep_ == "poss" and owner.head == noun:
            return True
        is_person = lemma in self.resolver.words.relatives or (lemma,) in load_office_words().heads
        return (
            is_person
            and owner.dep_ == "poss"
            and owner.head == noun
            and any(resolved.party.is_person for resolved in self.resolver.resolve(owner))
        )

    def _called(self, token: Token, kinds: frozenset[str]) -> list[Resolved]:
        """Whom an apposition names: "his widow, Jane Poe, and …"."""
        appositions = [c for c in token.children if c.dep_ == "appos" and c.i > token.i]
        inside = self.syntax.deep(token, ("of", "appos"), 2)
        appositions += [t for t in inside if any(c.lower_ in _NAMELY for c in t.children) and t not in appositions]
        return [r for c in appositions for other in expand(c) for r in self._of_kinds(other, kinds)]

    def _is_named_as(self, filler: Filler, frame: Frame) -> bool:
        """Has it the words that the frame wants of an object, or a name where it wants one?"""
        if filler.party.kind not in (frame.object_kinds or {filler.party.kind}):
            return True  # it is the subject
        if frame.object_words:
            return any(not set(frame.object_words).isdisjoint(name.lower().split()) for name in filler.party.names)
        named = any(word[0].isupper() for name in filler.party.names for word in name.split())
        if not frame.only_named or (named and not filler.party.described):
            return True
        token = filler.resolved.token
        words = [t.lower_ for t in self.doc[max(token.i - 1, 0) : token.i + 1]]
        return token.lemma_.lower() not in frame.only_named and " ".join(words) not in frame.only_named

    def _of_those(self, token: Token) -> Token:
        """Whose "those" are, in "ministers, including those of A and B"."""
        return next(self.syntax.deep(token, ("of", "from"), 1), token) if token.lower_ == "those" else token

    def _is_enumerated(self, token: Token) -> bool:
        """As in "states like A, B and C", "the truce between A and B": all of them are meant."""
        return token.dep_ == "pobj" and token.head.lower_ in _ENUMERATING

    def _stands_for_others(self, token: Token) -> bool:
        """A group noun whose deeds are its state's or body's: "members of the Council", not "a pilot from Kenya"."""
        vocabulary = load_office_words()
        plural = vocabulary.heads.get((token.lower_,), ("", False))[1]
        return plural or (token.lower_,) in vocabulary.groups

    def _of_kinds(self, token: Token, kinds: frozenset[str]) -> list[Resolved]:
        if self.schema.allows(DOCUMENT, kinds) and (document := self.documents.party(token)) is not None:
            return [Resolved(document, "described" if document.described else "name", token)]
        found = []
        for resolved in self.resolver.resolve(token):
            in_text = token.i >= self.resolver.reading.headline_end  # whom a headline means, the text mostly names
            of_office = resolved.how == "state of role" and _OFFICE in kinds and in_text
            if of_office or self.schema.allows(resolved.party.kind, kinds):
                found.append(resolved)
            elif (state := self._government(resolved.party)) is not None and "Country" in kinds | _expanded(kinds):
                found.append(Resolved(state, "metonym", token))
        return found

    def _states(self, fillers: list[Filler]) -> list[Filler]:
        """The states, and those that office-holders act for in the place of the holders."""
        found = [filler for filler in fillers if filler.party.kind == "Country"]
        for filler in fillers:
            state = self.resolver.cast.represented(filler.party)
            if state is not None and state.kind == "Country":
                found.append(replace(filler, resolved=replace(filler.resolved, party=state, how="state of role")))
        return found

    def _government(self, party: Party) -> Party | None:
        """The state that a capital may stand for."""
        if party.kind != "Place" or party.reference is None:
            return None
        iso = self.resolver.cast.gazetteer.capitals.get(party.reference.id)
        return self.resolver.cast.state_party(iso) if iso else None

    def _described(self, token: Token, kinds: frozenset[str]) -> Resolved | None:
        """An event or agreement without a name, named by its head phrase: "attended the ceremony"."""
        if token.pos_ not in {"NOUN", "PROPN"} or self.resolver.reading.mention(token) is not None:
            return None
        kind = self._things.heads.get(token.lemma_.lower()) or self._things.heads.get(token.lower_)
        if self._things.is_occasion(token.lower_, token.lemma_.lower()) and not _calls_for(token):
            kind = "Event"
        if kind != "Event" or kind not in kinds:
            return None
        return Resolved(self.described.party(token, kind), "described", token)


def _calls_for(noun: Token) -> bool:
    """As in "a call for restraint", "the call to disarm": no occasion."""
    return any(c.lower_ in {"for", "to"} and c.i > noun.i for c in noun.children)


def _is_example(token: Token) -> bool:
    """As A and B in "ten ministers, including those of A and B, met": who met whom is not said."""
    node = token
    for _ in range(_UP_TO_EXAMPLE):
        if node.dep_ == "prep" and node.lower_ == "including":
            return True
        node = node.head
    return False


def _happens(noun: Token, verb: Token) -> bool:
    """As in "the embassy reopened": a verb without object, whose subject it is that undergoes it."""
    return noun.dep_ == "nsubj" and not any(
        c.dep_ in {"dobj", "ccomp", "xcomp", "attr", "acomp"} for c in verb.children
    )


def _expanded(kinds: frozenset[str]) -> frozenset[str]:
    return frozenset({"Country"}) if "Party" in kinds else frozenset()


def _as_said(modality: Modality, *, negated: bool) -> Modality:
    """What somebody says of another is said, or is not: a judgement that is denied is none ("is not unacceptable"),
    but one may be made of a negation ("has not been helpful").
    """
    made = modality.status == ("denied" if negated else "occurred")
    return Modality("occurred" if made else None, modality.speech)


def _stronger(first: Modality, second: Modality) -> Modality:
    """The modality of a noun and of the verb that carries it, as one."""
    if second.status is None or second.status == "occurred":
        return first if second.status is not None else second
    status = "denied" if "denied" in {first.status, second.status} else second.status
    return Modality(status, first.speech or second.speech)
