"""``kgbuild authority``, as users run it: a list of one's own, a build that reads it, a question asked in its terms."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild import vocabulary as v

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)

SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix list: <https://authority.example/id/> .
list:scheme a skos:ConceptScheme ; skos:prefLabel "Ruritanian affairs"@en .
list:strelsau a skos:Concept, schema:City ; skos:inScheme list:scheme ;
  skos:prefLabel "Strelsau"@en, "Стрельзау"@ru ; schema:addressCountry "DE" ; skos:notation "RU-01" .
list:council a skos:Concept, schema:Organization ; skos:inScheme list:scheme ;
  skos:prefLabel "Hentzau Peace Council"@en ; skos:altLabel "Hentzau Council"@en ;
  owl:sameAs <https://bodies.example/hpc> .
list:morocco a skos:Concept, schema:Country ; skos:inScheme list:scheme ; skos:prefLabel "Kingdom of Morocco"@en .
list:rupert a skos:Concept, schema:Person ; skos:inScheme list:scheme ; skos:prefLabel "Rupert of Hentzau"@en .
"""
CSV = """Title,Other names,Ref,What,ISO
Zenda Accord,Accord of Zenda,https://treaties.example/zenda,treaty,
Tarlenheim,,T-7,city,DEU
,,https://treaties.example/none,treaty,
"""
ARTICLE = """Talks in Strelsau

Foreign Minister Nasser Bourita met Jean-Pierre Lacroix in Strelsau on 29 November 2023.

The Hentzau Council praised Morocco.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    for name, text in {"list.ttl": SKOS, "list.csv": CSV, "talks.txt": ARTICLE}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def iri(entity: str) -> NamedNode:
    return NamedNode(identity.iri(entity))


def test_from_a_skos_list_to_an_answer(kgbuild: Cli, folder: Path, tmp_path: Path) -> None:
    imported = kgbuild("authority", "import", folder / "list.ttl", "--into", tmp_path / "own")
    assert (imported.code, imported.out) == (1, "")
    told = imported.err.splitlines()
    assert told[0].startswith(
        "error: <https://authority.example/id/rupert>: 'Rupert of Hentzau': there is no kind https://schema.org/Person;"
    )
    assert told[1:] == [
        "2 new, 1 known already, 1 left out",
        f"{tmp_path / 'own'} written: kgbuild build … --gazetteer {tmp_path / 'own'}",
    ]

    output = tmp_path / "output"
    built = kgbuild("build", folder / "talks.txt", "-o", output, "--gazetteer", tmp_path / "own")
    assert built.code == 0, built.err
    quads = set(parse(path=output / "graph.nq", format=RdfFormat.N_QUADS))
    graph = NamedNode(identity.graph_iri("authority"))
    city, council, morocco = iri("place:strelsau-de"), iri("org:hentzau-peace-council"), iri("country:MA")
    assert {
        Quad(NamedNode("https://authority.example/id/strelsau"), v.SAME_AS, city, graph),
        Quad(city, v.IDENTIFIER, Literal("RU-01"), graph),
        Quad(NamedNode("https://authority.example/id/council"), v.SAME_AS, council, graph),
        Quad(NamedNode("https://bodies.example/hpc"), v.SAME_AS, council, graph),
        Quad(council, v.LABEL, Literal("Hentzau Peace Council", language="en"), graph),
        Quad(NamedNode("https://authority.example/id/morocco"), v.SAME_AS, morocco, graph),
        Quad(morocco, v.EXACT_MATCH, NamedNode("http://www.wikidata.org/entity/Q1028"), graph),
        Quad(morocco, v.M49, Literal("504"), graph),
    } <= quads
    assert any(quad.predicate == v.PLACE and quad.object == city for quad in quads)

    store = ("--store", output / "store")
    question = "SELECT ?by WHERE { <https://authority.example/id/morocco> owl:sameAs ?it . ?by dip:praised ?it }"
    prefixes = f"PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX dip: <{v.DIP}> "
    answer = kgbuild("sparql", prefixes + question, *store, "--format", "csv")
    assert answer.out.splitlines()[1:] == [council.value]
    council_iri = "who=https://authority.example/id/council"
    facts = kgbuild("query", "facts", *store, "--param", council_iri, "--format", "csv")
    (fact,) = csv.DictReader(facts.out.splitlines())
    assert "The Hentzau Council praised Morocco." in fact.values()


def test_from_a_table_with_headers_of_its_own(kgbuild: Cli, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    command = (
        "authority", "import", folder / "list.csv", "--into", own,
        "--column", "names=Other names", "--column", "id=Ref", "--column", "kind=What",
    )  # fmt: skip
    dry = kgbuild(*command, "--dry-run")
    assert dry.code == 1
    assert dry.out.splitlines() == [
        "Zenda Accord\tagreement:zenda-accord\tnew\t",
        "Tarlenheim\tplace:tarlenheim-de\tnew\t",
    ]
    assert dry.err.splitlines() == [
        f"error: {folder / 'list.csv'}:4: the row lacks a name; fill in Title",
        "2 new, 0 known already, 1 left out",
        f"nothing written to {own}, for this is a dry run",
    ]
    assert not own.exists()
    imported = kgbuild(*command)
    assert (imported.code, imported.out) == (1, "")
    assert imported.err.splitlines()[:2] == dry.err.splitlines()[:2]
    again = kgbuild(*command)
    assert "0 new, 2 known already, 1 left out" in again.err
    shown = kgbuild("authority", "show", "Accord of Zenda", "--gazetteer", own)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "agreement:zenda-accord  Zenda Accord (Agreement)",
        "  sameAs     https://treaties.example/zenda",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["authority", "import", "list.csv"], 2, "Missing option '--into'"),
        (["authority", "import", "none.csv", "--into", "own"], 2, "does not exist"),
        (
            ["authority", "import", "list.ttl", "--into", "own", "--kind", "citadel"],
            2,
            "'citadel' is none of country, ",
        ),
        (["authority", "import", "list.csv", "--into", "own", "--column", "who=Title"], 2, "'who' is none of name, "),
        (["authority", "import", "list.csv", "--into", "own", "--column", "name"], 2, "say for instance name=Title"),
        (["authority", "import", "list.csv", "--into", "own", "--column", "name=Who"], 1, "there is no column Who"),
        (["authority", "import", "list.ttl", "--into", "own", "--column", "name=Who"], 1, "has no columns"),
        (["authority", "import", "talks.txt", "--into", "own"], 1, "tells a list's format by its ending"),
        (["authority", "show", "Nobody Known"], 1, "nothing is known by the name 'Nobody Known'"),
        (["authority", "show", "Congo"], 0, "'Congo' is ambiguous: it has 2 meanings"),
    ],
)
def test_what_is_wrong_is_told(
    kgbuild: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, message: str
) -> None:
    monkeypatch.chdir(folder)
    ran = kgbuild(*arguments)
    assert (ran.code, message in " ".join(ran.err.split())) == (code, True), ran.err
    assert not (folder / "own").exists()


def test_what_is_known_of_a_name(kgbuild: Cli) -> None:
    expected = [
        "country:MA  Morocco (Country, MA, as demonym)",
        "  iso3166    MA",
        "  alpha3     MAR",
        "  numeric    504",
        "  m49        504",
        "  geonames   https://sws.geonames.org/2542007/",
        "  wikidata   http://www.wikidata.org/entity/Q1028",
    ]
    assert kgbuild("authority", "show", "Moroccan").out.splitlines() == expected
    assert kgbuild("authority", "show", "country:MA").out.splitlines()[1:] == expected[1:]
