"""Facts with a party that their sentence does not name."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.evaluation.elsewhere import Elsewhere
from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.gold import GoldArticle
from kgbuild.ontology import load_schema

FIRST, SECOND = "Nasser Bourita arrived in Rabat.", "He thanked Guterres and praised the Moroccan army."
TEXT = f"{FIRST} {SECOND}"
ENTITIES = {
    "b": {"id": "b", "type": "Person", "names": ["Nasser Bourita", "Bourita"]},
    "g": {"id": "g", "type": "Person", "names": ["Guterres"]},
    "m": {"id": "m", "type": "Country", "names": ["Morocco"]},
    "r": {"id": "r", "type": "Place", "names": ["Rabat"]},
}


def gold(relation: str, subject: str, other: str, evidence: str) -> dict[str, Any]:
    return {"relation": relation, "subject": [subject], "object": [other], "evidence": evidence}


def told(relation: str, subject: str, other: str, quote: str, kind: str = "Person") -> dict[str, Any]:
    start = TEXT.index(quote)
    parties = {"subject": {"names": [subject], "kind": "Person"}, "object": {"names": [other], "kind": kind}}
    return {"article": "a", "relation": relation, **parties, "quote": quote, "start": start, "end": start + len(quote)}


VISITED, THANKED = gold("visited", "b", "r", FIRST), gold("thanked", "b", "g", "He thanked Guterres")
PRAISED = gold("praised", "g", "m", "praised the Moroccan army")
TOLD = told("thanked", "Bourita", "Guterres", SECOND)


@pytest.mark.parametrize(
    ("facts", "said", "counts"),
    [
        ([VISITED], [], Elsewhere()),
        ([THANKED], [], Elsewhere(0, 1, 0, 0)),
        ([THANKED], [TOLD], Elsewhere(1, 1, 0, 1)),
        ([], [TOLD], Elsewhere(0, 0, 1, 1)),
        ([THANKED], [TOLD, TOLD], Elsewhere(1, 1, 0, 1)),
        ([VISITED, THANKED], [told("visited", "Bourita", "Rabat", FIRST, "Place")], Elsewhere(0, 1, 0, 0)),
        ([PRAISED], [told("praised", "Guterres", "Morocco", SECOND, "Country")], Elsewhere()),
        ([{**THANKED, "evidence": "no such words"}], [{**TOLD, "start": None}], Elsewhere()),
        ([{**THANKED, "subject": ["b", "g"]}], [], Elsewhere()),
    ],
    ids=["named", "missed", "found", "wrong", "told again", "named there", "demonym", "nowhere", "either"],
)
def test_counts(facts: list[Any], said: list[Any], counts: Elsewhere) -> None:
    assert evaluate([GoldArticle("a", TEXT, ENTITIES, facts)], said, load_schema()).elsewhere == counts
