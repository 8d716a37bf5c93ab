"""When and where: the date and place of a clause, or those of the occasion that the text is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kgbuild.edtf import is_after
from kgbuild.fact import Status
from kgbuild.language.candidate import Candidate
from kgbuild.language.circumstance_words import load_circumstance_words
from kgbuild.language.clause_dates import ClauseDates, own_clause
from kgbuild.language.clause_places import ClausePlaces, is_wide
from kgbuild.language.clauses import clause_tokens, governing_clause, is_verbal
from kgbuild.language.coreference import Resolver
from kgbuild.language.dates import DateMention
from kgbuild.language.event_times import EventTimes
from kgbuild.language.lead import LEAD_SENTENCES, Lead, Occasion, When
from kgbuild.language.party import Party
from kgbuild.language.tenses import told_in_the_perfect, told_of_the_day
from kgbuild.schema import Schema

_MONTH = len("2023-11")
_JOINED = {"conj", "dep", "xcomp", "advcl", "pcomp"}
_MAX_JOINED = 4
_FAR = 8
"""Sentence of news from which on what has no date is as often of another day as of the lead's."""


class Circumstances:
    """Dates and places for the candidates of one doc."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        dates: Sequence[DateMention],
        published: str | None,
        schema: Schema,
        candidates: Sequence[Candidate],
        *,
        news: bool = False,
    ) -> None:
        self.news = news
        self.doc, self.resolver, self.dates, self.published, self.schema = doc, resolver, dates, published, schema
        self.words = load_circumstance_words()
        self.timing = ClauseDates(doc, dates, self.words)
        self.placing = ClausePlaces(resolver, self.timing, self.words)
        self.events = EventTimes(doc, self.timing, self.placing, self.words)
        self.lead = Lead(doc, resolver, dates, self.timing, self.placing, self.events)
        statements = {c.site.trigger.i for c in candidates if self._is(c, "Statement")}
        self.occasion = self.lead.read(published, statements)
        if place := self._first_place(candidates):
            self.occasion = Occasion(self.occasion.when, self._narrowest(place))
        planned = (c for c in candidates if _told_as(c) == "planned" and self._is(c, "Encounter"))
        self.plan = next(filter(None, map(self._own_place, planned)), None)

    def _narrowest(self, place: Party) -> Party:
        """For a state its city, where the lead or the dateline names one."""
        for other in (self.occasion.place, self.resolver.dateline_place, self.lead.head_place):
            place = self.placing.narrower(place, other)
        return place

    def _first_place(self, candidates: Sequence[Candidate]) -> Party | None:
        """The place of the first deed that the lead tells of the occasion: where a visit went, where a meeting was.

        It is of the occasion where one who does the first deed of the text has part in it.
        """
        headline_end = self.resolver.reading.headline_end
        ends = [sentence.end for sentence in self.doc.sents if sentence.end > headline_end][:LEAD_SENTENCES]
        principals: set[str] = set()
        for candidate in candidates:
            if not headline_end <= candidate.site.trigger.i < (ends[-1] if ends else 0):
                continue
            parties = {candidate.subject.party.key, candidate.object.party.key}
            principals = principals or parties
            if principals.isdisjoint(parties):
                continue
            status = _told_as(candidate)
            when = self.when(candidate, status)
            if not self._is_of_the_occasion(when, status):
                continue
            place = self._own_place(candidate)
            if place and not is_wide(place):
                return place
        return None

    # a candidate's own

    def of(self, candidate: Candidate) -> tuple[When | None, Party | None]:
        """When and where it was done, or is to be."""
        status = _told_as(candidate)
        when = self.when(candidate, status)
        return when, self.where(candidate, when, status)

    def when(self, candidate: Candidate, status: Status) -> When | None:
        """The date in the trigger's clause, or in the clause that governs it; else for a deed told in the past the
        occasion's.
        """
        event = self._event(candidate)
        for date in (self._own_date(candidate), self.events.of(event).date if event is not None else None):
            if date and (when := self._possible(When(date.for_status(status), date.basis, stated=True), status)):
                return when
        if not candidate.site.entry.frame.dated:
            return None
        undone = status == "denied" and not self._is(candidate, "Statement")
        if (
            status != "planned"
            and not undone
            and told_of_the_day(candidate, self.resolver.reading.headline_end, self.words)
        ):
            if self._is_to_come(self.occasion.when):
                return self._published
            return self._roughly if self._is_background(candidate) else self._inherited
        if status == "planned" and self._is_to_come(self.occasion.when):
            return self._inherited
        lately = status == "occurred" and told_in_the_perfect(candidate)
        if self.published and (lately or (status == "planned" and self._is(candidate, "Encounter"))):
            return When(self.published[:_MONTH], "publication", stated=False)  # news of a visit come shortly before it
        return None

    def _possible(self, when: When, status: Status) -> When | None:
        """No date after publication is that of a deed that is done: it is that of what is said of it."""
        late = status == "occurred" and self.published is not None and is_after(when.edtf, self.published)
        return None if late else when

    def _own_date(self, candidate: Candidate) -> DateMention | None:
        trigger = candidate.site.trigger
        verb = candidate.site.verb or governing_clause(trigger) or trigger
        if found := self.timing.of_antecedent(verb):
            return found
        for tokens, anchor, after in self._clauses(candidate):
            if found := self.timing.of(tokens, anchor, after):
                return found
        if verb.dep_ in _JOINED and verb.tag_ in {"VBD", "VBN"}:
            return self.timing.opening(trigger.sent.start, trigger.i)
        return None

    @property
    def _published(self) -> When | None:
        return When(self.published, "publication", stated=False) if self.published else None

    @property
    def _inherited(self) -> When | None:
        """The occasion's date; of what was done in the course of some days only the month is known."""
        when = self.occasion.when
        if when is None or "/" not in when.edtf:
            return when
        first, _, last = when.edtf.partition("/")
        return self._roughly if first[:_MONTH] == last[:_MONTH] else when

    @property
    def _roughly(self) -> When | None:
        """The occasion's month."""
        when = self.occasion.when
        return When(when.edtf[:_MONTH], when.basis, stated=False) if when else None

    def _is_background(self, candidate: Candidate) -> bool:
        """Is the day left open: what somebody *also* did on a journey, and what news tell far from their lead?"""
        site = candidate.site
        sentence_of = self.resolver.sentence_of
        first = sentence_of[min(self.resolver.reading.headline_end, site.trigger.i)]
        when = self.occasion.when
        if self.news and (sentence_of[site.trigger.i] - first >= _FAR or (when and when.basis == "publication")):
            return True
        verb = site.verb or site.trigger
        if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
            return True
        return not self._is(candidate, "Statement") and any(c.lower_ == "also" for c in verb.children)

    def _is_to_come(self, when: When | None) -> bool:
        """Is the occasion that the text is about itself still to come?"""
        return when is not None and self.published is not None and when.edtf > self.published

    def _is_of_the_occasion(self, when: When | None, status: Status) -> bool:
        """Is this of the day that the text is about?"""
        own = self.occasion.when
        if when is None or own is None or status == "denied":
            return False
        if status == "planned" and not self._is_to_come(own):
            return False
        return not when.stated or when.edtf == own.edtf or _within(when.edtf, own.edtf)

    def where(self, candidate: Candidate, when: When | None, status: Status) -> Party | None:
        """Where the frame says that its object is the place, that; else the place in the clause; else, for what is
        of the occasion, its place.
        """
        if candidate.site.entry.frame.place == "none":
            return None
        own = self._own_place(candidate)
        if own is None and (event := self._event(candidate)) is not None:
            own = self.events.of(event).place
        told = self._is_of_the_occasion(when, status)
        if own:
            return self.placing.narrower(own, self.occasion.place if told else None)
        if not told:
            return self.plan if status == "planned" and self._is(candidate, "Encounter") else None
        place = self.occasion.place
        if place is None or place.reference is None:  # the whole occasion need not have been in the one building
            return self._dateline_of(candidate) or place
        return place

    def _event(self, candidate: Candidate) -> Token | None:
        """The event that it was done at: what was attended or hosted, or "at the summit"."""
        token = candidate.object.resolved.token
        if candidate.object.party.kind == "Event" and self.events.is_event(token):
            return token
        clause = clause_tokens(candidate.site.trigger)
        return next((t for t in clause if self.events.is_event(t) and self.timing.is_occasion_of_clause(t)), None)

    def _own_place(self, candidate: Candidate) -> Party | None:
        if candidate.site.entry.frame.place == "object" and candidate.object.party.kind in {"Place", "Country"}:
            return self.placing.named(candidate.object.resolved.token) or candidate.object.party
        parties = (candidate.subject.resolved.token, candidate.object.resolved.token)
        exclude = {token for party in parties for token in (party, *party.conjuncts)}
        for tokens, _, after in self._clauses(candidate, of_place=True):
            if place := self.placing.of(tokens, exclude, after):
                return place
        return self._destination(candidate)

    def _destination(self, candidate: Candidate) -> Party | None:
        """Where a journey goes to do it: "travels to Oslo, where she will meet", "to meet", "and met"."""
        verb = candidate.site.verb or governing_clause(candidate.site.trigger)
        for _ in range(_MAX_JOINED):
            if verb is None or not is_verbal(verb):
                return None
            if self._follows_a_journey(verb):
                above = governing_clause(verb)
                return self.placing.of(clause_tokens(above), prepositions=self.words.to) if above else None
            verb = verb.head if verb.dep_ in {"conj", "xcomp"} else None
        return None

    def _follows_a_journey(self, verb: Token) -> bool:
        if verb.dep_ == "conj" and verb.head.i < verb.i:
            return verb.head.lemma_.lower() in self.words.journeys
        return self._says_where(verb) or (verb.dep_ == "advcl" and verb.tag_ == "VB")

    @staticmethod
    def _says_where(verb: Token) -> bool:
        return verb.dep_ in {"relcl", "advcl"} and any(
            c.lower_ == "where" and c.dep_ == "advmod" for c in verb.children
        )

    def _dateline_of(self, candidate: Candidate) -> Party | None:
        """The dateline's place, where one of the two parties is, or speaks for, the state that it lies in."""
        place, cast = self.resolver.dateline_place, self.resolver.cast
        if place is None or cast.dateline_state is None:
            return None
        parties = (candidate.subject.party, candidate.object.party)
        states = {party.key for party in parties} | {party.owner for party in parties}
        return place if cast.dateline_state.id in states else None

    def _complement(self, candidate: Candidate) -> int | None:
        """For what somebody says, the token behind which dates and places are those of what it is said about."""
        return candidate.site.trigger.i if self._is(candidate, "Statement") else None

    def _is(self, candidate: Candidate, wanted: str) -> bool:
        """Does the relation tell of events of a class of the ontology?"""
        event_class = self.schema.relations[candidate.site.entry.frame.relation].event_class
        return event_class is not None and self.schema.is_a(event_class, wanted)

    def _clauses(self, candidate: Candidate, *, of_place: bool = False) -> list[tuple[list[Token], Token, int | None]]:
        """The trigger's clause, and those above that it shares their circumstances with; "where" shares but the date.

        With each its verb or noun, and the token behind which dates and places may be those of what it is about.
        """
        trigger = candidate.site.trigger
        after = self._complement(candidate)
        found = [(own_clause(trigger, self.words.binding), trigger, after)]
        verb = candidate.site.verb or (governing_clause(trigger) if not is_verbal(trigger) else trigger)
        for _ in range(_MAX_JOINED):
            if verb is None or not (verb.dep_ in _JOINED or self._says_where(verb)):
                break
            above = verb.head if is_verbal(verb.head) else governing_clause(verb)
            if above is None or above == verb:
                break
            if not (of_place and self._says_where(verb)):
                found.append((clause_tokens(above), above, after if verb.dep_ == "xcomp" else above.i))
            verb = above
        return found


def _told_as(candidate: Candidate) -> Status:
    """Whether the deed that is dated is done: an offer is, though what is offered is to come, and "decided to ban" is a
    ban.
    """
    if candidate.site.entry.frame.status == "occurred":
        return "occurred"
    return candidate.modality.status or "occurred"


def _within(edtf: str, interval: str) -> bool:
    first, _, last = interval.partition("/")
    return first <= edtf <= last
