"""What reasoning found, as a table and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kgbuild import identity
from kgbuild.reasoning.explanations import Explanation
from kgbuild.reasoning.hermit import Classification
from kgbuild.reasoning.reason import Reasoned
from kgbuild.reasoning.rules import RULES
from kgbuild.stores import Table

_ALL = "(all)"
_NO_GRAPH = "(no graph)"


def table(reasoned: Reasoned, base: str = identity.DEFAULT_BASE) -> Table:
    """A row for each graph and kind of rule, and rows for all graphs first.

    What follows from several graphs counts for each of them, and once in all.
    """
    written: Counter[tuple[str, str]] = Counter()
    missing: Counter[tuple[str, str]] = Counter()
    for (rule, graphs), count in reasoned.written.items():
        for name in _names(graphs, base):
            written[name, _kind(rule)] += count
    for one in reasoned.missing:
        for name in _names(one.graphs, base):
            missing[name, _kind(one.rule)] += 1
    keys = sorted(written.keys() | missing.keys(), key=lambda key: (key[0] != _ALL, *key))
    rows = tuple((*key, written[key], missing[key]) for key in keys)
    return Table(("graph", "entailment", "written", "missing"), rows)


def _kind(rule: str) -> str:
    return f"{RULES[rule]} ({rule})" if rule in RULES else "HermiT"


def _names(graphs: Iterable[str], base: str) -> list[str]:
    start = identity.graph_iri("", base)
    return [_ALL, *(graph.removeprefix(start) for graph in graphs)] if graphs else [_ALL, _NO_GRAPH]


def remarks(reasoned: Reasoned, hermit_limit: int, base: str = identity.DEFAULT_BASE) -> Iterator[str]:
    """What was checked and how, what was not, and what is written though nothing bears it."""
    if reasoned.ontology is None:
        yield "HermiT did not check anything, since it needs Java and none is on the path; the rules did"
    else:
        yield f"ontology: {_verdict(reasoned.ontology)}, says HermiT"
        if reasoned.graph is None:
            yield (
                f"graph: {reasoned.statements} statements, checked by the rules alone: HermiT is asked up to "
                f"{hermit_limit} (--hermit-limit)"
            )
        else:
            yield f"graph: {_verdict(reasoned.graph)}, says HermiT of its {reasoned.statements} statements"
    by_graph: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, graphs), count in reasoned.unsupported.items():
        for name in _names(graphs, base)[1:]:
            by_graph[name][kind.value.rpartition("#")[2]] += count
    for name, kinds in sorted(by_graph.items()):
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield f"{name}: {told} by what is written alone: no position that is held makes them so"


def _verdict(found: Classification) -> str:
    if not found.consistent:
        return "inconsistent"
    if found.unsatisfiable:
        return f"consistent, but nothing can be {', '.join(found.unsatisfiable)}"
    return "consistent"


def complaints(reasoned: Reasoned, explanations: Iterable[Explanation]) -> Iterator[str]:
    """A line for each contradiction, with the words that it stands in and what the shapes say."""
    explanations = list(explanations)
    for one in explanations:
        yield f"{one.contradiction.node} {one.contradiction.message}"
        yield from (f"  the shapes: {objection}" for objection in one.objections)
        yield from (f"  {article}: “{sentence}”" for article, sentence in one.sentences)
    if reasoned.graph and not reasoned.graph.consistent and not explanations:
        articles = ", ".join(reasoned.inconsistent_articles)
        where = f"in {articles}" if articles else "though no article by itself is"
        yield f"HermiT finds the graph inconsistent, {where}, and does not say why; the rules find no reason"
