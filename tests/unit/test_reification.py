import pytest
from factories import ARTICLE, COMMUNIQUE
from pyoxigraph import NamedNode, Quad, Triple
from rdf_readers import canonical, expected, with_oxigraph

from kgbuild import vocabulary as v
from kgbuild.errors import ExportError
from kgbuild.export import FORMATS, render
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema
from kgbuild.reification import reified, with_triple_terms

QUADS = article_quads(ARTICLE, COMMUNIQUE, load_schema())
RDF = v.PREFIXES["rdf"]
REIFIES = NamedNode(f"{RDF}reifies")


def objects(quads, predicate):
    return {(quad.graph_name, quad.subject): quad.object for quad in quads if quad.predicate == predicate}


def test_each_claim_has_the_parts_of_rdf_beside_ours():
    added = list(reified(QUADS))
    assert len(added) == len(QUADS) + 3 * len(COMMUNIQUE)
    for ours, theirs in ((v.SUBJECT, "subject"), (v.RELATION, "predicate"), (v.OBJECT, "object")):
        assert objects(added, NamedNode(RDF + theirs)) == objects(QUADS, ours)


def test_each_claim_reifies_its_statement():
    terms = objects(with_triple_terms(QUADS), REIFIES)
    subjects, relations, values = (objects(QUADS, part) for part in (v.SUBJECT, v.RELATION, v.OBJECT))
    assert terms == {claim: Triple(subjects[claim], relations[claim], values[claim]) for claim in subjects}
    assert len(terms) == len(COMMUNIQUE)


def test_a_claim_without_all_its_parts_reifies_nothing():
    half = [quad for quad in QUADS if quad.predicate != v.OBJECT]
    assert list(with_triple_terms(half)) == half


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"jsonld"}))
def test_triple_terms_survive_all_formats_that_know_them(form):
    quads = list(with_triple_terms(QUADS))
    back = with_oxigraph(render(quads, form), form)
    assert any(isinstance(quad.object, Triple) for quad in back)
    assert canonical(back) == expected(quads, form)


def test_jsonld_refuses_them():
    with pytest.raises(ExportError, match="no triple terms: choose"):
        render(with_triple_terms(QUADS), "jsonld")


def test_nothing_of_both_is_said_twice():
    both = list(with_triple_terms(reified(QUADS)))
    assert len(both) == len(set(map(Quad, *zip(*both, strict=True))))
