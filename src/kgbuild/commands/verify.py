"""``kgbuild verify``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.commands import options
from kgbuild.commands.terminal import Articles, counted, say

if TYPE_CHECKING:
    from kgbuild.stores import Store
    from kgbuild.verification import Failure, Verification

_LONGEST = 300
_LISTED = 5


@click.command
@click.argument("paths", nargs=-1, metavar="[ARTICLES...]")
@click.option("--endpoint", metavar="URL", help="Prove what a SPARQL 1.1 endpoint holds in place of the store.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
    help="Of what fails: for people, or one JSON object a line.",
)  # fmt: skip
@options.store
def verify(paths: tuple[str, ...], endpoint: str | None, format_: str, folder: Path) -> int:
    """Prove that every quote in the graph stands in its article, at its offsets.

    ARTICLES are what the graph was built from: files, folders, patterns or -, as kgbuild build reads them. They may be
    left out where the graph keeps the texts (kgbuild build --keep-text). The whole store is looked up, batch by batch.

    What fails is written to standard output: where, what stands there instead, and where the quote does stand. Exits
    with 1 if anything failed or could not be looked up, such as an article whose text is not there.

    \b
    kgbuild verify examples/articles
    kgbuild verify --store graphs/news/store news/*.jsonl
    kgbuild verify --endpoint http://localhost:7878/query news/ --format jsonl
    """  # noqa: D301 (\b is how click marks lines to keep)
    from kgbuild.verification import verify as look_up  # noqa: PLC0415 (help needs no store)

    articles = Articles(paths)
    texts = {article.id: article.text for article in articles}
    found = look_up(_opened(endpoint, folder), texts)
    for failure in found.failures:
        click.echo(json.dumps(asdict(failure), ensure_ascii=False) if format_ == "jsonl" else _told(failure))
    say("\n".join(_summary(found)))
    return 0 if found.proved and not articles.unreadable else 1


def _opened(endpoint: str | None, folder: Path) -> Store:
    from kgbuild.errors import QueryError  # noqa: PLC0415
    from kgbuild.stores.embedded import EmbeddedStore  # noqa: PLC0415
    from kgbuild.stores.endpoint import EndpointStore  # noqa: PLC0415

    try:
        return EndpointStore(endpoint) if endpoint else EmbeddedStore.open(folder)
    except QueryError as error:
        raise click.UsageError(str(error)) from error


def _told(failure: Failure) -> str:
    lines = [f"{failure.article}: {failure.reason}", f"  {'at':8}{failure.node}"]
    words = {"quote": failure.quote, "there": failure.there}
    lines += [f"  {name:8}“{_short(text)}”" for name, text in words.items() if text]
    if failure.stands_at:
        lines.append(f"  {'stands':8}{' and '.join(f'{start},{end}' for start, end in failure.stands_at)}")
    elif failure.quote:
        lines.append(f"  {'stands':8}nowhere in the text")
    return "\n".join(lines)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def _summary(found: Verification) -> Iterator[str]:
    if found.without_text:
        first, more = found.without_text[:_LISTED], len(found.without_text) - _LISTED
        named = ", ".join(first) + (f" and {more} more" if more > 0 else "")
        yield (
            f"error: {counted(len(found.without_text), 'article')} without a text ({named}): name the files that the "
            "graph was built from, or build it with --keep-text"
        )
    if found.astray:
        yield (
            f"error: {counted(found.astray, 'quote')} could not be looked up: they belong to no article of the store, "
            "or it cuts its answers off"
        )
    yield f"{counted(found.quotes, 'quote')} of {counted(found.articles, 'article')} verified"
    if found.failures:
        yield f"{counted(len(found.failures), 'quote')} failed (see above)"
