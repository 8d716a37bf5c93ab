"""More lines in order than memory holds: sorted runs on disk, merged (Knuth, TAOCP 3, section 5.4)."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO

RUN = 500_000
"""Lines that are held at once: some 200 MB of a graph's."""


def sorted_lines(lines: Iterable[str], run: int = RUN) -> Iterator[str]:
    r"""The lines in order, each once; every line ends with ``\n`` and has no other.

    Runs that memory need not hold lie in the folder for temporary files until the last line is taken.
    """
    lines = iter(lines)
    first = sorted(set(islice(lines, run)))
    with ExitStack() as stack:
        runs: list[Iterable[str]] = [first]
        while more := sorted(set(islice(lines, run))):
            runs = [stack.enter_context(_spilled(one)) if isinstance(one, list) else one for one in runs]
            runs.append(more)
        yield from (line for line, _ in groupby(heapq.merge(*runs)))


def _spilled(lines: list[str]) -> IO[str]:
    file = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 (closed by the caller)
    file.writelines(lines)
    file.seek(0)
    return file
