"""What a file holds into articles: text with or without front matter, JSON, JSON Lines."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import BinaryIO, TypeAlias

from kgbuild.decoding import CONTROL, decode, name_of, normalise_newlines, utf8_lines
from kgbuild.fact import Article
from kgbuild.problem import Problem, Unusable

LONGEST_TITLE = 300
"""A longer first line of a text file is a paragraph and no title (in characters)."""

_HEADING = re.compile(r"\A#{1,6} +")

Row: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it stands."""

    article: Article
    source: str
    line: int | None = None


Results: TypeAlias = Iterator[Found | Problem]


def compose(title: str, body: str) -> str:
    """The text that evidence stands in: title, blank line, body; the body alone where it begins with the title."""
    if not title:
        return body
    start = body.lstrip()
    return start if start.startswith(title) else f"{title}\n\n{start}"


# The kinds of file: bytes, what to call them, and the stem that ids are made from where none is given


def read_text(stream: BinaryIO, source: str, stem: str) -> Results:
    text, guessed = _whole(stream)
    if guessed:
        yield _guess(source, guessed)
    yield Found(_article(_text_row(text), stem), source)


def read_json(stream: BinaryIO, source: str, stem: str) -> Results:
    text, guessed = _whole(stream)
    if guessed:
        yield _guess(source, guessed)
    value = _load(text)
    if not isinstance(value, list):
        yield Found(_article(value, stem), source)
        return
    if not value:
        raise _nothing()
    for number, row in enumerate(value, 1):
        try:
            yield Found(_article(row, _numbered(stem, number)), source)
        except Unusable as unusable:
            yield Problem(source, None, f"article {number} of the list: {unusable.message}", unusable.remedy)


def read_json_lines(lines: Iterable[bytes], source: str, stem: str) -> Results:
    warned, empty = False, True
    for number, data in enumerate(utf8_lines(lines), 1):
        try:
            line, guessed = decode(data)
            if not line.strip():
                continue
            empty = False
            if guessed and not warned:
                warned = True
                yield _guess(source, number)
            yield Found(_article(_load(line), _numbered(stem, number)), source, number)
        except Unusable as unusable:
            empty = False
            yield unusable.problem(source, number)
    if empty:
        raise _nothing()


def read_standard_input(stream: BinaryIO, source: str) -> Results:
    """JSON Lines where it begins with a brace, else one text; the first line also tells a JSON file."""
    lines = utf8_lines(stream)
    first = next(lines, b"")
    start, lines = first.removeprefix(codecs.BOM_UTF8).strip(), chain([first], lines)
    if start.startswith(b"{") and start != b"{":
        yield from read_json_lines(lines, source, "")
        return
    read = read_json if start in (b"{", b"[") or start.startswith(b"[{") else read_text
    yield from read(io.BytesIO(b"".join(lines)), source, "")


FORMATS: Mapping[str, Callable[[BinaryIO, str, str], Results]] = {
    ".txt": read_text,
    ".md": read_text,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
}


def _whole(stream: BinaryIO) -> tuple[str, int | None]:
    text, guessed = decode(stream.read())
    if not text.strip():
        raise _nothing()
    return text, guessed


def _nothing() -> Unusable:
    return Unusable("there is nothing in it", "fill it in or leave it out")


def _guess(source: str, line: int) -> Problem:
    return Problem(source, line, "not UTF-8, read as Windows-1252", "save it as UTF-8 to be sure", "warning")


# From text to rows, and from rows to articles


def _load(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"{error.msg}, column {error.colno}"
        raise Unusable(f"broken JSON ({place})", "mend it; JSON Lines go in a .jsonl file", error.lineno) from None
    except (RecursionError, ValueError) as error:
        raise Unusable(f"unreadable JSON ({error})", "write an article as one flat object") from None
    return value


def _text_row(text: str) -> Row:
    row, body = _front_matter(text)
    body = _HEADING.sub("", body.strip())
    first, _, rest = body.partition("\n")
    if "title" in row or not rest or len(first) > LONGEST_TITLE:
        return {**row, "text": body}
    return {**row, "title": first, "text": rest.lstrip()}


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise Unusable("the front matter has no end", "close it with a line ---", 1)
    row: dict[str, object] = {}
    for number, line in enumerate(lines[1:end], 2):
        if not line.strip() or line[0] in " \t#-":
            continue  # comments, and YAML's nested values, which none of our fields has
        key, colon, value = line.partition(":")
        if not colon or value.strip() in (">", "|", ">-", "|-"):
            raise Unusable(f"{line!r} is no `key: value`", "write the front matter with one field a line", number)
        row[key.strip()] = _unquoted(value.strip())
    return row, "\n".join(lines[end + 1 :])


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"')
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _article(row: object, stem: str) -> Article:
    if not isinstance(row, dict):
        raise Unusable("no JSON object", 'write each article as {"id": …, "title": …, "text": …}')
    if row.get("text") is None:
        raise Unusable("the field `text` is missing", "give each article its text")
    body, title = _string(row, "text"), _string(row, "title").strip()
    if not body.strip():
        raise Unusable("the text is empty", "fill it in or leave the article out")
    text = compose(title, body)
    return Article(
        id=_string(row, "id").strip() or stem or f"text-{blake2b(text.encode(), digest_size=8).hexdigest()}",
        text=text,
        title=title or headline(text),
        published=_day(_string(row, "published") or _string(row, "date")),
        publisher=_string(row, "publisher").strip() or None,
        url=_string(row, "url").strip() or None,
        language=_string(row, "language").strip() or "en",
    )


def headline(text: str) -> str:
    """A first line that stands by itself and is no sentence: the title of a row that gives none."""
    first, blank, rest = text.partition("\n\n")
    is_title = blank and rest.strip() and "\n" not in first and len(first) <= LONGEST_TITLE
    return first if is_title and not first.rstrip().endswith((".", ":", ";")) else ""


def _string(row: Row, key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if key == "id" and isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise Unusable(f"the field `{key}` is not text", "write it in quotes")
    if control := CONTROL.search(value):
        raise Unusable(f"{name_of(control)} in the field `{key}`", "take it out")
    return normalise_newlines(value)


def _day(value: str) -> str | None:
    if not value.strip():
        return None
    try:
        return datetime.fromisoformat(value.strip()).date().isoformat()
    except ValueError:
        raise Unusable(f"{value[:40]!r} is no date", "write the date of publication like 2023-11-29") from None


def _numbered(stem: str, number: int) -> str:
    """An id for one of several articles of a file; without a stem it is left to be made from the text."""
    return stem and f"{stem}-{number}"
