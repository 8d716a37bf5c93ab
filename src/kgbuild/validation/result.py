"""What comes of a validation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation (SHACL, section 3.6.2)."""

    focus: str
    """IRI of the node that is wrong; for an invalid IRI or a blank node its stand-in, by which it can be asked for."""
    path: str | None
    """The property, as an IRI, or a path as SPARQL writes it."""
    value: str | None
    message: str
    shape: str
    """IRI of the shape, or of the condition beside the shapes."""
    component: str
    """IRI of the kind of constraint that is broken."""
    value_term: str | None = None
    """The value as N-Triples writes it; None where it has no proper name."""


@dataclass(frozen=True, slots=True)
class Report:
    results: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.results

    @classmethod
    def of(cls, results: Iterable[Violation]) -> Report:
        """In one order, and each once."""
        return cls(tuple(sorted(set(results), key=lambda one: (one.focus, one.shape, repr(one)))))
