"""What the list of leaders says of a person whom a text names: it confirms, and never contradicts the text."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.gazetteer import Gazetteer
from kgbuild.language.mention import Title
from kgbuild.language.party import Party
from kgbuild.leaders import Leader

LISTED = frozenset({"HeadOfState", "HeadOfGovernment", "ForeignMinister"})
"""Offices that a state has one of, and that the list is meant to be complete for."""


class ListedLeaders:
    """The list as it stood on the day of publication (ISO date; None: on any day)."""

    def __init__(self, gazetteer: Gazetteer, published: str | None) -> None:
        self.gazetteer, self.published = gazetteer, published

    def in_office(self, person: Party, kinds: Iterable[str]) -> set[str]:
        """Ids of the states and bodies that the person leads in one of the offices (classes of the ontology)."""
        rows = self._rows(person, kinds)
        return {row.of for row in rows if self.published is None or row.held_at(self.published)}

    def ever(self, person: Party, kinds: Iterable[str]) -> set[str]:
        """The same for whoever leads or has led them by then."""
        rows = self._rows(person, kinds)
        return {row.of for row in rows if self.published is None or row.since <= self.published}

    def fits(self, person: Party, title: Title, owner: str | None) -> bool:
        """Is the person whom the text names, without saying his office, the one that "the British prime minister"
        stands for?
        """
        kinds = LISTED if title.head == "leader" and owner else LISTED & {title.kind}
        if not kinds or not person.is_person:
            return False
        states = self.ever(person, kinds) if title.phase == "former" else self.in_office(person, kinds)
        if title.phase == "former" and states & self.in_office(person, kinds):
            return False
        return owner in states if owner is not None else len(states) == 1

    def is_elsewhere(self, person: Party, owner: str) -> bool:
        """Does the list know the name for another state or body only?"""
        rows = self.gazetteer.leaders_named(person.full_name)
        return bool(rows) and all(row.of != owner for row in rows)

    def _rows(self, person: Party, kinds: Iterable[str]) -> list[Leader]:
        wanted = set(kinds)
        return [row for row in self.gazetteer.leaders_named(person.full_name) if row.office in wanted]
