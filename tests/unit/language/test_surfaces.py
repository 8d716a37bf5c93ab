"""The names of the gazetteers in a text: the longest, in their own case or in capitals."""

from __future__ import annotations

import pytest

from kgbuild.gazetteer import load_gazetteer
from kgbuild.language.surfaces import Surfaces
from kgbuild.language.words import split_words

SURFACES = Surfaces(load_gazetteer(), {"Sino": "CN"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Morocco and Spain", ["Morocco=country:MA", "Spain=country:ES"]),
        ("MOROCCO", ["MOROCCO=country:MA"]),
        ("the Kingdom of Morocco", ["Kingdom of Morocco=country:MA"]),
        ("South Sudan, not Sudan", ["South Sudan=country:SS", "Sudan=country:SD"]),
        ("the Democratic Republic of the Congo", ["Democratic Republic of the Congo=country:CD"]),
        ("Papua New Guinea", ["Papua New Guinea=country:PG"]),
        ("Guinea-Bissau, not Guinea", ["Guinea-Bissau=country:GW", "Guinea=country:GN"]),
        ("Moroccan and South Korean", ["Moroccan=country:MA", "South Korean=country:KR"]),
        ("N’Djamena and N'Djamena", ["N’Djamena=place:ndjamena-td", "N'Djamena=place:ndjamena-td"]),
        ("the U.N. Security Council", ["U.N. Security Council=org:unsc"]),
        ("the UN's envoy", ["UN=org:un"]),
        ("MINUSCA", ["MINUSCA=mission:minusca"]),
        ("New York", ["New York=place:new-york-us"]),
        ("Congo", ["Congo=?"]),
        ("the Kazakh Security Council", ["Kazakh=country:KZ"]),
        ("Kenya's Security Council", ["Kenya=country:KE"]),
        ("the UN Security Council", ["UN Security Council=org:unsc"]),
        ("Kenya told the Security Council", ["Kenya=country:KE", "Security Council=org:unsc"]),
        ("the Central American nation", ["Central American=?"]),
        ("the American nation", ["American=country:US"]),
        ("they asked us who has turkey, china and a polish", []),
        ("Nigeria and Romania", ["Nigeria=country:NG", "Romania=country:RO"]),
        ("", []),
    ],
)
def test_hits(text: str, expected: list[str]) -> None:
    words = split_words(text)
    found = [
        f"{text[words[hit.start].start : words[hit.end - 1].end]}={hit.reference.id if hit.reference else '?'}"
        for hit in SURFACES.hits(words)
    ]
    assert found == expected
