"""What commands say while they work: problems and progress, all of it on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kgbuild.articles import read_articles
from kgbuild.fact import Article
from kgbuild.problem import Problem

if TYPE_CHECKING:
    from kgbuild.build import Progress


def say(message: str) -> None:
    click.echo(message, err=True)


class Articles:
    """The articles of some paths; what cannot be read is said, and counted."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.unreadable = 0

    def __iter__(self) -> Iterator[Article]:
        for found in read_articles(self.paths, sys.stdin.buffer):
            if isinstance(found, Problem):
                self.unreadable += found.severity == "error"
                say(f"{found.severity}: {found}")
            else:
                yield found


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on a terminal, and a line of text elsewhere."""
    if not sys.stderr.isatty():
        yield _announce
        return
    from rich.console import Console  # noqa: PLC0415 (takes a tenth of a second, and pipes need no bars)
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _announce(done: int, total: int) -> None:
    if done == 0:
        say(f"reading {counted(total, 'article')}")


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
