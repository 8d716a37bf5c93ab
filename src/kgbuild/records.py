"""What one article brings to a graph, worked out once: a function of the article, what it told, and the settings.

A graph of many articles is put together from such records, so that one article more, or less, costs no other article
its validation and serialisation again.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from kgbuild.checks import entities, sift
from kgbuild.derived import Digest, digest, missions_quads
from kgbuild.export import render
from kgbuild.fact import Article, Fact
from kgbuild.facts_csv import write_rows
from kgbuild.facts_io import write_facts
from kgbuild.graph import Provenance, article_quads, authority_quads, text_quad
from kgbuild.manifest import Inputs, SetAside
from kgbuild.ontology import load_schema
from kgbuild.told import Told, sure
from kgbuild.writers.turtle import turtle_of_claims


@dataclass(frozen=True, slots=True)
class Record:
    article: str
    facts: str
    """Lines of ``facts.jsonl``."""
    rows: str
    """Rows of ``facts.csv``."""
    quads: str
    """The article's own graph as sorted lines of N-Quads."""
    shared: str
    """Its lines in graphs that it shares with other articles: what follows by reference data, and the rows it names."""
    claims: str
    """The Turtle of its claims, of those too that follow by reference data, and of their quotes."""
    relations: Mapping[str, int]
    """Facts of each relation."""
    barren_sentences: int
    set_aside: tuple[SetAside, ...]
    digest: Digest
    """What it may have in common with other articles."""


def record(article: Article, told: Told, inputs: Inputs) -> Record:
    kept, aside = sift(article, sure(told.facts, inputs.min_confidence), load_schema(), inputs.base)
    own, shared = list(_own(article, kept, inputs)), list(_shared(kept, inputs))
    written, rows = io.StringIO(), io.StringIO(newline="")
    write_facts(kept, written, inputs.base)
    write_rows(kept, rows, inputs.base)
    return Record(
        article=article.id,
        facts=written.getvalue(),
        rows=rows.getvalue(),
        quads=_lines(own),
        shared=_lines(shared),
        claims=turtle_of_claims([*own, *shared], inputs.base).decode(),
        relations=Counter(fact.relation for fact in kept),
        barren_sentences=told.barren_sentences,
        set_aside=tuple(aside),
        digest=digest(own, article.id, article.text, load_schema(), inputs.base),
    )


def _own(article: Article, facts: list[Fact], inputs: Inputs) -> Iterator[Quad]:
    made_with = inputs.made_with
    provenance = Provenance(made_with.kgbuild, made_with.model, made_with.lexicon)
    yield from article_quads(article, facts, load_schema(), inputs.base, provenance=provenance)
    if inputs.keep_text:
        yield text_quad(article, inputs.base)


def _shared(facts: list[Fact], inputs: Inputs) -> Iterator[Quad]:
    yield from missions_quads(facts, load_schema(), inputs.base)
    yield from authority_quads({entity for fact in facts for entity in entities(fact)}, inputs.base)


def _lines(quads: Iterable[Quad]) -> str:
    return render(quads, "nquads").decode()
