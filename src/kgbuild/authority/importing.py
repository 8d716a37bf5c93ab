"""A list, a gazetteer and a folder → rows in the folder that builds read with ``--gazetteer``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError
from pyoxigraph import NamedNode

from kgbuild.authority import rdf, table
from kgbuild.authority.entry import SCHEMES, Entry, identifier_in
from kgbuild.authority.folder import Additions, staged
from kgbuild.authority.kinds import KINDS, Kind, kind_of
from kgbuild.authority.recognition import Known
from kgbuild.errors import InputError
from kgbuild.gazetteer import Gazetteer, load_gazetteer
from kgbuild.gazetteer_rows import Link, Organization, Reference, Thing, is_iri, slug
from kgbuild.problem import Problem, Unusable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry: a row of its own, or names and links for a row that is there."""

    id: str
    label: str
    known_as: str | None
    """The label of the row that was there."""


@dataclass(slots=True)
class Import:
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Errors left an entry out, warnings a part of it."""
    unused: tuple[str, ...] = ()
    """Columns of a table that answered nothing."""


def import_list(
    path: Path,
    into: Path,
    *,
    kind: str | None = None,
    columns: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Import:
    """Reads a list and writes what it adds to the gazetteers into the folder `into`, made where it is not there.

    `kind` is what the things are that the list gives no kind for; `columns` see :func:`table.read_table`. A list that
    was imported before adds nothing. Raises :class:`InputError` for a list that cannot be read, and
    :class:`LexiconError` for a folder that holds no gazetteer.
    """
    if kind is not None and kind_of([kind]) is None:
        raise InputError(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    report = Import()
    entries = _entries(path, columns or {}, report)
    importer = _Importer(load_gazetteer(into if into.is_dir() else None), kind, report)
    for found in entries:
        if isinstance(found, Problem):
            report.problems.append(found)
        else:
            importer.take(found)
    with staged(into, importer.additions) as (folder, put_in_place):
        report.problems += importer.collisions(load_gazetteer(folder))
        if not dry_run:
            put_in_place()
    return report


def _entries(path: Path, columns: Mapping[str, str], report: Import) -> Iterator[Entry | Problem]:
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    ending = path.suffix.lower()
    if ending in table.ENDINGS:
        read = table.read_table(path, columns)
        report.unused = read.unused
        return read.entries()
    if ending in rdf.FORMATS:
        if columns:
            raise InputError(f"{path} has no columns: --column is for {' and '.join(table.ENDINGS)}")
        return rdf.read_rdf(path)
    endings = ", ".join((*table.ENDINGS, *rdf.FORMATS))
    raise InputError(f"{path}: kgbuild tells a list's format by its ending, one of {endings}")


class _Importer:
    def __init__(self, gazetteer: Gazetteer, kind: str | None, report: Import) -> None:
        self.known = Known(gazetteer)
        self.kind = kind
        self.report = report
        self.additions = Additions()
        self._taken: list[tuple[Entry, str]] = []

    def take(self, entry: Entry) -> None:
        try:
            found = self._meant(entry)
        except Unusable as unusable:
            self.report.problems.append(unusable.problem(entry.place.source, entry.place.line))
            return
        known_as: str | None = None
        if isinstance(found, Thing):
            self.additions.rows.append(found)
            self.known.added(found)
        else:
            known_as = found.label
        self._complete(entry, found.id)
        self.report.outcomes.append(Outcome(found.id, entry.label, known_as))
        self._taken.append((entry, found.id))

    def _meant(self, entry: Entry) -> Reference | Thing:
        """The row that the entry means, or a new one."""
        if found := self.known.by_link(entry):
            return found
        kind = kind_of((*entry.kinds, *filter(None, [self.kind])))
        if kind is None:
            raise Unusable(_no_kind(entry), f"name one with --kind; there are {', '.join(KINDS)}")
        state = self.known.state(entry, kind.row)
        if state is None:
            told = f"{entry.label!r} lies in {entry.states[0]!r}, which is no country that kgbuild knows"
            raise Unusable(told, "give its ISO 3166 code")
        if found := self.known.by_name(entry, kind.row, state):
            return found
        row = _row(entry, kind, state)
        found = self.known.references.get(row.id)
        if found and (contradiction := self.known.contradicted(entry, found)):
            told = f"{entry.label!r} would be {found.id}, which is {contradiction}"
            raise Unusable(told, "give it a name that tells them apart, as in “Tripoli, Lebanon”")
        return found or row

    def _complete(self, entry: Entry, identifier: str) -> None:
        """Adds what the row does not say yet."""
        said = self.known.references[identifier].links
        links = [link for link in entry.links if self._is_sound(entry, link) and not _repeats(link, said)]
        names = [name for name in (entry.label, *entry.names) if not self.known.calls(identifier, name)]
        self.additions.add(identifier, names, links)
        self.known.linked(identifier, links)

    def _is_sound(self, entry: Entry, link: Link) -> bool:
        scheme, value = link
        if scheme == "identifier" or _is_valid(value):
            return True
        told = f"{entry.label!r}: {value!r}, its {scheme}, is no absolute IRI and left out"
        self.report.problems.append(entry.place.warning(told, "write it in full, as https://…"))
        return False

    def collisions(self, gazetteer: Gazetteer) -> Iterator[Problem]:
        """The names that texts will not be understood by, now that the list's are among them."""
        for entry, identifier in self._taken:
            for name in (entry.label, *entry.names):
                meant = gazetteer.names.get(name, ())
                others = [f"{reference.id} ({reference.label})" for reference in meant if reference.id != identifier]
                if others or not meant:
                    yield _collision(entry, identifier, name, others, len(meant))


def _row(entry: Entry, kind: Kind, state: str) -> Thing:
    columns = {info.alias or name: info for name, info in kind.row.model_fields.items()}
    country = columns.get("iso") or columns.get("country")
    if country and country.is_required() and not state:
        told = f"{entry.label!r} lacks the ISO 3166 code of its country"
        raise Unusable(told, "give it (in a table: in a column called country)")
    offered = {
        "name": entry.label, "label": entry.label, "id": slug(entry.label), "names": entry.names,
        # A body's country is one that it acts for: more than a list of organisations says.
        "country": "" if kind.row is Organization else state, "iso": state, "countries": state,
        "kind": kind.detail, "capital": "0", "world": "0", "from": "",
    }  # fmt: skip
    cells = {column: value for column, value in offered.items() if column in columns}
    try:
        return kind.row.model_validate({**cells, "where": str(entry.place)})
    except ValidationError as error:
        told = f"{entry.label!r}: {error.errors()[0]['msg']}"
        raise Unusable(told, "give it another name or kind") from error


def _is_valid(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return is_iri(iri)


def _repeats(link: Link, said: Iterable[Link]) -> bool:
    """Whether a row has the identifier of Wikidata or GeoNames that a match gives as an IRI."""
    scheme, value = link
    return scheme == "exactMatch" and any(one in SCHEMES and identifier_in(value, one) == known for one, known in said)


def _collision(entry: Entry, identifier: str, name: str, others: list[str], meanings: int) -> Problem:
    if meanings > len(others):
        told = f"{name!r} is the name of {identifier} and of {', '.join(others)}: it will be read as neither"
        return entry.place.warning(told, "leave the name out, or give one of them another")
    what = ", ".join(others) or "nothing in particular"
    told = f"{name!r} stands in ambiguous.csv for {what}: it will not be read as {identifier}"
    return entry.place.warning(told, "add a name that is its alone")


def _no_kind(entry: Entry) -> str:
    told = ", ".join(dict.fromkeys(word for word in entry.kinds if not word.endswith("#Concept")))
    return f"{entry.label!r}: there is no kind {told}" if told else f"{entry.label!r} has no kind"
