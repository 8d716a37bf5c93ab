"""The judge: from the signs of a proposal to a probability."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild import resources
from kgbuild.fact import Article
from kgbuild.language.extractor import Extractor
from kgbuild.language.judge import Judge, load_judges

JUDGE = Judge(bias=0.0, prior=1.0, signs={"headline": -1.0, "lead": 0.5})
PROBABILITIES = st.floats(0.0, 1.0)


def test_without_weights_the_rule_counts() -> None:
    assert Judge().probability(0.83, {"headline": 1}) == 0.83


def test_unknown_signs_leave_the_rule_as_it_is() -> None:
    assert JUDGE.probability(0.8, {"never seen": 1}) == pytest.approx(0.8, abs=1e-3)


def test_signs_raise_and_lower() -> None:
    assert JUDGE.probability(0.8, {"headline": 1}) < 0.8 < JUDGE.probability(0.8, {"lead": 1})


def test_the_weightiest_reason_comes_first() -> None:
    reasons = JUDGE.reasons({"lead": 1, "headline": 1, "never seen": 1})
    assert reasons == [("headline", -1.0), ("lead", 0.5)]


@given(rule=PROBABILITIES, other=PROBABILITIES, lead=st.floats(-3, 3))
def test_a_surer_rule_is_never_less_likely(rule: float, other: float, lead: float) -> None:
    low, high = sorted((rule, other))
    signs = {"lead": lead}
    assert 0.01 <= JUDGE.probability(low, signs) <= JUDGE.probability(high, signs) <= 0.99


def test_weights_are_small_and_readable() -> None:
    path = resources.ontology() / "judge.json"
    text = path.read_text(encoding="utf-8")
    assert len(text) < 20_000
    data = json.loads(text)
    assert set(data) == {"events", "offices"}
    assert all(abs(weight) < 5 for model in data.values() for weight in model["signs"].values())
    assert load_judges().events.signs


def test_signs_name_nobody(extractor: Extractor) -> None:
    texts = ("Finnish Foreign Minister Elina Aalto met Norwegian Foreign Minister Tomas Berg in Oslo.",
             "Spanish President Lucia Torres met Chilean President Pablo Rojas in Lima.")  # fmt: skip
    signs = [
        {fact.relation: dict(fact.evidence.signs) for fact in extraction.facts if fact.relation == "metWith"}
        for extraction in extractor.extract(Article(str(i), text) for i, text in enumerate(texts))
    ]
    assert signs[0]
    assert signs[0] == signs[1]
