"""What reasoning costs as the graph grows, by each way to do it: ``python benchmarks/reasoning.py output/graph.nq``.

The graph's articles are repeated under other names until there are as many statements as asked for. The rules of
kgbuild are held beside the same rules as SPARQL updates in pyoxigraph, owlrl and HermiT; the slow ones stop where
they would take minutes. Figures are seconds of processor time, Java's included: of other work on the machine they do
not know much, but ratios within a run say most.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

import owlrl
import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kgbuild import identity
from kgbuild.ontology import ontology_quads
from kgbuild.reasoning import hermit
from kgbuild.reasoning.axioms import Axioms
from kgbuild.reasoning.rules import close

SIZES = (1_000, 10_000, 100_000)
LIMITS = {"kgbuild": 10**9, "SPARQL updates": 10**9, "owlrl": 10_000, "HermiT": 20_000}
# The rules of kgbuild.reasoning.rules, over the ontology's own triples.
UPDATES = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT { ?x ?q ?y } WHERE { ?p rdfs:subPropertyOf ?q . ?x ?p ?y } ;
INSERT { ?y ?p ?x } WHERE { ?p a owl:SymmetricProperty . ?x ?p ?y } ;
INSERT { ?y ?q ?x } WHERE { { ?p owl:inverseOf ?q } UNION { ?q owl:inverseOf ?p } ?x ?p ?y } ;
INSERT { ?x a ?c } WHERE { ?p rdfs:domain ?c . ?x ?p ?y } ;
INSERT { ?y a ?c } WHERE { ?p a owl:ObjectProperty ; rdfs:range ?c . ?x ?p ?y } ;
INSERT { ?x a ?d } WHERE { { ?c rdfs:subClassOf|owl:equivalentClass ?d } UNION { ?d owl:equivalentClass ?c } ?x a ?c } ;
INSERT { ?x a ?u } WHERE { ?u owl:unionOf/rdf:rest*/rdf:first ?c . ?x a ?c } ;
INSERT { ?x a ?r } WHERE { ?r owl:someValuesFrom ?c ; owl:onProperty ?p . ?y a ?c . ?x ?p ?y } ;
INSERT { ?x a ?i } WHERE { ?i owl:intersectionOf ?l . ?l rdf:first ?c . ?l rdf:rest/rdf:first ?d . ?x a ?c , ?d }"""


def repeated(quads: list[Quad], statements: int, base: str) -> list[Quad]:
    """Copies of the graph under other names, so that nothing of one follows from another."""

    def renamed(term: object, number: int) -> object:
        ours = isinstance(term, NamedNode) and term.value.startswith(base)
        return NamedNode(f"{term.value}-{number}") if ours and number else term

    copies = range(-(-statements // len(quads)))
    made = [
        Quad(*(renamed(term, number) for term in (one.subject, one.predicate, one.object, one.graph_name)))
        for number in copies
        for one in quads
    ]
    return made[:statements]


def by_updates(ontology: list[Quad], data: list[Quad]) -> None:
    store = pyoxigraph.Store()
    store.bulk_extend(Quad(one.subject, one.predicate, one.object) for one in (*ontology, *data))
    before = 0
    while (after := len(store)) > before:
        before = after
        store.update(UPDATES)


def by_owlrl(ontology: list[Quad], data: list[Quad]) -> None:
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{one.triple} .\n" for one in (*ontology, *data)), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(graph)


def processor_time() -> float:
    return sum(os.times()[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path, help="the N-Quads that a build wrote")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements")
    arguments = parser.parse_args()

    ontology = ontology_quads("urn:ontology")
    axioms = Axioms(ontology)
    built = parse(path=str(arguments.graph), format=RdfFormat.N_QUADS)
    quads = [one for one in built if not isinstance(one.subject, BlankNode) and one.subject not in axioms.terms]
    ways: dict[str, Callable[[list[Quad]], object]] = {
        "kgbuild": lambda data: close(data, axioms),
        "SPARQL updates": lambda data: by_updates(ontology, data),
        "owlrl": lambda data: by_owlrl(ontology, data),
        "HermiT": lambda data: hermit.classify([*ontology, *data]),
    }
    print(f"{'statements':>10}", *(f"{name:>15}" for name in ways), "  (seconds)")
    for size in arguments.sizes:
        data = repeated(quads, size, identity.DEFAULT_BASE)
        cells = []
        for name, way in ways.items():
            if size > LIMITS[name]:
                cells.append(f"{'–':>15}")
                continue
            began = processor_time()
            way(data)
            cells.append(f"{processor_time() - began:15.2f}")
        print(f"{size:>10}", *cells)


if __name__ == "__main__":
    main()
