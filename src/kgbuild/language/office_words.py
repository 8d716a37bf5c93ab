"""The vocabulary of offices, from ``ontology/words/offices.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.fact import Phase
from kgbuild.language.phrases import Phrases


def _plurals(phrase: str) -> Iterator[str]:
    """Plural forms of a head: "secretaries of state" is made from its first noun elsewhere; here the last word
    inflects.
    """
    if phrase.endswith("man"):
        yield phrase[:-3] + "men"
    elif phrase.endswith("woman"):
        yield phrase[:-5] + "women"
    elif phrase.endswith(("ch", "s")):
        yield phrase + "es"
    elif phrase.endswith("y"):
        yield phrase[:-1] + "ies"
    else:
        yield phrase[:-1] + "s." if phrase.endswith(".") else phrase + "s"
    first, dash, rest = phrase.partition("-")
    if dash and rest in {"general", "elect", "in-chief", "designate", "general's"}:
        yield f"{first}s-{rest}"
    first, space, rest = phrase.partition(" ")
    if space and rest in {"general", "of staff", "d'affaires"}:
        yield f"{first}s {rest}"


class PoliticalParty(NamedTuple):
    """A party by the tag of its legislators ("D-"), the word before an office ("democratic") and that for who is of
    it ("democrat"); ids of party and state.
    """

    tag: str
    adjective: str
    noun: str
    party: str
    state: str


@dataclass(frozen=True)
class OfficeWords:
    """Closed word lists; phrases are tuples of lower-case words."""

    heads: dict[tuple[str, ...], tuple[str, bool]]
    """Head phrase → (class of the ontology, plural?)."""
    titles: dict[str, str]
    """Whole title → class, where it is not the head's."""
    weak_heads: frozenset[str]
    nominal_heads: frozenset[str]
    no_title_heads: frozenset[str]
    no_office_heads: frozenset[str]
    local_heads: frozenset[str]
    verb_heads: frozenset[str]
    adjective_heads: frozenset[str]
    before_verbs: frozenset[str]
    bodies_of: frozenset[str]
    """Heads of the names of bodies and meetings of office-holders: "Council of Ministers"."""
    modifiers: frozenset[str]
    phases: dict[str, Phase]
    honorifics: frozenset[tuple[str, ...]]
    ranks: frozenset[tuple[str, ...]]
    particles: frozenset[str]
    suffixes: frozenset[str]
    stops: frozenset[str]
    complement_prepositions: frozenset[str]
    complement_nouns: frozenset[str]
    complement_ends: frozenset[str]
    bodies_of_states: frozenset[str]
    takes: dict[str, tuple[str, ...]]
    """Preposition → parts of the heads that it brings a complement to."""
    takes_not: dict[str, tuple[str, ...]]
    """Preposition → parts of the only heads that it brings none to."""
    taken_up: frozenset[str]
    """Words after which "as" brings an office that is still to be taken up."""
    appointing: frozenset[str]
    parties: tuple[PoliticalParty, ...]
    colours: dict[str, str]
    """Words before an office that tell a party where they have a capital ("Labour MP") → its name."""
    ordinary_colours: frozenset[str]
    """Those of them that tell none at the beginning of a sentence."""
    portfolios: frozenset[str]
    """Words before which they are a portfolio ("Labour Minister")."""
    role_words: frozenset[str]
    """Words that may stand between a party's name and a person's: heads, modifiers, "candidate"."""
    bodies_of_offices: dict[str, str]
    """Words of a title → id of the body whose office it is, where the text does not say."""
    bodies_of_members: dict[str, str]
    """What the members of one body alone are called → its id."""
    implied: dict[str, str]
    """Head → relation that a holder has to the body in the title."""
    presiding: dict[str, str]
    """The same for heads that say it only of bodies that somebody presides over."""
    presided: frozenset[str]
    """Last words of the names of such bodies."""
    executives: frozenset[str]
    """Those bodies among them whose presidents hold an executive office."""
    committees: frozenset[str]
    """Last words of the names of bodies that have chairmen and that any capitalised words may begin."""
    political: frozenset[str]
    """Words in the names of political parties."""
    under: frozenset[str]
    """First words of the titles of deputies, who neither chair nor preside."""
    groups: frozenset[tuple[str, ...]]

    def head_at(self, lowers: list[str], index: int) -> tuple[int, str, bool] | None:
        """Length in words, class and number of the longest head that begins at `index`."""
        return next(((length, *found) for length, found in self._head_phrases.at(lowers, index)), None)

    @cached_property
    def _head_phrases(self) -> Phrases[tuple[str, bool]]:
        return Phrases(self.heads)

    @cached_property
    def group_phrases(self) -> Phrases[bool]:
        return Phrases(dict.fromkeys(self.groups, True))

    @cached_property
    def address_phrases(self) -> Phrases[bool]:
        """Honorifics and ranks."""
        return Phrases(dict.fromkeys(self.honorifics | self.ranks, True))


def _lower_phrases(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


@lru_cache(maxsize=1)
def load_office_words() -> OfficeWords:
    """Raises :class:`LexiconError` where the file lacks a table."""
    path = resources.ontology() / "words" / "offices.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        weak, nominal = (frozenset(data["kinds_of_head"][kind]) for kind in ("weak", "nominal"))
        heads: dict[tuple[str, ...], tuple[str, bool]] = {}
        for kind, phrases in data["heads"].items():
            for phrase in phrases:
                heads.setdefault(tuple(phrase.split()), (kind, False))
                for plural in _plurals(phrase):
                    heads.setdefault(tuple(plural.split()), (kind, True))
        names, complement = data["names"], data["complement"]
        return OfficeWords(
            heads=heads,
            titles={title: kind for kind, titles in data["titles"].items() for title in titles},
            weak_heads=weak | {p for head in weak for p in _plurals(head)},
            nominal_heads=nominal | {p for head in nominal for p in _plurals(head)},
            no_title_heads=frozenset(data["kinds_of_head"]["no_title"]),
            no_office_heads=frozenset(data["kinds_of_head"]["no_office"]),
            local_heads=frozenset(data["kinds_of_head"]["local"]),
            taken_up=frozenset(data["taken_up"]["verbs"]),
            appointing=frozenset(data["appointing"]["verbs"]),
            parties=tuple(
                PoliticalParty(row["tag"], row["adjective"], row["noun"], row["party"], f"country:{row['state']}")
                for row in data["parties"]
            ),
            colours=data["colours"],
            ordinary_colours=frozenset(data["colour_words"]["ordinary"]),
            portfolios=frozenset(data["colour_words"]["portfolios"]),
            role_words=frozenset(word for head in heads for word in head)
            | frozenset(data["modifiers"]["words"])
            | frozenset(data["kinds_of_head"]["candidates"]),
            verb_heads=frozenset(data["kinds_of_head"]["verbs"]),
            adjective_heads=frozenset(data["kinds_of_head"]["adjectives"]),
            bodies_of=frozenset(data["kinds_of_head"]["bodies_of"]),
            before_verbs=frozenset(data["kinds_of_head"]["before_verbs"]),
            modifiers=frozenset(data["modifiers"]["words"]),
            phases={word: phase for phase, words in data["phases"].items() for word in words},
            honorifics=_lower_phrases(names["honorifics"]),
            ranks=_lower_phrases(names["ranks"]),
            particles=frozenset(names["particles"]),
            suffixes=frozenset(names["suffixes"]),
            stops=frozenset(names["stops"]),
            complement_prepositions=frozenset(complement["prepositions"]),
            complement_nouns=frozenset(complement["nouns"]),
            complement_ends=frozenset(complement["ends"]),
            bodies_of_states=frozenset(complement["of_state"]),
            takes={preposition: tuple(heads_) for preposition, heads_ in data["takes"].items()},
            takes_not={preposition: tuple(heads_) for preposition, heads_ in data["takes_not"].items()},
            bodies_of_offices=data["bodies_of_offices"],
            bodies_of_members=data["bodies_of_members"],
            implied={head: relation for relation, heads_ in data["implies"].items() for head in heads_},
            presiding={head: relation for relation, heads_ in data["presides"].items() for head in heads_},
            presided=frozenset(data["presided"]["nouns"]),
            executives=frozenset(data["presided"]["executives"]),
            committees=frozenset(data["presided"]["committees"]),
            political=frozenset(data["presided"]["political"]),
            under=frozenset(data["presided"]["under"]),
            groups=frozenset(tuple(group.split()) for group in data["stand_for"]["groups"]),
        )
    except KeyError as error:
        raise LexiconError(f"{path}: the table or key {error} is missing") from error
