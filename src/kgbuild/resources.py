"""Where the ontology, the lexicon, the gazetteers and the queries lie: in the package, or beside the checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def _folder(name: str) -> Traversable:
    packaged = files("kgbuild") / name
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / name


def ontology() -> Traversable:
    return _folder("ontology")


def queries() -> Traversable:
    return _folder("queries")
