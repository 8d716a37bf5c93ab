"""The words of ``ontology/words/circumstances.toml``: what takes a day, and what says when and where."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache

from kgbuild import resources
from kgbuild.errors import LexiconError


@dataclass(frozen=True)
class CircumstanceWords:
    """Each list as the file has it, with what it is for."""

    occasions: frozenset[str]
    during: frozenset[str]
    margins: frozenset[str]
    times: frozenset[str]
    at: frozenset[str]
    to: frozenset[str]
    next: frozenset[str]
    happenings: frozenset[str]
    others: frozenset[str]
    journeys: frozenset[str]
    binding: frozenset[str]
    reacting: frozenset[str]


@lru_cache(maxsize=1)
def load_circumstance_words() -> CircumstanceWords:
    """Raises :class:`LexiconError` where the file lacks a list."""
    path = resources.ontology() / "words" / "circumstances.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return CircumstanceWords(*(frozenset(data[field.name]) for field in fields(CircumstanceWords)))
    except KeyError as error:
        raise LexiconError(f"{path}: the list {error} is missing") from error
