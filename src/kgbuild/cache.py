"""What articles gave when they were read, kept between runs, so that no article is read twice the same way."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kgbuild.told import Told

_TOLD = TypeAdapter(Told)


class FactCache:
    """A folder with a file for each reading, named by the reading's fingerprint."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Told | None:
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            return _TOLD.validate_json(path.read_bytes())
        except ValidationError:
            # Spoilt by a full disk or a hand: as good as absent.
            return None

    def put(self, key: str, told: Told) -> None:
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".tmp")
        aside.write_bytes(_TOLD.dump_json(told))
        aside.replace(path)

    def keep_only(self, keys: Collection[str]) -> None:
        """Drops what other inputs or versions left, so that the folder does not grow for ever."""
        for path in self.folder.glob("*/*.*"):
            if path.suffix == ".tmp" or path.stem not in keys:
                path.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
