import warnings

import owlready2
import pytest
from factories import ARTICLE, AUTHORITIES, COMMUNIQUE, PROVENANCE, TO_MINUSCA
from rdflib import OWL, RDF, Dataset, Graph
from rdflib.compare import isomorphic

from kgbuild import resources
from kgbuild.derived import digests_of, missions_quads, together
from kgbuild.export import FORMATS, render
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema, ontology_quads
from kgbuild.vocabulary import DIP

SCHEMA = load_schema()
GRAPH = "https://w3id.org/kgbuild/id/graph/ontology"
SAID = [
    *article_quads(ARTICLE, COMMUNIQUE, SCHEMA, provenance=PROVENANCE),
    *missions_quads([TO_MINUSCA], SCHEMA),
    *authority_quads(AUTHORITIES),
]
QUADS = [*SAID, *together(digests_of(SAID, {}, SCHEMA))[0]]
RDFLIB = {
    "turtle": "turtle",
    "nquads": "nquads",
    "trig": "trig",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}


def read(content, form):
    dataset = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # raised inside rdflib's JSON-LD parser
        dataset.parse(data=content, format=RDFLIB[form])
    return dataset


def quads_of(dataset):
    return {(s, p, o, str(getattr(g, "identifier", g))) for s, p, o, g in dataset.quads()}


@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_every_format(form):
    expected = read(render(QUADS, "nquads"), "nquads")
    found = read(render(QUADS, form), form)
    if form in {"nquads", "trig", "jsonld"}:
        assert quads_of(found) == quads_of(expected)
        assert len(quads_of(found)) == len(QUADS)
    else:
        assert {row[:3] for row in quads_of(found)} == {row[:3] for row in quads_of(expected)}


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_the_ontology_is_isomorphic_to_what_is_written_of_it(form):
    written = Graph().parse(data=render(ontology_quads(GRAPH), form), format=RDFLIB[form])
    source = Graph()
    for name in ("diplomacy.ttl", "events.ttl"):
        source.parse(data=(resources.ontology() / name).read_bytes(), format="turtle")
    source.remove((None, OWL.imports, None))
    assert isomorphic(written, source)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    path = tmp_path_factory.mktemp("owl") / "all.nt"
    path.write_bytes(render([*ontology_quads(GRAPH), *QUADS], "ntriples"))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    return world


def test_owlready_loads_ontology_and_data(world):
    classes, properties = list(world.classes()), list(world.object_properties())
    assert world[f"{DIP}ForeignMinister"] in classes
    assert {world[DIP + name] for name in SCHEMA.relations} <= set(properties)
    assert world[f"{DIP}metWith"].is_a.count(owlready2.SymmetricProperty) == 1
    assert {cls.iri.removeprefix(DIP) for cls in classes if cls.iri.startswith(DIP)} == SCHEMA.classes


def test_no_term_is_a_property_of_two_kinds():
    graph = Graph().parse(data=(resources.ontology() / "diplomacy.ttl").read_bytes(), format="turtle")
    kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty", "Class")
    declared = [(s, o) for s, o in graph.subject_objects(RDF.type) if str(o).endswith(kinds) and not s.startswith("n")]
    named = [subject for subject, _ in declared if str(subject).startswith(DIP)]
    assert len(named) == len(set(named)) > 100
