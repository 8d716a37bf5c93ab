import pytest

from kgbuild.derived.joins import Rulings, parse_rulings, text_of_rulings
from kgbuild.errors import InputError


def rulings(tmp_path, text):
    path = tmp_path / "rulings.toml"
    path.write_text(text, encoding="utf-8")
    return parse_rulings(text_of_rulings(path), path)


def test_what_a_person_rules(tmp_path):
    read = rulings(
        tmp_path,
        '[[same]]\nids = ["person:a", "person:b"]\nwhy = "one woman"\n[[different]]\nids = ["person:a", "person:c"]\n',
    )
    assert read.same == (frozenset({"person:a", "person:b"}),)
    assert read.are_apart("person:c", "person:a")
    assert not read.are_apart("person:a", "person:b")


def test_sets_that_share_an_id_are_one():
    rulings = Rulings(same=(frozenset("ab"), frozenset("cd"), frozenset("bc"), frozenset("xy")))
    assert rulings.united == (frozenset("abcd"), frozenset("xy"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[same]\n", "is no TOML"),
        ('[[same]]\nids = ["person:a"]\n', "same.0.ids"),
        ('[[similar]]\nids = ["person:a", "person:b"]\n', "similar"),
        (
            '[[same]]\nids = ["a", "b"]\n[[same]]\nids = ["b", "c"]\n[[different]]\nids = ["c", "a"]\n',
            "a and c are ruled to be the same and to be different",
        ),
        (
            '[[same]]\nids = ["person:a", "person:b"]\n[[different]]\nids = ["person:b", "person:a", "person:c"]\n',
            "person:a and person:b are ruled to be the same and to be different",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path, text, said):
    with pytest.raises(InputError, match=said):
        rulings(tmp_path, text)
