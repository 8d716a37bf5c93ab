"""Files of any kind into articles: text and Markdown, JSON, JSON Lines, folders of these, standard input.

What cannot be read becomes a :class:`Problem`, and everything beside it goes through.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeVar

from kgbuild.fact import Article
from kgbuild.formats import FORMATS, Results, compose, read_standard_input
from kgbuild.problem import Problem, Unusable

__all__ = ["Problem", "compose", "read_articles"]

_T = TypeVar("_T")


def read_articles(paths: Sequence[str], stdin: BinaryIO) -> Iterator[Article | Problem]:
    """Articles in the order of the input, each id once; ``-`` among the paths stands for `stdin`.

    Remembers the ids that it has seen, and holds no more than one file at a time, of JSON Lines no more than a row.
    """
    seen: dict[str, tuple[bytes, str]] = {}
    for found in chain.from_iterable(_read(path, stdin) for path in paths):
        if isinstance(found, Problem):
            yield found
            continue
        article = found.article
        content = blake2b(repr(article).encode(), digest_size=16).digest()
        if article.id not in seen:
            seen[article.id] = content, found.source
            yield article
        elif seen[article.id][0] != content:
            message = f"the id {article.id!r} is taken by another article, in {seen[article.id][1]}"
            yield Problem(found.source, found.line, message, "give one of them an id of its own")


def _read(path: str, stdin: BinaryIO) -> Results:
    if path == "-":
        yield from _guarded("standard input", read_standard_input(stdin, "standard input"))
        return
    for file in _guarded(path, _files(path)):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _guarded(_printable(str(file)), _file(file))


def _guarded(source: str, results: Iterator[_T]) -> Iterator[_T | Problem]:
    try:
        yield from results
    except Unusable as unusable:
        yield unusable.problem(source)
    except OSError as error:
        yield _system_problem(source, error)


def _system_problem(source: str, error: OSError) -> Problem:
    return Problem(source, None, f"cannot be read ({error.strerror})", "check the path and its permissions")


def _files(path: str) -> Iterator[Path | Problem]:
    here = Path(path)
    if here.is_dir():
        yield from _some(_folder(here), "the folder holds no articles")
    elif here.exists():
        yield here
    elif glob.has_magic(path):
        # Path.glob takes no absolute patterns
        matches = map(Path, sorted(glob.iglob(path, recursive=True)))  # noqa: PTH207
        files = (_folder(match) if match.is_dir() else [match] * _is_known(match) for match in matches)
        yield from _some(chain.from_iterable(files), "nothing that can be read matches")
    else:
        raise Unusable("there is no such file or folder", "check the path")


def _folder(folder: Path) -> Iterator[Path | Problem]:
    """The articles in a folder and below it, sorted, without what is hidden."""
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from filter(_is_known, (Path(parent, name) for name in sorted(names)))
    yield from (_system_problem(str(error.filename), error) for error in errors)


def _some(results: Iterable[_T], otherwise: str) -> Iterator[_T]:
    nothing = True
    for result in results:
        nothing = False
        yield result
    if nothing:
        raise Unusable(otherwise, f"kgbuild reads {', '.join(FORMATS)}")


def _is_known(path: Path) -> bool:
    return path.suffix.lower() in FORMATS and not path.name.startswith(".")


def _file(path: Path) -> Results:
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        raise Unusable("an unknown kind of file", f"kgbuild reads {', '.join(FORMATS)}, and text on standard input (-)")
    with path.open("rb") as stream:
        yield from read(stream, _printable(str(path)), _printable(path.stem))


def _printable(name: str) -> str:
    """A file's name without the surrogates that stand for bytes which are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
