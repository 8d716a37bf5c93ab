"""Articles and what reading them would tell, made up: as many as a measurement needs, the same for the same seed.

No text is read: facts come ready, so that what costs time is the graph. What makes graphs hard is there in the measure
that news has it: a few persons in most articles and most persons in few (Zipf), names in several spellings and forms,
namesakes of other states, occasions that several articles tell in other words or word for word, planned and denied
tellings, dates that are missing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from kgbuild.fact import Article, Entity, Evidence, Fact
from kgbuild.identity import kebab
from kgbuild.told import Told, in_text_order

_T = TypeVar("_T")
_GAZETTEER = Path(__file__).resolve().parents[1] / "ontology" / "gazetteer"
_FIRST = (
    "Anna", "José", "Владимир", "Mohammed", "Jean-Pierre", "Nguyễn", "Aïcha", "Kim", "Łukasz", "Søren",
    "Olusegun", "Fatima", "Sergey", "Wei", "Priya", "Carlos", "Zoë", "İbrahim", "Hassan", "Maria", "Ivan", "Ali",
    "Amina", "Pedro", "Yoon", "Kofi", "Elena", "Ahmed", "Chiara", "Tomáš",
)  # fmt: skip
_STEMS = (
    "Bour", "Lav", "Sant", "Kov", "Ras", "Mül", "Zel", "Okon", "Har", "Ben", "Petr", "Nak", "Fern", "Dub", "Ghan",
    "Sok", "Tor", "Mah", "Vas", "Lind", "Ces", "Ort", "Yam", "Qur",
)  # fmt: skip
_ENDINGS = (
    "ita", "rov", "os", "ács", "mussen", "ler", "ensky", "kwo", "ivić", "ani", "ova", "mura", "ández", "ois",
    "im", "olova", "res", "moud", "ilescu", "qvist", "aire", "ega",
)  # fmt: skip
_TITLES = (
    ("Minister of Foreign Affairs", "ForeignMinister"),
    ("Prime Minister", "HeadOfGovernment"),
    ("Ambassador", "Ambassador"),
    ("Minister of Defence", "Minister"),
    ("Special Envoy", "Official"),
)
_TOLD = {
    "metWith": ("{0} met {1} in {2}.", "{0} held talks with {1} in {2}.", "In {2}, {0} conferred with {1}."),
    "phoned": ("{0} spoke with {1} by telephone, {2} said.", "{0} called {1}, sources in {2} said."),
    "praised": ("{0} praised {1} in {2}.", "Speaking in {2}, {0} commended {1}."),
    "criticised": ("{0} criticised {1} in {2}.", "In {2}, {0} had harsh words for {1}."),
    "agreedWith": ("{0} agreed with {1} in {2} to go on.", "{0} and {1} reached an agreement in {2}."),
    "urged": ("{0} urged {1} in {2} to return to the talks.", "In {2}, {0} appealed to {1} to return."),
}
_EXPONENT = 1.0
"""Of Zipf's law: the n-th of a pool is named 1/n as often as the first."""


@dataclass(frozen=True, slots=True)
class _Person:
    entities: tuple[Entity, ...]
    """The same person as articles name him: in full, in other spellings, by surname."""
    body: Entity
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Occasion:
    relation: str
    one: _Person
    other: _Person
    day: str
    place: Entity


class _Pool(Generic[_T]):
    """Values of which the first are drawn most."""

    def __init__(self, values: list[_T]) -> None:
        self._values = values
        self._weights = list(accumulate(1 / (rank + 1) ** _EXPONENT for rank in range(len(values))))

    def draw(self, random: Random) -> _T:
        return random.choices(self._values, cum_weights=self._weights)[0]


class World:
    """Who there is and what happened, in the size that a number of articles calls for."""

    def __init__(self, articles: int, seed: int = 0) -> None:
        self._articles = articles
        self._random = Random(seed)
        self._countries = [
            Entity(f"country:{row['iso']}", "Country", row["label"], (row["label"],), _links(row, iso3166="iso"))
            for row in _rows("countries.csv")
        ]
        self._places = [
            Entity(f"place:{kebab(row['name'])}-{row['country'].lower()}", "Place", row["name"], (row["name"],),
                   _links(row, geonames="geonames"))
            for row in _rows("cities.csv")
        ]  # fmt: skip
        # Heaps' law: new names come ever more slowly.
        self._persons = _Pool([self._person() for _ in range(round(12 * articles**0.7) + 10)])
        self._occasions = _Pool([self._occasion() for _ in range(articles + 5)])

    def told(self) -> Iterator[tuple[Article, Told]]:
        """Each article with what reading it tells; one in ten repeats another word for word."""
        before: list[list[tuple[_Occasion, int]]] = []
        for number in range(self._articles):
            if before and self._random.random() < 0.1:
                content = self._random.choice(before)
            else:
                content = [(self._occasions.draw(self._random), self._random.randrange(6)) for _ in range(3)]
                before = [*before[-50:], content]
            yield self._article(f"news-{number:06}", content)

    def _person(self) -> _Person:
        random = self._random
        first, middle = random.sample(_FIRST, 2)
        surname = random.choice(_STEMS) + random.choice(_ENDINGS)
        if random.random() < 0.15:
            surname = f"Al-{surname}"
        names = [f"{first} {surname}", f"{first} {surname}", f"{first} {middle} {surname}", surname]
        names.append(f"{first[0]}. {surname}" if random.random() < 0.5 else f"{first} {surname.replace('-', ' ')}")
        body = random.choice(self._countries)
        title, kind = random.choice(_TITLES)
        state = body.id.partition(":")[2].lower()
        entities = tuple(Entity(f"person:{kebab(name)}-{state}", kind, name, (name, surname)) for name in names)
        return _Person(entities, body, title, kind)

    def _occasion(self) -> _Occasion:
        random = self._random
        one = other = self._persons.draw(random)
        while other is one:
            other = self._persons.draw(random)
        day = date(2023, 1, 1) + timedelta(days=random.randrange(700))
        return _Occasion(random.choice(list(_TOLD)), one, other, day.isoformat(), random.choice(self._places))

    def _article(self, name: str, content: list[tuple[_Occasion, int]]) -> tuple[Article, Told]:
        text, facts = f"Report {content[0][0].day}\n\n", []
        for occasion, variant in content:
            tellings = _TOLD[occasion.relation]
            one, other = (who.entities[variant % len(who.entities)] for who in (occasion.one, occasion.other))
            sentence = tellings[variant % len(tellings)].format(one.label, other.label, occasion.place.label)
            start = len(text)
            text += f"{sentence} "
            facts += _facts(
                name, occasion, (one, other), Evidence(start, start + len(sentence), sentence, "made.up", 0.9)
            )
        published = max(occasion.day for occasion, _ in content)
        article = Article(name, text.rstrip(), text.partition("\n")[0], published, f"Agency {len(text) % 7}")
        return article, Told(tuple(in_text_order(facts)), barren_sentences=1)


def _facts(name: str, occasion: _Occasion, who: tuple[Entity, Entity], evidence: Evidence) -> Iterator[Fact]:
    one, other = who
    draw = (evidence.start + len(evidence.quote)) % 10
    yield Fact(
        name, occasion.relation, one, evidence, other, occasion=f"{name}#{evidence.start}",
        status="planned" if draw == 0 else "denied" if draw == 1 else "occurred",
        date=None if draw == 2 else occasion.day, place=occasion.place, topic="the talks",
        subject_for=occasion.one.body, object_for=occasion.other.body,
    )  # fmt: skip
    for entity, person in zip(who, (occasion.one, occasion.other), strict=True):
        yield Fact(name, "represents", entity, evidence, person.body)
        yield Fact(
            name, "holdsPosition", entity, evidence, value=person.title, subject_for=person.body,
            position_kind=person.kind, phase="former" if draw == 3 else None,
        )  # fmt: skip


def _rows(file: str) -> list[dict[str, str]]:
    with (_GAZETTEER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _links(row: dict[str, str], **columns: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (scheme, row[column]) for scheme, column in (*columns.items(), ("wikidata", "wikidata")) if row[column]
    )
