"""A grammar of offices: titles, the state or body that they belong to, and the names beside them.

It reads words, not a parse, since it runs before the parser and whatever the entity recogniser says:
``[phase] [state or body] [modifier …] HEAD [of|for|to|on|at …] [,] [honorific …] NAME``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from kgbuild.gazetteer import Reference
from kgbuild.language.mention import Title
from kgbuild.language.office_words import OfficeWords
from kgbuild.language.words import Span, Word

_DETERMINERS = {"the", "a", "an"}
_OWN = {"his", "her", "its", "their"}
_AND = {"and", "&"}
_FRIENDLY = {"sisterly", "friendly", "brotherly", "fraternal", "neighboring", "neighbouring", "brother", "sister"}
_BEFORE_VERBS = {"to", "will", "would", "who", "which", "that", "not", "should", "must", "can", "could", "may"}
_ALSO_VERBS = {"head", "chair", "heads", "chairs", "judge", "boss", "executive"}
_ALSO_ADJECTIVES = {"official", "chief", "executive", "general", "deputy", "principal", "representative"}
_POSTMODIFIERS = {"extraordinary", "plenipotentiary", "at-large", "emeritus"}
_DEPARTMENTS = {"ministry", "department", "chancellery"}
_MAX_NAME = 7
_MAX_COMPLEMENT = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """A gazetteer match: words `start` to `end`, and what they may refer to."""

    start: int
    end: int
    references: tuple[Reference, ...]

    @property
    def reference(self) -> Reference | None:
        return self.references[0] if len(self.references) == 1 else None


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """Titles that stand together before or after one name; `span` covers them, determiner excluded."""

    span: Span
    titles: tuple[Title, ...]
    own: bool = False
    """Whether a possessive pronoun precedes: "his Turkish counterpart"."""
    determiner: str = ""


@dataclass
class Scene:
    """The words of one article with what is known of them before offices are read."""

    words: list[Word]
    hits_by_start: dict[int, Hit]
    hits_by_end: dict[int, Hit]
    person_start: dict[int, int]
    """First word → end of a span that the entity recogniser takes for a person."""
    organization_end: dict[int, int]
    """End → first word of a span that it takes for an organisation."""
    is_dictionary_word: Callable[[str], bool]
    headline_end: int
    """Number of words in a headline in title case; 0 where there is none."""
    brackets: dict[int, int] = field(default_factory=dict)
    """Index of an opening bracket → index after its closing one, for brackets of a few words."""
    lowers: list[str] = field(default_factory=list)
    organs: frozenset[str] = frozenset()
    """Ids of bodies that are parts of a state or of another body."""

    def skip_bracket(self, index: int) -> int:
        return self.brackets.get(index, index)


class OfficeGrammar:
    """Finds office phrases in a :class:`Scene`."""

    def __init__(self, scene: Scene, vocabulary: OfficeWords) -> None:
        self.scene = scene
        self.vocabulary = vocabulary
        self.words = scene.words
        self.lowers = scene.lowers

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
            if at_comma and after < len(self.words) and self.lowers[after] in _AND:
                after += 1
            elif not at_comma and self.lowers[nxt] not in _AND:
                break
            further = self._title_from(after)
            if further is None or (at_comma and not self._name_follows(further.span.end)):
                break
            if phrase.titles[-1].plural or (
                further.titles[0].owner
                and phrase.titles[-1].owner
                and further.titles[0].owner != phrase.titles[-1].owner
            ):
                break
            if not at_comma and not self._same_holder(phrase, further):
                break
            phrase = replace(
                phrase, span=Span(phrase.span.start, further.span.end), titles=phrase.titles + further.titles
            )
        return phrase

    def _same_holder(self, first: OfficePhrase, second: OfficePhrase) -> bool:
        """Do two titles joined by "and" belong to one person? Yes where a name follows and the second begins no new party."""
        if second.own or second.titles[0].head == "counterpart":
            return False
        return (
            self._name_follows(second.span.end)
            or second.span.end >= len(self.words)
            or self.lowers[second.span.end] in {",", "."}
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
        return self.read_name(index) is not None

    # one title

    def _title_at(self, index: int, length: int, kind: str, plural: bool, *, floor: int) -> OfficePhrase | None:
        if self._is_verb_or_name(index, length):
            return None
        head = " ".join(self.lowers[index : index + length])
        left = self._left(index, floor)
        right = self._right(index + length, head)
        title_words = [*left.title, *self.words[index : index + length], *right.title]
        text = _spell(title_words)
        owner = left.owner or right.owner
        owner_name = left.owner_name or right.owner_name
        bare = len(title_words) == length
        weak = head in self.vocabulary.weak_heads and bare
        if weak and not (owner or owner_name or left.determiner):
            return None
        span = Span(left.start, right.end)
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
            national=any(word in _DEPARTMENTS for word in self.lowers[index + length : right.end]) and owner is None,
            body=self._named_body(index + length, right.end),
        )
        return OfficePhrase(span, (title,), own=left.determiner in _OWN, determiner=left.determiner)

    def _named_body(self, start: int, end: int) -> str | None:
        """The capitalised noun phrase of an "of" complement."""
        if start >= end or self.lowers[start] not in {"of", "for"}:
            return None
        at = start + 1
        while at < end and self.lowers[at] in _DETERMINERS | _OWN | _FRIENDLY:
            at += 1
        return _spell(self._without_brackets(at, end)) if at < end and self.words[at].is_capitalised else None

    def _is_verb_or_name(self, index: int, length: int) -> bool:
        """Heads that are no noun here: "heads of state", "will head", "Chancellor" inside a recognised name."""
        if length > 1:
            return False
        lower = self.lowers[index]
        before = self.lowers[index - 1] if index else ""
        if before in _BEFORE_VERBS and lower in _ALSO_VERBS:
            return True
        return lower in _ALSO_ADJECTIVES and self._modifies(index + 1)

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

    # left of the head

    def _left(self, index: int, floor: int) -> _Side:
        side = _Side(index, [], None, None, None, "")
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
                side.phase, side.start, at = side.phase or self.vocabulary.phases[lower], at, at - 1
            elif self._is_modifier(at, capital):
                side.title.insert(0, word)
                side.start, at = at, at - 1
            elif (lower in _AND and side.title and at - 1 >= floor and self._is_modifier(at - 1, capital)) or (
                lower == ","
                and any(w.lower in _AND for w in side.title)
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
                at = opening - 1
            elif (
                side.owner is None
                and side.owner_name is None
                and (start := self._organization(at + 1)) is not None
                and start >= floor
            ):
                side.owner_name = _spell(self.words[start : at + 1])
                side.start, at = start, start - 1
            else:
                break
        while side.title and side.title[0].lower in _AND | {","}:
            side.title.pop(0)
        if at >= 0 and self.lowers[at] in _DETERMINERS | _OWN:
            side.determiner = self.lowers[at]
        return side

    @staticmethod
    def _may_own(hit: Hit) -> bool:
        reference = hit.reference
        return reference is not None and reference.kind in {"Country", "Organization", "Mission", "Place"}

    def is_organ(self, hit: Hit) -> bool:
        """A part of a state or of a body, which belongs to the title: "White House spokesman", "European Council President"."""
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

    # right of the head

    def _right(self, index: int, head: str) -> _Side:
        side = _Side(index, [], None, None, None, "", end=index)
        at = index
        while at < len(self.words):
            at = self.scene.skip_bracket(at)
            if at >= len(self.words):
                break
            lower = self.lowers[at]
            if lower in _POSTMODIFIERS or (
                lower in _AND and at + 1 < len(self.words) and self.lowers[at + 1] in _POSTMODIFIERS
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
            end, owner, title_end, owner_name = self._complement(at + 1, strip_owner=lower in {"of", "at", "in"})
            if end == at + 1 or (lower == "in" and owner is not None):
                break
            keep = lower not in {"at", "in"} or not side.title
            if title_end > at + 1 and keep:
                side.title += [w for w in self._without_brackets(at, title_end)]
            if lower in {"at", "in"} and owner is None:
                side.owner = None  # "Director of the UN at the Ministry": the ministry's, not the UN's
            side.owner = side.owner or owner
            side.owner_name = side.owner_name or owner_name
            at = side.end = end
        if side.owner is None:
            self._body_after_comma(side)
        return side

    def _body_after_comma(self, side: _Side) -> None:
        """ "Chief of Staff, UNMISS": a body or state set off by a comma, closed by another mark."""
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

    def _takes(self, head: str, preposition: str, side: _Side) -> bool:
        """Which prepositions bring a complement of the office, rather than of the clause."""
        if preposition in {"of", "for"}:
            return True
        if preposition == "to":
            return any(
                h in head
                for h in (
                    "ambassador",
                    "advis",
                    "envoy",
                    "representative",
                    "secretary",
                    "observer",
                    "nuncio",
                    "delegate",
                    "aide",
                    "commissioner",
                    "consul",
                    "assistant",
                    "deputy",
                    "attach",
                    "counsel",
                    "chief of staff",
                    "coordinator",
                )
            )
        if preposition == "on":
            return any(
                h in head
                for h in (
                    "envoy",
                    "advis",
                    "rapporteur",
                    "representative",
                    "coordinator",
                    "secretary",
                    "spokes",
                    "expert",
                )
            )
        if preposition == "at":
            return not head.startswith(("president", "king"))
        return (
            preposition == "in"
            and not side.title
            and any(
                h in head
                for h in ("ambassador", "representative", "consul", "envoy", "coordinator", "secretary", "director")
            )
        )

    def _complement(self, index: int, *, strip_owner: bool) -> tuple[int, Reference | None, int, str | None]:
        """End of the noun phrase at `index`, the state or body in it, where the title proper ends, and the name of an unlisted body.

        With `strip_owner`, a phrase that is nothing but a state or body is no part of the title.
        """
        at = index
        while at < len(self.words) and (self.lowers[at] in _DETERMINERS | _OWN or self.lowers[at] in _FRIENDLY):
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if hit and hit.reference and self._closes(hit.end):
            end = self.scene.skip_bracket(hit.end)
            owns = hit.reference.kind in {"Country", "Organization", "Mission"} and hit.reference.role != "demonym"
            if owns and strip_owner:
                return end, hit.reference, index if hit.reference.kind == "Country" else hit.end, None
            return end, None, hit.end, None
        end, owner, title_end = self._noun_phrase(at)
        if end == at:
            return index, None, index, None
        if owner is None and self.lowers[index - 1] in {"of", "to"}:
            owner = self._body_within(at, title_end, self.lowers[index - 1])
        return end, owner, title_end, None

    def _body_within(self, start: int, end: int, preposition: str) -> Reference | None:
        """The body in "of the ECOWAS Commission", "to the UN Secretary-General", "of the Secretary-General of the UN"."""
        hits = [
            hit
            for at in range(start, end)
            if (hit := self.scene.hits_by_start.get(at))
            and hit.reference
            and hit.reference.kind in {"Organization", "Mission"}
        ]
        if not hits or any(self.lowers[at] in _AND for at in range(start, end)):
            return None
        if preposition == "to":
            titled = any(self.vocabulary.head_at(self.lowers, at) for at in range(start, end))
            return hits[0].reference if titled else None
        return hits[0].reference

    def _closes(self, index: int) -> bool:
        """Does a noun phrase that is a name end before `index`? Not where more of its name or a list of portfolios follows."""
        if index >= len(self.words):
            return True
        word = self.words[index]
        if word.is_possessive:
            return False
        index = self.scene.skip_bracket(index)
        if index >= len(self.words):
            return True
        word = self.words[index]
        if word.is_capitalised and (
            self.lowers[index] in self.vocabulary.complement_nouns
            or (self.vocabulary.head_at(self.lowers, index) and index not in self.scene.person_start)
        ):
            return False
        if self.lowers[index] in _AND and index + 1 < len(self.words):
            return index + 1 in self.scene.hits_by_start or not self._portfolio_chunk(index)
        if self.lowers[index] == "," and index + 1 < len(self.words):
            return index + 1 in self.scene.hits_by_start or not self._portfolio_chunk(index + 1)
        return True

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
                or self._named_after_article(at, title_end)
                or (word.is_possessive and title_end == at)
            ):
                at = title_end = at + 1
            elif (lower == "," and self._portfolio_chunk(at + 1)) or (
                lower in _AND and at + 1 < len(self.words) and self._continues(at + 1)
            ):
                at += 1
            elif (
                lower in {"of", "for", "on", "in", "to", "with"}
                and title_end == at
                and at > index
                and self._continues(at + 1)
            ):
                found = self._owner_after(at + 1) if lower in {"of", "in"} else None
                if found:
                    at, owner = found
                    break
                at += 1
            elif (
                lower in _DETERMINERS | _FRIENDLY
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
            and (tuple([self.lowers[at]]) not in self.vocabulary.honorifics)
            and at + 1 < len(self.words)
            and self._is_portfolio(at + 1)
            and title_end <= at
        )

    def _nominal_title(self, index: int) -> bool:
        """Does a title inside a complement end here, with a holder of its own or none named ("Advisor to the Secretary-General, X")?"""
        at = self.scene.skip_bracket(index)
        return at >= len(self.words) or not (self.words[at].is_capitalised and self.words[at].is_alphabetic)

    def _owner_after(self, index: int) -> tuple[int, Reference] | None:
        at = index
        while at < len(self.words) and self.lowers[at] in _DETERMINERS | _FRIENDLY:
            at += 1
        hit = self.scene.hits_by_start.get(at)
        if (
            hit
            and hit.reference
            and hit.reference.kind in {"Country"}
            and hit.reference.role != "demonym"
            and self._closes(hit.end)
        ):
            return self.scene.skip_bracket(hit.end), hit.reference
        return None

    def _continues(self, index: int) -> bool:
        if index >= len(self.words):
            return False
        at = index
        while at < len(self.words) and self.lowers[at] in _DETERMINERS | _FRIENDLY:
            at += 1
        if at >= len(self.words) or (self.vocabulary.head_at(self.lowers, at) and not self._is_portfolio(at)):
            return False
        return at in self.scene.hits_by_start or self._is_portfolio(at)

    def _portfolio_chunk(self, index: int) -> bool:
        """Is what follows a comma one more portfolio, and the list closed by "and"?"""
        at = index + 1 if index < len(self.words) and self.lowers[index] in _AND else index
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
            elif self.lowers[at] in _AND and self._is_portfolio(at + 1) and at > start:
                closed, at = True, at + 1
            elif (
                self.lowers[at] == ","
                and at > start
                and at + 1 < len(self.words)
                and (self.lowers[at + 1] in _AND or self._is_portfolio(at + 1))
            ):
                closed, at = closed or self.lowers[at + 1] in _AND, at + 1
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
        if self.vocabulary.head_at(self.lowers, index):
            return False
        if not word.is_capitalised or lower in self.vocabulary.stops - self.vocabulary.complement_nouns - {
            "union",
            "bank",
            "state",
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
        if index < self.scene.headline_end and self._looks_like_verb(lower):
            return False
        return all(self.scene.is_dictionary_word(part) for part in lower.split("-"))

    def _looks_like_verb(self, lower: str) -> bool:
        return lower.endswith("s") and not lower.endswith(
            ("ss", "ics", "affairs", "rights", "relations", "operations", "nations", "forces")
        )

    def _without_brackets(self, start: int, end: int) -> list[Word]:
        kept, at = [], start
        while at < end:
            jump = self.scene.skip_bracket(at)
            if jump > at:
                at = jump
                continue
            kept.append(self.words[at])
            at += 1
        return kept

    # names

    def read_name(self, index: int) -> tuple[Span, Span] | None:
        """The name that begins at word `index`, after honorifics: (whole, name proper), or None."""
        at = self._skip_honorifics(index)
        start = at
        if not self._begins_name(at):
            return None
        at += 1
        while at < len(self.words) and at - start < _MAX_NAME and self._continues_name(at, start):
            at += 1
        while (
            at - 1 > start
            and self.lowers[at - 1] in self.vocabulary.particles
            and not self.words[at - 1].is_capitalised
        ):
            at -= 1
        if at + 1 < len(self.words) and self.lowers[at] == "," and self.lowers[at + 1] in {"jr.", "jr", "sr."}:
            at += 2
        return Span(index, at), Span(start, at)

    def _skip_honorifics(self, index: int) -> int:
        at = index
        for _ in range(6):
            if at > index:
                at = self.scene.skip_bracket(at)
            for length in (3, 2, 1):
                phrase = tuple(self.lowers[at : at + length])
                if (
                    len(phrase) == length
                    and (phrase in self.vocabulary.honorifics or phrase in self.vocabulary.ranks)
                    and self._is_honorific(at, phrase)
                ):
                    at += length
                    break
            else:
                break
        return at

    def _is_honorific(self, at: int, phrase: tuple[str, ...]) -> bool:
        if phrase in {("he",), ("hh",), ("hm",), ("eng",)}:
            return self.words[at].text.isupper()
        return self.words[at].is_capitalised or phrase[0] in {"haji"}

    def _begins_name(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        word, lower = self.words[at], self.lowers[at]
        if not (word.is_alphabetic and word.is_capitalised) or (
            lower in self.vocabulary.stops and at not in self.scene.person_start
        ):
            return False
        if (
            word.text.isupper()
            and len(word.text) > 2
            and "." not in word.text
            and (at < self.scene.headline_end or not self._caps_surname(at))
        ):
            return False
        if self.vocabulary.head_at(self.lowers, at) and at not in self.scene.person_start:
            return False
        hit = self.scene.hits_by_start.get(at)
        if hit and at not in self.scene.person_start:
            return hit.end - hit.start == 1 and self._name_in_spite_of(hit)
        if lower in self.vocabulary.modifiers and at not in self.scene.person_start:
            return False
        return not (
            at < self.scene.headline_end and self._looks_like_verb(lower) and self.scene.is_dictionary_word(lower)
        )

    def _caps_surname(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1].is_capitalised

    def _name_in_spite_of(self, hit: Hit) -> bool:
        """A place's name that is somebody's first name here: a name word of no list follows ("Jordan Smith")."""
        nxt = hit.end
        return (
            nxt < len(self.words)
            and all(r.role == "name" for r in hit.references)
            and self.words[nxt].is_capitalised
            and self.words[nxt].is_alphabetic
            and not self.scene.is_dictionary_word(self.lowers[nxt])
            and nxt not in self.scene.hits_by_start
            and self.lowers[nxt] not in self.vocabulary.stops
        )

    def _continues_name(self, at: int, start: int) -> bool:
        word, lower = self.words[at], self.lowers[at]
        after_particle = self.lowers[at - 1] in self.vocabulary.particles and not self.words[at - 1].is_capitalised
        if at in self.scene.person_start and not self._inside_person(start, at) and not after_particle:
            return False
        if lower in self.vocabulary.particles and not word.is_capitalised:
            if lower in {"of", "the", "e", "y", "to", "la", "le"} and lower in {"of", "to", "the"}:
                return False
            return at + 1 < len(self.words) and self.words[at + 1].is_capitalised and self.words[at + 1].is_alphabetic
        if lower in self.vocabulary.suffixes and word.is_capitalised:
            return True
        if not (word.is_alphabetic and word.is_capitalised) or lower in self.vocabulary.stops:
            return False
        if self.vocabulary.head_at(self.lowers, at) and not self._inside_person(start, at):
            return False
        hit = self.scene.hits_by_start.get(at)
        if hit and not self._inside_person(start, at):
            return False
        return not (
            at < self.scene.headline_end and self.scene.is_dictionary_word(lower) and not self._inside_person(start, at)
        )

    def _inside_person(self, start: int, at: int) -> bool:
        end = self.scene.person_start.get(start)
        return end is not None and at < end


@dataclass
class _Side:
    """What stands on one side of a head."""

    start: int
    title: list[Word]
    owner: Reference | None
    owner_name: str | None
    phase: object
    determiner: str
    end: int = 0


def _spell(words: Sequence[Word]) -> str:
    """Words as a title is written: single spaces, none before commas and possessives."""
    text = ""
    for word in words:
        if text and word.text not in {",", "'s", "’s", ".", ")"} and not text.endswith("("):
            text += " "
        text += word.text
    return text.strip(" ,")
