import pytest

from kgbuild.edtf import bounds, is_after


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2023-11-29", ("2023-11-29", "2023-11-29")),
        ("2023-11", ("2023-11-01", "2023-11-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2023-11-29/2023-12-01", ("2023-11-29", "2023-12-01")),
        ("2022/2023-02", ("2022-01-01", "2023-02-28")),
        ("2023-12-01/2023-11-29", None),
        ("2023-02-30", None),
        ("2023-13", None),
        ("0000", None),
        ("2023/..", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_bounds(edtf, expected):
    assert bounds(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "day", "expected"),
    [
        ("2023-12-08", "2023-12-08", False),
        ("2023-12-09", "2023-12-08", False),
        ("2023-12-10", "2023-12-08", True),
        ("2024-01-01", "2023-12-31", False),
        ("2024", "2023-12-30", True),
        ("2023-12", "2023-12-08", False),
        ("2023-12-10/2023-12-12", "2023-12-08", True),
        ("2023-12-01/2024", "2023-12-08", False),
        ("2023-12-10", "2023-12", False),
        ("soon", "2023-12-08", False),
        ("2023-12-10", "", False),
    ],
)
def test_what_news_cannot_tell_of_as_done(edtf, day, expected):
    assert is_after(edtf, day) is expected
