"""What is one thing though articles name it apart: the rows that say so and why, and what a person rules instead."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgbuild.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """One node of an article that is the same thing as another, the canonical one.

    Ids and not IRIs (``person:nasser-bourita-ma``, ``event:meeting-3f…``), so that a row reads well and can be ruled.
    """

    double: str
    canonical: str
    names: tuple[str, ...]
    """What the articles call it, sorted."""
    reason: str
    """One sentence for people: by which evidence the two were found to be one."""
    articles: tuple[str, ...]
    """Ids of the articles that name either, sorted."""


class _Ruling(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ids: list[str] = Field(min_length=2)
    why: str = ""


class _RulingsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    same: list[_Ruling] = []
    different: list[_Ruling] = []


@dataclass(frozen=True, slots=True)
class Rulings:
    """What a person decided, before all evidence: sets of ids that are one, and sets whose members are apart."""

    same: tuple[frozenset[str], ...] = ()
    different: tuple[frozenset[str], ...] = ()

    @property
    def united(self) -> tuple[frozenset[str], ...]:
        """The sets of `same`, where those that share an id are one set."""
        graph = nx.Graph()
        for ids in self.same:
            nx.add_path(graph, sorted(ids))
        return tuple(sorted(map(frozenset, nx.connected_components(graph)), key=sorted))

    def are_apart(self, one: str, other: str) -> bool:
        return any(one in ids and other in ids for ids in self.different)


def text_of_rulings(path: Path) -> str:
    """What a file of rulings says. Raises :class:`InputError` where it cannot be read."""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no TOML ({error})") from error


def parse_rulings(text: str, path: Path) -> Rulings:
    """TOML with tables ``[[same]]`` and ``[[different]]``, each with ``ids`` and, for readers, ``why``.

    Raises :class:`InputError`, with the name of the file, where it is no such thing, or rules of the same two ids both
    ways.
    """
    try:
        file = _RulingsFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is no TOML ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(
            f"{path}: {place}: {first['msg']}; write [[same]] or [[different]] with ids = [...]"
        ) from error
    same, different = (tuple(frozenset(ruling.ids) for ruling in part) for part in (file.same, file.different))
    rulings = Rulings(same, different)
    for ids in rulings.united:
        for apart in different:
            if len(both := ids & apart) > 1:
                raise InputError(f"{path}: {' and '.join(sorted(both))} are ruled to be the same and to be different")
    return rulings
