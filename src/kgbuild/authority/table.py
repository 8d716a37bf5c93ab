"""A CSV list, whatever its columns are called, into entries."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from kgbuild.authority.entry import SCHEMES, Entry, Place, canonical, identifier_in, readable
from kgbuild.errors import InputError
from kgbuild.gazetteer_rows import Link, is_iri
from kgbuild.links import elsewhere
from kgbuild.problem import Problem

COLUMNS = {
    "name": "name label preflabel preferredlabel preferredname title",
    "names": "names altnames aliases alias altlabel altlabels alternatename alternatenames othernames acronym",
    "id": "id uri iri identifier code",
    "sameAs": "sameas",
    "exactMatch": "exactmatch",
    "closeMatch": "closematch",
    "wikidata": "wikidata wikidataid qid",
    "geonames": "geonames geonamesid geonameid",
    "kind": "kind type category class",
    "country": "country countrycode iso iso2 iso3 iso3166 alpha2 alpha3",
}
"""What kgbuild asks of a list, and the headers that answer it, in small letters without signs and spaces."""

ENDINGS = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file with their lines, and which of its headers answer what."""

    path: Path
    headers: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]

    def entries(self) -> Iterator[Entry | Problem]:
        for line, row in self.rows:
            if any(row.values()):
                yield self._entry(Place(str(self.path), line), row)

    def _entry(self, place: Place, row: Mapping[str, str]) -> Entry | Problem:
        cells = {column: [row[header] for header in headers if row[header]] for column, headers in self.headers.items()}
        preferred = [name for cell in cells["name"] for name in _listed(cell)]
        if not preferred:
            return place.problem("the row lacks a name", f"fill in {' or '.join(self.headers['name'])}")
        names = readable([*preferred, *(name for cell in cells["names"] for name in _listed(cell))])
        if not names:
            return place.problem(f"no name of {preferred[0]!r} is in Latin script", "add one that texts in English use")
        label, *others = names
        return Entry(place, label, tuple(others), tuple(cells["kind"]), tuple(cells["country"]), tuple(_links(cells)))


def read_table(path: Path, columns: Mapping[str, str]) -> Table:
    """Reads a CSV (separated by commas or semicolons) or TSV file in UTF-8 with a header.

    `columns` says which header answers what (a key of :data:`COLUMNS`) where its name does not tell. Raises
    :class:`InputError` for a file that cannot be read, a header that there is not, and where none is a name.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from error
    separator = ENDINGS[path.suffix.lower()]
    first = text.partition("\n")[0]
    if separator == "," and first.count(";") > first.count(","):
        separator = ";"
    reader = csv.DictReader(StringIO(text), delimiter=separator, restkey="", restval="", strict=True)
    try:
        rows = tuple((reader.line_num, {h: c.strip() for h, c in row.items() if h}) for row in reader)
    except csv.Error as error:
        raise InputError(f"{path}:{reader.reader.line_num}: {error}") from error
    headers = _headers(path, [header for header in reader.fieldnames or [] if header], columns)
    used = {header for answering in headers.values() for header in answering}
    unused = tuple(header for header in reader.fieldnames or [] if header not in used)
    return Table(path, headers, unused, rows)


def _headers(path: Path, found: list[str], columns: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    missing = sorted(set(columns.values()) - set(found))
    if missing:
        raise InputError(f"{path}: there is no column {', '.join(missing)}; there are {', '.join(found)}")
    free = [header for header in found if header not in columns.values()]
    answering = {
        column: tuple(header for header in free if re.sub(r"[^a-z0-9]", "", header.lower()) in aliases.split())
        for column, aliases in COLUMNS.items()
    } | {column: (header,) for column, header in columns.items()}
    if not answering["name"]:
        raise InputError(f"{path}: no column is the name; say which of {', '.join(found)}, as --column name=…")
    return answering


def _listed(cell: str) -> list[str]:
    return [item for item in re.split(r"\s*[|;]\s*", cell) if item]


def _links(cells: Mapping[str, list[str]]) -> Iterator[Link]:
    for cell in cells["id"]:
        yield ("sameAs", canonical(cell)) if is_iri(cell) else ("identifier", cell)
    for scheme in ("sameAs", "exactMatch", "closeMatch"):
        # An IRI may hold a semicolon, but neither bar nor space.
        yield from ((scheme, canonical(iri)) for cell in cells[scheme] for iri in re.split(r"[|\s]+", cell) if iri)
    for scheme in SCHEMES:
        for cell in cells[scheme]:
            identifier = identifier_in(cell, scheme)
            yield "exactMatch", elsewhere(scheme, identifier) if identifier else cell
