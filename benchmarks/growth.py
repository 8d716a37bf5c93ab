"""What a graph costs as it grows: ``python benchmarks/growth.py 100 1000 10000``.

For each number of made-up articles (see generator.py) a build from their facts, one article added to it, and one taken
back; each in a process of its own, so that memory is its own. Reading is not in it: benchmarks/speed.py measures that.
Seconds are those of the processor, since machines are busy; they differ, too: what counts is how figures grow from one
size to the next, and shares within a line.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator import World

from kgbuild import assembly, build, checks, fingerprint, output, records
from kgbuild.build import build_graph
from kgbuild.output import OutputFolder
from kgbuild.retraction import retract_articles
from kgbuild.settings import Settings

# The module, which the package hides behind its function of the same name.
_TOGETHER = sys.modules["kgbuild.derived.together"]
# Where the time goes: (what it is called here, module or class, function), timed where they are called from.
_PARTS: tuple[tuple[str, Any, str], ...] = (
    ("record", build, "record"),
    ("validation", checks, "validate"),
    ("article graphs", records, "article_quads"),
    ("digests", records, "digest"),
    ("names", _TOGETHER, "identity_joins"),
    ("their shortcuts", _TOGETHER, "identity_quads"),
    ("tenures", _TOGETHER, "tenure_quads"),
    ("events", _TOGETHER, "event_joins"),
    ("copies", _TOGETHER, "copy_joins"),
    ("sources", _TOGETHER, "sources_quads"),
    ("derived", assembly, "together"),
    ("Turtle of claims", records, "turtle_of_claims"),
    ("files", output.Draft, "finish"),
    ("store", output, "build_store"),
)
_SPENT: defaultdict[str, float] = defaultdict(float)


def _timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            _SPENT[name] += time.process_time() - began

    return call


def _measure(number: int, folder: Path, stage: str) -> dict[str, Any]:
    """One stage of one size, in this process: ``build``, ``add`` or ``retract``."""
    made_with = fingerprint.take(Settings())
    cache = OutputFolder(folder)
    articles = []
    with cache.claimed():
        for article, told in World(number + 1).told():
            if (len(articles) == number) == (stage != "build"):
                cache.readings.put(made_with.of_article(article), told)
            articles.append(article)
    last = articles.pop()
    work: dict[str, Callable[[], Any]] = {
        "build": lambda: build_graph(articles, folder),
        "add": lambda: build_graph([last], folder, add=True),
        "retract": lambda: retract_articles([last.id], folder),
    }
    for name, place, function in _PARTS:
        setattr(place, function, _timed(name, getattr(place, function)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    report = work[stage]()
    return {
        "articles": report.articles,
        "facts": report.facts,
        "statements": report.statements,
        "quads": report.quads,
        "seconds": time.process_time() - began,
        "MiB before": before // 1024,
        "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "bytes": {
            part: sum(path.stat().st_size for path in (folder / part).rglob("*")) or (folder / part).stat().st_size
            for part in ("facts.jsonl", "graph.nq", "graph.ttl", "store", ".cache/facts", ".cache/records")
        },
        "parts": dict(_SPENT),
    }


def _told(stage: str, figures: dict[str, Any]) -> str:
    seconds, articles, facts = figures["seconds"], figures["articles"], figures["facts"]
    parts = ", ".join(f"{name} {spent:.1f} s ({spent / seconds:.0%})" for name, spent in figures["parts"].items())
    lines = [f"{articles:7} articles  {stage:8}{seconds:8.1f} s  {figures['MiB']:6} MiB   {parts}"]
    if stage == "build":
        sizes = ", ".join(f"{name} {size / facts:.0f}" for name, size in figures["bytes"].items())
        lines.append(f"{'':18}{facts} facts, {figures['statements'] / facts:.2f} quads a fact; bytes a fact: {sizes}")
        each = {name: 1000 * figures["parts"].get(name, 0) / articles for name in ("record", "validation")}
        lines.append(f"{'':18}ms an article: " + ", ".join(f"{name} {spent:.2f}" for name, spent in each.items()))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=int)
    parser.add_argument("--folder", type=Path, help="where to build; a temporary folder, deleted afterwards, if none")
    parser.add_argument("--stage", choices=["build", "add", "retract"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stage:
        print(json.dumps(_measure(arguments.articles[0], arguments.folder, arguments.stage)))
        return
    for number in arguments.articles:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            for stage in ("build", "add", "retract"):
                command = [sys.executable, __file__, str(number), "--folder", folder, "--stage", stage]
                done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
                print(_told(stage, json.loads(done.stdout)), flush=True)


if __name__ == "__main__":
    main()
