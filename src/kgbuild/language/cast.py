"""Who is who in one article: mentions gathered to entities, and each office-holder's state or body found.

Whom a person represents is found in this order, and else left open: inside a title, words after the name, another
mention of the same person, the institution that published the text, the dateline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kgbuild.fact import Entity
from kgbuild.gazetteer import Gazetteer, Reference, slug
from kgbuild.identity import digest
from kgbuild.language.description_words import load_description_words
from kgbuild.language.mention import Mention, Title
from kgbuild.schema import Schema

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
_NATIONAL = {"Minister", "ForeignMinister", "HeadOfState", "HeadOfGovernment", "Legislator"}
_UNIQUE = {"ForeignMinister", "HeadOfState", "HeadOfGovernment"}
"""Offices that a state has one of."""


@dataclass
class Party:
    """One entity in the making: `key` is what tells it from others in its article."""

    key: str
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    reference: Reference | None = None
    titles: list[Title] = field(default_factory=list)
    title_mentions: list[tuple[Title, Mention]] = field(default_factory=list)
    owners: Counter[str] = field(default_factory=Counter)
    """Votes for whom a person represents: party key → number of mentions that say so."""
    owner_evidence: dict[str, Mention] = field(default_factory=dict)
    owner_basis: str = ""
    gender: str = ""
    first: int = 0
    entity: Entity | None = None
    described: str = ""
    """The head noun of what has no name ("the meeting"): a thing of its article only."""

    @property
    def is_person(self) -> bool:
        return self.kind == "Person"

    @property
    def owner(self) -> str | None:
        """The state or body that most mentions name, the first of them on a tie."""
        ranked = self.owners.most_common(1)
        return ranked[0][0] if ranked else None


def name_words(name: str) -> tuple[str, ...]:
    """A person's name for comparison: lower case, without initials' points and generation suffixes."""
    words = re.findall(r"[^\s,]+", name.replace("’", "'"))
    kept = [w.rstrip(".").lower() for w in words]
    return tuple(w for w in kept if w and w not in _SUFFIXES) or tuple(kept)


def same_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Could two names be one person's? The shorter stands in the longer in order, or initials and nicknames agree."""
    short, long_ = sorted((first, second), key=len)
    if len(short) == 1:
        return short[0] in long_
    if short[-1] == long_[-1]:
        rest = iter(long_[:-1])
        if all(
            any(a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)) for b in rest)
            for a in short[:-1]
        ):
            return True
        return (
            len(short) >= 2
            and short[0][0] == long_[0][0]
            and (len(short[0]) <= 4 or len(long_[0]) <= 4 or short[0][:3] == long_[0][:3])
        )
    if len(short) >= 2 and short == long_[: len(short)]:
        return True
    rest = iter(long_)
    return len(short) >= 2 and all(w in rest for w in short)


class Cast:
    """The parties of one article, by mention."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        *,
        gazetteer: Gazetteer,
        schema: Schema,
        publisher: Reference | None = None,
        dateline_state: Reference | None = None,
        published: str | None = None,
        article: str = "",
    ) -> None:
        self.mentions = mentions
        self.gazetteer, self.schema = gazetteer, schema
        self.publisher, self.dateline_state, self.published = publisher, dateline_state, published
        self.article = article
        self.parties: dict[str, Party] = {}
        self._of_mention: dict[int, Party] = {}
        self._gather_persons()
        self._gather_listed()
        self._gather_named()
        self._counterparts()
        self._represented()
        self._link_roles()
        self._make_entities()

    # look-ups

    def party(self, mention: Mention) -> Party | None:
        """The party that a mention names or, for a role, stands for; None where that is not known."""
        return self._of_mention.get(id(mention))

    def assign(self, mention: Mention, party: Party) -> None:
        self._of_mention[id(mention)] = party

    def by_key(self, key: str | None) -> Party | None:
        return self.parties.get(key) if key else None

    def state_party(self, iso: str) -> Party:
        return self._listed_party(self.gazetteer.references[f"country:{iso}"])

    def reference_party(self, reference: Reference) -> Party:
        return self._listed_party(reference)

    def named_party(self, name: str, kind: str, start: int) -> Party:
        """The party of a name that is in no list."""
        known = next((p for p in self.parties.values() if p.kind == kind and name in p.names), None)
        if known is not None:
            return known
        party = self.parties.setdefault(
            f"{kind}:{name.casefold()}", Party(f"{kind}:{name.casefold()}", kind, first=start)
        )
        party.names[name] += 1
        return party

    def described_party(self, phrase: str, head: str, kind: str, start: int) -> Party:
        """An event or place named by its head phrase only."""
        key = f"{kind}:{head}"
        party = self.parties.get(key)
        if party is None:
            party = self.parties[key] = Party(key, kind, first=start, described=head)
        party.names.update({phrase: 1, head: 1})
        return party

    def represented(self, party: Party) -> Party | None:
        return self.by_key(party.owner) if party.is_person else None

    @property
    def persons(self) -> list[Party]:
        return [party for party in self.parties.values() if party.is_person]

    # gathering

    def _gather_persons(self) -> None:
        named = [m for m in self.mentions if m.kind == "Person" and m.name]
        clusters: list[tuple[list[tuple[str, ...]], list[Mention]]] = []
        for mention in sorted(named, key=lambda m: (-len(name_words(m.name or "")), m.start)):
            words = name_words(mention.name or "")
            found = [
                c
                for c in clusters
                if any(same_person(words, known) for known in c[0]) and not self._is_namesake(mention, words, c)
            ]
            if len(found) > 1:
                found = [self._nearest(found, mention, words)]
            if found:
                if words not in found[0][0]:
                    found[0][0].append(words)
                found[0][1].append(mention)
            else:
                clusters.append(([words], [mention]))
        for _, members in sorted(clusters, key=lambda c: min(m.start for m in c[1])):
            self._add_person(sorted(members, key=lambda m: m.start))

    def _is_namesake(
        self, mention: Mention, words: tuple[str, ...], cluster: tuple[list[tuple[str, ...]], list[Mention]]
    ) -> bool:
        """Does "President Obama" beside "Michelle Obama" mean another, since the list of leaders knows who held
        that office?
        """
        kinds = {title.kind for other in cluster[1] for title in other.titles}
        if len(words) > 1 or not mention.titles or mention.titles[-1].kind in kinds:
            return False
        rows = [r for r in self.gazetteer.leaders_named(mention.name or "") if r.office == mention.titles[-1].kind]
        full = max(cluster[0], key=len)
        return (
            bool(rows)
            and len(full) > 1
            and not any(same_person(full, name_words(name)) for r in rows for name in (r.label, *r.names))
        )

    def _nearest(
        self, found: list[tuple[list[tuple[str, ...]], list[Mention]]], mention: Mention, words: tuple[str, ...]
    ) -> tuple[list[tuple[str, ...]], list[Mention]]:
        """Among several persons of one name part, the one whose last name it is, then the one mentioned last before."""

        def rank(cluster: tuple[list[tuple[str, ...]], list[Mention]]) -> tuple[bool, bool, int]:
            before = [m.start for m in cluster[1] if m.start < mention.start]
            title = mention.titles[-1].head if mention.titles else ""
            same_title = bool(title) and any(t.head == title for m in cluster[1] for t in m.titles)
            return same_title, any(known[-1] == words[-1] for known in cluster[0]), max(before, default=-1)

        return max(found, key=rank)

    def _add_person(self, members: list[Mention]) -> None:
        names = Counter(m.name for m in members if m.name)
        fullest = max(names, key=lambda n: (len(name_words(n)), names[n], n))
        party = Party(f"person:{len(self.parties)}:{fullest}", "Person", names, first=members[0].start)
        for mention in members:
            self.assign(mention, party)
            for title in mention.titles:
                party.titles.append(title)
                party.title_mentions.append((title, mention))
            party.gender = party.gender or _gender(mention)
        self.parties[party.key] = party

    def _listed_party(self, reference: Reference) -> Party:
        party = self.parties.get(reference.id)
        if party is None:
            party = self.parties[reference.id] = Party(reference.id, reference.kind, reference=reference, first=10**9)
        return party

    def _gather_listed(self) -> None:
        for mention in self.mentions:
            reference = mention.reference
            if reference is None or mention.kind in {"Person", "Role"}:
                continue
            party = self._listed_party(reference)
            party.first = min(party.first, mention.start)
            if mention.name and not mention.adjective and reference.role in {"name", "acronym"} and not mention.group:
                party.names[mention.name] += 1
            for alias in mention.aliases:
                party.names[alias] += 1
            self.assign(mention, party)

    def _gather_named(self) -> None:
        """Organisations, events and agreements in no list, by their names; an acronym leads to the name it was
        given with.
        """
        acronyms: dict[str, Party] = {}
        for mention in self.mentions:
            if mention.references or mention.kind in {"Person", "Role", "Ambiguous"} or not mention.name:
                continue
            key = f"{mention.kind}:{re.sub(r'^(?:the|The) ', '', mention.name).casefold()}"
            party = acronyms.get(mention.name) or self.parties.get(key) or self._by_head(mention)
            if party is None:
                party = self.parties[key] = Party(key, mention.kind, first=mention.start)
            party.names[mention.name] += 1
            for alias in mention.aliases:
                party.names[alias] += 1
                acronyms[alias] = party
            self.assign(mention, party)
        for mention in self.mentions:
            if mention.name in acronyms and id(mention) not in self._of_mention:
                self.assign(mention, acronyms[mention.name])

    def _by_head(self, mention: Mention) -> Party | None:
        """As in "the APEC meeting" after "the 14th APEC Economic Leaders' Meeting": the only party of the kind with
        all its words.
        """
        words = set((mention.name or "").casefold().split()) - {"the", "of", "on"}
        found = [
            party
            for party in self.parties.values()
            if party.kind == mention.kind
            and party.reference is None
            and len(words) > 1
            and any(words <= set(name.casefold().split()) for name in party.names)
        ]
        return found[0] if len(found) == 1 else None

    def _counterparts(self) -> None:
        """As in "his Turkish counterpart X" holds the same office as the one he is compared with."""
        persons = [(m, party) for m in self.mentions if m.kind == "Person" and (party := self.party(m))]
        for index, (mention, party) in enumerate(persons):
            title = next((t for t in mention.titles if t.head.startswith("counterpart")), None)
            if title is None:
                continue
            other = next((p for _, p in reversed(persons[:index]) if p is not party and _own_titles(p)), None)
            if other:
                held = max(_own_titles(other), key=lambda t: (t.phase is None, len(t.text.split())))
                shared = replace(
                    held, start=title.start, end=title.end, owner=title.owner, owner_name=title.owner_name, phase=None
                )
                party.titles.append(shared)
                party.title_mentions.append((shared, mention))

    # whom they represent

    def _represented(self) -> None:
        for party in self.persons:
            for title, mention in party.title_mentions:
                owner = self._owner_of(title)
                if owner:
                    party.owners[owner.key] += 2
                    party.owner_evidence.setdefault(owner.key, mention)
                    party.owner_basis = "title"
            for mention in self.mentions:
                if mention.owner and self.party(mention) is party:
                    key = self._acting(mention.owner).key
                    party.owners[key] += 2
                    party.owner_evidence.setdefault(key, mention)
                    party.owner_basis = party.owner_basis or "after name"
        self._represented_through_others()
        for party in self.persons:
            if not party.owners and party.titles:
                self._represented_by_list(party)
        open_parties = [party for party in self.persons if not party.owners and party.titles]
        for party in open_parties:
            self._represented_by_context(party, open_parties)

    def _owner_of(self, title: Title) -> Party | None:
        if title.owner:
            if title.owner.kind == "Place":
                iso = self.gazetteer.capitals.get(title.owner.id)
                return self.state_party(iso) if iso else None
            return self._acting(title.owner)
        if title.owner_name:
            return self.named_party(title.owner_name, "Organization", title.start)
        return None

    def _acting(self, reference: Reference) -> Party:
        """The state behind a national institution, else the body itself."""
        if (
            reference.kind == "Organization"
            and reference.country
            and reference.id.startswith("org:")
            and reference.id.endswith("-" + reference.country.lower())
        ):
            return self.state_party(reference.country)
        return self._listed_party(reference)

    def _represented_through_others(self) -> None:
        """As in "his secretary of state, John Kerry", "Putin's spokesman": whom the other person represents."""
        persons = [(m, party) for m in self.mentions if m.kind == "Person" and (party := self.party(m))]
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
                self._vote(party, other.owner, mention, "other")

    def _vote(self, party: Party, owner: str, mention: Mention, basis: str) -> None:
        party.owners[owner] += 1
        party.owner_evidence.setdefault(owner, mention)
        party.owner_basis = basis

    def _represented_by_list(self, party: Party) -> None:
        """The list of leaders confirms a state that the text names; it supplies none that the text does not."""
        classes = {title.kind for title in party.titles}
        name = max(party.names, key=lambda n: len(n.split()))
        states = {
            f"country:{row.country}" if row.country else f"org:{row.organization}"
            for row in self.gazetteer.leaders_named(name)
            if row.office in classes
            and (
                self.published is None or row.held_at(self.published) or any(t.phase == "former" for t in party.titles)
            )
        }
        named = {state for state in states if state in self.parties or (self.publisher and self.publisher.id == state)}
        if len(states) == 1 and named:
            reference = self.gazetteer.references[states.pop()]
            self._vote(party, self._listed_party(reference).key, party.title_mentions[0][1], "list")

    def _represented_by_context(self, party: Party, others: list[Party]) -> None:
        """The publisher's or the dateline's state for a national office, where nobody else could hold it for that
        state.
        """
        if self.publisher and self.publisher.kind == "Organization":
            if not any(_is_national(title) for title in party.titles):
                self._vote(party, self._listed_party(self.publisher).key, party.title_mentions[0][1], "publisher")
            return
        reference = self.publisher or self.dateline_state
        if reference is None or not any(_is_national(title) for title in party.titles):
            return
        mine = {title.kind for title in party.titles if title.kind in _UNIQUE}
        rivals = [
            other for other in (*others, *self.persons) if other is not party and mine & {t.kind for t in other.titles}
        ]
        taken = any(other.owner == reference.id or (not other.owners and other.first < party.first) for other in rivals)
        if taken or (rivals and not self.publisher) or self._listed_elsewhere(party, reference):
            return  # a ministry's text speaks of its own minister first
        self._vote(
            party,
            self._listed_party(reference).key,
            party.title_mentions[0][1],
            "publisher" if self.publisher else "dateline",
        )

    def _listed_elsewhere(self, party: Party, reference: Reference) -> bool:
        """Does the list of leaders know the name for another state only?"""
        name = max(party.names, key=lambda n: len(n.split()))
        rows = self.gazetteer.leaders_named(name)
        return bool(rows) and all(f"country:{row.country}" != reference.id for row in rows)

    # roles

    def _link_roles(self) -> None:
        """Finds whom "the Moroccan minister" and "the UN official" stand for; an unknown one stands for nobody."""
        for index, mention in enumerate(self.mentions):
            if mention.kind == "Role" and not mention.plural and mention.determiner not in {"a", "an"}:
                party = self._holder(mention, index)
                if party:
                    self.assign(mention, party)
                    title = mention.titles[0]
                    if not title.nominal and not title.weak and len(title.text.split()) > 1:
                        party.titles.append(title)
                        party.title_mentions.append((title, mention))

    def _holder(self, mention: Mention, index: int) -> Party | None:
        title = mention.titles[0]
        owner = self._owner_of(title)
        candidates = [p for p in self.persons if p.titles and self._fits(p, title, owner)]
        if owner is None and self.publisher is not None:
            # a ministry's "the Minister" is its own
            candidates = [p for p in candidates if p.owner == self.publisher.id] or candidates
        if not candidates:
            return None
        before = [
            (m.start, p)
            for m in self.mentions[:index]
            if (p := self.party(m)) in candidates and m.kind in {"Person", "Role"}
        ]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        definite = owner is not None or len(title.text.split()) > 1
        return min(candidates, key=lambda p: p.first) if definite and len(candidates) == 1 else None

    def _fits(self, person: Party, title: Title, owner: Party | None) -> bool:
        if owner is not None and person.owners and person.owner != owner.key:
            return False
        if owner is not None and not person.owners:
            return False
        if title.nominal or title.weak:
            return owner is not None or any(
                t.kind == title.kind or title.head in {"official", "leader"} for t in person.titles
            )
        return any(_same_office(title, held) for held in person.titles)

    # entities

    def described_events(self) -> dict[str, str]:
        """Entity id → head noun of the events that have no name."""
        return {self.entity(p).id: p.described for p in self.parties.values() if p.described and p.kind == "Event"}

    def _make_entities(self) -> None:
        for party in self.parties.values():
            party.entity = self._entity(party)

    def entity(self, party: Party) -> Entity:
        if party.entity is None:
            party.entity = self._entity(party)
        return party.entity

    def _entity(self, party: Party) -> Entity:
        if party.reference is not None:
            reference = party.reference
            names = tuple(dict.fromkeys((reference.label, *_ranked(party.names))))
            return Entity(reference.id, reference.kind, reference.label, names, reference.links)
        names = _ranked(party.names)
        if party.is_person:
            label = names[0]
            owner = self.by_key(party.owner)
            local = self._owner_slug(owner) if owner else ""
            return Entity(
                "person:" + "-".join(filter(None, (slug(label), slug(local)))), self._person_kind(party), label, names
            )
        prefix = {
            "Organization": "org",
            "Event": "event",
            "Agreement": "agreement",
            "Mission": "mission",
            "Place": "place",
            "Country": "country",
        }[party.kind]
        own = f"-{digest(self.article, party.key)}" if party.described else ""
        return Entity(f"{prefix}:{slug(names[0])}{own}", party.kind, names[0], names)

    def _owner_slug(self, owner: Party) -> str:
        """What tells a person's id from a namesake's; a body whose acronym is a state's code goes by its name."""
        local = owner.key.split(":", 1)[1]
        if owner.kind != "Country" and local.upper() in self.gazetteer.countries and owner.reference is not None:
            return owner.reference.label
        return local

    def _person_kind(self, party: Party) -> str:
        present = [t for t in party.titles if t.phase not in {"former", "incoming"}]
        held = [t.kind for t in present if not t.nominal]
        if not held:
            return "Official" if present else "Person"
        return max(held, key=lambda kind: (len(self.schema.superclasses.get(kind, ())), -held.index(kind)))


def _own_titles(party: Party) -> list[Title]:
    return [t for t in party.titles if not t.nominal and not t.weak and not t.head.startswith("counterpart")]


def _is_national(title: Title) -> bool:
    """Is this a state's office, unless the text says otherwise?"""
    words = set(title.text.lower().split())
    return title.kind in _NATIONAL or title.national or bool(load_description_words().national & words)


def _ranked(names: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda n: (-len(n.split()), -names[n], n)))


def _gender(mention: Mention) -> str:
    words = {word for title in mention.titles for word in title.text.lower().split()} | set(mention.address)
    vocabulary = load_description_words()
    return "female" if words & vocabulary.female else "male" if words & vocabulary.male else ""


def _same_office(role: Title, held: Title) -> bool:
    """Can a role noun stand for a holder of this title? "the minister" for a foreign minister, not for a deputy's."""
    mine, theirs = set(role.text.lower().split()), set(held.text.lower().split())
    stop = {"of", "the", "for", "and", "to", "at", ","}
    if mine - stop <= theirs:
        return True
    if (
        role.kind == held.kind
        and role.kind in {"ForeignMinister", "HeadOfGovernment", "HeadOfState"}
        and not (mine & {"deputy", "vice"})
    ):
        return True
    return role.head == held.head and (len(mine - stop) == 1 or len(theirs - stop) == 1)
