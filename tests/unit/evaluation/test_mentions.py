"""Which names of gold were understood, and what was found where one was not."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.gold import GoldArticle
from kgbuild.evaluation.mentions import named_entities
from kgbuild.evaluation.reading import read
from kgbuild.evaluation.seen import Seen, SeenName
from kgbuild.ontology import load_schema
from kgbuild.settings import Settings

TEXT = "Foreign Minister Nasser Bourita of Morocco met UN officials in Rabat. Moroccans cheered MINUSCA."


def entity(kind: str, *names: str) -> dict[str, Any]:
    return {"id": names[0], "type": kind, "names": list(names)}


def article(*entities: dict[str, Any]) -> GoldArticle:
    return GoldArticle("a", TEXT, {one["id"]: one for one in entities}, [])


def name(words: str, kind: str, *names: str) -> SeenName:
    start = TEXT.index(words)
    return SeenName(start, start + len(words), kind, names)


@pytest.mark.parametrize(
    ("gold", "seen", "instead"),
    [
        (entity("Country", "Morocco"), name("Morocco", "Country", "Morocco"), None),
        (entity("Person", "Nasser Bourita"), name("Minister Nasser Bourita", "Person", "Nasser Bourita"), None),
        (entity("Person", "Nasser Bourita"), name("Bourita", "Person", "Bourita"), None),
        (entity("Organization", "United Nations", "UN"), name("UN", "Organization", "UN"), None),
        (entity("Country", "Morocco"), name("Morocco", "Place", "Morocco"), None),
        (entity("Mission", "MINUSCA"), name("MINUSCA", "Organization", "MINUSCA"), None),
        (entity("Organization", "UN"), name("UN", "Mission", "UN"), "Mission “UN”"),
        (entity("Country", "Morocco"), name("Morocco", "Person", "Morocco"), "Person “Morocco”"),
        (entity("Person", "Nasser Bourita"), name("Nasser", "Person", "Nasser Alami"), "Person “Nasser”"),
        (entity("Place", "Rabat"), name("Morocco", "Country", "Morocco"), "nothing"),
        (entity("Place", "Rabat"), name("Rabat", "Place"), "Place “Rabat”"),
    ],
)
def test_what_is_found(gold: dict[str, Any], seen: SeenName, instead: str | None) -> None:
    (found,) = named_entities(article(gold), Seen([seen]))
    assert found.instead == instead


@pytest.mark.parametrize("names", [["Moroccan"], ["the Kingdom"], []])
def test_who_has_no_name_in_the_text_is_not_asked_for(names: list[str]) -> None:
    gold = {"id": "x", "type": "Country", "names": names}
    assert not list(named_entities(article(gold), Seen()))


def test_figures_by_kind() -> None:
    gold = [article(entity("Country", "Morocco"), entity("Place", "Rabat"), entity("Person", "Bourita"))]
    seen = {"a": Seen([name("Morocco", "Country", "Morocco")])}
    evaluation = evaluate(gold, [], load_schema(), seen)
    assert evaluation.mentions == {"Person": (0, 1), "Country": (1, 1), "Place": (0, 1)}


def test_of_facts_alone_no_names_are_known() -> None:
    assert evaluate([article(entity("Country", "Morocco"))], [], load_schema()).entities is None


def test_what_kgbuild_understands_of_a_sentence() -> None:
    (reading,) = read([GoldArticle("a", TEXT, {}, [])], Settings())
    known = {(kind, one) for name in reading.seen.names for kind in [name.kind] for one in name.names}
    assert {("Person", "Nasser Bourita"), ("Country", "Morocco"), ("Place", "Rabat")} <= known
    assert any("metWith" in trigger.relations for trigger in reading.seen.triggers)
