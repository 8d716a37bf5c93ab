"""Since when and until when an office is held, as the words beside the title say it."""

from __future__ import annotations

import pytest

from kgbuild.fact import Article
from kgbuild.language.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "phase", "since", "until"),
    [
        ("Elina Aalto, foreign minister since 2019, spoke.", "current", "2019", None),
        ("Elina Aalto has been foreign minister of Finland since May 2019.", "current", "2019-05", None),
        ("Elina Aalto, who was foreign minister from 2009 to 2013, spoke.", "former", "2009", "2013"),
        ("Elina Aalto, foreign minister of Finland (2009–2013), spoke.", "former", "2009", "2013"),
        ("Elina Aalto, foreign minister until last year, spoke.", "former", None, "2023"),
        ("Elina Aalto became foreign minister of Finland in June 2021.", "current", "2021-06", None),
        ("Elina Aalto, foreign minister, a post she has held since 3 May 2020, spoke.", "current", "2020-05-03", None),
        ("Elina Aalto, Finland's ambassador to Chile between 2001 and 2004, spoke.", "former", "2001", "2004"),
        ("Foreign Minister Elina Aalto, in office since 2019, spoke.", "current", "2019", None),
        ("Finnish Foreign Minister Elina Aalto spoke on Monday.", "current", None, None),
        ("Elina Aalto, foreign minister of Finland, has met nobody since 2019.", "current", None, None),
        ("Elina Aalto, foreign minister of Finland, stays until Friday.", "current", None, None),
    ],
)
def test_bounds(extractor: Extractor, text: str, phase: str, since: str | None, until: str | None) -> None:
    (extraction,) = extractor.extract([Article("tenure", text, published="2024-05-10")])
    (held,) = [fact for fact in extraction.facts if fact.relation == "holdsPosition"]
    assert (held.phase, held.since, held.until) == (phase, since, until)
