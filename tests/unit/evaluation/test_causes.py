"""Why a fact was missed, and in what a wrong one is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.evaluation.causes import CAUSES
from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.gold import GoldArticle
from kgbuild.evaluation.seen import Seen, SeenName, SeenTrigger
from kgbuild.ontology import load_schema

FIRST, SECOND = "Bourita met Guterres in Rabat.", "Lacroix thanked Spain."
TEXT = f"{FIRST} {SECOND}"
ENTITIES = {
    name[0].lower(): {"id": name[0].lower(), "type": kind, "names": [name]}
    for name, kind in [
        ("Bourita", "Person"), ("Guterres", "Person"), ("Lacroix", "Person"), ("Spain", "Country"), ("Rabat", "Place"),
    ]
}  # fmt: skip
MET = {"relation": "metWith", "subject": ["b"], "object": ["g"], "date": "2023", "evidence": FIRST}
THANKED = {"relation": "thanked", "subject": ["l"], "object": ["s"], "evidence": SECOND}
HOLDS = {"relation": "holdsPosition", "subject": ["b"], "value": "Minister", "evidence": FIRST}


def told(subject: Any = "Bourita", other: str | None = "Guterres", quote: str = FIRST, **more: Any) -> dict[str, Any]:
    names = subject if isinstance(subject, list) else [subject]
    start = TEXT.index(quote)
    place = {"quote": quote, "start": start, "end": start + len(quote)}
    stated = {"names": [other]} if other else None
    return {"article": "a", "relation": "metWith", "subject": {"names": names}, "object": stated, **place, **more}


def causes(gold: list[Any], facts: list[Any], seen: Seen | None = None) -> tuple[list[str], list[str]]:
    article = GoldArticle("a", TEXT, ENTITIES, gold)
    evaluation = evaluate([article], facts, load_schema(), {"a": seen} if seen else None)
    missed, wrong = ([one.cause for one in evaluation.judged if one.verdict == v] for v in ("missed", "wrong"))
    return missed, wrong


@pytest.mark.parametrize(
    ("gold", "fact", "missed", "wrong"),
    [
        (MET, told(status="planned"), "other status", "other status"),
        (MET, told(status="planned", quote=SECOND), "other status", "other status"),
        (MET, told(relation="praised"), "other relation", "other relation"),
        (MET, told("Guterres", "Bourita", relation="praised"), "other relation", "other relation"),
        (MET, told("Lacroix"), "other subject", "other subject"),
        (MET, told("Guterres", "Lacroix"), "other subject", "other subject"),
        (MET, told(other="Spain"), "other object", "other object"),
        (MET, told("Nobody"), "other subject", "other subject"),
        (MET, told(other="Spain", quote=SECOND), "nothing told", "no such fact"),
        (THANKED, told("Spain", "Lacroix", SECOND, relation="thanked"), "reversed", "reversed"),
        (THANKED, told("Bourita", "Nobody", SECOND, relation="thanked"), "nothing told", "unknown party"),
        (THANKED, told(["Bourita", "Guterres"], "Rabat"), "nothing told", "mixed party"),
        (HOLDS, told(other=None, relation="holdsPosition", value="King"), "other object", "other object"),
        (HOLDS, told("Lacroix", None, relation="holdsPosition", value="Minister"), "other subject", "other subject"),
        (HOLDS, told("Lacroix", None, relation="holdsPosition", value="King"), "nothing told", "no such fact"),
    ],
)
def test_a_missed_and_a_wrong_fact(gold: Any, fact: Any, missed: str, wrong: str) -> None:
    assert causes([gold], [fact]) == ([missed], [wrong])
    assert {missed, wrong} <= set(CAUSES)


def test_what_is_right_explains_nothing() -> None:
    """Bourita did meet Guterres: that somebody else did too was not told wrongly, but not at all."""
    other = {**MET, "subject": ["l"]}
    assert causes([MET, other], [told()]) == (["nothing told"], [])


def test_told_too_often_and_not_often_enough() -> None:
    assert causes([MET], [told(), told(date="1999")]) == ([], ["told again"])
    assert causes([MET, {**MET, "date": "1999"}], [told()]) == (["told once"], [])


def seen(*names: str, relation: str = "metWith", word: str = "met") -> Seen:
    found = [SeenName(TEXT.index(name), TEXT.index(name) + len(name), "Person", (name,)) for name in names]
    start = TEXT.index(word)
    return Seen(found, [SeenTrigger(start, start + len(word), (relation,))])


@pytest.mark.parametrize(
    ("understood", "cause"),
    [
        (seen("Bourita", "Guterres"), "word and parties there"),
        (seen("Bourita"), "word there"),
        (seen("Bourita", "Guterres", relation="thanked"), "nothing told"),
        (seen("Bourita", "Guterres", word="thanked"), "nothing told"),
        (None, "nothing told"),
    ],
)
def test_of_silence(understood: Seen | None, cause: str) -> None:
    assert causes([MET], [], understood) == ([cause], [])
    assert causes([{**MET, "evidence": "not in the text"}], [], understood) == (["nothing told"], [])


def test_counts_by_relation() -> None:
    article = GoldArticle("a", TEXT, ENTITIES, [MET, THANKED])
    evaluation = evaluate([article], [told(other="Spain"), told(status="denied")], load_schema())
    assert evaluation.causes("missed") == {
        "metWith": {"other status": 1},
        "thanked": {"nothing told": 1},
        "all": {"other status": 1, "nothing told": 1},
    }
    assert evaluation.causes("wrong")["all"] == {"other status": 1, "other object": 1}
