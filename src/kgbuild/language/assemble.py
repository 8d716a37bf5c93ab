"""Candidates and offices → facts, each with its sentence; doubles of one article are told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgbuild.fact import MAX_QUOTE, Article, Entity, Evidence, Fact, Status
from kgbuild.language.circumstances import Circumstances, When
from kgbuild.language.coreference import Resolver
from kgbuild.language.frames import Candidate
from kgbuild.language.mention import Mention, Title
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party
from kgbuild.language.quantities import counted, find_money
from kgbuild.language.reading import char_span
from kgbuild.language.syntax import Reader
from kgbuild.language.tenures import Bounds, TenureReader
from kgbuild.schema import Schema

_OFFICE_CONFIDENCE = {
    "title": 0.93,
    "after name": 0.9,
    "other": 0.85,
    "list": 0.85,
    "publisher": 0.8,
    "dateline": 0.75,
    "home": 0.75,
    "only state": 0.75,
}
"""How often the evidence for whom somebody represents is right, by where it was found."""
_MAX_TOPIC = 120


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
    ) -> None:
        self.article, self.doc, self.resolver = article, doc, resolver
        self.cast = resolver.cast
        self.circumstances, self.schema, self.syntax = circumstances, schema, syntax
        self.office_words = load_office_words()
        self.tenures = TenureReader(article.text, circumstances.dates)

    # events

    def event(self, candidate: Candidate) -> Fact:
        status: Status = candidate.modality.status or "occurred"
        when = self.circumstances.when(candidate, status)
        place = self.circumstances.where(candidate, inherited=self.circumstances.of_the_occasion(when, status))
        subject, object_ = candidate.subject.party, candidate.object.party
        return Fact(
            article=self.article.id,
            relation=candidate.site.entry.frame.relation,
            subject=self.cast.entity(subject),
            object=self.cast.entity(object_),
            status=candidate.site.entry.frame.status or status,
            occasion=f"{self.article.id}#{self._offset(candidate.site.trigger)}",
            date=when.edtf if when else None,
            place=self._place(place) if place else None,
            topic=self._topic(candidate),
            quantity=self._quantity(candidate),
            speaker=self._speaker(candidate),
            subject_for=self._on_behalf(subject),
            object_for=self._on_behalf(object_),
            evidence=self._evidence(candidate, when),
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
        verb = candidate.modality.speech
        if verb is None:
            return None
        for token in self.syntax.subjects(verb):
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
        verb = candidate.site.verb or candidate.site.trigger
        for place in candidate.site.entry.frame.quantity:
            nouns = (
                self.syntax.direct_objects(verb)
                if place == "dobj"
                else [candidate.site.trigger]
                if place == "self"
                else self.syntax.prepositional(candidate.site.trigger, place)
            )
            for noun in nouns:
                start, end = char_span(self.doc, noun.left_edge.i, noun.right_edge.i)
                if found := find_money(self.article.text[start:end]) or counted(noun):
                    return found
        return None

    def _evidence(self, candidate: Candidate, when: When | None) -> Evidence:
        tokens = [candidate.site.trigger, candidate.subject.resolved.token, candidate.object.resolved.token]
        start, end = self._quote(candidate.site.trigger.sent, tokens)
        return Evidence(
            start,
            end,
            self.article.text[start:end],
            candidate.site.entry.name,
            candidate.confidence,
            when.basis if when else None,
        )

    def _quote(self, sentence: Iterable[Token], tokens: Sequence[Token]) -> tuple[int, int]:
        """The sentence; where that is too long, as much of it around the trigger and its parties as a quote may
        hold.
        """
        inside = list(sentence)
        start, end = char_span(self.doc, inside[0].i, inside[-1].i)
        if end - start <= MAX_QUOTE:
            return start, end
        here = [t for t in tokens if inside[0].i <= t.i <= inside[-1].i] or [tokens[0]]
        low, high = char_span(self.doc, min(t.i for t in here), max(t.i for t in here))
        if high - low > MAX_QUOTE:
            low, high = char_span(self.doc, tokens[0].i, tokens[0].i)
        return self._widen(low, high, start, end)

    def _widen(self, low: int, high: int, start: int, end: int) -> tuple[int, int]:
        """As many whole words on both sides as a quote may hold."""
        spare = (MAX_QUOTE - (high - low)) // 2
        left, right = max(start, low - spare), min(end, high + spare)
        text = self.article.text
        if left > start:
            left = min(low, next((i + 1 for i in range(left, low) if text[i].isspace()), low))
        if right < end:
            right = max(high, next((i for i in range(right, high, -1) if text[i - 1 : i].isspace()), high))
            while right > high and text[right - 1].isspace():
                right -= 1
        return left, right

    # offices

    def offices(self) -> Iterator[Fact]:
        for party in self.cast.persons:
            held = self._distinct_titles(party)
            for title, mention in held:
                yield self._holds(party, title, mention)
                yield from self._implied(party, title, mention)
            yield from self._represents(party, [title for title, _ in held])

    def _distinct_titles(self, party: Party) -> list[tuple[Title, Mention]]:
        """Each office once, as fully as the text names it; bare roles only where there is nothing better."""
        named = [
            (t, m)
            for t, m in party.title_mentions
            if not t.weak and (t.head.removesuffix("s") not in self.office_words.no_title_heads or _in_department(t))
        ]
        weak = [
            (t, m)
            for t, m in party.title_mentions
            if t.weak and t.head.removesuffix("s") not in self.office_words.no_office_heads
        ]
        kept: list[tuple[Title, Mention]] = []
        for title, mention in sorted(
            named or weak[:1], key=lambda pair: (-len(_words(pair[0])), self._is_headline(pair[1]), pair[0].start)
        ):
            if not any(_covers(other, title) for other, _ in kept):
                kept.append((title, mention))
        return sorted(kept, key=lambda pair: pair[0].start)

    def _holds(self, party: Party, title: Title, mention: Mention) -> Fact:
        start, end = self._mention_quote(mention)
        origin = 0.92 if mention.kind == "Person" else 0.8
        same = (t for t, _ in party.title_mentions if t is title or _covers(title, t))
        bounds = next(filter(any, (self.tenures.bounds(t.start, t.end) for t in same)), Bounds())
        past = bounds.until is not None and bounds.until < (self.article.published or "")
        return Fact(
            article=self.article.id,
            relation="holdsPosition",
            subject=self.cast.entity(party),
            value=_singular(title),
            status="planned" if title.phase == "incoming" else "occurred",
            phase=title.phase or ("former" if past else "current"),
            since=bounds.since,
            until=bounds.until,
            subject_for=self._on_behalf(party),
            position_kind=title.kind,
            evidence=Evidence(start, end, self.article.text[start:end], "offices.title", origin),
        )

    def _implied(self, party: Party, title: Title, mention: Mention) -> Iterator[Fact]:
        """What an office says of the body in it: a member belongs to it, a chairman chairs it."""
        relation = self.office_words.implied.get(title.head)
        body = self._body(title)
        if relation is None or body is None or not self.schema.allows(body.kind, self.schema.relations[relation].range):
            return
        start, end = self._mention_quote(mention)
        yield Fact(
            article=self.article.id,
            relation=relation,
            subject=self.cast.entity(party),
            object=self.cast.entity(body),
            status="planned" if title.phase == "incoming" else "occurred",
            phase=title.phase,
            subject_for=self._on_behalf(party),
            evidence=Evidence(start, end, self.article.text[start:end], "offices.implied", 0.75),
        )

    def _body(self, title: Title) -> Party | None:
        if title.owner is not None and title.owner.kind == "Organization":
            return self.cast.reference_party(title.owner)
        if title.body:
            return self.cast.named_party(title.body, "Organization", title.start)
        return None

    def _represents(self, party: Party, held: list[Title]) -> Iterator[Fact]:
        for key in party.all_owners:
            owner, evidence = self.cast.parties[key], party.owner_evidence[key]
            mention = self._in_body(evidence.mention)
            start, end = self._mention_quote(mention)
            phases = {title.phase for title in held if len(party.all_owners) == 1 or self.cast.owner_of(title) is owner}
            yield Fact(
                article=self.article.id,
                relation="represents",
                subject=self.cast.entity(party),
                object=self.cast.entity(owner),
                phase=phases.pop() if len(phases) == 1 else None,
                evidence=Evidence(
                    start,
                    end,
                    self.article.text[start:end],
                    f"offices.{evidence.basis.replace(' ', '-')}",
                    _OFFICE_CONFIDENCE[evidence.basis],
                ),
            )

    def _is_headline(self, mention: Mention) -> bool:
        return mention.start < len(self.article.title)

    def _in_body(self, mention: Mention) -> Mention:
        """The same kind of evidence from the body, where the given one stands in the headline."""
        if not self._is_headline(mention):
            return mention
        party = self.cast.party(mention)
        owners = [t.owner for t in mention.titles] + [mention.owner]
        for other in self.cast.mentions:
            named = not self._is_headline(other) and self.cast.party(other) is party and other.kind == "Person"
            if named and any(o is not None and o in owners for o in (*(t.owner for t in other.titles), other.owner)):
                return other
        return mention

    def _mention_quote(self, mention: Mention) -> tuple[int, int]:
        token = next((t for t in self.doc if self.resolver.reading.mention(t) is mention), None)
        if token is None:
            return mention.start, min(mention.end, mention.start + MAX_QUOTE)
        return self._quote(token.sent, [token])


def _words(title: Title) -> frozenset[str]:
    return frozenset(title.text.lower().replace(",", " ").split()) - {"of", "the", "for", "and", "to", "at"}


def _in_department(title: Title) -> bool:
    """Does it say where the office is held: "State Department official", "embassy official"?"""
    return bool(_words(title) & {"ministry", "department", "embassy"})


def _covers(fuller: Title, title: Title) -> bool:
    """Are these two names of one office, the first the fuller?"""
    if (fuller.phase == "former") != (title.phase == "former"):
        return False
    owners = [t.owner.id if t.owner else t.owner_name or t.body for t in (fuller, title)]
    if None not in owners and owners[0] != owners[1]:
        return False
    return (
        _words(title) <= _words(fuller)
        or (fuller.kind == title.kind and fuller.kind in {"ForeignMinister", "HeadOfGovernment", "HeadOfState"})
        or (fuller.head == title.head and len(_words(title)) == 1)
    )


def _singular(title: Title) -> str:
    """As in "Presidents" of two persons is "President" of each."""
    if not title.plural:
        return title.text
    words = title.text.split()
    for i, word in enumerate(words):
        if word.lower().endswith("s") and title.head.split()[0].split("-")[0] in word.lower():
            words[i] = (
                word[:-3] + "y" if word.endswith("ies") else word.replace("s-", "-") if "s-" in word else word[:-1]
            )
            break
    return " ".join(words)


def merge(facts: Iterable[Fact], schema: Schema, title_end: int) -> list[Fact]:
    """Each fact of an article once: the better told one, with what the other knows besides.

    The body (after `title_end`) tells better than the headline.
    """
    kept: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        parties = [fact.subject.id, fact.object.id if fact.object else fact.value]
        if schema.relations[fact.relation].symmetric:
            parties.sort(key=str)
        same = kept.setdefault((fact.relation, *parties, fact.status), [])
        for i, other in enumerate(same):
            if _one_occasion(other, fact):
                same[i] = _better(other, fact, title_end)
                break
        else:
            same.append(fact)
    return sorted(
        (f for group in kept.values() for f in group),
        key=lambda f: (f.evidence.start, f.relation, f.subject.id, f.object.id if f.object else f.value or ""),
    )


def _one_occasion(first: Fact, second: Fact) -> bool:
    """Two tellings are of one occasion unless both clauses state dates that exclude each other."""
    if not first.date or not second.date:
        return True
    return (
        first.date.startswith(second.date)
        or second.date.startswith(first.date)
        or "publication" in {first.evidence.date_basis, second.evidence.date_basis}
    )


def _better(first: Fact, second: Fact, title_end: int) -> Fact:
    best, other = sorted(
        (first, second), key=lambda f: (f.evidence.start < title_end, -f.evidence.confidence, f.evidence.start)
    )
    dated = max((best, other), key=lambda f: len(f.date or ""))
    return replace(
        best,
        date=dated.date,
        evidence=replace(best.evidence, date_basis=dated.evidence.date_basis),
        place=best.place or other.place,
        topic=best.topic or other.topic,
        quantity=best.quantity or other.quantity,
        occasion=min((best.occasion, other.occasion), key=lambda o: int((o or "#0").rsplit("#", 1)[1]))
        if best.occasion and other.occasion
        else best.occasion or other.occasion,
    )
