"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from transcripts import changes, commands

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TURTLE = re.findall(r"```turtle\n((?:.*\n)+?)```", README)


def test_transcripts(examples_output: Path, process: Callable[..., Any]) -> None:
    assert len(commands(README)) == README.count("$ kgbuild") == 2
    changed = changes(README, examples_output.parent, process)
    assert not changed, changed


def test_turtle_is_from_the_output() -> None:
    assert len(TURTLE) == 1
    written = (ROOT / "output" / "graph.ttl").read_text(encoding="utf-8")
    for block in TURTLE[0].strip().split("\n\n"):
        assert block in written


def test_every_command_is_named(kgbuild) -> None:
    commands = set(re.findall(r"^  (\w+)  ", kgbuild("--help").out.split("Commands:")[1], re.MULTILINE))
    assert len(commands) >= 8
    assert commands - set(re.findall(r"kgbuild (\w+)", README)) == set()
