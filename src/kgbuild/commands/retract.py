"""``kgbuild retract``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from kgbuild.commands.terminal import counted, say
from kgbuild.retraction import retract_articles


@click.command
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder that kgbuild build wrote.",
)  # fmt: skip
@click.option("--lexicon", type=click.Path(path_type=Path), help="Your own frames, where it was built with such.")
@click.option("--gazetteer", type=click.Path(path_type=Path), help="Your own names, where it was built with such.")
def retract(articles: tuple[str, ...], output: Path, lexicon: Path | None, gazetteer: Path | None) -> None:
    """Take articles back out of a graph.

    ARTICLEs are ids (those of facts.jsonl), short IRIs (article:ID) or IRIs. Afterwards the folder holds what a build
    of the other articles would have written, byte by byte: merged persons and counted sources that rested on these
    articles come apart again, and nothing of them is left in the folder's cache. Where one of the ARTICLEs is unknown,
    nothing is taken back. No text is needed.

    \b
    kgbuild retract mfa-017 -o output
    kgbuild retract article:mfa-017 article:mfa-018
    kgbuild build mfa-017.txt -o output --add      # to undo it
    """  # noqa: D301 (\b is how click marks lines to keep)
    began = time.monotonic()
    report = retract_articles(articles, output, lexicon=lexicon, gazetteer=gazetteer)
    say(
        f"{counted(len(set(articles)), 'article')} taken back; {output} holds {counted(report.articles, 'article')}, "
        f"{counted(report.facts, 'fact')}, {report.quads} quads, written in {time.monotonic() - began:.1f} seconds\n"
        f"to undo: kgbuild build PATH-OF-THE-ARTICLE -o {output} --add"
    )
