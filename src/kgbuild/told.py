"""All that one article told, as the graph, the facts file and the evaluation take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild import identity
from kgbuild.fact import Fact

if TYPE_CHECKING:
    from kgbuild.language.extractor import Extraction


@dataclass(frozen=True, slots=True)
class Told:
    """Before anything is left out."""

    facts: tuple[Fact, ...]
    """Those that the article says, and those that follow from them by reference data."""
    barren_sentences: int
    """Sentences with a word that evokes a relation, of which nothing came."""


def told(extraction: Extraction) -> Told:
    facts = in_text_order((*extraction.facts, *extraction.derived))
    return Told(tuple(facts), extraction.barren_sentences)


def sure(facts: Iterable[Fact], min_confidence: float) -> list[Fact]:
    """Without what the judge looked at: a graph holds its judgement alone."""
    kept = (fact for fact in facts if fact.evidence.confidence >= min_confidence)
    return [replace(fact, evidence=replace(fact.evidence, signs={})) for fact in kept]


def in_text_order(facts: Iterable[Fact]) -> list[Fact]:
    """As a reader meets them; the id of the claim decides between those of the same words."""
    return sorted(facts, key=_place)


def _place(fact: Fact) -> tuple[int, int, str, str]:
    return fact.evidence.start, fact.evidence.end, fact.relation, identity.claim_id(fact)
