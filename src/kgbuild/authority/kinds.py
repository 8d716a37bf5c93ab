"""The words by which lists say what a thing is, and in which gazetteer such a thing stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.gazetteer_rows import (
    Agreement,
    City,
    Country,
    Event,
    Institution,
    Media,
    Mission,
    Organization,
    Region,
    Thing,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """`detail` is what the gazetteer's own column ``kind`` says."""

    row: type[Thing]
    detail: str = ""


_REGIONS = "region territory province island sea strait river canal continent site border"
_INSTITUTIONS = "ministry parliament agency party company government court police body"

KINDS: dict[str, Kind] = {
    "country": Kind(Country),
    "city": Kind(City),
    **{word: Kind(Region, word) for word in _REGIONS.split()},
    "organization": Kind(Organization, "Organization"),
    "institution": Kind(Institution, "body"),
    **{word: Kind(Institution, word) for word in _INSTITUTIONS.split()},
    "armed forces": Kind(Institution, "armed forces"),
    "central bank": Kind(Institution, "central bank"),
    "news agency": Kind(Media, "agency"),
    "broadcaster": Kind(Media, "broadcaster"),
    "newspaper": Kind(Media, "newspaper"),
    "magazine": Kind(Media, "magazine"),
    "website": Kind(Media, "site"),
    "mission": Kind(Mission),
    "peacekeeping mission": Kind(Mission, "peacekeeping"),
    "political mission": Kind(Mission, "political"),
    "military mission": Kind(Mission, "military"),
    "civilian mission": Kind(Mission, "civilian"),
    "event": Kind(Event),
    "agreement": Kind(Agreement),
}
"""The words that kgbuild lists where it does not know one."""

# As vocabularies have them (schema.org, W3C ORG, FOAF, GeoNames), and in other spellings.
_ALSO = {
    "sovereign state": "country",
    "nation": "country",
    "town": "city",
    "populated place": "city",
    "place": "region",
    "location": "region",
    "administrative area": "region",
    "organisation": "organization",
    "formal organization": "organization",
    "international organization": "organization",
    "ngo": "organization",
    "government organization": "institution",
    "political party": "party",
    "corporation": "company",
    "news media organization": "website",
    "peace operation": "mission",
    "summit": "event",
    "forum": "event",
    "conference": "event",
    "treaty": "agreement",
    "accord": "agreement",
}


def _key(word: str) -> str:
    """Without case, spaces and signs, so that "GovernmentOrganization" and "government organization" are one."""
    return re.sub(r"[^a-z]", "", word.lower())


_BY_KEY = {_key(word): kind for word, kind in KINDS.items()} | {_key(a): KINDS[word] for a, word in _ALSO.items()}


def kind_of(words: Iterable[str]) -> Kind | None:
    """The kind of the first word that is known; of an IRI, its last part counts."""
    return next((kind for word in words if (kind := _BY_KEY.get(_key(re.split(r"[/#]", word)[-1])))), None)
