"""Whatever people type as a value, the query keeps its shape and finds just what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.plugins.sparql.parser import parseQuery

from kgbuild.errors import QueryError
from kgbuild.queries import TYPES, answer, bind, read_query
from kgbuild.stores import Table
from kgbuild.stores.embedded import EmbeddedStore

P = NamedNode("http://data.example/p")
QUERY = read_query(
    "q.rq",
    """#+ title: t
#+ parameter: value (text, optional) – a text
SELECT ?s WHERE {
  VALUES ?value { UNDEF }
  ?s <http://data.example/p> ?value .
}
""",
)
ATTACKS = [
    'x" } } DROP ALL #',
    "x' }\n  VALUES ?s { UNDEF }\n",
    "UNDEF",
    "\\",
    '\\" } UNION { ?s ?p ?o',
    '"""',
    "\\u0022 } ?s ?p ?o",
    "<http://data.example/x> } #",
    "\r\n}",
]
values = st.text() | st.sampled_from(ATTACKS) | st.text("\"\\\n\r\t{}<>?#'u0022 UNDEF")


@given(values)
def test_a_text_stays_one_text(value: str) -> None:
    wanted = value.strip()
    store = EmbeddedStore.of([])
    try:
        bound = bind(QUERY, {"value": value}, store)
    except QueryError:
        # Lone surrogates are no characters of RDF.
        with pytest.raises(UnicodeEncodeError):
            wanted.encode()
        return
    before, after = QUERY.text.split("UNDEF")
    assert bound.startswith(before)
    assert bound.endswith(after)
    assert bound[len(before) : -len(after)] == str(Literal(wanted))


@given(values.filter(lambda value: value.isprintable()), st.text(st.characters(exclude_categories=["Cs"])))
def test_it_finds_what_was_typed_and_nothing_else(value: str, other: str) -> None:
    wanted = value.strip()
    subjects = {wanted: NamedNode("http://data.example/wanted")}
    subjects.setdefault(other, NamedNode("http://data.example/other"))
    store = EmbeddedStore.of(Quad(node, P, Literal(text), P) for text, node in subjects.items())
    assert answer(QUERY, {"value": value}, store) == Table(("s",), (("http://data.example/wanted",),))


@given(st.sampled_from(sorted(TYPES)), values)
def test_other_types_take_a_value_or_say_what_is_wrong(kind: str, value: str) -> None:
    query = read_query("q.rq", QUERY.text.replace("(text,", f"({kind},"))
    try:
        bound = bind(query, {"value": value}, EmbeddedStore.of([]))
    except QueryError:
        return
    assert str(parseQuery(bound)).count("triples") == str(parseQuery(QUERY.text)).count("triples")
