"""What a program understood on its way to facts: the names, and the words that evoke relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenName:
    """A stretch of text that was taken for a party, place, event or agreement; offsets in characters."""

    start: int
    end: int
    kind: str
    names: tuple[str, ...]
    """As it is named here; empty where the stretch was noticed, and not understood."""


@dataclass(frozen=True, slots=True)
class SeenTrigger:
    """A word that evokes relations, whether or not a fact came of it."""

    start: int
    end: int
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """In one article."""

    names: Sequence[SeenName] = ()
    triggers: Sequence[SeenTrigger] = ()
