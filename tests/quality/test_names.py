"""Who is who across articles: names in many spellings, and namesakes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from name_cases import BCubed, Case, b_cubed, outcome, read_cases

from kgbuild.derived import Digest, digests_of, identity_joins
from kgbuild.ontology import load_schema

FIRST, ELSEWHERE = (read_cases(Path(__file__).parent / name) for name in ("names.toml", "names-elsewhere.toml"))
LOWEST_F1 = 0.98
SHARED = ["person:hassan-eg"]
"""Ids that two persons have from the start: their articles call both by the same surname, of the same state."""


def digests(cases: Sequence[Case]) -> list[Digest]:
    return digests_of((quad for case in cases for quad in case.quads()), {}, load_schema())


def test_there_are_cases() -> None:
    cases = [*FIRST, *ELSEWHERE]
    assert len({case.article.id for case in cases}) == len(cases)
    assert min(len(FIRST), len(ELSEWHERE)) > 60
    assert len({cluster for case in cases for cluster in case.gold.values()}) > 150


@pytest.mark.parametrize("cases", [FIRST, ELSEWHERE, [*FIRST, *ELSEWHERE]], ids=["first", "elsewhere", "both"])
def test_who_is_who(cases: Sequence[Case]) -> None:
    found = outcome(cases, {join.double: join.canonical for join in identity_joins(digests(cases))})
    assert found.merged == []
    assert [one for one in found.shared if one not in SHARED] == []
    assert found.scores.f1 >= LOWEST_F1, (found.scores, found.missed)


def test_each_join_says_which_names_why_and_from_which_articles() -> None:
    cases = [*FIRST, *ELSEWHERE]
    ids = {case.article.id for case in cases}
    for join in identity_joins(digests(cases)):
        assert join.names
        assert join.reason.endswith(".")
        assert join.articles
        assert set(join.articles) <= ids


def test_any_order_of_the_articles_gives_the_same_joins() -> None:
    cases = [*FIRST, *ELSEWHERE]
    expected = identity_joins(digests(cases))
    assert expected == sorted(expected)
    for seed in range(3):
        shuffled = digests(cases)
        random.Random(seed).shuffle(shuffled)
        assert identity_joins(shuffled) == expected


def test_each_double_joins_one_canonical_node_which_is_no_double() -> None:
    joins = identity_joins(digests([*FIRST, *ELSEWHERE]))
    doubles = [join.double for join in joins]
    assert len(set(doubles)) == len(doubles)
    assert set(doubles).isdisjoint(join.canonical for join in joins)


@pytest.mark.parametrize(
    ("gold", "found", "precision", "recall"),
    [
        ("aabb", "aabb", 1, 1),
        ("aabb", "aaaa", 1 / 2, 1),
        ("aabb", "abcd", 1, 1 / 2),
        # the example of Bagga and Baldwin (1998), figure 1 and 2: 5, 2 and 5 mentions; the first or the second joined
        ("1111122333333"[:12], "1111122222222"[:12], (5 + 4 / 7 + 25 / 7) / 12, 1),
        ("111112233333", "111112211111", (2 + 10 * 1 / 2) / 12, 1),
    ],
)
def test_b_cubed(gold: str, found: str, precision: float, recall: float) -> None:
    scores = b_cubed(dict(enumerate(gold)), dict(enumerate(found)))
    assert scores == BCubed(pytest.approx(precision), pytest.approx(recall))
    assert scores.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_b_cubed_wants_the_same_mentions() -> None:
    for gold, found in ({1: "a"}, {2: "a"}), ({}, {}):
        with pytest.raises(ValueError, match="same mentions"):
            b_cubed(gold, found)
