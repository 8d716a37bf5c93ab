"""Faults in a lexicon are told with file and line; the notation of examples is read as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import LexiconError
from kgbuild.fact import Entity, Evidence, Fact
from kgbuild.language.examples import Expected, agrees, parse_expected, spell
from kgbuild.language.lexicon import load_lexicon, read_family
from kgbuild.ontology import load_schema

SCHEMA = load_schema()
GOOD = """# a comment
[[frame]]
id = "meet"
relation = "metWith"
verbs = ["parley", "call on"]
nouns = ["parley"]
adjectives = ["parleying"]
object = ["dobj", "with"]
"""


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (GOOD.replace("metWith", "metwith"), r"own\.toml:2: .*no relation 'metwith'; it has .*metWith"),
        (GOOD.replace('"with"', '"With!"'), r"own\.toml:2: 'With!' is no grammatical place"),
        (GOOD + 'colour = "red"\n', r"own\.toml:2: colour: "),
        (GOOD + "confidence = 1.5\n", r"own\.toml:2: confidence: "),
        (GOOD + 'status = "perhaps"\n', r"own\.toml:2: status: "),
        (GOOD + 'object_kinds = ["Countri"]\n', r"own\.toml:2: .*no class 'Countri'"),
        (GOOD + '\n[[frame]]\nid = "x"\nrelation = "metWith"\n', r"own\.toml:10: .*'x' has no verbs"),
        (GOOD + '\n[[frame]]\nrelation = "metWith"\nverbs = ["x"]\n', r"own\.toml:10: id: "),
        ("[[frame]\n", r"own\.toml: not valid TOML"),
        (GOOD + 'examples = [{ txt = "A met B." }]\n', r"own\.toml:2: examples\.0\."),
    ],
)
def test_fault(tmp_path: Path, source: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        list(read_family(path, SCHEMA))


def test_own_frames_are_added(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, encoding="utf-8")
    lexicon, project = load_lexicon(SCHEMA, tmp_path), load_lexicon(SCHEMA)
    assert len(lexicon.entries) == len(project.entries) + 1
    entry = lexicon.entries[-1]
    assert (entry.name, entry.line) == ("own.meet", 2)
    assert (entry, "") in lexicon.by_verb["parley"]
    assert [p for e, p in lexicon.by_verb["call"] if e is entry] == ["on"]
    assert entry in lexicon.by_noun["parley"]
    assert entry in lexicon.by_adjective["parleying"]


def test_the_project_s_frames_name_relations_of_the_ontology() -> None:
    entries = load_lexicon(SCHEMA).entries
    assert {entry.frame.relation for entry in entries} <= set(SCHEMA.relations)
    assert len({entry.name for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bourita metWith Lacroix", Expected("metWith", "Bourita", "Lacroix")),
        ("Bourita metWith Lacroix @Rabat", Expected("metWith", "Bourita", "Lacroix", place="Rabat")),
        ("Al Nuaimi visited New York", Expected("visited", "Al Nuaimi", "New York")),
        ("Chad deploysTo Mali =200 troops", Expected("deploysTo", "Chad", "Mali", quantity="200 troops")),
        ("Chad visited Mali #2021/2022", Expected("visited", "Chad", "Mali", date="2021/2022")),
        pytest.param(
            "Chad deploysTo Mali @Gao #2021-03 ~planned =200 troops",
            Expected("deploysTo", "Chad", "Mali", "Gao", "2021-03", "planned", "200 troops"),
        ),
    ],
)
def test_notation(line: str, expected: Expected) -> None:
    assert parse_expected(line, SCHEMA) == expected
    assert str(expected) == line


@pytest.mark.parametrize("line", ["", "metWith", "Bourita metWith", "metWith Lacroix", "Bourita kissed Lacroix"])
def test_notation_without_a_relation(line: str) -> None:
    with pytest.raises(LexiconError):
        parse_expected(line, SCHEMA)


def fact(relation: str, subject: str, object_: str, **rest: object) -> Fact:
    entities = [Entity(f"country:{name.lower()}", "Country", name) for name in (subject, object_)]
    return Fact("a", relation, entities[0], Evidence(0, 1, "x", "f", 1.0), entities[1], **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "line", "same"),
    [
        (fact("metWith", "Chad", "Mali"), "Chad metWith Mali", True),
        (fact("metWith", "Chad", "Mali"), "Mali metWith Chad", True),
        (fact("visited", "Chad", "Mali"), "Mali visited Chad", False),
        (fact("visited", "Chad", "Mali"), "Chad hosted Mali", False),
        (fact("visited", "Chad", "Mali", status="planned"), "Chad visited Mali", False),
        (fact("visited", "Chad", "Mali", status="planned"), "Chad visited Mali ~planned", True),
        (fact("visited", "Chad", "Mali", date="2021"), "Chad visited Mali", True),
        (fact("visited", "Chad", "Mali", date="2021"), "Chad visited Mali #2022", False),
        (fact("visited", "Chad", "Mali"), "Chad visited Mali @Gao", False),
        (fact("deploysTo", "Chad", "Mali", quantity="2 troops"), "Chad deploysTo Mali =2 troops", True),
        (fact("deploysTo", "Chad", "Mali"), "Chad deploysTo Mali =2 troops", False),
    ],
)
def test_agreement(told: Fact, line: str, same: bool) -> None:
    assert agrees(told, parse_expected(line, SCHEMA), SCHEMA) is same


@pytest.mark.parametrize(
    ("told", "line"),
    [
        pytest.param(
            fact("visited", "Romania", "Mali"),
            "Oman visited Mali",
        ),
    ],
)
def test_a_name_is_no_part_of_a_word(told: Fact, line: str) -> None:
    assert not agrees(told, parse_expected(line, SCHEMA), SCHEMA)


def test_a_fact_is_spelled_as_examples_are() -> None:
    told = fact("visited", "Chad", "Mali", status="planned", date="2021")
    assert spell(told) == "Chad visited Mali #2021 ~planned"
