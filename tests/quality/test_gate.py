"""The reading of invented communiqués gets no worse: see README.md."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.figures import Evaluation
from kgbuild.evaluation.gold import read_gold
from kgbuild.evaluation.reading import as_article
from kgbuild.facts_io import to_json
from kgbuild.ontology import load_schema
from kgbuild.told import told

HERE = Path(__file__).parent
GOLD = HERE / "communiques.jsonl"
GATE = json.loads((HERE / "gate.json").read_text(encoding="utf-8"))
FLOORS = [(group, name, floor) for group, of in GATE["floors"].items() for name, floor in of.items()]


@pytest.fixture(scope="module")
def evaluation(extractor: Any) -> Evaluation:
    gold = read_gold(GOLD)
    extractions = extractor.extract(map(as_article, gold))
    facts = [to_json(fact) for extraction in extractions for fact in told(extraction).facts]
    return evaluate(gold, facts, load_schema())


def test_the_floors_are_of_these_texts() -> None:
    assert sha256(GOLD.read_bytes()).hexdigest() == GATE["sha256"]
    assert len(FLOORS) == 6


@pytest.mark.parametrize(("group", "name", "floor"), FLOORS)
def test_floor(evaluation: Evaluation, group: str, name: str, floor: float) -> None:
    assert getattr(getattr(evaluation, group), name) >= floor


def test_every_quote_stands_in_its_text(evaluation: Evaluation) -> None:
    right, of = evaluation.details["quotes"]
    assert right == of > 400
