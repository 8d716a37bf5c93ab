"""``kgbuild export``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.commands import options
from kgbuild.commands.query import wrong_usage

if TYPE_CHECKING:
    from pyoxigraph import Quad

# Those of export.FORMATS, told here so that help needs no RDF library; a test compares them.
GRAPH_FORMATS = ("turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), required=False)
@click.option(
    "--format", "format_", type=click.Choice(GRAPH_FORMATS), help="Default: by FILE's suffix; Turtle without."
)
@click.option(
    "--article", "articles", multiple=True, metavar="ID",
    help="Only what this article says (its named graph); repeatable.",
)  # fmt: skip
@click.option("--comments", is_flag=True, help="In Turtle and TriG, say before an article's claims which it is.")
@click.option("--reify", is_flag=True, help="Add rdf:subject, rdf:predicate and rdf:object to each claim.")
@click.option("--rdf12", is_flag=True, help="Add CLAIM rdf:reifies <<( s p o )>>, which only readers of RDF 1.2 know.")
@options.store
def export(
    file: Path | None,
    format_: str | None,
    articles: tuple[str, ...],
    comments: bool,
    reify: bool,
    rdf12: bool,
    folder: Path,
) -> int:
    """Write the whole graph to FILE, or to standard output (also -).

    \b
    turtle    .ttl     grouped and prefixed, for reading
    nquads    .nq      a statement a line, for triple stores; keeps the named graphs
    trig      .trig    Turtle that keeps the named graphs
    ntriples  .nt      a statement a line
    jsonld    .jsonld  JSON for programs, its context inside; keeps the named graphs
    rdfxml    .rdf     for tools that read nothing else (.owl and .xml too)

    Formats that do not keep the named graphs hold their union; each claim names its article all the same. In RDF/XML,
    control characters that XML cannot hold become U+FFFD: the exit code is then 1.

    \b
    Examples:
      kgbuild export graph.ttl --comments
      kgbuild export --article bourita-lacroix --format jsonld
      kgbuild export --format nquads | gzip > graph.nq.gz
    """  # noqa: D301 (click needs the character itself)
    from kgbuild.export import format_of, write  # noqa: PLC0415 (help needs no store)
    from kgbuild.stores import lookup  # noqa: PLC0415
    from kgbuild.stores.embedded import EmbeddedStore  # noqa: PLC0415

    path = None if file is None or str(file) == "-" else file
    chosen = format_ or (format_of(path) if path else "turtle")
    if comments and chosen not in {"turtle", "trig"}:
        raise click.UsageError(f"--comments is for turtle and trig; {chosen} has none")
    if rdf12 and chosen == "jsonld":
        raise click.UsageError("--rdf12: JSON-LD 1.1 has no triple terms; use --reify, or another format")
    store = EmbeddedStore.open(folder)
    with wrong_usage():
        graphs = [lookup.article_graph(store, article) for article in dict.fromkeys(articles)]
    quads = _with_claims(store.quads(*graphs), reify=reify, rdf12=rdf12)
    destination = path or sys.stdout.buffer
    lost = write(quads, destination, chosen, base=lookup.base(store), comments=comments)  # type: ignore[arg-type]
    if lost:
        told = f"XML cannot hold some control characters: U+FFFD stands in their place (in {lost} of the literals)"
        click.echo(f"warning: {told}", err=True)
    return 1 if lost else 0


def _with_claims(quads: Iterable[Quad], *, reify: bool, rdf12: bool) -> Iterable[Quad]:
    from kgbuild.reification import reified, with_triple_terms  # noqa: PLC0415

    quads = reified(quads) if reify else quads
    return with_triple_terms(quads) if rdf12 else quads
