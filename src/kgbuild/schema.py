"""What relations and classes there are, as plain values (read from the ontology by :mod:`kgbuild.ontology`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Relation:
    """A property of the ontology that facts are told with."""

    name: str
    label: str
    definition: str
    domain: frozenset[str]
    """Classes that a subject may belong to."""
    range: frozenset[str]
    """Classes that an object may belong to; empty where the value is text."""
    symmetric: bool = False
    event_class: str | None = None
    """The event class that the relation is the shortcut of; None for states (offices, memberships)."""
    supers: tuple[str, ...] = ()
    """Super-properties, nearest first."""
    mutual: frozenset[str] = frozenset()
    """Which of the relation and its super-properties hold both ways."""
    plover: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        return self.event_class is None


@dataclass(frozen=True)
class Schema:
    """The relations and the class tree of the ontology."""

    relations: dict[str, Relation]
    superclasses: dict[str, tuple[str, ...]]
    """For each class its superclasses, nearest first, without itself."""

    def is_a(self, kind: str, wanted: str) -> bool:
        return kind == wanted or wanted in self.superclasses.get(kind, ())

    def allows(self, kind: str, classes: frozenset[str]) -> bool:
        return any(self.is_a(kind, wanted) for wanted in classes)

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(self.superclasses)
