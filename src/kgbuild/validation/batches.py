"""A store in batches that can be validated one by one, with the same outcome as all of it at once.

A batch is some nodes, all that any graph says of them, and what the shapes look at beyond: the types of the nodes that
they name, the quotes of claims, the dates of what claims are about and of their articles, and the claims about events.
So a store may be larger than memory, and an endpoint is asked for no more than it can give in one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kgbuild import vocabulary as v
from kgbuild.errors import QueryError
from kgbuild.stores.store import Store, select
from kgbuild.validation import iris
from kgbuild.validation.terms import kinds_below

_T = TypeVar("_T")
_GRAPHS = 200
"""Named graphs whose nodes are listed at once: an article's has about a hundred."""
_NODES = 1000
_BEYOND = (v.TYPE, v.ANCHOR_OF, v.EARLIEST, v.SINCE, v.ISSUED)
_NAMING = (v.ABOUT, v.SUBJECT, v.OBJECT)


@dataclass(frozen=True, slots=True)
class Batch:
    nodes: frozenset[str]
    """Those to be validated, by their IRIs; the quads say something of others too."""
    quads: tuple[Quad, ...]
    unaskable: tuple[str, ...] = ()
    """Invalid IRIs of nodes and graphs: no query can name them, so that nothing is known of what is said of them."""


def batches(store: Store, size: int = _NODES) -> Iterator[Batch]:
    """All nodes that a graph of the store says something of, each in one batch; in the last, blank ones of our classes.

    Raises :class:`StoreError` as the store does.
    """
    for nodes in _chunks(_once(_nodes(store)), size):
        yield _batch(store, nodes)
    ours = f"FILTER(isBlank(?s) && STRSTARTS(STR(?kind), '{v.DIP}'))"
    if blank := _construct(store, "?s ?p ?o", f"?s ?p ?o ; {v.TYPE} ?kind", ours):
        yield Batch(frozenset(str(quad.subject).strip("<>") for quad in blank), (*blank, *_beyond(store, blank, ())))


def anywhere(pattern: str, condition: str = "") -> str:
    """A graph pattern over the default graph and the named ones, since not every store makes a union of them.

    The condition (VALUES, FILTER) stands within both, where stores use it to look up rather than to scan.
    """
    return f"{{ {condition} {pattern} }} UNION {{ {condition} GRAPH ?g {{ {pattern} }} }}"


def values(variable: str, iris_: Iterable[str]) -> str:
    return f"VALUES {variable} {{ {' '.join(f'<{iri}>' for iri in iris_)} }}"


def _nodes(store: Store) -> Iterator[str]:
    """Some of them more than once; the invalid ones and invalid names of graphs included."""
    graphs = _listed(store, "GRAPH ?g { ?s ?p ?o }", "?g")
    yield from (graph for graph in map(iris.original, graphs) if iris.reason(graph))
    for some in _chunks((graph for graph in graphs if not iris.reason(graph)), _GRAPHS):
        yield from _listed(store, f"{values('?g', some)} GRAPH ?g {{ ?s ?p ?o }}", "?s")
    yield from _listed(store, "?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?q ?r } }", "?s")


def _once(nodes: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for node in nodes:
        if node not in seen:
            seen.add(node)
            yield node


def _listed(store: Store, pattern: str, variable: str) -> list[str]:
    """IRIs as text, so that an invalid one arrives too."""
    query = f"SELECT DISTINCT (STR({variable}) AS ?iri) WHERE {{ {pattern} FILTER(isIRI({variable})) }}"
    return [str(row[0]) for row in select(store, query).rows]


def _batch(store: Store, nodes: list[str]) -> Batch:
    own = frozenset(node for node in nodes if not iris.reason(node))
    said = _construct(store, "?s ?p ?o", "?s ?p ?o", values("?s", sorted(own)))
    kinds = kinds_below("Event")
    events = {str(quad.subject) for quad in said if quad.predicate == v.TYPE and quad.object in kinds}
    wanted = f"VALUES ?s {{ {' '.join(sorted(events))} }} {values('?p', (one.value for one in _NAMING))}"
    naming = _construct(store, "?claim ?p ?s", "?claim ?p ?s", wanted) if events else ()
    return Batch(own, (*said, *naming, *_beyond(store, said, own)), tuple(sorted(set(nodes) - own)))


def _beyond(store: Store, said: Iterable[Quad], own: Iterable[str]) -> Iterator[Quad]:
    named = {quad.object.value for quad in said if isinstance(quad.object, NamedNode)}
    for nodes in _chunks(sorted(named.difference(own)), _NODES):
        wanted = f"{values('?s', nodes)} {values('?p', (one.value for one in _BEYOND))}"
        yield from _construct(store, "?s ?p ?o", "?s ?p ?o", wanted)


def _construct(store: Store, template: str, pattern: str, condition: str) -> tuple[Quad, ...]:
    result = store.query(f"CONSTRUCT {{ {template} }} WHERE {{ {anywhere(pattern, condition)} }}")
    if not isinstance(result, tuple):
        raise QueryError("the store answers a CONSTRUCT with something else than triples")
    return tuple(iris.mended(Quad(one.subject, one.predicate, one.object) for one in result))


def _chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
