"""Dates of a text against its publication on Thursday, 30 November 2023."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kgbuild.language.dates import day_of_telling, find_dates, parse_day

PUBLISHED = "2023-11-30"


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        # days
        ("on 2023-11-29", "2023-11-29", "2023-11-29"),
        ("on November 29, 2021", "2021-11-29", "2021-11-29"),
        ("on November 29 2021", "2021-11-29", "2021-11-29"),
        ("on 29 November 2021", "2021-11-29", "2021-11-29"),
        ("on the 29th of November 2021", "2021-11-29", "2021-11-29"),
        ("on November 29th, 2021", "2021-11-29", "2021-11-29"),
        ("on Nov. 29, 2021", "2021-11-29", "2021-11-29"),
        ("on Sept. 1, 2021", "2021-09-01", "2021-09-01"),
        ("on November 29", "2023-11-29", "2023-11-29"),
        ("on 29 November", "2023-11-29", "2023-11-29"),
        ("on January 5", "2023-01-05", "2024-01-05"),
        ("on February 29, 2024", "2024-02-29", "2024-02-29"),
        # spans of days
        ("from August 2 to 4", "2023-08-02/2023-08-04", "2023-08-02/2023-08-04"),
        ("August 2-4, 2022", "2022-08-02/2022-08-04", "2022-08-02/2022-08-04"),
        ("August 2–4, 2022", "2022-08-02/2022-08-04", "2022-08-02/2022-08-04"),
        ("from 2 to 4 August 2022", "2022-08-02/2022-08-04", "2022-08-02/2022-08-04"),
        ("from 30 July to 2 August 2022", "2022-07-30/2022-08-02", "2022-07-30/2022-08-02"),
        ("July 30 - August 2, 2022", "2022-07-30/2022-08-02", "2022-07-30/2022-08-02"),
        ("on August 2 and 3, 2022", "2022-08-02/2022-08-03", "2022-08-02/2022-08-03"),
        # months and years
        ("in November 2021", "2021-11", "2021-11"),
        ("November, 2021", "2021-11", "2021-11"),
        ("in March", "2023-03", "2024-03"),
        ("in December", "2022-12", "2023-12"),
        ("last May", "2023-05", "2024-05"),
        ("in 2019", "2019", "2019"),
        ("since 1999", "1999", "1999"),
        ("in spring 2022", "2022", "2022"),
        ("the second half of 2025", "2025", "2025"),
        ("the 2014 visit", "2014", "2014"),
        ("Radu's 2014 visit", "2014", "2014"),
        ("last summer", "2023", "2023"),
        ("last winter", "2023", "2023"),
        ("next spring", "2024", "2024"),
        # weekdays
        ("on Tuesday", "2023-11-28", "2023-12-05"),
        ("on Thursday", "2023-11-30", "2023-11-30"),
        ("Friday", "2023-11-24", "2023-12-01"),
        ("last Thursday", "2023-11-23", "2023-11-23"),
        ("next Thursday", "2023-12-07", "2023-12-07"),
        ("next Monday", "2023-12-04", "2023-12-04"),
        # relative to publication
        ("today", PUBLISHED, PUBLISHED),
        ("this morning", PUBLISHED, PUBLISHED),
        ("earlier in the day", PUBLISHED, PUBLISHED),
        ("yesterday", "2023-11-29", "2023-11-29"),
        ("last night", "2023-11-29", "2023-11-29"),
        ("tomorrow", "2023-12-01", "2023-12-01"),
        ("two days ago", "2023-11-28", "2023-11-28"),
        ("3 days ago", "2023-11-27", "2023-11-27"),
        ("two weeks ago", "2023-11", "2023-11"),
        ("two months ago", "2023-09", "2023-09"),
        ("ten years ago", "2013", "2013"),
        ("a year ago", "2022", "2022"),
        ("last month", "2023-10", "2023-10"),
        ("this month", "2023-11", "2023-11"),
        ("next month", "2023-12", "2023-12"),
        ("last year", "2022", "2022"),
        ("next year", "2024", "2024"),
        ("last week", "2023-11", "2023-11"),
        ("this week", "2023-11-27/2023-12-03", "2023-11-27/2023-12-03"),
        ("next week", "2023-12", "2023-12"),
        ("last weekend", "2023-11", "2023-11"),
    ],
)
def test_date(text: str, past: str, future: str) -> None:
    assert [(d.edtf, d.edtf_future) for d in find_dates(text, PUBLISHED)] == [(past, future)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "on February 30, 2023",
        "Resolution 2023",
        "1,724 peacekeepers",
        "they may meet",
        "a march on the capital",
        "Mission 2000-7",
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text, PUBLISHED) == []


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "November 29", "last month", "in March", "two days ago"])
def test_a_relative_date_needs_publication(text: str) -> None:
    assert find_dates(text, None) == []


@pytest.mark.parametrize(
    ("text", "basis"),
    [("on November 29, 2021", "stated"), ("in 2019", "stated"), ("on Tuesday", "relative"), ("Nov. 29", "relative")],
)
def test_basis(text: str, basis: str) -> None:
    assert [d.basis for d in find_dates(text, PUBLISHED)] == [basis]


def test_dates_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "On Tuesday they met; on 3 May 2022 they had agreed, and in 2019 and last month they spoke."
    found = find_dates(text, PUBLISHED)
    assert [d.edtf for d in found] == ["2023-11-28", "2022-05-03", "2019", "2023-10"]
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(("month", "edtf"), [("01-02", "2023-12-30"), ("11-30", "2023-12-30")])
def test_a_day_without_a_year_is_near_publication(month: str, edtf: str) -> None:
    year = "2024" if month == "01-02" else "2023"
    (found,) = find_dates("on December 30", f"{year}-{month}")
    assert edtf in {found.edtf, found.edtf_future}


@pytest.mark.parametrize(
    ("published", "known"),
    [(None, False), ("", False), ("2023", False), ("yesterday", False), ("2023-11-30T10:00:00Z", True)],
)
def test_day_of_publication(published: str | None, known: bool) -> None:
    assert (parse_day(published) is not None) is known


@pytest.mark.parametrize(
    ("dateline", "day"),
    [("Dec. 1, 2023", "2023-12-01"), ("29 November", "2023-11-29"), ("Dec. 1, 2021", PUBLISHED), (None, PUBLISHED)],
)
def test_a_dateline_near_publication_is_the_day_of_telling(dateline: str | None, day: str) -> None:
    assert day_of_telling(dateline, PUBLISHED) == day
