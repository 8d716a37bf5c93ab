"""Trains the judge: ``python3 scripts/train_judge.py ANNOTATED.jsonl … [--unseen FILE …] [--check HELD_OUT.jsonl …]``.

Reads the annotated articles, holds each fact that kgbuild tells against those that people found, and learns from its
signs how likely it is right: a logistic regression with an L2 penalty (Newton's method), one for offices and one for
events. Prints how well the probabilities hold in cross-validation over articles and on the files to check, and writes
the weights.

Rules that were written with a text before the eyes are right there more often than elsewhere. Where files are given
that nobody looked at (``--unseen``), being told by one of the others is a sign of its own while it learns, and left out
afterwards: so the unseen texts set the level, and all of them what raises and lowers it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from kgbuild.evaluation.comparison import Comparison
from kgbuild.evaluation.gold import read_gold
from kgbuild.evaluation.reading import as_article
from kgbuild.facts_io import to_json
from kgbuild.language.extractor import Extractor
from kgbuild.language.judge import Judge, is_of_office, logit
from kgbuild.ontology import load_schema

WEIGHTS = Path(__file__).parents[1] / "ontology" / "judge.json"
OFFICE = "holdsPosition"
FOLDS = 10
FEWEST = 8
"""Facts that must bear a sign for it to count."""
PENALTY = 15.0
SEEN = "the rules were written with it"
KIND_OF_TEXT = {"published by a state or body", SEEN}
"""Signs that say what is read, not how: they may weigh what they will."""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Judged:
    """A told fact: its article, whether it is told by an office, the rule's confidence, its signs, and the truth."""

    article: str
    office: bool
    rule: float
    signs: dict[str, float]
    right: bool


def judged_facts(path: Path, *, unseen: bool = False) -> Iterator[Judged]:
    """The facts told of the articles in `path`; none of those told by an office where no office is annotated."""
    schema = load_schema()
    extractor = Extractor(schema)
    gold = read_gold(path)
    knows_offices = any(fact["relation"] == OFFICE for article in gold for fact in article.facts)
    seen = {} if unseen else {SEEN: 1.0}
    for article, extraction in zip(gold, extractor.extract(map(as_article, gold)), strict=True):
        comparison = Comparison(article, [to_json(fact) for fact in extraction.facts], schema)
        for j, fact in enumerate(extraction.facts):
            if j not in comparison.repeated and (knows_offices or not is_of_office(fact.evidence)):
                evidence, right = fact.evidence, j in comparison.gold_of
                yield Judged(article.id, is_of_office(evidence), evidence.rule, {**evidence.signs, **seen}, right)


def train(facts: Sequence[Judged]) -> Judge:
    counted = Counter(sign for fact in facts for sign in fact.signs)
    names = sorted(sign for sign, count in counted.items() if count >= FEWEST and (sign != SEEN or count < len(facts)))
    rows = np.array([[1.0, logit(f.rule), *(f.signs.get(name, 0.0) for name in names)] for f in facts])
    right = np.array([fact.right for fact in facts], dtype=float)
    penalty = np.array([0.0, 0.1, *(0.1 if name in KIND_OF_TEXT else 1.0 for name in names)]) * PENALTY
    target = np.zeros(len(penalty))
    target[1] = 1.0  # without evidence the rule's own confidence counts
    weights = target.copy()
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (right - likely) - penalty * (weights - target)
        curvature = (rows.T * (likely * (1 - likely))) @ rows + np.diag(penalty + 1e-9)
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    signs = {name: round(float(weight), 3) for name, weight in zip(names, weights[2:], strict=True)}
    signs.pop(SEEN, None)
    return Judge(round(float(weights[0]), 3), round(float(weights[1]), 3), signs)


def out_of_fold(facts: Sequence[Judged]) -> list[float]:
    articles = sorted({fact.article for fact in facts})
    random.Random(1).shuffle(articles)
    fold = {article: i % FOLDS for i, article in enumerate(articles)}
    judges = [train([f for f in facts if fold[f.article] != i]) for i in range(FOLDS)]
    return [judges[fold[f.article]].probability(f.rule, f.signs) for f in facts]


def report(name: str, facts: Sequence[Judged], said: Sequence[float]) -> None:
    """Reliability by bins, the expected calibration error, and Brier's score beside that of the rule alone."""
    right = np.array([fact.right for fact in facts], dtype=float)
    given = np.array(said)
    rule = np.array([fact.rule for fact in facts])
    print(f"{name}: {len(facts)} facts, {right.mean():.3f} right", end="")
    print(f", Brier {np.mean((given - right) ** 2):.4f} (rule {np.mean((rule - right) ** 2):.4f})", end="")
    error = 0.0
    lines = []
    for low, high in pairwise(BINS):
        inside = (given >= low) & ((given < high) | (high == 1.0))
        if inside.any():
            error += inside.mean() * abs(given[inside].mean() - right[inside].mean())
            share = f"{inside.sum():6d} {given[inside].mean():8.3f} {right[inside].mean():8.3f}"
            lines.append(f"   {low:.2f}–{high:.2f} {share}")
    print(f", calibration error {error:.3f}\n   said        facts     mean    right")
    print("\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--unseen", nargs="*", type=Path, default=[], help="annotated, with no rule written on them")
    parser.add_argument("--check", nargs="*", type=Path, default=[])
    arguments = parser.parse_args()
    facts = [fact for path in arguments.annotated for fact in judged_facts(path)]
    facts += [fact for path in arguments.unseen for fact in judged_facts(path, unseen=True)]
    checked = {path: list(judged_facts(path)) for path in arguments.check}
    trained = {}
    for name, office in (("events", False), ("offices", True)):
        mine = [fact for fact in facts if fact.office == office]
        judge = train(mine)
        trained[name] = {"bias": judge.bias, "prior": judge.prior, "signs": judge.signs}
        level = [i for i, fact in enumerate(mine) if SEEN not in fact.signs] or range(len(mine))
        said = out_of_fold(mine)
        report(f"{name}, out of fold", [mine[i] for i in level], [said[i] for i in level])
        for path, found in checked.items():
            theirs = [fact for fact in found if fact.office == office]
            report(f"{name}, {path.name}", theirs, [judge.probability(f.rule, f.signs) for f in theirs])
    WEIGHTS.write_text(json.dumps(trained, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
