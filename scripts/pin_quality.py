"""Pins how good the reading is, so that it gets no worse unseen: ``python3 scripts/pin_quality.py``.

Writes `tests/quality/gate.json`. Refuses to lower a floor unless told why: ``--lower "reason"``.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "quality" / "communiques.jsonl"
GATE = ROOT / "tests" / "quality" / "gate.json"
SLACK = 0.005
"""Room below what is reached, for changes that touch a fact or two."""


def measured() -> dict[str, dict[str, float]]:
    python = ROOT / ".venv" / "bin" / "python"
    command = [str(python if python.exists() else sys.executable), "-m", "kgbuild", "evaluate", str(GOLD), "--json"]
    figures = json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)
    return {
        group: {name: figures[group][name] for name in ("precision", "recall", "f1")} for group in ("offices", "events")
    }


def floors(figures: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    return {
        group: {name: math.floor((value - SLACK) * 1000) / 1000 for name, value in of.items()}
        for group, of in figures.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lower", metavar="REASON", help="lower what has become worse, for this reason")
    reason = parser.parse_args().lower
    old: dict[str, Any] = json.loads(GATE.read_text(encoding="utf-8")) if GATE.exists() else {}
    new = floors(measured())
    pinned = old.get("floors", {})
    lowered = [
        f"{group} {name}: {floor} would become {new[group][name]}"
        for group, of in pinned.items()
        for name, floor in of.items()
        if new[group][name] < floor
    ]
    if lowered and not reason:
        print("\n".join(lowered), 'Nothing is pinned. Mend it, or say why with --lower "reason".', sep="\n")
        return 1
    history = [*old.get("lowered", []), *([{"reason": reason, "floors": lowered}] if lowered else [])]
    gate = {"sha256": sha256(GOLD.read_bytes()).hexdigest(), "floors": new, "lowered": history}
    GATE.write_text(json.dumps(gate, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(GATE.read_text(encoding="utf-8"), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
