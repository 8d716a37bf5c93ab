"""Facts as JSON Lines, for people who want no RDF."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from kgbuild import identity
from kgbuild.fact import Entity, Fact, entity_json


def to_json(fact: Fact, base: str = identity.DEFAULT_BASE) -> dict[str, Any]:
    """One fact in the order in which a reader wants it; `since`, `until`, `dateBasis`, and `dateEnd` for what lasts
    longer than its `date`, only where they are known.
    """
    evidence = fact.evidence
    date, _, end = (fact.date or "").partition("/")
    known = {"since": fact.since, "until": fact.until, "dateBasis": evidence.date_basis, "dateEnd": end}
    return {
        "article": fact.article,
        "relation": fact.relation,
        "subject": _entity(fact.subject, base),
        "object": _entity(fact.object, base),
        "onBehalfOf": {"subject": _label(fact.subject_for), "object": _label(fact.object_for)},
        "occasion": fact.occasion,
        "value": fact.value,
        "date": date or None,
        "place": _name(fact.place),
        "topic": fact.topic,
        "quantity": fact.quantity,
        "status": fact.status,
        "phase": fact.phase,
        "derivedFrom": fact.derived_from,
        "speaker": _label(fact.speaker),
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "confidence": evidence.confidence,
        "frame": evidence.frame,
        **{key: value for key, value in known.items() if value},
    }


def write_facts(facts: Iterable[Fact], file: IO[str], base: str = identity.DEFAULT_BASE) -> None:
    """One fact a line, in the order given."""
    for fact in facts:
        file.write(json.dumps(to_json(fact, base), ensure_ascii=False) + "\n")


def _entity(entity: Entity | None, base: str) -> dict[str, Any] | None:
    return entity_json(entity, identity.iri(entity.id, base)) if entity else None


def _label(entity: Entity | None) -> str | None:
    return entity.label if entity else None


def _name(entity: Entity | None) -> str | None:
    """As the article calls it."""
    return next(iter(entity.names), entity.label) if entity else None
