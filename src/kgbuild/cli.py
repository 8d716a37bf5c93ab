"""The command ``kgbuild``: finds the command's module, runs it, and turns what goes wrong into one line and a code."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kgbuild import __version__
from kgbuild.errors import KgbuildError

_INTERRUPTED, _PIPE_CLOSED = 130, 141

# One line of help each, so that `kgbuild --help` imports none of them.
COMMANDS = {
    "build": ("build:build", "Read articles and write their graph."),
    "retract": ("retract:retract", "Take articles back out of a graph."),
    "verify": ("verify:verify", "Prove that every quote stands in its article."),
    "facts": ("facts:facts", "Read articles and write their facts as JSON Lines or CSV."),
    "query": ("query:query", "List the canned questions, or answer one."),
    "sparql": ("query:sparql", "Answer any SPARQL query."),
    "export": ("export:export", "Write the graph to a file, in any RDF format."),
    "reason": ("reason:reason", "Check that the graph is what follows from the ontology."),
    "validate": ("validate:validate", "Say what is wrong with a graph, and by which sentence."),
    "identity": ("identity:identity", "Which names are one across articles, why, and how to overrule it."),
    "explain": ("explain:explain", "Why a fact is there, or why a sentence gives none."),
    "evaluate": ("evaluate:evaluate", "Hold facts against those that people found."),
    "authority": ("authority:authority", "Import lists of names and IRIs of your own; show what is known of a name."),
    "lexicon": ("lexicon:lexicon", "List the frames that evoke relations; check their examples."),
}


class LazyGroup(click.Group):
    """Imports a command's module when it is used: what reads language takes a second to import, what asks does not."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (as click calls it, here and below)
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"kgbuild.commands.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has enough: no word about it, and nothing that the interpreter would flush on its way out.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _PIPE_CLOSED
        return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="kgbuild %(version)s")
def kgbuild() -> None:
    """Diplomatic news and communiqués into a knowledge graph.

    \b
    kgbuild build articles/ -o output      read articles, write the graph
    kgbuild query                          what can be asked
    kgbuild query who-met-whom             ask it
    kgbuild explain "Nasser Bourita"       the sentences behind the facts

    Data goes to standard output, talk to standard error; - is standard input. Exit codes: 0 done, 1 something in the
    data was wrong (and it says what), 2 the command was not understood.
    """  # noqa: D301 (\b is how click marks lines to keep)


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point; `arguments` are those of the process unless given."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs a command line and returns its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Data is UTF-8 with plain newlines, whatever the platform would make of it.
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _tell
            code = kgbuild.main(arguments, prog_name="kgbuild", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KgbuildError as error:
        click.echo(f"error: {error}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    return code if isinstance(code, int) else 0


def _tell(message: Warning | str, *_: object, **__: object) -> None:
    """A library's warning (a model of another spaCy release, say) in one line, without the library's own code."""
    click.echo(f"warning: {message}", err=True)
