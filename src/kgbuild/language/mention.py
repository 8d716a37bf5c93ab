"""What a text mentions: names, offices and described parties, before anybody knows who is who."""

from __future__ import annotations

from dataclasses import dataclass

from kgbuild.fact import Phase
from kgbuild.gazetteer import Reference


@dataclass(frozen=True, slots=True)
class Title:
    """An office as a text names it; `start` and `end` are offsets of the phrase in characters."""

    text: str
    """The office without phase, state or body: "Minister of Foreign Affairs"."""
    kind: str
    """The class of the ontology that a holder belongs to by it."""
    head: str
    start: int
    end: int
    phase: Phase | None = None
    owner: Reference | None = None
    """The state or body inside the title phrase."""
    owner_name: str | None = None
    """The same where it is in no gazetteer, as the text names it."""
    plural: bool = False
    definite: bool = False
    weak: bool = False
    """Whether the head alone makes no office ("official", "chief")."""
    weak_head: bool = False
    """Whether the head is one that needs its complement to be an office at all ("member of", "head of")."""
    nominal: bool = False
    national: bool = False
    """Whether a ministry or department is where it is held ("Director of X at the Ministry of Y")."""
    core_end: int = 0
    """Words up to and with the head end at this word index; a complement may follow."""
    visiting: bool = False
    """Whether the holder is said to be on a visit: the host's are not meant."""
    body: str | None = None
    """What the complement names, where it is a body in no list ("member of the Politburo")."""


@dataclass(slots=True)
class Mention:
    """A stretch of text that names or describes one thing; offsets in characters, `end` exclusive.

    `kind` is a class of the ontology, or ``Role`` for an office-holder without a name ("the Moroccan minister").
    `name` is the proper name inside it, None where there is none.
    """

    start: int
    end: int
    kind: str
    name: str | None = None
    references: tuple[Reference, ...] = ()
    titles: tuple[Title, ...] = ()
    aliases: tuple[str, ...] = ()
    owner: Reference | None = None
    """A state or body that words around the name give: "X of Spain", "X (Republic of Korea)"."""
    member_of: Reference | None = None
    """The political party that words around the name give: "Sen. X (D-Del.)", "Democratic candidate X", "X, a
    Republican".
    """
    origin: str = "gazetteer"
    adjective: bool = False
    """A demonym used as a modifier: "Moroccan"."""
    plural: bool = False
    group: bool = False
    """A role noun that stands for the state beside it: "Turkish troops", "the government of Mali"."""
    head_word: str = ""
    """The word that stands for the mention in the text that the parser reads."""
    determiner: str = ""
    address: tuple[str, ...] = ()
    """The words before a name, in lower case: titles and forms of address."""
    inside: tuple[Mention, ...] = ()
    """What is named inside it: the state or body in a title, the body in the name of an event."""
    possessor: str = ""
    """The last word of a person's name in the genitive before a title: "Putin's spokesman"."""

    @property
    def reference(self) -> Reference | None:
        """The only reference, or None where it has none or is ambiguous."""
        return self.references[0] if len(self.references) == 1 else None
