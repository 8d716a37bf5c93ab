"""How a person is entered among the mentions of a text, whatever told the name."""

from __future__ import annotations

from kgbuild.language.draft import Draft
from kgbuild.language.mention import Title
from kgbuild.language.names import NameReader
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.scene import Scene
from kgbuild.language.words import Span


class PersonDraft:
    """The persons of one :class:`Draft`."""

    def __init__(self, scene: Scene, draft: Draft, names: NameReader, vocabulary: OfficeWords) -> None:
        self.scene, self.draft, self.names, self.vocabulary = scene, draft, names, vocabulary
        self.words, self.lowers = scene.words, scene.lowers

    def enter(
        self,
        span: Span,
        name: Span,
        titles: tuple[Title, ...],
        *,
        determiner: str = "",
        own: bool = False,
        origin: str = "office",
    ) -> None:
        surface = self.draft.surface(name)
        self.draft.take(
            span,
            self.draft.mention(
                span,
                "Person",
                name=surface,
                titles=titles,
                origin=origin,
                head_word=self.head_word(name),
                determiner="his" if own else determiner,
                possessor=self.possessor(span.start) if titles else "",
                address=tuple(self.lowers[span.start : name.start]),
            ),
        )

    def possessor(self, start: int) -> str:
        if (
            start >= 2
            and self.words[start - 1].is_possessive
            and self.words[start - 2].is_capitalised
            and start - 1 not in self.scene.hits_by_end
        ):
            return self.words[start - 2].text
        return ""

    def head_word(self, name: Span) -> str:
        """The last word of the name proper, which the parser reads in its place."""
        suffixes = self.vocabulary.suffixes
        proper = [w for w in self.words[name.start : name.end] if w.lower not in suffixes and w.is_alphabetic]
        return proper[-1].text if proper else self.words[name.start].text

    def is_known_surname(self, name: Span) -> bool:
        return any(
            m.name and m.name.split()[-1] == self.draft.surface(name) for _, m in self.draft.found if m.kind == "Person"
        )
