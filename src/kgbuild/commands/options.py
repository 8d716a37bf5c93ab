"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from pyoxigraph import NamedNode

from kgbuild.settings import DEFAULT_CONFIDENCE, DEFAULT_MODEL, Settings

_F = TypeVar("_F", bound=Callable[..., Any])


def _base(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        NamedNode(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no absolute IRI") from error
    if not value.endswith(("/", "#", ":")):
        raise click.BadParameter(f"{value!r} must end with / or #, since names are appended to it")
    return value


base = click.option(
    "--base", metavar="IRI", default=Settings.__dataclass_fields__["base"].default, show_default=True, callback=_base,
    help="What the IRIs of persons, events and claims begin with.",
)  # fmt: skip
model = click.option(
    "--model", metavar="NAME", default=DEFAULT_MODEL, show_default=True,
    help="A spaCy pipeline for English, by package name or folder; nothing is downloaded.",
)  # fmt: skip
lexicon = click.option(
    "--lexicon", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with frames of your own (*.toml), read after those that come with kgbuild.",
)  # fmt: skip
gazetteer = click.option(
    "--gazetteer", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with names of your own (*.csv), beside those that come with kgbuild.",
)  # fmt: skip
min_confidence = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=DEFAULT_CONFIDENCE, show_default=True,
    help="Leave out facts that are less sure than this; 0.8 and more for precision.",
)  # fmt: skip
store = click.option(
    "--store", "folder", type=click.Path(path_type=Path), default=Path("output/store"), show_default=True,
    help="The store that kgbuild build wrote.",
)  # fmt: skip


def reading(command: _F) -> _F:
    """The options of all commands that read articles; they arrive as the fields of :class:`Settings`."""
    for option in (min_confidence, gazetteer, lexicon, model, base):
        command = option(command)
    return command
