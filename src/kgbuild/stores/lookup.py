"""From what people type (a name, a short or a full IRI) to what a store knows."""

from __future__ import annotations

from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kgbuild import identity
from kgbuild.errors import QueryError
from kgbuild.stores.store import Store, select
from kgbuild.vocabulary import DIP

_PREFIXES = """PREFIX dip: <https://w3id.org/kgbuild/diplomacy#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# Terms of the ontology have labels as well, and an office is asked for by its own questions.
_NAMED = """?entity {property} ?label .
  FILTER(!STRSTARTS(STR(?entity), STR(dip:)))
  FILTER NOT EXISTS {{ ?entity a dip:Position }}"""
_BY_NAME = """SELECT DISTINCT ?canonical ?label WHERE {{
  {named}
  FILTER(LCASE(STR(?label)) = {name})
  OPTIONAL {{ ?entity owl:sameAs ?same }}
  BIND(COALESCE(?same, ?entity) AS ?canonical)
}} ORDER BY ?canonical ?label"""
_NAMES = "SELECT DISTINCT ?label WHERE {{ {named} }} ORDER BY ?label"
_RELATIONS = "SELECT DISTINCT ?relation ?label WHERE { ?relation dip:eventClass|dip:aspect ?any ; rdfs:label ?label }"
_ARTICLES = "SELECT DISTINCT ?id WHERE { ?article a dip:Article ; dcterms:identifier ?id } ORDER BY ?id"
_NEAR = 5


def base(store: Store) -> str:
    """The base of the store's IRIs: what stands before ``article/`` in that of an article."""
    found = select(store, f"{_PREFIXES} SELECT ?article WHERE {{ ?claim dip:article ?article }} LIMIT 1").rows
    return str(found[0][0]).rpartition("article/")[0] if found else identity.DEFAULT_BASE


def entity(store: Store, text: str, *, prefer: str | None = None) -> NamedNode:
    """The entity that an IRI, a short IRI (``country:MA``) or a name stands for.

    Names count in full, in upper or lower case: first as labels, then as other names. Where the store holds two IRIs
    to be one person, it is the canonical one. `prefer` is the class
    that decides between namesakes (Luxembourg the country and Luxembourg the city).
    Raises :class:`QueryError` that lists the candidates, or names that are near.
    """
    if written := _as_iri(store, text):
        return _known(store, written, text)
    for properties in ("rdfs:label", "skos:altLabel"):
        candidates = _by_name(store, text, properties)
        if len(candidates) > 1 and prefer:
            candidates = _of_class(store, candidates, prefer) or candidates
        if len(candidates) > 1:
            told = ", ".join(f"{_short(store, iri)} ({label})" for iri, label in sorted(candidates.items()))
            raise QueryError(f"{text!r} can be {told}: say which")
        if candidates:
            return NamedNode(next(iter(candidates)))
    raise QueryError(f"nobody and nothing in the store is called {text!r}{_near(text, _names(store))}")


def relation(store: Store, text: str) -> NamedNode:
    """A relation by its name (``metWith``, ``dip:metWith``), its label (``met with``) or its IRI."""
    rows = select(store, _PREFIXES + _RELATIONS).rows
    labels = {str(iri).removeprefix(DIP): str(label) for iri, label in rows}
    wanted = text.strip("<>").removeprefix(DIP).removeprefix("dip:").lower()
    for name, label in labels.items():
        if wanted in {name.lower(), label.lower()}:
            return NamedNode(DIP + name)
    raise QueryError(f"there is no relation {text!r}; there are {', '.join(sorted(labels))}")


def article_graph(store: Store, article: str) -> str:
    """The IRI of the graph of an article, by its id. Raises :class:`QueryError` with ids that are near."""
    ids = [str(row[0]) for row in select(store, f"{_PREFIXES} {_ARTICLES}").rows]
    if article not in ids:
        raise QueryError(f"the store has no article {article!r}{_near(article, ids)}")
    return identity.article_graph_iri(article, base(store))


def _as_iri(store: Store, text: str) -> str | None:
    if text.startswith("<") and text.endswith(">"):
        return text[1:-1]
    if text.startswith(("http://", "https://", "urn:")):
        return text
    kind, colon, local_name = text.partition(":")
    if colon and kind in identity.KINDS and not local_name.startswith(" "):
        return f"{base(store)}{kind}/{local_name}"
    return None


def _known(store: Store, iri: str, text: str) -> NamedNode:
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{text!r} is no valid IRI: {error}") from error
    if not select(store, f"SELECT ?p WHERE {{ {{ {node} ?p ?o }} UNION {{ ?s ?p {node} }} }} LIMIT 1").rows:
        raise QueryError(f"the store knows nothing of {text}")
    canonical = select(store, f"{_PREFIXES} SELECT ?same WHERE {{ {node} owl:sameAs ?same }} ORDER BY ?same").rows
    return NamedNode(str(canonical[0][0])) if canonical else node


def _by_name(store: Store, name: str, properties: str) -> dict[str, str]:
    named = _NAMED.format(property=properties)
    text = _PREFIXES + _BY_NAME.format(named=named, name=Literal(" ".join(name.split()).lower()))
    return {str(iri): str(label) for iri, label in select(store, text).rows}


def _of_class(store: Store, candidates: dict[str, str], kind: str) -> dict[str, str]:
    nodes = " ".join(map(str, map(NamedNode, candidates)))
    rows = select(store, f"SELECT DISTINCT ?e WHERE {{ VALUES ?e {{ {nodes} }} ?e a {NamedNode(DIP + kind)} }}").rows
    return {str(row[0]): candidates[str(row[0])] for row in rows}


def _names(store: Store) -> list[str]:
    named = _NAMED.format(property="rdfs:label|skos:altLabel")
    return [str(row[0]) for row in select(store, _PREFIXES + _NAMES.format(named=named)).rows]


def _near(text: str, names: list[str]) -> str:
    """Names that look like it, or of which it is a word."""
    by_lower = {name.lower(): name for name in names}
    wanted = text.lower()
    close = get_close_matches(wanted, by_lower, n=_NEAR, cutoff=0.7)
    close += [name for name in by_lower if wanted in name.split() and name not in close]
    return f"; do you mean {' or '.join(by_lower[name] for name in close[:_NEAR])}?" if close else ""


def _short(store: Store, iri: str) -> str:
    for kind, start in identity.prefixes(base(store)).items():
        if iri.startswith(start):
            return f"{kind}:{iri.removeprefix(start)}"
    return iri
