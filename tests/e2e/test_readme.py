"""What the README shows is what the program prints."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"```console\n\$ kgbuild (.+)\n((?:.*\n)+?)```", README)
TURTLE = re.findall(r"```turtle\n((?:.*\n)+?)```", README)


def test_there_are_transcripts() -> None:
    assert len(TRANSCRIPTS) == 2
    assert len(TURTLE) == 1


@pytest.mark.parametrize(("command", "shown"), TRANSCRIPTS)
def test_transcript(kgbuild, examples_output: Path, command: str, shown: str) -> None:
    printed = kgbuild(*shlex.split(command), "--store", str(examples_output / "store"))
    assert printed.out.rstrip("\n") == shown.rstrip("\n")


def test_turtle_is_from_the_output() -> None:
    written = (ROOT / "output" / "graph.ttl").read_text(encoding="utf-8")
    for block in TURTLE[0].strip().split("\n\n"):
        assert block in written


def test_every_command_is_named(kgbuild) -> None:
    commands = set(re.findall(r"^  (\w+)  ", kgbuild("--help").out.split("Commands:")[1], re.MULTILINE))
    assert len(commands) >= 8
    assert commands - set(re.findall(r"kgbuild (\w+)", README)) == set()
