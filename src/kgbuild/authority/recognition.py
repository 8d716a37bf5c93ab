"""Which row of the gazetteers an entry of a list means, if any."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgbuild.authority.entry import SCHEMES, Entry, canonical, identifier_in
from kgbuild.gazetteer import Gazetteer
from kgbuild.gazetteer_rows import Country, Link, Reference, Thing

_CODE = re.compile(r"[A-Z]{2}|[A-Z]{4}")


class Known:
    """The gazetteers' rows, and those that a list has added so far."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.references = dict(gazetteer.references)
        self._by_link: dict[Link, str] = {}
        self._names: dict[str, set[str]] = {}
        for reference in gazetteer.references.values():
            self.linked(reference.id, reference.links)

    def added(self, row: Thing) -> None:
        self.references[row.id] = row.reference
        self._names[row.id] = {row.label, *row.names}

    def calls(self, identifier: str, name: str) -> bool:
        """Whether the row is known by the name already."""
        named = self.gazetteer.names.get(name, ())
        return identifier in {reference.id for reference in named} or name in self._names.get(identifier, ())

    def linked(self, identifier: str, links: Iterable[Link]) -> None:
        for link in links:
            self._by_link.setdefault(_plain(link), identifier)

    def by_link(self, entry: Entry) -> Reference | None:
        """By the list's own IRI, or by what Wikidata or GeoNames call it: both name one thing each."""
        links = [link for link in entry.links if link[0] in {"sameAs", "exactMatch"}]
        found = (self._by_link.get(_plain(link)) for link in (*links, *entry.identifiers().items()))
        return next((self.references[identifier] for identifier in found if identifier), None)

    def by_name(self, entry: Entry, row: type[Thing], state: str) -> Reference | None:
        """The one thing of that kind, in that state, which goes by the entry's preferred name."""
        named = self.gazetteer.names.get(entry.label, ())
        fitting = [
            reference
            for reference in named
            if reference.kind == row.entity and reference.role in {"name", "acronym"}
            if not state or not reference.country or reference.country == state
        ]
        if len(named) == 1 and fitting and not self.contradicted(entry, fitting[0]):
            return self.references[fitting[0].id]
        return None

    def contradicted(self, entry: Entry, reference: Reference) -> str:
        """In words, where the two have other identifiers in one scheme; else empty."""
        known = dict(reference.links)
        differing = [
            f"{known[scheme]} in {scheme}, not {identifier}"
            for scheme, identifier in entry.identifiers().items()
            if known.get(scheme, identifier) != identifier
        ]
        return ", ".join(differing)

    def state(self, entry: Entry, row: type[Thing]) -> str | None:
        """The ISO code of the entry's country: empty where the list names none, None where it names an unknown one."""
        written = list(entry.states)
        if row is Country:
            codes = [value for scheme, value in entry.links if scheme == "identifier"]
            written += [code for code in codes if self._country(code)]
            written += [entry.label] if self._country(entry.label) else []
        found = (self._country(text) for text in written)
        state = next(filter(None, found), None)
        if state or not written:
            return state or ""
        # What ISO 3166 calls a country that kgbuild does not know.
        return written[0] if row is Country and _CODE.fullmatch(written[0]) else None

    def _country(self, text: str) -> str | None:
        code = text.zfill(3) if text.isdecimal() else text.upper()
        if code in self.gazetteer.countries:
            return code
        links = [("alpha3", code), ("numeric", code), ("sameAs", text)]
        links += [(scheme, id_) for scheme in SCHEMES if ":" in text and (id_ := identifier_in(text, scheme))]
        by_link = (self._by_link.get(_plain(link)) for link in links)
        named = self.gazetteer.names.get(text, ())
        by_name = [reference.id for reference in named if len(named) == 1 and reference.role in {"name", "acronym"}]
        found = next((one for one in (*by_link, *by_name) if one and one.startswith("country:")), None)
        return found.removeprefix("country:") if found else None


def _plain(link: Link) -> Link:
    """Both ways of saying that an IRI is the same, as one."""
    scheme, value = link
    return ("same", canonical(value)) if scheme in {"sameAs", "exactMatch"} else link
