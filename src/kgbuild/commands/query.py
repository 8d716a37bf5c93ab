"""Ask the graph: canned questions and SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild import queries as canned
from kgbuild.commands import options
from kgbuild.errors import QueryError

if TYPE_CHECKING:
    from kgbuild.queries import Parameter, Query
    from kgbuild.stores import Result, Store
    from kgbuild.stores.embedded import EmbeddedStore

# Those of answers.FORMATS, told here so that help needs no RDF library; a test compares them.
ANSWER_FORMATS = ("table", "csv", "json", "jsonl", "turtle")

_format = click.option(
    "--format",
    "format_",
    type=click.Choice(ANSWER_FORMATS),
    help="Default: a table (tab-separated when piped); Turtle for CONSTRUCT and DESCRIBE.",
)


@contextmanager
def wrong_usage() -> Iterator[None]:
    """What is wrong with what was typed, and not with the data, exits with 2."""
    try:
        yield
    except QueryError as error:
        raise click.UsageError(str(error)) from error


def _open(folder: Path) -> EmbeddedStore:
    from kgbuild.stores.embedded import EmbeddedStore  # noqa: PLC0415 (help and lists need no store)

    return EmbeddedStore.open(folder)


def _print(result: Result, store: Store, format_: str | None, query: Query | None = None) -> None:
    from kgbuild import answers  # noqa: PLC0415
    from kgbuild.stores import lookup  # noqa: PLC0415

    shape = query.shape if query else None
    answers.write(result, sys.stdout, format_, shape=shape, base=lookup.base(store))  # type: ignore[arg-type]


@click.command()
@click.argument("name", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Narrows the question; repeatable.")
@click.option(
    "--show", is_flag=True, help="Print the SPARQL of the question (with its parameters filled in), and stop."
)
@click.option(
    "--queries",
    "folder_of_queries",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with .rq files of your own.",
)
@_format
@options.store
def query(
    name: str | None,
    params: tuple[str, ...],
    show: bool,
    folder_of_queries: Path | None,
    format_: str | None,
    folder: Path,
) -> None:
    """Answer a canned question; without NAME, list the questions and their parameters.

    Parties are given by name, by a short IRI (country:MA) or by an IRI; dates as 2023-11-29, 2023-11 or 2023.
    A question about a country finds what its office-holders did.

    \b
    Examples:
      kgbuild query
      kgbuild query who-met-whom -p who=Morocco -p from=2023-11
      kgbuild query words -p whom="United Nations" -p relation=criticised --format csv
      kgbuild query deployments --show
      kgbuild query facts --format jsonl > facts.jsonl
    """  # noqa: D301 (click needs the character itself)
    with wrong_usage():
        questions = canned.load_queries(folder_of_queries)
        if name is None:
            click.echo("\n".join(_listing(questions.values())))
            return
        question = canned.find(questions, name)
        values = _values(params)
        if show:
            click.echo(canned.bind(question, values, _open(folder)) if values else question.text, nl=False)
            return
        store = _open(folder)
        _print(canned.answer(question, values, store), store, format_, question)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise QueryError(f"--param {param}: write NAME=VALUE, as in --param who=Morocco")
        if key in values:
            raise QueryError(f"--param {key} is given twice")
        values[key] = value
    return values


def _listing(questions: Iterable[Query]) -> Iterator[str]:
    for question in questions:
        yield f"{question.name}: {question.title}"
        yield from map(_parameter_line, question.parameters)


def _parameter_line(parameter: Parameter) -> str:
    default = f", default {parameter.default}" if parameter.default else ""
    return f"    {parameter.name}=…  ({parameter.type}{default}) {parameter.meaning}"


@click.command()
@click.argument("text", metavar="QUERY|-|@FILE")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL 1.1 endpoint in place of the store.")
@_format
@options.store
def sparql(text: str, endpoint: str | None, format_: str | None, folder: Path) -> None:
    """Answer any SPARQL 1.1 query: as an argument, from standard input (-) or from a file (@FILE).

    A query without FROM runs over the union of all graphs.

    \b
    Examples:
      kgbuild sparql "SELECT * { ?who <https://w3id.org/kgbuild/diplomacy#metWith> ?whom }"
      kgbuild query who-met-whom --show | kgbuild sparql - --format json
      kgbuild sparql @question.rq --endpoint http://localhost:7878/query
    """  # noqa: D301 (click needs the character itself)
    with wrong_usage():
        written = _read(text)
        store: Store = _endpoint(endpoint) if endpoint else _open(folder)
        _print(store.query(written), store, format_)


def _read(text: str) -> str:
    if text == "-":
        return sys.stdin.read()
    if not text.startswith("@"):
        return text
    try:
        return Path(text[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{text[1:]} cannot be read: {error}") from error


def _endpoint(url: str) -> Store:
    from kgbuild.stores.endpoint import EndpointStore  # noqa: PLC0415

    return EndpointStore(url)
