"""graph:derived/identity: which nodes of several articles are one, and what follows for the canonical one.

Bodies come before persons, since a person is known by the body that he acts for. Within each, only those that share
a key are compared, and what fits is settled block by block: the cost grows with the articles, not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from pyoxigraph import NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.appearances import Appearance
from kgbuild.derived.bodies import Bodies
from kgbuild.derived.clusters import buckets, clusters
from kgbuild.derived.digest import Digest
from kgbuild.derived.dossiers import Dossier, dossiers_of
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.persons import Grounds, Persons
from kgbuild.gazetteer import Gazetteer, load_gazetteer
from kgbuild.graph import in_graph

_RULED = "A person ruled that they are one."


class _Rules(Protocol):
    """:class:`Persons` or :class:`Bodies`."""

    def rank(self, dossier: Dossier, /) -> Any: ...
    def fame(self, dossier: Dossier, /) -> Any: ...
    def keys(self, dossier: Dossier, /) -> Iterator[str]: ...
    def apart(self, one: Dossier, other: Dossier, /) -> bool: ...
    def grounds(self, one: Dossier, other: Dossier, /) -> Grounds | None: ...


def identity_joins(
    digests: Iterable[Digest], rulings: Rulings | None = None, gazetteer: Gazetteer | None = None
) -> list[Join]:
    """Sorted rows, one for each double, from the digests of all articles in any order.

    `gazetteer` is that which comes with kgbuild unless given. A name that fits two joins neither.
    """
    rulings, gazetteer = rulings or Rulings(), gazetteer or load_gazetteer()
    persons: list[Appearance] = []
    bodies: list[Appearance] = []
    for digest in digests:
        for appearance in digest.appearances:
            (persons if appearance.kind == "Person" else bodies).append(appearance)
    joined = _joins(dossiers_of(bodies, gazetteer, {}, rulings.united), Bodies(gazetteer), rulings)
    one = {join.double: join.canonical for join in joined}
    joined += _joins(dossiers_of(persons, gazetteer, one, rulings.united), Persons(gazetteer), rulings)
    return sorted(joined)


def _joins(dossiers: list[Dossier], rules: _Rules, rulings: Rulings) -> list[Join]:
    def ruled_apart(one: str, other: str) -> bool:
        return any(rulings.are_apart(mine, theirs) for mine in known[one].ids for theirs in known[other].ids)

    def apart(one: str, other: str) -> bool:
        return ruled_apart(one, other) or rules.apart(known[one], known[other])

    known = {dossier.id: dossier for dossier in dossiers}
    grounds: dict[str, dict[str, Grounds]] = defaultdict(dict)
    for one, other in buckets(known, lambda one: rules.keys(known[one])):
        if not ruled_apart(one, other) and (found := rules.grounds(known[one], known[other])):
            grounds[one][other] = grounds[other][one] = found
    fits = {one: {other: int(found.strength) for other, found in others.items()} for one, others in grounds.items()}
    joined = clusters(fits, apart, lambda one: rules.rank(known[one]))
    alone = ({dossier.id} for dossier in dossiers if len(dossier.ids) > 1 and dossier.id not in set().union(*joined))
    return [row for ids in (*joined, *alone) for row in _rows([known[one] for one in ids], rules, grounds)]


def _rows(cluster: list[Dossier], rules: _Rules, grounds: dict[str, dict[str, Grounds]]) -> Iterator[Join]:
    best, *others = sorted(sorted(cluster, key=lambda dossier: dossier.ids), key=rules.fame, reverse=True)
    canonical, *ruled = sorted(best.ids, key=lambda one: _fame(one, best), reverse=True)
    yield from (_row(double, canonical, _of({double, canonical}, best), _RULED) for double in ruled)
    for dossier in others:
        near = [other for other in cluster if other.id in grounds[dossier.id]]
        found = {other.id: grounds[dossier.id][other.id] for other in near}
        closest = max(near, key=lambda one: (found[one.id].strength >= 0, one is best, found[one.id].strength, one.id))
        told = [*_of({canonical}, best), *closest.appearances] if closest is not best else _of({canonical}, best)
        for double in dossier.ids:
            yield _row(double, canonical, [*told, *_of({double}, dossier)], found[closest.id].reason)


def _fame(one: str, dossier: Dossier) -> tuple[bool, int, int, str]:
    """Of ids that are ruled to be one, greatest for that whose state is known, whose label is fullest, told most."""
    own = [appearance for appearance in dossier.appearances if appearance.id == one]
    return any(told.bodies for told in own), max(len(told.label.split()) for told in own), len(own), one


def _of(ids: set[str], dossier: Dossier) -> list[Appearance]:
    return [appearance for appearance in dossier.appearances if appearance.id in ids]


def _row(double: str, canonical: str, told: Sequence[Appearance], reason: str) -> Join:
    """A row with all names and articles of what is `told` of the two, and of whom the reason names beside them."""
    names = {name for appearance in told for name in (appearance.label, *appearance.names) if name}
    articles = {appearance.article for appearance in told}
    return Join(double, canonical, tuple(sorted(names)), reason, tuple(sorted(articles)))


def identity_quads(digests: Iterable[Digest], joins: Iterable[Join], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """``DOUBLE owl:sameAs CANONICAL``, and the shortcuts and types of doubles on the canonical."""
    canonical = {join.double: join.canonical for join in joins}
    triples = {Triple(_node(double, base), v.SAME_AS, _node(best, base)) for double, best in canonical.items()}
    for digest in digests:
        for one, kind in digest.types:
            if one in canonical:
                triples.add(Triple(_node(canonical[one], base), v.TYPE, v.dip(kind)))
        for one, name, other in digest.shortcuts:
            if one in canonical or other in canonical:
                subject, target = (_node(canonical.get(party, party), base) for party in (one, other))
                triples.add(Triple(subject, v.dip(name), target))
    return in_graph(triples, identity.graph_iri("derived/identity", base))


def _node(entity_id: str, base: str) -> NamedNode:
    return NamedNode(identity.iri(entity_id, base))
