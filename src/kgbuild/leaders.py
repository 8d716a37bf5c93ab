"""Who led which state or body when, and by which names newsrooms call them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kgbuild.gazetteer_rows import Iso, Label, Lasting, LocalName, PartOfDay, plain, slug

# where the family name stands first in English too: Xi Jinping, Moon Jae-in, Tsai Ing-wen, Nguyen Phu Trong, Hun Sen
_FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "TW", "VN"})
# where newsrooms call a person by the last name all the same: Phuc for Nguyen Xuan Phuc
_LAST_NAME_TOO = frozenset({"VN"})
_ARTICLE = re.compile(r"\b([Aa]l|[Ee]l)[- ](?=\w)")
_VOWELS = re.compile(r"[aeiouyj'’-]")
_DOUBLED = re.compile(r"(.)\1")
_AFTER_SURNAME = re.compile(r"(Jr|Sr)\.?|[IVX]+")
_PARTICLE = re.compile(r"ben|bin|d[aeiou]|das|del|della|den|der|dos|ibn|la|le|ould|ter|ten|van|von|zu", re.IGNORECASE)


class Leader(Lasting):
    """A person in one office of a state or body; `until` is empty while in office.

    `office` is the ontology's class of those who hold such an office (``HeadOfState``).
    """

    label: Label = Field(alias="name")
    country: Iso | Literal[""] = ""
    organization: LocalName | Literal[""] = ""
    office: Label
    since: Annotated[PartOfDay, Field(alias="from", min_length=4)]

    @property
    def id(self) -> str:
        return "/".join((slug(self.label), self.country or self.organization, self.office, self.since))

    @property
    def of(self) -> str:
        """The id of the state or body: ``country:MA``, ``org:un``."""
        return f"country:{self.country}" if self.country else f"org:{self.organization}"

    @property
    def mentioned(self) -> Iterable[str]:
        return [self.of]

    @model_validator(mode="after")
    def _of_one(self) -> Leader:
        if bool(self.country) == bool(self.organization):
            raise ValueError("say either country or organization")
        return self

    def held_at(self, date: str) -> bool:
        """Whether the office may have been theirs on a day, in a month or year."""
        return self.lasted_at(date)

    @property
    def known_as(self) -> Iterator[str]:
        """The full names and what stands for them alone."""
        family_first = self.country in _FAMILY_FIRST
        for name in (self.label, *self.names):
            yield name
            if family_first:
                yield name.split()[0]
            if not family_first or self.country in _LAST_NAME_TOO:
                yield from _surnames(name)


def by_name(leaders: Iterable[Leader]) -> Mapping[str, tuple[Leader, ...]]:
    """The leaders in their order, by each :func:`name_key`."""
    named: dict[str, dict[str, Leader]] = defaultdict(dict)
    for leader in leaders:
        for name in leader.known_as:
            named[name_key(name)][leader.id] = leader
    return {name: tuple(meant.values()) for name, meant in named.items()}


def name_key(name: str) -> str:
    """The name without diacritics, its Arabic article written in one way.

    >>> name_key("El-Sisi"), name_key("Al Nahyan"), name_key("Erdoğan")
    ('al-Sisi', 'al-Nahyan', 'Erdogan')
    """
    return _ARTICLE.sub("al-", plain(name))


def sound_key(name: str) -> tuple[str, str]:
    """The consonants of the first and the last name, which other spellings of them share; single letters aside.

    >>> sound_key("Mohammad Morsi") == sound_key("Mohamed Mursi"), sound_key("Donald J. Trump")
    (True, ('dnld', 'trmp'))
    """
    words = [word for word in re.findall(r"\w+(?:-\w+)*", name_key(name).lower()) if len(word) > 1]
    consonants = [_DOUBLED.sub(r"\1", word[0] + _VOWELS.sub("", word[1:])) for word in words] or [""]
    return consonants[0], consonants[-1]


def by_sound(leaders: Iterable[Leader]) -> Mapping[tuple[str, str], tuple[Leader, ...]]:
    """The leaders by the :func:`sound_key` of each full name of two words or more."""
    sounding: dict[tuple[str, str], dict[str, Leader]] = defaultdict(dict)
    for leader in leaders:
        for name in (leader.label, *leader.names):
            if len(name.split()) > 1:
                sounding[sound_key(name)][leader.id] = leader
    return {key: tuple(meant.values()) for key, meant in sounding.items()}


def _surnames(name: str) -> Iterator[str]:
    """The last name as it stands, without its article, and with the particles before it."""
    words = name_key(name).split()
    while len(words) > 1 and _AFTER_SURNAME.fullmatch(words[-1]):
        words.pop()
    yield words[-1]
    yield words[-1].removeprefix("al-")
    start = len(words) - 1
    while start > 1 and _PARTICLE.fullmatch(words[start - 1]):
        start -= 1
        yield " ".join(words[start:])
