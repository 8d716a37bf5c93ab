"""Which events of several articles are one, announced, held or denied."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

import networkx as nx
from pyoxigraph import NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.digest import Digest
from kgbuild.derived.grounds import Occasion, grounds, speaks_against
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.resolution import resolve
from kgbuild.derived.tellings import Telling
from kgbuild.graph import in_graph

_RULED = "a person ruled that they are the same"


def event_joins(
    digests: Iterable[Digest],
    canonical: Mapping[str, str],
    rulings: Rulings = Rulings(),  # noqa: B008 (a frozen value)
) -> list[Join]:
    """A row for each event of an article that is another's event as well, sorted.

    `canonical` maps the doubles of persons and bodies to their canonical ids. A person's `rulings` go before the
    grounds and objections of :mod:`kgbuild.derived.grounds`.
    """
    told = (telling.by_one_name(canonical) for digest in digests for telling in digest.tellings)
    return _Joining(sorted(told, key=lambda one: one.event), rulings).rows()


def event_quads(joins: Iterable[Join], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/events: ``DOUBLE owl:sameAs CANONICAL``.

    Nothing else is written on the canonical event: what stands there is what its own article says of it.
    """
    rows = ([NamedNode(identity.iri(name, base)) for name in (join.double, join.canonical)] for join in joins)
    triples = (Triple(double, v.SAME_AS, event) for double, event in rows)
    return in_graph(triples, identity.graph_iri("derived/events", base))


class _Joining:
    def __init__(self, told: list[Telling], rulings: Rulings) -> None:
        self.told = told
        self.rulings = rulings
        self.ruled_one = frozenset().union(*rulings.same)
        self.ruled = self.ruled_one.union(*rulings.different).intersection(one.event for one in told)

    def rows(self) -> list[Join]:
        occasions = self._occasions()
        groups = resolve(self._ties(occasions), self._speaks_against)
        joined = {one for group in groups for one in group}
        groups += [[one] for one in occasions if one not in joined]
        return sorted(row for group in self._ruled(groups) for row in self._rows_of(group))

    def _occasions(self) -> list[Occasion]:
        """Tellings of one day and the same parties together, the others each alone."""
        blocks: dict[object, list[Telling]] = defaultdict(list)
        for one in self.told:
            blocks[(one.kind, one.pairs, one.day) if one.day else one.event].append(one)
        return [occasion for block in blocks.values() for occasion in self._of_one_day(block)]

    def _of_one_day(self, block: list[Telling]) -> Iterator[Occasion]:
        """What a person ruled on stands alone, so that it can be joined or kept apart by itself."""
        ruled = [one for one in block if one.event in self.ruled]
        others = [one for one in block if one not in ruled] if ruled else block
        listed = {one.place for one in others if one.place and one.is_listed}
        yield from (Occasion((one,)) for one in ruled)
        if any(self._are_apart(Occasion((one,)), Occasion((other,))) for one, other in combinations(ruled, 2)):
            yield from (Occasion((one,), may_join=False) for one in others)
        elif len(listed) > 1:
            yield from (Occasion(tuple(one for one in others if one.place == place)) for place in sorted(listed))
            yield from (Occasion((one,), may_join=False) for one in others if one.place not in listed)
        elif others:
            yield Occasion(tuple(others))

    def _ties(self, occasions: list[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
        return (pair for pair in _candidates(occasions) if not self._are_apart(*pair) and grounds(*pair))

    def _speaks_against(self, one: Occasion, other: Occasion) -> bool:
        return self._are_apart(one, other) or speaks_against(one, other)

    def _are_apart(self, one: Occasion, other: Occasion) -> bool:
        if not self.ruled:
            return False
        ids, others = ({told.event for told in side.tellings} & self.ruled for side in (one, other))
        return any(this != that and self.rulings.are_apart(this, that) for this in ids for that in others)

    def _ruled(self, groups: list[list[Occasion]]) -> Iterator[list[Occasion]]:
        """With those groups made one of which a person rules so, but for what he rules to be apart from another."""
        if not self.ruled:
            yield from groups
            return
        group_of = {one.event: i for i, group in enumerate(groups) for each in group for one in each.tellings}
        graph = nx.Graph()
        graph.add_nodes_from(range(len(groups)))
        for names in self.rulings.same:
            nx.add_path(graph, sorted({group_of[name] for name in names if name in group_of}))
        for component in nx.connected_components(graph):
            group = [one for i in sorted(component) for one in groups[i]]
            put_out = [
                one for one in group if not self._is_ruled(one) and any(self._are_apart(one, other) for other in group)
            ]
            yield [one for one in group if one not in put_out]
            yield from ([one] for one in put_out)

    def _is_ruled(self, occasion: Occasion) -> bool:
        return any(one.event in self.ruled_one for one in occasion.tellings)

    def _rows_of(self, group: list[Occasion]) -> Iterator[Join]:
        best = min((one for occasion in group for one in occasion.tellings), key=_precision)
        for occasion in group:
            for one in occasion.tellings:
                if one is not best:
                    yield Join(
                        double=one.event,
                        canonical=best.event,
                        names=tuple(sorted({one.name, best.name})),
                        reason=self._reason(one, occasion, best, group),
                        articles=tuple(sorted({one.article, best.article})),
                    )

    def _reason(self, one: Telling, occasion: Occasion, best: Telling, group: list[Occasion]) -> str:
        if any({one.event, best.event} <= names for names in self.rulings.same):
            return _RULED
        if best in occasion.tellings:
            return str(grounds(Occasion((one,)), Occasion((best,))))
        for other in sorted(group, key=lambda other: (best not in other.tellings, other.first.event)):
            if other is not occasion and (reason := grounds(occasion, other)):
                by_way = "" if best in other.tellings else f" (by way of {other.first.event})"
                return reason + by_way
        return _RULED


def _precision(one: Telling) -> tuple[object, ...]:
    """The event with the most precise and most certain date first, and of these the one told first."""
    length = one.span[1] - one.span[0] if one.span else float("inf")
    return length, one.is_guess, one.published or float("inf"), one.event


def _candidates(occasions: Iterable[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Those of a class and the same parties whose days meet, and those of a class, a day and the same states.

    Nothing outside a block of these is looked at, so the cost grows with the number of blocks.
    """
    same_parties: dict[object, list[Occasion]] = defaultdict(list)
    same_states: dict[object, list[Occasion]] = defaultdict(list)
    for one in occasions:
        if one.may_join and one.when:
            same_parties[one.first.kind, one.first.pairs].append(one)
            for states in _states(one):
                same_states[one.first.kind, one.first.day, states].append(one)
    for block in same_parties.values():
        yield from _meeting_in_time(block)
    for block in same_states.values():
        yield from combinations(block, 2)


def _meeting_in_time(block: list[Occasion]) -> Iterator[tuple[Occasion, Occasion]]:
    """Pairs that overlap or lie a day apart."""
    timed = sorted(((one.when, one) for one in block if one.when), key=lambda entry: entry[0])
    beginnings = [first for (first, _), _ in timed]
    for i, ((_, last), one) in enumerate(timed):
        end = bisect_right(beginnings, last + 1)
        yield from ((one, timed[j][1]) for j in range(i + 1, end))


def _states(one: Occasion) -> set[frozenset[str]]:
    """Whom the two sides of an occasion of a single pair and day act for; those who act for nobody, themselves."""
    if not one.first.day or len(one.first.pairs) != 1:
        return set()
    ((subject, target),) = one.first.pairs
    sides = product(*(one.bodies_of(party) or {party} for party in (subject, target)))
    return {frozenset(pair) for pair in sides if len(set(pair)) == 2}
