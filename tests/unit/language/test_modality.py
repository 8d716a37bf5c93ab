"""The words of modality as data, and their reading from parses made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from spacy.tokens import Doc

from kgbuild.language.modality import ModalityReader, load_modality_words

WORDS = load_modality_words()
READER = ModalityReader(WORDS)


@pytest.mark.parametrize(
    ("notation", "trigger", "status"),
    [
        ("A/NNP/nsubj>2 met:meet/VBD/ROOT>2 B/NNP/dobj>2", 2, "occurred"),
        ("A/NNP/nsubj>4 did:do/VBD/aux>4 not/RB/neg>4 meet/VB/ROOT>4 B/NNP/dobj>4", 4, "denied"),
        ("A/NNP/nsubj>3 never/RB/neg>3 met:meet/VBD/ROOT>3 B/NNP/dobj>3", 3, "denied"),
        ("A/NNP/nsubj>3 will/MD/aux>3 meet/VB/ROOT>3 B/NNP/dobj>3", 3, "planned"),
        ("A/NNP/nsubj>4 will/MD/aux>4 not/RB/neg>4 meet/VB/ROOT>4 B/NNP/dobj>4", 4, "denied"),
        ("A/NNP/nsubj>3 may/MD/aux>3 meet/VB/ROOT>3 B/NNP/dobj>3", 3, None),
        ("A/NNP/nsubj>3 should/MD/aux>3 meet/VB/ROOT>3 B/NNP/dobj>3", 3, None),
        ("A/NNP/nsubj>2 refused:refuse/VBD/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2 B/NNP/dobj>4", 4, "denied"),
        ("A/NNP/nsubj>2 wants:want/VBZ/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2 B/NNP/dobj>4", 4, None),
        ("A/NNP/nsubj>2 plans:plan/VBZ/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2 B/NNP/dobj>4", 4, "planned"),
        ("A/NNP/nsubj>2 is:be/VBZ/ROOT>2 due/JJ/acomp>2 to/TO/aux>5 meet/VB/xcomp>3 B/NNP/dobj>5", 5, "planned"),
        ("A/NNP/nsubj>2 is:be/VBZ/ROOT>2 willing/JJ/acomp>2 to/TO/aux>5 meet/VB/xcomp>3 B/NNP/dobj>5", 5, None),
        ("A/NNP/nsubj>2 is:be/VBZ/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2 B/NNP/dobj>4", 4, "planned"),
        ("A/NNP/nsubj>3 to/TO/aux>3 meet/VB/ROOT>3 B/NNP/dobj>3", 3, "planned"),
        ("if/IN/mark>3 A/NNP/nsubj>3 meets:meet/VBZ/advcl>6 C/NNP/nsubj>6 will/MD/aux>6 go/VB/ROOT>6", 3, None),
        ("Did:do/VBD/aux>3 A/NNP/nsubj>3 meet/VB/ROOT>3 B/NNP/dobj>3 ?/./punct>3", 3, None),
        ("A/NNP/nsubj>2 cancelled:cancel/VBD/ROOT>2 talks:talk/NNS/dobj>2 with/IN/prep>3 B/NNP/pobj>4", 3, "denied"),
        ("No/DT/det>2 talks:talk/NNS/nsubj>3 occurred:occur/VBD/ROOT>3", 2, "denied"),
        ("upcoming/JJ/amod>2 talks:talk/NNS/nsubj>3 matter/VBP/ROOT>3", 2, "planned"),
        ("A/NNP/nsubj>2 called:call/VBD/ROOT>2 for/IN/prep>2 talks:talk/NNS/pobj>3", 4, None),
        ("meet/VB/ROOT>1 B/NNP/dobj>1", 1, None),
    ],
)
def test_status(notation: str, trigger: int, status: str | None, parse: Callable[[str], Doc]) -> None:
    assert READER.read(parse(notation)[trigger - 1]).status == status


@pytest.mark.parametrize(
    ("notation", "trigger", "speech"),
    [
        ("C/NNP/nsubj>2 said:say/VBD/ROOT>2 A/NNP/nsubj>4 met:meet/VBD/ccomp>2 B/NNP/dobj>4", 4, "said"),
        ("A/NNP/nsubj>2 met:meet/VBD/ROOT>2 B/NNP/dobj>2", 2, None),
        ("A/NNP/nsubj>2 promised:promise/VBD/ROOT>2 to/TO/aux>4 meet/VB/xcomp>2", 4, None),
    ],
)
def test_verb_of_saying(notation: str, trigger: int, speech: str | None, parse: Callable[[str], Doc]) -> None:
    found = READER.read(parse(notation)[trigger - 1]).speech
    assert (found.text if found else None) == speech


def test_words_are_lower_case_and_decide() -> None:
    tables = {field.name: getattr(WORDS, field.name) for field in fields(WORDS)}
    for name, table in tables.items():
        words = table if isinstance(table, frozenset) else frozenset().union(*table.values())
        assert words, name
        assert all(word == word.lower() for word in words), name
    for key in ("auxiliaries", "modifiers", "adjectives"):
        planned, unreal = (tables[name].get(key, frozenset()) for name in ("planned", "unreal"))
        assert not planned & unreal, key
