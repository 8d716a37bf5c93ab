"""Persons in a text: by title, by the recogniser, by apposition, by a name that is known already."""

from __future__ import annotations

from collections.abc import Container

from kgbuild.language.draft import Draft
from kgbuild.language.known_names import KnownNames
from kgbuild.language.names import NameReader
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.offices import OfficePhrase
from kgbuild.language.owners_of_names import OwnersOfNames
from kgbuild.language.person_draft import PersonDraft
from kgbuild.language.scene import Scene
from kgbuild.language.titles_after_names import TitlesAfterNames
from kgbuild.language.titles_before_names import TitlesBeforeNames
from kgbuild.language.untitled_names import UntitledNames


class PersonFinder:
    """Takes the persons of one text into a :class:`Draft`."""

    def __init__(
        self, scene: Scene, draft: Draft, names: NameReader, vocabulary: OfficeWords, thing_heads: Container[str] = ()
    ) -> None:
        persons = PersonDraft(scene, draft, names, vocabulary)
        self._before, self._after = TitlesBeforeNames(persons), TitlesAfterNames(persons)
        self._untitled, self._known = UntitledNames(persons, thing_heads), KnownNames(persons)
        self._owners = OwnersOfNames(persons)

    def find(self, phrases: list[OfficePhrase]) -> list[OfficePhrase]:
        """Takes all that are named; returns the phrases of offices that are left without a name."""
        bare = self._before.with_titles(phrases)
        self._untitled.by_honorific()
        self._untitled.by_recogniser()
        bare = self._after.titles_after_names(bare)
        self._known.acronym_holders(self._before.acronyms)
        self._known.known_names()
        return bare

    def owners_after_names(self) -> None:
        """Gives them the states and bodies beside their names, once all else of the text is found."""
        self._owners.owners_after_names()
