"""Quotes that stand, and those that do not: what is said of each, by a store at hand and one behind an endpoint."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from factories import ARTICLE, COMMUNIQUE, TEXT, TO_MINUSCA
from pyoxigraph import Literal, NamedNode, Quad

from kgbuild import identity, verification
from kgbuild import vocabulary as v
from kgbuild.derived import missions_quads
from kgbuild.errors import StoreError
from kgbuild.export import write
from kgbuild.graph import article_quads, text_quad
from kgbuild.ontology import load_schema
from kgbuild.stores import Result, Table
from kgbuild.stores.embedded import EmbeddedStore, build_store
from kgbuild.stores.endpoint import EndpointStore
from kgbuild.verification import Failure, Verification, verify

Cli = Callable[..., "Ran"]  # noqa: F821 (the fixture's result, see conftest.py)
SCHEMA = load_schema()
QUADS = [*article_quads(ARTICLE, COMMUNIQUE, SCHEMA), *missions_quads([TO_MINUSCA], SCHEMA)]
QUOTES = len({(quad.subject, quad.object) for quad in QUADS if quad.predicate == v.ANCHOR_OF})
TEXTS = {ARTICLE.id: TEXT}
FIRST = next(quad for quad in QUADS if quad.predicate == v.ANCHOR_OF)
PLACE = FIRST.subject


def checked(quads: list[Quad], texts: dict[str, str]) -> Verification:
    return verify(EmbeddedStore.of(quads), texts)


def moved(by: int) -> list[Quad]:
    """The graph with the first quote's place moved."""
    start, end = map(int, PLACE.value.partition("#char=")[2].split(","))
    return instead(PLACE, NamedNode(identity.text_iri(ARTICLE.id, start + by, end + by)))


def instead(old: object, new: object) -> list[Quad]:
    def other(term: object) -> object:
        return new if term == old else term

    return [Quad(other(quad.subject), quad.predicate, other(quad.object), quad.graph_name) for quad in QUADS]  # type: ignore[arg-type]


def test_all_quotes_stand() -> None:
    found = checked(QUADS, TEXTS)
    assert found == Verification(quotes=QUOTES, articles=1)
    assert found.proved
    assert QUOTES > 2


def test_texts_can_come_from_the_graph() -> None:
    kept = [*QUADS, text_quad(ARTICLE)]
    assert checked(kept, {}).quotes == QUOTES
    # What is given is looked at before what the graph keeps.
    assert len(checked(kept, {ARTICLE.id: TEXT.upper()}).failures) == QUOTES


def test_an_article_without_a_text_is_told() -> None:
    found = checked(QUADS, {"another": TEXT})
    assert (found.quotes, found.articles, found.without_text) == (0, 0, [ARTICLE.id])
    assert not found.proved


@pytest.mark.parametrize("by", [1, -1, 10_000])
def test_a_quote_that_stands_elsewhere(by: int) -> None:
    (failure,) = checked(moved(by), TEXTS).failures
    quote = FIRST.object.value
    start = TEXT.index(quote)
    assert failure.reason == "the quote does not stand there"
    assert failure.there == TEXT[start + by :][: len(quote)]
    assert failure.stands_at == ((start, start + len(quote)),)
    assert failure.node == identity.text_iri(ARTICLE.id, start + by, start + by + len(quote))


@pytest.mark.parametrize(
    ("quads", "reason", "quotes"),
    [
        (instead(FIRST.object, Literal("Nobody said so.")), "the quote does not stand there", QUOTES - 1),
        (instead(FIRST.object, Literal("")), "the quote is empty", QUOTES - 1),
        (instead(PLACE, NamedNode("http://example.org/#xpath")), "the quote's node is no place in a text", QUOTES - 1),
        (instead(PLACE, NamedNode(identity.text_iri("other", 0, 3))), "the quote is of another text", QUOTES - 1),
        ([quad for quad in QUADS if quad.predicate != v.ANCHOR_OF], "the claim has no quote", 0),
        ([quad for quad in QUADS if quad.predicate != v.WAS_DERIVED_FROM], "the claim has no quote", 0),
        ([*QUADS, Quad(PLACE, v.ANCHOR_OF, Literal("more"), FIRST.graph_name)], "the quote does not stand", QUOTES),
    ],
    ids=["words", "empty", "no place", "other text", "no quote", "no evidence", "two quotes"],
)  # fmt: skip
def test_what_is_wrong_is_told(quads: list[Quad], reason: str, quotes: int) -> None:
    found = checked(quads, TEXTS)
    assert found.quotes == quotes
    assert {failure.reason[: len(reason)] for failure in found.failures} == {reason}
    assert not found.proved


def test_quotes_of_no_article_are_told() -> None:
    stray = Quad(NamedNode(identity.text_iri("nowhere", 0, 3)), v.ANCHOR_OF, Literal("abc"), FIRST.graph_name)
    found = checked([*QUADS, stray], TEXTS)
    assert (found.astray, found.quotes, found.proved) == (1, QUOTES, False)


def test_a_store_that_cuts_answers_off_proves_nothing() -> None:
    class Cutting:
        def __init__(self, store: EmbeddedStore) -> None:
            self.store = store

        def query(self, text: str) -> Result:
            result = self.store.query(text)
            return Table(result.columns, result.rows[:3]) if isinstance(result, Table) else result

    found = verify(Cutting(EmbeddedStore.of(QUADS)), TEXTS)
    assert found.astray > 0
    assert not found.proved


def test_articles_are_looked_up_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_BATCH", 2)
    names = [f"a {number}/é" for number in range(5)]
    quads = []
    for name in names:
        facts = [replace(fact, article=name) for fact in COMMUNIQUE]
        quads += article_quads(replace(ARTICLE, id=name), facts, SCHEMA)
    found = checked(quads, dict.fromkeys(names, TEXT))
    assert (found.articles, found.quotes, found.proved) == (5, 15, True)


def test_offsets_count_characters() -> None:
    text = "\U0001f91d e\u0301 They met."
    fact = replace(COMMUNIQUE[0], evidence=replace(COMMUNIQUE[0].evidence, start=5, end=14, quote="They met."))
    assert checked(article_quads(replace(ARTICLE, text=text), [fact], SCHEMA), {ARTICLE.id: text}).proved


def test_a_store_without_articles_is_no_proof() -> None:
    with pytest.raises(StoreError, match="no articles in the store"):
        checked([], TEXTS)


@pytest.fixture(params=["--union-default-graph", None], ids=["union", "named graphs alone"])
def endpoint(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A server that others make, with the graph loaded into it."""
    server = which("oxigraph")
    if server is None:
        pytest.skip("the oxigraph server is not installed (pip install oxigraph)")
    write(QUADS, tmp_path / "graph.nq")
    subprocess.run(
        [server, "load", "-l", tmp_path / "db", "-f", tmp_path / "graph.nq"], check=True, capture_output=True
    )
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [server, "serve-read-only", "-l", tmp_path / "db", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, *filter(None, [request.param])], stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                try:
                    urlopen(f"http://127.0.0.1:{port}/").close()
                    break
                except URLError:
                    time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


def test_a_store_loaded_elsewhere_is_proved_as_well(endpoint: str) -> None:
    assert verify(EndpointStore(endpoint), TEXTS) == Verification(quotes=QUOTES, articles=1)
    assert len(verify(EndpointStore(endpoint), {ARTICLE.id: TEXT.upper()}).failures) == QUOTES


# ── The command ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(QUADS, tmp_path / "graph.nq")
    build_store(tmp_path / "store", tmp_path / "graph.nq")
    return tmp_path / "store"


def article_file(folder: Path, text: str) -> Path:
    path = folder / "article.json"
    path.write_text(json.dumps({"id": ARTICLE.id, "text": text}), encoding="utf-8")
    return path


def test_the_command_proves(kgbuild: Cli, store: Path, tmp_path: Path) -> None:
    ran = kgbuild("verify", article_file(tmp_path, TEXT), "--store", store)
    assert (ran.code, ran.out, ran.err) == (0, "", f"{QUOTES} quotes of 1 article verified\n")


def test_the_command_says_what_fails_and_where(kgbuild: Cli, store: Path, tmp_path: Path) -> None:
    changed = article_file(tmp_path, TEXT.replace("hold talks", "hold the talks").replace("attended", "left"))
    ran = kgbuild("verify", changed, "--store", store)
    assert ran.code == 1
    assert ran.err.splitlines() == ["0 quotes of 1 article verified", f"{QUOTES} quotes failed (see above)"]
    blocks = ran.out.split(f"{ARTICLE.id}: the quote does not stand there\n")[1:]
    assert len(blocks) == QUOTES
    start = TEXT.index("Minister of Foreign")
    assert f"stands  {start + 4}," in blocks[0]
    assert "stands  nowhere in the text" in blocks[-1]
    ran = kgbuild("verify", changed, "--store", store, "--format", "jsonl")
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert told[0].keys() == set(Failure.__dataclass_fields__)
    assert (len(told), told[0]["stands_at"][0][0], told[-1]["stands_at"]) == (QUOTES, start + 4, [])


def test_the_command_says_which_texts_lack(kgbuild: Cli, store: Path) -> None:
    ran = kgbuild("verify", "--store", store)
    assert ran.code == 1
    assert ran.err.startswith(f"error: 1 article without a text ({ARTICLE.id}): name the files")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--store", "nowhere"], 1, "there is no store at nowhere"),
        (["--endpoint", "localhost"], 2, "is no address of an endpoint"),
        (["nosuch.txt"], 1, "no such file"),
    ],
)
def test_what_cannot_be_looked_up_is_told(kgbuild: Cli, arguments: list[str], code: int, told: str) -> None:
    ran = kgbuild("verify", *arguments)
    assert ran.code == code
    assert told in ran.err
