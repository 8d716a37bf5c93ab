"""What a list says of one thing, before anybody knows whether a gazetteer knows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.gazetteer_rows import Link
from kgbuild.links import elsewhere
from kgbuild.problem import Problem

_IDENTIFIED = {
    "wikidata": re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)"),
    "geonames": re.compile(r"(?:https?://(?:sws|www)\.geonames\.org/)?([1-9]\d*)(?:/[^/]*)*"),
}
SCHEMES = tuple(_IDENTIFIED)


def identifier_in(text: str, scheme: str) -> str | None:
    """The identifier that stands in an IRI, in the address of a page, or alone.

    >>> identifier_in("https://www.geonames.org/2538475/rabat.html", "geonames"), identifier_in("Rabat", "wikidata")
    ('2538475', None)
    """
    found = _IDENTIFIED[scheme].fullmatch(text)
    return found[1] if found else None


def canonical(iri: str) -> str:
    """The IRI of the thing where a list gives the address of Wikidata's or GeoNames' page about it.

    >>> canonical("https://www.wikidata.org/wiki/Q1028")
    'http://www.wikidata.org/entity/Q1028'
    """
    found = ((scheme, identifier_in(iri, scheme)) for scheme in SCHEMES if ":" in iri)
    return next((elsewhere(scheme, identifier) for scheme, identifier in found if identifier), iri)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list something stands: a line of a table, or an IRI."""

    source: str
    line: int | None = None

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"

    def problem(self, message: str, remedy: str) -> Problem:
        return Problem(self.source, self.line, message, remedy)

    def warning(self, message: str, remedy: str) -> Problem:
        return Problem(self.source, self.line, message, remedy, severity="warning")


@dataclass(frozen=True, slots=True)
class Entry:
    """`names` are the other names; `kinds` words for what it is, the likeliest first; `states` codes, names or IRIs of
    the country, the likeliest first; `links` as in :mod:`kgbuild.links`.
    """

    place: Place
    label: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    states: tuple[str, ...]
    links: tuple[Link, ...]

    def identifiers(self) -> dict[str, str]:
        """What Wikidata and GeoNames call it, by scheme, where the list says so."""
        iris = [value for scheme, value in self.links if scheme in {"sameAs", "exactMatch"} and ":" in value]
        found = {scheme: next(filter(None, (identifier_in(iri, scheme) for iri in iris)), None) for scheme in SCHEMES}
        return {scheme: identifier for scheme, identifier in found.items() if identifier}


def readable(names: Iterable[str]) -> list[str]:
    """The names that a reader of English may meet, each once: in Latin script, and with a capital or a digit, since a
    word in small letters would be found in every text. Bars separate names in the gazetteers' files.

    >>> readable(["Strelsau", "شتريلساو", "the city", " Strelsau ", "A|B"])
    ['Strelsau']
    """
    tidy = (" ".join(name.split()) for name in names)
    return list(dict.fromkeys(name for name in tidy if _is_readable(name)))


def _is_readable(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return (
        len(name) > 1
        and "|" not in name
        and all("LATIN" in unicodedata.name(letter, "") for letter in letters)
        and any(letter.isupper() or letter.isdigit() for letter in name)
    )
