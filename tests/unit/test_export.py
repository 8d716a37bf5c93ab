import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from factories import ARTICLE, AUTHORITIES, COMMUNIQUE, PROVENANCE, evidence, fact
from pyoxigraph import Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import ExportError, InputError
from kgbuild.export import FORMATS, format_of, render, write
from kgbuild.fact import Article
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


def test_what_xml_cannot_hold_is_counted_and_no_other_format_loses_it(tmp_path):
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:x:p"), Literal("page\fbreak\x01", language="en"))
    assert write([quad], tmp_path / "a.rdf") == 1
    assert "page\ufffdbreak\ufffd" in (tmp_path / "a.rdf").read_text(encoding="utf-8")
    for form in set(FORMATS) - {"rdfxml"}:
        assert write([quad], tmp_path / "a", form) == 0
        assert read_back((tmp_path / "a").read_bytes(), form) == Dataset([quad])


def test_xml_parsers_keep_carriage_returns():
    content = render([Quad(NamedNode("urn:s"), NamedNode("urn:x:p"), Literal("a\r\nb"))], "rdfxml")
    assert [element.text for element in ET.fromstring(content).iter("{urn:x:}p")] == ["a\r\nb"]


@pytest.mark.parametrize("predicate", ["urn:x:1", "http://e.example/a/", "http://e.example/-a"])
def test_a_property_without_a_name_is_not_for_xml(predicate):
    quads = [
        Quad(NamedNode("urn:s"), NamedNode(predicate), Literal("x")),
        Quad(NamedNode("urn:s"), v.TYPE, NamedNode(predicate)),
    ]
    for quad in quads:
        with pytest.raises(ExportError, match=f"<{predicate}> does not end in a name"):
            render([quad], "rdfxml")


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.rdf"
    path.write_text("before")
    with pytest.raises(ExportError):
        write([Quad(NamedNode("urn:s"), NamedNode("urn:x:1"), Literal("x"))], path)
    with pytest.raises(ExportError, match="cannot be written"):
        write(QUADS, tmp_path / "nowhere" / "a.nq")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["before"]


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "link.nq").symlink_to(tmp_path / "graph.nq")
    write(QUADS, tmp_path / "link.nq")
    assert (tmp_path / "link.nq").is_symlink()
    assert (tmp_path / "graph.nq").read_bytes() == render(QUADS, "nquads")


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_comments_say_which_article_is_next(form):
    title = "Talks \u202e\n# in\x1bRabat"
    article = replace(ARTICLE, title=title, publisher="MFA", published="2023-11-30")
    quads = [*article_quads(article, COMMUNIQUE, load_schema()), *ontology_quads(identity.graph_iri("ontology"))]
    written = io.BytesIO()
    write(quads, written, form, comments=True)
    lines = written.getvalue().decode().split("\n")
    heading = lines.index("# ── Talks # in Rabat · MFA · 2023-11-30 · article:mfa-017 ──")
    first_claim = next(number for number, line in enumerate(lines) if line.strip().startswith("claim:"))
    assert heading < first_claim
    assert read_back(written.getvalue(), form) == read_back(render(quads, form), form)
    assert "# ──" not in render(quads, form).decode()


def test_articles_with_like_names_do_not_mix():
    """Claims stand by article before they stand by place, also where only zeros tell the articles' ids apart."""
    quads = [
        quad
        for name in ("a1", "a01")
        for quad in article_quads(Article(name, ""), [replace(one, article=name) for one in COMMUNIQUE], load_schema())
    ]
    lines = render(quads, "turtle").decode().splitlines()
    order = [line.split("\\#")[0] for line in lines if line.startswith(("text:a1\\#", "text:a01\\#"))]
    assert order == ["text:a01"] * 3 + ["text:a1"] * 3


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
