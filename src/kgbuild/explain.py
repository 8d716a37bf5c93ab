"""Why a fact is in the graph: the claims that bear it, with their sentences, and how they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from pyoxigraph import Literal, NamedNode

from kgbuild import identity
from kgbuild.errors import QueryError
from kgbuild.fact import Fact
from kgbuild.output import OutputFolder
from kgbuild.stores import Store, lookup
from kgbuild.stores.store import select
from kgbuild.vocabulary import PREFIXES

_CLAIMS = """SELECT
  ?claim
  (MIN(STR(?subjectLabel)) AS ?subject)
  (MIN(STR(?subjectBody)) AS ?subject_for)
  (MIN(STRAFTER(STR(?term), "#")) AS ?relation)
  (MIN(STR(?objectLabel)) AS ?object)
  (MIN(STR(?objectBody)) AS ?object_for)
  (MIN(STR(?state)) AS ?status)
  (MIN(STR(?stage)) AS ?phase)
  (MIN(STR(?day)) AS ?date)
  (MIN(STR(?placeLabel)) AS ?place)
  (MIN(STR(?words)) AS ?quote)
  (MIN(STRAFTER(STR(?fragment), "#char=")) AS ?span)
  (MIN(STR(?entry)) AS ?frame)
  (MIN(?likelihood) AS ?confidence)
  (MIN(STR(?speakerLabel)) AS ?speaker)
  (MIN(STR(?row)) AS ?derived_from)
  (MIN(STR(?articleNode)) AS ?article)
  (MIN(STR(?headline)) AS ?title)
  (MIN(STR(?web)) AS ?page)
  (GROUP_CONCAT(DISTINCT STR(?name); SEPARATOR = "\\n") AS ?names)
WHERE {
  %s
  ?claim a dip:Claim ;
    dip:subject ?subjectNode ;
    dip:relation ?term ;
    dip:object ?objectNode ;
    dip:status ?state ;
    dip:confidence ?likelihood ;
    dip:frame ?entry ;
    dip:article ?articleNode ;
    prov:wasDerivedFrom ?fragment .
  ?fragment nif:anchorOf ?words .
  ?subjectNode rdfs:label ?subjectLabel .
  ?objectNode rdfs:label ?objectLabel .
  OPTIONAL { ?claim dip:subjectOnBehalfOf/rdfs:label ?subjectBody }
  OPTIONAL { ?claim dip:objectOnBehalfOf/rdfs:label ?objectBody }
  OPTIONAL { ?claim dip:about?/dip:date ?day }
  OPTIONAL { ?claim dip:about?/dip:phase ?stage }
  OPTIONAL { ?claim dip:about?/dip:place/rdfs:label ?placeLabel }
  OPTIONAL { ?claim dip:speaker/rdfs:label ?speakerLabel }
  OPTIONAL { ?claim dip:derivedFrom ?row }
  OPTIONAL { ?articleNode dcterms:title ?headline }
  BIND(IRI(STRBEFORE(STR(?fragment), "#")) AS ?text)
  OPTIONAL { ?text dcterms:source ?web . FILTER(?web != ?articleNode) }
  OPTIONAL { ?claim (dip:subject|dip:object)/(rdfs:label|skos:altLabel) ?name }
}
GROUP BY ?claim"""

_OFFICES = "SELECT ?office { ?office a dip:Position ; rdfs:label ?title . FILTER(LCASE(STR(?title)) = %s) }"
_ANY_ROLE = (
    "dip:subject|dip:object|dip:subjectOnBehalfOf|dip:objectOnBehalfOf|dip:about|dip:article|dip:speaker|dip:place"
)
_SAYS = """VALUES ?one {{ {subject} }} VALUES ?other {{ {stated} }}
    ?claim dip:relation {relation} ;
      (dip:subject|dip:subjectOnBehalfOf)/owl:sameAs? ?one ;
      (dip:object|dip:objectOnBehalfOf)/owl:sameAs? ?other ."""


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim in the words of the graph."""

    claim: str
    subject: str
    subject_for: str | None
    relation: str
    object: str
    object_for: str | None
    status: str
    phase: str | None
    date: str | None
    place: str | None
    quote: str
    span: str
    frame: str
    confidence: float
    speaker: str | None
    derived_from: str | None
    article: str
    title: str | None
    page: str | None
    names: str
    """Of both parties, one a line."""


def claims_about(store: Store, name: str) -> list[ClaimTold]:
    """The claim itself, or all that name this person, body, event, place or article.

    Raises :class:`QueryError` where the store knows nothing of the kind.
    """
    node = lookup.entity(store, name)
    return _claims(store, f"{{ VALUES ?claim {{ {node} }} }} UNION {{ ?claim ({_ANY_ROLE})/owl:sameAs? {node} }}")


def claims_of(store: Store, subject: str, relation: str, stated: str) -> list[ClaimTold]:
    """The claims that say so. A country is a party to what its office-holders do; an office is given by its title."""
    term = lookup.relation(store, relation)
    one, other = _nodes(store, subject), _nodes(store, stated)
    said = _SAYS.format(relation=term, subject=one, stated=other)
    turned = _SAYS.format(relation=term, subject=other, stated=one)
    return _claims(store, f"{{ {said} }} UNION {{ {term} a owl:SymmetricProperty . {turned} }}")


def facts_behind(claims: Iterable[ClaimTold], output: OutputFolder) -> dict[str, Fact]:
    """By the IRI of their claim, the facts with what their judge looked at, as far as the folder keeps the readings."""
    inputs = output.inputs
    if inputs is None:
        return {}
    asked = {claim.article for claim in claims}
    keys = [key for id_, key in inputs.articles.items() if identity.iri(f"article:{id_}", inputs.base) in asked]
    read = (told for key in keys if (told := output.readings.get(key)) is not None)
    return {identity.iri(identity.claim_id(fact), inputs.base): fact for told in read for fact in told.facts}


def _nodes(store: Store, name: str) -> str:
    """The one entity that a name stands for, or all offices of that title."""
    try:
        return str(lookup.entity(store, name))
    except QueryError:
        offices = select(store, _prefixed(_OFFICES % Literal(" ".join(name.split()).lower()))).rows
        if not offices:
            raise
        return " ".join(str(NamedNode(str(node))) for (node,) in offices)


def _claims(store: Store, pattern: str) -> list[ClaimTold]:
    names = [field.name for field in fields(ClaimTold)]
    claims = [ClaimTold(**_only(record, names)) for record in select(store, _prefixed(_CLAIMS % pattern)).records()]
    return sorted(claims, key=lambda claim: (claim.article, int(claim.span.partition(",")[0]), claim.claim))


def _only(record: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: record[name] for name in names}


def _prefixed(query: str) -> str:
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items()) + query
