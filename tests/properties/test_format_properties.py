"""A round trip through each format loses nothing, whatever text, IRI, language or datatype a graph holds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdf_readers import canonical, expected, with_oxigraph, with_pyld, with_rdflib

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.export import FORMATS, render
from kgbuild.writers.context import context

BASE = identity.DEFAULT_BASE
NASTY = [
    "", " ", "  ", " x", "x ", "\t", "\n", "\r", "\r\n", "a\rb\nc", '"', '"""', "'''", 'x"', "\\", "\\n", "\\u0041",
    "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\u202eabc\u202c", "\u2067x\u2069", "\u200d",
    "e\u0301", "\xe9", "\u212b", "\ud7ff", "\ue000", "\ufdd0", "\ufffd", "\U0001f54a", "\U0010fffd", "\U0010ffff",
    "<b>&amp;]]>", "<!--", "&#13;", "@en", "^^<urn:x:d>", "@type", "{}", "null", "0", "-1", "1e3", "007", "x" * 100_000,
    "東京", "Ελλάδα", "नेपाल", "العربية",
]  # fmt: skip
NOT_IN_XML = ["\x00", "\x01", "\x0b", "\f", "\x1b", "\x1f", "\ufffe", "\uffff"]

texts = (
    st.sampled_from([*NASTY, *NOT_IN_XML]) | st.text(max_size=20) | st.text(st.characters(codec="utf-8"), max_size=20)
)
xml_texts = st.sampled_from(NASTY) | st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20
)
segments = st.text(
    st.sampled_from("aZ09-._~!$&'()*+,;=:@éß東\u0301") | st.characters(codec="utf-8", categories=("L", "N")), max_size=8
).filter(lambda text: text not in {".", ".."})
local_iris = st.builds(
    lambda kind, parts, tail: f"{BASE}{kind}/{'/'.join(parts)}{tail}",
    st.sampled_from(identity.KINDS), st.lists(segments, min_size=1, max_size=3),
    st.sampled_from(["", "#char=1,2", "#", "?", "?q=1", "#a:b", "#a/b", "/"]),
)  # fmt: skip
others = st.sampled_from([
    BASE, BASE + "person", BASE + "@type", BASE + "a:b", BASE + "?q", BASE + "#x", BASE[:-1],
    v.DIP, v.DIP + "label", v.DIP + "id",
    v.DIP + "a:b", v.DIP + "x/y", "http://[::1]/", "mailto:a@b.example", "urn:uuid:7", "tag:x,2024:y", "http://e.example",
    "http://e.example/?a=b&c=d#e", "http://e.example/%20%C3%A9", "http://e.example/東京", "file:///a/b", "http://a//b", "type://x",
    *v.PREFIXES.values(),
])  # fmt: skip


def is_iri(text):
    """By the parser, which is stricter than the constructor."""
    try:
        return next(parse(f'<{text}> <urn:x:p> "" .'.encode(), RdfFormat.N_TRIPLES)).subject.value == text
    except (SyntaxError, StopIteration):
        return False


iris = (local_iris | others).filter(is_iri).map(NamedNode)
predicates = st.sampled_from(
    [
        *context().terms,
        v.DIP + "x",
        v.DIP + "id",
        v.DIP + "graph",
        "urn:x:p",
        "http://e.example/p",
        v.PREFIXES["rdf"] + "value",
    ]
).map(NamedNode)
names = st.sampled_from(["Person", "label", "id", "x.y", "Élan"]).map(v.dip)
classes = (st.sampled_from(["Person", "Meeting", "label", "id", "type", "place", "x-y", "a:b"]).map(v.dip)) | iris
blank = st.sampled_from(["b0", "b1", "c14n2"]).map(BlankNode)
datatypes = st.sampled_from(
    ["xsd:date", "xsd:decimal", "xsd:integer", "xsd:boolean", "xsd:double", "rdf:JSON", "urn:x:d"]
).map(lambda name: NamedNode(v.PREFIXES.get(name.split(":")[0], "urn:") + name.split(":", 1)[1]))
languages = st.sampled_from(["en", "en-GB", "zh-Hant-TW", "ar", "x-own"])


def literals(of):
    return (
        st.builds(Literal, of)
        | st.builds(lambda text, language: Literal(text, language=language), of, languages)
        | st.builds(lambda text, datatype: Literal(text, datatype=datatype), of, datatypes)
        | st.builds(lambda number: Literal(str(number), datatype=v.XSD_INTEGER), st.integers())
    )


def datasets(of, size=8, kinds=classes | blank):
    typed = st.builds(Quad, iris | blank, st.just(v.TYPE), kinds, graphs)
    said = st.builds(Quad, iris | blank, predicates, iris | blank | classes | literals(of), graphs)
    odd = st.builds(Quad, iris, st.just(v.TYPE), literals(of), graphs)
    return st.lists(typed | said | odd, max_size=size)


graphs = st.sampled_from([DefaultGraph(), NamedNode(BASE + "graph/article/a%20b"), NamedNode("urn:x:g")])


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "rdfxml"])
@given(datasets(texts))
@settings(max_examples=150)
def test_a_round_trip_loses_nothing(form, quads):
    assert canonical(with_oxigraph(render(quads, form), form)) == expected(quads, form)


@given(datasets(xml_texts, kinds=names))
@settings(max_examples=150)
def test_a_round_trip_through_xml_loses_nothing_that_xml_can_hold(quads):
    content = render(quads, "rdfxml")
    assert canonical(with_oxigraph(content, "rdfxml")) == expected(quads, "rdfxml")
    assert canonical(with_rdflib(content, "rdfxml")) == expected(quads, "rdfxml")


@given(datasets(texts))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_other_readers_of_jsonld_read_the_same(quads):
    content = render(quads, "jsonld")
    assert canonical(with_pyld(content, "jsonld")) == expected(quads, "jsonld")
    assert canonical(with_rdflib(content, "jsonld")) == expected(quads, "jsonld")


@pytest.mark.parametrize("form", FORMATS)
@given(datasets(xml_texts, size=30, kinds=names), st.randoms())
@settings(max_examples=20)
def test_neither_order_nor_repetition_shows(form, quads, random):
    shuffled = random.sample([*quads, *quads], 2 * len(quads))
    assert render(shuffled, form) == render(quads, form)
