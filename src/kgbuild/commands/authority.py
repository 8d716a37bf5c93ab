"""``kgbuild authority``."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.authority import Import, import_list
from kgbuild.authority.kinds import KINDS, kind_of
from kgbuild.authority.table import COLUMNS
from kgbuild.commands import options
from kgbuild.commands.terminal import counted, say
from kgbuild.gazetteer import Reference, load_gazetteer
from kgbuild.links import elsewhere

_IRIS = ("wikidata", "geonames")


@click.group
def authority() -> None:
    """What kgbuild knows by name, what others call it, and lists of your own."""


def _columns(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    named = dict(value.partition("=")[::2] for value in values)
    for column, header in named.items():
        if column not in COLUMNS or not header:
            raise click.BadParameter(f"{column!r} is none of {', '.join(COLUMNS)}; say for instance name=Title")
    return named


def _kind(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and kind_of([value]) is None:
        raise click.BadParameter(f"{value!r} is none of {', '.join(KINDS)}")
    return value


@authority.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="The folder of your own names, for kgbuild build --gazetteer; made where it is not there.",
)  # fmt: skip
@click.option(
    "--kind", callback=_kind,
    help=f"What the things are that the list gives no kind for: {', '.join(KINDS)}.",
)  # fmt: skip
@click.option(
    "--column", "columns", multiple=True, metavar="FIELD=HEADER", callback=_columns,
    help=f"Under which header a table has the {', '.join(COLUMNS)}, where the header does not tell; repeatable.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing; say for each entry what it would become.")
def import_(file: Path, into: Path, kind: str | None, columns: dict[str, str], dry_run: bool) -> int:
    """Make a list of your own part of what builds know.

    FILE is SKOS or other RDF that labels what it tells of (.ttl .rdf .jsonld .nt …), or a table (.csv .tsv) with a
    header. Builds with --gazetteer then know its things by their names, and the graph has its IRIs and identifiers.

    \b
    kgbuild authority import bodies.ttl --into my-names
    kgbuild authority import places.csv --into my-names --kind city --column name=Toponym
    kgbuild build articles/ --gazetteer my-names

    What kgbuild knows already (by the list's IRI, by Wikidata or GeoNames identifier, by ISO 3166 code, or by name,
    kind and country) keeps its row, and gets the list's names and IRIs beside its own; what it does not know gets a
    row. A list may be imported again when it has grown: what is there stays.
    """  # noqa: D301 (\b is how click marks lines to keep)
    report = import_list(file, into, kind=kind, columns=columns, dry_run=dry_run)
    for problem in report.problems:
        say(f"{problem.severity}: {problem}")
    if dry_run:
        for outcome in report.outcomes:
            status = f"known\t{outcome.known_as}" if outcome.known_as else "new\t"
            click.echo(f"{outcome.label}\t{outcome.id}\t{status}")
    say(_summary(report, into, dry_run))
    return 1 if any(problem.severity == "error" for problem in report.problems) else 0


def _summary(report: Import, into: Path, dry_run: bool) -> str:
    new = sum(outcome.known_as is None for outcome in report.outcomes)
    left_out = sum(problem.severity == "error" for problem in report.problems)
    lines = [f"columns that say nothing to kgbuild: {', '.join(report.unused)}"] if report.unused else []
    lines += [f"{new} new, {len(report.outcomes) - new} known already, {left_out} left out"]
    if dry_run:
        lines.append(f"nothing written to {into}, for this is a dry run")
    elif report.outcomes:
        lines.append(f"{into} written: kgbuild build … --gazetteer {into}")
    return "\n".join(lines)


@authority.command
@click.argument("name")
@options.gazetteer
def show(name: str, gazetteer: Path | None) -> int:
    """What is known by a NAME or an id, and what others call it.

    \b
    kgbuild authority show Morocco
    kgbuild authority show org:un
    kgbuild authority show Strelsau --gazetteer my-names
    """  # noqa: D301 (\b is how click marks lines to keep)
    known = load_gazetteer(gazetteer)
    found = [known.references[name]] if name in known.references else list(known.names.get(name, ()))
    for reference in found:
        click.echo("\n".join(_told(reference)))
    if name in known.names and len(found) != 1:
        say(f"{name!r} is ambiguous: it has {counted(len(found), 'meaning')}, and texts that say it are not linked")
    elif not found:
        say(f"nothing is known by the name {name!r}; names count as they are written, capitals included")
    return 0 if found else 1


def _told(reference: Reference) -> list[str]:
    country = f", {reference.country}" if reference.country else ""
    role = "" if reference.role == "name" else f", as {reference.role}"
    links = [
        f"  {scheme:<10} {elsewhere(scheme, value) if scheme in _IRIS else value}" for scheme, value in reference.links
    ]
    return [f"{reference.id}  {reference.label} ({reference.kind}{country}{role})", *links]
