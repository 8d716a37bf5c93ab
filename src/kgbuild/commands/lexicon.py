"""``kgbuild lexicon``."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click

from kgbuild.commands import options
from kgbuild.commands.terminal import counted, say
from kgbuild.language.lexicon import Entry, load_lexicon
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings


@click.group
def lexicon() -> None:
    """The frames: which words evoke which relation, and where its parties stand."""


@lexicon.command
@options.lexicon
@options.gazetteer
def check(lexicon: Path | None, gazetteer: Path | None) -> int:
    """Do the examples of all frames give the facts that they say, and the counter-examples none?

    Each that does not is told with its file and line. Use it while you write frames of your own:

    \b
    kgbuild lexicon check --lexicon my-frames/
    """  # noqa: D301 (\b is how click marks lines to keep)
    from kgbuild.language.examples import failures  # noqa: PLC0415 (listing frames needs no model)
    from kgbuild.language.extractor import Extractor  # noqa: PLC0415

    extractor = Extractor.from_settings(load_schema(), Settings(lexicon=lexicon, gazetteer=gazetteer))
    entries = extractor.lexicon.entries
    found = list(failures(entries, extractor))
    for failure in found:
        click.echo(failure)
    examples = sum(len(entry.frame.examples) + len(entry.frame.counter) for entry in entries)
    say(f"{counted(len(entries), 'frame')}, {counted(examples, 'example')}, {len(found)} of them not as they say")
    return 1 if found else 0


@lexicon.command(name="list")
@options.lexicon
def list_frames(lexicon: Path | None) -> None:
    """The relations, their frames, and the words that evoke them."""
    by_relation: dict[str, list[Entry]] = defaultdict(list)
    for entry in load_lexicon(load_schema(), lexicon).entries:
        by_relation[entry.frame.relation].append(entry)
    for relation, entries in sorted(by_relation.items()):
        click.echo(relation)
        for entry in entries:
            triggers = (*entry.frame.verbs, *entry.frame.nouns, *entry.frame.adjectives)
            click.echo(f"  {entry.name}: {', '.join(triggers)}")
