"""Quads become files: Turtle to read, N-Quads to exchange, and the rest. The same quads give the same bytes.

Triples formats (Turtle, N-Triples, RDF/XML) hold the union of the graphs; nothing is lost, since each claim names its
article. pyoxigraph writes them; rdflib, which is more than ten times slower, groups and sorts no better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath
from typing import IO, Literal, get_args

from pyoxigraph import Quad

from kgbuild import identity
from kgbuild.errors import ExportError, InputError
from kgbuild.writers.jsonld import jsonld
from kgbuild.writers.rdfxml import rdfxml
from kgbuild.writers.turtle import trig, turtle

Format = Literal["turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml"]
FORMATS: tuple[Format, ...] = get_args(Format)

_SUFFIXES: dict[str, Format] = {
    ".ttl": "turtle",
    ".nq": "nquads",
    ".trig": "trig",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
}
_LINES = 10_000
"""Lines that are encoded at once."""


def format_of(path: str | PurePath) -> Format:
    """By the suffix. Raises :class:`InputError` for one that is no RDF format's."""
    suffix = PurePath(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise InputError(f"{path}: the suffix is none of {', '.join(_SUFFIXES)}; name the format")
    return _SUFFIXES[suffix]


def write(
    quads: Iterable[Quad],
    destination: str | Path | IO[bytes],
    format: Format | None = None,  # noqa: A002 (every RDF library calls it so)
    *,
    base: str = identity.DEFAULT_BASE,
    comments: bool = False,
) -> int:
    """Writes to a path, or to a file that is open for bytes; a path's suffix may say the format.

    `comments` says in Turtle and TriG which article what follows is from. Returns how many literals lost characters
    (control characters that XML cannot hold become U+FFFD in RDF/XML); no other format ever loses any.
    Raises :class:`ExportError` where the format cannot hold the graph, or the path cannot be written.
    """
    if format is None:
        if not isinstance(destination, str | Path):
            raise InputError(f"an open file has no suffix: name one of the formats {', '.join(FORMATS)}")
        format = format_of(destination)  # noqa: A001
    pieces, lost = _pieces(quads, format, base, comments=comments)
    if isinstance(destination, str | Path):
        _to_path(pieces, Path(destination))
    else:
        destination.writelines(pieces)
    return lost


def render(quads: Iterable[Quad], format: Format, *, base: str = identity.DEFAULT_BASE) -> bytes:  # noqa: A002
    """The whole file in memory."""
    return b"".join(_pieces(quads, format, base)[0])


def _pieces(
    quads: Iterable[Quad],
    format: Format,  # noqa: A002
    base: str,
    *,
    comments: bool = False,
) -> tuple[Iterable[bytes], int]:
    """The file in pieces, made as they are asked for, and how many literals lost characters."""
    match format:
        case "nquads" | "ntriples":
            return _lines(quads, format), 0
        case "turtle":
            return turtle(quads, base, comments=comments), 0
        case "trig":
            return trig(quads, base, comments=comments), 0
        case "jsonld":
            return jsonld(quads, base), 0
        case "rdfxml":
            content, lost = rdfxml(quads, base)
            return [content], lost


def _lines(quads: Iterable[Quad], format: Format) -> Iterator[bytes]:  # noqa: A002
    """Sorted; N-Quads graph by graph, so that what one article says stands together."""
    if format == "nquads":
        lines = [line for _, line in sorted({(str(quad.graph_name)[1:-1], f"{quad} .\n") for quad in quads})]
    else:
        lines = sorted({f"{quad.triple} .\n" for quad in quads})
    for start in range(0, len(lines), _LINES):
        yield "".join(lines[start : start + _LINES]).encode()


def _to_path(pieces: Iterable[bytes], path: Path) -> None:
    """Aside and then in place, so that a write that fails leaves no half a file; pipes and devices are written to."""
    is_special = path.exists() and not path.is_file()
    place = path if is_special else path.resolve()
    aside = place if is_special else place.with_name(f".{place.name}.part")
    try:
        with aside.open("wb") as file:
            file.writelines(pieces)
        if not is_special:
            aside.replace(place)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}): name another file") from error
    finally:
        if not is_special:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
