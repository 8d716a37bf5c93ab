"""What CONTRIBUTING.md tells to do without Python, done."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from transcripts import changes, commands

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy whose ontology may be changed, with a kgbuild that reads it."""
    for name in ("src", "ontology", "queries"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "src"))
    return tmp_path


def test_transcripts(checkout: Path, process: Callable[..., Any]) -> None:
    assert len(commands(CONTRIBUTING)) == CONTRIBUTING.count("$ kgbuild") == 10
    changed = changes(CONTRIBUTING, checkout, process)
    assert not changed, changed
