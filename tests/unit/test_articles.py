"""Tables of inputs, good and bad: what comes out, and what is said about it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgbuild.articles import Problem, compose, read_articles
from kgbuild.fact import Article
from kgbuild.formats import LONGEST_TITLE


def read(*paths: object, stdin: bytes = b"") -> list[Article | Problem]:
    return list(read_articles([str(path) for path in paths], io.BytesIO(stdin)))


def read_file(folder: Path, name: str, data: bytes | str) -> list[Article | Problem]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read(path)


FRONT = """---
# comment
title: "A \\"row\\" between two states"
published: 2018-03-26T09:00:00+02:00
publisher: 'The Daily''s desk'
url: https://example.org/a?b=c:d
id: row-1
tags:
  - ignored
---
"""


@pytest.mark.parametrize(
    ("name", "data", "article"),
    [
        ("a.txt", "Title\n\nBody.\n", Article("a", "Title\n\nBody.", "Title")),
        ("a.txt", "Title\nBody.\nMore.", Article("a", "Title\n\nBody.\nMore.", "Title")),
        ("a.txt", "\n\nTitle\n\n\n\nBody.", Article("a", "Title\n\nBody.", "Title")),
        ("a.txt", "Title\r\n\r\nBody.\rMore.", Article("a", "Title\n\nBody.\nMore.", "Title")),
        ("a.txt", "Title\n\nTitle\n\nBody.", Article("a", "Title\n\nBody.", "Title")),
        ("a.txt", "X met Y.", Article("a", "X met Y.")),
        ("a.txt", "x" * (LONGEST_TITLE + 1) + "\n\nBody.", Article("a", "x" * (LONGEST_TITLE + 1) + "\n\nBody.")),
        ("a.b.TXT", "Title\n\nBody.", Article("a.b", "Title\n\nBody.", "Title")),
        ("a.md", "# Title\n\nBody.\n\n# Part", Article("a", "Title\n\nBody.\n\n# Part", "Title")),
        ("a.md", "---\ntitle: T\n---\n# T\n\nBody.", Article("a", "T\n\nBody.", "T")),
        ("a.md", "---\ntitle: T\n---\n\nBody.", Article("a", "T\n\nBody.", "T")),
        ("a.md", "---\ndate: 2023-11-30\n---\nT\n\nBody.", Article("a", "T\n\nBody.", "T", "2023-11-30")),
        (
            "a.md",
            FRONT + "Body.",
            Article(
                "row-1",
                'A "row" between two states\n\nBody.',
                'A "row" between two states',
                "2018-03-26",
                "The Daily's desk",
                "https://example.org/a?b=c:d",
            ),
        ),
        ("a.txt", "\ufeffTitle\n\nBody.", Article("a", "Title\n\nBody.", "Title")),
        ("a.txt", "Título\n\nBody.".encode("utf-16"), Article("a", "Título\n\nBody.", "Título")),
        ("a.json", '{"text": "Body."}', Article("a", "Body.")),
        ("a.json", '{"id": 7, "title": "T", "text": "Body.", "x": [1]}', Article("7", "T\n\nBody.", "T")),
        ("a.json", '[{"text": "Body.", "title": null, "published": ""}]', Article("a-1", "Body.")),
        ("a.jsonl", '\n{"text": "Body."}\n', Article("a-2", "Body.")),
        ("a.ndjson", '{"text": " Body. \\r\\n"}', Article("a-1", " Body. \n")),
        ("a.jsonl", '{"text": "T: more \\n", "title": "T"}', Article("a-1", "T: more \n", "T")),
        ("a.jsonl", '{"text": "Body.", "language": "fr"}', Article("a-1", "Body.", language="fr")),
        ("a.jsonl", '{"text": "Été"}'.encode("utf-16"), Article("a-1", "Été")),
    ],
)
def test_good_files(tmp_path: Path, name: str, data: bytes | str, article: Article) -> None:
    assert read_file(tmp_path, name, data) == [article]


@pytest.mark.parametrize(
    ("name", "data", "line", "message"),
    [
        ("a.txt", "", None, "there is nothing in it"),
        ("a.json", " \n", None, "there is nothing in it"),
        ("a.json", "[]", None, "there is nothing in it"),
        ("a.jsonl", "\n\n", None, "there is nothing in it"),
        ("a.txt", b"ab\n\x00\x01", 2, "control character U+0000: a binary file?"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00", 2, "control character U+001A: a binary file?"),
        ("a.txt", b"\xff\xfea", None, "broken UTF-16"),
        ("a.jsonl", b"\xff\xfea", None, "broken UTF-16"),
        ("a.txt", "Title\n\nÉté\n".encode() + b"\xe9t\xe9", 4, "UTF-8 is mixed with another encoding"),
        ("a.txt", "Россия и Китай".encode("cp1251"), 1, "neither UTF-8 nor Windows-1252"),
        ("a.txt", b"Title\n\nA letter that is none: \x81.", 3, "neither UTF-8 nor Windows-1252"),
        ("a.pdf", "%PDF", None, "an unknown kind of file"),
        ("a.md", "---\ntitle: T\n\nBody.", 1, "the front matter has no end"),
        ("a.md", "---\ntitle T\n---\nBody.", 2, "'title T' is no `key: value`"),
        ("a.md", "---\n\ntitle: >\n  T\n---\nBody.", 3, "'title: >' is no `key: value`"),
        ("a.md", "---\ntitle: T\n---\n\n", None, "the text is empty"),
        ("a.md", "---\ndate: Thursday\n---\nBody.", None, "'Thursday' is no date"),
        ("a.json", '{"text":\noops}', 2, "broken JSON (Expecting value, column 1)"),
        ("a.json", "[" * 100_000, None, "unreadable JSON ("),
        ("a.json", '"text"', None, "no JSON object"),
        ("a.json", '{"body": "x"}', None, "the field `text` is missing"),
        ("a.json", '{"text": null}', None, "the field `text` is missing"),
        ("a.json", '{"text": " \\n"}', None, "the text is empty"),
        ("a.json", '{"text": ["x"]}', None, "the field `text` is not text"),
        ("a.json", '{"text": "x", "title": 1}', None, "the field `title` is not text"),
        (
            "a.json",
            '[{"text": "x", "published": "2023-02-30"}]',
            None,
            "article 1 of the list: '2023-02-30' is no date",
        ),
        ("a.json", '{"text": "x\\u0000"}', None, "control character U+0000 in the field `text`"),
        ("a.jsonl", '{"text": "x\\ud800"}', 1, "control character U+D800 in the field `text`"),
        ("a.jsonl", "[1]", 1, "no JSON object"),
        ("a.jsonl", b'{"text": "a\x02b"}', 1, "control character U+0002: a binary file?"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes | str, line: int | None, message: str) -> None:
    (problem,) = read_file(tmp_path, name, data)
    assert isinstance(problem, Problem)
    assert (problem.source, problem.line, problem.severity) == (str(tmp_path / name), line, "error")
    assert problem.message.startswith(message)
    assert problem.remedy
    assert "\n" not in str(problem)


def test_problem_is_one_line_with_place_and_remedy() -> None:
    assert str(Problem("a.jsonl", 7, "broken JSON", "mend it")) == "a.jsonl:7: broken JSON; mend it"
    assert str(Problem("a.txt", None, "empty", "fill it")) == "a.txt: empty; fill it"


def test_good_rows_go_through_beside_bad_ones(tmp_path: Path) -> None:
    rows = ['{"id": "a", "text": "A."}', "{oops", '{"id": "b"}', '{"id": "c", "text": "C."}']
    first, broken, missing, last = read_file(tmp_path, "rows.jsonl", "\n".join(rows))
    assert (first, last) == (Article("a", "A."), Article("c", "C."))
    assert isinstance(broken, Problem)
    assert isinstance(missing, Problem)
    assert (broken.line, missing.line) == (2, 3)


def test_good_items_of_a_list_go_through_beside_bad_ones(tmp_path: Path) -> None:
    problem, article = read_file(tmp_path, "list.json", '[{"id": "b"}, {"text": "B."}]')
    assert isinstance(problem, Problem)
    assert article == Article("list-2", "B.")


@pytest.mark.parametrize(
    ("name", "line", "count"),
    [("a.txt", 3, 1), ("a.json", 1, 1), ("a.jsonl", 1, 2)],
)
def test_windows_1252_is_read_with_one_warning(tmp_path: Path, name: str, line: int, count: int) -> None:
    body = "The minister’s visit to Côte d’Ivoire ended – as planned."
    rows = [json.dumps({"id": str(number), "text": body}, ensure_ascii=False) for number in range(count)]
    data = f"Title\n\n{body}" if name == "a.txt" else "\n".join(rows)
    warning, *articles = read_file(tmp_path, name, data.encode("cp1252"))
    assert isinstance(warning, Problem)
    assert (warning.severity, warning.line) == ("warning", line)
    assert len(articles) == count
    assert all(isinstance(article, Article) and article.text.endswith(body) for article in articles)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/.hidden/d.txt", ".e.txt", "notes.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title\n\nBody of {name}.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("", ["a", "b", "c"]),
        ("sub", ["c"]),
        ("*.txt", ["b"]),
        ("*", ["a", "b", "c"]),
        ("**/*.txt", ["b", "c"]),
        ("[ab].*", ["a", "b"]),
    ],
)
def test_folders_and_patterns(folder: Path, pattern: str, ids: list[str]) -> None:
    articles = read(folder / pattern)
    assert [article.id for article in articles if isinstance(article, Article)] == ids
    assert len(articles) == len(ids)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sub/.hidden/none", "there is no such file or folder"),
        ("*.docx", "nothing that can be read matches"),
        ("*.pdf", "nothing that can be read matches"),
        ("empty", "the folder holds no articles"),
    ],
)
def test_nothing_there(folder: Path, path: str, message: str) -> None:
    (folder / "empty").mkdir()
    (problem,) = read(folder / path)
    assert isinstance(problem, Problem)
    assert (problem.source, problem.message) == (str(folder / path), message)


def test_input_keeps_its_order_and_a_bad_path_stops_nothing(folder: Path) -> None:
    first, problem, last = read(folder / "b.txt", folder / "missing.txt", folder / "a.md")
    assert isinstance(problem, Problem)
    assert [article.id for article in (first, last) if isinstance(article, Article)] == ["b", "a"]


def test_a_file_without_permission_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    problem, *articles = read(folder)
    assert isinstance(problem, Problem)
    assert str(problem).startswith(f"{folder / 'a.md'}: cannot be read (Permission denied); ")
    assert len(articles) == 2


def test_a_folder_without_permission_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def walk(path: Path, onerror: object) -> Iterator[tuple[str, list[str], list[str]]]:
        assert callable(onerror)
        onerror(PermissionError(13, "Permission denied", str(path / "sub")))
        yield str(path), [], ["a.md"]

    monkeypatch.setattr("kgbuild.articles.os.walk", walk)
    article, problem = read(folder)
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert problem.source == str(folder / "sub")


def test_the_same_article_twice_is_one(folder: Path) -> None:
    assert read(folder / "a.md", folder / "a.md", folder) == read(folder)


def test_an_id_with_other_content_is_a_problem(tmp_path: Path) -> None:
    article, problem = read_file(tmp_path, "a.jsonl", '{"id": "x", "text": "A."}\n{"id": "x", "text": "B."}')
    assert article == Article("x", "A.")
    assert isinstance(problem, Problem)
    assert problem.line == 2
    assert str(tmp_path / "a.jsonl") in problem.message


@pytest.mark.parametrize(
    ("stdin", "texts"),
    [
        (b"X met Y.\n", ["X met Y."]),
        (b"Title\n\nBody.\n", ["Title\n\nBody."]),
        (b'{"text": "A."}\n{"text": "B."}\n', ["A.", "B."]),
        (b'\xef\xbb\xbf{"text": "A."}', ["A."]),
        ('{"text": "A."}\n{"text": "B."}'.encode("utf-16"), ["A.", "B."]),
        (b'{\n  "text": "A."\n}\n', ["A."]),
        (b'[\n  {"text": "A."},\n  {"text": "B."}\n]\n', ["A.", "B."]),
        (b'[{"text": "A."}]', ["A."]),
        (b"[Press release] Body.", ["[Press release] Body."]),
    ],
)
def test_standard_input(stdin: bytes, texts: list[str]) -> None:
    articles = read("-", stdin=stdin)
    assert [article.text for article in articles if isinstance(article, Article)] == texts


def test_standard_input_without_ids_has_ids_made_from_the_text() -> None:
    first, second = read("-", stdin=b'{"text": "A."}\n{"text": "B."}')
    (alone,) = read("-", stdin=b"B.\n")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id != second.id
    assert alone == second


def test_empty_standard_input_is_a_problem() -> None:
    assert [str(problem) for problem in read("-")] == [
        "standard input: there is nothing in it; fill it in or leave it out"
    ]


def test_rows_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def __iter__(self) -> Iterator[bytes]:  # type: ignore[override]
            for number in range(10**9):
                yield b'{"id": %d, "text": "x"}\n' % number

    articles = read_articles(["-"], Endless())  # type: ignore[arg-type]
    assert [next(articles), next(articles)] == [Article("0", "x"), Article("1", "x")]


def test_compose_repeats_no_title() -> None:
    assert compose("T", "Body.") == "T\n\nBody."
    assert compose("T", "\nT\n\nBody.") == "T\n\nBody."
    assert compose("", " Body.\n") == " Body.\n"


def test_the_examples_are_ten_articles_of_every_kind() -> None:
    folder = Path(__file__).parents[2] / "examples" / "articles"
    articles = [article for article in read(folder) if isinstance(article, Article)]
    assert len(articles) == len(read(folder)) == 10
    assert {path.suffix for path in folder.iterdir()} == {".txt", ".md", ".json", ".jsonl"}
    assert all(150 <= len(article.text.split()) <= 400 and article.title for article in articles)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ministers meet in Oslo\n\nThey met.", "Ministers meet in Oslo"),
        ("They met on Monday.\n\nThey agreed.", ""),
        ("Ministers meet\nin Oslo\n\nThey met.", ""),
        ("Ministers meet in Oslo", ""),
    ],
)
def test_a_row_without_a_title_has_its_headline_for_one(tmp_path, text, title):
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text}), encoding="utf-8")
    (article,) = read_articles([str(path)], io.BytesIO())
    assert (article.title, article.text) == (title, text)
