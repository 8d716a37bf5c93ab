"""What passes between the readers of frames: a trigger with its frame, a party in a place of it, two such parties."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kgbuild.language.discourse import Resolved
from kgbuild.language.gapping import Share
from kgbuild.language.lexicon import Entry
from kgbuild.language.modality import Modality
from kgbuild.language.party import Party

_PARTY_HOW = {
    "name": 1.0,
    "demonym": 0.9,
    "group": 0.95,
    "role": 0.95,
    "state of role": 0.85,
    "pronoun": 0.8,
    "pair": 0.8,
    "description": 0.85,
    "metonym": 0.85,
    "described": 0.8,
    "government": 0.85,
}
_PLACE_FACTOR = {"clause": 0.8, "adj": 0.9}
_DEEP_FACTOR = 0.93


@dataclass(frozen=True, slots=True)
class Site:
    """A trigger in its sentence: the word, the verb that carries it (itself for verbs), and the frame."""

    trigger: Token
    verb: Token | None
    entry: Entry
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Filler:
    """A party in a place: how it was reached and resolved."""

    resolved: Resolved
    place: str
    deep: bool = False

    @property
    def party(self) -> Party:
        return self.resolved.party

    @property
    def factor(self) -> float:
        return _PARTY_HOW[self.resolved.how] * _PLACE_FACTOR.get(self.place, 1.0) * (_DEEP_FACTOR if self.deep else 1.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two parties in the places of a frame, before dates, places and quantities are added."""

    site: Site
    subject: Filler
    object: Filler
    modality: Modality
    confidence: float
    share: Share | None = None
    """What falls to these two, where one verb tells it of several."""
