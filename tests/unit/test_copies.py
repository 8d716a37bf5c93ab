"""Which articles are one text. The texts are made up, and so is what they tell of."""

from __future__ import annotations

import re
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.derived import copies, copies_quads, copy_joins, minhash, sketch
from kgbuild.derived.joins import Join, Rulings

WIRE = """Lisbon hosts talks on fishing grounds

LISBON, May 4 - Portugal's Foreign Minister Teresa Vidal met her Mauritanian counterpart, Sidi Ould Brahim, in Lisbon
on Thursday to revive an agreement on fishing grounds that ran out in January.

The two ministers spoke for three hours at the Palace of Necessities, and said afterwards that their experts would
draft a new text before the end of June. Vidal thanked Mauritania for keeping its ports open to Portuguese crews
during the winter storms.

"Our fishermen cannot wait for another season," she told reporters. "We agreed today to leave no question for the
autumn." Ould Brahim said that Nouakchott wanted a fair share of what is landed, and more training for its own crews.

The old agreement, signed in 2015, let forty trawlers into Mauritanian waters in return for nine million euros a year.
Environmental groups had called on both governments to lower the number of ships, pointing to a survey from last year
that found stocks of octopus down by a third.

Ould Brahim will travel on to Madrid on Friday, where he is to open a new embassy building. Spain has asked to take
part in a later round of the negotiations, which Portugal supports."""

OWN_WORDS = """Portugal and Mauritania try again on fish

Sidi Ould Brahim came to the Portuguese capital this week with a plain request: a bigger part of the catch. His host,
Foreign Minister Teresa Vidal, received him at the Palace of Necessities on 4 May, four months after the last
fisheries accord between the countries had lapsed.

Officials on both sides described the mood as good. A draft is to be ready by the summer, drawn up by a joint group
that meets for the first time next week. "We agreed today to leave no question for the autumn," the Portuguese
minister said.

Under the accord of 2015 Lisbon paid nine million euros each year so that up to forty of its vessels could work off
the West African coast. Conservationists say that is too many. Mauritania also wants places for its sailors at
Portuguese maritime schools. The visitor goes on to Spain, which would like a seat at the table itself."""

CREDENTIALS = """New ambassador of {country}

The Minister of Foreign Affairs, Karim Aziz, received today {name}, who presented to him a copy of his letters of
credence as ambassador extraordinary and plenipotentiary of {country} to the Republic. The minister wished {name}
success in his mission and recalled the long friendship with {country}. The ambassador thanked the minister for his
warm welcome, and spoke of {matter}."""

PARAGRAPHS = WIRE.split("\n\n")


def every(number: int, text: str = WIRE) -> str:
    """The text with every so-manieth word changed."""
    words = iter(range(1, 10_000))
    return re.sub(r"\w+", lambda word: "changed" if next(words) % number == 0 else word[0], text)


COPIES = {
    "word by word": WIRE,
    "in other lines and cases": " ".join(WIRE.upper().split()),
    "with an agency's head and foot": f"LISBON (Wire Agency) --\n\n{WIRE}\n\n(c) Wire Agency. Reporting by A. Costa",
    "with another title": "\n\n".join(["Ministers promise a new deal by June", *PARAGRAPHS[1:]]),
    "without the last paragraphs": "\n\n".join(PARAGRAPHS[:4]),
    "the first two paragraphs": "\n\n".join(PARAGRAPHS[:3]),
    "in another order": "\n\n".join([PARAGRAPHS[0], *reversed(PARAGRAPHS[1:])]),
    "a word changed in twenty": every(20),
    "with another title, head and end": "\n\n".join(
        ["Fish: Lisbon and Nouakchott talk", "(Wire) The following was sent to us.", *PARAGRAPHS[1:5]]
    ),
}  # fmt: skip
TEXTS_OF_THEIR_OWN = {
    "the same event in own words": OWN_WORDS,
    "another subject": CREDENTIALS.format(country="Peru", name="Luis Rojas", matter="trade"),
    "one paragraph of it in a long text": f"{OWN_WORDS}\n\n{PARAGRAPHS[3]}",
    "rewritten": every(7),
    "nothing": "",
    "a few words of it": "met her Mauritanian counterpart, Sidi Ould Brahim, in Lisbon",
}


def joins(rulings: Rulings = Rulings(), **texts: str) -> list[Join]:  # noqa: B008
    return copy_joins({name: sketch(text) for name, text in texts.items()}, rulings)


def pairs(rows: list[Join]) -> set[tuple[str, str]]:
    return {(row.double.removeprefix("article:"), row.canonical.removeprefix("article:")) for row in rows}


@pytest.mark.parametrize("case", COPIES)
def test_copies(case: str) -> None:
    (row,) = joins(a=WIRE, b=COPIES[case])
    assert {row.double, row.canonical} == {"article:a", "article:b"}
    assert row.articles == ("a", "b")
    assert re.search(r"the same words|\d\d % of its runs of 4 words stand in the text of [ab]", row.reason)


@pytest.mark.parametrize("case", TEXTS_OF_THEIR_OWN)
def test_no_copies(case: str) -> None:
    assert joins(a=WIRE, b=TEXTS_OF_THEIR_OWN[case]) == []


def test_one_form_for_many_occasions_is_no_copy() -> None:
    first = CREDENTIALS.format(country="Peru", name="Luis Rojas", matter="trade in copper and the coming visit")
    second = CREDENTIALS.format(country="South Africa", name="Thabo Nkosi", matter="students and scholarships")
    assert joins(a=first, b=second) == []


def test_texts_without_a_word_are_not_one() -> None:
    assert joins(a="", b="", c="…", d="...") == []


def test_short_texts_are_copies_only_word_by_word() -> None:
    assert pairs(joins(a="They met.", b="They  met!", c="They met on Monday.")) == {("b", "a")}


def test_the_fullest_text_stands_for_all() -> None:
    short, middle = "\n\n".join(PARAGRAPHS[:3]), "\n\n".join(PARAGRAPHS[:5])
    assert pairs(joins(a=short, b=middle, c=WIRE)) == {("a", "c"), ("b", "c")}


def test_a_copy_of_a_copy_is_one_of_the_fullest_too() -> None:
    copy = every(20)
    again = every(17, "\n\n".join(copy.split("\n\n")[:5]))
    assert pairs(joins(copy=copy, again=again)) == {("again", "copy")}
    assert joins(again=again, a=WIRE) == []
    first, second = joins(again=again, copy=copy, a=WIRE)
    assert pairs([first, second]) == {("again", "a"), ("copy", "a")}
    assert first.reason.endswith("stand in the text of copy, a copy of this one")


def test_a_short_text_in_two_long_ones_does_not_make_them_one() -> None:
    brief = "\n\n".join(PARAGRAPHS[1:3])
    long = f"{brief}\n\n{OWN_WORDS}"
    rows = joins(brief=brief, wire=WIRE, long=long)
    assert len(rows) == 1
    assert rows[0].double == "article:brief"


def test_rows_of_the_same_words_say_so() -> None:
    assert joins(b=WIRE, a=WIRE.upper()) == [
        Join("article:b", "article:a", ("a", "b"), "the same words", ("a", "b")),
    ]


def test_a_person_rules() -> None:
    assert joins(Rulings(different=(frozenset({"article:a", "article:b"}),)), a=WIRE, b=WIRE) == []
    (row,) = joins(Rulings(same=(frozenset({"article:a", "article:b", "person:x"}),)), a=WIRE, b=OWN_WORDS)
    assert (row.double, row.canonical, row.reason) == (
        "article:b",
        "article:a",
        "a person ruled that they are one text",
    )
    # Of three copies of which two are ruled to be apart, the third stays with the one that is told first.
    assert pairs(joins(Rulings(different=(frozenset({"article:a", "article:c"}),)), a=WIRE, b=WIRE, c=WIRE)) == {
        ("b", "a")
    }


def test_the_graph_says_which_texts_are_one() -> None:
    (quad,) = copies_quads(joins(b=WIRE, a=WIRE))
    assert str(quad) == (
        "<https://w3id.org/kgbuild/id/article/b> <http://www.w3.org/ns/prov#alternateOf> "
        "<https://w3id.org/kgbuild/id/article/a> <https://w3id.org/kgbuild/id/graph/derived/copies>"
    )


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch("They met in Lisbon.") == "fL9KXQ=="
    assert len(b64decode(sketch(WIRE))) == 4 * (len(re.findall(r"\w+", WIRE)) - 3)
    code = "from kgbuild.derived import sketch; print(sketch(input()))"
    seeds = [
        subprocess.run(
            [sys.executable, "-c", code], input="They met in Lisbon, on Monday.\n", capture_output=True, text=True,
            check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert seeds[0] == seeds[1] == sketch("They met in Lisbon, on Monday.") + "\n"


def test_signatures_are_those_of_the_version_that_was_tried() -> None:
    """Others would propose other pairs, and find a few copies more or less."""
    (signature,) = minhash.signatures_of([copies._unpacked(sketch(WIRE))])
    assert sha256(" ".join(map(str, signature)).encode()).hexdigest()[:16] == "c03c39bb76dd3b32"


variants = st.sampled_from([*COPIES.values(), *TEXTS_OF_THEIR_OWN.values()])


@given(st.dictionaries(st.sampled_from("abcdefgh"), variants, max_size=8), st.randoms())
@settings(max_examples=100)
def test_the_order_of_articles_does_not_matter(texts: dict[str, str], random: Any) -> None:
    rows = joins(**texts)
    assert {row.double for row in rows}.isdisjoint(row.canonical for row in rows)
    shuffled = random.sample(sorted(texts), len(texts))
    assert joins(**{name: texts[name] for name in shuffled}) == rows


def test_what_is_held_against_each_other_grows_with_the_articles() -> None:
    """Many texts with one stock paragraph, which each band puts together."""
    texts = [f"{' '.join(f'{i}w{j}' for j in range(60))} {PARAGRAPHS[3]}" for i in range(400)]
    signatures = minhash.signatures_of([copies._unpacked(sketch(text)) for text in texts])
    pairs = {pair for later, earlier in minhash.proposed(signatures) for pair in zip(later, earlier, strict=True)}
    assert all(later > earlier for later, earlier in pairs)
    assert 400 < len(pairs) < 400 * 399 / 2
    bands = minhash.SLOTS // minhash.BAND
    assert len(pairs) <= 400 * bands * minhash.NEIGHBOURS
