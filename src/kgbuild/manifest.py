"""What a build was made from and what came of it, as the output folder keeps it for the next build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kgbuild.fingerprint import Fingerprint, digest


@dataclass(frozen=True, slots=True)
class SetAside:
    """A fact that did not enter the graph, and why."""

    article: str
    fact: str
    """In three words for people."""
    reason: str
    sentence: str
    """The quote that the fact comes with."""
    start: int
    end: int
    """Where it is said to stand in the article's text, in characters."""

    def __str__(self) -> str:
        return f"{self.article}: {self.fact}: set aside, since {self.reason}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build."""

    unchanged: bool
    """Whether the folder held all of it already."""
    articles: int
    read: int
    """Articles that were read anew; the others came from the cache."""
    relations: Mapping[str, int]
    """Facts of each relation."""
    barren_sentences: int
    """Sentences with a word that evokes a relation, of which no fact came."""
    statements: int
    """Quads that facts gave; the ontology and the authority data are not among them."""
    quads: int
    set_aside: tuple[SetAside, ...]
    joins: int = 0
    """Nodes that were found to be the same as another."""
    unknown_rulings: tuple[str, ...] = ()
    """Ids that a person ruled on, and that are those of no person, body, event or article."""

    @property
    def facts(self) -> int:
        return sum(self.relations.values())


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that the bytes of an output folder depend on."""

    base: str
    min_confidence: float
    keep_text: bool
    made_with: Fingerprint
    articles: Mapping[str, str]
    """By id, the fingerprint of the article and of what it was read with."""
    rulings: str = ""
    """What a person ruled, as text; nothing where nobody did."""

    def of_record(self, article_id: str) -> str:
        """A name for what the article brings to the graph."""
        return digest(self.articles[article_id], self.base, self.min_confidence, self.keep_text)


@dataclass(frozen=True, slots=True)
class Manifest:
    inputs: Inputs
    files: Mapping[str, str]
    """SHA-256 of each file, by name."""
    report: BuildReport


_MANIFEST = TypeAdapter(Manifest)


def read_manifest(path: Path) -> Manifest | None:
    """None where there is none, or one that this version does not understand."""
    if not path.is_file():
        return None
    try:
        return _MANIFEST.validate_json(path.read_bytes())
    except ValidationError:
        return None


def write_manifest(path: Path, manifest: Manifest) -> None:
    path.write_bytes(_MANIFEST.dump_json(manifest, indent=2))
