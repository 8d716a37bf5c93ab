"""What counts as right, repeated, wrong and missed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kgbuild.errors import InputError
from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.figures import Figures
from kgbuild.evaluation.gold import GoldArticle, read_gold
from kgbuild.evaluation.names import is_named, is_same_title
from kgbuild.ontology import load_schema

TEXT = "Foreign Minister Nasser Bourita met António Guterres in Rabat."
ENTITIES = {
    "b": {"id": "b", "type": "Person", "names": ["Nasser Bourita", "Bourita"]},
    "g": {"id": "g", "type": "Person", "names": ["António Guterres"]},
    "m": {"id": "m", "type": "Country", "names": ["Morocco", "Kingdom of Morocco"]},
    "r": {"id": "r", "type": "Place", "names": ["Rabat", "capital"]},
}
MET = {
    "relation": "metWith",
    "subject": ["b"],
    "object": ["g"],
    "date": "2023-11-29",
    "place": "Rabat",
    "evidence": TEXT,
}
HOLDS = {"relation": "holdsPosition", "subject": ["b"], "value": "Minister of Foreign Affairs"}


def told(subject: str = "Bourita", stated: str | None = "Guterres", **more: Any) -> dict[str, Any]:
    quoted = {"quote": TEXT, "start": 0, "end": len(TEXT)}
    other = {"names": [stated]} if stated else None
    return {"article": "a", "relation": "metWith", "subject": {"names": [subject]}, "object": other, **quoted, **more}


def compare(gold: list[dict[str, Any]], facts: list[dict[str, Any]]) -> Any:
    return evaluate([GoldArticle("a", TEXT, ENTITIES, gold)], facts, load_schema())


OFFICE = {"stated": None, "relation": "holdsPosition"}


@pytest.mark.parametrize(
    ("gold", "facts", "right", "counted", "wrong"),
    [
        ([MET], [told()], 1, 1, 0),
        ([MET], [told("Guterres", "Nasser Bourita")], 1, 1, 0),
        ([{**MET, "relation": "praised"}], [told("Guterres", "Bourita", relation="praised")], 0, 1, 1),
        ([MET], [told(status="planned")], 0, 1, 1),
        ([{**MET, "status": "planned"}], [told(status="planned")], 1, 1, 0),
        ([MET], [told(relation="phoned")], 0, 1, 1),
        ([MET], [told(stated="Lacroix")], 0, 1, 1),
        ([{**MET, "subject": ["b", "m"]}], [told("Kingdom of Morocco")], 1, 1, 0),
        ([MET], [told(), told()], 1, 1, 0),
        ([MET], [told(), told(), told()], 1, 2, 1),
        ([MET], [told(date="2023-11-29"), told(date="2022")], 1, 2, 1),
        ([MET, MET], [told()], 1, 1, 0),
        ([MET], [told(derivedFrom="missions.csv#minusca")], 0, 0, 0),
        ([HOLDS], [told(**OFFICE, value="Foreign Affairs Minister")], 1, 1, 0),
        ([HOLDS], [told(**OFFICE, value="Deputy Minister of Foreign Affairs")], 0, 1, 1),
        ([], [told()], 0, 1, 1),
    ],
)
def test_counts(gold: list[Any], facts: list[Any], right: int, counted: int, wrong: int) -> None:
    evaluation = compare(gold, facts)
    assert evaluation.total == Figures(right, counted, len(gold))
    assert len(evaluation.wrong) == wrong
    assert len(evaluation.missed) == len(gold) - right


def test_names_of_two_entities_are_nobody() -> None:
    mixed = {**told(), "subject": {"names": ["Nasser Bourita", "António Guterres"]}}
    assert compare([MET], [mixed]).total.right == 0


def test_as_many_as_can_be_are_paired() -> None:
    either, one = {**MET, "subject": ["b", "m"]}, MET
    assert compare([either, one], [told("Nasser Bourita"), told("Morocco")]).total.right == 2


def test_offices_and_events_apart() -> None:
    evaluation = compare([MET, HOLDS], [told(), told(**OFFICE, value="King")])
    assert evaluation.events == Figures(1, 1, 1)
    assert evaluation.offices == Figures(0, 1, 1)
    assert set(evaluation.relations) == {"metWith", "holdsPosition"}


@pytest.mark.parametrize(
    ("change", "detail", "right"),
    [
        ({"date": "2023-11-29"}, "dates", 1),
        ({"date": "2023-11"}, "dates", 1),
        ({"date": "2023"}, "dates", 0),
        ({"date": "2023-11-30"}, "dates", 0),
        ({"date": None}, "dates", 0),
        ({"place": "the capital"}, "places", 0),
        ({"place": "Capital"}, "places", 1),
        ({"status": "occurred"}, "states", 1),
        ({"status": "denied"}, "states", 0),
        ({"quote": TEXT}, "quotes", 1),
        ({"quote": TEXT, "start": 1}, "quotes", 0),
        ({"quote": "", "end": 0}, "quotes", 0),
        ({"start": 10, "end": 20}, "evidence", 1),
    ],
)
def test_details(change: dict[str, Any], detail: str, right: int) -> None:
    assert compare([MET], [told(**change)]).details[detail] == (right, 1)


@pytest.mark.parametrize(
    ("names", "kind", "given", "same"),
    [
        (["Sergey Lavrov"], "Person", "Lavrov", True),
        (["Sergey Lavrov"], "Person", "Sheikh Sergey Viktorovich Lavrov", True),
        (["Sergey Lavrov"], "Person", "Sergey Ivanov", False),
        (["Recep Tayyip Erdoğan"], "Person", "President Erdogan", True),
        (["United Nations", "UN"], "Organization", "the U.N.", True),
        (["Morocco"], "Country", "Kingdom of Morocco", False),
        (["Third Summit of the Dialogue Group"], "Event", "Summit of the Dialogue Group", True),
        (["Resolution 2703"], "Agreement", "Resolution 2704", False),
    ],
)
def test_names(names: list[str], kind: str, given: str, same: bool) -> None:
    assert is_named(names, kind, [given]) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Prime Minister", "former Prime Minister", True),
        ("Minister", "Minister of Foreign Affairs", False),
        ("Secretary-General", "Deputy Secretary-General", False),
        ("", "Minister", False),
    ],
)
def test_titles(one: str, other: str, same: bool) -> None:
    assert is_same_title(one, other) is same


def test_facts_of_other_articles_are_counted_apart() -> None:
    evaluation = compare([MET], [told(), told(article="b")])
    assert (evaluation.unknown, evaluation.total.told) == (1, 1)


def test_the_interval_is_the_same_each_time_and_holds_the_score() -> None:
    gold = [GoldArticle(str(n), TEXT, ENTITIES, [MET]) for n in range(20)]
    facts = [told(article=str(n)) for n in range(0, 20, 2)]
    first, second = (evaluate(gold, facts, load_schema()) for _ in range(2))
    assert first.interval == second.interval
    assert first.interval[0] < first.total.f1 < first.interval[1]


@pytest.mark.parametrize(
    ("line", "told"), [("{", "no JSON"), ("[]", "lacks id"), ('{"id": "a"}', "lacks entities, facts")]
)
def test_a_line_that_is_no_article_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "entities": [], "facts": []}) + f"\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"gold\.jsonl:3: {told}"):
        read_gold(path)
