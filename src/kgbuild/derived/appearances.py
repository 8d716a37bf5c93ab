"""What an article tells of each person and body, as far as it says who is who."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode

from kgbuild import vocabulary as v
from kgbuild.derived.name_words import load_name_words
from kgbuild.derived.values import Values, id_of
from kgbuild.edtf import bounds
from kgbuild.gazetteer_rows import plain

KINDS = ("Person", "Organization", "Mission", "Country")
"""Classes of what is looked for in other articles, by which it is asked whether two nodes are of one kind."""
_LISTED_KINDS = {"org": "Organization", "mission": "Mission", "country": "Country"}
"""The kinds of nodes whose types stand in graph:authority, by the prefix of their ids."""
_HELD = frozenset({"", "current", "acting"})


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """That somebody is said to hold, have held or come to hold a position."""

    position: str
    """Id of the position."""
    title: str
    kind: str
    """The class of its holders that has one member at a time (``ForeignMinister``), or nothing."""
    body: str
    """Id of the state or body, or nothing."""
    phase: str
    """current, acting, former, incoming, or nothing where the article does not say."""
    since: str = ""
    until: str = ""
    on: str = ""
    """When it is said to be so (EDTF), or nothing where that is the time of the article."""

    @property
    def is_held(self) -> bool:
        return self.phase in _HELD

    @property
    def key(self) -> tuple[str, tuple[str, ...]] | None:
        """Equal for the same office, whatever the title; None where too little is said to tell it from others."""
        telling = (self.kind,) if self.kind else _telling_words(self.title)
        return (self.body, telling) if self.body and telling else None


@lru_cache(maxsize=1 << 14)
def _telling_words(title: str) -> tuple[str, ...]:
    """The words that tell an office from others, in one spelling and by the alphabet."""
    known = load_name_words()
    words = (known.office_spellings.get(word, word) for word in re.findall(r"\w+", plain(title).casefold()))
    return tuple(sorted({word for word in words if word not in known.office_empty}))


@dataclass(frozen=True, slots=True, order=True)
class Appearance:
    """What one article tells of one node."""

    id: str
    article: str
    date: str
    """Day of publication (ISO 8601), or nothing."""
    kind: str
    """One of :data:`KINDS`."""
    label: str
    """Nothing for what the gazetteers name."""
    names: tuple[str, ...]
    """Other names, by the alphabet."""
    bodies: tuple[str, ...] = ()
    """Ids of the states and bodies that the person represents or acts for."""
    offices: tuple[Office, ...] = ()


def appearances_of(values: Values, article: str, base: str) -> Iterator[Appearance]:
    """Of an article's graph, in the order of the nodes' IRIs."""
    date = next((_day(issued.value) for issued in _all(values, v.ISSUED)), "")
    bodies, offices = _bodies(values), _offices(values, base)
    for node in sorted(_named(values), key=str):
        identifier = id_of(node, base)
        if (kind := _kind(values[v.TYPE].get(node, ()), identifier)) is None:
            continue
        labels = _texts(values, v.LABEL, node)
        label = max(labels, key=lambda name: (len(name.split()), name), default="")
        others = {*labels, *_texts(values, v.ALT_LABEL, node)} - {label}
        represented = sorted(id_of(body, base) for body in bodies[node])
        yield Appearance(
            identifier,
            article,
            date,
            kind,
            label,
            tuple(sorted(others)),
            tuple(represented),
            tuple(sorted(offices[node])),
        )


def _named(values: Values) -> set[NamedNode]:
    """What has a name in the article, and what the gazetteers name for it."""
    parties = (v.SUBJECT, v.OBJECT, v.SUBJECT_ON_BEHALF_OF, v.OBJECT_ON_BEHALF_OF, v.SPEAKER)
    return {*values[v.LABEL], *(node for role in parties for node in _all(values, role))}


def _kind(types: Iterable[NamedNode], identifier: str) -> str | None:
    names = {kind.value.removeprefix(v.DIP) for kind in types}
    prefix = identifier.partition(":")[0]
    return next((kind for kind in KINDS if kind in names), None if names else _LISTED_KINDS.get(prefix))


def _all(values: Values, predicate: NamedNode) -> Iterator[Any]:
    return (value for objects in values[predicate].values() for value in sorted(objects, key=str))


def _day(issued: str) -> str:
    span = bounds(issued[:10])
    return span[0] if span else ""


def _bodies(values: Values) -> dict[Any, set[Any]]:
    bodies: dict[Any, set[Any]] = defaultdict(set)
    for party, body in ((v.SUBJECT, v.SUBJECT_ON_BEHALF_OF), (v.OBJECT, v.OBJECT_ON_BEHALF_OF)):
        for claim, states in values[body].items():
            for node in values[party][claim]:
                bodies[node] |= states
    for node, states in values[v.REPRESENTS].items():
        bodies[node] |= states
    return bodies


def _offices(values: Values, base: str) -> dict[Any, set[Office]]:
    offices: dict[Any, set[Office]] = defaultdict(set)
    sole = {v.dip(f"{kind}Position"): kind for kind in load_name_words().sole_offices}
    for claim, relations in values[v.RELATION].items():
        if v.HOLDS_POSITION not in relations or "denied" in _texts(values, v.STATUS, claim):
            continue
        about = next(iter(values[v.ABOUT].get(claim, ())), claim)
        for position in values[v.OBJECT][claim]:
            held = Office(
                position=id_of(position, base),
                title=next(iter(_texts(values, v.LABEL, position)), ""),
                kind=next(iter(sorted(sole[kind] for kind in values[v.TYPE][position] if kind in sole)), ""),
                body=next(iter(sorted(id_of(body, base) for body in values[v.POSITION_OF].get(position, ()))), ""),
                phase=next(iter(_texts(values, v.PHASE, about)), ""),
                since=next(iter(_texts(values, v.SINCE, about)), ""),
                until=next(iter(_texts(values, v.UNTIL, about)), ""),
                on=next(iter(_texts(values, v.DATE, claim)), ""),
            )
            for holder in values[v.SUBJECT][claim]:
                offices[holder].add(held)
    return offices


def _texts(values: Values, predicate: NamedNode, node: Any) -> list[str]:
    return sorted(value.value for value in values[predicate].get(node, ()))
