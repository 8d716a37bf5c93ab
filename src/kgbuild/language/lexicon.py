"""Frames: which words evoke a relation, and in which grammatical places its parties stand.

Read from ``ontology/lexicon/*.toml`` (one file a family) and checked against the ontology, so that a typing error is
found with its file and line. The idea is FrameNet's and VerbNet's; the form is our own and small.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.fact import Status
from kgbuild.schema import Schema

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]

PLACES = frozenset(
    {
        *("nsubj", "dobj", "iobj", "poss", "adj", "clause", "ccomp.nsubj", "nsubj.acl", "nsubj.from", "appos", "attr"),
        *("self", "coordinated", "here", "listed", "same", "likewise", "series", "text", "author", "roll", "occasion"),
        *("advcl.nsubj", "modified", "speaker", "addressee", "credit", "protagonist", "quarrel", "there"),
    }
)
"""Grammatical places; besides these a place may be any preposition ("with", "to"), and "a+b" is both of two.

``modified`` is the noun that an adjective stands before; ``credit`` is who is praised or thanked for what the trigger
tells ("thanked Kenya for its troops"). Twelve are none of grammar: ``speaker`` is who says the clause of the trigger,
in reported speech or a quotation; ``addressee`` is whom it is said to where the object does not tell ("telephoned X
to urge calm"); ``author`` is the body in the name of a text ("the Council's resolution"); ``here`` is the adverb;
``there`` is the place that the adverb means; ``listed`` are the names that stand right behind the trigger or in a
list that a mark or "such as" opens ("the members – A, B and C"); ``same`` is who did the like in the sentences
before, ``likewise`` whom it was done to; ``series`` are the names that have a number behind them in a list after the
trigger ("Top contributors: Ghana 871; Nepal 650"); ``text`` is the only mission that the text names; ``roll`` are the
names listed after the trigger ("Present were: …"); ``occasion`` is the event that was told of before; ``quarrel`` are
the sides of the dispute or talks told of; ``protagonist`` is whom the text is about, where the trigger begins a
paragraph without a verb ("Meeting with A of Cuba: …").
"""


class Example(BaseModel):
    """A sentence and what it must yield: ``"Bourita metWith Lacroix @Rabat #2023-11-29 ~planned"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    facts: tuple[str, ...] = ()
    published: str = "2024-05-15"


class Frame(BaseModel):
    """Trigger words of one relation and the places of its two parties.

    `verbs` may carry a particle or preposition ("call on"), whose object then fills the place ``dobj``. `nouns` stand
    with a verb of `light` that only carries them ("hold talks") or, where `bare` is true, by themselves ("the talks
    between A and B"). The first place of a list that is filled counts. A party that stands deeper inside a noun phrase
    ("praised the role of Morocco") is looked for along `deep`. A frame that has no place for the object tells nothing
    itself; its subject is who does what follows (the place ``same``).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    relation: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    bare: bool = True
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    deep: tuple[str, ...] = ("poss", "of", "by", "adj", "from", "acl")
    reverse: bool = False
    """Whether the grammatical subject is the relation's object ("was received by", "hosts")."""
    status: Status | None = None
    confidence: Confidence = 0.8
    cue: tuple[str, ...] = ()
    """Words of which one must stand in the clause ("phone")."""
    unless: tuple[str, ...] = ()
    """Words that must not stand in the clause."""
    unqualified: tuple[str, ...] = ()
    """Words that must not qualify the trigger ("military support")."""
    forbids: tuple[str, ...] = ()
    """Dependents that the trigger must not have, by label ("agreed that …" has a ccomp)."""
    governs: tuple[str, ...] = ()
    """Auxiliaries of which the clause that the trigger governs must have one ("agreed that their envoys will meet")."""
    modifiers: tuple[str, ...] = ()
    """Modifiers of which the trigger must have one ("fellow members")."""
    gapped: str = ""
    """A preposition by which further objects follow without the verb: "as" for "named A as B and C as D"."""
    subject_kinds: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()
    """Classes that narrow the relation's own domain and range."""
    presupposed: bool = False
    """Whether the words say it whatever their clause tells: "Spain may criticise its fellow members"."""
    for_state: Literal["subject", "object"] | None = None
    """On which side an office-holder stands for his state ("the minister and five fellow members")."""
    object_nouns: tuple[str, ...] = ()
    """Common nouns of which the direct object must be one ("dispatch troops")."""
    quantity: tuple[str, ...] = ()
    """Places where a number of people or a sum may stand ("deploys 1,724 peacekeepers")."""
    place: Literal["object", "none"] | None = None
    """Whether the object is where it happened ("visited Beijing"), or it happens in no one place ("phoned")."""
    fronted: bool = False
    """Whether an object's preposition may stand before the trigger ("At the summit, A proposed …")."""
    never: tuple[Status, ...] = ()
    """Statuses in which it tells nothing: who did not speak at a summit may have been there."""
    only_named: tuple[str, ...] = ()
    """Nouns that are no object unless they have a name: "the APEC meeting", not "their meeting"."""
    crowd: tuple[str, ...] = ()
    """Nouns that are an object only where more than five take part: of fewer each calls each."""
    object_words: tuple[str, ...] = ()
    """Words of which the object's names must have one ("assembly")."""
    of_others: bool = False
    """Whether nobody does it to himself: in "urged A and deplored its raid" that is A's."""
    offered: bool = False
    """Whether what somebody offers or is willing to do is planned: troops, a summit, but no mere readiness to talk."""
    negated: bool = False
    """Of what a speaker says of another: whether the trigger must be negated ("has not been helpful")."""
    dated: bool = True
    """Whether what is told happened on the day that the text is about, where it gives no other; not so for lasting
    states.
    """
    examples: tuple[Example, ...] = ()
    counter: tuple[str, ...] = ()
    """Sentences that must yield nothing by this frame."""

    @property
    def is_said(self) -> bool:
        """Whether the trigger judges or binds somebody in another's words, so that the speaker is the subject."""
        return "speaker" in self.subject


@dataclass(frozen=True, slots=True)
class Entry:
    """A frame with where it is written; `name` is family and id, as evidence names it."""

    frame: Frame
    family: str
    line: int

    @property
    def name(self) -> str:
        return f"{self.family}.{self.frame.id}"


@dataclass(frozen=True)
class Lexicon:
    """All frames by trigger."""

    entries: tuple[Entry, ...]
    by_verb: dict[str, tuple[tuple[Entry, str], ...]]
    """Verb lemma → (entry, particle or "")."""
    by_noun: dict[str, tuple[Entry, ...]]
    by_adjective: dict[str, tuple[Entry, ...]]


def _frame_lines(source: str) -> list[int]:
    return [number for number, line in enumerate(source.splitlines(), 1) if re.match(r"\s*\[\[frame\]\]", line)]


def read_family(path: Traversable | Path, schema: Schema) -> Iterator[Entry]:
    """The frames of one file; raises :class:`LexiconError` with file and line."""
    source = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: not valid TOML: {error}") from error
    family = path.name.removesuffix(".toml")
    for line, row in zip(_frame_lines(source), data.get("frame", []), strict=True):
        try:
            frame = Frame.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise LexiconError(f"{path.name}:{line}: {where}: {first['msg']}") from error
        _check(frame, schema, f"{path.name}:{line}")
        yield Entry(frame, family, line)


def _check(frame: Frame, schema: Schema, where: str) -> None:
    if frame.relation not in schema.relations:
        known = ", ".join(sorted(schema.relations))
        raise LexiconError(f"{where}: the ontology has no relation {frame.relation!r}; it has {known}")
    if not (frame.verbs or frame.nouns or frame.adjectives):
        raise LexiconError(f"{where}: frame {frame.id!r} has no verbs, nouns or adjectives that evoke it")
    for place in (p for places in (*frame.subject, *frame.object, *frame.quantity) for p in places.split("+")):
        if place not in PLACES and not re.fullmatch(r"[a-z][a-z ]*", place):
            raise LexiconError(
                f"{where}: {place!r} is no grammatical place; use a preposition or one of {', '.join(sorted(PLACES))}"
            )
    unknown = [kind for kind in (*frame.subject_kinds, *frame.object_kinds) if kind not in schema.classes]
    if unknown:
        raise LexiconError(f"{where}: the ontology has no class {unknown[0]!r}")


def load_lexicon(schema: Schema, folder: Path | None = None) -> Lexicon:
    """The project's lexicon, and that of `folder` (the user's own) after it."""
    root = resources.ontology() / "lexicon"
    paths: list[Traversable | Path] = sorted(
        (p for p in root.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name
    )
    if folder is not None:
        paths += sorted(folder.glob("*.toml"))
    entries = [entry for path in paths for entry in read_family(path, schema)]
    return index_entries(entries)


def index_entries(entries: list[Entry]) -> Lexicon:
    by_verb: dict[str, list[tuple[Entry, str]]] = {}
    by_noun: dict[str, list[Entry]] = {}
    by_adjective: dict[str, list[Entry]] = {}
    for entry in entries:
        for verb in entry.frame.verbs:
            lemma, _, particle = verb.partition(" ")
            by_verb.setdefault(lemma, []).append((entry, particle))
        for noun in entry.frame.nouns:
            by_noun.setdefault(noun, []).append(entry)
        for adjective in entry.frame.adjectives:
            by_adjective.setdefault(adjective, []).append(entry)
    return Lexicon(
        tuple(entries),
        {lemma: tuple(found) for lemma, found in by_verb.items()},
        {lemma: tuple(found) for lemma, found in by_noun.items()},
        {lemma: tuple(found) for lemma, found in by_adjective.items()},
    )
