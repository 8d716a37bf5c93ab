"""Documents that show commands and what these print: run again, they must come out as they stand.

A block ``console`` has lines ``$ kgbuild …``, each with its standard output below it. Another block is a file where the
line before it ends with the file's name, as in "So to the end of `ontology/diplomacy.ttl`:"; what is there, stays.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path
from typing import Any

_BLOCK = re.compile(r"(?:`(?P<path>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^\$ kgbuild (.+)\n", re.MULTILINE)


def commands(document: str) -> list[str]:
    """What follows ``$ kgbuild``, in order."""
    blocks = [block["body"] for block in _BLOCK.finditer(document) if block["kind"] == "console"]
    return [command for body in blocks for command in _COMMAND.findall(body)]


def changes(document: str, folder: Path, run: Callable[..., Any]) -> str:
    """How the document differs from what its commands print now; nothing, where it is true.

    The files that it shows are written below `folder`, where `run` runs the commands.
    """

    def replay(block: re.Match[str]) -> str:
        if block["kind"] == "console":
            printed = (f"$ kgbuild {one}\n{_printed(one, folder, run)}" for one in _COMMAND.findall(block["body"]))
            return f"```console\n{''.join(printed)}```"
        if block["path"]:
            _add(folder / block["path"], block["body"])
        return block[0]

    now = _BLOCK.sub(replay, document)
    return "".join(unified_diff(document.splitlines(keepends=True), now.splitlines(keepends=True), "shown", "printed"))


def _add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _printed(command: str, folder: Path, run: Callable[..., Any]) -> str:
    ran = run(*shlex.split(command), cwd=folder)
    assert ran.code == 0, f"{command}: {ran.err}"
    return str(ran.out)
