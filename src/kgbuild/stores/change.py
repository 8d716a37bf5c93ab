"""What became of one file of N-Quads in another, found in one walk through both and without holding either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_MOST = 0.1
"""Of the bytes of the new file: where more changed, a store is sooner built than changed (measured: benchmarks)."""


@dataclass
class Change:
    gone: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    """Lines that only the one and only the other file has."""


def change_between(before: Path, after: Path) -> Change | None:
    """None where so much changed that what is built on the file is better built anew.

    The lines of both are expected graph by graph in order, as :mod:`kgbuild.export` writes them; in any other order
    the answer is right as well, but more of the files looks changed than is.
    """
    change = Change()
    allowed = after.stat().st_size * _MOST
    with before.open(encoding="utf-8", newline="\n") as old, after.open(encoding="utf-8", newline="\n") as new:
        for gone, line in _apart(old, new):
            (change.gone if gone else change.new).add(line)
            allowed -= len(line)
            if allowed < 0:
                return None
    both = change.gone & change.new
    return Change(change.gone - both, change.new - both)


def _apart(old: Iterator[str], new: Iterator[str]) -> Iterator[tuple[bool, str]]:
    """Lines that are in one only, each with whether it is the old one."""
    left, right = next(old, ""), next(new, "")
    while left and right:
        if left == right:
            left, right = next(old, ""), next(new, "")
        elif _place(left) < _place(right):
            yield True, left
            left = next(old, "")
        else:
            yield False, right
            right = next(new, "")
    while left:
        yield True, left
        left = next(old, "")
    while right:
        yield False, right
        right = next(new, "")


def _place(line: str) -> tuple[str, str]:
    return line.rsplit(" ", 2)[-2][1:-1], line
