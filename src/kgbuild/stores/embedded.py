"""The store that `kgbuild build` writes: a folder, read with pyoxigraph, no server.

The default graph holds the union of the named graphs, written once at build. pyoxigraph can make that union while it
answers, but then gives a triple once for each graph that has it, so that counts come out wrong, and ignores FROM.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from itertools import chain
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from kgbuild.errors import StoreError
from kgbuild.stores.change import Change, change_between
from kgbuild.stores.store import Result, plain, syntax_error

_UNION = DefaultGraph()
_LAYOUT = "union in the default graph, pyoxigraph"
_MARK = "kgbuild.sha256"
"""The file in a store's folder that says from which quads it was built; RocksDB lets it be."""


class EmbeddedStore:
    """A graph to ask. Queries without GRAPH and FROM run over the union of all graphs."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """A built store, read-only, so that several can read at once. Raises :class:`StoreError`."""
        if not _is_database(folder):
            raise StoreError(f"there is no store at {folder}: run kgbuild build first, or name another with --store")
        try:
            return cls(pyoxigraph.Store.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store at {folder} cannot be opened ({_line(error)}): build it anew") from error

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> EmbeddedStore:
        """A store in memory."""
        store = pyoxigraph.Store()
        store.bulk_extend(_with_union(quads))
        return cls(store)

    def query(self, text: str) -> Result:
        """The answer of any SPARQL 1.1 query. Raises :class:`QueryError` where it is none."""
        try:
            return plain(self._store.query(text))
        except SyntaxError as error:
            raise syntax_error(text, error) from error
        except OSError as error:
            raise StoreError(f"the store could not answer: {_line(error)}") from error

    def quads(self, *graphs: str) -> Iterator[Quad]:
        """What the named graphs with these IRIs hold; without any, what all do."""
        if graphs:
            return chain.from_iterable(self._of_graph(NamedNode(graph)) for graph in graphs)
        return (quad for quad in self._store if quad.graph_name != _UNION)

    def _of_graph(self, graph: NamedNode) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)

    def __len__(self) -> int:
        return sum(1 for _ in self.quads())


def build_store(folder: Path, nquads: Path, before: Path | None = None) -> bool:
    """Build a store from a file of N-Quads; False where the store at hand was built from the same quads.

    Where `before` is the file that the store at hand was built from, and little of it changed, a copy of that store is
    brought up to date: it then holds the same quads as one built from nothing.
    The new store is made aside and put in place when it is whole: a build that fails loses nothing.
    Raises :class:`StoreError`.
    """
    mark = _mark(nquads)
    if _is_database(folder) and _read_mark(folder) == mark:
        return False
    if folder.exists() and _read_mark(folder) is None and (folder.is_file() or any(folder.iterdir())):
        raise StoreError(f"{folder} holds something that kgbuild did not build: choose another folder for the store")
    fresh = folder.with_name(f".{folder.name}.new")
    _claim(fresh)
    try:
        if before is None or not _is_of(folder, before) or (change := change_between(before, nquads)) is None:
            _fill(fresh, nquads)
        else:
            _copy(folder, fresh)
            _apply(change, fresh)
        (fresh / _MARK).write_text(mark, encoding="utf-8")
        _put_in_place(fresh, folder)
    except OSError as error:
        raise StoreError(f"the store at {folder} cannot be written ({_line(error)})") from error
    except SyntaxError as error:
        raise StoreError(f"{nquads} is no file of N-Quads ({_line(error)})") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def _is_database(folder: Path) -> bool:
    return (folder / "CURRENT").is_file()


def _mark(nquads: Path) -> str:
    try:
        with nquads.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"{nquads} cannot be read ({error.strerror})") from error
    # Another version may read another layout on disk.
    return f"{digest} {_LAYOUT} {pyoxigraph.__version__}\n"


def _read_mark(folder: Path) -> str | None:
    mark = folder / _MARK
    return mark.read_text(encoding="utf-8") if mark.is_file() else None


def _claim(fresh: Path) -> None:
    """Clear what a killed build left behind, unless its builder still lives."""
    try:
        if _is_database(fresh):
            pyoxigraph.Store(str(fresh))
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreError(f"another build is writing {fresh.name[1:-4]} just now: wait until it is done") from error
        raise StoreError(f"{fresh.parent} cannot be written ({_line(error)})") from error


def _is_of(folder: Path, nquads: Path) -> bool:
    return _is_database(folder) and nquads.is_file() and _read_mark(folder) == _mark(nquads)


def _copy(folder: Path, fresh: Path) -> None:
    """With hard links to what never changes, where the file system has them: a moment, whatever the size."""
    fresh.rmdir()
    pyoxigraph.Store.read_only(str(folder)).backup(str(fresh))


def _apply(change: Change, fresh: Path) -> None:
    store = pyoxigraph.Store(str(fresh))
    gone, new = (parse(input="".join(lines), format=RdfFormat.N_QUADS) for lines in (change.gone, change.new))
    for quad in gone:
        store.remove(quad)
        # A triple leaves the union with the last graph that holds it.
        holding = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        if all(other.graph_name == _UNION for other in holding):
            store.remove(_in_union(quad))
    store.bulk_extend(_with_union(new))
    store.flush()


def _fill(fresh: Path, nquads: Path) -> None:
    store = pyoxigraph.Store(str(fresh))
    store.bulk_extend(_with_union(parse(path=str(nquads), format=RdfFormat.N_QUADS)))
    store.flush()


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        yield _in_union(quad)


def _in_union(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, _UNION)


def _put_in_place(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
