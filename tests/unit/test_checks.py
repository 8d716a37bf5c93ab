"""What enters an article's graph: as much as holds, and every fact that does not is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from factories import ARTICLE, COMMUNIQUE, FIRST, LACROIX, PRAISE, THIRD, evidence
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild import checks
from kgbuild.fact import Fact
from kgbuild.identity import DEFAULT_BASE
from kgbuild.ontology import load_schema
from kgbuild.shapes import validate

SCHEMA = load_schema()
UNSURE = replace(PRAISE, evidence=evidence(THIRD, 1.5))
WRONG = (
    UNSURE,
    replace(PRAISE, relation="applauded"),
    replace(PRAISE, date="2024-06"),
    replace(PRAISE, evidence=replace(PRAISE.evidence, start=3)),
    replace(PRAISE, object=LACROIX, relation="memberOf"),
)


def sift(facts: Sequence[Fact]) -> tuple[list[Fact], list[Any]]:
    return checks.sift(ARTICLE, facts, SCHEMA, DEFAULT_BASE)


def test_what_is_good_enters_whole() -> None:
    assert sift(COMMUNIQUE) == (list(COMMUNIQUE), [])
    assert sift([]) == ([], [])


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations([*COMMUNIQUE, *WRONG]))
def test_good_facts_enter_and_each_wrong_one_is_told(order: list[Fact]) -> None:
    kept, aside = sift(order)
    assert kept == [fact for fact in order if fact in COMMUNIQUE]
    assert sorted(one.fact for one in aside) == sorted(map(checks.spell, WRONG))
    assert all(one.reason for one in aside)


def test_of_two_facts_that_do_not_go_together_the_surer_enters() -> None:
    surer = replace(PRAISE, evidence=evidence(THIRD, 0.9))
    as_place = replace(PRAISE, subject=replace(LACROIX, kind="Place"), evidence=evidence(FIRST, 0.5))
    kept, (aside,) = sift([as_place, surer])
    assert kept == [surer]
    assert "a person is no agreement" in aside.reason


def test_a_bad_fact_among_many_costs_few_validations(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []

    def counting(quads: Any) -> Any:
        runs.append(1)
        return validate(quads)

    monkeypatch.setattr(checks, "validate", counting)
    many = [replace(fact, occasion=f"mfa-017#{number}") for number in range(6) for fact in COMMUNIQUE]
    kept, aside = sift([*many, UNSURE])
    assert (len(kept), len(aside)) == (len(many), 1)
    assert len(runs) < 20
