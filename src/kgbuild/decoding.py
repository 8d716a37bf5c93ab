"""From bytes to text: UTF-8 and nothing else, but for byte order marks and what is clearly Windows-1252."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from kgbuild.problem import Unusable

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that no text has; half surrogates come from escapes in JSON."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_ACCENTS = 0.2
"""Text in Windows-1252 has a smaller share of characters beyond ASCII; more of them mean another encoding."""


def utf8_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as they come, unless they are UTF-16: then a line break is not where a byte says so."""
    rest = iter(lines)
    first = next(rest, b"")
    if not first.startswith(_UTF16):
        return chain([first], rest)
    text, _ = decode(first + b"".join(rest))
    return iter(io.BytesIO(text.encode()))


def decode(data: bytes) -> tuple[str, int | None]:
    """The text, and the first line that had to be taken for Windows-1252, if there is one."""
    wide = data.startswith(_UTF16)
    guessed = None
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            raise Unusable("broken UTF-16", "save it as UTF-8") from None
        guessed = data.count(b"\n", 0, error.start) + 1
        text = _decode_windows(data, guessed)
    refuse_binary(text)
    return normalise_newlines(text), guessed


def _decode_windows(data: bytes, line: int) -> str:
    refuse_binary(data.decode("latin-1"))
    if not data.decode("utf-8", "ignore").isascii():
        raise Unusable("UTF-8 is mixed with another encoding", "save it as UTF-8", line)
    text = data.decode("cp1252", "replace")
    accents = sum(not character.isascii() for character in text)
    if "\ufffd" in text or accents > _MOST_ACCENTS * len(text):
        raise Unusable("neither UTF-8 nor Windows-1252", "save it as UTF-8", line)
    return text


def refuse_binary(text: str) -> None:
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise Unusable(f"{name_of(control)}: a binary file?", "save it as plain text", line)


def normalise_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def name_of(control: re.Match[str]) -> str:
    return f"control character U+{ord(control[0]):04X}"
