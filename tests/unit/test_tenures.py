"""From when to when offices were held, by what articles of several days say."""

from __future__ import annotations

from typing import Any

import pytest
from factories import fact, office
from pyoxigraph import Quad

from kgbuild import graph
from kgbuild import vocabulary as v
from kgbuild.derived import digests_of, identity_joins, identity_quads, tenure_quads
from kgbuild.derived.tenures import tenures
from kgbuild.fact import Article, Entity
from kgbuild.gazetteer import slug
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema
from kgbuild.queries import answer, load_queries
from kgbuild.stores.embedded import EmbeddedStore

SCHEMA = load_schema()
BRITAIN = Entity("country:GB", "Country", "United Kingdom", ("United Kingdom",), (("iso3166", "GB"),))
RURITANIA = Entity("country:RZ", "Country", "Ruritania")
OFFICE = "Foreign Secretary"
Told = tuple[str, str, str, str]
"""Day, name, phase (with since or until after a space), title."""


def quads(*told: Told, body: Entity = BRITAIN, kind: str = "ForeignMinister") -> list[Quad]:
    found: list[Quad] = []
    for number, (day, name, phases, title) in enumerate(told):
        person = Entity(f"person:{slug(name)}-{body.id[-2:].lower()}", kind, name, (name,))
        phase, _, bound = phases.partition(" ")
        known: dict[str, Any] = {key: value for key, _, value in (part.partition("=") for part in bound.split())}
        said = office(person, title, body, kind, phase=phase or None, article=str(number), **known)
        found += article_quads(Article(str(number), "", published=day), [said], SCHEMA)
    return found


def found(*told: Told, **about: Any) -> list[tuple[str, str, str, str, str]]:
    said = digests_of(quads(*told, **about), {}, SCHEMA)
    return [
        (one.person.removeprefix("person:")[:-3], one.begun_after, one.held_from, one.held_to, one.ended_by)
        for one in tenures(said, identity_joins(said))
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("2020-03-01", "Ann Lee", "current", OFFICE)], [("ann-lee", "", "2020-03-01", "2020-03-01", "")]),
        (
            [("2020-03-01", "Ann Lee", "current", OFFICE), ("2021-05-04", "Ann Lee", "", "Foreign Minister")],
            [("ann-lee", "", "2020-03-01", "2021-05-04", "")],
        ),
        (
            [("2020-03-01", "Ann Lee", "current", OFFICE), ("2022", "Ann Lee", "former", OFFICE)],
            [("ann-lee", "", "2020-03-01", "2020-03-01", "2022-01-01")],
        ),
        # A successor ends a tenure, and begins after it.
        (
            [("2020-03-01", "Ann Lee", "", OFFICE), ("2021-05-04", "Bob Ray", "", OFFICE)],
            [
                ("ann-lee", "", "2020-03-01", "2020-03-01", "2021-05-04"),
                ("bob-ray", "2020-03-01", "2021-05-04", "2021-05-04", ""),
            ],
        ),
        # Twice in office, with another between.
        (
            [
                ("2020-03-01", "Ann Lee", "", OFFICE), ("2021-05-04", "Bob Ray", "", OFFICE),
                ("2022-06-01", "Ann Lee", "", OFFICE),
            ],
            [
                ("ann-lee", "", "2020-03-01", "2020-03-01", "2021-05-04"),
                ("ann-lee", "2021-05-04", "2022-06-01", "2022-06-01", ""),
                ("bob-ray", "2020-03-01", "2021-05-04", "2021-05-04", "2022-06-01"),
            ],
        ),
        # Who stands in does not end the tenure of whom he stands in for.
        (
            [
                ("2020-03-01", "Ann Lee", "", OFFICE), ("2020-05-04", "Bob Ray", "acting", OFFICE),
                ("2020-06-01", "Ann Lee", "", OFFICE),
            ],
            [
                ("ann-lee", "", "2020-03-01", "2020-06-01", ""),
                ("bob-ray", "2020-03-01", "2020-05-04", "2020-05-04", "2020-06-01"),
            ],
        ),
        # A surname may be anybody's, the holder's too: it ends nothing.
        (
            [("2020-03-01", "Ann Lee", "", OFFICE), ("2020-05-04", "Ray", "", OFFICE)],
            [("ann-lee", "", "2020-03-01", "2020-03-01", ""), ("ray", "", "2020-05-04", "2020-05-04", "")],
        ),
        (
            [("2020-03-01", "Ann Lee", "incoming", OFFICE), ("2020-05-04", "Ann Lee", "", OFFICE)],
            [("ann-lee", "2020-03-01", "2020-05-04", "2020-05-04", "")],
        ),
        (
            [("2020-03-01", "Ann Lee", "current since=2018-09", OFFICE)],
            [("ann-lee", "", "2018-09-30", "2020-03-01", "")],
        ),
        (
            [("2020-03-01", "Ann Lee", "former until=2018-09", OFFICE)],
            [("ann-lee", "", "", "", "2018-09-30")],
        ),
        # Of what is said of the past, the day counts that is spoken of; of a year only, none is certain.
        ([("2020-03-01", "Ann Lee", "current date=2012-04-05", OFFICE)], [("ann-lee", "", *["2012-04-05"] * 2, "")]),
        ([("2020-03-01", "Ann Lee", "current date=2012", OFFICE)], []),
    ],
)  # fmt: skip
def test_tenures(told: list[Told], expected: list[Any]) -> None:
    assert found(*told) == found(*told[::-1]) == expected


def test_a_state_has_many_ministers_of_no_one_kind() -> None:
    told = [("2020-03-01", "Ann Lee", "", "Minister of State"), ("2020-05-04", "Bob Ray", "", "Minister of State")]
    assert found(*told, kind="Minister") == [
        ("ann-lee", "", "2020-03-01", "2020-03-01", ""),
        ("bob-ray", "", "2020-05-04", "2020-05-04", ""),
    ]


def test_articles_without_a_date_and_offices_of_nobody_tell_of_no_tenure() -> None:
    assert tenures(digests_of(quads(("", "Ann Lee", "", OFFICE)), {}, SCHEMA), []) == []
    nobody = office(Entity("person:ann-lee", "Official", "Ann Lee"), OFFICE, None, article="a")
    said = article_quads(Article("a", "", published="2020-03-01"), [nobody], SCHEMA)
    assert tenures(digests_of(said, {}, SCHEMA), []) == []


def test_the_tenure_is_the_canonical_persons() -> None:
    told = quads(("2020-03-01", "Ann Lee", "", OFFICE), ("2020-05-04", "Ann M. Lee", "", OFFICE))
    digests = digests_of(told, {}, SCHEMA)
    joins = identity_joins(digests)
    assert [join.double for join in joins] == ["person:ann-lee-gb"]
    derived = tenure_quads(digests, joins)
    assert [q.object.value.rsplit("/", 1)[1] for q in derived if q.predicate == v.HOLDER] == ["ann-m-lee-gb"]
    assert len(derived) == 5


WHO = (
    ("2014-01-10", "William Hague", "current", OFFICE),
    ("2014-07-20", "Philip Hammond", "current", OFFICE),
    ("2016-07-14", "Boris Johnson", "current", OFFICE),
    ("2018-07-09", "Boris Johnson", "former", OFFICE),
    ("2018-08-21", "Jeremy Hunt", "current", OFFICE),
)


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        (OFFICE, "2014-01-10", [("William Hague", "certain")]),
        ("foreign minister", "2017-01-01", [("Boris Johnson", "possible"), ("Jeremy Hunt", "possible")]),
        (OFFICE, "2014-03-01", [("William Hague", "possible"), ("Philip Hammond", "possible")]),
        (OFFICE, "2018-08-21", [("Jeremy Hunt", "certain")]),
        ("Chancellor", "2018-08-21", []),
    ],
)
def test_who_was_the_british_foreign_secretary_on_a_day(title: str, date: str, expected: list[Any]) -> None:
    said = [*quads(*WHO), *quads(("2020-01-01", "Ann Lee", "", "Foreign Minister"), body=RURITANIA)]
    said += article_quads(Article("x", ""), [fact(article="x")], SCHEMA)
    digests = digests_of(said, {}, SCHEMA)
    joins = identity_joins(digests)
    known = [*said, *identity_quads(digests, joins), *tenure_quads(digests, joins)]
    store = EmbeddedStore.of([*known, *graph.authority_quads([BRITAIN])])
    values = {"title": title, "body": "country:GB", "date": date}
    table = answer(load_queries()["who-held"], values, store)
    assert [(row["holder"], row["held"]) for row in table.records()] == expected  # type: ignore[union-attr]
