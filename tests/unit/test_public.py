"""The names that people build on."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys

import pytest

import kgbuild
from kgbuild import settings
from kgbuild.language import extractor as extraction

PUBLIC = [
    "Article",
    "EmbeddedStore",
    "Entity",
    "Evidence",
    "Extractor",
    "Fact",
    "KgbuildError",
    "Settings",
    "build_graph",
    "load_schema",
    "read_articles",
]
DOCTESTS = [
    "kgbuild",
    "kgbuild.commands.terminal",
    "kgbuild.evaluation.names",
    "kgbuild.evaluation.sentences",
    "kgbuild.identity",
    "kgbuild.answers",
]


def test_the_list_is_what_it_was() -> None:
    assert kgbuild.__all__ == PUBLIC
    assert dir(kgbuild) == sorted([*PUBLIC, "__version__"])


@pytest.mark.parametrize("name", PUBLIC)
def test_each_name_is_there(name: str) -> None:
    assert getattr(kgbuild, name) is not None


def test_no_public_name_is_hidden_by_a_module_of_that_name() -> None:
    for name in PUBLIC:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(f"kgbuild.{name}")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nosuch"):
        kgbuild.nosuch  # noqa: B018


def test_importing_kgbuild_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'rdflib', 'pyoxigraph', 'pydantic', 'click'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", f"import sys, kgbuild; sys.exit(len({heavy}))"], check=False)
    assert done.returncode == 0


def test_there_is_one_default_model() -> None:
    assert extraction.DEFAULT_MODEL == settings.DEFAULT_MODEL


@pytest.mark.parametrize("module", DOCTESTS)
def test_examples_in_docstrings_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert result.attempted
    assert not result.failed
