"""One event told several times: "his visit" has no tense, "will visit" has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kgbuild.language.candidate import Candidate
from kgbuild.language.clauses import governing_clause
from kgbuild.schema import Schema


def settle_status(candidates: Sequence[Candidate], schema: Schema) -> list[Candidate]:
    """A noun without a verb takes over that the same is planned, where verbs tell of it so and never as done."""
    told: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for candidate in candidates:
        if not _is_bare(candidate):
            told[_key(candidate, schema)].add(candidate.modality.status)
    return [
        replace(candidate, modality=replace(candidate.modality, status="planned"))
        if _is_bare(candidate)
        and candidate.modality.status == "occurred"
        and told.get(_key(candidate, schema)) == {"planned"}
        else candidate
        for candidate in candidates
    ]


def _is_bare(candidate: Candidate) -> bool:
    """Has the word no tense, nor a clause about the past around it, as in "spoke after her talks with him"?"""
    trigger = candidate.site.trigger
    if candidate.site.verb is not None or trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    clause = governing_clause(trigger)
    while clause is not None and clause.tag_ == "VBG":
        clause = governing_clause(clause)
    return clause is None or clause.tag_ not in {"VBD", "VBN"}


def _key(candidate: Candidate, schema: Schema) -> tuple[str, ...]:
    relation = candidate.site.entry.frame.relation
    parties = [candidate.subject.party.key, candidate.object.party.key]
    return relation, *(sorted(parties) if schema.relations[relation].symmetric else parties)
