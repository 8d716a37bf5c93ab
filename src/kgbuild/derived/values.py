"""Quads by predicate and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias
from urllib.parse import unquote

from pyoxigraph import NamedNode, Quad

Values: TypeAlias = dict[NamedNode, dict[Any, set[Any]]]
"""Objects by predicate and subject."""


def values_of(quads: Iterable[Quad]) -> Values:
    values: Values = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        values[quad.predicate][quad.subject].add(quad.object)
    return values


def id_of(node: NamedNode, base: str) -> str:
    """The id that an IRI was made from.

    >>> id_of(NamedNode("https://example.org/person/nasser-bourita-ma"), "https://example.org/")
    'person:nasser-bourita-ma'
    """
    kind, _, local_name = node.value.removeprefix(base).partition("/")
    return f"{kind}:{unquote(local_name)}"
