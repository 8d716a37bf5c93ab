"""Lists of people's own into gazetteer rows: what is read from SKOS and tables, what is recognised, what is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.authority import Import, import_list
from kgbuild.authority.entry import canonical, readable
from kgbuild.authority.kinds import KINDS, kind_of
from kgbuild.errors import InputError, LexiconError
from kgbuild.gazetteer import load_gazetteer
from kgbuild.gazetteer_rows import City, Country, Institution, Media, Mission, Organization, Region, Thing

PREFIXES = """@prefix ex: <https://authority.example/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gn: <http://www.geonames.org/ontology#> .
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, *lines: str, name: str = "list.csv") -> Path:
    return write(folder, name, "\n".join(lines) + "\n")


def turtle(folder: Path, text: str) -> Path:
    return write(folder, "list.ttl", PREFIXES + text)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def errors(report: Import) -> list[str]:
    return [str(problem) for problem in report.problems if problem.severity == "error"]


def warnings(report: Import) -> list[str]:
    return [str(problem) for problem in report.problems if problem.severity == "warning"]


@pytest.mark.parametrize(
    ("word", "row", "detail"),
    [
        ("city", City, ""),
        ("https://schema.org/City", City, ""),
        ("Town", City, ""),
        ("https://w3id.org/kgbuild/diplomacy#Country", Country, ""),
        ("http://www.w3.org/ns/org#FormalOrganization", Organization, "Organization"),
        ("organisation", Organization, "Organization"),
        ("GovernmentOrganization", Institution, "body"),
        ("central bank", Institution, "central bank"),
        ("Peacekeeping mission", Mission, "peacekeeping"),
        ("newspaper", Media, "newspaper"),
        ("strait", Region, "strait"),
    ],
)
def test_kind(word: str, row: type[Thing], detail: str) -> None:
    kind = kind_of(["http://www.w3.org/2004/02/skos/core#Concept", word])
    assert kind is not None
    assert (kind.row, kind.detail) == (row, detail)


@pytest.mark.parametrize("word", ["person", "", "citadel", "https://schema.org/Person"])
def test_no_kind(word: str) -> None:
    assert kind_of([word]) is None


def test_every_kind_that_is_listed_makes_a_row(tmp_path: Path) -> None:
    lines = [f"Zenda {word.title()},{word},{'QZ' if word == 'country' else 'DE'}" for word in KINDS]
    report = import_list(table(tmp_path, "label,kind,country", *lines), tmp_path / "own")
    assert report.problems == []
    own = load_gazetteer(tmp_path / "own")
    assert [own.references[outcome.id].label for outcome in report.outcomes] == [
        f"Zenda {word.title()}" for word in KINDS
    ]
    assert all(outcome.known_as is None for outcome in report.outcomes)


@pytest.mark.parametrize(
    ("given_iri", "expected"),
    [
        ("http://www.wikidata.org/entity/Q1028", "http://www.wikidata.org/entity/Q1028"),
        ("https://wikidata.org/wiki/Q1028", "http://www.wikidata.org/entity/Q1028"),
        ("http://sws.geonames.org/2538475/about.rdf", "https://sws.geonames.org/2538475/"),
        ("https://example.org/Q1028", "https://example.org/Q1028"),
        ("urn:x:2538475", "urn:x:2538475"),
    ],
)
def test_canonical_iri(given_iri: str, expected: str) -> None:
    assert canonical(given_iri) == expected


@given(st.lists(st.text()))
def test_names_that_are_read_can_stand_in_a_list(names: list[str]) -> None:
    found = readable(names)
    assert found == readable(found)
    assert all("|" not in name and name == name.strip() and len(name) > 1 for name in found)
    assert {tuple(name.split()) for name in found} <= {tuple(name.split()) for name in names}


SKOS = """
ex:scheme a skos:ConceptScheme ; skos:prefLabel "Bodies and places"@en .
ex:strelsau a skos:Concept, schema:City ; skos:prefLabel "Strelsau"@en, "Strelsow"@de, "Стрельзау"@ru ;
  skos:altLabel "City of Strelsau"@en ; skos:hiddenLabel "the old town"@en ; schema:addressCountry "Germany" ;
  skos:notation "S-1" ; skos:closeMatch ex:old-strelsau ; skos:inScheme ex:scheme .
ex:council a foaf:Organization ; rdfs:label "Hentzau Council" ; owl:sameAs <https://www.wikidata.org/wiki/Q4115189> .
"""


def test_skos_gives_names_country_and_links(tmp_path: Path) -> None:
    report = import_list(turtle(tmp_path, SKOS), tmp_path / "own")
    assert report.problems == []
    assert [(outcome.id, outcome.known_as) for outcome in report.outcomes] == [
        ("org:hentzau-council", None),
        ("place:strelsau-de", None),
    ]
    own = load_gazetteer(tmp_path / "own")
    assert own.references["place:strelsau-de"].links == (
        ("sameAs", "https://authority.example/id/strelsau"),
        ("closeMatch", "https://authority.example/id/old-strelsau"),
        ("identifier", "S-1"),
    )
    assert own.references["org:hentzau-council"].links == (
        ("sameAs", "https://authority.example/id/council"),
        ("sameAs", "http://www.wikidata.org/entity/Q4115189"),
    )
    assert own.cities["place:strelsau-de"].names == ("Strelsow", "City of Strelsau")
    assert "Стрельзау" not in own.names
    assert "the old town" not in own.names


def test_english_is_preferred(tmp_path: Path) -> None:
    labels = {
        'skos:prefLabel "Zenda"@fr, "B"@en-GB, "Zenda One"@en': "Zenda One",
        'skos:prefLabel "Zenda"@fr, "Zenda Two"@en-GB': "Zenda Two",
        'skos:prefLabel "Zenda"@fr, "Zenda Three"': "Zenda Three",
        'skos:prefLabel "Зенда"@ru ; skos:altLabel "Zenda Four"@en': "Zenda Four",
        'rdfs:label "Other"@en ; skos:prefLabel "Zenda Five"@fr': "Zenda Five",
        'schema:name "Zenda Six"': "Zenda Six",
        'gn:name "Zenda Seven" ; gn:alternateName "Zendà"@it': "Zenda Seven",
    }
    subjects = "\n".join(f"ex:{number} {said} ." for number, said in enumerate(labels))
    report = import_list(turtle(tmp_path, subjects), tmp_path / "own", kind="region")
    assert [outcome.label for outcome in report.outcomes] == list(labels.values())


RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="https://authority.example/id/1">
  <skos:prefLabel xml:lang="en">Zenda</skos:prefLabel></skos:Concept></rdf:RDF>"""
JSON_LD = """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "https://authority.example/id/1",
  "skos:prefLabel": {"@value": "Zenda", "@language": "en"}}"""
N_TRIPLES = '<https://authority.example/id/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Zenda"@en .\n'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.ttl", N_TRIPLES),
        ("list.nt", N_TRIPLES),
        ("list.rdf", RDF_XML),
        ("list.xml", RDF_XML),
        ("list.jsonld", JSON_LD),
        ("list.json", JSON_LD),
        ("list.csv", "label,uri\nZenda,https://authority.example/id/1\n"),
        ("list.tsv", "Pref label\tURI\nZenda\thttps://authority.example/id/1\n"),
        ("list.csv", "﻿name;id\r\nZenda;https://authority.example/id/1\r\n"),
    ],
)
def test_all_formats_say_the_same(name: str, text: str, tmp_path: Path) -> None:
    report = import_list(write(tmp_path, name, text), tmp_path / "own", kind="region")
    assert report.problems == []
    links = load_gazetteer(tmp_path / "own").references["place:zenda"].links
    assert links == (("sameAs", "https://authority.example/id/1"),)


def test_columns_by_their_headers(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Preferred name,Aliases,URI,Code,sameAs,Wikidata,GeoNames_ID,Type,ISO-3166,remarks",
        "Strelsau,Strelsow;Strelzau,https://authority.example/1,S1,https://a.example/1|https://b.example/1,Q4115189,"
        "https://www.geonames.org/9999999/x.html,town,DEU,nice",
    )
    report = import_list(path, tmp_path / "own")
    assert (report.problems, report.unused) == ([], ("remarks",))
    own = load_gazetteer(tmp_path / "own")
    assert own.cities["place:strelsau-de"].names == ("Strelsow", "Strelzau")
    assert own.references["place:strelsau-de"].links == (
        ("sameAs", "https://authority.example/1"),
        ("sameAs", "https://a.example/1"),
        ("sameAs", "https://b.example/1"),
        ("exactMatch", "http://www.wikidata.org/entity/Q4115189"),
        ("exactMatch", "https://sws.geonames.org/9999999/"),
        ("identifier", "S1"),
    )


def test_columns_that_are_named(tmp_path: Path) -> None:
    path = table(tmp_path, "Toponym,label,Art", "Strelsau,not this,city")
    columns = {"name": "Toponym", "kind": "Art", "names": "Toponym", "country": "Art"}
    with pytest.raises(InputError, match="there is no column Ort; there are Toponym, label, Art"):
        import_list(path, tmp_path / "own", columns={"name": "Ort"})
    report = import_list(path, tmp_path / "own", columns=columns)
    assert errors(report) == [
        f"{path}:2: 'Strelsau' lies in 'city', which is no country that kgbuild knows; give its ISO 3166 code"
    ]
    report = import_list(path, tmp_path / "own", columns={"name": "Toponym", "kind": "Toponym"}, kind="region")
    assert [outcome.id for outcome in report.outcomes] == ["place:strelsau"]


MEANT = [
    ("country,Kingdom of Morocco,,", "country:MA"),
    ("country,The Far Maghreb,MA,", "country:MA"),
    ("country,The Far Maghreb,MAR,", "country:MA"),
    ("country,The Far Maghreb,504,", "country:MA"),
    ("city,Kabul,4,", "place:kabul-af"),
    ("city,Kabul,af,", "place:kabul-af"),
    ("country,The Far Maghreb,,http://www.wikidata.org/entity/Q1028", "country:MA"),
    ("city,The Far Maghreb,,http://www.wikidata.org/entity/Q1028", "country:MA"),
    ("country,Congo,CD,", "country:CD"),
    ("city,Rabat,,", "place:rabat-ma"),
    ("city,Rabat,Morocco,", "place:rabat-ma"),
    ("city,Ribat,,https://www.geonames.org/2538475/rabat.html", "place:rabat-ma"),
    ("city,Rabat,MT,", "place:rabat-mt"),
    ("organization,UN,,", "org:un"),
    ("organization,United Nations,CH,", "org:un"),
    ("institution,Knesset,IL,", "org:knesset-il"),
    ("mission,MINUSCA,,", "mission:minusca"),
    ("treaty,Paris Agreement,,", "agreement:paris-agreement"),
    ("organization,United Nations,,http://www.wikidata.org/entity/Q4115189", "org:united-nations"),
]


def test_what_is_known_keeps_its_row(tmp_path: Path) -> None:
    lines = [line for line, _ in MEANT]
    report = import_list(table(tmp_path, "kind,name,country,sameAs", *lines), tmp_path / "own")
    assert errors(report) == []
    assert [outcome.id for outcome in report.outcomes] == [identifier for _, identifier in MEANT]
    shipped, own = load_gazetteer().references, load_gazetteer(tmp_path / "own").references
    for outcome in report.outcomes:
        assert outcome.known_as == (shipped[outcome.id].label if outcome.id in shipped else None)
        assert own[outcome.id].label == (outcome.known_as or outcome.label)


def test_a_lists_own_iri_is_remembered(tmp_path: Path) -> None:
    header = "name,uri,kind,country"
    import_list(table(tmp_path, header, "Strelsau,https://a.example/1,city,DE"), tmp_path / "own")
    report = import_list(table(tmp_path, header, "Strelzau,https://a.example/1,city,AT"), tmp_path / "own")
    assert [(outcome.id, outcome.known_as) for outcome in report.outcomes] == [("place:strelsau-de", "Strelsau")]
    own = load_gazetteer(tmp_path / "own")
    assert own.names["Strelzau"][0].id == "place:strelsau-de"
    assert len(rows(tmp_path / "own", "cities")) == 1


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    path = turtle(tmp_path, SKOS)
    import_list(path, tmp_path / "own")
    before = {file.name: file.read_bytes() for file in (tmp_path / "own").iterdir()}
    report = import_list(path, tmp_path / "own")
    assert all(outcome.known_as for outcome in report.outcomes)
    assert {file.name: file.read_bytes() for file in (tmp_path / "own").iterdir()} == before
    assert set(before) == {"authorities.csv", "cities.csv", "organizations.csv"}


def test_lists_add_up_beside_rows_by_hand(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    table(own, "name,names,note", "Zenda Summit,,by hand", name="events.csv")
    for number in ("1", "2"):
        list_ = table(
            tmp_path, "name,uri,kind", f"Zenda Summit,https://{number}.example/,event", "Ruritania Talks,,event"
        )
        import_list(list_, own)
    assert [row["name"] for row in rows(own, "events")] == ["Ruritania Talks", "Zenda Summit"]
    assert rows(own, "events")[1]["note"] == "by hand"
    assert [row["sameAs"] for row in rows(own, "authorities")] == ["https://1.example/|https://2.example/"]


def test_a_dry_run_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    path = turtle(tmp_path, SKOS + 'ex:un schema:name "UN", "African Union" ; a schema:Organization .')
    dry = import_list(path, tmp_path / "own", dry_run=True)
    assert not (tmp_path / "own").exists()
    assert dry == import_list(path, tmp_path / "own")
    assert warnings(dry)


def test_what_cannot_be_read_is_told_and_the_rest_goes_through(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "name,kind,country,sameAs",
        "Strelsau,city,DE,",
        ",city,DE,",
        "مدينة,city,MA,",
        "Rupert,person,,",
        "Hentzau,,,",
        "Zenda,city,Ruritania,",
        "Nowhere,city,,",
        ",,,",
        "Fort Zenda,city,DE,not an iri",
    )
    report = import_list(path, tmp_path / "own")
    listed = ", ".join(KINDS)
    assert errors(report) == [
        f"{path}:3: the row lacks a name; fill in name",
        f"{path}:4: no name of 'مدينة' is in Latin script; add one that texts in English use",
        f"{path}:5: 'Rupert': there is no kind person; name one with --kind; there are {listed}",
        f"{path}:6: 'Hentzau' has no kind; name one with --kind; there are {listed}",
        f"{path}:7: 'Zenda' lies in 'Ruritania', which is no country that kgbuild knows; give its ISO 3166 code",
        f"{path}:8: 'Nowhere' lacks the ISO 3166 code of its country; give it (in a table: in a column called country)",
    ]
    assert [warning.split("its sameAs")[0] for warning in warnings(report)] == [
        f"{path}:10: 'Fort Zenda': {part!r}, " for part in ("not", "an", "iri")
    ]
    assert [row["name"] for row in rows(tmp_path / "own", "cities")] == ["Fort Zenda", "Strelsau"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Hentzau Union,African Union,organization",
            "the name of org:hentzau-union and of org:au (African Union): it will be read as neither",
        ),
        (
            "Congo,,organization",
            "(Republic of the Congo): it will not be read as org:congo; add a name that is its alone",
        ),
        (
            "National Security Council,,organization",
            "'National Security Council' stands in ambiguous.csv for nothing in particular: it will not be read as",
        ),
    ],
)
def test_names_that_collide(line: str, message: str, tmp_path: Path) -> None:
    path = table(tmp_path, "name,aliases,kind", line)
    report = import_list(path, tmp_path / "own")
    (warning,) = warnings(report)
    assert warning.startswith(f"{path}:2: ")
    assert message in warning
    assert len(report.outcomes) == 1


def test_two_of_one_name_in_one_state_need_telling_apart(tmp_path: Path) -> None:
    path = table(tmp_path, "name,kind,country,wikidata", "Rabat,city,MA,Q4115189")
    report = import_list(path, tmp_path / "own")
    (error,) = errors(report)
    assert error.startswith(f"{path}:2: 'Rabat' would be place:rabat-ma, which is Q3551 in wikidata, not Q4115189; ")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("list.txt", "Zenda\n", r"kgbuild tells a list's format by its ending, one of .csv, .tsv, .ttl"),
        ("list.csv", "who,what\nZenda,city\n", r"no column is the name; say which of who, what, as --column name=…"),
        ("list.csv", 'name\n"Zenda"x\n', r"list.csv:2: "),
        ("list.ttl", "ex:1 a ex:2 .", r"list.ttl: "),
        (
            "list.ttl",
            '[] <http://www.w3.org/2004/02/skos/core#prefLabel> "Zenda" .',
            r"'Zenda' has no IRI; give it one",
        ),
        ("list.jsonld", '{"@context": "https://schema.org/", "@id": "https://a.example/1"}', r"list.jsonld: "),
    ],
)
def test_list_that_cannot_be_read(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        import_list(write(tmp_path, name, text), tmp_path / "own", kind="city")
    assert not (tmp_path / "own").exists()


def test_list_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name\nÉvian\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        import_list(path, tmp_path / "own", kind="city")


def test_folder_that_holds_a_faulty_gazetteer(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    table(own, "name,names,country,capital", "Zenda,,QX,0", name="cities.csv")
    with pytest.raises(LexiconError, match=r"own/cities.csv:2: country:QX: no such row"):
        import_list(turtle(tmp_path, SKOS), own)
