"""``kgbuild reason``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kgbuild.commands import options
from kgbuild.reasoning.reason import HERMIT_LIMIT, inferred_quads
from kgbuild.reasoning.reason import reason as reason_over

# answers.FORMATS for tables, told here so that help needs none of the writers; a test compares them.
FORMATS = ("table", "csv", "json", "jsonl")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write what follows and is missing to FILE, in the RDF format of its suffix.",
)  # fmt: skip
@click.option(
    "--hermit-limit", type=click.IntRange(min=0), default=HERMIT_LIMIT, show_default=True, metavar="STATEMENTS",
    help="Ask HermiT about graphs up to this size; 0 for the ontology alone.",
)  # fmt: skip
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Default: a table (tab-separated when piped).")
@options.store
def reason(file: Path | None, output: Path | None, hermit_limit: int, format_: str | None, folder: Path) -> int:
    """Check that a graph is what follows from the ontology, and write what is missing.

    Reads the store, or an RDF FILE, and follows the rules that the ontology states: super-properties, symmetric and
    inverse properties, domains and ranges, super-classes, and classes that are defined by the position that somebody
    holds. Standard output has a row for each article (or other graph) and kind of rule: how many statements follow
    and are written, and how many are not. What follows from several articles counts for each.

    kgbuild build writes what questions need: relations with their super-properties, both ways where they are
    symmetric, and classes by position. It leaves out what a query finds as well: inverses (^dip:visited), the classes
    above those of events, dip:onBehalfOf, and classes by domain and range. --output has all of it as a graph of its
    own, graph:derived/inferred, for tools that do not reason.

    Where the graph cannot be true by the ontology, a line says of whom, why, and in which sentence, and the exit code
    is 1. With Java, HermiT checks the ontology, and the graph unless it is large; without, the rules do what they can.

    \b
    kgbuild reason
    kgbuild reason --output inferred.nq
    kgbuild reason graph.ttl --format json
    """  # noqa: D301 (\b is how click marks lines to keep)
    from kgbuild import answers, export  # noqa: PLC0415 (help needs none of these)
    from kgbuild.reasoning import report  # noqa: PLC0415
    from kgbuild.reasoning.explanations import explain  # noqa: PLC0415
    from kgbuild.reasoning.source import base_of, read_quads  # noqa: PLC0415
    from kgbuild.stores.embedded import EmbeddedStore  # noqa: PLC0415

    if output:
        # Before the work, that it be not lost for a suffix.
        export.format_of(output)
    quads = read_quads(file) if file else list(EmbeddedStore.open(folder).quads())
    base = base_of(quads)
    reasoned = reason_over(quads, hermit_limit=hermit_limit)
    answers.write(report.table(reasoned, base), sys.stdout, format_, base=base)  # type: ignore[arg-type]
    for remark in report.remarks(reasoned, hermit_limit, base):
        click.echo(remark, err=True)
    if output:
        export.write(inferred_quads(reasoned, base), output, base=base)
        click.echo(f"{output}: {len(reasoned.missing)} statements that follow and were not written", err=True)
    if reasoned.agrees:
        return 0
    for complaint in report.complaints(reasoned, explain(reasoned.contradictions, quads)):
        click.echo(f"error: {complaint}" if not complaint.startswith(" ") else complaint, err=True)
    return 1
