"""Whom a person represents.

Found in this order, and else left open: inside a title, words after the name, another mention of the same person, the
grammar of counterpart and of "his spokesman", a list of leaders that confirms what the text names, the institution that
published the text, the dateline, the state that a newspaper writes in, the only state that the text names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from kgbuild.gazetteer import Gazetteer, Reference
from kgbuild.language.description_words import load_description_words
from kgbuild.language.listed_leaders import LISTED, ListedLeaders
from kgbuild.language.mention import Mention, Title
from kgbuild.language.office_words import load_office_words
from kgbuild.language.party import Party

_NATIONAL = {"Minister", "ForeignMinister", "HeadOfState", "HeadOfGovernment", "Legislator"}


class Parties(Protocol):
    """What of a cast is needed to tell whom its persons represent."""

    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    publisher: Reference | None
    dateline_state: Reference | None
    home_state: Reference | None
    published: str | None
    parties: dict[str, Party]

    @property
    def persons(self) -> list[Party]: ...
    def party(self, mention: Mention) -> Party | None: ...
    def named_party(self, name: str, kind: str, start: int) -> Party: ...
    def state_party(self, iso: str) -> Party: ...
    def reference_party(self, reference: Reference) -> Party: ...


class Representation:
    """Finds the state or body behind each person of a cast, and enters it with its evidence."""

    def __init__(self, cast: Parties) -> None:
        self.cast = cast
        self.leaders = ListedLeaders(cast.gazetteer, cast.published)

    def find(self) -> None:
        self._counterparts()
        self._represented()

    def _counterparts(self) -> None:
        """As in "his Turkish counterpart X" holds the same office as the one he is compared with."""
        persons = [(m, party) for m in self.cast.mentions if m.kind == "Person" and (party := self.cast.party(m))]
        for index, (mention, party) in enumerate(persons):
            title = next((t for t in mention.titles if t.head.startswith("counterpart")), None)
            if title is None:
                continue
            before = (p for _, p in reversed(persons[:index]) if p is not party and own_titles(p))
            other = next((p for p in before if not self._is_of(p, title.owner)), None)
            if other:
                held = max(own_titles(other), key=lambda t: (t.phase is None, len(t.text.split())))
                shared = replace(
                    held, start=title.start, end=title.end, owner=title.owner, owner_name=title.owner_name, phase=None
                )
                party.titles.append(shared)
                party.title_mentions.append((shared, mention))

    @staticmethod
    def _is_of(party: Party, owner: Reference | None) -> bool:
        """Has the person an office of this state already? Then "his Turkish counterpart" is not compared with him."""
        return owner is not None and any(t.owner is not None and t.owner.id == owner.id for t in party.titles)

    def _represented(self) -> None:
        for party in self.cast.persons:
            for title, mention in party.title_mentions:
                owner = self.owner_of(title)
                if owner:
                    party.represents(owner.key, mention, "title", votes=2)
            for mention in self.cast.mentions:
                if mention.owner and self.cast.party(mention) is party:
                    last = mention.titles[-1] if mention.titles else None
                    if owner := self._acting(mention.owner, last):
                        party.represents(owner.key, mention, "after name", votes=2)
        self._represented_through_others()
        for party in self.cast.persons:
            if not party.owners and party.titles:
                self._represented_by_office(party)
            if not party.owners and party.titles:
                self._represented_by_list(party)
        open_parties = [party for party in self.cast.persons if not party.owners and party.titles]
        for party in open_parties:
            self._represented_by_context(party, open_parties)

    def owner_of(self, title: Title) -> Party | None:
        if title.owner:
            return self._acting(title.owner, title)
        if title.owner_name:
            return self.cast.named_party(title.owner_name, "Organization", title.start)
        return None

    def _acting(self, reference: Reference, title: Title | None) -> Party | None:
        """The state behind a national institution, behind a city or region for its own offices, behind a seat of
        government for all; else the body itself.
        """
        gazetteer = self.cast.gazetteer
        if reference.kind == "Place":
            local = title is not None and title.head in load_office_words().local_heads
            iso = reference.country if local else gazetteer.capitals.get(reference.id)
            return self.cast.state_party(iso) if iso else None
        if reference.id in gazetteer.institutions and reference.country:
            return self.cast.state_party(reference.country)
        return self.cast.reference_party(reference)

    def _represented_through_others(self) -> None:
        """As in "his secretary of state, John Kerry", "Putin's spokesman": whom the other person represents."""
        persons = [(m, party) for m in self.cast.mentions if m.kind == "Person" and (party := self.cast.party(m))]
        for index, (mention, party) in enumerate(persons):
            if party.owners or not mention.titles or mention.titles[-1].head.startswith("counterpart"):
                continue
            if not (mention.determiner == "his" or mention.possessor):
                continue
            other = next(
                (
                    p
                    for m, p in reversed(persons[:index])
                    if p is not party
                    and p.owner
                    and (not mention.possessor or mention.possessor in (m.name or "").split())
                ),
                None,
            )
            if other and other.owner:
                party.represents(other.owner, mention, "other")

    def _represented_by_office(self, party: Party) -> None:
        """Offices that only one body has, whether or not it is said: "Under-Secretary-General for Peace Operations"."""
        for title, mention in party.title_mentions:
            for words, body in load_office_words().bodies_of_offices.items():
                if words in title.text.lower():
                    owner = self.cast.reference_party(self.cast.gazetteer.references[body])
                    party.represents(owner.key, mention, "office")
                    return

    def _represented_by_list(self, party: Party) -> None:
        """The list of leaders tells a state that the text names; one that it does not name only for an office that
        the person holds on the day and that a state has one of.
        """
        classes = {title.kind for title in party.titles}
        states = self.leaders.in_office(party, classes) or self.leaders.ever(party, classes)
        if len(states) != 1:
            return
        state = next(iter(states))
        named = state in self.cast.parties or (self.cast.publisher is not None and self.cast.publisher.id == state)
        if named or state in self.leaders.in_office(party, classes & LISTED):
            self._represents(party, self.cast.gazetteer.references[state], "list")

    def untitled(self) -> None:
        """Leaders whose office the text leaves to its readers: "Tony Blair", where the text names his state."""
        for party in self.cast.persons:
            if not party.owners and not party.titles and len(party.full_name.split()) > 1 and self.cast.published:
                states = self.leaders.in_office(party, LISTED)
                if len(states) == 1 and (state := next(iter(states))) in self.cast.parties:
                    mention = next(m for m in self.cast.mentions if self.cast.party(m) is party)
                    party.represents(state, mention, "list")

    def _represented_by_context(self, party: Party, others: list[Party]) -> None:
        """The body that published the text, for its own offices; for a state's, whoever's office the text leaves to
        its readers, if nobody else could hold it for that state.
        """
        publisher = self.cast.publisher
        national = any(_is_national(title) for title in party.titles)
        if publisher and publisher.kind == "Organization":
            if not national and not any(t.head in load_office_words().local_heads for t in party.titles):
                self._represents(party, publisher, "publisher")
            return
        for reference, basis in self._contexts(party):
            own = national or (basis == "publisher" and any(t.kind == "Spokesperson" for t in party.titles))
            if own and self._is_free(party, reference, others):
                self._represents(party, reference, basis)
                return

    def _contexts(self, party: Party) -> Iterator[tuple[Reference, str]]:
        """States that an office left without one may be of, the likeliest first."""
        kinds = {title.kind for title in party.titles}
        if self.cast.publisher:
            if not kinds & {"HeadOfState", "HeadOfGovernment"}:  # a ministry's "President X" is as often its host
                yield self.cast.publisher, "publisher"
            return
        if self.cast.dateline_state:
            yield self.cast.dateline_state, "dateline"
            return
        if self.cast.home_state and kinds & _NATIONAL:
            yield self.cast.home_state, "home"
        if not kinds & LISTED and (only := self._only_state()):  # those travel, and meet the state that is named
            yield only, "only state"

    def _only_state(self) -> Reference | None:
        """The one state that the text names, where the text says of another person that he speaks for it."""
        states = [p for p in self.cast.parties.values() if p.kind == "Country"]
        told = any(p.owner == states[0].key for p in self.cast.persons) if len(states) == 1 else False
        return states[0].reference if told else None

    def _represents(self, party: Party, reference: Reference, basis: str) -> None:
        party.represents(self.cast.reference_party(reference).key, party.title_mentions[0][1], basis)

    def _is_free(self, party: Party, reference: Reference, others: list[Party]) -> bool:
        """Could the office be the state's, with nobody else in the text to hold it?"""
        mine = {title.kind for title in party.titles if title.kind in LISTED}
        rivals = [
            other
            for other in (*others, *self.cast.persons)
            if other is not party and mine & {t.kind for t in other.titles}
        ]
        taken = any(other.owner == reference.id or (not other.owners and other.first < party.first) for other in rivals)
        # a ministry's text speaks of its own minister first
        return not (taken or (rivals and not self.cast.publisher) or self.leaders.is_elsewhere(party, reference.id))


def own_titles(party: Party) -> list[Title]:
    return [t for t in party.titles if not t.nominal and not t.weak and not t.head.startswith("counterpart")]


def _is_national(title: Title) -> bool:
    """Is this a state's office, unless the text says otherwise?"""
    words = set(title.text.lower().split())
    return title.kind in _NATIONAL or title.national or bool(load_description_words().national & words)
