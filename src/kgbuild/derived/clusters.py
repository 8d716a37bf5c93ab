"""Which dossiers are one thing, given which of them fit each other and which are known to be apart.

Not the transitive closure of what fits: that would make two persons one by a third that could be either. The dossiers
that say most are settled first. A dossier joins those that say as much or more, where all that it fits fit each other
too, or where better grounds single out one of them; and nothing joins a cluster that has one whom it is apart from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import combinations, groupby
from typing import Any, TypeVar

import networkx as nx

Node = TypeVar("Node", bound=Hashable)
DECISIVE = 2
"""From this strength on, a dossier that fits several joins the one that it fits so well, if that is one."""


def buckets(dossiers: Iterable[Node], keys: Callable[[Node], Iterable[str]]) -> Iterable[tuple[Node, Node]]:
    """Pairs of dossiers that have a key in common, each once."""
    named: dict[str, list[Node]] = defaultdict(list)
    for dossier in dossiers:
        for key in set(keys(dossier)):
            named[key].append(dossier)
    seen: dict[tuple[Node, Node], None] = {}
    for key in sorted(named):
        seen.update(dict.fromkeys(combinations(named[key], 2)))
    return seen


def clusters(
    fits: Mapping[Node, Mapping[Node, int]],
    apart: Callable[[Node, Node], bool],
    rank: Callable[[Node], Any],
) -> list[frozenset[Node]]:
    """Sets of two and more. `fits` says for each dossier which others it may be, and how strong the grounds are: below
    zero they do not suffice, and only make it unclear what else the dossier is.

    `rank` is greater for what says more. The order of the dossiers does not matter.
    """
    graph = nx.Graph()
    graph.add_edges_from((one, other) for one, others in fits.items() for other in others)
    return [
        cluster
        for block in nx.connected_components(graph)
        for cluster in _settle(block, fits, apart, rank)
        if len(cluster) > 1
    ]


def _settle(
    block: Iterable[Node],
    fits: Mapping[Node, Mapping[Node, int]],
    apart: Callable[[Node, Node], bool],
    rank: Callable[[Node], Any],
) -> set[frozenset[Node]]:
    """A pure function of the dossiers of one block, those that are linked by fitting each other."""
    settled: dict[Node, frozenset[Node]] = {}
    for _, tier in groupby(sorted(block, key=rank, reverse=True), rank):
        equals = list(tier)
        settled |= {dossier: frozenset({dossier}) for dossier in equals}
        chosen = {dossier: _chosen(dossier, settled, fits, apart) for dossier in equals}
        links = nx.Graph()
        links.add_nodes_from(equals)
        # Equals must choose each other: a name that could be two others' is none's, however few the others fit.
        links.add_edges_from(
            (dossier, other)
            for dossier, others in chosen.items()
            for other in others
            if other not in chosen or dossier in chosen[other]
        )
        links.add_edges_from((dossier, other) for dossier in list(links) for other in settled[dossier])
        _part(links, set(equals), apart)
        for joined in nx.connected_components(links):
            settled |= dict.fromkeys(joined, frozenset(joined))
    return set(settled.values())


def _part(links: Any, equals: set[Node], apart: Callable[[Node, Node], bool]) -> None:
    """Unlinks those of the equals that would bring together what is apart."""
    parts = [list(part) for part in nx.connected_components(links)]
    while parts:
        part = parts.pop()
        quarrels = {dossier for pair in combinations(part, 2) if apart(*pair) for dossier in pair}
        if not quarrels:
            continue
        # Where two settled clusters quarrel, whoever linked them goes.
        leaving = quarrels & equals or equals.intersection(part)
        links.remove_edges_from(list(links.edges(leaving)))
        parts += [list(rest) for rest in nx.connected_components(links.subgraph(set(part) - leaving))]


def _chosen(
    dossier: Node,
    settled: Mapping[Node, frozenset[Node]],
    fits: Mapping[Node, Mapping[Node, int]],
    apart: Callable[[Node, Node], bool],
) -> set[Node]:
    """What the dossier is, of those that are settled and of its equals; nothing where it may be several."""
    candidates = {other: strength for other, strength in fits[dossier].items() if other in settled}
    best = max(candidates.values(), default=0)
    if not _are_one(candidates, settled, fits) and best >= DECISIVE:
        candidates = {other: strength for other, strength in candidates.items() if strength == best}
    chosen = {other for other, strength in candidates.items() if strength >= 0}
    members = {member for other in chosen for member in settled[other]}
    if not _are_one(candidates, settled, fits) or any(apart(dossier, member) for member in members):
        return set()
    return chosen


def _are_one(
    candidates: Iterable[Node], settled: Mapping[Node, frozenset[Node]], fits: Mapping[Node, Mapping[Node, int]]
) -> bool:
    return all(
        settled[one] == settled[other] or fits[one].get(other, -1) >= 0 for one, other in combinations(candidates, 2)
    )
