"""Articles → an output folder: facts, the graph in two forms, and a store to ask.

Reading takes nearly all of the time, so what each article told is kept in the folder's cache: a build that was
interrupted goes on where it stopped, and one more article costs one reading. What an article brings to the graph is
kept too (:mod:`kgbuild.records`), so that articles can be added and taken back without their texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kgbuild import fingerprint
from kgbuild.assembly import known_inputs, put_together
from kgbuild.derived.joins import parse_rulings, text_of_rulings
from kgbuild.errors import InputError
from kgbuild.fact import Article
from kgbuild.manifest import BuildReport, Inputs
from kgbuild.ontology import load_schema
from kgbuild.output import OutputFolder
from kgbuild.records import record
from kgbuild.settings import Settings
from kgbuild.told import told

Progress = Callable[[int, int], None]
"""Told before the first reading and after each how many are done, and of how many."""


def _silent(done: int, total: int) -> None:
    pass


def build_graph(
    articles: Iterable[Article],
    output: Path,
    settings: Settings | None = None,
    *,
    add: bool = False,
    progress: Progress = _silent,
) -> BuildReport:
    """Writes ``facts.jsonl``, ``graph.ttl``, ``graph.nq`` and ``store/`` into the folder `output`, all or nothing.

    What did not enter them is in ``set-aside.jsonl``, with the reason.

    The graph is of these articles; with `add`, of those that the folder holds as well, where an article of the same id
    takes the place of the old one. The order of the articles does not matter; their ids must differ.
    Raises :class:`InputError` for no articles, or a folder that nothing can be added to, and :class:`StoreError` before
    any work where the folder cannot be written.
    """
    settings = settings or Settings()
    folder = OutputFolder(output)
    given = sorted(articles, key=lambda article: article.id)
    if not given:
        raise InputError("there are no articles to build a graph from")
    with folder.claimed():
        made_with = fingerprint.take(settings)
        keys = {article.id: made_with.of_article(article) for article in given}
        inputs = Inputs(
            settings.base, settings.min_confidence, settings.keep_text, made_with, keys, _ruled(folder, settings)
        )
        if add:
            inputs = _beside(folder, inputs)
        if report := _already_there(folder, inputs):
            return report
        read = _record_missing(given, inputs, folder, settings, progress)
        return put_together(folder, inputs, settings.gazetteer, read)


def _ruled(folder: OutputFolder, settings: Settings) -> str:
    """What a person ruled, as text. Raises :class:`InputError` before any work where it cannot be understood."""
    path = folder.rulings(settings.rulings)
    if path is None:
        return ""
    text = text_of_rulings(path)
    parse_rulings(text, path)
    return text


def _beside(folder: OutputFolder, now: Inputs) -> Inputs:
    """The articles given, and those that the folder holds beside them."""
    if not folder.holds_a_graph:
        return now
    before = known_inputs(folder)
    others = {article: key for article, key in before.articles.items() if article not in now.articles}
    if others and (differing := _differing(before, now)):
        raise InputError(f"{folder.path} was built {differing}: build it anew, without --add, from all its articles")
    return replace(now, articles={**others, **now.articles})


def _differing(before: Inputs, now: Inputs) -> str:
    """What keeps articles that were read then and now from standing in one graph; empty where nothing."""
    if before.base != now.base:
        return f"with --base {before.base}"
    if before.min_confidence != now.min_confidence:
        return f"with --min-confidence {before.min_confidence}"
    if before.keep_text != now.keep_text:
        return "with --keep-text" if before.keep_text else "without --keep-text"
    return "" if before.made_with == now.made_with else "with another kgbuild, model, lexicon or gazetteer"


def _already_there(folder: OutputFolder, inputs: Inputs) -> BuildReport | None:
    report = folder.report_of(inputs)
    # The store is not kept in version control, so it may be the one part that lacks.
    return replace(report, unchanged=not folder.refresh_store(), read=0) if report else None


def _record_missing(
    given: list[Article], inputs: Inputs, folder: OutputFolder, settings: Settings, progress: Progress
) -> int:
    """Works out the records that lack; how many articles had to be read for it."""
    unread: list[Article] = []
    for article in given:
        if folder.records.get(inputs.of_record(article.id)) is None:
            if reading := folder.readings.get(inputs.articles[article.id]):
                folder.records.put(inputs.of_record(article.id), record(article, reading, inputs))
            else:
                unread.append(article)
    if not unread:
        return 0
    # Only here, since loading spaCy and its model takes longer than all else that a small build does.
    from kgbuild.language.extractor import Extractor  # noqa: PLC0415

    extractor = Extractor.from_settings(load_schema(), settings)
    progress(0, len(unread))
    for done, (extraction, article) in enumerate(zip(extractor.extract(unread), unread, strict=True), 1):
        reading = told(extraction)
        folder.readings.put(inputs.articles[article.id], reading)
        folder.records.put(inputs.of_record(article.id), record(article, reading, inputs))
        progress(done, len(unread))
    return len(unread)
