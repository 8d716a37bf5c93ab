"""What an office is over, or where it is held: "of Foreign Affairs, African Cooperation, and Moroccan Expatriates"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.fact import Phase
from kgbuild.gazetteer import Reference
from kgbuild.language.names import looks_like_verb
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.scene import Scene
from kgbuild.language.words import Word

DETERMINERS = {"the", "a", "an"}
INDEFINITE = {"any", "every", "each", "another", "either"}
OWN = {"his", "her", "its", "their"}
AND = {"and", "&"}
DEPARTMENTS = {"ministry", "department", "chancellery"}
FRIENDLY = {"sisterly", "friendly", "brotherly", "fraternal", "neighboring", "neighbouring", "brother", "sister"}
_POSTMODIFIERS = {"extraordinary", "plenipotentiary", "at-large", "emeritus"}
_MAX_COMPLEMENT = 24
_MIN_ACRONYM = 2
"""Letters; two ("EU") stand in the lists or are initials."""


@dataclass
class Side:
    """What stands on one side of a head."""

    start: int
    title: list[Word]
    owner: Reference | None
    owner_name: str | None
    phase: Phase | None
    determiner: str
    end: int = 0
    visiting: bool = False


def spell(words: Sequence[Word]) -> str:
    """Words as a title is written: single spaces, none before commas and possessives."""
    text = ""
    for word in words:
        if text and word.text not in {",", "'s", "’s", ".", ")"} and not text.endswith("("):
            text += " "
        text += word.text
    return text.strip(" ,")


class ComplementReader:
    """Reads what follows the head of a title."""

    def __init__(self, scene: Scene, vocabulary: OfficeWords) -> None:
        self.scene, self.vocabulary = scene, vocabulary
        self.words, self.lowers = scene.words, scene.lowers

    def read(self, index: int, head: str) -> Side:
        side = Side(index, [], None, None, None, "", end=index)
        at = index
        while at < len(self.words):
            at = self.scene.skip_bracket(at)
            if at >= len(self.words):
                break
            lower = self.lowers[at]
            if lower in _POSTMODIFIERS or (
                lower in AND and at + 1 < len(self.words) and self.lowers[at + 1] in _POSTMODIFIERS
            ):
                side.title.append(self.words[at])
                at = side.end = at + 1
                continue
            if lower in {"-", "–"} and at + 1 < len(self.words) and self.lowers[at + 1] in self.vocabulary.phases:
                side.phase, at = self.vocabulary.phases[self.lowers[at + 1]], at + 2
                side.end = at
                continue
            if lower in {"designate", "elect"}:
                side.phase, at = "incoming", at + 1
                side.end = at
                continue
            if lower not in self.vocabulary.complement_prepositions or not self._takes(head, lower, side):
                break
            end, owner, title_end = self._complement(at + 1, strip_owner=lower in {"of", "at", "in"})
            in_department = not DEPARTMENTS.isdisjoint(self.lowers[at:end])
            if end == at + 1 or (lower == "in" and owner is not None and not in_department):
                break
            keep = lower not in {"at", "in"} or not side.title or in_department
            if title_end > at + 1 and keep:
                side.title += list(self.without_brackets(at, title_end))
            if lower in {"at", "in"} and owner is None:
                side.owner = None  # "Director of the UN at the Ministry": the ministry's, not the UN's
            side.owner = side.owner or owner
            at = side.end = end
        if side.owner is None:
            self._body_after_comma(side)
        return side

    def _body_after_comma(self, side: Side) -> None:
        """As in "Chief of Staff, UNMISS": a body or state set off by a comma, closed by another mark."""
        at = side.end
        if at + 1 >= len(self.words) or self.lowers[at] != ",":
            return
        hit = self.scene.hits_by_start.get(at + 1)
        if (
            hit is None
            or hit.reference is None
            or hit.reference.kind not in {"Country", "Organization", "Mission"}
            or hit.reference.role == "demonym"
        ):
            return
        end = self.scene.skip_bracket(hit.end)
        if end >= len(self.words) or self.words[end].is_break or self.lowers[end] in {",", ";", ".", "-", "–", ")"}:
            side.owner, side.end = hit.reference, end

    def _takes(self, head: str, preposition: str, side: Side) -> bool:
        """Which prepositions bring a complement of the office, rather than of the clause."""
        if preposition in {"of", "for"}:
            return True
        if preposition == "in" and side.title:
            return False  # "Director of X in Geneva" is where he is
        if parts := self.vocabulary.takes.get(preposition):
            return any(part in head for part in parts)
        parts = self.vocabulary.takes_not.get(preposition)
        return parts is not None and not any(part in head for part in parts)

    def _complement(self, index: int, *, strip_owner: bool) -> tuple[int, Reference | None, int]:
        """End of the noun phrase at `index`, the state or body in it, and where the title proper ends.

        With `strip_owner`, a phrase that is nothing but a state or body is no part of the title.
        """
        at = index
        while at < len(self.words) and (self.lowers[at] in DETERMINERS | OWN or self.lowers[at] in FRIENDLY):
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if hit and hit.reference and self._closes(hit.end):
            end = self.scene.skip_bracket(hit.end)
            owns = hit.reference.kind in {"Country", "Organization", "Mission"} and hit.reference.role != "demonym"
            if owns and strip_owner:
                return end, hit.reference, index if hit.reference.kind == "Country" else hit.end
            return (
                end,
                hit.reference if hit.reference.kind == "Place" and self.lowers[index - 1] == "of" else None,
                hit.end,
            )
        end, owner, title_end = self._noun_phrase(at)
        if end == at:
            return index, None, index
        if owner is None and self.lowers[index - 1] in {"of", "to"}:
            owner = self._body_within(at, title_end, self.lowers[index - 1]) or self._state_of_body(at, title_end)
        return end, owner, title_end

    def _is_acronym(self, index: int) -> bool:
        """A body that no list knows, by its acronym: "the Commanding Officer of INDBATT 2"."""
        if index + 1 >= len(self.words) or index < self.scene.headline_end or index in self.scene.hits_by_start:
            return False
        text = self.words[index].text
        return (
            len(text) > _MIN_ACRONYM and text.isupper() and text.isalpha() and self.lowers[index - 1] in {"of", "the"}
        )

    def _body_within(self, start: int, end: int, preposition: str) -> Reference | None:
        """The body in "of the ECOWAS Commission", "to the UN Secretary-General", "of the Secretary-General of the
        UN".
        """
        hits = [
            hit
            for at in range(start, end)
            if (hit := self.scene.hits_by_start.get(at))
            and hit.reference
            and hit.reference.kind in {"Organization", "Mission"}
        ]
        if not hits or any(self.lowers[at] in AND for at in range(start, end)):
            return None
        if preposition == "to":
            titled = any(self.vocabulary.head_at(self.lowers, at) for at in range(start, end))
            return hits[0].reference if titled else None
        return hits[0].reference

    def _state_of_body(self, start: int, end: int) -> Reference | None:
        """The state in "of the Kazakh Security Council", "of Kenya's Space Agency"."""
        hit = self.scene.hits_by_start.get(start)
        if hit is None or hit.reference is None or hit.reference.kind != "Country" or end - 1 <= hit.end:
            return None
        whose = hit.reference.role == "demonym" or self.words[hit.end].is_possessive
        named = self.words[end - 1].is_capitalised and self.lowers[end - 1] in self.vocabulary.bodies_of_states
        return hit.reference if whose and named else None

    def _closes(self, index: int) -> bool:
        """Does a noun phrase that is a name end before `index`? Not where more of its name or a list of portfolios
        follows.
        """
        if index >= len(self.words):
            return True
        word = self.words[index]
        if word.is_possessive:
            return False
        index = self.scene.skip_bracket(index)
        if index >= len(self.words):
            return True
        word = self.words[index]
        if self._is_part_of_body(index):
            return False
        if word.is_capitalised and (
            self.lowers[index] in self.vocabulary.complement_nouns
            or (self.vocabulary.head_at(self.lowers, index) and index not in self.scene.person_start)
        ):
            return False
        if self._goes_on_after_article(index):
            return False
        if self.lowers[index] in AND and index + 1 < len(self.words):
            return index + 1 in self.scene.hits_by_start or not self._portfolio_chunk(index)
        if self.lowers[index] == "," and index + 1 < len(self.words):
            return index + 1 in self.scene.hits_by_start or not self._portfolio_chunk(index + 1)
        return True

    def _is_part_of_body(self, index: int) -> bool:
        """As in "of the UN mission in X": a common noun after a body's name."""
        hit = self.scene.hits_by_end.get(index)
        return (
            hit is not None
            and hit.reference is not None
            and hit.reference.kind == "Organization"
            and not self.words[index].is_capitalised
            and self.lowers[index] in self.vocabulary.complement_nouns
        )

    def _goes_on_after_article(self, index: int) -> bool:
        """As in "for the Oromia Dialogue": after an article a common noun with a capital belongs to the name."""
        hit = self.scene.hits_by_end.get(index)
        return (
            hit is not None
            and hit.start > 0
            and self.lowers[hit.start - 1] == "the"
            and self.words[index].is_capitalised
            and index not in self.scene.person_start
            and (self.lowers[index],) not in self.vocabulary.honorifics | self.vocabulary.ranks
            and self.scene.is_dictionary_word(self.lowers[index])
        )

    def _noun_phrase(self, index: int) -> tuple[int, Reference | None, int]:
        """Reads portfolios: "Foreign Affairs, African Cooperation, and Moroccan Expatriates [of the State of X]"."""
        at, owner, title_end = index, None, index
        while at < len(self.words) and at - index < _MAX_COMPLEMENT:
            at = self.scene.skip_bracket(at)
            if at >= len(self.words):
                break
            word, lower = self.words[at], self.lowers[at]
            hit = self.scene.hits_by_start.get(at)
            if at in self.scene.person_start and not (hit and hit.references) and not self._is_portfolio(at):
                break
            if (
                lower == "state"
                and self.lowers[at - 1] == "the"
                and at + 1 < len(self.words)
                and self.lowers[at + 1] != "of"
            ):
                at = title_end = at + 1
                break
            if hit:
                at = title_end = hit.end
            elif (
                word.is_capitalised
                and title_end == at
                and (head := self.vocabulary.head_at(self.lowers, at))
                and self._nominal_title(at + head[0])
            ):
                at = title_end = at + head[0]
            elif (
                self._is_portfolio(at)
                or (at == index and self._is_acronym(at))
                or (word.text.isdigit() and at == title_end == index + 1 and self._is_acronym(index))
                or self._named_after_article(at, title_end)
                or (word.is_possessive and title_end == at)
            ):
                at = title_end = at + 1
            elif (lower == "," and self._portfolio_chunk(at + 1)) or (
                lower in AND and at + 1 < len(self.words) and self._continues(at + 1)
            ):
                at += 1
            elif (
                lower in {"of", "for", "on", "in", "to", "with"}
                and title_end == at
                and at > index
                and self._continues(at + 1)
            ):
                within = any(at in self.scene.hits_by_end for at in range(index + 1, at + 1))
                found = self._owner_after(at + 1) if lower == "of" or (lower == "in" and not within) else None
                if found:
                    at, owner = found
                    break
                at += 1
            elif (
                lower in DETERMINERS | FRIENDLY
                and at > index
                and self.lowers[at - 1] in {"of", "for", "on", "in", "to", "and", "with"}
                and self._continues(at + 1)
            ):
                at += 1
            else:
                break
        if owner is None:
            at = title_end
        return at, owner, title_end

    def _named_after_article(self, at: int, title_end: int) -> bool:
        """No person's name follows "the": a capitalised word there belongs to the body ("for the Oromia Dialogue")."""
        return (
            self.words[at].is_capitalised
            and self.words[at].is_alphabetic
            and self.lowers[at - 1] == "the"
            and at not in self.scene.person_start
            and not self.vocabulary.head_at(self.lowers, at)
            and ((self.lowers[at],) not in self.vocabulary.honorifics)
            and at + 1 < len(self.words)
            and self._is_portfolio(at + 1)
            and title_end <= at
        )

    def _nominal_title(self, index: int) -> bool:
        """Does a title inside a complement end here, with a holder of its own or none named ("Advisor to the
        Secretary-General, X")?
        """
        at = self.scene.skip_bracket(index)
        return at >= len(self.words) or not (self.words[at].is_capitalised and self.words[at].is_alphabetic)

    def _owner_after(self, index: int) -> tuple[int, Reference] | None:
        at = index
        while at < len(self.words) and self.lowers[at] in DETERMINERS | FRIENDLY:
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if (
            hit
            and hit.reference
            and hit.reference.kind == "Country"
            and hit.reference.role != "demonym"
            and self._closes(hit.end)
        ):
            return self.scene.skip_bracket(hit.end), hit.reference
        return None

    def _continues(self, index: int) -> bool:
        if index >= len(self.words):
            return False
        at = index
        while at < len(self.words) and self.lowers[at] in DETERMINERS | FRIENDLY:
            at += 1
        if at >= len(self.words) or (self.vocabulary.head_at(self.lowers, at) and not self._is_portfolio(at)):
            return False
        return at in self.scene.hits_by_start or self._is_portfolio(at)

    def _portfolio_chunk(self, index: int) -> bool:
        """Is what follows a comma one more portfolio, and the list closed by "and"?"""
        at = index + 1 if index < len(self.words) and self.lowers[index] in AND else index
        start, closed = at, at > index
        while at < len(self.words) and at - start < _MAX_COMPLEMENT:
            if at in self.scene.person_start and not self._is_portfolio(at):
                break
            if (
                at in self.scene.hits_by_start
                and self.scene.hits_by_start[at].reference
                and self.scene.hits_by_start[at].references[0].role == "demonym"
            ):
                at = self.scene.hits_by_start[at].end
            elif self._is_portfolio(at) and self.words[at].is_capitalised:
                at += 1
            elif self.lowers[at] in AND and self._is_portfolio(at + 1) and at > start:
                closed, at = True, at + 1
            elif (
                self.lowers[at] == ","
                and at > start
                and at + 1 < len(self.words)
                and (self.lowers[at + 1] in AND or self._is_portfolio(at + 1))
            ):
                closed, at = closed or self.lowers[at + 1] in AND, at + 1
            elif self.lowers[at] in {"of", "the"} and at > start:
                at += 1
            else:
                break
        head = self.vocabulary.head_at(self.lowers, start)
        return closed and at > start and self.words[start].is_capitalised and head is None

    def _is_portfolio(self, index: int) -> bool:
        """A word that a ministry or a field may be called by."""
        if index >= len(self.words):
            return False
        word, lower = self.words[index], self.lowers[index]
        if not word.is_alphabetic or lower in self.vocabulary.complement_ends:
            return False
        if lower in self.vocabulary.complement_nouns:
            return True
        if (lower,) in self.vocabulary.honorifics and self.words[index].is_capitalised:
            return False
        if self.vocabulary.head_at(self.lowers, index):
            return False
        if not word.is_capitalised or lower in self.vocabulary.stops - self.vocabulary.complement_nouns - {
            "union",
            "bank",
            "state",
            "states",
            "forces",
            "army",
            "law",
            "congress",
            "party",
            "court",
            "committee",
            "council",
            "commission",
            "parliament",
            "senate",
        }:
            return False
        if index in self.scene.person_start:
            return False
        if index < self.scene.headline_end and looks_like_verb(lower):
            return False
        return all(self.scene.is_dictionary_word(part) for part in lower.split("-"))

    def without_brackets(self, start: int, end: int) -> list[Word]:
        kept, at = [], start
        while at < end:
            jump = self.scene.skip_bracket(at)
            if jump > at:
                at = jump
                continue
            kept.append(self.words[at])
            at += 1
        return kept
