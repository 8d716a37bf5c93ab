"""``kgbuild build``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from kgbuild.build import build_graph
from kgbuild.commands import options
from kgbuild.commands.terminal import Articles, counted, progress, say
from kgbuild.manifest import BuildReport
from kgbuild.output import RULINGS
from kgbuild.settings import Settings


@click.command
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder to write; made where it is not there.",
)  # fmt: skip
@click.option("--add", is_flag=True, help="Keep the articles that the folder holds, beside those of PATH.")
@click.option(
    "--keep-text", is_flag=True,
    help="Write the articles' texts into the graph, so that kgbuild verify needs nothing else. Mind their licence.",
)  # fmt: skip
@click.option(
    "--rulings", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file that says which ids are the same and which are different; the output folder keeps it.",
)  # fmt: skip
@options.reading
def build(paths: tuple[str, ...], output: Path, add: bool, **settings: Any) -> int:
    """Read articles and write their graph.

    PATHs are files (text, Markdown with front matter, JSON, JSON Lines), folders of these, patterns, or - for
    standard input. What cannot be read is said in a line each, and the others go through.

    \b
    kgbuild build examples/articles
    kgbuild build news/*.jsonl -o graphs/news --base https://example.org/id/
    cat article.txt | kgbuild build - -o output
    kgbuild build today/ -o output --add

    \b
    The output folder then has
      facts.jsonl      the facts, with the sentence behind each
      facts.csv        the same as a table, for spreadsheets and pandas
      set-aside.jsonl  facts that did not enter the graph, and why; empty where all did
      graph.ttl        the graph as Turtle, to read and for tools without named graphs
      graph.nq         the graph as N-Quads, one named graph an article
      joins.csv        which names, events and texts of several articles are one, and why (kgbuild identity log)
      store/           what kgbuild query asks

    What the joins have wrong, RULINGS puts right, for this build and for every later one into the folder, which keeps
    it as rulings.toml (see kgbuild identity --help).

    The files are put in place when all of them are whole. What each article told is kept in the folder's .cache, so
    that an interrupted build goes on where it stopped and one more article costs one reading. The same articles give
    the same bytes, in whatever order they come, in one build or in several with --add; an article that is added again
    takes the place of the old one of its id. kgbuild retract takes articles back.
    """  # noqa: D301 (\b is how click marks lines to keep)
    articles = Articles(paths)
    began = time.monotonic()
    with progress() as show:
        report = build_graph(articles, output, Settings(**settings), add=add, progress=show)
    for aside in report.set_aside:
        say(f"warning: {aside}")
    for one in report.unknown_rulings:
        say(f"warning: {output / RULINGS}: no person, body, event or article is {one}")
    summary = _unchanged(report, output) if report.unchanged else _summary(report, output, time.monotonic() - began)
    say(summary)
    return 1 if articles.unreadable or report.set_aside else 0


def _unchanged(report: BuildReport, output: Path) -> str:
    return (
        f"nothing to do: {output} holds the graph of these {counted(report.articles, 'article')} "
        f"({counted(report.facts, 'fact')}, {report.quads} quads)"
    )


def _summary(report: BuildReport, output: Path, seconds: float) -> str:
    cached = report.articles - report.read
    lines = [
        f"{counted(report.articles, 'article')}{f' ({cached} as read before)' if cached else ''}",
        counted(report.facts, "fact"),
        *(f"  {number:6} {name}" for name, number in sorted(report.relations.items(), key=lambda item: -item[1])),
    ]
    if report.set_aside:
        lines.append(f"{counted(len(report.set_aside), 'fact')} set aside (see above and set-aside.jsonl)")
    lines += [
        *([f"{counted(report.joins, 'name')} found to be another's (kgbuild identity log)"] if report.joins else []),
        f"{counted(report.barren_sentences, 'sentence')} with a word for a relation, but no fact",
        f"{report.quads} quads{_density(report)}",
        f"{output} written in {seconds:.1f} seconds",
    ]
    return "\n".join(lines)


def _density(report: BuildReport) -> str:
    """Without the ontology and the authority data, which do not grow with the facts."""
    return f", {report.statements / report.facts:.1f} of them a fact" if report.facts else ""
