"""Whether a graph has the form that `ontology/shapes.ttl` asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import shacl
from pyoxigraph import Quad

from kgbuild import resources
from kgbuild.export import render


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that breaks a shape: the node, the property (or None), the value (or None) and why."""

    focus: str
    path: str | None
    value: str | None
    message: str
    severity: str


@dataclass(frozen=True, slots=True)
class Report:
    conforms: bool
    results: tuple[Violation, ...]


@cache
def _shapes() -> shacl.Shapes:
    return shacl.Shapes.from_turtle((resources.ontology() / "shapes.ttl").read_text(encoding="utf-8"))


def validate(quads: Iterable[Quad]) -> Report:
    """The union of the quads' graphs, held to the shapes."""
    report = _shapes().validate_text(render(quads, "ntriples").decode(), format="nt")
    results = sorted(map(_violation, report.results), key=repr)
    return Report(bool(report.conforms), tuple(results))


def _violation(result: shacl.Result) -> Violation:
    message = result.message or result.component
    return Violation(result.focus_node.strip("<>"), result.path, result.value_plain, message, result.severity)
