"""The values that pass from the reading of language to the building of a graph.

Everything left of :class:`Fact` knows spaCy and no RDF; everything right of it knows RDF and no spaCy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["occurred", "planned", "denied"]
Phase = Literal["current", "former", "incoming", "acting"]
DateBasis = Literal["stated", "relative", "publication"]

MAX_QUOTE = 500
"""Longest quote of an :class:`Evidence`, in characters."""


@dataclass(frozen=True, slots=True)
class Article:
    r"""One article; `text` is what evidence stands in (title, blank line, body; newlines as ``\n``)."""

    id: str
    text: str
    title: str = ""
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, place, event or agreement, as one article names it.

    `id` is made from content: the lower-case name of its IRI prefix, a colon and a local name, as in
    ``country:MA`` or ``person:nasser-bourita-ma``. `kind` is a class of the ontology (``Minister``, ``Country`` …).
    `names` are the proper names that the article uses, the fullest first; `links` are (scheme, identifier) pairs.
    """

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an article says it: ``article.text[start:end] == quote``, offsets in characters."""

    start: int
    end: int
    quote: str
    frame: str
    confidence: float
    date_basis: DateBasis | None = None
    dated: bool = field(default=False, compare=False)
    """Whether the clause itself says when, and not only the text around it."""
    rule: float = field(default=0.0, compare=False)
    """The confidence of the rule alone, before the judge."""
    signs: Mapping[str, float] = field(default_factory=dict, compare=False, hash=False, repr=False)
    """What was known of the proposal when it was judged."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in one reading: who did what to whom, by which words of which article.

    `value` holds the title of ``holdsPosition``, whose `object` is None. `subject_for` and `object_for` are the
    states or bodies that the two parties act for. `occasion` is ``ARTICLE#OFFSET`` of the trigger: facts of one
    occasion are one event. `date`, `since` and `until` are EDTF (a day, month, year or interval).
    `derived_from` names the reference row that a derived fact used, and is None for what the article says.
    """

    article: str
    relation: str
    subject: Entity
    evidence: Evidence
    object: Entity | None = None
    value: str | None = None
    status: Status = "occurred"
    occasion: str | None = None
    date: str | None = None
    place: Entity | None = None
    topic: str | None = None
    quantity: str | None = None
    phase: Phase | None = None
    since: str | None = None
    until: str | None = None
    speaker: Entity | None = None
    subject_for: Entity | None = None
    object_for: Entity | None = None
    derived_from: str | None = None
    position_kind: str | None = field(default=None)
    """For ``holdsPosition``: the class of the ontology that the holder belongs to by it (``Minister`` …)."""


def entity_json(entity: Entity, iri: str) -> dict[str, Any]:
    """The first name is the one to show; the others in the order of the alphabet, as the graph gives them."""
    first, *others = entity.names or (entity.label,)
    return {"iri": iri, "kind": entity.kind, "names": [first, *sorted(others)]}
