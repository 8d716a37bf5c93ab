"""Quads by predicate and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

from pyoxigraph import NamedNode, Quad

Values: TypeAlias = dict[NamedNode, dict[Any, set[Any]]]
"""Objects by predicate and subject."""


def values_of(quads: Iterable[Quad]) -> Values:
    values: Values = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        values[quad.predicate][quad.subject].add(quad.object)
    return values
