"""The two sides of a frame: which classes and places its subject and object have, and who fills them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgbuild.language.candidate import Filler, Site
from kgbuild.language.coreference import Resolver
from kgbuild.language.documents import DocumentReader
from kgbuild.language.enumerations import gapped
from kgbuild.language.fillers import OFFICE, FillerReader
from kgbuild.language.places import PlaceReader
from kgbuild.language.syntax import Reader
from kgbuild.schema import Schema

_DOER_WAYS = ("from", "poss", "of", "adj")
"""Ways into the phrase of a subject."""


def subject_places(site: Site) -> Sequence[str]:
    """The places of a frame's subject: its own, else those that a verb, a noun with its verb or a bare noun has."""
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


class SideReader:
    """Finds the subjects and objects of one doc's frames."""

    def __init__(self, doc: Doc, resolver: Resolver, schema: Schema, syntax: Reader, documents: DocumentReader) -> None:
        self.doc, self.resolver, self.schema = doc, resolver, schema
        self.places = PlaceReader(doc, resolver, syntax, self._doers)
        self.fillers = FillerReader(doc, resolver, schema, syntax, documents, self.places)

    def kinds(self, site: Site) -> tuple[frozenset[str], frozenset[str]]:
        """Classes that the grammatical subject and object may have."""
        frame, relation = site.entry.frame, self.schema.relations[site.entry.frame.relation]
        turned = frame.reverse and not relation.symmetric
        first, second = (relation.range, relation.domain) if turned else (relation.domain, relation.range)
        return self._asked(frame.subject_kinds, first), self._asked(frame.object_kinds, second)

    def _asked(self, kinds: Sequence[str], allowed: frozenset[str]) -> frozenset[str]:
        """The kinds that a frame asks for, else all that the relation allows."""
        of_state = "Person" in kinds and self.schema.allows("Country", allowed)
        return frozenset((*kinds, OFFICE) if of_state else kinds) or allowed

    def of(self, site: Site) -> tuple[list[Filler], list[Filler]]:
        """The parties in the subject's places and in the object's; remembered for the sentences that follow."""
        frame = site.entry.frame
        subject_kinds, object_kinds = self.kinds(site)
        subjects = self.fillers.fill(site, subject_places(site), subject_kinds, _DOER_WAYS)
        if frame.for_state == "subject":
            subjects = self._states(subjects)
        whole = not frame.reverse  # what is judged may be a deed of the one in the clause: "the raid by Mali drew fire"
        objects = self.fillers.fill(site, frame.object, object_kinds, frame.deep, whole=whole)
        objects = self._states(objects) if frame.for_state == "object" else objects
        objects = self._of_others(subjects, objects) if frame.of_others else objects
        own = {f.party.key for f in subjects}
        objects = [f for f in objects if not (f.resolved.token.tag_ == "PRP$" and f.party.key in own)]
        if frame.gapped and objects:
            objects += self._gapped(objects[-1], frame.gapped, object_kinds)
        if subjects and (objects or not frame.object):
            self.places.remember(site, [f.resolved.token for f in subjects], [f.resolved.token for f in objects])
        return subjects, objects

    def continued(self, site: Site, told: Sequence[Filler]) -> list[Filler]:
        """As in "Nepal had 1,231 personnel in MINUSCA; Zambia 918": further names with nothing but a number."""
        last = max(filler.resolved.token.i for filler in told)
        further = self._in_series(self.places.series.after(self.doc[last]), self.kinds(site)[0])
        known = {filler.party.key for filler in told}
        return [filler for filler in further if filler.party.key not in known]

    def in_shares(self, site: Site, giver: Token | None, receiver: Token | None) -> tuple[list[Filler], list[Filler]]:
        """The parties of two words that a verb is not said of again ("A sent 200 soldiers and B 150")."""
        subject_kinds, object_kinds = self.kinds(site)
        return (
            self._in_series([giver] if giver else [], subject_kinds),
            self._in_series([receiver] if receiver else [], object_kinds),
        )

    def _in_series(self, tokens: Sequence[Token], kinds: frozenset[str]) -> list[Filler]:
        return [Filler(resolved, "series") for token in tokens for resolved in self.fillers.of_kinds(token, kinds)]

    def _doers(self, site: Site) -> frozenset[str]:
        """Who does what the trigger says, by key."""
        doers = self.fillers.fill(site, subject_places(site), self.kinds(site)[0], _DOER_WAYS)
        return frozenset(filler.party.key for filler in doers)

    def _states(self, fillers: list[Filler]) -> list[Filler]:
        """The states, and those that office-holders act for in the place of the holders."""
        found = [filler for filler in fillers if filler.party.kind == "Country"]
        for filler in fillers:
            state = self.resolver.cast.represented(filler.party)
            if state is not None and state.kind == "Country":
                found.append(replace(filler, resolved=replace(filler.resolved, party=state, how="state of role")))
        return found

    def _gapped(self, last: Filler, preposition: str, kinds: frozenset[str]) -> list[Filler]:
        """As in "named A as B, C as D": those who follow with the same preposition and no verb."""
        further = gapped(last.resolved.token, preposition)
        return [Filler(resolved, last.place) for token in further for resolved in self.fillers.of_kinds(token, kinds)]

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
