"""The page: everything is on it, marked where it stands, and nothing of a text is taken for markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.gold import GoldArticle
from kgbuild.evaluation.page import render
from kgbuild.evaluation.segments import cut
from kgbuild.ontology import load_schema

TEXT = 'Bourita met Guterres. <b>Lacroix</b> & "friends" thanked Spain.\n'
ENTITIES = {
    one: {"id": one, "type": "Person", "names": [one]} for one in ("Bourita", "Guterres", "<b>Lacroix</b>", "Spain")
}
MET = {"relation": "metWith", "subject": ["Bourita"], "object": ["Guterres"], "evidence": "Bourita met Guterres"}
THANKED = {"relation": "thanked", "subject": ["<b>Lacroix</b>", "Bourita"], "object": ["Spain"], "evidence": "thanked"}


def told(subject: str, other: str, **more: Any) -> dict[str, Any]:
    parties = {"subject": {"names": [subject]}, "object": {"names": [other]}}
    return {"article": "a", "relation": "metWith", **parties, "start": 0, "end": 21, "confidence": 0.5, **more}


def page(facts: list[Any], said: list[Any], text: str = TEXT, **more: Any) -> str:
    gold = [GoldArticle("a", text, ENTITIES, facts, **more)]
    return render(evaluate(gold, said, load_schema()), gold, "gold.jsonl")


class Reader(HTMLParser):
    """What stands in the text, and what is linked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.depth, self.in_link = "", 0, False
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.depth += tag == "div" and (self.depth > 0 or given.get("class") == "text")
        self.in_link = tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "div" and self.depth > 0
        self.in_link = False

    def handle_data(self, data: str) -> None:
        if self.depth and not self.in_link:
            self.text += data


@pytest.mark.parametrize(
    "spans",
    [{}, {"x": (0, 4)}, {"x": (0, 3), "y": (2, 4)}, {"x": (1, 1)}, {"x": (-5, 99)}, {"x": (1, 3), "y": (1, 3)}],
)
def test_pieces_make_the_text_again(spans: dict[str, tuple[int, int]]) -> None:
    pieces = cut("abcd", spans)
    assert "".join(piece.text for piece in pieces) == "abcd"
    assert all(piece.text for piece in pieces)
    assert {key for piece in pieces for key in piece.ending} == {key for piece in pieces for key in piece.inside}


def test_the_text_is_as_it_was() -> None:
    assert Reader(page([MET, THANKED], [told("Bourita", "Guterres")])).text == TEXT


def test_right_wrong_and_missed_are_marked() -> None:
    html = page([MET, THANKED], [told("Bourita", "Guterres"), told("Bourita", "Spain", start=12, end=40)])
    marks = [re.sub(r"\s+", " ", str(given["class"])) for tag, given in Reader(html).tags if tag == "mark"]
    # after the three of the legend
    assert marks[3:] == ["right", "right wrong", "wrong", "missed"]
    for words in ("✓1", "✗2", "○3", "missed: other relation", "wrong: other relation", "confidence 0.50"):
        assert words in html


def test_links_lead_somewhere_and_ids_are_used_once() -> None:
    tags = Reader(page([MET, THANKED], [told("Bourita", "Guterres"), told("x", "y", start=None)])).tags
    ids = [given["id"] for _, given in tags if "id" in given]
    targets = {str(given["href"])[1:] for tag, given in tags if tag == "a"}
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    assert {"a1-1", "a1-1-mark"} <= targets


def test_nothing_is_taken_for_markup() -> None:
    evil = "</div><script>alert(1)</script><img src=x onerror=alert(1)>"
    fact = told(evil, evil, relation=evil, place=evil, date=evil, status=evil)
    html = page([{**MET, "relation": evil}], [fact], evil * 2, published=evil, publisher=evil)
    tags = [tag for tag, _ in Reader(html).tags]
    assert tags.count("script") == 1
    assert "img" not in tags
    assert Reader(html).text == evil * 2


def test_it_loads_nothing() -> None:
    html = page([MET], [])
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html)
    assert all("src" not in given and tag != "link" for tag, given in Reader(html).tags)


def test_what_gold_has_otherwise_is_said() -> None:
    fact = told("Bourita", "Guterres", date="2023-11", status="occurred")
    html = page([{**MET, "date": "2023-11-29"}], [fact, fact])
    assert "date in gold: 2023-11-29" in html
    assert "told again" in html


def test_an_article_without_facts_is_there() -> None:
    assert "no facts" in page([], [])
