"""The words by which texts describe whom they have named, from ``ontology/words/descriptions.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from kgbuild import resources
from kgbuild.errors import LexiconError


@dataclass(frozen=True)
class DescriptionWords:
    states: frozenset[str]
    official: frozenset[str]
    epithets: frozenset[str]
    contrasting: frozenset[str]
    own_states: frozenset[str]
    departments: frozenset[str]
    rulers: frozenset[str]
    bodies: frozenset[str]
    own_names: frozenset[str]
    pair_persons: frozenset[str]
    humans: frozenset[str]
    pair_states: frozenset[str]
    partners: frozenset[str]
    relatives: frozenset[str]
    apart: frozenset[str]
    sides: frozenset[str]
    teams: frozenset[str]
    numbers: dict[str, int]
    collectives: frozenset[str]
    quarrels: frozenset[str]
    statements: frozenset[str]
    texts: frozenset[str]
    issuing: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    national: frozenset[str]
    subordinate: frozenset[str]


@lru_cache(maxsize=1)
def load_description_words() -> DescriptionWords:
    """Raises :class:`LexiconError` where the file lacks a table or key."""
    path = resources.ontology() / "words" / "descriptions.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return DescriptionWords(
            states=frozenset(data["state"]["nouns"]),
            official=frozenset(data["state"]["official"]),
            epithets=frozenset(data["state"]["epithets"]),
            contrasting=frozenset(data["state"]["contrasting"]),
            own_states=frozenset(data["state"]["own"]),
            departments=frozenset(data["state"]["departments"]),
            rulers=frozenset(data["state"]["rulers"]),
            bodies=frozenset(data["body"]["nouns"]),
            own_names=frozenset(data["body"]["own"]),
            pair_persons=frozenset(data["pair"]["persons"]),
            humans=frozenset(data["pair"]["humans"]),
            pair_states=frozenset(data["pair"]["states"]),
            partners=frozenset(data["pair"]["partners"]),
            relatives=frozenset(data["relative"]["nouns"]),
            apart=frozenset(data["relative"]["apart"]),
            sides=frozenset(data["group"]["sides"]),
            teams=frozenset(data["group"]["teams"]),
            numbers=dict(data["group"]["numbers"]),
            collectives=frozenset(data["group"]["nouns"]),
            quarrels=frozenset(data["quarrel"]["nouns"]),
            statements=frozenset(data["statement"]["nouns"]),
            texts=frozenset(data["statement"]["texts"]),
            issuing=frozenset(data["statement"]["verbs"]),
            male=frozenset(data["gender"]["male"]),
            female=frozenset(data["gender"]["female"]),
            national=frozenset(data["national"]["words"]),
            subordinate=frozenset(data["subordinate"]["heads"]),
        )
    except KeyError as error:
        raise LexiconError(f"{path}: the table or key {error} is missing") from error
