"""Do the lexicon's examples yield what they say, and its counter-examples nothing?

A fact is written ``Bourita metWith Lacroix @Rabat #2023-11-29 ~planned =1724 peacekeepers``: parties by any of their
names, then, as far as the example cares, place, date, status and quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgbuild.errors import LexiconError
from kgbuild.fact import Article, Entity, Fact
from kgbuild.language.extractor import Extractor
from kgbuild.language.lexicon import Entry, Example
from kgbuild.schema import Schema

_MARK = re.compile(r"\s+(?P<mark>[@#~=])(?P<text>[^@#~=]+?)(?=\s+[@#~=]|\s*$)")


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact as an example writes it."""

    relation: str
    subject: str
    object: str
    place: str | None = None
    date: str | None = None
    status: str = "occurred"
    quantity: str | None = None

    def __str__(self) -> str:
        marks = {
            "@": self.place,
            "#": self.date,
            "~": self.status if self.status != "occurred" else None,
            "=": self.quantity,
        }
        return " ".join(
            [self.subject, self.relation, self.object, *(f"{mark}{text}" for mark, text in marks.items() if text)]
        )


def parse_expected(line: str, schema: Schema) -> Expected:
    """Reads the notation; raises :class:`LexiconError` where no relation of the ontology stands in it."""
    marks = {match["mark"]: match["text"].strip() for match in _MARK.finditer(line)}
    core = _MARK.split(line, maxsplit=1)[0]
    words = core.split()
    at = next((i for i, word in enumerate(words) if word in schema.relations), None)
    if at is None or at == 0 or at + 1 == len(words):
        raise LexiconError(f"{line!r} is not SUBJECT relation OBJECT with a relation of the ontology")
    return Expected(
        words[at],
        " ".join(words[:at]),
        " ".join(words[at + 1 :]),
        marks.get("@"),
        marks.get("#"),
        marks.get("~", "occurred"),
        marks.get("="),
    )


def _named(entity: Entity, name: str) -> bool:
    """Is `name` one of the entity's names, or whole words of one?"""
    wanted = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    return any(wanted.search(known) for known in (entity.label, *entity.names))


def agrees(fact: Fact, expected: Expected, schema: Schema) -> bool:
    """Is this the fact that was expected, as far as the notation says?"""
    if fact.relation != expected.relation or fact.status != expected.status:
        return False
    if fact.object is None:
        parties = _named(fact.subject, expected.subject) and (fact.value or "").casefold() == expected.object.casefold()
    else:
        parties = _named(fact.subject, expected.subject) and _named(fact.object, expected.object)
        if not parties and schema.relations[fact.relation].symmetric:
            parties = _named(fact.subject, expected.object) and _named(fact.object, expected.subject)
    return (
        parties
        and (expected.place is None or (fact.place is not None and _named(fact.place, expected.place)))
        and (expected.date is None or fact.date == expected.date)
        and (expected.quantity is None or fact.quantity == expected.quantity)
    )


def spell(fact: Fact) -> str:
    """A fact in the notation of the examples."""
    object_ = fact.object.label if fact.object else fact.value or ""
    return str(
        Expected(
            fact.relation,
            fact.subject.label,
            object_,
            fact.place.label if fact.place else None,
            fact.date,
            fact.status,
            fact.quantity,
        )
    )


def failures(entries: Iterable[Entry], extractor: Extractor) -> Iterator[str]:
    """One line, with file and line number, for each example that does not hold."""
    cases = [
        (entry, example, Article(f"{entry.name}-{i}", example.text, published=example.published))
        for entry in entries
        for i, example in enumerate(_examples(entry))
    ]
    extractions = extractor.extract(article for _, _, article in cases)
    for (entry, example, _), extraction in zip(cases, extractions, strict=True):
        where = f"{entry.family}.toml:{entry.line}: frame {entry.frame.id!r}: {example.text!r}"
        told = [f for f in extraction.facts if f.relation == entry.frame.relation]
        expected = [parse_expected(line, extractor.schema) for line in example.facts]
        for line, want in zip(example.facts, expected, strict=True):
            if not any(agrees(fact, want, extractor.schema) for fact in told):
                yield f"{where} does not yield {line!r}; it yields {[spell(f) for f in told] or 'nothing'}"
        surplus = [f for f in told if not any(agrees(f, want, extractor.schema) for want in expected)]
        if surplus:
            yield f"{where} must not yield {[spell(f) for f in surplus]}"


def _examples(entry: Entry) -> list[Example]:
    return [*entry.frame.examples, *(Example(text=text) for text in entry.frame.counter)]


def check(extractor: Extractor) -> None:
    """Raises :class:`LexiconError` that names each example which does not hold."""
    found = list(failures(extractor.lexicon.entries, extractor))
    if found:
        raise LexiconError("\n".join(found))
