"""On what grounds names are one, what a log of joins says, and what a person overrules."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from name_cases import read_cases

from kgbuild.derived import Digest, digests_of, identity_joins, identity_quads, unknown_ids
from kgbuild.derived.bodies import name_key
from kgbuild.derived.clusters import clusters
from kgbuild.derived.join_log import read_joins, write_joins
from kgbuild.derived.joins import Join, Rulings
from kgbuild.derived.names import Likeness, likeness, read_name
from kgbuild.errors import InputError
from kgbuild.ontology import load_schema

SAME, FULLER, NICKNAME, NEAR, INITIAL, LAST, SURNAME = sorted(Likeness, reverse=True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # transliteration
        ("Benjamin Netanyahu", "Binyamin Netanyahou", SAME),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy", SAME),
        ("Muammar Gaddafi", "Moammar al-Qadhafi", SAME),
        ("Walid al-Moallem", "Walid Muallem", SAME),
        ("Sergei Lavrov", "Sergey Lavrov", SAME),
        ("Ilham Aliev", "Ilham Aliyev", SAME),
        ("Volker Türk", "Volker Turk", SAME),
        ("Gerhard Müller", "Gerhard Mueller", SAME),
        ("Saeb Erekat", "Saeb Erakat", SAME),
        ("Ali Hassan", "Ali Hussein", None),
        ("Karim Alaoui", "Karam Alaoui", None),
        ("Said Alaoui", "Saud Alaoui", None),
        ("Jamal Alaoui", "Jamil Alaoui", None),
        # hyphens, particles, servants
        ("Kim Jong-un", "Kim Jong Un", SAME),
        ("Kim Jong-un", "Kim Jong-il", None),
        ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", SAME),
        ("Abd al-Rahman Ali", "Abdulrahman Ali", SAME),
        ("Abdelmadjid Tebboune", "Abdul Majid Tebboune", SAME),
        ("Jean-Gabriel-Perez Roy", "Jean-Gabriperez Roy", None),
        ("Abdou Diouf", "Diouf", SURNAME),
        ("Ursula von der Leyen", "Ursula Von Leyen", SAME),
        ("Mohammed bin Salman", "Mohammed bin Nayef", None),
        ("Mohammed bin Jassim Al Thani", "Mohammed bin Abdulrahman bin Jassim Al Thani", None),
        # middle names and initials
        ("George Bush", "George H. W. Bush", FULLER),
        ("George W. Bush", "George H. W. Bush", None),
        ("Mohammed bin Salman", "Mohammad bin Salman Al Saud", FULLER),
        ("Pedro Castillo", "Pedro Castillo Terrones", FULLER),
        ("S.V. Vershinin", "Sergei Vershinin", INITIAL),
        ("S. Lavrov", "Sergei Lavrov", INITIAL),
        ("A. Lavrov", "Sergei Lavrov", None),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan", LAST),
        # short forms and vowels
        ("Joe Biden", "Joseph R. Biden Jr.", NICKNAME),
        ("Tony Blair", "Anthony Blair", NICKNAME),
        ("Joe Biden", "Jill Biden", None),
        ("Mohamed Hamdan Dagalo", "Mohammed Hamdan Daglo", NEAR),
        # family names
        ("Lavrov", "Sergei Lavrov", SURNAME),
        ("Sergei", "Sergei Lavrov", None),
        ("Zelensky", "Zelenskyy", SURNAME),
        ("George Bush Jr.", "George Bush Sr.", None),
        ("Mohammed VI", "Mohammed V", None),
        ("Abdullah II", "Abdullah II bin Al-Hussein", FULLER),
    ],
)
def test_likeness(one: str, other: str, expected: Likeness | None) -> None:
    assert likeness(read_name(one), read_name(other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("KISHIDA Fumio", "Fumio Kishida", SAME),
        ("Xi", "Xi Jinping", SURNAME),
        ("Phuc", "Nguyen Xuan Phuc", SURNAME),
        ("Nguyen Trong", "Nguyen Phu Trong", None),
        ("Kim Yo-jong", "Kim Jong Un", None),
        ("Hun Sen", "Hun Manet", None),
    ],
)
def test_likeness_where_the_family_name_stands_first(one: str, other: str, expected: Likeness | None) -> None:
    assert likeness(read_name(one), read_name(other), family_first=True) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tigray People's Liberation Front", "Tigray Peoples’ Liberation Front", True),
        ("Organisation of Islamic Cooperation", "The Organization of Islamic Co-operation", True),
        ("Centre for Defence Studies", "Center for Defense Studies", True),
        ("Task Force Takuba", "Takuba Task Force", False),
        ("SPLM", "SPLM-North", False),
    ],
)
def test_names_of_bodies(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def said(tmp_path: Path, *articles: tuple[str, str, list[str]]) -> list[Digest]:
    """Articles of (id, date, whom they name as in ``names.toml``)."""
    tables = (f'[[article]]\nid = "{name}"\ndate = "{date}"\nwho = {who!r}\n' for name, date, who in articles)
    path = tmp_path / "cases.toml"
    path.write_text("\n".join(tables), encoding="utf-8")
    return digests_of((quad for case in read_cases(path) for quad in case.quads()), {}, load_schema())


def joined(digests: list[Digest], **more: Any) -> set[tuple[str, str]]:
    return {(join.double, join.canonical) for join in identity_joins(digests, **more)}


OMAR = "person:omar-hassan-eg"
FULL = "1 | Omar Hassan | EG | Minister: Minister of Transport"
OTHER = "2 | Ali Hassan | EG | Minister: Minister of Health"


@pytest.mark.parametrize(
    ("third", "date", "expected"),
    [
        # a surname joins the one who holds the office that it is named with, and neither where no office is named
        ("3 | Hassan | EG | Minister: Minister of Transport", "2014-05-01", {("person:hassan-eg", OMAR)}),
        ("3 | Hassan | EG | Minister: Health Minister", "2014-05-01", {("person:hassan-eg", "person:ali-hassan-eg")}),
        ("3 | Hassan | EG", "2014-05-01", set()),
        ("3 | Hassan | EG | Minister: Minister of Culture", "2014-05-01", set()),
        ("3 | Hassan | SD | Minister: Minister of Transport", "2014-05-01", set()),
        ("3 | Hassan | EG | Minister: Minister of Transport", "2040-05-01", set()),
        ("3 | O. Hassan | EG", "2014-05-01", {("person:o-hassan-eg", OMAR)}),
        ("3 | U. Hassan | EG", "2014-05-01", set()),
        ("3 | Umar Hassan | EG", "2014-05-01", {("person:umar-hassan-eg", OMAR)}),
        ("3 | Umar Hassan | ", "2014-05-01", {("person:umar-hassan", OMAR)}),
        ("3 | Umar Hassan | SD", "2014-05-01", set()),
        ("3 | Umar Hassan | EG", "1950-05-01", set()),
    ],
)  # fmt: skip
def test_who_of_two_ministers(tmp_path: Path, third: str, date: str, expected: set[tuple[str, str]]) -> None:
    digests = said(tmp_path, ("a", "2014-03-01", [FULL]), ("b", "2014-04-01", [OTHER]), ("c", date, [third]))
    assert joined(digests) == expected


def test_two_that_an_article_tells_apart_stay_two(tmp_path: Path) -> None:
    together = said(tmp_path, ("a", "2014-03-01", [FULL, "3 | O. Hassan | EG"]))
    assert joined(together) == set()


def test_a_third_does_not_bring_two_together(tmp_path: Path) -> None:
    spelled = [f"1 | {name} Alaoui | MA" for name in ("Karim", "Karem", "Karam")]
    digests = said(tmp_path, *((str(at), "2014-03-01", [who]) for at, who in enumerate(spelled)))
    assert joined(digests) == set()
    assert joined(said(tmp_path, *((str(at), "2014-03-01", [who]) for at, who in enumerate(spelled[:2])))) != set()


def test_a_person_overrules(tmp_path: Path) -> None:
    digests = said(
        tmp_path, ("a", "2014-03-01", [FULL]), ("b", "2014-04-01", ["1 | O. Hassan | EG", OTHER]),
        ("c", "2014-05-01", ["1 | Abu Ali | "]),
    )  # fmt: skip
    full, short, nom = OMAR, "person:o-hassan-eg", "person:abu-ali"
    assert joined(digests) == {(short, full)}
    assert joined(digests, rulings=Rulings(different=(frozenset({full, short}),))) == set()
    assert joined(digests, rulings=Rulings(same=(frozenset({full, nom}),))) == {(short, full), (nom, full)}
    chain = Rulings(same=(frozenset({OMAR, nom}), frozenset({nom, "person:ali-hassan-eg"})))
    assert joined(digests, rulings=chain) == {(nom, OMAR), ("person:ali-hassan-eg", OMAR)}
    both = Rulings(same=(frozenset({short, nom}),), different=(frozenset({full, nom}),))
    assert joined(digests, rulings=both) == {(nom, short)}
    ruled = identity_joins(digests, Rulings(same=(frozenset({full, nom}),)))
    assert {join.reason for join in ruled if join.double == nom} == {"A person ruled that they are one."}
    assert unknown_ids(Rulings(same=(frozenset({full, "person:nobody"}),)), digests) == ["person:nobody"]


def test_bodies_by_acronym_and_former_name(tmp_path: Path) -> None:
    digests = said(
        tmp_path, ("a", "2012-03-01", ["1 | Front National | Organization"]),
        ("b", "2020-04-01", ["1 | National Rally = RN | Organization"]), ("c", "2021-04-01", ["1 | RN | Organization"]),
        ("d", "2021-04-01", ["2 | Labour Party | Organization"]),
        ("e", "2021-04-01", ["3 | Labor Party | Organization"]),
    )  # fmt: skip
    assert joined(digests) == {("org:front-national", "org:national-rally"), ("org:rn", "org:national-rally")}
    other = said(tmp_path, ("f", "2021-04-01", ["4 | Radio Norte = RN | Organization"]))
    assert not any(double == "org:rn" for double, _ in joined([*digests, *other]))


def test_a_row_says_what_why_and_where(tmp_path: Path) -> None:
    digests = said(tmp_path, ("a", "2014-03-01", [FULL]), ("b", "2014-04-01", ["1 | O. Hassan | EG"]))
    (row,) = identity_joins(digests)
    assert row.names == ("O. Hassan", "Omar Hassan")
    assert row.reason == "“O. Hassan” and “Omar Hassan” agree but for an initial, and both act for country:EG."
    assert row.articles == ("a", "b")


def test_the_log_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [
        Join("person:b", "person:a", ("A|B", 'C"\\p', "D,\nE\\"), "One sentence.", ("x", "y|z")),
        Join("person:c", "person:a", (), "Another.", ()),
    ]
    path = tmp_path / "joins.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        write_joins(reversed(rows), file)
    assert read_joins(path) == rows
    out = io.StringIO()
    write_joins([], out)
    assert out.getvalue() == "double,canonical,names,reason,articles\n"


@pytest.mark.parametrize("text", ["", "a,b\n", "double,canonical,names,reason,articles\nx,y\n"])
def test_what_is_no_log_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "joins.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"joins\.csv"):
        read_joins(path)


@pytest.mark.parametrize(
    ("links", "apart", "expected"),
    [
        # c is less than a and b, and fits both, who do not fit each other
        ({"ca": 1, "cb": 1}, [], []),
        ({"ca": 2, "cb": 1}, [], ["ac"]),
        ({"ca": 2, "cb": 2}, [], []),
        ({"ca": 1, "cb": -1}, [], []),
        ({"ca": 2, "cb": -1}, [], ["ac"]),
        ({"ca": -1}, [], []),
        ({"ca": 1, "cb": 1, "ab": 1}, [], ["abc"]),
        ({"ca": 1, "da": 1}, [], ["acd"]),
        ({"ca": 1, "da": 1}, ["cd"], []),
        ({"ca": 1, "da": 1, "ea": 1}, ["cd"], ["ae"]),
        # a chain of equals: each end fits the middle, which fits both
        ({"cd": 1, "de": 1}, [], []),
        ({"cd": 1, "de": 1, "ce": 1}, [], ["cde"]),
        ({"cd": 1, "de": 1, "ce": 1}, ["ce"], []),
    ],
)
def test_clusters(links: dict[str, int], apart: list[str], expected: list[str]) -> None:
    fits: dict[str, dict[str, int]] = {}
    for (one, other), strength in links.items():
        fits.setdefault(one, {})[other] = strength
        fits.setdefault(other, {})[one] = strength
    found = clusters(fits, lambda *pair: "".join(sorted(pair)) in apart, lambda one: one in "ab")
    assert sorted("".join(sorted(cluster)) for cluster in found) == expected


def test_nothing_is_written_where_nothing_is_told() -> None:
    assert identity_joins([]) == []
    assert identity_quads([], []) == []
