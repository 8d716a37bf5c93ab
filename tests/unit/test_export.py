import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from factories import ARTICLE, AUTHORITIES, COMMUNIQUE, PROVENANCE, evidence, fact
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kgbuild.errors import InputError
from kgbuild.export import FORMATS, format_of, render, write
from kgbuild.graph import article_quads, authority_quads
from kgbuild.ontology import load_schema, ontology_quads

QUADS = [*article_quads(ARTICLE, COMMUNIQUE, load_schema(), provenance=PROVENANCE), *authority_quads(AUTHORITIES)]
RDF_FORMATS = {
    "turtle": RdfFormat.TURTLE, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML,
}  # fmt: skip
WITH_GRAPHS = {"nquads", "trig", "jsonld"}


def read_back(content, form):
    return Dataset(parse(content, RDF_FORMATS[form]))


def as_union(quads):
    return Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_read_back_is_what_was_written(form):
    expected = Dataset(QUADS) if form in WITH_GRAPHS else as_union(QUADS)
    assert read_back(render(QUADS, form), form) == expected


@pytest.mark.parametrize("form", FORMATS)
def test_order_and_repetition_do_not_show(form):
    assert render([*reversed(QUADS), *QUADS], form) == render(QUADS, form)


@pytest.mark.parametrize("form", FORMATS)
def test_blank_nodes_of_the_ontology_survive(form):
    quads = ontology_quads("https://w3id.org/kgbuild/id/graph/ontology")
    assert len(read_back(render(quads, form), form)) == len(quads)


def test_hash_seeds_do_not_show():
    script = (
        "import hashlib, test_export as t; print([hashlib.sha256(t.render(t.QUADS, f)).hexdigest() for f in t.FORMATS])"
    )
    unit = Path(__file__).parent
    paths = os.pathsep.join(str(path) for path in (unit, unit.parent, unit.parents[1] / "src"))
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1
    assert all(digests)


def test_turtle_reads_well():
    turtle = render(QUADS, "turtle").decode()
    assert "\nperson:jean-pierre-lacroix-un a dip:Official , dip:Person ;\n\trdfs:label " in turtle
    subjects = [line.split()[0] for line in turtle.splitlines() if line and line[0] not in "\t@"]
    kinds = list(dict.fromkeys(subject.partition(":")[0] for subject in subjects if "#char" not in subject))
    assert kinds == [
        "person",
        "country",
        "org",
        "mission",
        "place",
        "position",
        "event",
        "article",
        "text",
        "activity",
        "graph",
        "claim",
    ]
    assert len(subjects) == len(set(subjects))


def test_claims_stand_with_their_words_in_the_order_of_the_text():
    lines = render(QUADS, "turtle").decode().splitlines()
    order = [line.split()[0].partition(":")[0] for line in lines if line.startswith(("claim:", "text:mfa-017\\#"))]
    assert order == ["claim"] * 5 + ["text"] + ["claim"] * 4 + ["text"] + ["claim"] * 2 + ["text"]


def test_ntriples_are_sorted_lines():
    lines = render(QUADS, "ntriples").decode().splitlines()
    assert lines == sorted(set(lines))


def test_nquads_are_sorted_lines_a_graph_after_the_other():
    lines = render(QUADS, "nquads").decode().splitlines()
    graphs = [line.split()[-2] for line in lines]
    assert len(set(graphs)) == 2
    assert lines != sorted(lines)
    assert list(zip(graphs, lines, strict=True)) == sorted(set(zip(graphs, lines, strict=True)))


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_is_a_valid_file(form):
    assert len(read_back(render([], form), form)) == 0


def test_another_base_has_its_own_prefixes():
    base = "https://example.org/kg/"
    turtle = render(article_quads(ARTICLE, COMMUNIQUE, load_schema(), base), "turtle", base=base).decode()
    assert "@prefix person: <https://example.org/kg/person/> ." in turtle
    assert "\nperson:nasser-bourita-ma a " in turtle


def test_control_characters_become_replacement_characters_in_xml_and_in_xml_alone():
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:x:p"), Literal("page\fbreak\x01", language="en"))
    assert "page\ufffdbreak\ufffd" in render([quad], "rdfxml").decode()
    assert "\ufffd" not in render([quad], "turtle").decode()


@pytest.mark.parametrize(
    ("path", "form"),
    list(zip(("a.ttl", "a.NQ", "x/b.trig", "b.nt", "b.jsonld", "b.rdf"), FORMATS, strict=True)),
)
def test_suffixes_say_the_format(path, form):
    assert format_of(path) == form


def test_write_to_a_path_and_to_an_open_file(tmp_path):
    write(QUADS, tmp_path / "graph.nq")
    buffer = io.BytesIO()
    write(QUADS, buffer, "nquads")
    assert (tmp_path / "graph.nq").read_bytes() == buffer.getvalue() == render(QUADS, "nquads")


@pytest.mark.parametrize("destination", [io.BytesIO(), "graph.txt"])
def test_an_unknown_format_is_said(destination):
    with pytest.raises(InputError, match="name"):
        write(QUADS, destination)


def test_quotes_of_any_kind_survive_every_format():
    odd = 'He said: "We\tmet"\nin São Tomé; \\ 東京 \U0001f54a <b>&amp;</b>'
    quads = article_quads(ARTICLE, [fact(evidence=evidence())], load_schema())
    quads.append(Quad(NamedNode("urn:s"), NamedNode("urn:x:p"), Literal(odd), quads[0].graph_name))
    for form in FORMATS:
        assert Literal(odd) in {quad.object for quad in read_back(render(quads, form), form)}
