"""Ids and IRIs, made from content and never from a counter.

An id is the lower-case name of a prefix, a colon and a local name (``person:nasser-bourita-ma``); its IRI is the
base, the prefix's name, a slash and the local name. Local names are escaped so that any text gives a valid IRI.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from kgbuild.errors import InputError
from kgbuild.fact import Entity, Fact

DEFAULT_BASE = "https://w3id.org/kgbuild/id/"

KINDS = (
    "person",
    "country",
    "org",
    "mission",
    "place",
    "agreement",
    "position",
    "event",
    "tenure",
    "claim",
    "article",
    "text",
    "activity",
    "graph",
)
"""The prefixes of ids, in the order in which a reader wants to meet them."""

_ASCII = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")
_WORD_BREAK = re.compile(r"[\W_]+")


def _escape(character: str) -> str:
    # Letters, marks and digits are allowed in IRIs and in Turtle's local names alike; planes 14 to 16 are not.
    if character in _ASCII or (0xBF < ord(character) < 0xE0000 and unicodedata.category(character)[0] in "LMN"):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def escape(local_name: str) -> str:
    """A local name as a segment of an IRI.

    >>> escape("https://mfa.example/a b"), escape("São_Tomé"), escape("..")
    ('https%3A%2F%2Fmfa.example%2Fa%20b', 'São_Tomé', '%2E%2E')
    """
    if local_name.strip(".") == "":
        # A segment of one or two dots would climb the path.
        return "%2E" * len(local_name)
    return "".join(map(_escape, unicodedata.normalize("NFC", local_name)))


@lru_cache(maxsize=1 << 16)
def iri(entity_id: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of an id. Raises :class:`InputError` where the id has no known prefix.

    >>> iri("person:nasser-bourita-ma")
    'https://w3id.org/kgbuild/id/person/nasser-bourita-ma'
    """
    kind, colon, local_name = entity_id.partition(":")
    if not colon or kind not in KINDS:
        raise InputError(f"the id {entity_id!r} begins with none of the prefixes {', '.join(KINDS)}")
    return f"{base}{kind}/{escape(local_name)}"


def graph_iri(name: str, base: str = DEFAULT_BASE) -> str:
    """The IRI of one of the graphs that are no article's: ``ontology``, ``authority``, ``derived/missions`` …"""
    return f"{base}graph/{name}"


def article_graph_iri(article_id: str, base: str = DEFAULT_BASE) -> str:
    return f"{base}graph/article/{escape(article_id)}"


def text_iri(article_id: str, start: int, end: int, base: str = DEFAULT_BASE) -> str:
    """A stretch of an article's text, by RFC 5147."""
    return f"{iri(f'text:{article_id}', base)}#char={start},{end}"


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    return {kind: f"{base}{kind}/" for kind in KINDS}


def digest(*content: object) -> str:
    """A short name for content: the same for the same values on every machine."""
    return sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()[:16]


def kebab(text: str) -> str:
    """Words in lower case, joined by hyphens.

    >>> kebab("Minister of Foreign Affairs"), kebab("AgreementMaking"), kebab("Écologie & Énergie")
    ('minister-of-foreign-affairs', 'agreement-making', 'écologie-énergie')
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", unicodedata.normalize("NFC", text))
    return _WORD_BREAK.sub("-", apart).strip("-").lower()


def _id(entity: Entity | None) -> str | None:
    return entity.id if entity else None


def event_id(fact: Fact, event_class: str) -> str:
    """One event an occasion and place; a fact without occasion has an event of its own."""
    own = None if fact.occasion else (fact.subject.id, fact.object.id if fact.object else fact.value)
    said = (fact.article, fact.occasion, own, event_class, fact.date, _id(fact.place))
    return f"event:{kebab(event_class)}-{digest(*said)}"


def position_id(title: str, holder: Entity, body: Entity | None) -> str:
    """A position is one thing by its title and its state or body; without these it is the holder's alone."""
    kind, _, local_name = (body or holder).id.partition(":")
    # The African Union and Australia are both "au": only countries go without their prefix.
    owner = local_name.lower() if kind == "country" else f"{kind}-{local_name}"
    return f"position:{kebab(title)}-{owner}"


def tenure_id(position: str, fact: Fact) -> str:
    return f"tenure:{digest(fact.subject.id, position, fact.phase, fact.since, fact.until)}"


def claim_id(fact: Fact) -> str:
    """All that the fact says and where, but not how likely it is: retraining does not rename claims."""
    entities = (fact.subject, fact.object, fact.place, fact.speaker, fact.subject_for, fact.object_for)
    said = (fact.relation, fact.value, fact.status, fact.topic, fact.quantity, fact.derived_from, fact.position_kind)
    when = (fact.occasion, fact.date, fact.phase, fact.since, fact.until)
    where = (fact.article, fact.evidence.start, fact.evidence.end, fact.evidence.frame, fact.evidence.date_basis)
    return f"claim:{digest(*map(_id, entities), *said, *when, *where)}"
