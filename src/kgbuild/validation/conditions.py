"""What a good graph is beyond what SHACL core can say: each condition with the reason why core cannot.

They are told in the same report as the shapes, under an IRI of the same namespace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from pyoxigraph import Literal, NamedNode, Quad

from kgbuild import vocabulary as v
from kgbuild.derived.values import Values, values_of
from kgbuild.edtf import bounds, is_after
from kgbuild.validation import iris
from kgbuild.validation.ontology_shapes import SHAPES
from kgbuild.validation.result import Violation
from kgbuild.validation.terms import declared_terms

COMPONENT = f"{SHAPES}Condition"
"""The constraint component of all conditions (SHACL asks each result for one)."""
_OCCURRED = Literal("occurred")
_CHARACTERS = re.compile(r"#char=(\d+),(\d+)$")
_Found = tuple[NamedNode, NamedNode | None, object, str]
"""Node, property, value, and what to add to the message."""


@dataclass(frozen=True)
class _Graph:
    triples: frozenset[tuple[NamedNode, NamedNode, object]]
    values: Values

    @cached_property
    def names(self) -> frozenset[NamedNode]:
        """All IRIs, those of datatypes included."""
        terms = {term for triple in self.triples for term in triple}
        return frozenset(filter(None, map(_named, terms)))

    def of(self, node: object, *path: NamedNode) -> set[object]:
        """What a chain of properties leads to."""
        nodes: set[object] = {node}
        for predicate in path:
            nodes = {value for one in nodes for value in self.values[predicate].get(one, ())}
        return nodes


@dataclass(frozen=True, slots=True)
class Condition:
    name: str
    message: str
    beyond: str
    """Why SHACL core cannot say it."""
    find: Callable[[_Graph], Iterator[_Found]]

    @property
    def iri(self) -> str:
        return SHAPES + self.name


def broken(quads: Iterable[Quad]) -> Iterator[Violation]:
    """What breaks a condition in the union of the quads' graphs, whose bad names have stand-ins (see :mod:`iris`)."""
    every = list(quads)
    named = ((quad.subject, quad.predicate, quad.object) for quad in every)
    triples = {(subject, predicate, value) for subject, predicate, value in named if isinstance(subject, NamedNode)}
    graph = _Graph(frozenset(triples), values_of(every))
    for condition in CONDITIONS:
        for focus, path, value, detail in condition.find(graph):
            text, term = (value.value, str(value)) if isinstance(value, Literal | NamedNode) else (None, None)
            message = f"{condition.message}: {detail}" if detail else condition.message
            yield Violation(focus.value, path.value if path else None, text, message, condition.iri, COMPONENT, term)


def invalid_iri(iri: str) -> Violation:
    """What is said of an invalid IRI that a store has, and no batch of it."""
    message = f"{_VALID_IRI.message}: <{iri}>: {iris.reason(iri)}"
    return Violation(iri, None, iri, message, _VALID_IRI.iri, COMPONENT)


def _lengths(graph: _Graph) -> Iterator[_Found]:
    """Offsets are those of RFC 5147: positions between characters, so that the difference is the length."""
    for claim, fragments in graph.values[v.WAS_DERIVED_FROM].items():
        for fragment in fragments:
            offsets = _CHARACTERS.search(str(getattr(fragment, "value", "")))
            for quote in graph.of(fragment, v.ANCHOR_OF) if offsets else ():
                length = len(quote.value) if isinstance(quote, Literal) else 0
                if offsets and length != int(offsets[2]) - int(offsets[1]):
                    yield claim, v.WAS_DERIVED_FROM, fragment, f"it has {length} characters"


def _futures(graph: _Graph) -> Iterator[_Found]:
    for claim, statuses in graph.values[v.STATUS].items():
        for published in graph.of(claim, v.ARTICLE, v.ISSUED) if statuses == {_OCCURRED} else ():
            day = published.value.partition("T")[0] if isinstance(published, Literal) else ""
            for predicate in (v.EARLIEST, v.SINCE):
                for value in graph.of(claim, predicate) | graph.of(claim, v.ABOUT, predicate):
                    if isinstance(value, Literal) and is_after(value.value, day):
                        yield claim, predicate, value, f"the article is of {day}"


def _impossible_dates(graph: _Graph) -> Iterator[_Found]:
    for predicate in (v.DATE, v.SINCE, v.UNTIL):
        for node, dates in graph.values[predicate].items():
            yield from ((node, predicate, date, "") for date in dates if not _span(date))


def _other_bounds(graph: _Graph) -> Iterator[_Found]:
    for node, dates in graph.values[v.DATE].items():
        spans = [span for span in map(_span, dates) if span]
        for predicate, side in ((v.EARLIEST, 0), (v.LATEST, 1)):
            wanted = {span[side] for span in spans}
            for value in graph.of(node, predicate) if len(spans) == len(dates) else ():
                if isinstance(value, Literal) and value.value not in wanted:
                    yield node, predicate, value, f"by its date it is {' or '.join(sorted(wanted))}"


def _reversed_tenures(graph: _Graph) -> Iterator[_Found]:
    for node, begins in graph.values[v.SINCE].items():
        for until in graph.of(node, v.UNTIL):
            first, last = [span[0] for span in map(_span, begins) if span], _span(until)
            if first and last and min(first) > last[1]:
                yield node, v.UNTIL, until, f"it began {min(first)}"


def _invalid_iris(graph: _Graph) -> Iterator[_Found]:
    for subject, path, name in _places(graph, iris.is_invalid):
        written = iris.original(name.value)
        yield subject, path, name, f"<{written}>: {iris.reason(written)}"


def _blank_nodes(graph: _Graph) -> Iterator[_Found]:
    """Class expressions of ontologies are blank, and neither typed by our classes nor reached by our properties."""
    for subject, path, name in _places(graph, iris.is_blank):
        kinds = graph.of(subject, v.TYPE) if path is None else ()
        if any(kind.value.startswith(v.DIP) for kind in kinds if isinstance(kind, NamedNode)) or (
            path is not None and path.value.startswith(v.DIP)
        ):
            yield subject, path, name, ""


def _unknown_terms(graph: _Graph) -> Iterator[_Found]:
    known = declared_terms()
    for subject, path, name in _places(graph, lambda iri: iri.startswith(v.DIP) and iri not in known):
        yield subject, path, name, f"dip:{name.value.removeprefix(v.DIP)}{_near(name.value)}"


def _places(graph: _Graph, wanted: Callable[[str], bool]) -> Iterator[tuple[NamedNode, NamedNode | None, NamedNode]]:
    """Where IRIs of some kind stand: with no property those of subjects and properties."""
    names = graph.names
    found = {name for name in names if wanted(name.value)}
    for subject, predicate, value in graph.triples if found else ():
        for path, term in ((None, subject), (None, predicate), (predicate, _named(value))):
            if term in found and term is not None:
                yield subject, path, term


@cache
def _near(iri: str) -> str:
    """Terms that look like it, whatever their case."""
    names = {term.removeprefix(v.DIP).lower(): term.removeprefix(v.DIP) for term in declared_terms()}
    close = get_close_matches(iri.removeprefix(v.DIP).lower(), names, n=2, cutoff=0.7)
    return f" (do you mean {' or '.join(f'dip:{names[one]}' for one in close)}?)" if close else ""


def _named(term: object) -> NamedNode | None:
    if isinstance(term, Literal):
        return term.datatype
    return term if isinstance(term, NamedNode) else None


def _span(value: object) -> tuple[str, str] | None:
    return bounds(value.value) if isinstance(value, Literal) else None


_VALID_IRI = Condition(
    "valid-iri",
    "an IRI is absolute and has the form of RFC 3987",
    "core sees a graph, whose IRIs are taken to be valid",
    _invalid_iris,
)
CONDITIONS = (
    Condition(
        "quote-length",
        "a quote is as long as its offsets say",
        "core compares neither lengths nor parts of an IRI",
        _lengths,
    ),
    Condition(
        "not-in-the-future",
        "what an article tells as done is not after the article",
        "core compares values of one node, without regard to a third value: here the claim's status",
        _futures,
    ),
    Condition(
        "possible-date",
        "a date is a day, month, year or interval that there is, as EDTF writes them",
        "core knows patterns, and no calendar but that of xsd:date",
        _impossible_dates,
    ),
    Condition(
        "bounds-of-date",
        "earliest and latest are the first and last day that the date can mean",
        "core computes nothing",
        _other_bounds,
    ),
    Condition(
        "tenure-in-order",
        "an office or membership ends after it began",
        "core compares no months with days",
        _reversed_tenures,
    ),
    _VALID_IRI,
    Condition(
        "no-blank-nodes",
        "what is told of has an IRI, so that others can point at it",
        "core has sh:nodeKind, but each node would need a target: this holds wherever our terms are used",
        _blank_nodes,
    ),
    Condition(
        "known-term",
        "a term of our namespace is one that the ontology has",
        "core closes single shapes (sh:closed) and no namespace",
        _unknown_terms,
    ),
)
