"""Where a graph lies and answers SPARQL: on disk (:mod:`kgbuild.stores.embedded`) or behind an endpoint."""

from __future__ import annotations

from kgbuild.stores.store import Iri, Result, Store, Table, Value

__all__ = ["Iri", "Result", "Store", "Table", "Value"]
