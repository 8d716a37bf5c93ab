"""The project's own virtual environment, made from the lock files; needs nothing but Python's standard library.

Everything goes into ``.venv`` in the checkout. pip needs the network the first time; after that a stamp with the
hash of what was asked for lets :func:`prepare` return at once, offline too.
"""

from __future__ import annotations  # so that an old Python gets as far as saying that it is too old

import hashlib
import importlib.util
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
OLDEST = (3, 11)


def say(message: str) -> None:
    print(f"-- {message}", file=sys.stderr, flush=True)


def run(program: str, *arguments: str) -> int:
    """Show a command of the environment, run it in the checkout, and give back its exit code."""
    say(f"$ {program} {shlex.join(arguments)}")
    return subprocess.run([str(BINARIES / program), *arguments], cwd=ROOT, check=False).returncode


def prepare(lock: str) -> None:
    """Make sure that ``.venv`` holds what the lock file names, and kgbuild itself from this checkout."""
    _check_python()
    stamp = ENVIRONMENT / f"{lock}.sha256"
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if _works() and stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not ENVIRONMENT.exists():
        say(f"Making a virtual environment in {ENVIRONMENT}")
        _must([sys.executable, "-m", "venv", str(ENVIRONMENT)], "The virtual environment could not be made.")
    if not _works():
        sys.exit(f"{ENVIRONMENT} lacks pip, or a Python of 3.11 or newer that runs: remove that folder and try again.")
    began = time.monotonic()
    say(f"Installing what {lock} names (a minute or so; the only step that needs the network)")
    failed = "pip could not install the dependencies: its own words are above. Is the network there?"
    _pip(["--require-hashes", "--requirement", lock], failed)
    # The build backend came with the lock, so that this step fetches nothing.
    say("Installing kgbuild from this checkout")
    _pip(["--no-deps", "--no-build-isolation", "--editable", "."], "kgbuild itself could not be installed.")
    stamp.write_text(wanted, encoding="ascii")
    say(f"Ready after {time.monotonic() - began:.0f} seconds")


def _check_python() -> None:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST:
        sys.exit(f"kgbuild needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is Python {version} ({sys.executable}).")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(
            f"Python {version} lacks its venv and ensurepip modules. On Debian and Ubuntu they are the package "
            f"python{sys.version_info[0]}.{sys.version_info[1]}-venv."
        )


def _works() -> bool:
    """Whether the environment is one, and whole: its Python is gone when the one that it was made from is."""
    probe = f"import pip, sys; sys.exit(sys.prefix == sys.base_prefix or sys.version_info < {OLDEST})"
    try:
        return subprocess.run([_python(), "-c", probe], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _python() -> str:
    return str(BINARIES / "python")


def _pip(arguments: list[str], failed: str) -> None:
    # Whatever the user's own settings of pip say, nothing is installed outside of the environment.
    settings = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    _must([_python(), "-m", "pip", "install", "-qq", *arguments], failed, settings)


def _must(command: list[str], failed: str, environment: dict[str, str] | None = None) -> None:
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(failed)
