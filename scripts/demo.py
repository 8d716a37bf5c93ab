"""From a fresh checkout to a graph and an answer: ``python3 scripts/demo.py``."""

from __future__ import annotations

import sys

from environment import prepare, run, say


def main() -> int:
    prepare("requirements.lock")
    say("Ten example articles become a graph in output/")
    failed = run("kgbuild", "build", "examples/articles", "-o", "output")
    if failed:
        return failed
    say("The graph answers: who met whom?")
    return run("kgbuild", "query", "who-met-whom")


if __name__ == "__main__":
    sys.exit(main())
