"""On what grounds two dossiers of bodies, missions or states are one thing.

Grounds are a spelling, an acronym that an article spells out, and a former name. What the gazetteers list has its id
from them, and two of them are never one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kgbuild.derived.dossiers import Dossier
from kgbuild.derived.name_words import load_name_words
from kgbuild.derived.persons import Grounds, Strength
from kgbuild.gazetteer import Gazetteer
from kgbuild.gazetteer_rows import plain

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9&/.-]{2,10}s?")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """What a body's name has in common with its other spellings.

    >>> name_key("Organisation for the Islamic Co-operation") == name_key("The Organization of Islamic Cooperation")
    True
    """
    known = load_name_words()
    words = _WORD.findall(plain(name).casefold().replace("co-op", "coop").replace("&", " and "))
    bare = (re.sub(r"['’.]", "", known.body_spellings.get(word, word)) for word in words)
    return " ".join(known.body_spellings.get(word, word) for word in bare if word not in known.empty)


def is_acronym(name: str) -> bool:
    """Whether a name is one that stands for the words of another.

    >>> is_acronym("TPLF"), is_acronym("M23"), is_acronym("Hamas")
    (True, False, False)
    """
    return bool(_ACRONYM.fullmatch(name))


class Bodies:
    """The rules, with the gazetteers' rows and the former names that they tell of."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._former = {name_key(old): name_key(new) for old, new in gazetteer.former.items()}
        tables = (gazetteer.organizations, gazetteer.institutions, gazetteer.missions, gazetteer.countries)
        self._rows = {row.id: row for table in tables for row in table.values()}

    def rank(self, dossier: Dossier) -> tuple[bool, bool, int]:
        """Greater for what the gazetteers list, for names of today, and for names that are spelled out."""
        former = not self._own_keys(dossier).isdisjoint(self._former)
        return self._is_listed(dossier), not former, 0 if is_acronym(dossier.label) else len(dossier.label.split())

    def fame(self, dossier: Dossier) -> tuple[bool, bool, bool, int, int]:
        """Greatest for what lends the others its id: of the names that say as much, that of most articles."""
        listed, is_of_today, words = self.rank(dossier)
        return listed, is_of_today, words > 0, len(dossier.articles), words

    def apart(self, one: Dossier, other: Dossier) -> bool:
        return (self._is_listed(one) and self._is_listed(other)) or bool(one.articles & other.articles)

    def grounds(self, one: Dossier, other: Dossier) -> Grounds | None:
        if one.kind != other.kind or self.apart(one, other):
            return None
        short, long = sorted((one, other), key=lambda dossier: (self.rank(dossier), dossier.id))
        named = f"“{short.label}” and “{self._title(long)}”"
        if spelled := self._own_keys(one) & self._own_keys(other):
            return Grounds(Strength.BODY, f"{named} are spellings of one name.") if _tells(spelled) else None
        if self.name_keys(one) & self.name_keys(other):
            return Grounds(Strength.BODY, f"{named} are one, by the list of former names.")
        if is_acronym(short.label) and short.label in long.names and not is_acronym(long.label):
            return Grounds(
                Strength.BODY, f"“{short.label}” is the acronym that articles give for “{self._title(long)}”."
            )
        return None

    def name_keys(self, dossier: Dossier) -> frozenset[str]:
        """Of its names now and formerly."""
        own = self._own_keys(dossier)
        return own | {self._former[key] for key in own if key in self._former}

    def keys(self, dossier: Dossier) -> Iterator[str]:
        """What two dossiers have in common that may be one, so that only those need be compared."""
        yield from (f"{dossier.kind} {key}" for key in self.name_keys(dossier))
        yield from (f"{dossier.kind} {name}" for name in dossier.names if is_acronym(name))

    def _own_keys(self, dossier: Dossier) -> frozenset[str]:
        if self._is_listed(dossier):
            rows = (self._rows[one] for one in dossier.ids if one in self._rows)
            return frozenset(name_key(name) for row in rows for name in (row.label, *row.names))
        return frozenset(name_key(label) for label in dossier.labels if not is_acronym(label)) - {""}

    def _is_listed(self, dossier: Dossier) -> bool:
        return any(one in self._rows for one in dossier.ids)

    def _title(self, dossier: Dossier) -> str:
        listed = (self._rows[one].label for one in dossier.ids if one in self._rows)
        return next(listed, dossier.label)


def _tells(keys: Iterable[str]) -> bool:
    """Whether one of the names has a word that not every state has a body of."""
    generic = load_name_words().generic
    return any(word not in generic for key in keys for word in key.split())
