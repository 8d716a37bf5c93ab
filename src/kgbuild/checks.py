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

    Where the article's graph breaks a shape, facts are let in one by one, the surest first, and those stay out with
    which it would break one: one bad fact does not cost the article its others.
    """
    unquoted = [fact for fact in facts if not is_quoted(article, fact)]
    reason = "its quote does not stand at its place in the text"
    aside = [SetAside(article.id, spell(fact), reason) for fact in unquoted]
    quoted = [fact for fact in facts if fact not in unquoted]
    if not _objection(article, quoted, schema, base):
        return quoted, aside
    kept: list[Fact] = []
    for fact in sorted(quoted, key=lambda fact: -fact.evidence.confidence):
        objection = _objection(article, [*kept, fact], schema, base)
        if objection:
            aside.append(SetAside(article.id, spell(fact), objection))
        else:
            kept.append(fact)
    return [fact for fact in quoted if fact in kept], aside


def is_quoted(article: Article, fact: Fact) -> bool:
    evidence = fact.evidence
    return bool(evidence.quote) and article.text[evidence.start : evidence.end] == evidence.quote


def spell(fact: Fact) -> str:
    """A fact in three words for people."""
    return f"{fact.subject.label} {fact.relation} {fact.object.label if fact.object else fact.value}"


def _objection(article: Article, facts: Sequence[Fact], schema: Schema, base: str) -> str:
    """What the shapes have against the graph of these facts; empty where nothing."""
    try:
        report = validate(_graph(article, facts, schema, base))
    except OntologyError as error:
        return str(error)
    return "; ".join(sorted({result.message for result in report.results if result.severity == "Violation"}))


def _graph(article: Article, facts: Sequence[Fact], schema: Schema, base: str) -> list[Quad]:
    named = {entity for fact in facts for entity in entities(fact)}
    return [
        *article_quads(article, facts, schema, base),
        *missions_quads(facts, schema, base),
        *authority_quads(named, base),
    ]
