"""A party of one article in the making, and when two names can be one person's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kgbuild.fact import Entity
from kgbuild.gazetteer import Reference
from kgbuild.language.mention import Mention, Title

_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class OwnerEvidence:
    """What says whom a person represents."""

    mention: Mention
    basis: str
    """Where it was found: ``title``, ``after name``, ``other``, ``list``, ``publisher``, ``dateline`` …"""


@dataclass
class Party:
    """One entity in the making: `key` is what tells it from others in its article."""

    key: str
    kind: str
    names: Counter[str] = field(default_factory=Counter)
    reference: Reference | None = None
    titles: list[Title] = field(default_factory=list)
    title_mentions: list[tuple[Title, Mention]] = field(default_factory=list)
    owners: Counter[str] = field(default_factory=Counter)
    """Votes for whom a person represents: party key → number of mentions that say so."""
    owner_evidence: dict[str, OwnerEvidence] = field(default_factory=dict)
    gender: str = ""
    first: int = 0
    affiliation: Mention | None = None
    """The first mention of a person with the political party that words around the name tell."""
    entity: Entity | None = None
    described: str = ""
    """The head noun of what has no name ("the meeting"): a thing of its article only."""

    @property
    def is_person(self) -> bool:
        return self.kind == "Person"

    @property
    def owner(self) -> str | None:
        """The state or body that most mentions name, the first of them on a tie."""
        ranked = self.owners.most_common(1)
        return ranked[0][0] if ranked else None

    @property
    def full_name(self) -> str:
        return max(self.names, key=lambda name: len(name.split()))

    def represents(self, owner: str, mention: Mention, basis: str, votes: int = 1) -> None:
        """Counts `votes` for `owner` (a party key); the first evidence is kept."""
        self.owners[owner] += votes
        self.owner_evidence.setdefault(owner, OwnerEvidence(mention, basis))

    @property
    def all_owners(self) -> list[str]:
        """The one it represents first, then others that its own titles name: an envoy of one body was another
        state's minister.
        """
        said = [key for key, evidence in self.owner_evidence.items() if evidence.basis in {"title", "after name"}]
        return list(dict.fromkeys([*filter(None, [self.owner]), *said]))


def name_words(name: str) -> tuple[str, ...]:
    """A person's name for comparison: lower case, without initials' points and generation suffixes."""
    words = re.findall(r"[^\s,]+", name.replace("’", "'"))
    kept = [w.rstrip(".").lower() for w in words]
    return tuple(w for w in kept if w and w not in _SUFFIXES) or tuple(kept)


def same_person(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Could two names be one person's? The shorter stands in the longer in order, or initials and nicknames agree."""
    short, long_ = sorted((first, second), key=len)
    if len(short) == 1:
        return short[0] in long_
    if short[-1] == long_[-1]:
        rest = iter(long_[:-1])
        if all(
            any(a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)) for b in rest)
            for a in short[:-1]
        ):
            return True
        return (
            len(short) >= 2
            and short[0][0] == long_[0][0]
            and (len(short[0]) <= 4 or len(long_[0]) <= 4 or short[0][:3] == long_[0][:3])
        )
    if len(short) >= 2 and short == long_[: len(short)]:
        return True
    rest = iter(long_)
    return len(short) >= 2 and all(w in rest for w in short)
