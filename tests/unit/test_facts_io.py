import io
import json
from dataclasses import replace

import pytest
from factories import BOURITA, COMMUNIQUE, FIRST, LACROIX, MEETING, MOROCCO, TO_MINUSCA, evidence, office

from kgbuild.facts_io import to_json, write_facts

KEYS = [
    "article", "relation", "subject", "object", "onBehalfOf", "occasion", "value", "date", "place", "topic", "quantity",
    "status", "phase", "derivedFrom", "speaker", "quote", "start", "end", "confidence", "frame",
]  # fmt: skip


def test_a_meeting():
    assert to_json(MEETING) == {
        "article": "mfa-017",
        "relation": "metWith",
        "subject": {
            "iri": "https://w3id.org/kgbuild/id/person/nasser-bourita-ma",
            "kind": "ForeignMinister",
            "names": ["Nasser Bourita", "Bourita"],
        },
        "object": {
            "iri": "https://w3id.org/kgbuild/id/person/jean-pierre-lacroix-un",
            "kind": "Official",
            "names": ["Jean-Pierre Lacroix"],
        },
        "onBehalfOf": {"subject": "Morocco", "object": "United Nations"},
        "occasion": "mfa-017#92",
        "value": None,
        "date": "2023-11-29",
        "place": "Rabat",
        "topic": "peacekeeping",
        "quantity": None,
        "status": "occurred",
        "phase": None,
        "derivedFrom": None,
        "speaker": None,
        "quote": FIRST,
        "start": 40,
        "end": 40 + len(FIRST),
        "confidence": 0.93,
        "frame": "encounters.meet",
    }


@pytest.mark.parametrize("fact", [*COMMUNIQUE, TO_MINUSCA])
def test_every_fact_has_the_same_keys_in_the_same_order(fact):
    assert list(to_json(fact)) == KEYS


def test_an_office_has_its_title_as_value_and_no_object():
    row = to_json(office(BOURITA, "Minister of Foreign Affairs", MOROCCO, phase="former", since="2017", until="2019"))
    assert (row["value"], row["object"], row["phase"]) == ("Minister of Foreign Affairs", None, "former")
    assert list(row)[len(KEYS) :] == ["since", "until"]


@pytest.mark.parametrize(
    ("change", "key", "expected"),
    [
        ({"speaker": LACROIX}, "speaker", "Jean-Pierre Lacroix"),
        ({"evidence": evidence(date_basis="relative")}, "dateBasis", "relative"),
        ({"derived_from": "missions.csv#minusca"}, "derivedFrom", "missions.csv#minusca"),
        ({"place": None}, "place", None),
        ({"place": replace(MOROCCO, names=())}, "place", "Morocco"),
    ],
)
def test_single_values(change, key, expected):
    assert to_json(replace(MEETING, **change))[key] == expected


def test_one_line_a_fact_in_its_own_script():
    buffer = io.StringIO()
    write_facts([replace(MEETING, topic="一\nStrategie für Afrika"), *COMMUNIQUE], buffer, "https://example.org/")
    lines = buffer.getvalue().splitlines()
    assert len(lines) == len(COMMUNIQUE) + 1
    assert "Strategie für Afrika" in lines[0]
    assert json.loads(lines[0])["subject"]["iri"] == "https://example.org/person/nasser-bourita-ma"
