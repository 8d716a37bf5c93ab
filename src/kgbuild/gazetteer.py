"""Countries, places, bodies, missions, events and agreements by name, from the CSV files in `ontology/gazetteer`."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.gazetteer_rows import (
    Agreement,
    Ambiguous,
    Authority,
    City,
    Country,
    Event,
    Former,
    Institution,
    Media,
    Metonym,
    Mission,
    Organization,
    Reference,
    Region,
    Row,
    Thing,
    plain,
    publisher_key,
    slug,
)
from kgbuild.leaders import Leader, by_name, by_sound, name_key, sound_key

__all__ = ["FILES", "Country", "Gazetteer", "Leader", "Mission", "Reference", "load_gazetteer", "plain", "slug"]

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}")

FILES: Mapping[type[Row], str] = {
    Agreement: "agreements.csv",
    Ambiguous: "ambiguous.csv",
    Authority: "authorities.csv",
    City: "cities.csv",
    Country: "countries.csv",
    Event: "events.csv",
    Former: "former.csv",
    Institution: "institutions.csv",
    Leader: "leaders.csv",
    Media: "media.csv",
    Metonym: "metonyms.csv",
    Mission: "missions.csv",
    Organization: "organizations.csv",
    Region: "regions.csv",
}
"""In which file rows stand; only ``authorities.csv`` does not come with kgbuild."""


@dataclass(frozen=True)
class Gazetteer:
    """The rows by id (countries by ISO code), and all names."""

    countries: Mapping[str, Country]
    cities: Mapping[str, City]
    regions: Mapping[str, Region]
    organizations: Mapping[str, Organization]
    institutions: Mapping[str, Institution]
    media: Mapping[str, Media]
    missions: Mapping[str, Mission]
    events: Mapping[str, Event]
    agreements: Mapping[str, Agreement]
    leaders: tuple[Leader, ...] = field(repr=False)
    former: Mapping[str, str]
    """Former name of a state or body → a name that it has today."""
    references: Mapping[str, Reference] = field(repr=False)
    """By id, in the role of ``name``."""
    names: Mapping[str, tuple[Reference, ...]] = field(repr=False)
    """By surface, case-sensitive. Several references: the name is ambiguous, callers abstain. None: the name says
    nothing, and hides the shorter name inside it ("National Security Council")."""

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """The ISO code of the state whose government a place's name may stand for, by the place's id."""
        return {city.id: city.country for city in self.cities.values() if city.capital}

    @cached_property
    def _leaders(self) -> Mapping[str, tuple[Leader, ...]]:
        return by_name(self.leaders)

    @cached_property
    def _leaders_by_sound(self) -> Mapping[tuple[str, str], tuple[Leader, ...]]:
        return by_sound(self.leaders)

    @cached_property
    def _outlets(self) -> Mapping[str, Media]:
        return {name: outlet for outlet in self.media.values() for name in outlet.published_as}

    def outlet(self, publisher: str) -> Media | None:
        """The medium of an article's publisher, whatever edition ("CNN (Web News)")."""
        return self._outlets.get(publisher_key(publisher))

    def leaders_named(self, name: str) -> tuple[Leader, ...]:
        """Who held an office under a full name, or a surname alone; case-sensitive, diacritics and "al-" aside. A full
        name that is not found is looked for in other spellings ("Mohammad" for "Mohamed").

        All offices of all namesakes: they may confirm what a text suggests. A name not found says nothing.
        """
        found = self._leaders.get(name_key(name), ())
        if found or len(name.split()) == 1:
            return found
        return self._leaders_by_sound.get(sound_key(name), ())

    def missions_at(self, country: str, body: str | None = None, date: str | None = None) -> tuple[Mission, ...]:
        """The missions in a country (ISO code), of a body (``org:un``), on a day, in a month or year."""
        return tuple(
            mission
            for mission in self.missions.values()
            if country in mission.countries
            and (body is None or body == f"org:{mission.body}")
            and (date is None or mission.lasted_at(date))
        )


def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The gazetteer that comes with kgbuild, with the rows of the CSV files of the same names in `extra`.

    A row in `extra` takes the place of the row with its id.
    """
    return _shipped() if extra is None else _read_folders([_folder(), _checked(extra)])


@cache
def _shipped() -> Gazetteer:
    """Kept, since its files do not change while kgbuild runs; a user's may."""
    return _read_folders([_folder()])


def _folder() -> Traversable:
    return resources.ontology() / "gazetteer"


def _checked(extra: Path) -> Path:
    if not extra.is_dir():
        raise LexiconError(f"{extra}: no such folder of gazetteer files")
    for file in sorted(extra.glob("*.csv")):
        if file.name not in FILES.values():
            raise LexiconError(f"{file}: no such gazetteer; there are {', '.join(FILES.values())}")
    return extra


def _read_folders(folders: list[Traversable]) -> Gazetteer:
    countries = _table(folders, Country)
    cities = _table(folders, City)
    regions = _table(folders, Region)
    organizations = _table(folders, Organization)
    institutions = _table(folders, Institution)
    media = _table(folders, Media)
    missions = _table(folders, Mission)
    events = _table(folders, Event)
    agreements = _table(folders, Agreement)
    metonyms = _table(folders, Metonym)
    ambiguous = _table(folders, Ambiguous)
    authorities = _table(folders, Authority)
    leaders = tuple(_table(folders, Leader).values())
    former = {row.label: row.now for row in _table(folders, Former).values()}

    tables = (countries, cities, regions, organizations, institutions, media, missions, events, agreements)
    things = [row for table in tables for row in table.values()]
    references = _references(things, authorities)
    _check_mentioned([*things, *authorities.values(), *metonyms.values(), *ambiguous.values(), *leaders], references)
    named = [*_named(things, references), *_named_elsewhere(authorities.values(), references)]
    return Gazetteer(
        countries={row.iso: row for row in countries.values()},
        cities=cities,
        regions=regions,
        organizations=organizations,
        institutions=institutions,
        media=media,
        missions=missions,
        events=events,
        agreements=agreements,
        leaders=leaders,
        former=former,
        references=references,
        names=_names([*named, *_seats(metonyms.values(), references)], ambiguous.values(), references),
    )


AnyRow = TypeVar("AnyRow", bound=Row)


def _table(folders: Iterable[Traversable], row_type: type[AnyRow]) -> dict[str, AnyRow]:
    table: dict[str, AnyRow] = {}
    for folder in folders:
        added: dict[str, AnyRow] = {}
        for row in _read(folder / FILES[row_type], row_type):
            if row.id in added:
                raise LexiconError(f"{row.where}: {row.id} is already in {added[row.id].where}")
            added[row.id] = row
        table |= added
    return table


def _read(path: Traversable, row_type: type[AnyRow]) -> Iterator[AnyRow]:
    for where, cells in _cells(path):
        try:
            yield row_type.model_validate({**cells, "where": where})
        except ValidationError as error:
            faults = "; ".join(": ".join([*map(str, fault["loc"]), fault["msg"]]) for fault in error.errors())
            raise LexiconError(f"{where}: {faults}") from error


def _cells(path: Traversable) -> Iterator[tuple[str, dict[str, str]]]:
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 ({error.reason} at byte {error.start})") from error
    reader = csv.DictReader(StringIO(text), restkey="too many cells", strict=True)
    try:
        for cells in reader:
            yield f"{path}:{reader.line_num}", cells
    except csv.Error as error:
        raise LexiconError(f"{path}:{reader.reader.line_num}: {error}") from error


def _references(things: Iterable[Thing], authorities: Mapping[str, Authority]) -> dict[str, Reference]:
    rows: dict[str, Thing] = {}
    for thing in things:
        if thing.id in rows:
            raise LexiconError(f"{thing.where}: {thing.id} is already in {rows[thing.id].where}")
        rows[thing.id] = thing
    added = {identifier: row.links for identifier, row in authorities.items()}
    return {
        identifier: replace(thing.reference, links=(*thing.links, *added.get(identifier, ())))
        for identifier, thing in rows.items()
    }


def _check_mentioned(rows: Iterable[Row], references: Mapping[str, Reference]) -> None:
    for row in rows:
        missing = [wanted for wanted in row.mentioned if wanted not in references]
        if missing:
            raise LexiconError(f"{row.where}: {', '.join(missing)}: no such row")


def _named(things: Iterable[Thing], references: Mapping[str, Reference]) -> Iterator[tuple[str, Reference]]:
    for thing in things:
        named = references[thing.id]
        yield from _by_form((thing.label, *thing.names), named)
        if isinstance(thing, Organization | Mission) and thing.acronym:
            yield thing.acronym, replace(named, role="acronym")
        if isinstance(thing, Country):
            yield from ((demonym, replace(named, role="demonym")) for demonym in thing.demonyms)


def _named_elsewhere(
    authorities: Iterable[Authority], references: Mapping[str, Reference]
) -> Iterator[tuple[str, Reference]]:
    for row in authorities:
        yield from _by_form(row.names, references[row.id])


def _by_form(surfaces: Iterable[str], named: Reference) -> Iterator[tuple[str, Reference]]:
    for surface in surfaces:
        yield surface, replace(named, role="acronym") if _ACRONYM.fullmatch(surface) else named


def _seats(metonyms: Iterable[Metonym], references: Mapping[str, Reference]) -> Iterator[tuple[str, Reference]]:
    for metonym in metonyms:
        state = replace(references[f"country:{metonym.country}"], role="metonym")
        yield from ((surface, state) for surface in (metonym.label, *metonym.names))


def _names(
    named: Iterable[tuple[str, Reference]], ambiguous: Iterable[Ambiguous], references: Mapping[str, Reference]
) -> dict[str, tuple[Reference, ...]]:
    """What is said of ambiguous names wins, then names as the rows have them, then their other spellings."""
    stated: dict[str, tuple[Reference, ...]] = {}
    for row in ambiguous:
        meant = tuple(replace(references[candidate], role=row.role) for candidate in row.candidates)
        stated |= dict.fromkeys([row.label, *_spellings(row.label)], meant)

    written: dict[str, dict[str, Reference]] = defaultdict(dict)
    spelled: dict[str, dict[str, Reference]] = defaultdict(dict)
    for surface, reference in named:
        written[surface].setdefault(reference.id, reference)
        for spelling in _spellings(surface):
            spelled[spelling].setdefault(reference.id, reference)
    return {surface: tuple(meant.values()) for surface, meant in (spelled | written).items()} | stated


def _spellings(name: str) -> set[str]:
    """Without diacritics, without dots, with the typographic apostrophe, and all of these in capitals."""
    spellings = {name, plain(name)}
    spellings |= {spelling.replace(".", "") for spelling in spellings}
    spellings |= {spelling.replace("'", "’") for spelling in spellings}
    spellings |= {spelling.upper() for spelling in spellings}
    return spellings - {name}
