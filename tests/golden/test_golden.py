"""What lies in `output/` is what a build of the examples writes: ``python3 scripts/refresh_golden.py`` renews it."""

from __future__ import annotations

from pathlib import Path

import pytest

OUTPUT = Path(__file__).parents[2] / "output"


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.csv", "set-aside.jsonl", "graph.nq", "graph.ttl", "joins.csv"])
def test_golden(examples_output: Path, name: str) -> None:
    written = (examples_output / name).read_text(encoding="utf-8").splitlines()
    golden = (OUTPUT / name).read_text(encoding="utf-8").splitlines()
    # As sets first: a difference of a thousand lines is read best by what came and what went.
    assert (sorted(set(written) - set(golden)), sorted(set(golden) - set(written))) == ([], [])
    assert (examples_output / name).read_bytes() == (OUTPUT / name).read_bytes()
