"""A text cut where stretches of it begin and end, so that stretches that overlap can all be marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.evaluation.sentences import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text under the same stretches from end to end."""

    text: str
    inside: tuple[str, ...]
    """The stretches that it is part of, the first to begin first."""
    ending: tuple[str, ...]
    """Those that end with it."""


def cut(text: str, spans: Mapping[str, Span]) -> list[Segment]:
    """All of the text, in order; what of a span lies outside of it is left out.

    >>> [(s.text, s.inside, s.ending) for s in cut("abcd", {"x": (0, 3), "y": (2, 4)})]
    [('ab', ('x',), ()), ('c', ('x', 'y'), ('x',)), ('d', ('y',), ('y',))]
    """
    within = {key: (max(start, 0), min(end, len(text))) for key, (start, end) in spans.items()}
    kept = {key: span for key, span in sorted(within.items(), key=lambda item: item[1]) if span[0] < span[1]}
    bounds = sorted({0, len(text), *(offset for span in kept.values() for offset in span)})
    return [
        Segment(
            text[start:end],
            tuple(key for key, span in kept.items() if span[0] < end and start < span[1]),
            tuple(key for key, span in kept.items() if span[1] == end),
        )
        for start, end in pairwise(bounds)
    ]
