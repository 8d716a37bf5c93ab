"""Countries, places, bodies, missions, events and agreements by name, from the CSV files in `ontology/gazetteer`."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path
from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from kgbuild import resources
from kgbuild.errors import LexiconError

Role = Literal["name", "acronym", "demonym", "metonym"]

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}")
# letters that Unicode does not decompose into a base letter and a mark
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "ʻ": "'"})


def plain(name: str) -> str:
    """The name without diacritics, as many papers print it.

    >>> plain("São Tomé and Príncipe")
    'Sao Tome and Principe'
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slug(name: str) -> str:
    """The name as part of an id.

    >>> slug("N'Djamena"), slug("Port-au-Prince")
    ('ndjamena', 'port-au-prince')
    """
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['.]", "", plain(name)).lower()).strip("-")


def _listed(value: object) -> object:
    return tuple(item.strip() for item in value.split("|") if item.strip()) if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Iso = Annotated[str, Field(pattern=r"^([A-Z]{2}|[A-Z]{4})$")]
Wikidata = Annotated[str, Field(pattern=r"^(Q[1-9]\d*)?$")]
LocalName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Label = Annotated[str, Field(min_length=2)]
PartOfDay = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a name stands for, and in which role it does.

    `country` is the state that a place lies in, that an institution acts for or that a country is.
    """

    id: str
    kind: str
    label: str
    country: str | None = None
    role: Role = "name"
    links: tuple[tuple[str, str], ...] = ()


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    where: str
    """File and line."""
    label: Label
    names: Names = ()

    @property
    def id(self) -> str:
        return self.label

    @property
    def mentioned(self) -> Iterable[str]:
        """Ids of the rows that this one needs."""
        return ()


class _Thing(_Row):
    """A row that stands for an entity."""

    entity: ClassVar[str]

    @property
    def state(self) -> str:
        return ""

    @property
    def links(self) -> dict[str, str]:
        return {}

    @property
    def reference(self) -> Reference:
        links = tuple((scheme, identifier) for scheme, identifier in self.links.items() if identifier)
        return Reference(self.id, self.entity, self.label, self.state or None, links=links)


class _InState(_Thing):
    """A thing that lies in a state or belongs to it."""

    country: Iso | Literal[""] = ""

    @property
    def state(self) -> str:
        return self.country

    @property
    def mentioned(self) -> Iterable[str]:
        return [f"country:{self.country}"] if self.country else []


class Country(_Thing):
    entity = "Country"
    iso: Iso
    demonyms: Names = ()
    capital: Names = ()
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return f"country:{self.iso}"

    @property
    def state(self) -> str:
        return self.iso

    @property
    def links(self) -> dict[str, str]:
        return {"iso3166": self.iso, "wikidata": self.wikidata}


class Region(_InState):
    entity = "Place"
    label: Label = Field(alias="name")
    kind: Label

    @property
    def id(self) -> str:
        return _place_id(self.label, self.country)


class City(_InState):
    """`capital` marks the seat of the government, which its name may stand for."""

    entity = "Place"
    label: Label = Field(alias="name")
    country: Iso
    capital: bool
    geonames: Annotated[str, Field(pattern=r"^\d*$")] = ""
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return _place_id(self.label, self.country)

    @property
    def links(self) -> dict[str, str]:
        return {"geonames": self.geonames, "wikidata": self.wikidata}


def _place_id(label: str, country: str) -> str:
    return "place:" + "-".join(filter(None, (slug(label), country.lower())))


class Organization(_InState):
    """An international body, an alliance, a party, an armed group."""

    entity = "Organization"
    local_name: LocalName = Field(alias="id")
    acronym: str = ""
    kind: Literal["Organization"]
    wikidata: Wikidata = ""
    parent: LocalName | Literal[""] = ""

    @property
    def id(self) -> str:
        return f"org:{self.local_name}"

    @property
    def links(self) -> dict[str, str]:
        return {"wikidata": self.wikidata}

    @property
    def mentioned(self) -> Iterable[str]:
        return [*super().mentioned, *([f"org:{self.parent}"] if self.parent else [])]


class Institution(_InState):
    """A body of one state, or its news agency: who speaks for it speaks for the state."""

    entity = "Organization"
    label: Label = Field(alias="name")
    country: Iso
    kind: Label = "news agency"

    @property
    def id(self) -> str:
        return f"org:{slug(self.label)}-{self.country.lower()}"


class Mission(_Thing):
    """A peace operation; `until` is empty while it runs."""

    entity = "Mission"
    local_name: LocalName = Field(alias="id")
    acronym: str = ""
    kind: Literal["peacekeeping", "political", "military", "civilian"]
    body: LocalName | Literal[""] = ""
    countries: Names
    since: PartOfDay = Field(alias="from")
    until: PartOfDay = ""
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return f"mission:{self.local_name}"

    @property
    def links(self) -> dict[str, str]:
        return {"wikidata": self.wikidata}

    @property
    def mentioned(self) -> Iterable[str]:
        return [*(f"country:{iso}" for iso in self.countries), *([f"org:{self.body}"] if self.body else [])]

    @model_validator(mode="after")
    def _in_order(self) -> Mission:
        if self.until and not _not_after(self.since, self.until):
            raise ValueError(f"until {self.until} lies before from {self.since}")
        return self

    def ran_at(self, date: str) -> bool:
        """Whether it may have run on a day, in a month or year."""
        return _not_after(self.since, date) and (not self.until or _not_after(date, self.until))


def _not_after(earlier: str, later: str) -> bool:
    """Compares dates as far as both are known: 2014 is not after 2014-09-15, nor the other way round."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


class Event(_Thing):
    """A summit, forum or process that recurs or goes on."""

    entity = "Event"
    label: Label = Field(alias="name")
    note: str = ""

    @property
    def id(self) -> str:
        return f"event:{slug(self.label)}"


class Agreement(_Thing):
    entity = "Agreement"
    label: Label = Field(alias="name")
    note: str = ""

    @property
    def id(self) -> str:
        return f"agreement:{slug(self.label)}"


class Metonym(_Row):
    """A seat that stands for its state: the White House."""

    label: Label = Field(alias="name")
    country: Iso
    note: str = ""

    @property
    def mentioned(self) -> Iterable[str]:
        return [f"country:{self.country}"]


class Ambiguous(_Row):
    """A name of several things (their ids), or of none: then it hides the shorter name inside it."""

    label: Label = Field(alias="name")
    role: Role
    candidates: Names = ()
    note: str = ""

    @property
    def mentioned(self) -> Iterable[str]:
        return self.candidates


@dataclass(frozen=True)
class Gazetteer:
    """The rows by id (countries by ISO code), and all names."""

    countries: Mapping[str, Country]
    cities: Mapping[str, City]
    regions: Mapping[str, Region]
    organizations: Mapping[str, Organization]
    institutions: Mapping[str, Institution]
    """National institutions and news agencies."""
    missions: Mapping[str, Mission]
    events: Mapping[str, Event]
    agreements: Mapping[str, Agreement]
    references: Mapping[str, Reference] = field(repr=False)
    """By id, in the role of ``name``."""
    names: Mapping[str, tuple[Reference, ...]] = field(repr=False)
    """By surface, case-sensitive. Several references: the name is ambiguous, callers abstain. None: the name says
    nothing, and hides the shorter name inside it ("National Security Council")."""

    def is_capital(self, place: str) -> bool:
        """Whether the place's name may stand for the government of its country."""
        return place in self.cities and self.cities[place].capital

    def missions_at(self, country: str, body: str | None = None, date: str | None = None) -> tuple[Mission, ...]:
        """The missions in a country (ISO code), of a body (``org:un``), on a day, in a month or year."""
        return tuple(
            mission
            for mission in self.missions.values()
            if country in mission.countries
            and (body is None or body == f"org:{mission.body}")
            and (date is None or mission.ran_at(date))
        )


@cache
def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The gazetteer that comes with kgbuild, with the rows of the CSV files of the same names in `extra`.

    A row in `extra` takes the place of the row with its id.
    """
    folders: list[Traversable] = [resources.ontology() / "gazetteer"]
    if extra is not None:
        folders.append(extra)
    countries = _table(folders, "countries", Country)
    cities = _table(folders, "cities", City)
    regions = _table(folders, "regions", Region)
    organizations = _table(folders, "organizations", Organization)
    institutions = _table(folders, "institutions", Institution) | _table(folders, "agencies", Institution)
    missions = _table(folders, "missions", Mission)
    events = _table(folders, "events", Event)
    agreements = _table(folders, "agreements", Agreement)
    metonyms = _table(folders, "metonyms", Metonym)
    ambiguous = _table(folders, "ambiguous", Ambiguous)

    tables = (countries, cities, regions, organizations, institutions, missions, events, agreements)
    things = [row for table in tables for row in table.values()]
    references = {thing.id: thing.reference for thing in things}
    _check_mentioned([*things, *metonyms.values(), *ambiguous.values()], references)
    return Gazetteer(
        countries={row.iso: row for row in countries.values()},
        cities=cities,
        regions=regions,
        organizations=organizations,
        institutions=institutions,
        missions=missions,
        events=events,
        agreements=agreements,
        references=references,
        names=_names([*_named(things), *_seats(metonyms.values(), references)], ambiguous.values(), references),
    )


_AnyRow = TypeVar("_AnyRow", bound=_Row)


def _table(folders: Iterable[Traversable], name: str, row_type: type[_AnyRow]) -> dict[str, _AnyRow]:
    table: dict[str, _AnyRow] = {}
    for folder in folders:
        added: dict[str, _AnyRow] = {}
        for row in _read(folder / f"{name}.csv", row_type):
            if row.id in added:
                raise LexiconError(f"{row.where}: {row.id} is already in {added[row.id].where}")
            added[row.id] = row
        table |= added
    return table


def _read(path: Traversable, row_type: type[_AnyRow]) -> Iterator[_AnyRow]:
    if not path.is_file():
        return
    reader = csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig")), restkey="too many cells", strict=True)
    for cells in reader:
        where = f"{path}:{reader.line_num}"
        try:
            yield row_type.model_validate({**cells, "where": where})
        except ValidationError as error:
            faults = "; ".join(": ".join([*map(str, fault["loc"]), fault["msg"]]) for fault in error.errors())
            raise LexiconError(f"{where}: {faults}") from error


def _check_mentioned(rows: Iterable[_Row], references: Mapping[str, Reference]) -> None:
    for row in rows:
        missing = [wanted for wanted in row.mentioned if wanted not in references]
        if missing:
            raise LexiconError(f"{row.where}: {', '.join(missing)}: no such row")


def _named(things: Iterable[_Thing]) -> Iterator[tuple[str, Reference]]:
    for thing in things:
        named = thing.reference
        abbreviated = replace(named, role="acronym")
        for surface in (thing.label, *thing.names):
            yield surface, abbreviated if _ACRONYM.fullmatch(surface) else named
        if isinstance(thing, Organization | Mission) and thing.acronym:
            yield thing.acronym, abbreviated
        if isinstance(thing, Country):
            yield from ((demonym, replace(named, role="demonym")) for demonym in thing.demonyms)


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
