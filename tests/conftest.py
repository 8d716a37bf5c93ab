"""What tests of several folders need: hand-made facts, an extractor, the command line, and a build of the examples."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No test fails because the machine is busy.
settings.register_profile("kgbuild", deadline=None)
settings.load_profile("kgbuild")

# Lets tests of every folder import the hand-made facts of ``tests/factories.py``.
sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture
def kgbuild(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Runs a command line within this process: arguments, and bytes for standard input."""
    from kgbuild.cli import run  # noqa: PLC0415 (tests that need no command line import none)

    def call(*arguments: Any, stdin: bytes = b"") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
        out.flush()
        err.flush()
        return Ran(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())

    return call


def run_process(*arguments: Any, seed: int = 0, cwd: Path = ROOT) -> Ran:
    """Runs a command line in a process of its own, as users do."""
    command = [sys.executable, "-m", "kgbuild", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def process() -> Callable[..., Ran]:
    return run_process


@pytest.fixture(scope="session")
def examples_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the examples wrote."""
    output = tmp_path_factory.mktemp("examples") / "output"
    ran = run_process("build", ROOT / "examples" / "articles", "-o", output)
    assert ran.code == 0, ran.err
    return output


@pytest.fixture(scope="session")
def extractor() -> Any:
    from kgbuild.language.extractor import Extractor  # noqa: PLC0415 (takes a second)
    from kgbuild.ontology import load_schema  # noqa: PLC0415

    return Extractor(load_schema())
