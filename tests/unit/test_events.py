"""Which tellings of several articles are one event, and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from factories import BOURITA, CAR, DRC, LACROIX, MEETING, MOROCCO, RABAT, UN, deployment, evidence, fact
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.derived import digests_of, event_joins, event_quads, grounds
from kgbuild.derived.joins import Join, Rulings
from kgbuild.fact import Article, Entity, Fact
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema

SCHEMA = load_schema()

CASABLANCA = Entity("place:casablanca-ma", "Place", "Casablanca", (), (("geonames", "2553604"),))
MINISTRY = Entity("place:foreign-ministry", "Place", "Foreign Ministry")
AKHANNOUCH = Entity("person:aziz-akhannouch-ma", "HeadOfGovernment", "Aziz Akhannouch")
SURNAME = Entity("person:bourita-ma", "ForeignMinister", "Bourita")
SAME_PERSON = dict.fromkeys(("person:bourita-ma", "person:nasser-bourita"), BOURITA.id)

BARE = replace(MEETING, place=None, topic=None)
"""Bourita and Lacroix met on 29 November 2023, and no more."""
UNDATED = replace(BARE, date=None)
PRAISE = fact("praised", LACROIX, MOROCCO, date="2023-11-29", subject_for=UN)
STATES = replace(BARE, subject=MOROCCO, object=UN, subject_for=None, object_for=None)


def guessed(one: Fact, date: str) -> Fact:
    """Dated by the article's publication, since it does not say when."""
    return replace(one, date=date, evidence=evidence(date_basis="publication"))


def graph_of(article: str, published: str | None, *facts: Fact) -> list[Quad]:
    said = [replace(one, article=article, occasion=f"{article}#{i}") for i, one in enumerate(facts)]
    return article_quads(Article(article, "", published=published), said, SCHEMA)


def event_of(article: str, one: Fact, offset: int = 0) -> str:
    told = replace(one, article=article, occasion=f"{article}#{offset}")
    return identity.event_id(told, str(SCHEMA.relations[one.relation].event_class))


def joins(*told: tuple[str, Fact], **more: Any) -> list[Join]:
    """Of articles a, b, c …, each published on a day and telling of a fact."""
    quads = [quad for i, (day, one) in enumerate(told) for quad in graph_of("abcdefgh"[i], day, one)]
    return event_joins(digests_of(quads, {}, SCHEMA), SAME_PERSON, **more)


JOINED = {
    "one day": (("2023-11-30", BARE), ("2023-12-02", BARE), "on the same day, 2023-11-29"),
    "one day, years later": (("2023-11-30", BARE), ("2025-06-01", BARE), "on the same day, 2023-11-29"),
    "one day, told without publication": ((None, BARE), (None, BARE), "on the same day, 2023-11-29"),
    "the other way round": (
        ("2023-11-30", BARE),
        ("2023-11-30", replace(BARE, subject=LACROIX, object=BOURITA, subject_for=UN, object_for=MOROCCO)),
        "on the same day",
    ),
    "two names of one person": (("2023-11-30", BARE), ("2023-11-30", replace(BARE, subject=SURNAME)), "the same day"),
    "planned and held": (("2023-11-20", replace(BARE, status="planned")), ("2023-11-30", BARE), "on the same day"),
    "held and denied": (("2023-11-30", replace(BARE, status="denied")), ("2023-11-30", BARE), "on the same day"),
    "two calls of one day": (
        ("2023-11-30", replace(BARE, relation="phoned")), ("2023-11-30", replace(BARE, relation="phoned")), "same day",
    ),
    "a building and its city": (
        ("2023-11-30", replace(BARE, place=RABAT)), ("2023-11-30", replace(BARE, place=MINISTRY)), "on the same day",
    ),
    "a country and its city": (
        ("2023-11-30", replace(BARE, place=RABAT)), ("2023-11-30", replace(BARE, place=MOROCCO)), "on the same day",
    ),
    "words of one day": (("2023-11-30", PRAISE), ("2023-11-30", PRAISE), "on the same day"),
    "a month and a day of it": (
        ("2023-11-30", BARE), ("2023-12-30", replace(BARE, date="2023-11")), "dates 2023-11 and 2023-11-29 overlap",
    ),
    "days that overlap": (
        ("2023-12-30", replace(BARE, date="2023-11-27/2023-11-29")),
        ("2023-12-30", replace(BARE, date="2023-11-29/2023-12-01")),
        "overlap",
    ),
    "a year, in one place": (
        ("2024-11-30", replace(BARE, date="2023", place=RABAT)),
        ("2023-11-30", replace(BARE, place=RABAT)),
        "the same place, and the dates 2023 and 2023-11-29 overlap",
    ),
    "a month that is a guess, on one topic": (
        ("2023-11-30", replace(guessed(BARE, "2023-11"), topic="Peacekeeping")), ("2023-11-30", MEETING),
        "the same topic, and the dates 2023-11 and 2023-11-29 overlap",
    ),
    "without a date, in one place": (
        ("2023-12-01", replace(UNDATED, place=RABAT)), ("2023-11-30", MEETING), "the same place: no date here",
    ),
    "without a date, on one topic": (
        ("2023-12-01", replace(UNDATED, topic="the peacekeeping")), ("2023-11-30", MEETING), "the same topic: no date",
    ),
    "a date and none, a planned one": (
        ("2023-11-27", replace(UNDATED, place=RABAT, status="planned")), ("2023-11-30", MEETING), "the same place",
    ),
    "two without a date, in one place, told at one time": (
        ("2023-12-01", replace(UNDATED, place=RABAT)), ("2023-12-03", replace(UNDATED, place=RABAT)),
        "the same place, told without a date within 3 days",
    ),
    "a longer name of the topic": (
        ("2023-12-01", replace(UNDATED, topic="fisheries and green hydrogen")),
        ("2023-12-01", replace(UNDATED, topic="green hydrogen")),
        "the same topic",
    ),
    "published on the day after it": (
        ("2023-11-29", MEETING), ("2023-11-30", guessed(MEETING, "2023-11-30")),
        "the same parties in one place and on one topic, on 2023-11-29 and 2023-11-30, of which the later is that of",
    ),
    "a minister and his state, in one place": (
        ("2023-11-30", replace(STATES, place=RABAT)), ("2023-11-30", MEETING),
        "a party here and whom it acts for there, on the same day, 2023-11-29, with the same place",
    ),
    "words of a state and of its minister": (
        ("2023-11-30", fact("praised", MOROCCO, UN, date="2023-11-29", topic="peacekeeping")),
        ("2023-11-30", fact("praised", BOURITA, UN, date="2023-11-29", topic="peacekeeping", subject_for=MOROCCO)),
        "a party here and whom it acts for there",
    ),
    "two visits without a date, told at one time": (
        ("2023-11-30", fact("visited", LACROIX, MOROCCO)), ("2023-12-01", fact("visited", LACROIX, MOROCCO)),
        "the same place, told without a date",
    ),
    "a visit of a guessed month and one of a day": (
        ("2023-11-30", guessed(fact("visited", LACROIX, MOROCCO), "2023-11")),
        ("2023-11-30", fact("visited", LACROIX, MOROCCO, date="2023-11-28")),
        "the same place, and the dates 2023-11 and 2023-11-28 overlap",
    ),
    "a deployment without a date and two totals": (
        ("2023-11-30", replace(deployment(CAR), date=None)),
        ("2023-12-01", replace(deployment(CAR), date=None, quantity="1700 troops")),
        "the same place, told without a date",
    ),
    "a deployment and two totals": (
        ("2023-11-30", deployment(CAR)), ("2023-12-15", replace(deployment(CAR), quantity="1700 troops")), "overlap",
    ),
}  # fmt: skip

APART = {
    "two days": (("2023-11-30", BARE), ("2023-11-30", replace(BARE, date="2023-11-28"))),
    "two days that follow each other, in one place and on one topic": (
        ("2023-11-30", MEETING), ("2023-11-30", replace(MEETING, date="2023-11-28")),
    ),
    "a visit in May and one in June": (
        ("2023-07-01", fact("visited", LACROIX, MOROCCO, date="2023-05", place=RABAT)),
        ("2023-07-01", fact("visited", LACROIX, MOROCCO, date="2023-06", place=RABAT)),
    ),
    "a visit in May and one in that year": (
        ("2023-07-01", fact("visited", LACROIX, MOROCCO, date="2023-05")),
        ("2023-07-01", fact("visited", LACROIX, MOROCCO, date="2023")),
    ),
    "deployments without a date, told at two times": (
        ("2023-11-30", replace(deployment(CAR), date=None)), ("2024-01-30", replace(deployment(CAR), date=None)),
    ),
    "a meeting and a call": (("2023-11-30", BARE), ("2023-11-30", replace(BARE, relation="phoned"))),
    "a visit and its hosting": (
        ("2023-11-30", fact("visited", LACROIX, MOROCCO, date="2023-11-29")),
        ("2023-11-30", fact("hosted", MOROCCO, LACROIX, date="2023-11-29")),
    ),
    "who praised whom": (
        ("2023-11-30", fact("praised", UN, MOROCCO, date="2023-11-29")),
        ("2023-11-30", fact("praised", MOROCCO, UN, date="2023-11-29")),
    ),
    "another party": (("2023-11-30", BARE), ("2023-11-30", replace(BARE, subject=AKHANNOUCH))),
    "two cities": (("2023-11-30", MEETING), ("2023-11-30", replace(MEETING, place=CASABLANCA))),
    "a year and a day of it, and no more": (("2023-11-30", BARE), ("2024-11-30", replace(BARE, date="2023"))),
    "a guessed month and a day of it, and no more": (("2023-11-30", BARE), ("2023-11-30", guessed(BARE, "2023-11"))),
    "without a date, and no more": (("2023-11-30", BARE), ("2023-11-30", UNDATED)),
    "without a date, long after": (("2023-11-30", MEETING), ("2023-12-30", replace(UNDATED, place=RABAT))),
    "without a date or publication": (("2023-11-30", MEETING), (None, replace(UNDATED, place=RABAT))),
    "two without a date, in one place, weeks apart": (
        ("2023-12-01", replace(UNDATED, place=RABAT)), ("2023-12-21", replace(UNDATED, place=RABAT)),
    ),
    "two without a date, and what all talk about": (
        ("2023-12-01", replace(UNDATED, topic="bilateral relations")),
        ("2023-12-01", replace(UNDATED, topic="bilateral relations")),
    ),
    "one word of a topic": (
        ("2023-12-01", replace(UNDATED, topic="hydrogen")), ("2023-12-01", replace(UNDATED, topic="green hydrogen")),
    ),
    "published on the day after it, and no more than one place": (
        ("2023-11-29", MEETING), ("2023-11-30", guessed(replace(MEETING, topic=None), "2023-11-30")),
    ),
    "published on the day before it": (("2023-11-29", MEETING), ("2023-11-28", guessed(MEETING, "2023-11-28"))),
    "published two days after it": (("2023-11-29", MEETING), ("2023-12-01", guessed(MEETING, "2023-12-01"))),
    "a minister and his state, and no more": (("2023-11-30", BARE), ("2023-11-30", STATES)),
    "a minister and his state on two days": (
        ("2023-11-30", MEETING), ("2023-11-30", replace(STATES, place=RABAT, date="2023-11")),
    ),
    "two ministers of one state, in one place": (
        ("2023-11-30", MEETING), ("2023-11-30", replace(MEETING, subject=AKHANNOUCH)),
    ),
    "deployments to two countries": (("2023-11-30", deployment(CAR)), ("2023-11-30", deployment(DRC))),
    "what lasts has no event": (
        ("2023-11-30", fact("memberOf", MOROCCO, UN, date="2023-11-29")),
        ("2023-11-30", fact("memberOf", MOROCCO, UN, date="2023-11-29")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", JOINED)
def test_joined(case: str) -> None:
    one, other, reason = JOINED[case]
    (row,) = joins(one, other)
    assert reason in row.reason
    assert row.articles == ("a", "b")


@pytest.mark.parametrize("case", APART)
def test_kept_apart(case: str) -> None:
    assert joins(*APART[case]) == []


def test_a_row_says_what_and_why() -> None:
    (row,) = joins(("2023-11-30", BARE), ("2023-12-02", replace(BARE, subject=SURNAME, status="planned")))
    assert row == Join(
        double=event_of("b", replace(BARE, subject=SURNAME)),
        canonical=event_of("a", BARE),
        names=(
            "Meeting of Bourita and Jean-Pierre Lacroix, 2023-11-29",
            "Meeting of Jean-Pierre Lacroix and Nasser Bourita, 2023-11-29",
        ),
        reason="the same parties on the same day, 2023-11-29",
        articles=("a", "b"),
    )


def groups(rows: list[Join]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.canonical, set()).add(row.double)
    return {frozenset({canonical, *doubles}) for canonical, doubles in found.items()}


DAY_ONE, DAY_TWO = MEETING, replace(MEETING, date="2023-11-30")
NO_DAY = replace(UNDATED, place=RABAT)


def test_what_fits_two_days_joins_neither() -> None:
    assert joins(("2023-12-01", DAY_ONE), ("2023-12-01", DAY_TWO), ("2023-12-01", NO_DAY)) == []
    # The two of one day are one all the same, and so does not become the third.
    rows = joins(*[("2023-12-01", one) for one in (DAY_ONE, DAY_TWO, NO_DAY, DAY_ONE)])
    assert groups(rows) == {frozenset({event_of("a", DAY_ONE), event_of("d", DAY_ONE)})}


def test_a_chain_joins_no_two_days() -> None:
    first = replace(NO_DAY, topic="green hydrogen")
    told = [("2023-12-01", replace(DAY_ONE, topic=None)), ("2023-12-01", NO_DAY), ("2023-12-04", first)]
    later = ("2023-12-06", replace(BARE, date="2023-12-07", topic="green hydrogen"))
    assert len(joins(*told[:2])) == 1
    assert len(joins(told[2], later)) == 1
    # b is near to a and to c, and c is near to d; a and d are days apart.
    assert joins(*told, later) == []


def test_a_place_that_two_say_otherwise_is_not_settled_by_one_without() -> None:
    assert (
        joins(("2023-11-30", MEETING), ("2023-11-30", replace(MEETING, place=CASABLANCA)), ("2023-11-30", BARE)) == []
    )


def test_a_state_of_which_two_ministers_met_joins_neither() -> None:
    told = [
        ("2023-11-30", one) for one in (MEETING, replace(MEETING, subject=AKHANNOUCH), replace(STATES, place=RABAT))
    ]
    assert joins(*told) == []
    assert len(joins(*told[1:])) == 1


def test_one_without_a_date_and_one_with_a_month_are_both_the_one_of_the_day() -> None:
    rows = joins(("2023-12-01", NO_DAY), ("2023-12-20", replace(BARE, date="2023-11")), ("2023-12-01", MEETING))
    assert {row.canonical for row in rows} == {event_of("c", MEETING)}
    assert len(rows) == 2


def test_the_reason_names_what_an_event_was_joined_by_way_of() -> None:
    north = replace(NO_DAY, place=None, topic="fisheries")
    rows = joins(("2023-12-01", MEETING), ("2023-12-01", replace(NO_DAY, topic="fisheries")), ("2023-12-02", north))
    assert {row.canonical for row in rows} == {event_of("a", MEETING)}
    (row,) = (row for row in rows if row.double == event_of("c", north))
    assert row.reason == (
        f"the same parties with the same topic, told without a date within 3 days (by way of {event_of('b', NO_DAY)})"
    )


def test_two_tellings_of_one_article_are_one_event_too() -> None:
    quads = graph_of("a", "2023-11-30", BARE, BARE)
    (row,) = event_joins(digests_of(quads, {}, SCHEMA), {})
    assert row.articles == ("a",)
    assert {row.double, row.canonical} == {event_of("a", BARE), event_of("a", BARE, 1)}


def test_a_person_rules_that_two_are_one() -> None:
    one, other = event_of("a", DAY_ONE), event_of("b", DAY_TWO)
    rows = joins(("2023-11-30", DAY_ONE), ("2023-11-30", DAY_TWO), ("2023-11-30", DAY_TWO),
                 rulings=Rulings(same=(frozenset({one, other}),)))  # fmt: skip
    assert groups(rows) == {frozenset({one, other, event_of("c", DAY_TWO)})}
    reasons = {row.double: row.reason for row in rows}
    assert reasons[other] == "a person ruled that they are the same"


def test_a_person_rules_that_two_are_apart() -> None:
    names = [event_of(article, BARE) for article in "abc"]
    rulings = Rulings(different=(frozenset(names[:2]),))
    assert joins(("2023-11-30", BARE), ("2023-11-30", BARE), rulings=rulings) == []
    # The third fits both.
    told = [("2023-11-30", BARE)] * 3
    assert joins(*told, rulings=rulings) == []
    also = replace(rulings, same=(frozenset(names[1:]),))
    assert groups(joins(*told, rulings=also)) == {frozenset(names[1:])}


def test_what_a_person_rules_to_be_apart_is_not_joined_by_way_of_what_he_rules_to_be_one() -> None:
    told = ("2023-11-30", DAY_ONE), ("2023-11-30", DAY_TWO), ("2023-11-30", DAY_TWO)
    one, other, third = (event_of(article, said) for article, (_, said) in zip("abc", told, strict=True))
    rulings = Rulings(same=(frozenset({one, other}),), different=(frozenset({one, third}),))
    assert groups(joins(*told, rulings=rulings)) == {frozenset({one, other})}


def test_rulings_of_what_no_article_tells_do_nothing() -> None:
    rulings = Rulings(
        same=(frozenset({"event:meeting-0", "person:a"}),), different=(frozenset({"event:x", "event:y"}),)
    )
    assert len(joins(("2023-11-30", BARE), ("2023-11-30", BARE), rulings=rulings)) == 1


def test_the_graph_says_which_events_are_one_and_no_more() -> None:
    month = replace(MEETING, subject=SURNAME, date="2023-11")
    quads = [*graph_of("a", "2023-11-30", month), *graph_of("b", "2023-11-30", BARE)]
    (quad,) = event_quads(event_joins(digests_of(quads, {}, SCHEMA), SAME_PERSON))
    # The place that only the double has stays with the article that says it.
    assert quad == Quad(
        NamedNode(identity.iri(event_of("a", month))),
        v.SAME_AS,
        NamedNode(identity.iri(event_of("b", BARE))),
        NamedNode("https://w3id.org/kgbuild/id/graph/derived/events"),
    )


dates = st.sampled_from([None, "2023-11-29", "2023-11-30", "2023-11", "2023-11-28/2023-11-29", "2023"])
published = st.sampled_from([None, "2023-11-28", "2023-11-30", "2023-12-02", "2023-12-05"])
tellings = st.builds(
    lambda who, date, guess, place, topic, status: replace(
        guessed(BARE, date) if guess and date else replace(BARE, date=date),
        subject=who, subject_for=None if who is MOROCCO else MOROCCO, place=place, topic=topic, status=status,
    ),
    st.sampled_from([BOURITA, SURNAME, AKHANNOUCH, MOROCCO]),
    dates,
    st.booleans(),
    st.sampled_from([None, RABAT, CASABLANCA, MINISTRY]),
    st.sampled_from([None, "peacekeeping"]),
    st.sampled_from(["occurred", "planned", "denied"]),
)  # fmt: skip
articles = st.lists(st.tuples(published, tellings), max_size=8)


@given(articles, st.randoms())
@settings(max_examples=150)
def test_the_order_of_articles_does_not_matter(told: list[Any], random: Any) -> None:
    graphs = [graph_of("abcdefgh"[i], day, one) for i, (day, one) in enumerate(told)]
    quads = [quad for graph in graphs for quad in graph]
    rows = event_joins(digests_of(quads, {}, SCHEMA), SAME_PERSON)
    random.shuffle(quads)
    assert event_joins(digests_of(quads, {}, SCHEMA), SAME_PERSON) == rows


@given(articles)
@settings(max_examples=150)
def test_no_event_is_of_two_days_or_two_cities_or_two_ministers(told: list[Any]) -> None:
    rows = joins(*told)
    by_event = {event_of("abcdefgh"[i], one): one for i, (_, one) in enumerate(told)}
    assert {row.double for row in rows}.isdisjoint(row.canonical for row in rows)
    for group in groups(rows):
        facts = [by_event[name] for name in group]
        stated = {one.date for one in facts if one.date and len(one.date) == 10 and not one.evidence.date_basis}
        assert len(stated) <= 1
        assert len({one.place for one in facts} & {RABAT, CASABLANCA}) <= 1
        assert len({BOURITA if one.subject is SURNAME else one.subject for one in facts} - {MOROCCO}) <= 1


def test_what_is_held_against_each_other_grows_with_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many articles of one day, and two who meet every day of a winter."""
    asked = count()
    by_date = grounds._by_date
    monkeypatch.setattr(grounds, "_by_date", lambda *pair: (next(asked), by_date(*pair))[1])
    quads = [quad for i in range(300) for quad in graph_of(f"of-one-day-{i}", "2023-11-30", BARE)]
    days = [f"2024-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 29)]
    quads += [quad for day in days for quad in graph_of(f"of-{day}", day, replace(BARE, date=day))]
    assert len(event_joins(digests_of(quads, {}, SCHEMA), {})) == 299
    assert next(asked) < 300 + 10 * len(days)
