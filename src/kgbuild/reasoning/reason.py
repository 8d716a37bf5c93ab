"""Holds a graph to the ontology: what follows and is not written, what cannot be, and what a complete reasoner says.

The rules that the ontology states go over graphs of any size. HermiT, where there is a Java to run it, is asked about
the ontology, and about the graph where that is not too large for it; what it finds beyond the rules is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kgbuild import __version__, identity
from kgbuild import vocabulary as v
from kgbuild.graph import in_graph
from kgbuild.ontology import ontology_quads
from kgbuild.reasoning import hermit
from kgbuild.reasoning.axioms import Axioms
from kgbuild.reasoning.contradictions import Contradiction, contradictions
from kgbuild.reasoning.hermit import Classification
from kgbuild.reasoning.rules import Closure, Graphs, Inferred, close

HERMIT_LIMIT = 20_000
"""Statements above which HermiT is not asked about a graph: it takes ten seconds and more there."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What came of holding a graph to the ontology."""

    statements: int
    """Of the data, the union of its graphs."""
    missing: tuple[Inferred, ...]
    """What follows and is not written, sorted."""
    written: Mapping[tuple[str, Graphs], int]
    unsupported: Mapping[tuple[NamedNode, Graphs], int]
    contradictions: tuple[Contradiction, ...]
    ontology: Classification | None
    """None without Java."""
    graph: Classification | None
    """None without Java, or where the graph is too large."""
    inconsistent_articles: tuple[str, ...] = ()
    """IRIs of the graphs that HermiT finds inconsistent each by itself; looked for where the rules find nothing."""

    @property
    def agrees(self) -> bool:
        """Whether nothing was found that cannot be."""
        checked = [one for one in (self.ontology, self.graph) if one]
        return not self.contradictions and all(one.consistent and not one.unsatisfiable for one in checked)


def reason(quads: Iterable[Quad], *, hermit_limit: int = HERMIT_LIMIT) -> Reasoned:
    """Reasons over a graph by the ontology that comes with kgbuild; of the graph's own copy of it nothing is read.

    Raises :class:`OntologyError` where HermiT breaks off.
    """
    ontology = ontology_quads(v.ONTOLOGY)
    axioms = Axioms(ontology)
    data = [quad for quad in quads if not isinstance(quad.subject, BlankNode) and quad.subject not in axioms.terms]
    closure = close(data, axioms)
    statements = len({quad.triple for quad in data})
    java = hermit.is_available()
    of_graph = hermit.classify([*ontology, *data]) if java and statements <= hermit_limit else None
    found = contradictions(data, closure, axioms)
    unexplained = of_graph and not of_graph.consistent and not found
    return Reasoned(
        statements=statements,
        missing=(*closure.missing, *_beyond_the_rules(of_graph, closure, data)),
        written=closure.written,
        unsupported=closure.unsupported,
        contradictions=found,
        ontology=_of_ontology(of_graph, ontology) if java else None,
        graph=of_graph,
        inconsistent_articles=_inconsistent_articles(ontology, data) if unexplained else (),
    )


def _of_ontology(of_graph: Classification | None, ontology: list[Quad]) -> Classification:
    """A graph that is consistent has the ontology's classes in it: that is asked once."""
    if of_graph and of_graph.consistent:
        return Classification(consistent=True, unsatisfiable=of_graph.unsatisfiable)
    return hermit.classify(ontology)


def _inconsistent_articles(ontology: list[Quad], data: list[Quad]) -> tuple[str, ...]:
    """HermiT does not say where: so each article with what is known of the states and bodies that it names."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in data:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad)
    given = [quad for name, quads in graphs.items() if name.endswith("graph/authority") for quad in quads]
    articles = sorted(name for name in graphs if "graph/article/" in name)
    return tuple(one for one in articles if not hermit.classify([*ontology, *given, *graphs[one]]).consistent)


def _beyond_the_rules(found: Classification | None, closure: Closure, data: list[Quad]) -> list[Inferred]:
    """Types of individuals of the data that HermiT alone finds."""
    if not found:
        return []
    known = {(node.value, kind.value) for node, kinds in closure.types.items() for kind in kinds}
    graphs: dict[str, set[str]] = defaultdict(set)
    for quad in data:
        if isinstance(quad.subject, NamedNode):
            held = {quad.graph_name.value} if isinstance(quad.graph_name, NamedNode) else set()
            graphs[quad.subject.value] |= held
    return [
        Inferred(Triple(NamedNode(node), v.TYPE, NamedNode(kind)), "hermit", frozenset(graphs[node]))
        for node, kind in sorted(found.types - known)
        if node in graphs
    ]


def inferred_quads(reasoned: Reasoned, base: str = identity.DEFAULT_BASE) -> list[Quad]:
    """graph:derived/inferred: what is missing, and that it was inferred, by which ontology and which kgbuild."""
    graph = identity.graph_iri("derived/inferred", base)
    activity = NamedNode(identity.iri(f"activity:{identity.digest('inferred', __version__)}", base))
    provenance = [
        Triple(NamedNode(graph), v.WAS_GENERATED_BY, activity),
        Triple(activity, v.TYPE, v.ACTIVITY),
        Triple(activity, v.USED, NamedNode(v.ONTOLOGY)),
        Triple(activity, v.KGBUILD_VERSION, Literal(__version__)),
    ]
    return in_graph([*(one.triple for one in reasoned.missing), *provenance], graph)
