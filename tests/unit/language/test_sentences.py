"""What sentences mean: tables of texts and the facts that they tell, one file a phenomenon.

A case has a `text`, its `facts` in the notation of :mod:`kgbuild.language.examples`, and besides, as far as it cares:

- `published` (a day), `publisher`, `title`: those of the article;
- `exactly`: no other fact of these relations may come; without `facts`, no event at all, and `relations` names others;
- `absent`: facts that may not come, whatever their place, date or status where none is written;
- `speaker`, `phase`, `date`, `place`: what each fact must have; "none" where it must have none;
- `xfail`: why the reader cannot do it yet. It is strict: who mends the reader takes the line out.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kgbuild.fact import Article, Fact
from kgbuild.language.examples import agrees, parse_expected, spell

TABLES = sorted(Path(__file__).parent.glob("*.toml"))
FEWEST_CASES = 300
STATES = {"holdsPosition", "represents"}
KEYS = {
    "text", "title", "published", "publisher", "facts", "exactly", "relations", "absent", "speaker", "phase", "date",
    "place", "xfail",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    id: str
    row: dict[str, Any]

    @property
    def article(self) -> Article:
        title, body = self.row.get("title", ""), self.row["text"]
        text = f"{title}\n\n{body}" if title else body
        return Article(
            self.id, text, title, self.row.get("published", "2023-11-30"), publisher=self.row.get("publisher")
        )


def read_cases() -> list[Case]:
    return [
        Case(f"{path.stem}-{number}", row)
        for path in TABLES
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
    ]


CASES = read_cases()
PARAMETERS = [
    pytest.param(
        case,
        id=f"{case.id} {case.row['text'][:48].rstrip()}",
        marks=[pytest.mark.xfail(reason=case.row["xfail"], strict=True)] if "xfail" in case.row else [],
    )
    for case in CASES
]


@pytest.fixture(scope="session")
def told(extractor: Any) -> dict[str, tuple[Fact, ...]]:
    """The facts of all cases: read in one go, since a batch is faster than its sentences."""
    return {e.article.id: e.facts for e in extractor.extract(case.article for case in CASES)}


def test_tables_are_read() -> None:
    assert len(CASES) >= FEWEST_CASES
    assert {key for case in CASES for key in case.row} <= KEYS
    for case in CASES:
        assert {"facts", "absent", "exactly"} & set(case.row), f"{case.id} asserts nothing"


@pytest.mark.parametrize("case", PARAMETERS)
def test_sentence(case: Case, told: dict[str, tuple[Fact, ...]], extractor: Any) -> None:
    facts, schema, row = told[case.id], extractor.schema, case.row
    wanted = [parse_expected(line, schema) for line in row.get("facts", ())]
    spelled = [spell(fact) for fact in facts]
    for want in wanted:
        found = [fact for fact in facts if agrees(fact, want, schema)]
        assert found, f"{str(want)!r} does not come of {row['text']!r}; {spelled}"
        assert any(has_what_is_asked(fact, row) for fact in found), f"{str(want)!r} comes otherwise: {found}"
    for line in row.get("absent", ()):
        want = parse_expected(line, schema)
        found = [spell(fact) for fact in facts if agrees(fact, want, schema)]
        assert not found, f"{row['text']!r} may not yield {found}"
    if row.get("exactly"):
        asked = {want.relation for want in wanted} | set(row.get("relations", ())) or set(schema.relations) - STATES
        surplus = [f for f in facts if f.relation in asked and not any(agrees(f, want, schema) for want in wanted)]
        assert not surplus, f"{row['text']!r} yields too much: {[spell(fact) for fact in surplus]}"


def has_what_is_asked(fact: Fact, row: dict[str, Any]) -> bool:
    known = {
        "speaker": fact.speaker.names if fact.speaker else (),
        "place": (fact.place.label,) if fact.place else (),
        "date": (fact.date,) if fact.date else (),
        "phase": (fact.phase,) if fact.phase else (),
    }
    return all(row[key] in values if row[key] != "none" else not values for key, values in known.items() if key in row)
