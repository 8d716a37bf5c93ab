"""Candidates → facts of events, each with its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgbuild.fact import Article, Entity, Evidence, Fact, Status
from kgbuild.language.candidate import Candidate
from kgbuild.language.circumstances import Circumstances
from kgbuild.language.coreference import Resolver
from kgbuild.language.gapping import Share
from kgbuild.language.judge import load_judges
from kgbuild.language.lead import When
from kgbuild.language.party import Party
from kgbuild.language.prepositions import prepositional
from kgbuild.language.quantities import counted, find_money, numbered
from kgbuild.language.quotes import Quoter
from kgbuild.language.reading import char_span
from kgbuild.language.series import SeriesReader
from kgbuild.language.signs import Signs, event_signs
from kgbuild.language.syntax import Reader
from kgbuild.language.tellings import settle_status
from kgbuild.schema import Schema

_MAX_TOPIC = 120
_LISTS = {"roll", "series"}
"""Places whose parties may stand in other sentences than the trigger."""


class Assembler:
    """Makes the facts of one article."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        resolver: Resolver,
        circumstances: Circumstances,
        schema: Schema,
        syntax: Reader,
        quotes: Quoter,
    ) -> None:
        self.article, self.doc, self.resolver = article, doc, resolver
        self.cast = resolver.cast
        self.circumstances, self.schema, self.syntax = circumstances, schema, syntax
        self.quotes, self.series = quotes, SeriesReader(doc, resolver)
        self.judge = load_judges().events

    # events

    def events(self, candidates: Sequence[Candidate]) -> Iterator[Fact]:
        candidates = settle_status(candidates, self.schema)
        siblings = Counter(map(_word, candidates))
        facts = [self._event(c, event_signs(c, self.resolver, siblings[_word(c)])) for c in candidates]
        places: dict[str | None, set[Entity]] = defaultdict(set)
        for fact in facts:
            places[fact.occasion] |= {fact.place} if fact.place else set()
        return (_placed(fact, places[fact.occasion]) for fact in facts)

    def _event(self, candidate: Candidate, signs: Signs) -> Fact:
        status: Status = candidate.site.entry.frame.status or candidate.modality.status or "occurred"
        when, place = self.circumstances.of(candidate)
        subject, object_ = candidate.subject.party, candidate.object.party
        return Fact(
            article=self.article.id,
            relation=candidate.site.entry.frame.relation,
            subject=self.cast.entity(subject),
            object=self.cast.entity(object_),
            status=status,
            occasion=f"{self.article.id}#{self._offset(candidate.site.trigger)}",
            date=when.edtf if when else None,
            place=self._place(place) if place else None,
            topic=self._topic(candidate),
            quantity=self._quantity(candidate),
            speaker=self._speaker(candidate),
            subject_for=self._on_behalf(subject),
            object_for=self._on_behalf(object_),
            evidence=self._evidence(candidate, when, signs),
        )

    def _place(self, party: Party) -> Entity:
        """The place, by the name that the article uses first."""
        entity = self.cast.entity(party)
        used = [name for name, _ in party.names.most_common(1)]
        return replace(entity, names=tuple(dict.fromkeys((*used, *entity.names))))

    def _offset(self, token: Token) -> int:
        return self.resolver.reading.offsets[token.i][0]

    def _on_behalf(self, party: Party) -> Entity | None:
        owner = self.cast.represented(party)
        return self.cast.entity(owner) if owner else None

    def _speaker(self, candidate: Candidate) -> Entity | None:
        """Who says so: the subject of a verb of saying, whom "according to" names, or whose the quotation is."""
        verb = candidate.modality.speech
        told = self.syntax.subjects(verb) if verb is not None else self.resolver.speech.speakers(candidate.site.trigger)
        for token in told:
            for resolved in self.resolver.resolve(token):
                return self.cast.entity(resolved.party)
        return None

    def _topic(self, candidate: Candidate) -> str | None:
        """What talks or words were about: the phrase after "on", "about", "regarding", "over"."""
        for node in (candidate.site.trigger, candidate.site.verb):
            for child in node.children if node is not None else ():
                if (
                    child.dep_ == "prep"
                    and child.lower_ in {"on", "about", "regarding", "over", "concerning"}
                    and child.i > candidate.site.trigger.i
                ):
                    subtree = list(child.subtree)
                    if len(subtree) < 2 or any(
                        d.start < self.resolver.reading.offsets[subtree[-1].i][1]
                        and self.resolver.reading.offsets[subtree[1].i][0] < d.end
                        for d in self.circumstances.dates
                    ):
                        continue
                    start, end = char_span(self.doc, subtree[1].i, subtree[-1].i)
                    topic = " ".join(self.article.text[start:end].split()).strip(" .,;")
                    return topic if len(topic) <= _MAX_TOPIC else topic[:_MAX_TOPIC].rsplit(" ", 1)[0]
        return None

    def _quantity(self, candidate: Candidate) -> str | None:
        if candidate.share is not None:
            return self._of_share(candidate.share)
        if candidate.subject.place == "series":
            return self.series.number_behind(candidate.subject.resolved.token)
        verb = candidate.site.verb or candidate.site.trigger
        for place in candidate.site.entry.frame.quantity:
            nouns = (
                self.syntax.direct_objects(verb)
                if place == "dobj"
                else [candidate.site.trigger]
                if place == "self"
                else prepositional(candidate.site.trigger, place)
            )
            for noun in nouns:
                start, end = char_span(self.doc, noun.left_edge.i, noun.right_edge.i)
                if found := find_money(self.article.text[start:end]) or counted(noun):
                    return found
        return None

    def _of_share(self, share: Share) -> str | None:
        start, end = char_span(self.doc, *share.amount)
        amount = self.article.text[start:end]
        said = amount if amount.endswith(share.unit) else f"{amount} {share.unit}"
        return find_money(said) or numbered(said)

    def _evidence(self, candidate: Candidate, when: When | None, signs: Signs) -> Evidence:
        trigger, subject = candidate.site.trigger, candidate.subject.resolved.token
        if candidate.subject.place in _LISTS:
            start, end = self.quotes.of_item(trigger, subject)
        else:
            start, end = self.quotes.of_tokens([trigger, subject, candidate.object.resolved.token])
        return Evidence(
            start,
            end,
            self.article.text[start:end],
            candidate.site.entry.name,
            self.judge.probability(candidate.confidence, signs),
            when.basis if when else None,
            when is not None and when.stated,
            candidate.confidence,
            signs,
        )


def _placed(fact: Fact, places: Collection[Entity]) -> Fact:
    """What is one event happened in one place, and a total that several share in none of theirs."""
    if fact.quantity and len(places) > 1:
        return replace(fact, place=None)
    return fact if fact.place or len(places) != 1 else replace(fact, place=next(iter(places)))


def _word(candidate: Candidate) -> tuple[int, str]:
    return candidate.site.trigger.i, candidate.site.entry.frame.relation
