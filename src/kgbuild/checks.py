"""Which facts of an article may enter the graph: those that its text bears out, in the form that the shapes ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from kgbuild.derived import missions_quads
from kgbuild.errors import OntologyError
from kgbuild.fact import Article, Entity, Fact
from kgbuild.graph import article_quads, authority_quads
from kgbuild.manifest import SetAside
from kgbuild.schema import Schema
from kgbuild.shapes import validate


def entities(fact: Fact) -> Iterator[Entity]:
    """All that a fact names."""
    named = (fact.subject, fact.object, fact.place, fact.speaker, fact.subject_for, fact.object_for)
    return (entity for entity in named if entity is not None)


def sift(article: Article, facts: Sequence[Fact], schema: Schema, base: str) -> tuple[list[Fact], list[SetAside]]:
    """The facts that hold, in their order, and those that do not.

    Where the article's graph breaks a shape, the surest facts are let in first, and those stay out with which it would
    break one: one bad fact does not cost the article its others.
    """
    unquoted = [fact for fact in facts if not is_quoted(article, fact)]
    aside = [_set_aside(fact, "its quote does not stand at its place in the text") for fact in unquoted]
    quoted = [fact for fact in facts if fact not in unquoted]

    def admit(kept: list[Fact], waiting: list[Fact]) -> list[Fact]:
        """By halves, so that a few bad facts among many cost a few validations and not one for each fact."""
        objection = _objection(article, [*kept, *waiting], schema, base)
        if not objection:
            return [*kept, *waiting]
        if len(waiting) == 1:
            aside.append(_set_aside(waiting[0], objection))
            return kept
        middle = len(waiting) // 2
        return admit(admit(kept, waiting[:middle]), waiting[middle:])

    kept = admit([], sorted(quoted, key=lambda fact: -fact.evidence.confidence)) if quoted else []
    return [fact for fact in quoted if fact in kept], aside


def is_quoted(article: Article, fact: Fact) -> bool:
    evidence = fact.evidence
    return bool(evidence.quote) and article.text[evidence.start : evidence.end] == evidence.quote


def spell(fact: Fact) -> str:
    """A fact in three words for people."""
    return f"{fact.subject.label} {fact.relation} {fact.object.label if fact.object else fact.value}"


def _set_aside(fact: Fact, reason: str) -> SetAside:
    evidence = fact.evidence
    return SetAside(fact.article, spell(fact), reason, evidence.quote, evidence.start, evidence.end)


def _objection(article: Article, facts: Sequence[Fact], schema: Schema, base: str) -> str:
    """What the shapes have against the graph of these facts; empty where nothing."""
    try:
        report = validate(article_graph(article, facts, schema, base))
    except OntologyError as error:
        return str(error)
    return "; ".join(sorted({result.message for result in report.results}))


def article_graph(article: Article, facts: Sequence[Fact], schema: Schema, base: str) -> list[Quad]:
    """All that one article's facts come to: its graph, what follows by reference data, and the rows that they name.

    Without these, the graph would lack the types of countries and bodies, and each would break a shape.
    """
    named = {entity for fact in facts for entity in entities(fact)}
    return [
        *article_quads(article, facts, schema, base),
        *missions_quads(facts, schema, base),
        *authority_quads(named, base),
    ]
