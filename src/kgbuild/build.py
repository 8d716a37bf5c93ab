"""Articles → an output folder: facts, the graph in two forms, and a store to ask.

Reading takes nearly all of the time, so what each article told is kept in the folder's cache: a build that was
interrupted goes on where it stopped, and one more article costs one reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Quad

from kgbuild import fingerprint, identity
from kgbuild.cache import FactCache
from kgbuild.checks import entities, sift
from kgbuild.derived import missions_quads, sketch, together
from kgbuild.errors import InputError
from kgbuild.fact import Article, Fact
from kgbuild.fingerprint import Fingerprint
from kgbuild.graph import Provenance, article_quads, authority_quads
from kgbuild.manifest import BuildReport, Inputs, SetAside
from kgbuild.ontology import load_schema, ontology_quads
from kgbuild.output import OutputFolder
from kgbuild.settings import Settings
from kgbuild.told import sure, told

Progress = Callable[[int, int], None]
"""Told before the first reading and after each how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class _Sifted:
    article: Article
    facts: list[Fact]
    set_aside: list[SetAside]
    barren_sentences: int


def _silent(done: int, total: int) -> None:
    pass


def build_graph(
    articles: Iterable[Article], output: Path, settings: Settings | None = None, *, progress: Progress = _silent
) -> BuildReport:
    """Writes ``facts.jsonl``, ``graph.ttl``, ``graph.nq`` and ``store/`` into the folder `output`, all or nothing.

    The order of the articles does not matter; their ids must differ. Raises :class:`InputError` for no articles, and
    :class:`StoreError` before any work where the folder cannot be written.
    """
    settings = settings or Settings()
    folder = OutputFolder(output)
    articles = sorted(articles, key=lambda article: article.id)
    if not articles:
        raise InputError("there are no articles to build a graph from")
    folder.prepare()
    made_with = fingerprint.take(settings)
    keys = [made_with.of_article(article) for article in articles]
    ids = (article.id for article in articles)
    inputs = Inputs(settings.base, settings.min_confidence, dict(zip(ids, keys, strict=True)))
    if report := _already_there(folder, inputs):
        return report
    cache = folder.readings
    read = _read_missing(articles, keys, cache, settings, progress)
    sifted = list(_sift(articles, keys, cache, settings))
    statements = _statements(sifted, settings.base, made_with)
    given = _given(sifted, settings.base)
    report = _report(sifted, read, len(statements), len(given))
    folder.write((fact for one in sifted for fact in one.facts), [*statements, *given], inputs, report)
    cache.keep_only(set(keys))
    return report


def _already_there(folder: OutputFolder, inputs: Inputs) -> BuildReport | None:
    report = folder.report_of(inputs)
    # The store is not kept in version control, so it may be the one part that lacks.
    return replace(report, unchanged=not folder.refresh_store(), read=0) if report else None


def _read_missing(
    articles: list[Article], keys: list[str], cache: FactCache, settings: Settings, progress: Progress
) -> int:
    missing = [(article, key) for article, key in zip(articles, keys, strict=True) if cache.get(key) is None]
    if not missing:
        return 0
    # Only here, since loading spaCy and its model takes longer than all else that a small build does.
    from kgbuild.language.extractor import Extractor  # noqa: PLC0415

    extractor = Extractor.from_settings(load_schema(), settings)
    extractions = extractor.extract(article for article, _ in missing)
    progress(0, len(missing))
    for done, (extraction, (_, key)) in enumerate(zip(extractions, missing, strict=True), 1):
        cache.put(key, told(extraction))
        progress(done, len(missing))
    return len(missing)


def _sift(articles: list[Article], keys: list[str], cache: FactCache, settings: Settings) -> Iterator[_Sifted]:
    schema = load_schema()
    for article, key in zip(articles, keys, strict=True):
        cached = cache.get(key)
        if cached is None:
            raise InputError(f"the cache in {cache.folder} changed while the graph was built: build again")
        kept, aside = sift(article, sure(cached.facts, settings.min_confidence), schema, settings.base)
        yield _Sifted(article, kept, aside, cached.barren_sentences)


def _statements(sifted: list[_Sifted], base: str, made_with: Fingerprint) -> list[Quad]:
    """What facts gave: the articles' graphs, and what follows from all of them."""
    schema = load_schema()
    provenance = Provenance(made_with.kgbuild, made_with.model, made_with.lexicon)
    said = [
        quad for one in sifted for quad in article_quads(one.article, one.facts, schema, base, provenance=provenance)
    ]
    missions = missions_quads((fact for one in sifted for fact in one.facts), schema, base)
    sketches = {one.article.id: sketch(one.article.text) for one in sifted}
    derived, _ = together(said, sketches, schema, base=base)
    return [*said, *missions, *derived]


def _given(sifted: list[_Sifted], base: str) -> list[Quad]:
    """What was known before: the ontology, and the rows of the gazetteers that facts name."""
    named = {entity for one in sifted for fact in one.facts for entity in entities(fact)}
    return authority_quads(named, base) + ontology_quads(identity.graph_iri("ontology", base))


def _report(sifted: list[_Sifted], read: int, statements: int, given: int) -> BuildReport:
    relations = Counter(fact.relation for one in sifted for fact in one.facts)
    return BuildReport(
        unchanged=False,
        articles=len(sifted),
        read=read,
        relations=dict(sorted(relations.items())),
        barren_sentences=sum(one.barren_sentences for one in sifted),
        statements=statements,
        quads=statements + given,
        set_aside=tuple(aside for one in sifted for aside in one.set_aside),
    )
