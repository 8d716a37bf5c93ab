"""A SKOS list, or any RDF that labels what it tells of, into entries.

Read with pyoxigraph, which fetches nothing: a JSON-LD context that lies elsewhere is an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kgbuild.authority.entry import Entry, Place, canonical, readable
from kgbuild.errors import InputError
from kgbuild.gazetteer_rows import Link
from kgbuild.problem import Problem

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DCTERMS = "http://purl.org/dc/terms/"
_GEONAMES = "http://www.geonames.org/ontology#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_SCHEMA = ("https://schema.org/", "http://schema.org/")


def _schema(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _SCHEMA)


_LABELS = (f"{_SKOS}prefLabel", f"{_RDFS}label", *_schema("name"), f"{_FOAF}name", f"{_GEONAMES}name")
_NAMES = (
    f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel", *_schema("alternateName"), f"{_GEONAMES}alternateName",
)  # fmt: skip
_TYPES = (_RDF_TYPE, f"{_DCTERMS}type", *_schema("additionalType"))
_STATES = (
    f"{_GEONAMES}countryCode", f"{_GEONAMES}parentCountry", *_schema("addressCountry"), *_schema("containedInPlace"),
    f"{_DCTERMS}spatial",
)  # fmt: skip
_LINKS = {
    **dict.fromkeys((f"{_OWL}sameAs", *_schema("sameAs")), "sameAs"),
    f"{_SKOS}exactMatch": "exactMatch",
    f"{_SKOS}closeMatch": "closeMatch",
    **dict.fromkeys((f"{_SKOS}notation", f"{_DCTERMS}identifier", *_schema("identifier")), "identifier"),
}
# What a file says of itself and of its terms is no entry.
_NO_ENTRIES = {
    *(_SKOS + name for name in ("ConceptScheme", "Collection", "OrderedCollection")),
    *(_OWL + name for name in ("Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
    f"{_RDFS}Class",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
}

Statements = Mapping[str, list[NamedNode | Literal]]


def read_rdf(path: Path) -> Iterator[Entry | Problem]:
    """The labelled things of a file, in the order of their IRIs. Raises :class:`InputError` where it does not parse."""
    for iri, statements in sorted(_subjects(path).items()):
        labelled = any(predicate in statements for predicate in (*_LABELS, *_NAMES))
        is_concept = f"{_SKOS}Concept" in _values(statements, (_RDF_TYPE,))
        if (labelled or is_concept) and not _NO_ENTRIES.intersection(_values(statements, (_RDF_TYPE,))):
            yield _entry(iri, statements)


def _subjects(path: Path) -> dict[str, Statements]:
    found: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=FORMATS[path.suffix.lower()]):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                found[quad.subject.value][quad.predicate.value].append(quad.object)
            elif isinstance(quad.subject, BlankNode) and quad.predicate.value in _LABELS:
                message = f"{path}: what is called {quad.object.value!r} has no IRI"
                raise InputError(f"{message}; give it one, so that the graph can say what it is")
    except (SyntaxError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{path}: {error}") from error
    return {iri: dict(statements) for iri, statements in found.items()}


def _entry(iri: str, statements: Statements) -> Entry | Problem:
    place = Place(f"<{iri}>")
    names = readable([*_ranked(statements, _LABELS), *_ranked(statements, _NAMES)])
    if not names:
        return place.problem("has no name in Latin script", "give it a skos:prefLabel@en")
    label, *others = names
    kinds = _values(statements, _TYPES)
    return Entry(
        place,
        label,
        tuple(others),
        kinds,
        _values(statements, _STATES),
        (("sameAs", canonical(iri)), *_links(statements)),
    )


def _ranked(statements: Statements, predicates: Iterable[str]) -> Iterator[str]:
    """By predicate; of each, English first, then without a language, then the others."""
    for predicate in predicates:
        literals = [value for value in statements.get(predicate, ()) if isinstance(value, Literal)]
        for literal in sorted(literals, key=lambda literal: (_distance(literal.language), str(literal))):
            yield literal.value


def _distance(language: str | None) -> tuple[int, str]:
    language = (language or "").lower()
    rank = 0 if language == "en" else 1 if language.startswith("en-") else 2 if not language else 3
    return rank, language


def _values(statements: Statements, predicates: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for predicate in predicates for value in sorted(o.value for o in statements.get(predicate, ())))


def _links(statements: Statements) -> Iterator[Link]:
    for predicate, scheme in _LINKS.items():
        yield from ((scheme, canonical(value)) for value in _values(statements, (predicate,)))
