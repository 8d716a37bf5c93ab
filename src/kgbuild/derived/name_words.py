"""What has to be known of names: spellings, nicknames, particles, and where the family name stands first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kgbuild import resources
from kgbuild.errors import LexiconError


@dataclass(frozen=True, slots=True)
class NameWords:
    """``ontology/words/names.toml``; all words in lower case, without diacritics."""

    spellings: Mapping[str, str]
    """Spelling → the first of the spellings of that name."""
    nicknames: Mapping[str, frozenset[str]]
    """Nickname → the given names that it may stand for, as `spellings` has them."""
    article: frozenset[str]
    link: frozenset[str]
    joined: tuple[str, ...]
    generation: frozenset[str]
    address: frozenset[str]
    family_first: frozenset[str]
    """Ids of states."""
    body_spellings: Mapping[str, str]
    empty: frozenset[str]
    generic: frozenset[str]
    sole_offices: frozenset[str]
    """Classes of holders of whom a state or body has one at a time."""
    office_spellings: Mapping[str, str]
    office_empty: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """Raises :class:`LexiconError` where a table or key is missing."""
    path = resources.ontology() / "words" / "names.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        spellings = _first_of(data["spellings"])
        nicknames = {
            short: frozenset(spellings.get(name, name) for name in names) for short, names in data["nicknames"].items()
        }
        particles, states, bodies, offices = (data[key] for key in ("particles", "states", "bodies", "offices"))
        return NameWords(
            spellings=spellings,
            nicknames=nicknames,
            article=frozenset(particles["article"]),
            link=frozenset(particles["link"]),
            joined=tuple(sorted(particles["joined"], key=len, reverse=True)),
            generation=frozenset(particles["generation"]),
            address=frozenset(particles["address"]),
            family_first=_states(states["family_first"]),
            body_spellings=_first_of(bodies["spellings"]),
            empty=frozenset(bodies["empty"]),
            generic=frozenset(bodies["generic"]),
            sole_offices=frozenset(offices["sole"]),
            office_spellings=_first_of(offices["spellings"]),
            office_empty=frozenset(offices["empty"]),
        )
    except KeyError as error:
        raise LexiconError(f"{path}: the key {error} is missing") from error


def _first_of(lists: Any) -> dict[str, str]:
    return {word: words[0] for words in lists for word in words}


def _states(codes: Any) -> frozenset[str]:
    return frozenset(f"country:{code}" for code in codes)
