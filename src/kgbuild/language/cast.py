"""Who is who in one article: mentions gathered to parties, roles linked to their holders, parties made entities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kgbuild.fact import Entity
from kgbuild.gazetteer import Gazetteer, Reference, slug
from kgbuild.identity import digest
from kgbuild.language.complements import INDEFINITE
from kgbuild.language.description_words import load_description_words
from kgbuild.language.listed_leaders import LISTED, ListedLeaders
from kgbuild.language.mention import Mention, Title
from kgbuild.language.party import Party, name_words, same_person
from kgbuild.language.representation import Representation
from kgbuild.schema import Schema

_HEADS = {"HeadOfState", "HeadOfGovernment"}


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
        home_state: Reference | None = None,
        published: str | None = None,
        article: str = "",
    ) -> None:
        self.mentions = mentions
        self._all_mentions = [part for mention in mentions for part in (mention, *mention.inside)]
        self.gazetteer, self.schema = gazetteer, schema
        self.publisher, self.published = publisher, published
        self.dateline_state, self.home_state = dateline_state, home_state
        self.article = article
        self.parties: dict[str, Party] = {}
        self._of_mention: dict[int, Party] = {}
        self._gather_persons()
        self._gather_listed()
        self._gather_named()
        self._leaders = ListedLeaders(gazetteer, published)
        self._representation = Representation(self)
        self._representation.find()
        self._link_roles()
        self._representation.untitled()
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
        """An event or place named by its head phrase only; `head` ends with its noun ("next summit")."""
        key = f"{kind}:{head}"
        party = self.parties.get(key)
        if party is None:
            party = self.parties[key] = Party(key, kind, first=start, described=head.rsplit(maxsplit=1)[-1])
        party.names.update({phrase: 1, head: 1})
        return party

    def owner_of(self, title: Title) -> Party | None:
        """The state or body inside a title."""
        return self._representation.owner_of(title)

    def represented(self, party: Party) -> Party | None:
        return self.by_key(party.owner) if party.is_person else None

    def is_medium(self, party: Party) -> bool:
        """Is this a newspaper, agency or broadcaster?"""
        return party.reference is not None and party.reference.id in self.gazetteer.media

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
        """Among several persons of one name part, the one who is called by nothing else, then the one whose last name
        it is, then the one mentioned last before.
        """

        def rank(cluster: tuple[list[tuple[str, ...]], list[Mention]]) -> tuple[bool, bool, bool, int]:
            before = [m.start for m in cluster[1] if m.start < mention.start]
            title = mention.titles[-1].head if mention.titles else ""
            same_title = bool(title) and any(t.head == title for m in cluster[1] for t in m.titles)
            last_name = any(known[-1] == words[-1] for known in cluster[0])
            return same_title, cluster[0] == [words], last_name, max(before, default=-1)

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
            if mention.member_of is not None and party.affiliation is None:
                party.affiliation = mention
        self.parties[party.key] = party

    def _listed_party(self, reference: Reference) -> Party:
        party = self.parties.get(reference.id)
        if party is None:
            party = self.parties[reference.id] = Party(reference.id, reference.kind, reference=reference, first=10**9)
        return party

    def _gather_listed(self) -> None:
        for mention in self._all_mentions:
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
        for mention in self._all_mentions:
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

    # roles

    def _link_roles(self) -> None:
        """Finds whom "the Moroccan minister" and "the UN official" stand for; an unknown one stands for nobody."""
        for index, mention in enumerate(self.mentions):
            if mention.kind == "Role" and not mention.plural and not self._is_vague(mention):
                party = self._holder(mention, index)
                if party:
                    self.assign(mention, party)
                    title = mention.titles[0]
                    if self._is_told_by_list(party, title):
                        party.titles.append(title)
                        party.title_mentions.append((title, mention))
                        if owner := self.owner_of(title):
                            party.represents(owner.key, mention, "list")
                    elif not title.nominal and not title.weak and len(title.text.split()) > 1:
                        party.titles.append(title)
                        party.title_mentions.append((title, mention))

    @staticmethod
    def _is_vague(mention: Mention) -> bool:
        """Is it anybody ("a minister", "a NATO member"), or told by the other party ("his guest")?"""
        head = mention.titles[0].head
        partner = mention.determiner == "his" and head in load_description_words().partners
        return partner or head == "member" or mention.determiner in {"a", "an"} | INDEFINITE

    def _holder(self, mention: Mention, index: int) -> Party | None:
        title = mention.titles[0]
        owner = self._representation.owner_of(title)
        known = mention.determiner != "his"  # "its own President" may be anybody's
        candidates = [
            p
            for p in self.persons
            if (p.titles and self._fits(p, title, owner)) or (known and self._is_listed(p, title, owner))
        ]
        if title.head == "counterpart" and mention.determiner == "his":
            candidates = self._peers(candidates, index)
        if owner is None and self.publisher is not None:
            # a ministry's "the Minister" is its own
            candidates = [p for p in candidates if p.owner == self.publisher.id] or candidates
        elif owner is None and self.home_state is not None and title.kind in {"HeadOfState", "HeadOfGovernment"}:
            # a newspaper's "the president" is its own state's
            candidates = [p for p in candidates if p.owner == self.home_state.id] or candidates
        if title.visiting and (host := self.dateline_state or self.publisher):
            candidates = [p for p in candidates if p.owner != host.id] or candidates
        if title.visiting or title.head in load_description_words().partners:
            # an ambassador is no visitor
            candidates = [p for p in candidates if all(t.kind != "Ambassador" for t in p.titles)] or candidates
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

    def _peers(self, candidates: list[Party], index: int) -> list[Party]:
        """Who of them holds an office like that of the person named last: "his Peruvian counterpart"."""
        before = (p for m in reversed(self.mentions[:index]) if (p := self.party(m)) is not None and p.is_person)
        compared = next((p for p in before if p not in candidates and p.titles), None)
        if compared is None:
            return candidates
        held = {(t.kind, t.head) for t in compared.titles}
        return [p for p in candidates if not held.isdisjoint((t.kind, t.head) for t in p.titles)]

    def _is_told_by_list(self, person: Party, title: Title) -> bool:
        return not person.titles and (title.kind in LISTED or title.head == "leader")

    def _is_listed(self, person: Party, title: Title, owner: Party | None) -> bool:
        """Is this a person whose office the text does not say, but the list of leaders does?"""
        return not person.titles and self._leaders.fits(person, title, owner.key if owner else None)

    def _fits(self, person: Party, title: Title, owner: Party | None) -> bool:
        if title.head in load_description_words().subordinate and any(t.kind in _HEADS for t in person.titles):
            return False
        if owner is not None and (not person.owners or owner.key not in {person.owner, self._whole(person.owner)}):
            return False
        if title.nominal or title.weak:
            return owner is not None or any(
                t.kind == title.kind or title.head in {"official", "leader"} for t in person.titles
            )
        return any(_same_office(title, held) for held in person.titles)

    def _whole(self, body: str | None) -> str | None:
        """The body that a mission or organ belongs to: the UN, for who leads one of its missions."""
        mission = self.gazetteer.missions.get(body or "")
        if mission is not None:
            return f"org:{mission.body}"
        part = self.gazetteer.organizations.get(body or "")
        return f"org:{part.parent}" if part is not None and part.parent else None

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
