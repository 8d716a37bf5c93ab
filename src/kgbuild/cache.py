"""What was worked out of an article, kept between runs by fingerprint, so that nothing is worked out twice."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from kgbuild.records import Record
from kgbuild.told import Told

_T = TypeVar("_T")


class _Cache(Generic[_T]):
    """A folder with a file for each value, named by the fingerprint of what the value was made from."""

    def __init__(self, folder: Path, adapter: TypeAdapter[_T]) -> None:
        self.folder = folder
        self._adapter = adapter

    def get(self, key: str) -> _T | None:
        path = self._path(key)
        try:
            return self._adapter.validate_json(self._unpack(path.read_bytes()))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValidationError, gzip.BadGzipFile, EOFError, zlib.error):
            # Spoilt by a full disk or a hand: as good as absent.
            return None

    def has(self, key: str) -> bool:
        return self._path(key).is_file()

    def put(self, key: str, value: _T) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".tmp")
        aside.write_bytes(self._pack(self._adapter.dump_json(value)))
        aside.replace(path)

    def keep_only(self, keys: Collection[str]) -> None:
        """Drops what other inputs or versions left, so that the folder does not grow for ever."""
        for path in self.folder.glob("*/*.*"):
            if path.suffix == ".tmp" or path.stem not in keys:
                path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"

    def _pack(self, content: bytes) -> bytes:
        return content

    def _unpack(self, content: bytes) -> bytes:
        return content


class FactCache(_Cache[Told]):
    """What articles told when they were read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TypeAdapter(Told))


class RecordCache(_Cache[Record]):
    """What articles bring to a graph: long and full of repetitions, so compressed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TypeAdapter(Record))

    def _pack(self, content: bytes) -> bytes:
        return gzip.compress(content, compresslevel=1, mtime=0)

    def _unpack(self, content: bytes) -> bytes:
        return gzip.decompress(content)
