"""How fast kgbuild reads, beside the bare spaCy pipeline on the same texts: ``python benchmarks/speed.py``.

Machines differ and are busy, so what counts is the ratio of the two within one run: rounds alternate, and each figure
is the median of its rounds. Run it by hand, before and after a change that may cost time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from kgbuild.articles import read_articles
from kgbuild.fact import Article
from kgbuild.language.extractor import Extractor, load_model
from kgbuild.ontology import load_schema
from kgbuild.settings import DEFAULT_MODEL

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "articles"


def texts(repeats: int) -> list[Article]:
    found = [one for one in read_articles([str(EXAMPLES)], sys.stdin.buffer) if isinstance(one, Article)]
    return [replace(article, id=f"{article.id}-{number}") for number in range(repeats) for article in found]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repeats", type=int, default=10, help="how often the example articles are read in a round")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    arguments = parser.parse_args()

    articles = texts(arguments.repeats)
    words = sum(len(article.text.split()) for article in articles)
    nlp = load_model(arguments.model)
    extractor = Extractor(load_schema(), model=arguments.model)
    readers: dict[str, Callable[[], object]] = {
        "spaCy alone": lambda: list(nlp.pipe(article.text for article in articles)),
        "kgbuild": lambda: list(extractor.extract(articles)),
    }
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(arguments.rounds + 1):
        for name, read in readers.items():
            taken[name].append(seconds(read))
    # The first round fills caches.
    medians = {name: median(rounds[1:]) for name, rounds in taken.items()}

    print(f"{len(articles)} articles, {words} words, {arguments.rounds} rounds, {arguments.model}\n")
    print(f"{'':14}{'seconds':>9}{'words/s':>9}{'ratio':>7}")
    for name, time_taken in medians.items():
        print(f"{name:14}{time_taken:9.2f}{words / time_taken:9.0f}{time_taken / medians['spaCy alone']:7.2f}")


if __name__ == "__main__":
    main()
