"""The named graphs that are written from facts: an article's own, and that of the authority data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.edtf import bounds
from kgbuild.fact import Article, Entity, Fact
from kgbuild.layers import english, fact_triples, is_authority
from kgbuild.links import link
from kgbuild.schema import Schema

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an article was read with. No time: the same input gives the same bytes."""

    kgbuild: str
    model: str
    lexicon: str


def article_quads(
    article: Article,
    facts: Sequence[Fact],
    schema: Schema,
    base: str = identity.DEFAULT_BASE,
    *,
    provenance: Provenance | None = None,
) -> list[Quad]:
    """The graph of one article: what it says, and nothing that follows by reference data (see :mod:`kgbuild.derived`).

    The order of the facts does not matter. Raises :class:`OntologyError` for a relation or class that there is not.
    """
    said = [fact for fact in facts if fact.derived_from is None]
    triples = set(fact_triples(said, schema, base))
    triples.update(_article_triples(article, base, provenance))
    return in_graph(triples, identity.article_graph_iri(article.id, base))


def text_quad(article: Article, base: str = identity.DEFAULT_BASE) -> Quad:
    """The whole text, on the node that quotes are stretches of (NIF 2.0, ``nif:isString``)."""
    text = NamedNode(identity.iri(f"text:{article.id}", base))
    graph = NamedNode(identity.article_graph_iri(article.id, base))
    return Quad(text, v.IS_STRING, Literal(article.text), graph)


def in_graph(triples: Iterable[Triple], graph: str) -> list[Quad]:
    """Sorted quads of one named graph."""
    name = NamedNode(graph)
    return [Quad(triple.subject, triple.predicate, triple.object, name) for triple in sorted(set(triples), key=str)]


def authority_quads(entities: Iterable[Entity], base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """Labels, types and links of the gazetteers' rows among the entities; persons are no authority data."""
    triples: list[Triple] = []
    for entity in entities:
        if is_authority(entity):
            node = NamedNode(identity.iri(entity.id, base))
            triples.append(Triple(node, v.TYPE, v.dip(entity.kind)))
            triples.append(Triple(node, v.LABEL, english(entity.label)))
            triples.extend(link(node, scheme, identifier) for scheme, identifier in entity.links)
    return in_graph(triples, identity.graph_iri("authority", base))


def _article_triples(article: Article, base: str, provenance: Provenance | None) -> Iterator[Triple]:
    node = NamedNode(identity.iri(f"article:{article.id}", base))
    text = NamedNode(identity.iri(f"text:{article.id}", base))
    yield Triple(node, v.TYPE, v.ARTICLE_CLASS)
    yield Triple(node, v.IDENTIFIER, Literal(article.id))
    if article.title:
        yield Triple(node, v.TITLE, _tagged(article.title, article.language))
    if article.published:
        yield Triple(node, v.ISSUED, _day(article.published))
    if article.publisher:
        yield Triple(node, v.PUBLISHER, Literal(article.publisher))
    yield Triple(text, v.SOURCE, _page(article.url) or node)
    if provenance:
        told = (article.id, provenance.kgbuild, provenance.model, provenance.lexicon)
        activity = NamedNode(identity.iri(f"activity:{identity.digest(*told)}", base))
        yield Triple(NamedNode(identity.article_graph_iri(article.id, base)), v.WAS_GENERATED_BY, activity)
        yield Triple(activity, v.TYPE, v.ACTIVITY)
        yield Triple(activity, v.USED, text)
        yield Triple(activity, v.KGBUILD_VERSION, Literal(provenance.kgbuild))
        yield Triple(activity, v.LANGUAGE_MODEL, Literal(provenance.model))
        yield Triple(activity, v.LEXICON, Literal(provenance.lexicon))


def _tagged(text: str, language: str) -> Literal:
    """Without a tag where the article's language is given in words that are none."""
    return Literal(text, language=language) if _LANGUAGE_TAG.fullmatch(language) else Literal(text)


def _day(published: str) -> Literal:
    """A day as xsd:date; whatever else stands there (a time, a month) as text."""
    is_day = bounds(published) == (published, published)
    return Literal(published, datatype=v.XSD_DATE) if is_day else Literal(published)


def _page(url: str | None) -> NamedNode | Literal | None:
    if not url:
        return None
    try:
        return NamedNode(url)
    except ValueError:
        # Web addresses are often no valid IRIs (spaces, braces): kept as text, since mending would change them.
        return Literal(url)
