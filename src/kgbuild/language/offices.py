"""A grammar of offices: titles, the state or body that they belong to, and whether a name follows.

It reads words, not a parse, since it runs before the parser and whatever the entity recogniser says:
``[phase] [state or body] [modifier …] HEAD [of|for|to|on|at …] [,] [honorific …] NAME``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kgbuild.gazetteer import Reference
from kgbuild.language.complements import (
    AND,
    DEPARTMENTS,
    DETERMINERS,
    FRIENDLY,
    INDEFINITE,
    OWN,
    ComplementReader,
    Side,
    spell,
)
from kgbuild.language.mention import Title
from kgbuild.language.names import NameReader
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.scene import Scene
from kgbuild.language.surfaces import Hit
from kgbuild.language.words import Span

_COUNTERPARTS = {"counterpart": False, "counterparts": True}


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """Titles that stand together before or after one name; `span` covers them, determiner excluded."""

    span: Span
    titles: tuple[Title, ...]
    own: bool = False
    """Whether a possessive pronoun precedes: "his Turkish counterpart"."""
    determiner: str = ""


class OfficeGrammar:
    """Finds office phrases in a :class:`Scene`."""

    def __init__(self, scene: Scene, vocabulary: OfficeWords) -> None:
        self.scene = scene
        self.vocabulary = vocabulary
        self.words = scene.words
        self.lowers = scene.lowers
        self.names = NameReader(scene, vocabulary)
        self.complements = ComplementReader(scene, vocabulary)

    def phrases(self) -> list[OfficePhrase]:
        """All office phrases from left to right, without overlaps; titles joined by "and" are one phrase."""
        found: list[OfficePhrase] = []
        index, last_end = 0, 0
        while index < len(self.words):
            head = self.vocabulary.head_at(self.lowers, index)
            if head and self._leads_to_head(index, head[0]):
                head = None
            phrase = self._title_at(index, *head, floor=last_end) if head else None
            if phrase is None:
                index += 1
                continue
            phrase = self._joined(phrase)
            found.append(phrase)
            index = last_end = phrase.span.end
        return found

    def _leads_to_head(self, index: int, length: int) -> bool:
        """Is this head but a modifier of the next: "Executive Secretary", "Chief Military Observer"?"""
        at = index + length
        if self.lowers[index] not in self.vocabulary.modifiers or length > 1:
            return False
        while (
            at < len(self.words)
            and at - index < 4
            and self.lowers[at] in self.vocabulary.modifiers
            and not self.vocabulary.head_at(self.lowers, at)
        ):
            at += 1
        head = self.vocabulary.head_at(self.lowers, at) if at < len(self.words) else None
        return (
            head is not None
            and self.words[at].is_capitalised == self.words[index].is_capitalised
            and at not in self.scene.person_start
        )

    def _joined(self, phrase: OfficePhrase) -> OfficePhrase:
        """`phrase` with a further title after "and", as in "Deputy Prime Minister and Minister of Foreign Affairs"."""
        for _ in range(3):
            nxt = phrase.span.end
            if nxt >= len(self.words):
                break
            at_comma = self.lowers[nxt] == ","
            after = nxt + 1
            if at_comma and after < len(self.words) and self.lowers[after] in AND:
                after += 1
            elif not at_comma and self.lowers[nxt] not in AND:
                break
            further = self._title_from(after)
            if further is None or (at_comma and not self._name_follows(further.span.end)):
                break
            if phrase.titles[-1].plural or not self._may_be_one_holder(phrase, further):
                break
            if not at_comma and not self._same_holder(further):
                break
            phrase = replace(
                phrase, span=Span(phrase.span.start, further.span.end), titles=phrase.titles + further.titles
            )
        return phrase

    def _may_be_one_holder(self, phrase: OfficePhrase, further: OfficePhrase) -> bool:
        """Do two offices of different states or bodies belong to one person? Where they stand after one name, as in
        "X, president of the Bank and former US ambassador", or share an article and the second begins with its head,
        as in "the Representative of A and Head of B, X".
        """
        owner, other = phrase.titles[-1].owner, further.titles[0].owner
        if owner is None or other is None or owner == other:
            return True
        if further.determiner:
            return False
        at = phrase.span.start - (1 + bool(phrase.determiner))
        after_name = at > 0 and self.lowers[at] == ","
        shares_article = phrase.determiner == "the" and further.titles[0].text.startswith(
            self.words[further.span.start].text
        )
        return after_name or shares_article

    def _same_holder(self, second: OfficePhrase) -> bool:
        """Do two titles joined by "and" belong to one person? Yes where a name follows and the second begins no new
        party.
        """
        if second.own or second.titles[0].head == "counterpart":
            return False
        return (
            self._name_follows(second.span.end)
            or second.span.end >= len(self.words)
            or self.lowers[second.span.end] in {",", ".", ";"}
        )

    def _title_from(self, index: int) -> OfficePhrase | None:
        """A title whose first word is at `index`."""
        for ahead in range(index, min(index + 8, len(self.words))):
            if head := self.vocabulary.head_at(self.lowers, ahead):
                phrase = self._title_at(ahead, *head, floor=index)
                if phrase and phrase.span.start in {index, index + 1}:
                    return phrase
            if not self.words[ahead].is_alphabetic and not self.words[ahead].is_possessive:
                return None
        return None

    def _name_follows(self, index: int) -> bool:
        return self.names.read_name(index) is not None

    def _title_at(self, index: int, length: int, kind: str, plural: bool, *, floor: int) -> OfficePhrase | None:
        if self._is_verb_or_name(index, length):
            return None
        head = " ".join(self.lowers[index : index + length])
        end = index + length
        left = self._left(index, floor)
        comparing = end < len(self.words) and self.lowers[end] in _COUNTERPARTS
        if comparing:  # "his foreign minister counterparts" hold the office that is said
            plural, end = _COUNTERPARTS[self.lowers[end]], end + 1
        right = self.complements.read(end, head)
        title_words = [*left.title, *self.words[index : index + length], *right.title]
        text = spell(title_words)
        listed = self._listed_office(index + length)
        if listed is not None and left.owner is None and left.owner_name is None:
            left.owner, left.start = listed.reference, min(left.start, listed.start)
        owner = left.owner or right.owner
        owner_name = left.owner_name or right.owner_name
        bare = len(title_words) == length
        weak = head in self.vocabulary.weak_heads and bare
        if weak and not (owner or owner_name or left.determiner):
            return None
        span = Span(left.start, right.end)
        in_department = any(word in DEPARTMENTS for word in self.lowers[left.start : right.end])
        if owner is None and owner_name is None and in_department:
            owner = self._seat_before(left.start)
        title = Title(
            text=text,
            kind=self._kind(text, kind),
            head=head,
            start=self.words[left.start].start,
            end=self.words[right.end - 1].end,
            phase=right.phase or left.phase,
            owner=owner,
            owner_name=owner_name,
            plural=plural,
            definite=left.determiner == "the",
            weak=weak,
            weak_head=head in self.vocabulary.weak_heads,
            nominal=head in self.vocabulary.nominal_heads or head == "counterpart",
            core_end=index + length,
            national=in_department and owner is None,
            visiting=left.visiting,
            body=self._named_body(index + length, right.end) or self._body_before(left, index),
        )
        return OfficePhrase(
            span,
            (title,),
            own=left.determiner in OWN and not comparing,
            determiner="" if comparing else left.determiner,
        )

    def _listed_office(self, end: int) -> Hit | None:
        """A listed body whose name is its office's: "U.S. Trade Representative"."""
        hit = self.scene.hits_by_end.get(end)
        return (
            hit if hit and hit.reference and hit.reference.kind == "Organization" and hit.end - hit.start > 1 else None
        )

    def _seat_before(self, start: int) -> Reference | None:
        """The city in "In Paris, foreign ministry spokesman X said"."""
        hit = self.scene.hits_by_end.get(start - 1)
        if hit is None or self.lowers[start - 1] != "," or not hit.start or self.lowers[hit.start - 1] != "in":
            return None
        return hit.reference if hit.reference and hit.reference.kind == "Place" else None

    def _named_body(self, start: int, end: int) -> str | None:
        """The capitalised noun phrase of an "of" complement."""
        if start >= end or self.lowers[start] not in {"of", "for"}:
            return None
        at = start + 1
        while at < end and self.lowers[at] in DETERMINERS | OWN | FRIENDLY:
            at += 1
        return spell(self.complements.without_brackets(at, end)) if at < end and self.words[at].is_capitalised else None

    def _body_before(self, left: Side, index: int) -> str | None:
        """The body whose name stands before the head: "Armed Services Committee chairman", "Politburo member"; a
        committee's that the chamber before it tells: "Senate Foreign Relations Chairman".
        """
        at = left.start
        while at < index and not self._begins_body(at):
            hit = self.scene.hits_by_start.get(at)
            at = hit.end if hit else at + 1
        words = self.words[at:index]
        if not words or not all(w.is_capitalised or w.lower in AND | {"of", "the"} for w in words):
            return None
        if words[-1].lower in self.vocabulary.presided | self.vocabulary.committees:
            return spell(words)
        chamber = words[0].lower in self.vocabulary.presided and len(words) > 1
        return f"{spell(words)} Committee" if chamber else None

    def _begins_body(self, at: int) -> bool:
        """Can a body's name begin here? Not with a state's, an article, or a word that tells when an office is held."""
        hit = self.scene.hits_by_start.get(at)
        state = hit is not None and hit.reference is not None and hit.reference.kind == "Country"
        return self.words[at].is_capitalised and not state and self.lowers[at] not in self.vocabulary.phases

    def _is_verb_or_name(self, index: int, length: int) -> bool:
        """Heads that are no noun here: "heads of state", "will head", "Chancellor" inside a recognised name."""
        if index > 1 and self.lowers[index - 1] == "of" and self.lowers[index - 2] in self.vocabulary.bodies_of:
            return self.words[index - 2].is_capitalised  # "Council of Ministers", "Ministry of Justice"
        if length > 1:
            return False
        lower = self.lowers[index]
        before = self.lowers[index - 1] if index else ""
        if self.words[index].text in self.vocabulary.verb_heads and (
            before in self.vocabulary.before_verbs or self._begins_object(index + 1)
        ):
            return True
        return lower in self.vocabulary.adjective_heads and self._modifies(index + 1)

    def _begins_object(self, index: int) -> bool:
        """Does a determiner stand here, as in "Kenya chairs the Community"? After a noun it would not."""
        return index < len(self.words) and self.lowers[index] in DETERMINERS

    def _modifies(self, index: int) -> bool:
        """Does a common noun follow, so that "official" or "chief" is an adjective: "first official visit"?"""
        if index >= len(self.words):
            return False
        word, lower = self.words[index], self.lowers[index]
        if (
            not word.is_alphabetic
            or word.is_capitalised
            or lower in self.vocabulary.complement_prepositions | self.vocabulary.complement_ends
        ):
            return False
        return self.scene.is_dictionary_word(lower) and lower not in self.vocabulary.stops and not lower.endswith("ed")

    def _kind(self, text: str, head_kind: str) -> str:
        lower = " ".join(text.lower().replace(",", " ").split())
        if exact := self.vocabulary.titles.get(lower):
            return exact
        inside = [
            title for title in self.vocabulary.titles if lower.startswith(title + " ") or lower.endswith(" " + title)
        ]
        kind = self.vocabulary.titles[max(inside, key=len)] if inside else head_kind
        words = lower.split()
        if (
            words
            and words[0] in {"deputy", "vice", "assistant", "associate", "under"}
            and kind not in {"Ambassador", "Envoy", "Spokesperson", "Legislator"}
        ):
            return (
                "Minister"
                if "minister" in words and kind in {"Minister", "HeadOfGovernment"} and "prime" in words
                else "Official"
            )
        return kind

    def _left(self, index: int, floor: int) -> Side:
        side = Side(index, [], None, None, None, "")
        at = index - 1
        capital = self.words[index].is_capitalised
        while at >= floor:
            word, lower = self.words[at], self.lowers[at]
            hit = self.scene.hits_by_end.get(at + 1)
            if hit and hit.start >= floor and side.owner is None and self._may_own(hit):
                if self.is_organ(hit):
                    side.title[:0] = self.words[hit.start : hit.end]
                side.owner, side.start, at = hit.reference, hit.start, hit.start - 1
            elif self.vocabulary.phases.get(lower):
                side.visiting = side.visiting or lower == "visiting"
                side.phase, side.start, at = side.phase or self.vocabulary.phases[lower], at, at - 1
            elif self._is_modifier(at, capital) or self._is_of_body(at, side, floor):
                side.title.insert(0, word)
                side.start, at = at, at - 1
            elif (
                lower in AND
                and side.title
                and at - 1 >= floor
                and (self._is_modifier(at - 1, capital) or self._is_of_body(at - 1, side, floor))
            ) or (
                lower == ","
                and any(w.lower in AND for w in side.title)
                and at - 1 >= floor
                and self._is_modifier(at - 1, capital)
            ):
                side.title.insert(0, word)
                at -= 1
            elif (
                word.is_possessive
                and side.owner is None
                and at - 1 >= floor
                and (self.scene.hits_by_end.get(at) or self._organization(at))
            ):
                at -= 1
            elif self.scene.brackets and (opening := self._bracket_before(at)) is not None and opening > floor:
                inside = self.scene.hits_by_start.get(opening + 1)
                if side.owner is None and inside is not None and self._may_own(inside):
                    side.owner = inside.reference
                at = opening - 1
            elif (
                side.owner is None
                and side.owner_name is None
                and (start := self._organization(at + 1)) is not None
                and start >= floor
            ):
                side.owner_name = spell(self.words[start : at + 1])
                if start in self.scene.hits_by_end:  # "Japanese Defense Agency chief": a state's organ
                    side.title[:0] = self.words[start : at + 1]
                side.start, at = start, start - 1
            else:
                break
        while side.title and side.title[0].lower in AND | {","}:
            side.title.pop(0)
        if at >= 0 and self.lowers[at] in DETERMINERS | OWN | INDEFINITE:
            side.determiner = self.lowers[at]
        return side

    def _is_of_body(self, at: int, side: Side, floor: int) -> bool:
        """A capitalised word of the name of a committee before the head, whatever it is: "Ways" and "Means"."""
        word = self.words[at]
        if side.owner is not None or not any(w.lower in self.vocabulary.committees for w in side.title):
            return False
        begins = at <= floor or self.words[at - 1].is_break or not self.words[at - 1].is_alphabetic
        return (
            word.is_capitalised
            and word.is_alphabetic
            and not begins
            and word.lower not in self.vocabulary.stops
            and at + 1 not in self.scene.hits_by_end
            and side.title[0].is_capitalised
        )

    @staticmethod
    def _may_own(hit: Hit) -> bool:
        reference = hit.reference
        return reference is not None and reference.kind in {"Country", "Organization", "Mission", "Place"}

    def is_organ(self, hit: Hit) -> bool:
        """A part of a state or of a body, which belongs to the title: "White House spokesman", "European Council
        President".
        """
        reference = hit.reference
        if reference is None:
            return False
        seat = reference.role == "metonym" and self.words[hit.end - 1].lower in {"house", "street"}
        return seat or (reference.kind == "Organization" and reference.id in self.scene.organs)

    def _organization(self, end: int) -> int | None:
        return self.scene.organization_end.get(end)

    def _bracket_before(self, at: int) -> int | None:
        if self.lowers[at] != ")":
            return None
        return next((opening for opening, end in self.scene.brackets.items() if end == at + 1), None)

    def _is_modifier(self, at: int, head_is_capitalised: bool) -> bool:
        word, lower = self.words[at], self.lowers[at]
        parts = lower.split("-")
        if lower in self.vocabulary.modifiers or (
            len(parts) > 1 and all(p in self.vocabulary.modifiers for p in parts)
        ):
            return True
        return head_is_capitalised and word.is_capitalised and lower in self.vocabulary.complement_nouns
