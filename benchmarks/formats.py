"""What each format costs to write, in time and memory: ``python benchmarks/formats.py --quads 100000 1000000``.

The examples' article graphs are repeated under other names until there are as many quads. Each format is written by a
process of its own; `memory` is what its peak has above the quads themselves. Near-linear: microseconds a quad stay.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from pyoxigraph import RdfFormat, parse

from kgbuild.export import FORMATS, write

GRAPH = Path(__file__).resolve().parents[1] / "output" / "graph.nq"
_NAMED = re.compile(r"(/id/(?:claim|event|article|text|graph/article|person|tenure|agreement|position)/)([^>#]+)")


def lines() -> Iterator[str]:
    """The articles' quads, then the same of articles with other names, without end."""
    said = [line for line in GRAPH.read_text(encoding="utf-8").splitlines() if "/graph/article/" in line]
    for number in count():
        yield from (_NAMED.sub(rf"\1\2-{number}", line) + "\n" for line in said)


def measure(nquads: Path, form: str) -> str:
    """One line of the table, for a file of N-Quads."""
    quads = list(parse(path=str(nquads), format=RdfFormat.N_QUADS))
    before, began = getrusage(RUSAGE_SELF).ru_maxrss, time.process_time()
    written = nquads.with_suffix(f".{form}")
    write(quads, written, form)  # type: ignore[arg-type]
    seconds, peak = time.process_time() - began, getrusage(RUSAGE_SELF).ru_maxrss
    size, number = written.stat().st_size / 1e6, len(quads)
    return f"{form:10}{number:10}{seconds:9.1f}{seconds / number * 1e6:10.1f}{(peak - before) / 1024:12.0f}{size:9.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--measure", nargs=2, metavar=("NQUADS", "FORMAT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        print(measure(Path(arguments.measure[0]), arguments.measure[1]))
        return
    print(f"{'format':10}{'quads':>10}{'seconds':>9}{'µs/quad':>10}{'memory/MB':>12}{'file/MB':>9}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for number in arguments.quads:
            nquads = Path(folder) / f"{number}.nq"
            with nquads.open("w", encoding="utf-8") as file:
                file.writelines(islice(lines(), number))
            for form in FORMATS:
                subprocess.run([sys.executable, __file__, "--measure", str(nquads), form], check=True)


if __name__ == "__main__":
    main()
