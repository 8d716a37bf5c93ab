r"""Facts as a flat table for spreadsheets and pandas: CSV by RFC 4180, in UTF-8.

Spreadsheets run cells that begin with ``=``, ``+``, ``-`` or ``@`` as formulas, and articles are written by others. An
apostrophe goes before such a text (OWASP, "CSV Injection"), and before one that has apostrophes there already, so that
it can be taken back: ``re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", cell)``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import IO

from kgbuild import identity
from kgbuild.fact import Entity, Fact
from kgbuild.facts_io import to_json

BYTE_ORDER_MARK = "\ufeff"
"""What a file begins with: else Excel takes it for the machine's code page. pandas and LibreOffice skip it."""

Cell = str | int | float | None

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")

COLUMNS = (
    "article", "date", "dateEnd", "dateBasis", "status",
    "subject", "subjectKind", "subjectFor", "relation", "object", "objectKind", "objectFor",
    "place", "topic", "quantity", "phase", "since", "until", "speaker", "derivedFrom",
    "quote", "start", "end", "confidence", "frame", "occasion",
    "claimIri", "subjectIri", "objectIri", "subjectForIri", "objectForIri", "placeIri",
)  # fmt: skip


def write_csv(facts: Iterable[Fact], file: IO[str], base: str = identity.DEFAULT_BASE) -> None:
    """A line of names, then a row a fact in the order given; `file` must leave line ends as they are."""
    csv.writer(file).writerow(COLUMNS)
    write_rows(facts, file, base)


def write_rows(facts: Iterable[Fact], file: IO[str], base: str = identity.DEFAULT_BASE) -> None:
    """The rows without the line of names."""
    csv.writer(file).writerows(map(_safe, row(fact, base)) for fact in facts)


def row(fact: Fact, base: str = identity.DEFAULT_BASE) -> tuple[Cell, ...]:
    """A cell for each of :data:`COLUMNS`: parties by the first name that the article uses, offices by their title."""
    told, evidence = to_json(fact, base), fact.evidence
    position = identity.position_id(fact.value, fact.subject, fact.subject_for) if fact.value else None
    nodes = (identity.claim_id(fact), fact.subject.id, position or _id(fact.object))
    others = (fact.subject_for, fact.object_for, fact.place)
    return (
        fact.article, told["date"], told.get("dateEnd"), evidence.date_basis, fact.status,
        told["subject"]["names"][0], fact.subject.kind, told["onBehalfOf"]["subject"],
        fact.relation,
        told["object"]["names"][0] if fact.object else fact.value,
        fact.object.kind if fact.object else "Position",
        told["onBehalfOf"]["object"],
        told["place"], fact.topic, fact.quantity, fact.phase, fact.since, fact.until,
        told["speaker"], fact.derived_from,
        evidence.quote, evidence.start, evidence.end, evidence.confidence, evidence.frame, fact.occasion,
        *(identity.iri(node, base) if node else None for node in (*nodes, *map(_id, others))),
    )  # fmt: skip


def _id(entity: Entity | None) -> str | None:
    return entity.id if entity else None


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
