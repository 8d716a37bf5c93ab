"""All that follows from all articles together, in the order in which one part needs the other."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild.derived.copies import copies_quads, copy_joins
from kgbuild.derived.digest import Digest
from kgbuild.derived.events import event_joins, event_quads
from kgbuild.derived.identity import identity_joins, identity_quads
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.sources import sources_quads
from kgbuild.derived.tenures import tenure_quads
from kgbuild.gazetteer import Gazetteer


def together(
    digests: Sequence[Digest],
    rulings: Rulings = Rulings(),  # noqa: B008 (a frozen value)
    gazetteer: Gazetteer | None = None,
    base: str = identity.DEFAULT_BASE,
) -> tuple[list[Quad], list[Join]]:
    """The derived graphs of names, tenures, events, copies and sources, and the rows that say what was joined and why.

    `digests` are those of all articles, in any order. Without a `gazetteer` it is the one that comes with kgbuild.
    """
    same_names = identity_joins(digests, rulings, gazetteer)
    same_events = event_joins(digests, {join.double: join.canonical for join in same_names}, rulings)
    same_texts = copy_joins({digest.article: digest.sketch for digest in digests}, rulings)
    derived = [
        *identity_quads(digests, same_names, base),
        *tenure_quads(digests, same_names, base),
        *event_quads(same_events, base),
        *copies_quads(same_texts, base),
        *sources_quads(digests, same_events, same_texts, base),
    ]
    return derived, [*same_names, *same_events, *same_texts]


def unknown_ids(rulings: Rulings, digests: Sequence[Digest]) -> list[str]:
    """Ids that are ruled on, and that are no person, body, event or text of any article."""
    unknown = {one for ids in (*rulings.same, *rulings.different) for one in ids}
    if unknown:
        for digest in digests:
            unknown -= {f"article:{digest.article}", *(one.event for one in digest.tellings)}
            unknown -= {one.id for one in digest.appearances}
    return sorted(unknown)
