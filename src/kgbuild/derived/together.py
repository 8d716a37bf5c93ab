"""All that follows from all articles together, in the order in which one part needs the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived.appearances import appearances_of
from kgbuild.derived.copies import copies_quads, copy_joins
from kgbuild.derived.events import event_joins, event_quads
from kgbuild.derived.identity import identity_quads, joins_of
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.sources import sources_quads
from kgbuild.derived.tenures import tenure_quads
from kgbuild.gazetteer import Gazetteer, load_gazetteer
from kgbuild.schema import Schema


def together(
    said: Iterable[Quad],
    sketches: Mapping[str, str],
    schema: Schema,
    rulings: Rulings = Rulings(),  # noqa: B008 (a frozen value)
    gazetteer: Gazetteer | None = None,
    base: str = identity.DEFAULT_BASE,
) -> tuple[list[Quad], list[Join]]:
    """The derived graphs of names, tenures, events, copies and sources, and the rows that say what was joined and why.

    `said` are the articles' graphs, and can be gone through again; `sketches` are those of their texts, by article id.
    Without a `gazetteer` it is the one that comes with kgbuild.
    """
    appearances = list(appearances_of(said, base))
    same_names = joins_of(appearances, rulings, gazetteer or load_gazetteer())
    names = identity_quads(said, schema, base, joins=same_names)
    canonical = {quad.subject: quad.object for quad in names if quad.predicate == v.SAME_AS}
    same_events = event_joins(said, schema, canonical, rulings, base)
    same_texts = copy_joins(sketches, rulings)
    joined = [*event_quads(same_events, base), *copies_quads(same_texts, base)]
    derived = [
        *names,
        *tenure_quads(appearances, same_names, base),
        *joined,
        *sources_quads(chain(said, joined), base),
    ]
    return derived, [*same_names, *same_events, *same_texts]
