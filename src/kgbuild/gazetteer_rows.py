"""The rows of the gazetteers' CSV files, and what each makes of itself: an id and a reference."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from kgbuild.edtf import bounds

Role = Literal["name", "acronym", "demonym", "metonym"]

# letters that Unicode does not decompose into a base letter and a mark
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'", "ʻ": "'"})


def plain(name: str) -> str:
    """The name without diacritics, as many papers print it.

    >>> plain("São Tomé and Príncipe")
    'Sao Tome and Principe'
    """
    if name.isascii():
        return name
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
GeoNames = Annotated[str, Field(pattern=r"^([1-9]\d*)?$")]
Numeric = Annotated[str, Field(pattern=r"^(\d{3})?$")]
LocalName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Label = Annotated[str, Field(min_length=2)]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


def is_iri(text: str) -> bool:
    """Whether it is an absolute IRI, as far as RFC 3987's forbidden characters tell.

    >>> is_iri("https://example.org/id/1"), is_iri("Q1028"), is_iri("http://a/{b}")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def _iris(items: tuple[str, ...]) -> tuple[str, ...]:
    for item in items:
        if not is_iri(item):
            raise ValueError(f"{item} is no absolute IRI")
    return items


Iris = Annotated[Names, AfterValidator(_iris)]


def _in_calendar(date: str) -> str:
    if date and not bounds(date):
        raise ValueError(f"{date} is no date")
    return date


PartOfDay = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$"), AfterValidator(_in_calendar)]


Link = tuple[str, str]
"""A scheme (``wikidata``, ``iso3166`` …) and what the thing is called in it."""


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
    links: tuple[Link, ...] = ()


class Row(BaseModel):
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


class Lasting(Row):
    """What began and may have ended; `until` is empty while it lasts."""

    since: PartOfDay = Field(alias="from")
    until: PartOfDay = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until and not _not_after(self.since, self.until):
            raise ValueError(f"until {self.until} lies before from {self.since}")
        return self

    def lasted_at(self, date: str) -> bool:
        """Whether it may have been there on a day, in a month or year."""
        return _not_after(self.since, date) and (not self.until or _not_after(date, self.until))


def _not_after(earlier: str, later: str) -> bool:
    """Compares dates as far as both are known: 2014 is not after 2014-09-15, nor the other way round."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] <= later[:shared]


class Thing(Row):
    """A row that stands for an entity. `schemes` are its columns that hold what others call it."""

    entity: ClassVar[str]
    schemes: ClassVar[tuple[str, ...]] = ()

    @property
    def state(self) -> str:
        return ""

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple((scheme, identifier) for scheme in self.schemes if (identifier := getattr(self, scheme)))

    @property
    def reference(self) -> Reference:
        return Reference(self.id, self.entity, self.label, self.state or None, links=self.links)


class _InState(Thing):
    """A thing that lies in a state or belongs to it."""

    country: Iso | Literal[""] = ""

    @property
    def state(self) -> str:
        return self.country

    @property
    def mentioned(self) -> Iterable[str]:
        return [f"country:{self.country}"] if self.country else []


class Country(Thing):
    """`iso` is the code of ISO 3166-1 alpha-2, or that of ISO 3166-3 for a former state; `m49` the area's at the UN."""

    entity = "Country"
    schemes = ("alpha3", "numeric", "m49", "geonames", "wikidata")
    iso: Iso
    demonyms: Names = ()
    capital: Names = ()
    alpha3: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    numeric: Numeric = ""
    m49: Numeric = ""
    geonames: GeoNames = ""
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return f"country:{self.iso}"

    @property
    def state(self) -> str:
        return self.iso

    @property
    def links(self) -> tuple[Link, ...]:
        return (("iso3166", self.iso), *super().links)


class Region(_InState):
    entity = "Place"
    schemes = ("m49", "geonames", "wikidata")
    label: Label = Field(alias="name")
    kind: Label
    m49: Numeric = ""
    geonames: GeoNames = ""
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return _place_id(self.label, self.country)


class City(_InState):
    """`capital` marks the seat of the government, which its name may stand for."""

    entity = "Place"
    schemes = ("geonames", "wikidata")
    label: Label = Field(alias="name")
    country: Iso
    capital: bool
    geonames: GeoNames = ""
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return _place_id(self.label, self.country)


def _place_id(label: str, country: str) -> str:
    return "place:" + "-".join(filter(None, (slug(label), country.lower())))


class Organization(_InState):
    """An international body, an alliance, a party, an armed group."""

    entity = "Organization"
    schemes = ("wikidata",)
    local_name: LocalName = Field(alias="id")
    acronym: str = ""
    kind: Literal["Organization"]
    wikidata: Wikidata = ""
    parent: LocalName | Literal[""] = ""

    @property
    def id(self) -> str:
        return f"org:{self.local_name}"

    @property
    def mentioned(self) -> Iterable[str]:
        return [*super().mentioned, *([f"org:{self.parent}"] if self.parent else [])]


class Institution(_InState):
    """A body of one state: who speaks for it speaks for the state."""

    entity = "Organization"
    schemes = ("wikidata",)
    label: Label = Field(alias="name")
    country: Iso
    kind: Label
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return f"org:{slug(self.label)}-{self.country.lower()}"


class Media(_InState):
    """A news agency, broadcaster, newspaper, magazine or site; who works for it speaks for nobody else.

    A bracket after its name tells it from the word that the name is ("Slate (magazine)"): such names are looked for in
    the publisher only. `world` marks those that do not write for the readers of one state.
    """

    entity = "Organization"
    label: Label = Field(alias="name")
    kind: Literal["agency", "broadcaster", "newspaper", "magazine", "site"]
    world: bool

    @property
    def id(self) -> str:
        return "org:" + "-".join(filter(None, (slug(self.label.partition(" (")[0]), self.country.lower())))

    @property
    def published_as(self) -> Iterator[str]:
        """Keys of its names, see :func:`publisher_key`."""
        return map(publisher_key, (self.label, *self.names))


def publisher_key(name: str) -> str:
    """A publisher's name without its article, brackets and what follows a dash.

    >>> publisher_key("The Hill (newspaper)"), publisher_key("New York Times - News")
    ('hill', 'new york times')
    """
    name = re.sub(r"\s*\(.*?\)|\s+[-–|]\s.*", "", name)
    return plain(name).casefold().removeprefix("the ").strip()


class Mission(Thing, Lasting):
    """A peace operation; `until` is empty while it runs."""

    entity = "Mission"
    schemes = ("wikidata",)
    local_name: LocalName = Field(alias="id")
    acronym: str = ""
    kind: Literal["peacekeeping", "political", "military", "civilian", ""]
    body: LocalName | Literal[""] = ""
    countries: Names
    wikidata: Wikidata = ""

    @property
    def id(self) -> str:
        return f"mission:{self.local_name}"

    @property
    def mentioned(self) -> Iterable[str]:
        return [*(f"country:{iso}" for iso in self.countries), *([f"org:{self.body}"] if self.body else [])]


class Event(Thing):
    """A summit, forum or process that recurs or goes on."""

    entity = "Event"
    label: Label = Field(alias="name")
    note: str = ""

    @property
    def id(self) -> str:
        return f"event:{slug(self.label)}"


class Agreement(Thing):
    entity = "Agreement"
    label: Label = Field(alias="name")
    note: str = ""

    @property
    def id(self) -> str:
        return f"agreement:{slug(self.label)}"


class Authority(Row):
    """What a list of somebody's own adds to a row of another file: names, identifiers, IRIs for the same thing."""

    label: Label = Field(alias="id")
    same_as: Iris = Field((), alias="sameAs")
    exact_match: Iris = Field((), alias="exactMatch")
    close_match: Iris = Field((), alias="closeMatch")
    identifier: Names = ()

    @property
    def mentioned(self) -> Iterable[str]:
        return [self.id]

    @property
    def links(self) -> tuple[Link, ...]:
        listed = {
            "sameAs": self.same_as,
            "exactMatch": self.exact_match,
            "closeMatch": self.close_match,
            "identifier": self.identifier,
        }
        return tuple((scheme, item) for scheme, items in listed.items() for item in items)


class Metonym(Row):
    """A seat that stands for its state: the White House."""

    label: Label = Field(alias="name")
    country: Iso
    note: str = ""

    @property
    def mentioned(self) -> Iterable[str]:
        return [f"country:{self.country}"]


class Ambiguous(Row):
    """A name of several things (their ids), or of none: then it hides the shorter name inside it."""

    label: Label = Field(alias="name")
    role: Role
    candidates: Names = ()
    note: str = ""

    @property
    def mentioned(self) -> Iterable[str]:
        return self.candidates


class Former(Row):
    """A name that a state or body had before, or has beside its own; `now` is any name of it today.

    For what the other gazetteers list, names of their rows are the better place; here stand the names of others, too.
    """

    label: Label = Field(alias="name")
    now: Label
    note: str = ""
