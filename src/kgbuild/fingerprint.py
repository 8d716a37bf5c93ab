"""What a reading was made with, as short digests: two readings with equal fingerprints give equal facts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import filterfalse
from pathlib import Path

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.fact import Article
from kgbuild.settings import Settings


@dataclass(frozen=True, slots=True)
class Fingerprint:
    kgbuild: str
    model: str
    lexicon: str
    """Of lexicon, words and gazetteers, the user's own among them."""
    code: str
    """Of kgbuild's own modules and ontology, since a cache must not outlive the code that filled it."""

    def of_article(self, article: Article) -> str:
        """A name for what reading the article with these gives."""
        return digest(*astuple(self), *astuple(article))


def take(settings: Settings) -> Fingerprint:
    """Looks at files and package metadata only; the model is not loaded."""
    ontology = list(_below(resources.ontology()))
    own = [*_own(settings.lexicon, "lexicon"), *_own(settings.gazetteer, "gazetteer")]
    return Fingerprint(
        kgbuild=version("kgbuild"),
        model=f"{settings.model} {_model_version(settings.model)}",
        lexicon=_of_files([*filter(_is_lexicon, ontology), *own]),
        code=_of_files([*filterfalse(_is_lexicon, ontology), *_modules()]),
    )


def digest(*values: object) -> str:
    return sha256(json.dumps(values, ensure_ascii=True).encode()).hexdigest()


def _is_lexicon(entry: tuple[str, Traversable]) -> bool:
    return entry[0].endswith((".toml", ".csv"))


def _own(folder: Path | None, kind: str) -> Iterator[tuple[str, Traversable]]:
    """The user's files, under the name of what they are read as: one folder may be given as either."""
    if folder is None:
        return
    # One that is not there would otherwise pass for an empty one.
    if not folder.is_dir():
        raise LexiconError(f"{folder}: no such folder of {kind} files")
    yield from _below(folder, f"own/{kind}/")


def _modules() -> Iterator[tuple[str, Traversable]]:
    return (entry for entry in _below(files("kgbuild")) if entry[0].endswith(".py"))


def _below(folder: Traversable, parent: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files in a folder and below it with their paths, in order, without what is hidden or compiled."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")):
            continue
        path = f"{parent}{entry.name}"
        if entry.is_dir():
            yield from _below(entry, f"{path}/")
        else:
            yield path, entry


def _of_files(entries: Iterable[tuple[str, Traversable]]) -> str:
    hashed = sha256()
    for path, entry in entries:
        # Git may give text files the newlines of the platform.
        content = entry.read_bytes().replace(b"\r\n", b"\n")
        hashed.update(f"{path}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()[:16]


def _model_version(model: str) -> str:
    folder = Path(model)
    if folder.is_dir():
        return _of_files(_below(folder))
    try:
        return version(model)
    except PackageNotFoundError:
        # Whoever loads the model says in words that there is none.
        return "(not installed)"
