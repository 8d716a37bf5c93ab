"""What validation costs, and which engine does it best: ``python benchmarks/validation.py``.

The example articles are read; then each article's graph is validated by every SHACL engine that is installed, in
alternating rounds of one run, since machines differ and are busy: what counts are the ratios. pySHACL is the reference.
(pip install shacl-rust pyshifty to have these compared too.)
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import shacl
from pyshacl import validate as pyshacl_validate
from rdflib import Graph

from kgbuild.articles import read_articles
from kgbuild.checks import article_graph, sift
from kgbuild.fact import Article
from kgbuild.identity import DEFAULT_BASE
from kgbuild.language.extractor import Extractor
from kgbuild.ontology import load_schema
from kgbuild.settings import DEFAULT_CONFIDENCE
from kgbuild.shapes import data_graph, shapes_turtle, validate
from kgbuild.told import sure, told

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"
Engine = Callable[[str], int]
"""How many results a graph in N-Triples has."""


def engines() -> dict[str, Engine]:
    turtle = shapes_turtle()
    compiled, parsed = shacl.Shapes.from_turtle(turtle), Graph().parse(data=turtle, format="turtle")

    def reference(text: str) -> int:
        data = Graph().parse(data=text, format="nt")
        _, report, _ = pyshacl_validate(data, shacl_graph=parsed)
        return len(list(report.query("SELECT ?r { ?x <http://www.w3.org/ns/shacl#result> ?r }")))

    found: dict[str, Engine] = {
        "pySHACL": reference,
        "shacl": lambda text: len(compiled.validate_text(text, format="nt").results),
    }
    if find_spec("shacl_rust"):
        import shacl_rust  # noqa: PLC0415

        found["shacl-rust"] = lambda text: len(shacl_rust.validate(text, turtle, data_format="nt")["results"])
    return found


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def medians(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Of alternating rounds; the first, which fills caches, does not count."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds + 1):
        for name, work in works.items():
            taken[name].append(seconds(work))
    return {name: median(times[1:]) for name, times in taken.items()}


def show(title: str, taken: dict[str, float], number: int, whole: str) -> None:
    print(f"\n{title:28}{'ms/article':>12}{'ratio':>9}")
    for name, time_taken in taken.items():
        print(f"{name:28}{time_taken / number * 1000:12.2f}{time_taken / taken[whole]:9.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args(arguments).rounds

    schema = load_schema()
    articles = [one for one in read_articles([str(EXAMPLES)], sys.stdin.buffer) if isinstance(one, Article)]
    extractor = Extractor(schema)
    facts = {one.article.id: sure(told(one).facts, DEFAULT_CONFIDENCE) for one in extractor.extract(articles)}
    graphs = [article_graph(one, facts[one.id], schema, DEFAULT_BASE) for one in articles]
    texts = [data_graph(graph) for graph in graphs]
    print(f"{len(articles)} articles, {sum(map(len, facts.values()))} facts, {sum(map(len, graphs))} quads")

    found = engines()
    results = {name: [engine(text) for text in texts] for name, engine in found.items()}
    print("results:", {name: sum(counts) for name, counts in results.items()})

    def all_by(engine: Engine) -> Callable[[], object]:
        return lambda: [engine(text) for text in texts]

    show("SHACL engine", medians({name: all_by(one) for name, one in found.items()}, rounds), len(articles), "pySHACL")
    steps: dict[str, Callable[[], object]] = {
        "reading (spaCy and frames)": lambda: list(extractor.extract(articles)),
        "validation before entering": lambda: [sift(one, facts[one.id], schema, DEFAULT_BASE) for one in articles],
        "  of it shapes, conditions": lambda: list(map(validate, graphs)),
    }
    show("Step of a build", medians(steps, rounds), len(articles), "reading (spaCy and frames)")


if __name__ == "__main__":
    main()
