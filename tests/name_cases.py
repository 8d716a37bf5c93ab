"""Cases of who is who as facts, and how well clusters agree with gold."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from kgbuild.fact import Article, Entity, Evidence, Fact
from kgbuild.gazetteer import load_gazetteer, slug
from kgbuild.graph import article_quads
from kgbuild.ontology import load_schema

LISTENER = Entity("country:CH", "Country", "Switzerland", (), (("iso3166", "CH"),))
Mention = tuple[str, str]
"""Article and id of a node."""


@dataclass(frozen=True, slots=True)
class BCubed:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> BCubed:
    """B³ of two clusterings of the same mentions, each given as mention → cluster.

    Bagga, A. and Baldwin, B. (1998), Algorithms for scoring coreference chains, LREC workshop on linguistic
    coreference: for each mention the share of right ones in its found cluster, and of found ones in its gold cluster.
    """
    if gold.keys() != found.keys() or not gold:
        raise ValueError("B³ compares clusterings of the same mentions, of one at least")
    wanted, got = _members(gold), _members(found)
    right = {mention: len(wanted[gold[mention]] & got[found[mention]]) for mention in gold}
    return BCubed(
        precision=sum(right[mention] / len(got[found[mention]]) for mention in gold) / len(gold),
        recall=sum(right[mention] / len(wanted[gold[mention]]) for mention in gold) / len(gold),
    )


def _members(clusters: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clusters.items():
        members[cluster].add(mention)
    return members


@dataclass(frozen=True, slots=True)
class Case:
    """One article, and the gold cluster of each node that it names."""

    article: Article
    facts: tuple[Fact, ...]
    gold: Mapping[str, str]

    def quads(self) -> list[Quad]:
        return article_quads(self.article, self.facts, load_schema())


def read_cases(path: Path) -> list[Case]:
    """A file of ``[[article]]`` tables, see ``tests/quality/names.toml``."""
    return [_case(table) for table in tomllib.loads(path.read_text(encoding="utf-8"))["article"]]


def _case(table: dict[str, object]) -> Case:
    article = Article(str(table["id"]), "", published=str(table["date"]))
    facts: list[Fact] = []
    gold: dict[str, str] = {}
    for number, line in enumerate(table["who"]):  # type: ignore[arg-type, var-annotated]
        cluster, name, *more = (cell.strip() for cell in line.split("|"))
        told = list(_facts(article.id, number * 100, name, *more))
        facts += told
        gold[told[0].subject.id] = cluster
    return Case(article, tuple(facts), gold)


def _facts(
    article: str, at: int, name: str, body: str = "", office: str = "", phase: str = "current"
) -> Iterable[Fact]:
    evidence = Evidence(at, at + len(name), name, "test", 0.9)
    if body in {"Organization", "Mission", "Country"}:
        label, *others = (one.strip() for one in name.split("="))
        prefix = {"Organization": "org", "Mission": "mission", "Country": "country"}[body]
        thing = Entity(f"{prefix}:{slug(label)}", body, label, (label, *others))
        yield Fact(article, "praised", thing, evidence, LISTENER, occasion=f"{article}#{at}")
        return
    kind, _, title = (part.strip() for part in office.partition(":"))
    state = _state(body)
    local = "-".join(filter(None, (slug(name), state.id.partition(":")[2].lower() if state else "")))
    person = Entity(f"person:{local}", kind or "Person", name, (name,))
    yield Fact(article, "praised", person, evidence, LISTENER, subject_for=state, occasion=f"{article}#{at}")
    if title:
        yield Fact(
            article, "holdsPosition", person, evidence, value=title, subject_for=state, phase=phase, position_kind=kind
        )


def _state(body: str) -> Entity | None:
    if not body:
        return None
    gazetteer = load_gazetteer()
    row = gazetteer.references.get(f"country:{body}") or gazetteer.references.get(f"org:{body}")
    if row is None:
        return Entity(f"org:{body}", "Organization", body)
    return Entity(row.id, row.kind, row.label, (), row.links)


@dataclass(frozen=True, slots=True)
class Outcome:
    scores: BCubed
    merged: list[tuple[str, str]]
    """Pairs of different ids that were joined, though gold says that they are two."""
    shared: list[str]
    """Ids that two persons have in common from the start, since their names and states are the same."""
    missed: list[tuple[str, str]]


def outcome(cases: Iterable[Case], canonical: Mapping[str, str]) -> Outcome:
    """How well ids, where doubles go by their canonical ones, agree with gold."""
    gold: dict[Hashable, Hashable] = {}
    found: dict[Hashable, Hashable] = {}
    meant: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for identifier, cluster in case.gold.items():
            gold[case.article.id, identifier] = cluster
            found[case.article.id, identifier] = canonical.get(identifier, identifier)
            meant[identifier].add(cluster)
    pairs = sorted((one, other) for one in meant for other in meant if one < other)
    joined = {pair: len({canonical.get(one, one) for one in pair}) == 1 for pair in pairs}
    return Outcome(
        scores=b_cubed(gold, found),
        merged=[pair for pair in pairs if joined[pair] and meant[pair[0]] != meant[pair[1]]],
        shared=sorted(identifier for identifier, clusters in meant.items() if len(clusters) > 1),
        missed=[pair for pair in pairs if not joined[pair] and meant[pair[0]] & meant[pair[1]]],
    )
