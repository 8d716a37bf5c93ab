"""Diplomatic news and communiqués into a knowledge graph.

>>> from kgbuild import Article, Extractor, load_schema
>>> article = Article("a", "Morocco's Foreign Minister Nasser Bourita met Jean-Pierre Lacroix in Rabat.")
>>> (extraction,) = Extractor(load_schema()).extract([article])
>>> [(fact.subject.label, fact.object.label) for fact in extraction.facts if fact.relation == "metWith"]
[('Nasser Bourita', 'Jean-Pierre Lacroix')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgbuild.articles import read_articles
    from kgbuild.build import build_graph
    from kgbuild.errors import KgbuildError
    from kgbuild.fact import Article, Entity, Evidence, Fact
    from kgbuild.language.extractor import Extractor
    from kgbuild.ontology import load_schema
    from kgbuild.settings import Settings
    from kgbuild.stores.embedded import EmbeddedStore

__all__ = [
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

_HOMES = {
    "Article": "fact",
    "EmbeddedStore": "stores.embedded",
    "Entity": "fact",
    "Evidence": "fact",
    "Extractor": "language.extractor",
    "Fact": "fact",
    "KgbuildError": "errors",
    "Settings": "settings",
    "build_graph": "build",
    "load_schema": "ontology",
    "read_articles": "articles",
}


def __getattr__(name: str) -> Any:
    """Names are imported on use, so that who asks a graph need not wait for spaCy."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415

        return version("kgbuild")
    if name not in _HOMES:
        raise AttributeError(f"module 'kgbuild' has no attribute {name!r}")
    return getattr(import_module(f"kgbuild.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
