"""``kgbuild identity``."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.errors import InputError

if TYPE_CHECKING:
    from kgbuild.derived.joins import Join


@click.group
def identity() -> None:
    """Which persons and bodies of several articles are one, and how to overrule it.

    An article's graph never changes, so what is found to be one is said beside it, in graph:derived/identity, anew in
    every build. A name that fits two joins neither. What is wrong all the same is put right by a file of rulings, in
    TOML, with the ids that the log shows:

    \b
    [[same]]
    ids = ["person:abu-mazen-ps", "person:mahmoud-abbas-ps"]
    why = "his nom de guerre"

    \b
    [[different]]
    ids = ["person:ali-hassan-eg", "person:ali-m-hassan-eg"]
    why = "the minister and the ambassador"

    \b
    kgbuild build articles/ -o output --rulings rulings.toml

    The output folder keeps the file as rulings.toml, and every later build into it respects what stands there.
    """  # noqa: D301 (\b is how click marks lines to keep)


@identity.command
@click.argument("name", required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
    help="The folder that kgbuild build wrote.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True,
    help="A table is tab-separated when piped.",
)  # fmt: skip
def log(name: str | None, output: Path, format_: str) -> None:
    """Show which names were joined, why, and from which articles; with NAME (or an id), only those of it.

    \b
    kgbuild identity log
    kgbuild identity log Netanyahu
    kgbuild identity log person:netanyahu-il --format json
    kgbuild identity log -o graphs/news --format csv > joins.csv
    """  # noqa: D301 (\b is how click marks lines to keep)
    # Only here, since help needs no table.
    from kgbuild.derived.join_log import read_joins  # noqa: PLC0415
    from kgbuild.output import JOINS  # noqa: PLC0415

    path = output / JOINS
    if not path.is_file():
        raise InputError(f"{path} is not there: name the folder that kgbuild build wrote with --output")
    joins = [join for join in read_joins(path) if name is None or _is_of(join, name)]
    _print(joins, format_)
    if not joins:
        found = "no two names were found to be one" if name is None else f"no name was joined to or by {name!r}"
        click.echo(found, err=True)


def _is_of(join: Join, name: str) -> bool:
    wanted = name.casefold()
    return wanted in {join.double, join.canonical} or any(wanted in known.casefold() for known in join.names)


def _print(joins: Sequence[Join], format_: str) -> None:
    if format_ == "json":
        click.echo(json.dumps([asdict(join) for join in joins], ensure_ascii=False, indent=2))
    elif format_ == "csv":
        from kgbuild.derived.join_log import write_joins  # noqa: PLC0415

        write_joins(joins, sys.stdout)
    else:
        from kgbuild import answers  # noqa: PLC0415
        from kgbuild.derived.join_log import COLUMNS  # noqa: PLC0415
        from kgbuild.stores import Table  # noqa: PLC0415

        rows = ((j.double, j.canonical, "; ".join(j.names), j.reason, "; ".join(j.articles)) for j in joins)
        answers.write(Table(COLUMNS, tuple(rows)), sys.stdout, "table")
