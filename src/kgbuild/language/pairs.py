"""Who does it to whom: the parties on the two sides of a frame, paired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from spacy.tokens import Doc, Token

from kgbuild.language.candidate import Candidate, Filler, Site
from kgbuild.language.clauses import is_passive
from kgbuild.language.coreference import Resolver
from kgbuild.language.gapping import GappingReader, Share
from kgbuild.language.lexicon import Frame
from kgbuild.language.modality import Modality
from kgbuild.language.party import Party
from kgbuild.language.sides import SideReader, subject_places
from kgbuild.schema import Relation, Schema

_FEW = 5
"""Of so many who met or called, each met or called each."""
_HEADLINE_FACTOR = 0.9
_PAIR = 2
_UP_TO_EXAMPLE = 8
_MUTUAL = frozenset({"with", "between", "among", "alongside", "roll"})
"""Places of frames whose deed is done together."""


class PairReader:
    """Pairs the parties of one doc's frames."""

    def __init__(self, doc: Doc, resolver: Resolver, schema: Schema, sides: SideReader) -> None:
        self.resolver, self.schema, self.sides = resolver, schema, sides
        self.gapping = GappingReader(doc)

    def of(self, site: Site, modality: Modality) -> Iterator[Candidate]:
        """What a trigger tells, of each two that it tells it of."""
        frame, relation = site.entry.frame, self.schema.relations[site.entry.frame.relation]
        subjects, objects = self.sides.of(site)
        if frame.crowd and len(subjects) <= _FEW:
            objects = [f for f in objects if f.resolved.token.lemma_.lower() not in frame.crowd]
        if shares := self._shares(site, subjects):
            yield from self._of_shares(site, subjects, shares, modality)
            return
        if frame.quantity and subjects and objects and frame.subject != ("series",):
            subjects = subjects + self.sides.continued(site, (*subjects, *objects))
        if relation.symmetric and not (subjects and objects):
            yield from self._within(site, self._together(site, subjects, objects), modality)
            return
        for subject, object_ in product(subjects, objects):
            if self._is_among(object_, subjects) or self._is_among(subject, objects):
                continue
            first, second = (object_, subject) if frame.reverse else (subject, object_)
            at_home = second.resolved.how == "government"  # a legislator's own, of which he is no part
            if at_home or self._distinct(first.party, second.party, relation):
                yield self._candidate(site, first, second, modality)

    def _candidate(self, site: Site, subject: Filler, object_: Filler, modality: Modality) -> Candidate:
        confidence = site.entry.frame.confidence * subject.factor * object_.factor
        if site.trigger.i < self.resolver.reading.headline_end:
            confidence *= _HEADLINE_FACTOR
        return Candidate(site, subject, object_, modality, round(confidence, 4))

    # who does it with each other

    def _together(self, site: Site, subjects: list[Filler], objects: list[Filler]) -> list[Filler]:
        """The parties of one side that do it with each other, where the other side has nobody."""
        if not objects:
            if any(filler.place == "clause" for filler in subjects):
                return []  # who is told of beside an agreement need not be of it
            if not _is_mutual(site.entry.frame) or self._has_unknown_object(site):
                return []
            return [filler for filler in subjects if not _is_example(filler.resolved.token)]
        places = [place for place in subject_places(site) if place != "clause"]
        unknown = "protagonist" in places or any(self.sides.places.tokens(site, place) for place in places)
        return [] if unknown else objects  # else somebody unknown met them, one by one

    def _has_unknown_object(self, site: Site) -> bool:
        """As in "A and B met with officials", "A and B welcomed the guests": it was not each other."""
        for place in site.entry.frame.object:
            for token in self.sides.places.tokens(site, place):
                mention = self.resolver.reading.mention(token)
                if place == "dobj" or (mention is not None and mention.kind in {"Role", "Country", "Organization"}):
                    return True
        return False

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

    # what one verb tells of several

    def _shares(self, site: Site, subjects: list[Filler]) -> list[Share]:
        """As in "pledged 45 million to A and 60 million to B": only of verbs whose object is a number or a sum."""
        frame = site.entry.frame
        if "dobj" not in frame.quantity or site.trigger != site.verb or not subjects or is_passive(site.verb):
            return []
        return self.gapping.shares(site.trigger, frame.object)

    def _of_shares(
        self, site: Site, subjects: list[Filler], shares: list[Share], modality: Modality
    ) -> Iterator[Candidate]:
        relation = self.schema.relations[site.entry.frame.relation]
        for share in shares:
            said, receivers = self.sides.in_shares(site, share.giver, share.receiver)
            for giver, receiver in product(said if share.giver else subjects, receivers):
                if self._distinct(giver.party, receiver.party, relation):
                    yield replace(self._candidate(site, giver, receiver, modality), share=share)

    # who is no pair

    def _is_among(self, one: Filler, others: Sequence[Filler]) -> bool:
        """Is a party, or who speaks for it, one of the several that a plural stands for? Then the others do not do it
        together: "the leaders welcomed the efforts of Chad", where Chad's is one of them.
        """
        members = [other.party for other in others if other.resolved.how == "pair"]
        return len(members) > _PAIR and any(
            one.party is member or self.resolver.cast.represented(member) is one.party for member in members
        )

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


def _is_mutual(frame: Frame) -> bool:
    """Can several do it with each other? Not what has but a direct object: "A and B hosted"."""
    return not frame.object or not _MUTUAL.isdisjoint((*frame.object, *frame.subject))


def _is_example(token: Token) -> bool:
    """As A and B in "ten ministers, including those of A and B, met": who met whom is not said."""
    node = token
    for _ in range(_UP_TO_EXAMPLE):
        if node.dep_ == "prep" and node.lower_ == "including":
            return True
        node = node.head
    return False
