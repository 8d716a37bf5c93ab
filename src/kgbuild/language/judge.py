"""How likely a proposed fact is right: a logistic regression over the signs that the rules give.

The weights (``ontology/judge.json``) are trained by ``scripts/train_judge.py`` on annotated articles. Relations and
names are no signs: a relation that the training never saw has its frame's prior like any other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.fact import Evidence

OFFICES = "offices"
"""Family of the frames of what the grammar of offices tells."""
_MOST = 0.99
_LEAST = 0.01


def logit(probability: float) -> float:
    bounded = min(max(probability, _LEAST), _MOST)
    return log(bounded / (1 - bounded))


@dataclass(frozen=True)
class Judge:
    """One model: log odds = bias + prior · logit(prior of the rule) + the sum of the weights of the signs."""

    bias: float = 0.0
    prior: float = 1.0
    signs: Mapping[str, float] | None = None
    """None without trained weights: then the rule's own confidence counts."""

    def probability(self, rule: float, signs: Mapping[str, float]) -> float:
        """`rule` is the confidence that the rule itself has, from 0 to 1."""
        if self.signs is None:
            return rule
        odds = self.bias + self.prior * logit(rule) + sum(self._weight(sign) * value for sign, value in signs.items())
        return round(min(max(1 / (1 + exp(-odds)), _LEAST), _MOST), 4)

    def reasons(self, signs: Mapping[str, float]) -> list[tuple[str, float]]:
        """The signs with what each adds to the log odds, the weightiest first."""
        weighed = [(sign, self._weight(sign) * value) for sign, value in signs.items()]
        return sorted((pair for pair in weighed if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))

    def _weight(self, sign: str) -> float:
        return self.signs.get(sign, 0.0) if self.signs else 0.0


@dataclass(frozen=True)
class Judges:
    events: Judge = Judge()
    offices: Judge = Judge()


def is_of_office(evidence: Evidence) -> bool:
    """Is a fact told by an office, and so before that judge? Memberships may be, and chairs, besides the offices."""
    return evidence.frame.startswith(f"{OFFICES}.")


@lru_cache(maxsize=1)
def load_judges() -> Judges:
    """The trained ones; the rules alone where there are no weights.

    Raises :class:`LexiconError` where the file is no such JSON.
    """
    path = resources.ontology() / "judge.json"
    if not path.is_file():
        return Judges()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Judges(*(Judge(**data[name]) for name in ("events", "offices")))
    except (ValueError, KeyError, TypeError) as error:
        raise LexiconError(f"{path}: not the weights of a judge ({error})") from error
