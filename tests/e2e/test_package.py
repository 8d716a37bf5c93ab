"""The wheel, as it is installed: ontology and questions are in it, and it finds them from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path) -> str:
    # The checkout must not be on the path of the environment that is tested.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (wheel,) = folder.glob("*.whl")
    home = folder / "venv"
    venv.create(home, symlinks=True)
    python = home / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=folder)
    # A path file names the folder and does not read the path files in it: the editable install stays unseen.
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def test_it_is_the_wheel_that_runs(installed: Path) -> None:
    home = run(installed / "python", "-c", "import kgbuild; print(kgbuild.__file__)", cwd=Path("/"))
    assert home.startswith(str(installed.parent))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["query"], "who-met-whom"), (["lexicon", "list"], "metWith"), (["--version"], "kgbuild ")],
)
def test_commands_find_their_data(installed: Path, arguments: list[str], told: str) -> None:
    assert told in run(installed / "kgbuild", *arguments, cwd=Path("/"))


def test_the_ontology_is_whole(installed: Path) -> None:
    listed = "from kgbuild import resources; print(*(file.name for file in resources.ontology().iterdir()))"
    names = run(installed / "python", "-c", listed, cwd=Path("/")).split()
    assert {"diplomacy.ttl", "events.ttl", "alignments.ttl", "shapes.ttl"} <= set(names)


def test_it_builds_and_answers(installed: Path, tmp_path: Path) -> None:
    article = ROOT / "examples" / "articles" / "bourita-lacroix.md"
    run(installed / "kgbuild", "build", article, "-o", tmp_path / "output", cwd=tmp_path)
    assert "Nasser Bourita" in run(installed / "kgbuild", "query", "who-met-whom", cwd=tmp_path)


def test_it_writes_the_page_of_an_evaluation(installed: Path, tmp_path: Path) -> None:
    gold = ROOT / "tests" / "quality" / "communiques.jsonl"
    (tmp_path / "facts.jsonl").write_text("", encoding="utf-8")
    run(installed / "kgbuild", "evaluate", gold, "facts.jsonl", "--html", "page.html", cwd=tmp_path)
    assert "prefers-color-scheme" in (tmp_path / "page.html").read_text(encoding="utf-8")
