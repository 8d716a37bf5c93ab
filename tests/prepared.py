"""Articles with what reading them tells, ready made: they share persons, events and copies, and change each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from factories import ARTICLE, BOURITA, LACROIX, MEETING, MOROCCO, TEXT, TO_MINUSCA, UN, fact, office

from kgbuild.fact import Article, Entity, Fact

SHORT = Entity("person:bourita-ma", "Minister", "Bourita", ("Bourita",))
NAMESAKE = Entity("person:karim-bourita-ma", "Official", "Karim Bourita", ("Karim Bourita",))
OTHERWISE = "Bourita and Lacroix conferred at length."


def _in_words(one: Fact, words: str) -> Fact:
    return replace(one, evidence=replace(one.evidence, start=0, end=len(words), quote=words))


_TOLD: dict[str, tuple[str, tuple[Fact, ...]]] = {
    "full": (TEXT, (MEETING, office(BOURITA, "Minister of Health", MOROCCO, phase="former"))),
    # A copy of the first: one source with it.
    "copy": (TEXT, (MEETING,)),
    # The same meeting in other words: a second source.
    "full-again": (OTHERWISE, (_in_words(MEETING, OTHERWISE),)),
    # By a shorter name: a double of the first one's person.
    "short": (OTHERWISE, (_in_words(replace(MEETING, subject=SHORT), OTHERWISE),)),
    # With a namesake, nobody knows any more whom the short name means.
    "namesake": (TEXT, (fact("praised", NAMESAKE, UN, subject_for=MOROCCO, occasion="namesake#9"),)),
    "derived": (TEXT, (fact("phoned", LACROIX, BOURITA, status="planned", subject_for=UN), TO_MINUSCA)),
    "silent / of this": ("Nothing\u2028happened.", ()),
}
ARTICLES = tuple(replace(ARTICLE, id=name, text=text) for name, (text, _) in _TOLD.items())


@dataclass(frozen=True)
class _Extraction:
    article: Article
    facts: tuple[Fact, ...]
    derived: tuple[Fact, ...] = ()
    barren_sentences: int = 1


class PreparedExtractor:
    """In the place of :class:`kgbuild.language.extractor.Extractor`."""

    @classmethod
    def from_settings(cls, *_: Any) -> PreparedExtractor:
        return cls()

    def extract(self, articles: Iterable[Article]) -> Iterator[_Extraction]:
        for article in articles:
            facts = (replace(one, article=article.id) for one in _TOLD[article.id][1])
            yield _Extraction(article, tuple(facts))
