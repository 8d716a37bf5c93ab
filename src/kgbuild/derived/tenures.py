"""graph:derived/tenures: from when to when persons held offices, as far as the articles of all days bear it out.

An article that calls somebody minister has him in office on its day (or on the day that it speaks of); one that calls
him a former minister has the office ended by then. Of offices that a state has one of at a time, another holder ends a
tenure as well, and two of one person with another holder between them are two tenures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.appearances import Office
from kgbuild.derived.digest import Digest
from kgbuild.derived.dossiers import OfficeKey
from kgbuild.derived.joins import Join
from kgbuild.derived.name_words import load_name_words
from kgbuild.derived.names import likeness, read_name
from kgbuild.edtf import bounds
from kgbuild.graph import in_graph

Stint: TypeAlias = "tuple[str, OfficeKey]"
"""The canonical id of a person, and an office."""


@dataclass
class _Said:
    """What articles say of one person in one office; days are ISO 8601."""

    held: set[str] = field(default_factory=set)
    fully: set[str] = field(default_factory=set)
    """Of these, the days when the person was more than acting."""
    former: set[str] = field(default_factory=set)
    future: set[str] = field(default_factory=set)
    positions: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A stretch of days for which one person held one office, and by what it is bounded; empty where nothing bounds."""

    person: str
    position: str
    held_from: str
    held_to: str
    begun_after: str
    ended_by: str
    number: int
    """0 for the first that the person had of the office, as far as the articles know."""


def tenures(digests: Iterable[Digest], joins: Iterable[Join]) -> list[Tenure]:
    """Of all persons in offices of a known state or body, by person and office; from articles that have a date."""
    said = _gather(digests, {join.double: join.canonical for join in joins})
    holders: dict[OfficeKey, list[str]] = defaultdict(list)
    for person, office in said:
        holders[office].append(person)
    found: list[Tenure] = []
    for person, office in sorted(said):
        own = said[person, office]
        rivals = (said[one, office] for one in holders[office])
        others = {day for rival in rivals if _ends(own, rival, office) for day in rival.fully}
        found += _tenures(person, own, others - own.held)
    return found


def tenure_quads(digests: Iterable[Digest], joins: Iterable[Join], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """Those of the :func:`tenures` that say more than one article does, with the canonical person as holder.

    That somebody is in office on the day of an article is what the article's claim says already.
    """
    triples: list[Triple] = []
    for tenure in filter(_says_more, tenures(digests, joins)):
        told = identity.digest("tenure", tenure.person, tenure.position, tenure.number)
        node = NamedNode(identity.iri(f"tenure:{told}", base))
        triples.append(Triple(node, v.TYPE, v.TENURE))
        triples.append(Triple(node, v.HOLDER, NamedNode(identity.iri(tenure.person, base))))
        triples.append(Triple(node, v.POSITION, NamedNode(identity.iri(tenure.position, base))))
        days = (
            (v.HELD_FROM, tenure.held_from),
            (v.HELD_TO, tenure.held_to),
            (v.BEGUN_AFTER, tenure.begun_after),
            (v.ENDED_BY, tenure.ended_by),
        )
        triples += [Triple(node, term, Literal(day, datatype=v.XSD_DATE)) for term, day in days if day]
    return in_graph(triples, identity.graph_iri("derived/tenures", base))


def _says_more(tenure: Tenure) -> bool:
    return tenure.held_from != tenure.held_to or bool(tenure.begun_after or tenure.ended_by)


def _gather(digests: Iterable[Digest], canonical: Mapping[str, str]) -> dict[Stint, _Said]:
    said: dict[Stint, _Said] = defaultdict(_Said)
    for appearance in (one for digest in digests for one in digest.appearances):
        for office in appearance.offices:
            if not appearance.date or office.key is None:
                continue
            body, words = office.key
            own = said[canonical.get(appearance.id, appearance.id), (canonical.get(body, body), words)]
            own.positions.append(office.position)
            own.names.add(appearance.label)
            _note(own, office, appearance.date)
    return said


def _note(own: _Said, office: Office, published: str) -> None:
    first, last = (bounds(office.on) if office.on else None) or (published, published)
    # Within a month or a year of which only that is said, no day is certain.
    day = first if first == last and first <= published else ""
    began, ended = (bounds(date) if date else None for date in (office.since, office.until))
    if office.is_held and day:
        own.held.add(day)
        own.held |= {began[1]} if began and began[1] <= day else set()
        own.fully |= {day} if office.phase != "acting" else set()
    if office.phase == "former":
        own.former.add(published)
    if office.phase == "incoming":
        own.future.add(published)
    if ended and ended[1] <= published:
        own.former.add(ended[1])


def _ends(own: _Said, other: _Said, office: OfficeKey) -> bool:
    """Whether the one is in office only when the other is not: two persons for certain, of an office for one."""
    if other is own or load_name_words().sole_offices.isdisjoint(office[1]):
        return False
    names = [(read_name(mine), read_name(theirs)) for mine in own.names for theirs in other.names]
    return all(mine.is_full and theirs.is_full and likeness(mine, theirs) is None for mine, theirs in names)


def _tenures(person: str, own: _Said, others: set[str]) -> Iterator[Tenure]:
    out = sorted((others | own.former) - own.held)
    stretches: list[list[str]] = []
    for day in sorted(own.held):
        if stretches and not any(stretches[-1][-1] < gone < day for gone in out):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    position = max(sorted(set(own.positions)), key=own.positions.count)
    if not stretches:
        if own.former:
            yield Tenure(person, position, "", "", "", min(own.former), 0)
        return
    before = sorted({*out, *own.future})
    for number, days in enumerate(stretches):
        begun = max((day for day in before if day < days[0]), default="")
        ended = min((day for day in out if day > days[-1]), default="")
        yield Tenure(person, position, days[0], days[-1], begun, ended, number)
