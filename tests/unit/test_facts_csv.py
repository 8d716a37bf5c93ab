import csv
import io
import re
from dataclasses import replace

import pytest
from factories import BOURITA, COMMUNIQUE, FIRST, LACROIX, MEETING, MOROCCO, PRAISE, TO_MINUSCA, evidence, office
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.facts_csv import COLUMNS, row, write_csv

BASE = "https://w3id.org/kgbuild/id/"


def written(facts, base=BASE):
    stream = io.StringIO(newline="")
    write_csv(facts, stream, base)
    return stream.getvalue()


def read(facts):
    return list(csv.DictReader(io.StringIO(written(facts), newline="")))


def known(fact):
    return {name: cell for name, cell in zip(COLUMNS, row(fact), strict=True) if cell is not None}


def test_a_meeting():
    told = known(MEETING)
    assert re.fullmatch(f"{BASE}claim/[0-9a-f]{{16}}", told.pop("claimIri"))
    assert told == {
        "article": "mfa-017",
        "date": "2023-11-29",
        "status": "occurred",
        "subject": "Nasser Bourita",
        "subjectKind": "ForeignMinister",
        "subjectFor": "Morocco",
        "relation": "metWith",
        "object": "Jean-Pierre Lacroix",
        "objectKind": "Official",
        "objectFor": "United Nations",
        "place": "Rabat",
        "topic": "peacekeeping",
        "quote": FIRST,
        "start": 40,
        "end": 40 + len(FIRST),
        "confidence": 0.93,
        "frame": "encounters.meet",
        "occasion": "mfa-017#92",
        "subjectIri": f"{BASE}person/nasser-bourita-ma",
        "objectIri": f"{BASE}person/jean-pierre-lacroix-un",
        "subjectForIri": f"{BASE}country/MA",
        "objectForIri": f"{BASE}org/un",
        "placeIri": f"{BASE}place/rabat-ma",
    }


def test_an_office_is_an_object_by_its_title():
    told = known(office(BOURITA, "Minister of Foreign Affairs", MOROCCO, phase="former", since="2017", until="2019"))
    assert told["object"] == "Minister of Foreign Affairs"
    assert told["objectKind"] == "Position"
    assert told["objectIri"] == f"{BASE}position/minister-of-foreign-affairs-ma"
    assert (told["phase"], told["since"], told["until"]) == ("former", "2017", "2019")


@pytest.mark.parametrize(
    ("fact", "column", "cell"),
    [
        (replace(MEETING, date="2023-11-28/2023-11-30"), "date", "2023-11-28"),
        (replace(MEETING, date="2023-11-28/2023-11-30"), "dateEnd", "2023-11-30"),
        (replace(MEETING, speaker=LACROIX), "speaker", "Jean-Pierre Lacroix"),
        (replace(MEETING, evidence=evidence(date_basis="relative")), "dateBasis", "relative"),
        (TO_MINUSCA, "derivedFrom", "missions.csv#minusca"),
        (TO_MINUSCA, "quantity", "1724 peacekeepers"),
        (PRAISE, "objectKind", "Country"),
    ],
)
def test_single_cells(fact, column, cell):
    assert known(fact)[column] == cell


def test_rows_are_those_of_rfc_4180_in_the_order_given():
    facts = [replace(MEETING, topic='two\nlines, "quoted"'), *COMMUNIQUE]
    assert written(facts).startswith(",".join(COLUMNS) + "\r\nmfa-017,")
    assert written(facts).endswith("\r\n")
    assert '"two\nlines, ""quoted"""' in written(facts)
    assert [line["relation"] for line in read(facts)] == [fact.relation for fact in facts]
    assert read(facts)[0]["topic"] == 'two\nlines, "quoted"'


def test_another_base():
    assert "https://example.org/person/nasser-bourita-ma" in written([MEETING], "https://example.org/")


@pytest.mark.parametrize(
    ("quote", "cell"),
    [
        ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
        ("+1 said", "'+1 said"),
        ("- He met", "'- He met"),
        ("@mfa", "'@mfa"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'We met', he said", "'We met', he said"),
        ("– He met", "– He met"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(quote, cell):
    assert read([replace(MEETING, evidence=replace(MEETING.evidence, quote=quote))])[0]["quote"] == cell


@given(st.text(st.sampled_from("'=+-@\t\r\n＝＋－＠a,\"") | st.characters(codec="utf-8"), max_size=8))
def test_what_was_put_before_a_formula_can_be_taken_back(quote):
    (told,) = read([replace(MEETING, evidence=replace(MEETING.evidence, quote=quote))])
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", told["quote"])
    assert re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", told["quote"]) == quote
