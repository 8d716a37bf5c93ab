"""The folder that a build writes: a build that fails or is interrupted leaves it as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from hashlib import file_digest
from pathlib import Path

from pyoxigraph import Quad

from kgbuild import export
from kgbuild.cache import FactCache
from kgbuild.derived.join_log import write_joins
from kgbuild.derived.joins import Join
from kgbuild.errors import StoreError
from kgbuild.fact import Fact
from kgbuild.facts_io import write_facts
from kgbuild.manifest import BuildReport, Inputs, Manifest, read_manifest, write_manifest
from kgbuild.stores.embedded import build_store

FACTS, TURTLE, NQUADS, JOINS, STORE = "facts.jsonl", "graph.ttl", "graph.nq", "joins.csv", "store"
_FILES = (FACTS, TURTLE, NQUADS, JOINS)
RULINGS = "rulings.toml"
"""What a person decided, kept for every later build: written by hand, or by ``kgbuild build --rulings``."""


class OutputFolder:
    """Raises :class:`StoreError` at once where the folder cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cache = path / ".cache"
        self.readings = FactCache(self.cache / "facts")
        self._manifest = self.cache / "build.json"
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file: name a folder to write to")
        parent = next(folder for folder in (path, *path.absolute().parents) if folder.exists())
        if not (parent.is_dir() and os.access(parent, os.W_OK | os.X_OK)):
            raise StoreError(f"{path} cannot be written: {parent} is no folder that you may write to")

    def prepare(self) -> None:
        """Makes the folder and its cache, which nobody wants in version control."""
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            if not (self.cache / ".gitignore").exists():
                (self.cache / ".gitignore").write_text("*\n", encoding="ascii")
        except OSError as error:
            raise StoreError(f"{self.path} cannot be written ({error.strerror}): name another folder") from error

    @property
    def inputs(self) -> Inputs | None:
        """What the folder was built from, where it still knows."""
        manifest = read_manifest(self._manifest)
        return manifest.inputs if manifest else None

    def report_of(self, inputs: Inputs) -> BuildReport | None:
        """What the build of these very inputs reported, if the files that it wrote are still here as it wrote them."""
        manifest = read_manifest(self._manifest)
        whole = manifest and manifest.inputs == inputs and manifest.files == self._digests()
        return manifest.report if manifest and whole else None

    def refresh_store(self) -> bool:
        """Builds the store from the N-Quads where it lacks or is another's; whether that was needed."""
        return build_store(self.path / STORE, self.path / NQUADS)

    def rulings(self, given: Path | None) -> Path | None:
        """The file that a build has to respect: the one given, or the one that is kept here, if there is one."""
        kept = self.path / RULINGS
        return given or (kept if kept.is_file() else None)

    def write(
        self, facts: Iterable[Fact], quads: Sequence[Quad], joins: Iterable[Join], inputs: Inputs, report: BuildReport
    ) -> None:
        """Writes all files aside, and puts them in place when the last one, the store, is whole."""
        aside = {name: self.path / f"{name}.tmp" for name in _FILES}
        try:
            with aside[FACTS].open("w", encoding="utf-8", newline="\n") as file:
                write_facts(facts, file, inputs.base)
            with aside[JOINS].open("w", encoding="utf-8", newline="\n") as file:
                write_joins(joins, file)
            export.write(quads, aside[TURTLE], "turtle", base=inputs.base)
            export.write(quads, aside[NQUADS], "nquads", base=inputs.base)
            build_store(self.path / STORE, aside[NQUADS])
            for name, path in aside.items():
                path.replace(self.path / name)
            self._keep_rulings(inputs.rulings)
        except OSError as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"{self.path} cannot be written ({error.strerror}); it is left as it was") from error
        finally:
            for path in aside.values():
                path.unlink(missing_ok=True)
        write_manifest(self._manifest, Manifest(inputs, self._digests(), report))

    def _keep_rulings(self, rulings: str) -> None:
        """Under another name first, since the file may be the only place where somebody's decisions stand."""
        kept = self.path / RULINGS
        if rulings and not (kept.is_file() and kept.read_bytes() == rulings.encode()):
            aside = kept.with_suffix(".tmp")
            aside.write_bytes(rulings.encode())
            aside.replace(kept)

    def _digests(self) -> dict[str, str]:
        return {name: _digest(self.path / name) for name in _FILES if (self.path / name).is_file()}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
