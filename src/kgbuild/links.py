"""What others call an entity, as triples.

Each scheme of a gazetteer has its predicate, and a reason for it:

- codes (ISO 3166, UN M49) are literals, since none of their keepers gives them IRIs of their own: a property for each
  scheme, which a query needs no datatype for, and which is an OWL 2 DL data property;
- Wikidata and GeoNames are ``skos:exactMatch``: rows that somebody checked to mean the same. ``owl:sameAs`` would make
  all that those say, of all times and in their sense of "country" or "place", true of our node too;
- an IRI that a user's own list gives is a name for our node, and its keeper says so: ``owl:sameAs``. Our node is the
  object, as everywhere in the graph (DOUBLE owl:sameAs CANONICAL), so that questions may be asked with the user's IRI.
"""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from kgbuild import identity
from kgbuild import vocabulary as v
from kgbuild.errors import LexiconError

_CODES = {
    "iso3166": v.ISO3166,
    "alpha3": v.ISO3166_ALPHA3,
    "numeric": v.ISO3166_NUMERIC,
    "m49": v.M49,
    "identifier": v.IDENTIFIER,
}
_ELSEWHERE = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "geonames": "https://sws.geonames.org/{}/",
}
_MATCHES = {"exactMatch": v.EXACT_MATCH, "closeMatch": v.CLOSE_MATCH}


def elsewhere(scheme: str, identifier: str) -> str:
    """The IRI of an identifier of Wikidata or GeoNames.

    >>> elsewhere("geonames", "2538475")
    'https://sws.geonames.org/2538475/'
    """
    return _ELSEWHERE[scheme].format(identity.escape(identifier))


def link(node: NamedNode, scheme: str, identifier: str) -> Triple:
    """One triple; an identifier of a scheme that is not known here is kept with its scheme.

    Raises :class:`LexiconError` for an IRI of a user's own that is none.
    """
    if scheme in _CODES:
        return Triple(node, _CODES[scheme], Literal(identifier))
    if scheme in _ELSEWHERE:
        return Triple(node, v.EXACT_MATCH, NamedNode(elsewhere(scheme, identifier)))
    if scheme in _MATCHES:
        return Triple(node, _MATCHES[scheme], _given(identifier))
    if scheme == "sameAs":
        return Triple(_given(identifier), v.SAME_AS, node)
    return Triple(node, v.IDENTIFIER, Literal(f"{scheme}:{identifier}"))


def _given(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise LexiconError(f"authorities.csv: {iri} is no IRI ({error}); mend it there") from error
