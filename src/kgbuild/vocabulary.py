"""The terms of fixed meaning that the graph is written with; relations and classes of things come from the ontology."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode

ONTOLOGY = "https://w3id.org/kgbuild/diplomacy"
DIP = f"{ONTOLOGY}#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_PROV = "http://www.w3.org/ns/prov#"
_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"

PREFIXES = {
    "dip": DIP,
    "rdf": _RDF,
    "rdfs": _RDFS,
    "owl": _OWL,
    "xsd": _XSD,
    "skos": _SKOS,
    "dcterms": _DCTERMS,
    "prov": _PROV,
    "nif": _NIF,
    "plover-type": "https://w3id.org/kgbuild/plover#",
    "cameo-code": "https://w3id.org/kgbuild/cameo#",
}


@lru_cache(maxsize=1024)
def dip(name: str) -> NamedNode:
    """A term of our ontology; callers take the name from the ontology or from the constants below."""
    return NamedNode(DIP + name)


TYPE = NamedNode(_RDF + "type")
FIRST = NamedNode(_RDF + "first")
REST = NamedNode(_RDF + "rest")
LANG_STRING = NamedNode(_RDF + "langString")
LABEL = NamedNode(_RDFS + "label")
DOMAIN = NamedNode(_RDFS + "domain")
RANGE = NamedNode(_RDFS + "range")
SUB_CLASS_OF = NamedNode(_RDFS + "subClassOf")
SUB_PROPERTY_OF = NamedNode(_RDFS + "subPropertyOf")
OWL_CLASS = NamedNode(_OWL + "Class")
OBJECT_PROPERTY = NamedNode(_OWL + "ObjectProperty")
DATATYPE_PROPERTY = NamedNode(_OWL + "DatatypeProperty")
ANNOTATION_PROPERTY = NamedNode(_OWL + "AnnotationProperty")
SYMMETRIC_PROPERTY = NamedNode(_OWL + "SymmetricProperty")
EQUIVALENT_CLASS = NamedNode(_OWL + "equivalentClass")
UNION_OF = NamedNode(_OWL + "unionOf")
SAME_AS = NamedNode(_OWL + "sameAs")
IMPORTS = NamedNode(_OWL + "imports")
XSD_DATE = NamedNode(_XSD + "date")
XSD_DECIMAL = NamedNode(_XSD + "decimal")
XSD_INTEGER = NamedNode(_XSD + "integer")
DEFINITION = NamedNode(_SKOS + "definition")
ALT_LABEL = NamedNode(_SKOS + "altLabel")
EXACT_MATCH = NamedNode(_SKOS + "exactMatch")
CLOSE_MATCH = NamedNode(_SKOS + "closeMatch")
TITLE = NamedNode(_DCTERMS + "title")
ISSUED = NamedNode(_DCTERMS + "issued")
PUBLISHER = NamedNode(_DCTERMS + "publisher")
SOURCE = NamedNode(_DCTERMS + "source")
IDENTIFIER = NamedNode(_DCTERMS + "identifier")
ACTIVITY = NamedNode(_PROV + "Activity")
WAS_DERIVED_FROM = NamedNode(_PROV + "wasDerivedFrom")
WAS_GENERATED_BY = NamedNode(_PROV + "wasGeneratedBy")
USED = NamedNode(_PROV + "used")
ALTERNATE_OF = NamedNode(_PROV + "alternateOf")
ANCHOR_OF = NamedNode(_NIF + "anchorOf")
IS_STRING = NamedNode(_NIF + "isString")

CLAIM = dip("Claim")
ARTICLE_CLASS = dip("Article")
POSITION_CLASS = dip("Position")
TENURE = dip("Tenure")

EVENT_CLASS = dip("eventClass")
ASPECT = dip("aspect")
OBJECT_FORM = dip("objectForm")
PLOVER = dip("plover")
CAMEO = dip("cameo")

PARTICIPANT = dip("participant")
CONCERNS = dip("concerns")
PLACE = dip("place")
DATE = dip("date")
EARLIEST = dip("earliest")
LATEST = dip("latest")
TOPIC = dip("topic")

POSITION_OF = dip("positionOf")
HOLDER = dip("holder")
POSITION = dip("position")
PHASE = dip("phase")
SINCE = dip("since")
UNTIL = dip("until")
HELD_FROM = dip("heldFrom")
HELD_TO = dip("heldTo")
BEGUN_AFTER = dip("begunAfter")
ENDED_BY = dip("endedBy")

SUBJECT = dip("subject")
RELATION = dip("relation")
OBJECT = dip("object")
ABOUT = dip("about")
SUBJECT_ON_BEHALF_OF = dip("subjectOnBehalfOf")
OBJECT_ON_BEHALF_OF = dip("objectOnBehalfOf")
SPEAKER = dip("speaker")
ARTICLE = dip("article")
STATUS = dip("status")
CONFIDENCE = dip("confidence")
FRAME = dip("frame")
QUANTITY = dip("quantity")
DATE_BASIS = dip("dateBasis")
DERIVED_FROM = dip("derivedFrom")

PERSON = dip("Person")
REPRESENTS = dip("represents")
HOLDS_POSITION = dip("holdsPosition")

SOURCE_COUNT = dip("sourceCount")
OCCASION = dip("occasion")
ISO3166 = dip("iso3166")
ISO3166_ALPHA3 = dip("iso3166Alpha3")
ISO3166_NUMERIC = dip("iso3166Numeric")
M49 = dip("m49")
KGBUILD_VERSION = dip("kgbuildVersion")
LANGUAGE_MODEL = dip("languageModel")
LEXICON = dip("lexicon")

AGENTS = frozenset({"Person", "Country", "Organization", "Mission"})
"""Kinds of things that take part in events: the range of ``dip:participant``."""
