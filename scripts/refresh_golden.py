"""Builds the examples anew and puts what came of it into `output/`: ``python3 scripts/refresh_golden.py``.

The tests hold `output/` to this, byte for byte. Look at ``git diff output/facts.jsonl`` before you commit it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "output"
FILES = ("facts.jsonl", "facts.csv", "set-aside.jsonl", "graph.ttl", "graph.nq", "joins.csv")


def main() -> int:
    python = ROOT / ".venv" / "bin" / "python"
    command = [str(python if python.exists() else sys.executable), "-m", "kgbuild", "build", "examples/articles"]
    # In a folder of its own, so that no cached reading stands in for a new one.
    with tempfile.TemporaryDirectory() as folder:
        failed = subprocess.run([*command, "-o", folder], cwd=ROOT, check=False).returncode
        if failed:
            return failed
        OUTPUT.mkdir(exist_ok=True)
        for name in FILES:
            shutil.copyfile(Path(folder) / name, OUTPUT / name)
    subprocess.run(["git", "diff", "--stat", "--", "output"], cwd=ROOT, check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
