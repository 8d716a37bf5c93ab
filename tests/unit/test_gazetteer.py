"""The gazetteers as data: rows that hold together, names that mean one thing, and spot checks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from kgbuild import ontology, resources
from kgbuild.errors import LexiconError
from kgbuild.gazetteer import Gazetteer, load_gazetteer, plain, slug

FOLDER = resources.ontology() / "gazetteer"
FILES = {
    "agreements": 180,
    "ambiguous": 30,
    "cities": 1500,
    "countries": 230,
    "events": 140,
    "former": 30,
    "institutions": 240,
    "leaders": 2000,
    "media": 200,
    "metonyms": 60,
    "missions": 180,
    "organizations": 370,
    "regions": 350,
}
"""Each file, and how many rows it has at least."""
SORTED_BY = {"leaders": ("country", "organization", "from", "name")}
"""Where a file is not sorted by its first column."""

# the members of the UN; then other states and territories, with the code in common use for Kosovo
STATES = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN
SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
EH HK MO PS TW VA XK GL
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))))


def test_no_file_is_forgotten() -> None:
    found = {Path(str(path)).stem for path in FOLDER.iterdir() if Path(str(path)).suffix == ".csv"}
    assert found == set(FILES)


@pytest.mark.parametrize(("name", "least"), FILES.items())
def test_file_is_sorted_and_repeats_nothing(name: str, least: int) -> None:
    table = rows(name)
    keys = [[row[column] for column in SORTED_BY.get(name, list(row)[:1])] for row in table]
    assert len(table) >= least
    assert keys == sorted(keys)
    for row in table:
        label = row.get("label", row.get("name", ""))
        names = [label, *filter(None, row.get("names", "").split("|"))]
        assert [name for name, count in Counter(names).items() if count > 1] == [], row
        assert all(cell == cell.strip() for cell in row.values()), row


def test_all_states_are_there(gazetteer: Gazetteer) -> None:
    states = STATES.split()
    assert len(set(states)) == 193 + 8
    assert [iso for iso in states if iso not in gazetteer.countries] == []


def test_capitals_are_cities(gazetteer: Gazetteer) -> None:
    cities = {(city.label, city.country) for city in gazetteer.cities.values()}
    missing = [
        (iso, capital)
        for iso, country in gazetteer.countries.items()
        for capital in country.capital
        if len(iso) == 2 and (capital, iso) not in cities
    ]
    assert missing == []


def test_a_state_has_one_seat_of_government(gazetteer: Gazetteer) -> None:
    seats = Counter(gazetteer.capitals.values())
    assert {iso: count for iso, count in seats.items() if count != 1} == {}
    assert gazetteer.capitals["place:rabat-ma"] == "MA"
    assert "place:the-hague-nl" not in gazetteer.capitals


def test_shared_names_are_stated(gazetteer: Gazetteer) -> None:
    """A name of two rows is ambiguous on purpose only where ambiguous.csv says so."""
    stated = {plain(row["name"]).upper() for row in rows("ambiguous")}
    shared = {name for name, references in gazetteer.names.items() if len(references) != 1}
    assert {name for name in shared if plain(name).upper() not in stated} == set()


def test_identifiers_name_one_row(gazetteer: Gazetteer) -> None:
    links = Counter(link for reference in gazetteer.references.values() for link in reference.links)
    assert [link for link, count in links.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "identifier", "role"),
    [
        ("Morocco", "country:MA", "name"),
        ("Kingdom of Morocco", "country:MA", "name"),
        ("Moroccans", "country:MA", "demonym"),
        ("U.S.", "country:US", "acronym"),
        ("USA", "country:US", "acronym"),
        ("Britain", "country:GB", "name"),
        ("Türkiye", "country:TR", "name"),
        ("Turkiye", "country:TR", "name"),
        ("Viet Nam", "country:VN", "name"),
        ("Việt Nam", "country:VN", "name"),
        ("Ivory Coast", "country:CI", "name"),
        ("Côte d’Ivoire", "country:CI", "name"),
        ("Cote d'Ivoire", "country:CI", "name"),
        ("DR Congo", "country:CD", "name"),
        ("DRC", "country:CD", "acronym"),
        ("South Sudanese", "country:SS", "demonym"),
        ("Soviet Union", "country:SUHH", "name"),
        ("Georgia", "country:GE", "name"),
        ("Holy See", "country:VA", "name"),
        ("RABAT", "place:rabat-ma", "name"),
        ("Washington", "place:washington-us", "name"),
        ("Sharm El-Sheikh", "place:sharm-el-sheikh-eg", "name"),
        ("Gaza", "place:gaza-strip-ps", "name"),
        ("Texas", "place:texas-us", "name"),
        ("Red Sea", "place:red-sea", "name"),
        ("Kremlin", "country:RU", "metonym"),
        ("Elysée Palace", "country:FR", "metonym"),
        ("UN", "org:un", "acronym"),
        ("U.N. Security Council", "org:unsc", "name"),
        ("Arab League", "org:arab-league", "name"),
        ("al-Shabab", "org:al-shabaab", "name"),
        ("IDF", "org:israel-defense-forces-il", "acronym"),
        ("State Department", "org:department-of-state-us", "name"),
        ("Xinhua News Agency", "org:xinhua-cn", "name"),
        ("MINUSCA", "mission:minusca", "acronym"),
        ("Minusca", "mission:minusca", "name"),
        ("KFOR", "mission:kfor", "acronym"),
        ("G-20 summit", "event:g20-summit", "name"),
        ("JCPOA", "agreement:joint-comprehensive-plan-of-action", "acronym"),
    ],
)
def test_name(gazetteer: Gazetteer, name: str, identifier: str, role: str) -> None:
    assert [(reference.id, reference.role) for reference in gazetteer.names[name]] == [(identifier, role)]


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Congo", {"country:CD", "country:CG"}),
        ("CONGOLESE", {"country:CD", "country:CG"}),
        ("Korean", {"country:KR", "country:KP"}),
        ("Dominican", {"country:DM", "country:DO"}),
        ("San Jose", {"place:san-jose-cr", "place:san-jose-us"}),
        ("National Security Council", set()),
        ("MALE", set()),
        ("Senate", {"org:us-senate-us", "org:french-senate-fr"}),
    ],
)
def test_ambiguous_name(gazetteer: Gazetteer, name: str, candidates: set[str]) -> None:
    assert {reference.id for reference in gazetteer.names[name]} == candidates


@pytest.mark.parametrize("word", ["us", "Us", "who", "Who", "Parliament", "Male", "Mission", "PA"])
def test_common_word_names_nothing(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.names.get(word)


def test_reference_says_what_it_knows(gazetteer: Gazetteer) -> None:
    (morocco,) = gazetteer.names["Morocco"]
    assert (morocco.kind, morocco.label, morocco.country) == ("Country", "Morocco", "MA")
    assert morocco.links == (
        ("iso3166", "MA"),
        ("alpha3", "MAR"),
        ("numeric", "504"),
        ("m49", "504"),
        ("geonames", "2542007"),
        ("wikidata", "Q1028"),
    )
    assert gazetteer.references["org:un"].country is None
    assert gazetteer.references["org:xinhua-cn"].country == "CN"
    assert gazetteer.references["place:red-sea"].country is None


@pytest.mark.parametrize(
    ("country", "body", "date", "expected"),
    [
        ("CF", "org:un", "2023-11-29", {"minusca"}),
        ("CF", "org:un", "2009", {"minurcat", "bonuca"}),
        ("CD", "org:un", "2010", {"monuc", "monusco"}),
        ("CD", "org:un", "2005-06", {"monuc"}),
        ("ML", "org:un", "2024-01-01", set()),
        ("XK", "org:nato", "2015", {"kfor"}),
        ("SO", "org:au", "2023", {"atmis"}),
        ("HT", None, "2024-08", {"binuh", "mss-haiti"}),
        ("LB", "org:un", None, {"unifil", "unogil", "unscol", "untso"}),
    ],
)
def test_missions_at(
    gazetteer: Gazetteer, country: str, body: str | None, date: str | None, expected: set[str]
) -> None:
    assert {mission.local_name for mission in gazetteer.missions_at(country, body, date)} == expected


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("Xi Jinping", "2020", {("country:CN", "HeadOfState"), ("country:CN", "Official")}),
        ("Xi", "2012-12", {("country:CN", "Official")}),
        ("Moon", "2018-04-27", {("country:KR", "HeadOfState")}),
        (
            "Kim",
            "2018-04-27",
            {("country:KP", "HeadOfState"), ("country:KP", "Official"), ("org:world-bank", "Official")},
        ),
        ("Jong-un", "2018-04-27", set()),
        (
            "Nguyen",
            "2020",
            {("country:VN", "HeadOfState"), ("country:VN", "Official"), ("country:VN", "HeadOfGovernment")},
        ),
        ("Phuc", "2020", {("country:VN", "HeadOfGovernment")}),
        ("Zelenskiy", "2023", {("country:UA", "HeadOfState")}),
        ("Bush", "1995", set()),
        ("George Bush", "1989-01-20", {("country:US", "HeadOfState"), ("country:US", "Official")}),
        ("Sánchez", "2021", {("country:ES", "HeadOfGovernment")}),
        ("Sanchez", "2021", {("country:ES", "HeadOfGovernment")}),
        ("von der Leyen", "2024", {("org:european-commission", "Official")}),
        ("Leyen", "2024", {("org:european-commission", "Official")}),
        ("Le Drian", "2019", {("country:FR", "ForeignMinister")}),
        ("de Hoop Scheffer", "2006", {("org:nato", "Official")}),
        ("al-Othaimeen", "2019", {("org:oic", "Official")}),
        ("Al Othaimeen", "2019", {("org:oic", "Official")}),
        ("Othaimeen", "2019", {("org:oic", "Official")}),
        ("Benedict", "2010", {("country:VA", "HeadOfState")}),
        ("Hillary Blinken", "2022", set()),
        ("xi", "2020", set()),
    ],
)
def test_leaders_named(gazetteer: Gazetteer, name: str, date: str, expected: set[tuple[str, str]]) -> None:
    found = {(leader.of, leader.office) for leader in gazetteer.leaders_named(name) if leader.held_at(date)}
    assert found == expected


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("2017-01-19", False),
        ("2017-01-20", True),
        ("2017-01", True),
        ("2016", False),
        ("2021", True),
        ("2021-01-20", True),
        ("2021-02", False),
    ],
)
def test_held_at(gazetteer: Gazetteer, date: str, held: bool) -> None:
    first_term = gazetteer.leaders_named("Donald J. Trump")[0]
    assert first_term.held_at(date) is held


def test_offices_are_classes_of_officials(gazetteer: Gazetteer) -> None:
    schema = ontology.load_schema()
    offices = {leader.office for leader in gazetteer.leaders}
    assert {office for office in offices if not schema.is_a(office, "Official")} == set()


def test_a_leader_has_the_same_names_in_every_office(gazetteer: Gazetteer) -> None:
    names: dict[str, set[tuple[str, ...]]] = {}
    for leader in gazetteer.leaders:
        names.setdefault(leader.label, set()).add(leader.names)
    assert {label for label, spellings in names.items() if len(spellings) > 1} == set()


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_own_rows_are_added_and_replace(tmp_path: Path) -> None:
    write(tmp_path, "cities.csv", "name,names,country,capital,geonames,wikidata", "Ruritania City,,US,0,,")
    write(tmp_path, "agreements.csv", "name,names,note", "Paris Agreement,Accord of Paris,")
    own = load_gazetteer(tmp_path)
    assert own.names["RURITANIA CITY"][0].id == "place:ruritania-city-us"
    assert own.agreements["agreement:paris-agreement"].names == ("Accord of Paris",)
    assert len(own.names) > 10_000
    assert "Ruritania City" not in load_gazetteer().names


CITIES = "name,names,country,capital,geonames,wikidata"
LEADERS = "name,names,country,organization,office,from,until"
MISSIONS = "id,label,names,acronym,kind,body,countries,from,until,wikidata"


@pytest.mark.parametrize(
    ("name", "lines", "message"),
    [
        ("cities.csv", [CITIES, "Strelsau,,ruritania,0,,"], r"cities.csv:2: country: "),
        ("cities.csv", [CITIES, "Strelsau,,US,0,,", "Zenda,,US,perhaps,,"], r"cities.csv:3: capital: "),
        ("cities.csv", [CITIES, "Strelsau,,QX,0,,"], r"cities.csv:2: country:QX: no such row"),
        ("cities.csv", [CITIES, "Zenda,,US,0,,", "Zenda,,US,0,,"], r"cities.csv:3: place:zenda-us is already in .*:2"),
        ("cities.csv", [CITIES, "Zenda,,US,0,,,more"], r"cities.csv:2: too many cells"),
        ("cities.csv", [CITIES, "Zenda,,US"], r"cities.csv:2: capital: "),
        ("cities.csv", [CITIES, 'Zenda,"A"b,US,0,,'], r"cities.csv:2: "),
        ("regions.csv", ["name,names,kind,country", "Rabat,,city,MA"], r"regions.csv:2: place:rabat-ma is already in"),
        ("missions.csv", [MISSIONS, "x,X Force,,X,military,un,SO,2010,2009,"], r"missions.csv:2: .*2009 lies before"),
        ("missions.csv", [MISSIONS, "x,X Force,,X,military,nobody,SO,2010,,"], r"org:nobody: no such row"),
        ("leaders.csv", [LEADERS, "Rudolf V,,RZ,,HeadOfState,1894,"], r"leaders.csv:2: country:RZ: no such row"),
        ("leaders.csv", [LEADERS, "Rudolf V,,,nobody,Official,1894,"], r"leaders.csv:2: org:nobody: no such row"),
        ("leaders.csv", [LEADERS, "Rudolf V,,,,HeadOfState,1894,"], r"leaders.csv:2: .*either country or organization"),
        (
            "leaders.csv",
            [LEADERS, "Rudolf V,,DE,un,Official,1894,"],
            r"leaders.csv:2: .*either country or organization",
        ),
        ("leaders.csv", [LEADERS, "Rudolf V,,DE,,HeadOfState,1894,1893"], r"leaders.csv:2: .*1893 lies before"),
        ("leaders.csv", [LEADERS, "Rudolf V,,DE,,HeadOfState,1894-02-30,"], r"leaders.csv:2: from: .*02-30 is no date"),
        ("leaders.csv", [LEADERS, "Rudolf V,,DE,,HeadOfState,,"], r"leaders.csv:2: from: "),
        ("ambiguous.csv", ["name,role,candidates,note", "Zenda,name,place:zenda,"], r"place:zenda: no such row"),
        ("towns.csv", [CITIES, "Zenda,,US,0,,"], r"towns.csv: no such gazetteer; there are agreements.csv"),
    ],
)
def test_faulty_row(tmp_path: Path, name: str, lines: list[str], message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_gazetteer(write(tmp_path, name, *lines))


def test_file_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_bytes("name,names,note\nSommet de Évian,,\n".encode("latin-1"))
    with pytest.raises(LexiconError, match=r"events.csv: not UTF-8"):
        load_gazetteer(tmp_path)


def test_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        load_gazetteer(tmp_path / "none")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("N’Djamena", "ndjamena"), ("São Tomé", "sao-tome"), ("Łódź", "lodz"), ("U.S. Navy", "us-navy"), ("G20", "g20")],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


AUTHORITIES = "id,names,sameAs,exactMatch,closeMatch,identifier"


def test_authorities_add_names_and_links_to_any_row(tmp_path: Path) -> None:
    write(tmp_path, "cities.csv", CITIES, "Strelsau,,US,0,,")
    write(
        tmp_path,
        "authorities.csv",
        AUTHORITIES,
        "country:MA,Far Maghreb|FMG,https://example.org/1|urn:x:1,https://example.org/m,https://example.org/c,M 1|M 2",
        "place:strelsau-us,,https://example.org/2,,,",
    )
    own = load_gazetteer(tmp_path)
    (morocco,) = own.names["FAR MAGHREB"]
    assert morocco.id == "country:MA"
    assert morocco.links[-6:] == (
        ("sameAs", "https://example.org/1"),
        ("sameAs", "urn:x:1"),
        ("exactMatch", "https://example.org/m"),
        ("closeMatch", "https://example.org/c"),
        ("identifier", "M 1"),
        ("identifier", "M 2"),
    )
    assert own.names["FMG"][0].role == "acronym"
    assert own.names["Moroccan"][0].links == own.names["Morocco"][0].links == own.references["country:MA"].links
    assert own.names["Strelsau"][0].links == (("sameAs", "https://example.org/2"),)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("country:QX,,,,,", r"authorities.csv:2: country:QX: no such row"),
        ("country:MA,,Q1028,,,", r"authorities.csv:2: sameAs: .*Q1028 is no absolute IRI"),
        ("country:MA,,,http://a/{b},,", r"authorities.csv:2: exactMatch: .*is no absolute IRI"),
    ],
)
def test_faulty_authority(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_gazetteer(write(tmp_path, "authorities.csv", AUTHORITIES, row))
