"""The page of an evaluation in a real browser: what one sees, what the filters and links do, and that it is alone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kgbuild.evaluation.evaluate import evaluate
from kgbuild.evaluation.gold import GoldArticle
from kgbuild.evaluation.page import render
from kgbuild.ontology import load_schema

webdriver = pytest.importorskip("selenium.webdriver", reason="the browser is driven with selenium, which is not here")
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (BROWSER and DRIVER), reason="no Chromium with its driver (on Debian: chromium and chromium-driver)"
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1400,1000",
)  # fmt: skip

ARTICLES = 120
TEXT = 'Bourita met Guterres in <i id="evil">Rabat</i> & left. He thanked Spain.'
PARTIES = {one: {"id": one, "type": "Person", "names": [one]} for one in ("Bourita", "Guterres", "Spain")}
FACTS = [
    {"relation": "metWith", "subject": ["Bourita"], "object": ["Guterres"], "evidence": "Bourita met Guterres"},
    {"relation": "thanked", "subject": ["Bourita"], "object": ["Spain"], "evidence": "He thanked Spain"},
]


def told(article: str, relation: str, other: str) -> dict[str, Any]:
    parties = {"subject": {"names": ["Bourita"]}, "object": {"names": [other]}}
    return {"article": article, "relation": relation, **parties, "start": 0, "end": 54, "confidence": 0.8}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In each article one right and one missed fact; in the first a wrong one, over the same words as the right one."""
    gold = [GoldArticle(f"article-{n}", TEXT, PARTIES, FACTS) for n in range(ARTICLES)]
    said = [told(one.id, "metWith", "Guterres") for one in gold] + [told("article-0", "visited", "Spain")]
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(render(evaluate(gold, said, load_schema()), gold, "gold.jsonl"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 (may not be installed)

    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (*QUIET, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    # A window that nobody looks at has no focus to give.
    driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
    yield driver
    driver.quit()


@pytest.fixture
def page(browser: Any, path: Path) -> Any:
    browser.get("about:blank")
    browser.get(path.as_uri())
    return browser


def seen(page: Any, selector: str) -> int:
    """How many elements are shown."""
    count: int = page.execute_script(
        "return [...document.querySelectorAll(arguments[0])].filter(e => !e.closest('[hidden]')).length", selector
    )
    return count


def choose(page: Any, name: str, value: str) -> None:
    options = page.find_elements("css selector", f'select[name="{name}"] option')
    next(option for option in options if option.text == value).click()


def text_of(page: Any, selector: str) -> str:
    return str(page.find_element("css selector", selector).text)


def test_all_is_shown_and_nothing_complains(page: Any) -> None:
    assert page.get_log("browser") == []
    assert (seen(page, "article"), seen(page, ".facts li")) == (ARTICLES, 2 * ARTICLES + 1)
    assert text_of(page, "#count") == f"{2 * ARTICLES + 1} of {2 * ARTICLES + 1} facts"


def test_it_asks_for_nothing_but_itself(page: Any) -> None:
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_a_text_is_no_markup(page: Any) -> None:
    assert page.find_elements("css selector", "#evil") == []
    words = page.execute_script(
        "const text = document.querySelector('.text').cloneNode(true);"
        "text.querySelectorAll('.ref').forEach(ref => ref.remove()); return text.textContent"
    )
    assert words == TEXT


def test_marks_differ_without_colour(page: Any) -> None:
    style = "const s = getComputedStyle(document.querySelector(arguments[0])); return [s.boxShadow !== 'none',"
    lines = style + "s.textDecorationStyle === 'wavy', s.borderBottomStyle === 'dotted']"
    marks = [f"form mark.{verdict}" for verdict in ("right", "wrong", "missed")]
    assert [page.execute_script(lines, mark) for mark in marks] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]
    assert page.execute_script(lines, ".text mark.right.wrong") == [True, True, False]


def test_filters(page: Any) -> None:
    choose(page, "relation", "visited")
    assert (seen(page, "article"), seen(page, ".facts li"), seen(page, ".text .ref")) == (1, 1, 1)
    assert seen(page, ".text mark.wrong") > seen(page, ".text mark.right") == 0
    choose(page, "relation", "all")
    choose(page, "cause", "nothing told")
    assert (seen(page, "article"), seen(page, ".facts li")) == (ARTICLES, ARTICLES)
    choose(page, "cause", "all")
    page.find_element("css selector", 'input[value="missed"]').click()
    assert text_of(page, "#count") == f"{ARTICLES + 1} of {2 * ARTICLES + 1} facts"
    assert seen(page, ".text mark.missed") == 0


def test_a_fact_leads_to_its_words_and_back(page: Any) -> None:
    page.find_element("css selector", "#a1-1 .ref").click()
    assert page.execute_script("return document.querySelector(':target').id") == "a1-1-mark"
    page.find_element("css selector", "#a1-1-mark").click()
    assert page.execute_script("return document.querySelector(':target').id") == "a1-1"


def test_a_fact_in_focus_lights_its_words(page: Any) -> None:
    page.execute_script("document.querySelector('#a1-3 .ref').focus()")
    assert text_of(page, "mark.lit") == "He thanked Spain"
    page.execute_script("document.querySelector('#a1-1 .ref').focus()")
    assert [mark.text for mark in page.find_elements("css selector", "mark.lit")] == [
        'Bourita met Guterres in <i id="evil">Rabat</i> & left.'
    ]


def test_dark_mode_is_another_page_and_still_legible(page: Any) -> None:
    colours = "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
    light = page.execute_script(colours)
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    )
    dark = page.execute_script(colours)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert dark[0] != light[0]
    assert dark[1] != light[1]


def test_many_articles_are_quick(browser: Any, path: Path) -> None:
    began = time.monotonic()
    browser.get(path.as_uri())
    choose(browser, "relation", "thanked")
    assert time.monotonic() - began < 10
