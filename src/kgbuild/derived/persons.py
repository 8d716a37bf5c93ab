"""On what grounds two dossiers of persons are one person, or are known to be two.

Names alone make nobody one. The rules follow how newsrooms name people: in full with the office at first, by the family
name afterwards, in whatever transliteration; and how namesakes differ: in state, in office, in time, in middle name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from kgbuild.derived.dossiers import MEANWHILE, Dossier, OfficeKey, gap, spread, years_apart
from kgbuild.derived.name_words import load_name_words
from kgbuild.derived.names import Likeness, PersonName, likeness, read_name
from kgbuild.gazetteer import Gazetteer
from kgbuild.leaders import Leader

_LIFE = 45.0
"""Years within which a full name in one state is one person's."""
_TERM = 8.0
"""Years within which a surname and an office are one person's."""
_SEASON = 3.0
"""Years within which a surname in a state is one person's, where one person only fits it."""
_TIME_OF_LEADER = 30
"""Years around an office in the list of leaders within which who is called so is that leader."""


class Strength(IntEnum):
    """What beside the name speaks for two dossiers being one."""

    POSSIBLE = -1
    """Too little to make them one, enough to make it unclear whom else the name may mean."""
    NAME = 0
    BODY = 1
    OFFICE = 2
    LISTED = 3


@dataclass(frozen=True, slots=True)
class Grounds:
    strength: Strength
    reason: str
    """One sentence."""


_LIKENESS = {
    Likeness.SURNAME: "{short} is the family name of {long}",
    Likeness.LAST_NAMES: "{short} leaves out the first name of {long}",
    Likeness.INITIAL: "{short} and {long} agree but for an initial",
    Likeness.NEAR: "{short} and {long} differ in one vowel",
    Likeness.NICKNAME: "{short} and {long} are one name, called by its short form in one of them",
    Likeness.FULLER: "{short} leaves out a part of {long}",
    Likeness.SAME: "{short} and {long} are spellings of one name",
}


class Persons:
    """The rules, with the list of leaders that may confirm."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._leaders: dict[str, str] = {}

    def rank(self, dossier: Dossier) -> tuple[bool, tuple[int, int]]:
        """Greater for who is named more fully, and whose state or body is known."""
        return bool(dossier.bodies), dossier.name.fullness

    def fame(self, dossier: Dossier) -> tuple[bool, bool, int, tuple[int, int]]:
        """Greatest for who lends the others the id: in full, as most articles have it, then as fully as any has it."""
        return bool(dossier.bodies), dossier.name.is_full, len(dossier.articles), dossier.name.fullness

    def apart(self, one: Dossier, other: Dossier) -> bool:
        """Whether these are known to be two persons: nothing that either shares with a third makes them one."""
        like = self._likeness(one, other)
        if like is None:
            return one.name.is_full and other.name.is_full
        return _are_named_together(one, other, like) or self._contradict(one, other, like)

    def grounds(self, one: Dossier, other: Dossier) -> Grounds | None:
        """Why the two are one person or possibly are, or None."""
        like = self._likeness(one, other)
        if like is None or self._contradict(one, other, like):
            return None
        strength = self._strength(one, other)
        doubtful = _are_named_together(one, other, like) or _may_be_several(one) or _may_be_several(other)
        if doubtful or not _suffices(like, strength, one, other):
            if strength is Strength.NAME and not _says_less(one, other):
                return None
            strength = Strength.POSSIBLE
        short, long = sorted((one, other), key=self.rank)
        named = _LIKENESS[like].format(short=f"“{short.label}”", long=f"“{long.label}”")
        return Grounds(strength, f"{named}, {self._spell(strength, one, other)}.")

    def leader(self, dossier: Dossier) -> str:
        """The name in the list of leaders of the one leader that the dossier can only be, or nothing."""
        if dossier.id not in self._leaders:
            labels = {leader.label for leader in self._listed(dossier)}
            self._leaders[dossier.id] = labels.pop() if len(labels) == 1 else ""
        return self._leaders[dossier.id]

    def _listed(self, dossier: Dossier) -> Iterator[Leader]:
        for name in dossier.persons_names:
            for leader in self._gazetteer.leaders_named(name.written):
                if leader.of in dossier.bodies and _may_be_listed(dossier, name, leader):
                    yield leader

    def _contradict(self, one: Dossier, other: Dossier, like: Likeness) -> bool:
        listed = {self.leader(one), self.leader(other)} - {""}
        return len(listed) > 1 or (like < Likeness.FULLER and _differ_in_office(one, other))

    def _family_first(self, dossier: Dossier) -> bool:
        """Whether the person is of a state where the family name stands first, whomever he acts for."""
        listed = self._gazetteer.leaders_named(self.leader(dossier)) if self.leader(dossier) else ()
        states = dossier.bodies.union(leader.of for leader in listed)
        return not load_name_words().family_first.isdisjoint(states)

    def keys(self, dossier: Dossier) -> Iterator[str]:
        """What two dossiers have in common that may be one person, so that only those need be compared."""
        family_first = self._family_first(dossier)
        for name in dossier.persons_names:
            ends = name.keys if family_first else name.keys[-1:]
            yield from (f"{key} of {body}" for end in ends for key in end for body in dossier.bodies)
            if name.is_full:
                yield from (f"{given} {word}" for given in _initials(name) for words in name.keys[1:] for word in words)
                yield from ("".join(map(max, name.keys)), "".join(map(min, name.keys)))
        if leader := self.leader(dossier):
            yield f"listed as {leader}"

    def _likeness(self, one: Dossier, other: Dossier) -> Likeness | None:
        if one.name.is_full and other.name.is_full and self.leader(one) and self.leader(one) == self.leader(other):
            return Likeness.SAME
        turned = self._family_first(one) or self._family_first(other)
        pairs = product(one.persons_names, other.persons_names)
        return max(filter(None, (likeness(*pair, family_first=turned) for pair in pairs)), default=None)

    def _strength(self, one: Dossier, other: Dossier) -> Strength:
        if self.leader(one) and self.leader(one) == self.leader(other):
            return Strength.LISTED
        if not one.bodies & other.bodies:
            return Strength.NAME
        return Strength.OFFICE if _common_offices(one, other) else Strength.BODY

    def _spell(self, strength: Strength, one: Dossier, other: Dossier) -> str:
        if strength is Strength.LISTED:
            return f"and the list of leaders has one person for both, {self.leader(one)}"
        if strength <= Strength.NAME:
            return "and nothing says for whom one of them acts"
        bodies = "and both act for " + ", ".join(sorted(one.bodies & other.bodies))
        if strength is Strength.BODY:
            return bodies
        offices = _common_offices(one, other)
        titles = sorted({f"“{dossier.titles[office]}”" for office in offices for dossier in (one, other)})
        return f"{bodies}, as {' and '.join(titles)}"


def _may_be_listed(dossier: Dossier, name: PersonName, leader: Leader) -> bool:
    """Whether name, office and time fit. A surname alone is told by the list only where the office is said."""
    if not any(likeness(name, read_name(one), family_first=True) for one in (leader.label, *leader.names)):
        return False
    said = dossier.held.get((leader.of, (leader.office,)), ())
    return all(map(leader.held_at, said)) if said else name.is_full and _is_of_the_time(dossier, name, leader)


def _is_of_the_time(dossier: Dossier, name: PersonName, leader: Leader) -> bool:
    """Whether all articles are of the years around the office: of fewer, where this may be the father or the son."""
    generation = read_name(leader.label).generation
    if generation and not name.generation:
        return False
    years = _TIME_OF_LEADER if generation == name.generation else _TERM
    ends = [year for year in (leader.since, leader.until) if year]
    return all(
        min(abs(int(day[:4]) - int(end[:4])) for end in ends) <= years or leader.held_at(day) for day in dossier.dates
    )


def _may_be_several(dossier: Dossier) -> bool:
    return not dossier.name.is_full and dossier.is_contradictory


def _are_named_together(one: Dossier, other: Dossier, like: Likeness) -> bool:
    """Whether an article tells them apart; of one full name twice, it only failed to see that it is one."""
    return like is not Likeness.SAME and not one.articles.isdisjoint(other.articles)


def _suffices(like: Likeness, strength: Strength, one: Dossier, other: Dossier) -> bool:
    """Whether what speaks for the two is enough for names that are no more alike than this."""
    apart = gap(one, other)
    if strength is Strength.LISTED:
        return like > Likeness.SURNAME or _is_in_time(one, other, _TERM)
    if _is_of_one_generation(one, other):
        return strength is Strength.OFFICE and apart <= _TERM
    if like >= Likeness.FULLER:
        return apart <= _LIFE and (strength > Strength.NAME or _says_less(one, other))
    if like in {Likeness.NICKNAME, Likeness.LAST_NAMES, Likeness.INITIAL}:
        return strength is Strength.OFFICE or (strength is Strength.BODY and apart <= _TERM)
    if like is Likeness.NEAR:
        return strength is Strength.OFFICE or (strength is Strength.BODY and apart <= _SEASON)
    limit = _TERM if strength is Strength.OFFICE else _SEASON
    return strength >= Strength.BODY and _is_in_time(one, other, limit)


def _says_less(one: Dossier, other: Dossier) -> bool:
    """Whether a full name stands for nobody in one of the two: it may be the other's, where no second fits."""
    return not (one.bodies and other.bodies) and one.name.is_full and other.name.is_full


def _is_of_one_generation(one: Dossier, other: Dossier) -> bool:
    """Whether one is "Jr." and the other may be the father."""
    return bool(one.name.generation) != bool(other.name.generation)


def _is_in_time(one: Dossier, other: Dossier, years: float) -> bool:
    """Whether all that is told of the shorter name lies within these years of what is told of the fuller one."""
    short, long = sorted((one, other), key=lambda dossier: dossier.name.fullness)
    return spread(short, long) <= years


def _common_offices(one: Dossier, other: Dossier) -> list[OfficeKey]:
    """The same office of the same body, told at most a long term apart."""
    common = one.offices.keys() & other.offices.keys()
    return [key for key in common if _are_near(one.offices[key], other.offices[key], _TERM)]


def _differ_in_office(one: Dossier, other: Dossier) -> bool:
    """Whether at about one time the two hold offices, and none of them is the same."""
    if not one.held.keys().isdisjoint(other.held.keys()):
        return False
    return any(
        years_apart(mine, theirs) <= MEANWHILE
        for key, mine in one.held.items()
        for office, theirs in other.held.items()
        if _tells(key) and _tells(office)
    )


def _are_near(some: Sequence[str], others: Sequence[str], years: float) -> bool:
    """Days in order, the empty one, of an article without a date, first."""
    return not (some[0] and others[0]) or years_apart(some, others) <= years


def _tells(office: OfficeKey) -> bool:
    """Whether the title is more than a word that many may have: "president" is, "leader" is not."""
    _, words = office
    return len(words) > 1 or words[0] in load_name_words().sole_offices


def _initials(name: PersonName) -> set[str]:
    """First letters of what the given name is and may stand for."""
    first = name.words[0]
    known = load_name_words()
    return {given[0] for given in (first, known.spellings.get(first, first), *known.nicknames.get(first, ()))}
