"""For whatever a title and a body are."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from kgbuild.articles import Problem, compose, read_articles
from kgbuild.fact import Article

# what may stand in a text: no control characters but white space, no half surrogates
PLAIN = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"))
BODY = PLAIN.filter(str.strip)


def rows(*values: dict[str, str]) -> list[Article | Problem]:
    data = "\n".join(json.dumps(value, ensure_ascii=False) for value in values)
    return list(read_articles(["-"], io.BytesIO(data.encode())))


@given(PLAIN, BODY)
def test_text_begins_with_the_title_and_ends_with_the_body(title: str, body: str) -> None:
    (article,) = rows({"title": title, "text": body})
    assert isinstance(article, Article)
    assert "\r" not in article.text + article.title
    assert article.text.startswith(article.title)
    assert article.text.rstrip().endswith(body.replace("\r\n", "\n").replace("\r", "\n").strip())


@given(BODY.map(lambda text: text.replace("\r", "\n")))
def test_offsets_into_a_row_without_a_title_stay(text: str) -> None:
    (article,) = rows({"text": text})
    assert isinstance(article, Article)
    assert article.text == text


@given(PLAIN.map(str.strip), BODY)
def test_compose_is_idempotent(title: str, body: str) -> None:
    text = compose(title, body)
    assert compose(title, text) == text


@given(PLAIN, BODY, st.dates())
def test_an_article_written_as_a_row_is_read_as_itself(title: str, body: str, day: object) -> None:
    (article,) = rows({"title": title, "text": body, "published": str(day), "publisher": "P"})
    assert isinstance(article, Article)
    fields = {name: getattr(article, name) for name in ("id", "title", "text", "published", "publisher")}
    assert rows(fields) == [article]


@given(st.binary())
def test_whatever_the_bytes_there_are_articles_or_problems_and_no_crash(data: bytes) -> None:
    results = list(read_articles(["-"], io.BytesIO(data)))
    assert results
    for result in results:
        assert "\n" not in str(result) if isinstance(result, Problem) else result.text.encode()
