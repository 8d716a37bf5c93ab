"""When and where: the date and place of a clause, or those of the occasion that the text is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgbuild.fact import DateBasis, Status
from kgbuild.language.coreference import Resolver
from kgbuild.language.dates import DateMention
from kgbuild.language.frames import Candidate
from kgbuild.language.party import Party
from kgbuild.language.syntax import clause_tokens, governing_clause, is_verbal

_PLACE_PREPOSITIONS = {"in", "at", "near", "outside"}
_LEAD_SENTENCES = 4
_MONTH = len("2023-11")


@dataclass(frozen=True, slots=True)
class When:
    edtf: str
    basis: DateBasis
    stated: bool
    """Whether the clause itself says so."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the text is about: the date and place of its lead."""

    when: When | None
    place: Party | None


class Circumstances:
    """Dates and places for the candidates of one doc."""

    def __init__(self, doc: Doc, resolver: Resolver, dates: Sequence[DateMention], published: str | None) -> None:
        self.doc, self.resolver, self.dates, self.published = doc, resolver, dates, published
        self.offsets = resolver.reading.offsets
        self.occasion = self._lead()

    # the occasion of the whole text

    def _lead(self) -> Occasion:
        when, place = None, None
        for number, sentence in enumerate(self.doc.sents):
            if number >= _LEAD_SENTENCES or (when and place):
                break
            root = sentence.root
            if sentence.start < self.resolver.reading.headline_end or not is_verbal(root):
                continue
            tokens = clause_tokens(root)
            found = self._date_in(tokens, root)
            if found and when is None and number <= 2:
                when = When(found.edtf, found.basis, stated=False)
            if place is None:
                place = self._place_in(tokens)
        if when is None and self.published:
            when = When(self.published, "publication", stated=False)
        return Occasion(when, place)

    # a candidate's own

    def when(self, candidate: Candidate, status: Status) -> When | None:
        """The date in the trigger's clause, or in the clause that governs it; else for a deed told in the past the
        occasion's.
        """
        for tokens, anchor in self._clauses(candidate):
            found = self._date_in(tokens, anchor)
            if found:
                return When(found.for_status(status), found.basis, stated=True)
        if not candidate.site.entry.frame.dated:
            return None
        if status == "occurred" and self._told_of_the_day(candidate):
            return self.occasion.when
        if status == "planned" and self._is_to_come(self.occasion.when):
            return self.occasion.when
        if status == "occurred" and self._told_in_the_perfect(candidate) and self.published:
            return When(self.published[:_MONTH], "publication", stated=False)
        return None

    def _is_to_come(self, when: When | None) -> bool:
        """Is the occasion that the text is about itself still to come?"""
        return when is not None and self.published is not None and when.edtf > self.published

    def _told_in_the_perfect(self, candidate: Candidate) -> bool:
        """As in "has condemned": lately."""
        verb = candidate.site.verb or governing_clause(candidate.site.trigger)
        return verb is not None and any(c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.children)

    def of_the_occasion(self, when: When | None, status: Status) -> bool:
        """Is this of the day that the text is about?"""
        own = self.occasion.when
        return (
            when is not None
            and status == "occurred"
            and (not when.stated or (own is not None and own.edtf == when.edtf))
        )

    def where(self, candidate: Candidate, *, inherited: bool) -> Party | None:
        """Where the frame says that its object is the place, that; else the place in the clause; else, for what is
        of the occasion, its place.
        """
        if candidate.site.entry.frame.place == "object" and candidate.object.party.kind in {"Place", "Country"}:
            return candidate.object.party
        for tokens, _ in self._clauses(candidate):
            place = self._place_in(tokens, exclude=(candidate.subject.resolved.token, candidate.object.resolved.token))
            if place:
                return place
        if not inherited:
            return None
        place = self.occasion.place
        if place is None or place.reference is None:  # the whole occasion need not have been in the one building
            return self._dateline_of(candidate) or place
        return place

    def _dateline_of(self, candidate: Candidate) -> Party | None:
        """The dateline's place, where one of the two parties is, or speaks for, the state that it lies in."""
        place, cast = self.resolver.dateline_place, self.resolver.cast
        if place is None or cast.dateline_state is None:
            return None
        parties = (candidate.subject.party, candidate.object.party)
        states = {party.key for party in parties} | {party.owner for party in parties}
        return place if cast.dateline_state.id in states else None

    def _clauses(self, candidate: Candidate) -> list[tuple[list[Token], Token]]:
        trigger = candidate.site.trigger
        own = clause_tokens(trigger)
        found = [(own, trigger)]
        verb = candidate.site.verb or (governing_clause(trigger) if not is_verbal(trigger) else trigger)
        if verb is not None and verb.dep_ in {"conj", "xcomp", "advcl", "pcomp"}:
            above = verb.head if is_verbal(verb.head) else governing_clause(verb)
            if above is not None and above != verb:
                found.append((clause_tokens(above), above))
        return found

    def _date_in(self, tokens: Sequence[Token], anchor: Token) -> DateMention | None:
        """The date expression nearest to `anchor` in the clause, a day before a month, a month before a year."""
        spans = {self.offsets[t.i]: t.i for t in tokens}
        best: tuple[tuple[int, int], DateMention] | None = None
        for mention in self.dates:
            inside = [i for (start, end), i in spans.items() if start < mention.end and mention.start < end]
            if not inside or self._dates_a_thing(inside, anchor):
                continue
            rank = (-min(len(mention.edtf), len("2023-11-29")), min(abs(i - anchor.i) for i in inside))
            if best is None or rank < best[0]:
                best = (rank, mention)
        return best[1] if best else None

    def _dates_a_thing(self, date: Sequence[int], anchor: Token) -> bool:
        """As in "the strike on January 14", "the Declaration of May 2023": a date of something that is named in the
        clause, not of what the clause tells.
        """
        inside = set(date)
        top = next((self.doc[i] for i in date if self.doc[i].head.i not in inside), self.doc[date[0]])
        if top.dep_ == "pobj":
            top = top.head
        noun = top.head
        if noun == anchor or noun.pos_ != "NOUN" or self.resolver.reading.mention_of[noun.i] >= 0:
            return False
        return top.i > noun.i and anchor not in noun.children

    def _place_in(self, tokens: Sequence[Token], exclude: Sequence[Token] = ()) -> Party | None:
        for token in tokens:
            if token.lower_ == "here" and token.dep_ == "advmod" and self.resolver.dateline_place is not None:
                return self.resolver.dateline_place
        for token in tokens:
            if (
                token.dep_ != "pobj"
                or token.head.lower_ not in _PLACE_PREPOSITIONS
                or not self._is_of_the_clause(token.head, tokens)
                or any(token == t for other in exclude for t in (other, *other.conjuncts))
            ):
                continue
            mention = self.resolver.reading.mention(token)
            if mention is None or mention.adjective or mention.group:
                continue
            if mention.reference and mention.reference.role == "metonym" and mention.name:
                return self.resolver.cast.described_party(mention.name, mention.name, "Place", mention.start)
            party = self.resolver.cast.party(mention)
            if party is not None and party.kind in {"Place", "Country"}:
                return party
        return None

    def _is_of_the_clause(self, preposition: Token, tokens: Sequence[Token]) -> bool:
        """Does no participle stand between: "headquarters located in Juba" says where the headquarters are."""
        top = min(tokens, key=lambda t: len(list(t.ancestors)))
        head = preposition.head
        while head not in (top, head.head):
            if head.dep_ in {"acl", "relcl", "xcomp", "ccomp"}:
                return False
            head = head.head
        return True

    def _told_of_the_day(self, candidate: Candidate) -> bool:
        """Told as of the day: a simple past or a headline's present, not a perfect, a pluperfect or a lasting state."""
        verb = candidate.site.verb or governing_clause(candidate.site.trigger)
        if verb is None:
            return candidate.site.trigger.i < self.resolver.reading.headline_end
        if any(c.dep_ in {"aux", "auxpass"} and c.lemma_ == "have" for c in verb.children):
            return False
        if verb.tag_ == "VBP" and any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in verb.children):
            return True  # "I congratulate …" is done by being said
        if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lower_ in {"was", "were"} for c in verb.children):
            return True
        if verb.dep_ == "relcl" and candidate.site.trigger.pos_ == "VERB":
            return False
        if verb.tag_ in {"VBG", "VBN", "VB"} and verb.dep_ in {"advcl", "xcomp", "pcomp", "conj", "acl"}:
            above = governing_clause(verb)
            return above is not None and above.tag_ in {"VBD", "VBZ", "VBN"}
        if verb.tag_ in {"VBZ", "VBP"} and candidate.modality.speech is not None:
            return candidate.modality.speech.tag_ == "VBD"
        return verb.tag_ in {"VBD", "VBN"} or (
            verb.tag_ in {"VBZ", "VBP"}
            and (verb.i < self.resolver.reading.headline_end or verb.dep_ in {"ROOT", "conj"})
        )
