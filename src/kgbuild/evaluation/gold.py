"""Facts that people found in articles, and whom the names that a program gives stand for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kgbuild.errors import InputError
from kgbuild.evaluation.names import fold, is_named, name_words
from kgbuild.evaluation.sentences import Sentences, Span

Row = Mapping[str, Any]


@dataclass(frozen=True)
class GoldArticle:
    """An article with the facts that people found in it."""

    id: str
    text: str
    entities: Mapping[str, Row]
    facts: Sequence[Row]
    published: str | None = None
    publisher: str | None = None

    @cached_property
    def _owners(self) -> Mapping[tuple[str, ...], set[str]]:
        """The entities that a name belongs to."""
        owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entity in self.entities.values():
            for name in entity["names"]:
                owners[name_words(name, entity.get("type", ""))].add(entity["id"])
        return owners

    def is_party(self, ids: Sequence[str] | str, names: Sequence[str]) -> bool:
        """Do the names stand for any of the entities, and not for two that gold tells apart?"""
        return not self.is_mixed(names) and any(
            is_named(e["names"], e.get("type", ""), names) for e in self.parties(ids)
        )

    def is_mixed(self, names: Sequence[str]) -> bool:
        """Are they names of two entities that gold tells apart?"""
        owners = [self._owners.get(name_words(name, kind)) for name in names for kind in ("Person", "")]
        known = [owner for owner in owners if owner]
        return bool(known) and not set.intersection(*known)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text)

    def evidence_of(self, gold: Row) -> Span | None:
        """Where the stretch of text stands that an annotator chose."""
        evidence = gold.get("evidence") or ""
        start = self.text.find(evidence) if evidence else -1
        return (start, start + len(evidence)) if start >= 0 else None

    def quote_of(self, fact: Row) -> Span | None:
        """Where a told fact says that it stands."""
        start, end = fact.get("start"), fact.get("end")
        return (start, end) if isinstance(start, int) and isinstance(end, int) else None

    def parties(self, ids: Sequence[str] | str) -> list[Row]:
        """The entities that a gold fact names for one side: any of them is right."""
        wanted = [ids] if isinstance(ids, str) else ids
        return [self.entities[one] for one in wanted if one in self.entities]

    def names_of_place(self, place: str) -> set[str]:
        """All names of a place that the article calls so."""
        same = (name for e in self.entities.values() if place in e["names"] for name in e["names"])
        return {fold(place), *map(fold, same)}


def read_gold(path: Path) -> list[GoldArticle]:
    """Raises :class:`InputError` with the line that is no annotated article."""
    return [
        GoldArticle(
            row["id"],
            row.get("text", ""),
            {entity["id"]: entity for entity in row["entities"]},
            row["facts"],
            row.get("published"),
            row.get("publisher"),
        )
        for row in read_rows(path, ("id", "entities", "facts"))
    ]


def read_rows(path: Path, needed: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file. Raises :class:`InputError` with the line that lacks what is needed."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise InputError(f"{path}:{number}: no JSON: {error}") from error
        lacking = [key for key in needed if not isinstance(row, dict) or key not in row]
        if lacking:
            raise InputError(f"{path}:{number}: lacks {', '.join(lacking)}")
        yield row
