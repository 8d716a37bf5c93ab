"""``kgbuild validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.commands import options
from kgbuild.commands.terminal import counted, say

if TYPE_CHECKING:
    from kgbuild.stores import Store

# Those of reports.Format, told here so that help needs no RDF library; a test compares them.
REPORT_FORMATS = ("table", "turtle", "json")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@options.store
@click.option("--endpoint", metavar="URL", help="Validate what a SPARQL 1.1 endpoint holds.")
@click.option(
    "--format", "format_", type=click.Choice(REPORT_FORMATS), default="table", show_default=True,
    help="A table for people; a SHACL validation report, or the same as JSON, for programs.",
)  # fmt: skip
@click.option("--shapes", is_flag=True, help="Print all shapes as Turtle, for other SHACL engines, and stop.")
@click.pass_context
def validate(
    ctx: click.Context, file: Path | None, folder: Path, endpoint: str | None, format_: str, shapes: bool
) -> int:
    """Say what is wrong with a graph, and by which sentence of which article.

    The graph is that of FILE (Turtle, N-Triples, N-Quads, TriG, JSON-LD or RDF/XML, by its suffix), of a store, or of
    an endpoint, from whichever extractor. It is held to the shapes of kgbuild (SHACL core), to what the ontology says
    of its relations and kinds, and to what shapes cannot say: quotes as long as their offsets, nothing told as done
    before it was, valid IRIs, known terms. docs/validation.md lists it all.

    \b
    Examples:
      kgbuild validate                                   the store in output/store
      kgbuild validate graph.nq
      kgbuild validate graph.jsonld --format turtle > report.ttl
      kgbuild validate --endpoint http://localhost:7878/query --format json
      kgbuild validate --shapes > shapes.ttl

    Exit codes: 0 the graph conforms, 1 it does not, 2 the command was not understood.
    """  # noqa: D301 (\b is how click marks lines to keep)
    from kgbuild.shapes import shapes_turtle, validate_store  # noqa: PLC0415 (help needs no engine)
    from kgbuild.stores import lookup  # noqa: PLC0415
    from kgbuild.validation import findings, reports, sources  # noqa: PLC0415

    named = ctx.get_parameter_source("folder") is click.core.ParameterSource.COMMANDLINE
    if sum((file is not None, named, endpoint is not None)) > 1:
        raise click.UsageError("name one graph: FILE, --store or --endpoint")
    if shapes:
        click.echo(shapes_turtle(), nl=False)
        return 0
    store = _store(file, folder, endpoint)
    number = sources.claims(store)
    if not number:
        say("warning: there is no dip:Claim in it: is it a graph of kgbuild's?")
    found = findings.find(validate_store(store), store)
    reports.write(found, sys.stdout, format_, base=lookup.base(store))  # type: ignore[arg-type]
    outcome = counted(len(found), "violation") if found else "it conforms"
    say(f"{counted(number, 'claim')}: {outcome}")
    return 1 if found else 0


def _store(file: Path | None, folder: Path, endpoint: str | None) -> Store:
    from kgbuild.stores.embedded import EmbeddedStore  # noqa: PLC0415
    from kgbuild.stores.endpoint import EndpointStore  # noqa: PLC0415
    from kgbuild.validation import sources  # noqa: PLC0415

    if endpoint is not None:
        return EndpointStore(endpoint)
    return sources.open_file(file) if file else EmbeddedStore.open(folder)
