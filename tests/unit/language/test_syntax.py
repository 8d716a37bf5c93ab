"""Grammatical places, from parses made by hand: what is tested here is the reader, not the parser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from kgbuild.language.clauses import clause_tokens, expand, governing_clause, is_passive
from kgbuild.language.prepositions import prepositional
from kgbuild.language.repairs import repair
from kgbuild.language.syntax import Reader

READER = Reader(frozenset({"urge", "ask"}))
Parse = Callable[[str], Doc]

ACTIVE = "A/NNP/nsubj>2 met:meet/VBD/ROOT>2 B/NNP/dobj>2"
PASSIVE = "B/NNP/nsubjpass>3 was:be/VBD/auxpass>3 met:meet/VBN/ROOT>3 by/IN/agent>3 A/NNP/pobj>4"
BOTH_SIDES = (
    "A/NNP/nsubj>4 and/CC/cc>1 B/NNP/conj>1 met:meet/VBD/ROOT>4 C/NNP/dobj>4 ,/,/punct>5 D/NNP/conj>5 and/CC/cc>7"
    " E/NNP/conj>7"
)
TWO_VERBS = "A/NNP/nsubj>2 met:meet/VBD/ROOT>2 B/NNP/dobj>2 and/CC/cc>2 thanked:thank/VBD/conj>2 C/NNP/dobj>5"
CONTROL = "A/NNP/nsubj>2 agreed:agree/VBD/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2 B/NNP/dobj>4"
OBJECT_CONTROL = "A/NNP/nsubj>2 urged:urge/VBD/ROOT>2 B/NNP/dobj>2 to/TO/aux>5 thank/VB/xcomp>2 C/NNP/dobj>5"
RAISING = "A/NNP/nsubjpass>3 was:be/VBD/auxpass>3 expected:expect/VBN/ROOT>3 to/TO/aux>5 visit/VB/xcomp>3 B/NNP/dobj>5"
RELATIVE = "A/NNP/nsubj>5 who/WP/nsubj>3 met:meet/VBD/relcl>1 B/NNP/dobj>3 left:leave/VBD/ROOT>5"
OBJECT_RELATIVE = "B/NNP/nsubj>5 whom/WP/dobj>4 A/NNP/nsubj>4 met:meet/VBD/relcl>1 left:leave/VBD/ROOT>5"
PARTICIPLE = "A/NNP/nsubj>2 left:leave/VBD/ROOT>2 after/IN/prep>2 meeting:meet/VBG/pcomp>3 B/NNP/dobj>4"
PARTICIPLE_OF_NOUN = "B/NNP/nsubj>5 accused:accuse/VBN/acl>1 by/IN/agent>2 A/NNP/pobj>3 left:leave/VBD/ROOT>5"
DECISION = (
    "A/NNP/poss>3 's/POS/case>1 decision/NN/nsubj>7 to/TO/aux>5 visit/VB/acl>3 B/NNP/dobj>5 helped:help/VBD/ROOT>7"
)
RELATIVE_OF_BOTH = (
    "A/NNP/nsubj>7 and/CC/cc>1 B/NNP/conj>1 who/WP/nsubj>6 have/VBP/aux>6 met:meet/VBN/relcl>3 left:leave/VBD/ROOT>7"
)


@pytest.mark.parametrize(
    ("notation", "verb", "subjects", "objects"),
    [
        (ACTIVE, 2, "A", "B"),
        (PASSIVE, 3, "A", "B"),
        (BOTH_SIDES, 4, "A B", "C D E"),
        (TWO_VERBS, 5, "A", "C"),
        (CONTROL, 4, "A", "B"),
        (OBJECT_CONTROL, 5, "B", "C"),
        (RAISING, 5, "A", "B"),
        (RELATIVE, 3, "A", "B"),
        (OBJECT_RELATIVE, 4, "A", "B"),
        (PARTICIPLE, 4, "A", "B"),
        (PARTICIPLE_OF_NOUN, 2, "A", "B"),
        (DECISION, 5, "A", "B"),
        (RELATIVE_OF_BOTH, 6, "A B", ""),
    ],
)
def test_subjects_and_objects(notation: str, verb: int, subjects: str, objects: str, parse: Parse) -> None:
    token = parse(notation)[verb - 1]
    assert " ".join(t.text for t in READER.subjects(token)) == subjects
    assert " ".join(t.text for t in READER.direct_objects(token)) == objects


@pytest.mark.parametrize(
    ("notation", "verb", "passive"),
    [
        (ACTIVE, 2, False),
        (PASSIVE, 3, True),
        (PARTICIPLE_OF_NOUN, 2, True),
        (RELATIVE_OF_BOTH, 6, False),
        (PARTICIPLE, 4, False),
    ],
)
def test_voice(notation: str, verb: int, passive: bool, parse: Parse) -> None:
    assert is_passive(parse(notation)[verb - 1]) is passive


@pytest.mark.parametrize(
    ("notation", "trigger", "preposition", "expected"),
    [
        ("talks:talk/NNS/ROOT>1 with/IN/prep>1 A/NNP/pobj>2 and/CC/cc>3 B/NNP/conj>3", 1, "with", "A B"),
        ("talks:talk/NNS/ROOT>1 between/IN/prep>1 A/NNP/pobj>2 and/CC/cc>3 B/NNP/conj>3", 1, "between", "A B"),
        ("talks:talk/NNS/ROOT>1 with/IN/prep>1 A/NNP/pobj>2", 1, "between", ""),
        ("met:meet/VBD/ROOT>1 in/IN/prep>1 Oslo/NNP/pobj>2 with/IN/prep>3 A/NNP/pobj>4", 1, "with", "A"),
        ("on/IN/prep>5 Monday/NNP/pobj>1 A/NNP/nsubj>5 then/RB/advmod>5 spoke:speak/VBD/ROOT>5", 5, "on", ""),
        ("With/IN/prep>4 A/NNP/pobj>1 B/NNP/nsubj>4 spoke:speak/VBD/ROOT>4", 4, "with", "A"),
    ],
)
def test_prepositional(notation: str, trigger: int, preposition: str, expected: str, parse: Parse) -> None:
    found = prepositional(parse(notation)[trigger - 1], preposition)
    assert " ".join(t.text for t in found) == expected


@pytest.mark.parametrize(
    ("notation", "noun", "ways", "expected"),
    [
        ("the/DT/det>2 role/NN/ROOT>2 of/IN/prep>2 A/NNP/pobj>3", 2, ("poss", "of"), "A"),
        ("A/NNP/poss>3 's/POS/case>1 role/NN/ROOT>3 of/IN/prep>3 B/NNP/pobj>4", 3, ("poss", "of"), "A B"),
        ("French/JJ/amod>2 role/NN/ROOT>2", 2, ("adj",), "French"),
        ("efforts:effort/NNS/ROOT>1 made:make/VBN/acl>1 by/IN/agent>2 A/NNP/pobj>3", 1, ("acl",), "A"),
        ("role/NN/ROOT>1 of/IN/prep>1 envoy/NN/pobj>2 of/IN/prep>3 A/NNP/pobj>4", 1, ("of",), "envoy A"),
        ("role/NN/ROOT>1 of/IN/prep>1 A/NNP/pobj>2", 1, ("poss",), ""),
    ],
)
def test_deep(notation: str, noun: int, ways: tuple[str, ...], expected: str, parse: Parse) -> None:
    assert " ".join(t.text for t in READER.deep(parse(notation)[noun - 1], ways)) == expected


@pytest.mark.parametrize(
    ("notation", "token", "expected"),
    [
        (BOTH_SIDES, 1, "A B"),
        (BOTH_SIDES, 5, "C D E"),
        (BOTH_SIDES, 9, "E"),
        (TWO_VERBS, 2, "met thanked"),
        (TWO_VERBS, 3, "B"),
    ],
)
def test_expand(notation: str, token: int, expected: str, parse: Parse) -> None:
    assert " ".join(t.text for t in expand(parse(notation)[token - 1])) == expected


def test_a_clause_ends_where_another_begins(parse: Parse) -> None:
    doc = parse(TWO_VERBS)
    assert [t.text for t in clause_tokens(doc[1])] == ["A", "met", "B", "and"]
    doc = parse(RELATIVE)
    assert [t.text for t in clause_tokens(doc[4])] == ["A", "left"]
    assert governing_clause(doc[3]) == doc[2]
    assert governing_clause(doc[4]) is None


@pytest.mark.parametrize(
    ("notation", "token", "head", "label"),
    [
        (
            (
                "It/PRP/nsubjpass>3 was:be/VBD/auxpass>3 attended:attend/VBN/ROOT>3 by/IN/agent>3 Fiji/NNP/pobj>4"
                " ,/,/punct>5 and/CC/cc>5 Niue/NNP/conj>3"
            ),
            8,
            "Fiji",
            "conj",
        ),
        (
            "has:have/VBZ/ROOT>1 troops:troop/NNS/dobj>1 in/IN/prep>2 Mali/NNP/pobj>3 and/CC/cc>4 Chad/NNP/conj>2",
            6,
            "Mali",
            "conj",
        ),
        (
            (
                "Fiji/NNP/nsubj>2 met:meet/VBD/ROOT>2 the/DT/det>4 Forum/NNP/dobj>2 ,/,/punct>2"
                " chaired:chair/VBN/advcl>2 by/IN/agent>6 Niue/NNP/pobj>7"
            ),
            6,
            "Forum",
            "acl",
        ),
    ],
)
def test_repair(notation: str, token: int, head: str, label: str, parse: Parse) -> None:
    mended = repair(parse(notation))[token - 1]
    assert (mended.head.text, mended.dep_) == (head, label)


def test_parties_of_a_repaired_list(parse: Parse) -> None:
    doc = repair(
        parse("attended:attend/VBN/ROOT>1 by/IN/agent>1 Fiji/NNP/pobj>2 ,/,/punct>3 and/CC/cc>3 Niue/NNP/conj>1")
    )
    assert [t.text for t in READER.subjects(doc[0])] == ["Fiji", "Niue"]


@pytest.mark.parametrize("notation", [ACTIVE, PASSIVE, BOTH_SIDES, TWO_VERBS, CONTROL, RELATIVE, PARTICIPLE])
def test_a_right_parse_is_left_as_it_is(notation: str, parse: Parse) -> None:
    before, after = parse(notation), repair(parse(notation))
    assert [(t.head.i, t.dep_) for t in after] == [(t.head.i, t.dep_) for t in before]
