"""Everything that must pass before a change lands: ``python3 scripts/test.py [pytest's arguments]``."""

from __future__ import annotations

import sys

from environment import ROOT, prepare, run

FAST_FIRST = ("unit", "properties", "golden", "conformance")
WORKERS = "2"


def folders() -> list[str]:
    """All that lies in tests/, the fast ones first, so that a mistake shows early."""
    names = [path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"]
    rank = {name: place for place, name in enumerate(FAST_FIRST)}
    return [f"tests/{name}" for name in sorted(names, key=lambda name: (rank.get(name, len(rank)), name))]


def main(arguments: list[str]) -> int:
    prepare("requirements-dev.lock")
    # As a setting and not as arguments: paths that the caller names then take their place.
    paths = f"testpaths={' '.join(folders())}"
    return run("ruff", "check") or run("mypy") or run("pytest", "-n", WORKERS, "-o", paths, *arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
