"""The folder that a build writes: a build that fails or is interrupted leaves it as it was."""

from __future__ import annotations

import io
import json
import os
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict
from hashlib import file_digest
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from kgbuild.cache import FactCache, RecordCache
from kgbuild.derived.join_log import write_joins
from kgbuild.derived.joins import Join
from kgbuild.errors import StoreError
from kgbuild.facts_csv import BYTE_ORDER_MARK, write_csv
from kgbuild.manifest import BuildReport, Inputs, Manifest, SetAside, read_manifest, write_manifest
from kgbuild.records import Record
from kgbuild.stores.embedded import build_store
from kgbuild.writers.turtle import turtle_around

FACTS, TABLE, SET_ASIDE = "facts.jsonl", "facts.csv", "set-aside.jsonl"
TURTLE, NQUADS, JOINS, STORE = "graph.ttl", "graph.nq", "joins.csv", "store"
_FILES = (FACTS, TABLE, SET_ASIDE, TURTLE, NQUADS, JOINS)
RULINGS = "rulings.toml"
"""What a person decided, kept for every later build: written by hand, or by ``kgbuild build --rulings``."""
_LINES = 10_000
"""Lines that are parsed at once."""


class Draft:
    """The files of a build while it goes on: facts and articles' graphs as they come, then the graphs beside them."""

    def __init__(self, folder: Path) -> None:
        self.paths = {name: folder / f"{name}.tmp" for name in _FILES}
        self._claims = folder / "claims.ttl.tmp"
        self.lines: Counter[str] = Counter()
        """Quads of each graph that articles share; those of the articles' own graphs under an empty name."""
        self._shared: set[tuple[str, str]] = set()

    def add(self, records: Iterable[Record]) -> None:
        """Records in the order of their graphs' names, which is that of the files."""
        with ExitStack() as stack:
            facts, table, aside, quads, claims = (
                stack.enter_context(path.open("w", encoding="utf-8", newline=""))
                for path in (*(self.paths[name] for name in (FACTS, TABLE, SET_ASIDE, NQUADS)), self._claims)
            )
            table.write(BYTE_ORDER_MARK)
            write_csv((), table)
            for record in records:
                facts.write(record.facts)
                table.write(record.rows)
                aside.writelines(map(_line, record.set_aside))
                quads.write(record.quads)
                claims.write(record.claims)
                self.lines[""] += record.quads.count("\n")
                self._shared.update((_graph(line), line) for line in io.StringIO(record.shared, newline="\n"))

    def finish(self, quads: Iterable[Quad], joins: Iterable[Join], base: str) -> None:
        """The quads of the other graphs, whose names all come after ``graph/article/``; then the same in Turtle, and
        what was joined.
        """
        self._shared.update((str(quad.graph_name).strip("<>"), f"{quad} .\n") for quad in quads)
        with self.paths[NQUADS].open("a", encoding="utf-8", newline="\n") as file:
            for graph, line in sorted(self._shared):
                self.lines[graph] += 1
                file.write(line)
        with self._claims.open("rb") as claims, self.paths[TURTLE].open("wb") as turtle:
            turtle.writelines(turtle_around(claims, _without_claims(self.paths[NQUADS], base), base))
        with self.paths[JOINS].open("w", encoding="utf-8", newline="\n") as file:
            write_joins(joins, file)

    def drop(self) -> None:
        """Deletes what was not put in place."""
        for path in (*self.paths.values(), self._claims):
            path.unlink(missing_ok=True)


def _without_claims(nquads: Path, base: str) -> Iterator[Quad]:
    """Of a file of N-Quads, those whose subject is neither a claim nor a quote."""
    claim = re.compile(rf"<{re.escape(base)}(?:claim/|text/[^>#]*#char=)")
    with nquads.open(encoding="utf-8", newline="\n") as file:
        others = (line for line in file if not claim.match(line))
        while lines := list(islice(others, _LINES)):
            yield from parse("".join(lines), RdfFormat.N_QUADS)


def _graph(line: str) -> str:
    return line.rsplit(" ", 2)[1][1:-1]


class OutputFolder:
    """Raises :class:`StoreError` at once where the folder cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cache = path / ".cache"
        self.readings = FactCache(self.cache / "facts")
        self.records = RecordCache(self.cache / "records")
        self._manifest = self.cache / "build.json"
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file: name a folder to write to")
        parent = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
        if not (parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
            raise StoreError(f"{path} cannot be written: {parent} is no folder that you may write to")

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Makes the folder and its cache, which nobody wants in version control, and keeps other builds out.

        SQLite's lock of a file is the one in the standard library that works everywhere and goes with its process.
        """
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            if not (self.cache / ".gitignore").exists():
                (self.cache / ".gitignore").write_text("*\n", encoding="ascii")
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written ({error.strerror}): name another folder") from error
        with closing(sqlite3.connect(self.cache / "lock", timeout=0, isolation_level=None)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
                reason = "another build is writing it just now: wait until it is done" if busy else error
                raise StoreError(f"{self.path} cannot be written: {reason}") from error
            yield

    @property
    def inputs(self) -> Inputs | None:
        """What the folder was built from, where it still knows."""
        manifest = read_manifest(self._manifest)
        return manifest.inputs if manifest else None

    @property
    def holds_a_graph(self) -> bool:
        return any((self.path / name).exists() for name in (*_FILES, STORE))

    def report_of(self, inputs: Inputs) -> BuildReport | None:
        """What the build of these very inputs reported, if the files that it wrote are still here as it wrote them."""
        manifest = read_manifest(self._manifest)
        if not manifest or manifest.inputs != inputs or manifest.files != self._digests():
            return None
        # What articles are added to and taken back from belongs to it.
        return manifest.report if all(map(self.records.has, map(inputs.of_record, inputs.articles))) else None

    def refresh_store(self) -> bool:
        """Builds the store from the N-Quads where it lacks or is another's; whether that was needed."""
        return build_store(self.path / STORE, self.path / NQUADS)

    def rulings(self, given: Path | None) -> Path | None:
        """The file that a build has to respect: the one given, or the one that is kept here, if there is one."""
        kept = self.path / RULINGS
        return given or (kept if kept.is_file() else None)

    def _keep_rulings(self, rulings: str) -> None:
        """Under another name first, since the file may be the only place where somebody's decisions stand."""
        kept = self.path / RULINGS
        if rulings and not (kept.is_file() and kept.read_bytes() == rulings.encode()):
            aside = kept.with_suffix(".tmp")
            aside.write_bytes(rulings.encode())
            aside.replace(kept)

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        draft = Draft(self.path)
        try:
            yield draft
        except OSError as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"{self.path} cannot be written ({error.strerror}); it is left as it was") from error
        finally:
            draft.drop()

    def replace(self, draft: Draft, inputs: Inputs, report: BuildReport) -> None:
        """Puts the files in place when the last one, the store, is whole; drops what only the old ones needed.

        The store is brought up to date where articles were only added. Where one went, it is built anew, since a
        database keeps what was deleted on disk until it sees fit.
        """
        before = self.inputs
        only_added = before is not None and before.articles.items() <= inputs.articles.items()
        build_store(self.path / STORE, draft.paths[NQUADS], self.path / NQUADS if only_added else None)
        for name, path in draft.paths.items():
            path.replace(self.path / name)
        self._keep_rulings(inputs.rulings)
        write_manifest(self._manifest, Manifest(inputs, self._digests(), report))
        self.readings.keep_only(set(inputs.articles.values()))
        self.records.keep_only(set(map(inputs.of_record, inputs.articles)))

    def _digests(self) -> dict[str, str]:
        return {name: _digest(self.path / name) for name in _FILES if (self.path / name).is_file()}


def _line(aside: SetAside) -> str:
    return json.dumps(asdict(aside), ensure_ascii=False) + "\n"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
