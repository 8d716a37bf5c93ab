"""An evaluation as lines for people, and as one value for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kgbuild.evaluation.causes import CAUSES, Verdict
from kgbuild.evaluation.figures import Evaluation, Figures

_VERDICTS: tuple[Verdict, ...] = ("missed", "wrong")


def rows(evaluation: Evaluation) -> dict[str, Figures]:
    """The lines of the score table, by what they count."""
    return {
        **evaluation.relations,
        "all": evaluation.total,
        "offices": evaluation.offices,
        "events": evaluation.events,
    }


def table(evaluation: Evaluation) -> Iterator[str]:
    yield f"{'relation':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'told':>7}"
    for name, figures in rows(evaluation).items():
        scores = f"{figures.precision:7.3f}{figures.recall:7.3f}{figures.f1:7.3f}"
        yield f"{name:22}{scores}{figures.gold:7d}{figures.told:7d}"
    yield from notes(evaluation)


def notes(evaluation: Evaluation) -> Iterator[str]:
    """What is said below the score table."""
    low, high = evaluation.interval
    yield f"F1 in 95 of 100 samples of as many articles: {low:.3f} to {high:.3f}"
    yield f"mean F1 of relations with five gold facts or more: {evaluation.macro_f1:.3f}"
    yield from _shares(" right", evaluation.details)
    apart = evaluation.elsewhere
    if apart.gold or apart.told:
        found, wrong = f"found {apart.found} of {apart.gold}", f"told wrong {apart.wrong} of {apart.told}"
        yield f"facts with a party named elsewhere: {found}; {wrong}"
    if mentions := evaluation.mentions:
        right, of = map(sum, zip(*mentions.values(), strict=True))
        yield from _shares(" names found", {**mentions, "all": (right, of)})
    for verdict in _VERDICTS:
        if counts := evaluation.causes(verdict).get("all"):
            yield f"{verdict}: " + ", ".join(f"{cause} {count}" for cause, count in counts.items())
    if evaluation.unknown:
        yield f"facts of articles that are not in gold: {evaluation.unknown}"


def _shares(what: str, counts: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    yield from (f"{name}{what}: {right} of {of}, {right / of:.3f}" for name, (right, of) in counts.items() if of)


def cause_tables(evaluation: Evaluation) -> Iterator[str]:
    """Relation by cause, for missed and for wrong facts."""
    for verdict in _VERDICTS:
        counts = evaluation.causes(verdict)
        present = [cause for cause in CAUSES if any(cause in count for count in counts.values())]
        yield f"\n{verdict:22}" + "".join(f"{cause:>{len(cause) + 2}}" for cause in present)
        for name, count in counts.items():
            yield f"{name:22}" + "".join(f"{count[cause] or '':>{len(cause) + 2}}" for cause in present)


def error_lines(evaluation: Evaluation, most: int) -> Iterator[str]:
    """So many missed and wrong facts and missed names, with their causes, as tab-separated values."""
    for verdict in _VERDICTS:
        for one in [one for one in evaluation.judged if one.verdict == verdict][:most]:
            yield f"{verdict}\t{one.article}\t{json.dumps(one.row, ensure_ascii=False)}\t{one.cause}"
    for entity in [entity for entity in evaluation.entities or () if entity.instead][:most]:
        yield f"name missed\t{entity.article}\t{entity.kind} “{entity.names[0]}”\tfound: {entity.instead}"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    apart, mentions = evaluation.elsewhere, evaluation.mentions
    return {
        "articles": evaluation.articles,
        "all": _figures(evaluation.total),
        "offices": _figures(evaluation.offices),
        "events": _figures(evaluation.events),
        "relations": {name: _figures(figures) for name, figures in evaluation.relations.items()},
        "f1_interval": list(evaluation.interval),
        "macro_f1": evaluation.macro_f1,
        "details": _counts(evaluation.details),
        "parties named elsewhere": {
            "gold": {"found": apart.found, "of": apart.gold},
            "told": {"wrong": apart.wrong, "of": apart.told},
        },
        "mentions": None if evaluation.entities is None else _counts(mentions),
        "causes": {verdict: evaluation.causes(verdict) for verdict in _VERDICTS},
        "facts of unknown articles": evaluation.unknown,
    }


def _counts(counts: Mapping[str, tuple[int, int]]) -> dict[str, dict[str, int]]:
    return {name: {"right": right, "of": of} for name, (right, of) in counts.items()}


def _figures(figures: Figures) -> dict[str, float]:
    return {
        "precision": figures.precision,
        "recall": figures.recall,
        "f1": figures.f1,
        "gold": figures.gold,
        "told": figures.told,
    }
