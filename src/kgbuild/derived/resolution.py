"""Which things are one where evidence joins them in twos: never by way of a third that fits two different things."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from typing import TypeVar

import networkx as nx

_T = TypeVar("_T", bound=Hashable)


def resolve(ties: Iterable[tuple[_T, _T]], speaks_against: Callable[[_T, _T], bool]) -> list[list[_T]]:
    """Groups of two and more that are one.

    What has ties to two things that cannot be one belongs to neither. Where a chain of ties still holds together what
    cannot be one, none of the chain is joined. The order of the ties does not matter, but for that within the groups.
    """
    graph = nx.Graph(list(ties))
    ambiguous = [node for node in graph if _any_against(graph[node], speaks_against)]
    graph.remove_nodes_from(ambiguous)
    groups = (list(group) for group in nx.connected_components(graph))
    return [group for group in groups if len(group) > 1 and not _any_against(group, speaks_against)]


def _any_against(nodes: Iterable[_T], speaks_against: Callable[[_T, _T], bool]) -> bool:
    return any(speaks_against(one, other) for one, other in combinations(nodes, 2))
