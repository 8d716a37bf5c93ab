"""The order in which people read a graph: things by kind, then claims with their words as the texts have them.

Sorted on disk where memory would not hold it (:mod:`kgbuild.sorting`), twice: statements by subject, since a claim's
place is known only when its words are; then subjects by their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.sorting import sorted_lines

_LEADING = (v.TYPE, v.LABEL, v.ALT_LABEL, v.TITLE, v.SUBJECT, v.RELATION, v.OBJECT, v.PARTICIPANT, v.DATE)
PREDICATES = {predicate: rank for rank, predicate in enumerate(_LEADING)}
# Neither is ever part of a line of N-Triples, where control characters are escaped; both sort before all that is.
_FIELD, _STATEMENT = "\x01", "\x02"
_WORDS, _QUOTED = f"{v.WAS_DERIVED_FROM} ", f"{v.ANCHOR_OF} "


def in_reading_order(quads: Iterable[Quad], base: str) -> Iterator[str]:
    """The union of the quads' graphs, a block of sorted N-Triples for each subject; data before ontology."""
    for line in sorted_lines(_placed(sorted_lines(map(_by_subject, quads)), base)):
        _, subject, statements = line.rstrip("\n").split(_FIELD)
        yield "".join(f"{subject} {statement} .\n" for statement in statements.split(_STATEMENT))


def _by_subject(quad: Quad) -> str:
    """Type and label come before all else."""
    rank = PREDICATES.get(quad.predicate, len(PREDICATES))
    return f"{quad.subject}{_FIELD}{rank:02}{quad.predicate} {quad.object}\n"


def _placed(lines: Iterable[str], base: str) -> Iterator[str]:
    for subject, members in groupby(lines, key=lambda line: line.partition(_FIELD)[0]):
        statements = [line[len(subject) + 3 : -1] for line in members]
        yield _FIELD.join((_place(subject, statements, base), subject, f"{_STATEMENT.join(statements)}\n"))


def _place(subject: str, statements: list[str], base: str) -> str:
    """Ours before the ontology's terms; claims, and the quotes that bear them, by their words and after all else."""
    words = next((statement.removeprefix(_WORDS) for statement in statements if statement.startswith(_WORDS)), "")
    if any(statement.startswith(_QUOTED) for statement in statements):
        words = subject
    in_text_order = re.sub(r"\d+", lambda digits: digits[0].zfill(9), words)
    return f"{not subject.startswith(f'<{base}'):d}{bool(words):d}{in_text_order}\x00{_rank(subject, base):02}"


def _rank(subject: str, base: str) -> int:
    kind = subject.removeprefix(f"<{base}").partition("/")[0]
    return identity.KINDS.index(kind) + 1 if kind in identity.KINDS else 0
