"""The graph alone answers what ``facts.jsonl`` says."""

from __future__ import annotations

import json
from pathlib import Path


def test_the_graph_tells_the_same_facts(kgbuild, examples_output: Path) -> None:
    ran = kgbuild("query", "facts", "--format", "jsonl", "--store", str(examples_output / "store"))
    asked = [json.loads(line) for line in ran.out.splitlines()]
    written = [json.loads(line) for line in (examples_output / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(asked) > 100
    assert asked == written
