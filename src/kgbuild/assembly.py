"""Records of articles → the files of an output folder, and what follows from all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild.derived import Digest, together, unknown_ids
from kgbuild.derived.joins import parse_rulings
from kgbuild.errors import InputError
from kgbuild.gazetteer import load_gazetteer
from kgbuild.manifest import BuildReport, Inputs, SetAside
from kgbuild.ontology import ontology_quads
from kgbuild.output import RULINGS, OutputFolder
from kgbuild.records import Record


def put_together(folder: OutputFolder, inputs: Inputs, gazetteer: Path | None, read: int = 0) -> BuildReport:
    """Writes the graph of these inputs from the records in the folder's cache; `read` articles were read for it.

    `gazetteer` is the folder of the user's own names that they were read with. Raises :class:`InputError` where a
    record is gone.
    """
    tally = _Tally()
    rulings = parse_rulings(inputs.rulings, folder.path / RULINGS)
    with folder.draft() as draft:
        draft.add(tally.counted(_records(folder, inputs)))
        names = load_gazetteer(gazetteer)
        # The articles' graphs are never held as a whole: what they may have in common stands in their digests.
        derived, joins = together(tally.digests, rulings, names, inputs.base)
        draft.finish([*derived, *_given(inputs.base)], joins, inputs.base)
        report = replace(
            tally.report(len(inputs.articles), read, draft.lines, inputs.base),
            joins=len(joins),
            unknown_rulings=tuple(unknown_ids(rulings, tally.digests)),
        )
        folder.replace(draft, inputs, report)
    return report


def _records(folder: OutputFolder, inputs: Inputs) -> Iterator[Record]:
    for article in sorted(inputs.articles, key=lambda article: identity.article_graph_iri(article, inputs.base)):
        found = folder.records.get(inputs.of_record(article))
        if found is None:
            raise InputError(
                f"what the article {article!r} told is not in {folder.cache} any more: build anew from all articles"
            )
        yield found


def _given(base: str) -> list[Quad]:
    """What was known before all articles; the rows of the gazetteers come with the articles that name them."""
    return ontology_quads(identity.graph_iri("ontology", base))


class _Tally:
    """What is told of the articles as they pass."""

    def __init__(self) -> None:
        self._relations: Counter[str] = Counter()
        self._barren_sentences = 0
        self._set_aside: list[SetAside] = []
        self.digests: list[Digest] = []

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        for one in records:
            self._relations.update(one.relations)
            self._barren_sentences += one.barren_sentences
            self._set_aside += one.set_aside
            self.digests.append(one.digest)
            yield one

    def report(self, articles: int, read: int, lines: Counter[str], base: str) -> BuildReport:
        derived = identity.graph_iri("derived/", base)
        return BuildReport(
            unchanged=False,
            articles=articles,
            read=read,
            relations=dict(sorted(self._relations.items())),
            barren_sentences=self._barren_sentences,
            statements=lines[""] + sum(lines[graph] for graph in lines if graph.startswith(derived)),
            quads=lines.total(),
            set_aside=tuple(self._set_aside),
        )


def known_inputs(folder: OutputFolder) -> Inputs:
    """What the folder was built from. Raises :class:`InputError` where it does not know."""
    if inputs := folder.inputs:
        return inputs
    raise InputError(
        f"{folder.path} does not know any more what it was built from ({folder.cache} is gone, or another version's): "
        "build it anew from all its articles"
    )
