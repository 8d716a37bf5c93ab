"""Offices and whom their holders represent → facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgbuild.fact import Article, Entity, Evidence, Fact
from kgbuild.gazetteer import Reference
from kgbuild.language.cast import Cast
from kgbuild.language.dates import DateMention
from kgbuild.language.judge import OFFICES, load_judges
from kgbuild.language.mention import Mention, Title
from kgbuild.language.office_words import load_office_words
from kgbuild.language.partisans import PartisanReader
from kgbuild.language.party import Party
from kgbuild.language.quotes import Quoter
from kgbuild.language.signs import Signs, affiliation_signs, office_signs, representation_signs
from kgbuild.language.tenures import Bounds, TenureReader
from kgbuild.schema import Schema

_OFFICE_CONFIDENCE = {
    "title": 0.93,
    "after name": 0.9,
    "other": 0.85,
    "office": 0.85,
    "list": 0.85,
    "publisher": 0.8,
    "dateline": 0.75,
    "home": 0.75,
    "only state": 0.75,
}
"""How often the evidence for whom somebody represents is right, by where it was found."""
_HELD = {"Person": 0.92, "Role": 0.8}
"""How often an office is right that stands beside its holder's name, or with a description of him."""
_IMPLIED = 0.75
_PARTY = 0.85
_NAMES = frozenset({"senate", "politburo", "knesset", "duma", "bundestag", "bundesrat", "majlis", "parliament"})
"""Nouns of bodies that are names by themselves."""


class OfficeFacts:
    """Makes the office facts of one article."""

    def __init__(self, article: Article, cast: Cast, quotes: Quoter, dates: list[DateMention], schema: Schema) -> None:
        self.article, self.cast, self.quotes, self.schema = article, cast, quotes, schema
        self.office_words = load_office_words()
        self.tenures = TenureReader(article.text, dates)
        self.judge = load_judges().offices

    def facts(self) -> Iterator[Fact]:
        for party in self.cast.persons:
            held = self._distinct_titles(party)
            for title, mention in held:
                yield self._holds(party, title, mention)
                yield from self._implied(party, title, mention)
            yield from self._membership(party)
            yield from self._represents(party, [title for title, _ in held])
        for partisan in PartisanReader(self.article.text, self.cast).partisans():
            yield self._is_of(partisan.person, partisan.party, partisan.mention)

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
        same = (t for t, _ in party.title_mentions if t is title or _covers(title, t))
        found = (self.tenures.bounds(t.start, t.end) or self.tenures.in_office(mention.end) for t in same)
        bounds = next(filter(None, found), Bounds())
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
            evidence=self._evidence(
                self._told_fully(mention, (m for t, m in party.title_mentions if _covers(title, t))),
                "title",
                _HELD[mention.kind],
                self._signs(party, title, mention),
            ),
        )

    def _implied(self, party: Party, title: Title, mention: Mention) -> Iterator[Fact]:
        """What an office says of the body in it: a member belongs to it, a chairman chairs it."""
        body = self._body(title)
        relation = self._relation_to(title, body) if body is not None else None
        if relation is None or body is None or not self.schema.allows(body.kind, self.schema.relations[relation].range):
            return
        yield Fact(
            article=self.article.id,
            relation=relation,
            subject=self.cast.entity(party),
            object=self.cast.entity(body),
            status="planned" if title.phase == "incoming" else "occurred",
            phase=title.phase,
            subject_for=self._on_behalf(party),
            evidence=self._evidence(mention, "implied", _IMPLIED, self._signs(party, title, mention)),
        )

    def _membership(self, party: Party) -> Iterator[Fact]:
        """The political party that words around a name tell, unless the person speaks for another state than it."""
        mention = party.affiliation
        if mention is None or mention.member_of is None or self._is_foreign(party, mention.member_of):
            return
        yield self._is_of(party, self.cast.reference_party(mention.member_of), mention)

    def _is_of(self, person: Party, party: Party, mention: Mention) -> Fact:
        signs = affiliation_signs(person, mention, headline=self._is_headline(mention))
        return Fact(
            article=self.article.id,
            relation=self.office_words.implied["member"],
            subject=self.cast.entity(person),
            object=self.cast.entity(party),
            subject_for=self._on_behalf(person),
            evidence=self._evidence(mention, "party", _PARTY, signs),
        )

    def _is_foreign(self, party: Party, reference: Reference) -> bool:
        state = self.cast.represented(party)
        return state is not None and state.kind == "Country" and state.key != f"country:{reference.country}"

    def _relation_to(self, title: Title, body: Party) -> str | None:
        """The relation that the office tells between its holder and its body; none for deputies and executives."""
        words = self.office_words
        if title.text.lower().split()[0] in words.under or title.kind == "HeadOfGovernment":
            return None
        if title.head in words.presiding:
            names = {name.lower().removeprefix("the ") for name in self.cast.entity(body).names}
            presided = any(name.split()[-1] in words.presided for name in names) and not names & words.executives
            return words.presiding[title.head] if presided else None
        return words.implied.get(title.head)

    def visits(self) -> Iterator[Fact]:
        """Where "the visiting minister" is: the state that the text comes from, unless he is its own."""
        host = self.cast.dateline_state or self.cast.publisher
        if host is None or host.kind != "Country":
            return
        for mention in self.cast.mentions:
            title = next((t for t in mention.titles if t.visiting and not t.plural), None)
            party = self.cast.party(mention) if title else None
            if title is None or party is None or not party.is_person or not party.all_owners:
                continue
            if host.id in party.all_owners:
                continue
            yield Fact(
                article=self.article.id,
                relation=self.office_words.implied["visiting"],
                subject=self.cast.entity(party),
                object=self.cast.entity(self.cast.reference_party(host)),
                subject_for=self._on_behalf(party),
                evidence=self._evidence(mention, "visiting", _IMPLIED, self._signs(party, title, mention)),
            )

    def _body(self, title: Title) -> Party | None:
        """The body that the title names, a part of another where it names both."""
        own = title.owner if title.owner is not None and title.owner.kind == "Organization" else None
        listed = self.cast.gazetteer.names.get(title.body or "", ())
        if len(listed) == 1 and listed[0].kind == "Organization":
            return self.cast.reference_party(listed[0])
        if own is not None:
            return self.cast.reference_party(own)
        name = title.body or title.owner_name or self._before_head(title)
        if name and name.lower() in self.office_words.committees | self.office_words.presided - _NAMES:
            return self._body_called(name.lower(), title.start)
        return self.cast.named_party(name, "Organization", title.start) if name else None

    def _before_head(self, title: Title) -> str | None:
        """As in "Defence committee chair", where no list has the body."""
        words = title.text.split()
        body = words[: -len(title.head.split())]
        named = len(body) > 1 and body[0][0].isupper() and body[-1].lower() in self.office_words.committees
        return " ".join(body) if named and title.text.lower().endswith(title.head) else None

    def _body_called(self, noun: str, start: int) -> Party | None:
        """The body that a bare noun before an office means: the last one first named before it whose name ends so."""
        named = [
            party
            for party in self.cast.parties.values()
            if party.kind == "Organization"
            and party.first < start
            and any(name.lower().endswith(f" {noun}") for name in self.cast.entity(party).names)
        ]
        return max(named, key=lambda party: party.first, default=None)

    def _represents(self, party: Party, held: list[Title]) -> Iterator[Fact]:
        for key in party.all_owners:
            owner, evidence = self.cast.parties[key], party.owner_evidence[key]
            mention = self._in_body(evidence.mention)
            headline = self._is_headline(mention)
            signs = representation_signs(party, owner, mention, evidence.basis, headline=headline)
            frame = evidence.basis.replace(" ", "-")
            phases = {title.phase for title in held if len(party.all_owners) == 1 or self.cast.owner_of(title) is owner}
            yield Fact(
                article=self.article.id,
                relation="represents",
                subject=self.cast.entity(party),
                object=self.cast.entity(owner),
                phase=phases.pop() if len(phases) == 1 else None,
                evidence=self._evidence(
                    self._told_fully(mention, (m for t, m in party.title_mentions if m.kind == "Person" and t.owner)),
                    frame,
                    _OFFICE_CONFIDENCE[evidence.basis],
                    signs,
                ),
            )

    def _signs(self, party: Party, title: Title, mention: Mention) -> Signs:
        return office_signs(party, title, mention, headline=self._is_headline(mention))

    def _is_headline(self, mention: Mention) -> bool:
        return mention.start < len(self.article.title)

    def _in_body(self, mention: Mention) -> Mention:
        """The same kind of evidence from the body, where the given one stands in the headline; else the first titled
        mention there.
        """
        if not self._is_headline(mention):
            return mention
        party = self.cast.party(mention)
        owners = {t.owner for t in mention.titles} | {mention.owner}
        titled = [
            other
            for other in self.cast.mentions
            if other.titles
            and other.kind == "Person"
            and not self._is_headline(other)
            and self.cast.party(other) is party
        ]
        same = [m for m in titled if owners & ({t.owner for t in m.titles} | {m.owner}) - {None}]
        return next(iter((*same, *titled)), mention)

    def _told_fully(self, mention: Mention, others: Iterable[Mention]) -> Mention:
        """Who tells most of the name and of whom its bearer speaks for."""
        return min((mention, *others), key=lambda m: (*_fullness(m), self._is_headline(m), m.start))

    def _on_behalf(self, party: Party) -> Entity | None:
        owner = self.cast.represented(party)
        return self.cast.entity(owner) if owner else None

    def _evidence(self, mention: Mention, frame: str, rule: float, signs: Signs) -> Evidence:
        start, end = self.quotes.of_mention(mention)
        confidence = self.judge.probability(rule, signs)
        return Evidence(
            start, end, self.article.text[start:end], f"{OFFICES}.{frame}", confidence, rule=rule, signs=signs
        )


def _fullness(mention: Mention) -> tuple[int, bool]:
    """Less is fuller: the negative number of words in the name, and whether nobody is named that it speaks for."""
    told = mention.owner is not None or any(title.owner for title in mention.titles)
    return -len((mention.name or "").split()), not told


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
        if word.lower().endswith(("s", "s.")) and title.head.split()[0].split("-")[0] in word.lower():
            words[i] = _without_plural(word)
            break
    return " ".join(words)


def _without_plural(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s."):
        return word[:-2] + "."
    return word.replace("s-", "-") if "s-" in word else word[:-1]
