"""Whom a plural stands for: "they", "the two", "the three leaders", "both sides", "the countries".

The antecedent is the nearest set of the right kind and, where it is said, number; all its members are meant. Sets are
told by a plural that was resolved before, by a coordination, by the two parties of a sentence, and by the participants
that the whole text is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kgbuild.language.clauses import expand
from kgbuild.language.discourse import SUBJECTS, WINDOW, Discourse
from kgbuild.language.party import Party

PLURAL_PRONOUNS = frozenset({"they", "them", "their", "themselves", "both"})
_DEFINITE = {"the", "these", "their", "our", "those", "all"}
_NUMBER_REACH = 3
_PAIR = 2
_MAX_COMPANY = 15
_LEAD = 4
"""Sentences that tell what a text is about."""
_SIDES = ("Country", "Organization")
_ALL = ("Person", "Country", "Organization")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plural asks for: kinds in the order of preference, how many, and the office that they hold; a pronoun has
    no noun that says what they are.
    """

    kinds: tuple[str, ...] = _ALL
    number: int | None = None
    office: str = ""
    pronoun: bool = False

    def fits(self, parties: Sequence[Party]) -> bool:
        if not parties or any(party.kind not in self.kinds for party in parties):
            return False
        return len(parties) == self.number if self.number else 2 <= len(parties) <= _MAX_COMPANY


class Groups:
    """Sets of parties of one text."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._numbers = discourse.words.numbers

    def number(self, token: Token) -> int | None:
        """As in "the two leaders", "both sides", "all three countries"; "two Arab states" may be any two."""
        before = [t.lower_ for t in self._discourse.doc[max(token.i - _NUMBER_REACH, token.sent.start) : token.i]]
        for at, word in enumerate(before):
            if word in self._numbers and (word == "both" or _DEFINITE & set(before[:at])):
                return self._numbers[word]
        return None

    def is_number(self, token: Token) -> bool:
        """As in "the two agreed", "both agreed", "the trio agreed"."""
        return (
            token.lower_ in self._numbers
            and token.dep_ in SUBJECTS | {"pobj", "dobj"}
            and token.pos_ in {"NUM", "DET", "PRON", "NOUN"}
            and (token.lower_ == "both" or self._is_definite(token))
        )

    def _is_definite(self, token: Token) -> bool:
        before = self._discourse.doc[token.i - 1].lower_ if token.i > token.sent.start else ""
        return before in _DEFINITE

    def named(self, token: Token) -> list[Party]:
        """The members of the group that "the two" or "they" is."""
        if token.dep_ == "poss" and self._is_role(token.head):
            return []  # "their counterparts", "their ministers" are others
        number = self._numbers.get(token.lower_)
        return self.before(token, Wanted(("Person", "Country") if number else _ALL, number, pronoun=not number))

    def _is_counterpart(self, token: Token) -> bool:
        mention = self._discourse.reading.mention(token)
        return mention is not None and any(title.head == "counterpart" for title in mention.titles)

    def _is_role(self, token: Token) -> bool:
        mention = self._discourse.reading.mention(token)
        return mention is not None and mention.kind == "Role"

    def persons(self, token: Token, office: str = "") -> list[Party]:
        """As in "the leaders", "both ministers"."""
        return self.before(token, Wanted(("Person",), self.number(token), office))

    def states(self, token: Token) -> list[Party]:
        """As in "the two countries", "both sides": the states behind a set of persons, or a set of states."""
        number = self.number(token)
        for wanted in (Wanted(("Person",), number), Wanted(_SIDES, number)):
            found = self._states_of(self.before(token, wanted))
            if Wanted(_SIDES, number).fits(found):
                return found
        return []

    def _states_of(self, parties: Iterable[Party]) -> list[Party]:
        behind = [self._discourse.state_of(party) for party in parties]
        return list({p.key: p for p in behind if p is not None}.values()) if None not in behind else []

    # sets by sentence

    def before(self, token: Token, wanted: Wanted) -> list[Party]:
        """The members of the nearest set before `token` that fits, else of the one that the text is about."""
        number = self._discourse.sentence_of[token.i]
        for back in range(number, max(number - WINDOW, -1), -1):
            found = self._in_sentence(back, token, wanted)
            if found is not None:
                return found
        return self._of_the_text(wanted)

    def _in_sentence(self, number: int, token: Token, wanted: Wanted) -> list[Party] | None:
        """The set that a sentence tells; empty where it tells one that is not clear, None where it tells none."""
        for subject in reversed(self._group_subjects[number]):
            if subject.i < token.i:
                members = [resolved.party for resolved in self._discourse.resolve(subject)]
                if wanted.fits(members) or (wanted.pronoun and self._is_body(members)):
                    return members
                if wanted.pronoun and not members:
                    return []  # "they" are those of whom it is not known who they are
        doers = self._doers(token) if number == self._discourse.sentence_of[token.i] else set()
        for kind in wanted.kinds:
            found = self._of_kind(number, token, kind, wanted)
            if found is not None and not any(party.key in doers for party in found):
                return found
        if wanted.kinds != ("Person",):
            return None
        if wanted.number == _PAIR and (pair := self._with_unnamed(number, token)):
            return pair
        # men and women are no states
        return None if token.lemma_.lower() in self._discourse.words.humans else self._of_states(number, token, wanted)

    def _with_unnamed(self, number: int, token: Token) -> list[Party]:
        """As in "X phoned his Peruvian counterpart; both men agreed": the only person named, and the other's state."""
        persons = {p.key: p for t, p in self._discourse.named_in[number] if p.is_person and t.i < token.i}
        roles = [
            resolved.party
            for other in self._discourse.sentences[number]
            if other.i < token.i and self._is_counterpart(other)
            for resolved in self._discourse.resolve(other)
            if resolved.how == "state of role"
        ]
        if len(persons) != 1 or len(roles) != 1:
            return []
        return [*persons.values(), *roles]

    def _of_states(self, number: int, token: Token, wanted: Wanted) -> list[Party] | None:
        """As in "A, B and C held a summit. The leaders agreed": the states themselves, unless the text is about the
        persons who speak for them.
        """
        inside = [(t, p) for t, p in self._discourse.named_in[number] if p.kind == "Country" and t.i < token.i]
        asked = Wanted(("Country",), wanted.number)
        subjects = [(t, p) for t, p in inside if t.dep_ in SUBJECTS or t.dep_ == "conj"]
        acting = [members for members in self._lists(subjects) if asked.fits(members)]
        if not acting:
            return None
        return self._principals if {p.owner for p in self._principals} == {p.key for p in acting[0]} else acting[0]

    @staticmethod
    def _is_body(members: Sequence[Party]) -> bool:
        """As in "members of the Council", "the delegation": they act as one."""
        return len(members) == 1 and members[0].kind in _SIDES

    def _doers(self, token: Token) -> set[str]:
        """Who acts on a group is none of it: "she urged the two neighbours" leaves out her own state."""
        above = self._discourse.subjects_above(token)
        return {resolved.party.key for other in above for resolved in self._discourse.resolve(other)}

    def _of_kind(self, number: int, token: Token, kind: str, wanted: Wanted) -> list[Party] | None:
        inside = [(t, p) for t, p in self._discourse.named_in[number] if p.kind == kind and t.i < token.i]
        parties = list({party.key: party for _, party in inside}.values())
        if len(parties) == (wanted.number or 2):
            together = kind == "Person" or not wanted.pronoun or self._act_together(inside, wanted)
            return parties if together else None
        if len(parties) < 2:
            return None
        if wanted.office:
            titled = [p for p in parties if any(title.head.endswith(wanted.office) for title in p.titles)]
            if len(titled) == (wanted.number or 2):
                return titled
        return self._among_many(kind, inside, parties, wanted)

    def _among_many(
        self, kind: str, inside: Sequence[tuple[Token, Party]], parties: list[Party], wanted: Wanted
    ) -> list[Party]:
        """Of more parties than are meant: those that the text is about, else the only list; all, where it is not said
        how many are meant.
        """
        if kind == "Person":
            if not (wanted.number or wanted.pronoun):
                return parties if wanted.fits(parties) else []
            if found := self._of_the_text(wanted):
                return found
        lists = [members for members in self._lists(inside) if wanted.fits(members)]
        return lists[0] if len(lists) == 1 else []

    def _act_together(self, inside: Sequence[tuple[Token, Party]], wanted: Wanted) -> bool:
        """Are they the fellows of one list, or does one of them do something, or is it done with them?"""
        return any(wanted.fits(members) for members in self._lists(inside)) or any(
            t.dep_ in SUBJECTS for t, _ in inside
        )

    @staticmethod
    def _lists(inside: Sequence[tuple[Token, Party]]) -> list[list[Party]]:
        lists = []
        for token, _ in inside:
            if token.dep_ != "conj":
                fellows = {other.i for other in expand(token)}
                lists.append(list({p.key: p for t, p in inside if t.i in fellows}.values()))
        return lists

    @cached_property
    def _group_subjects(self) -> list[list[Token]]:
        """Subjects that stand for several and name nobody, by sentence."""
        found: list[list[Token]] = [[] for _ in self._discourse.sentences]
        for token in self._discourse.doc:
            if token.dep_ in SUBJECTS and self._is_group(token):
                found[self._discourse.sentence_of[token.i]].append(token)
        return found

    def _is_group(self, token: Token) -> bool:
        mention = self._discourse.reading.mention(token)
        if mention is not None:
            return mention.group or (mention.kind == "Role" and mention.plural)
        words, lemma = self._discourse.words, token.lemma_.lower()
        if token.lower_ in PLURAL_PRONOUNS or token.lower_ in self._numbers or lemma in words.collectives:
            return True
        return token.tag_ == "NNS" and lemma in words.pair_persons | words.pair_states

    # sets of the text

    def _of_the_text(self, wanted: Wanted) -> list[Party]:
        if "Person" not in wanted.kinds:
            return self._sides if wanted.fits(self._sides) else []
        found = (self._principals,) if wanted.pronoun else (self._principals, self._participants)
        return next((members for members in found if wanted.fits(members)), [])

    @cached_property
    def _principals(self) -> list[Party]:
        """The two persons, of two states or bodies, of the first sentence that has just two."""
        for named in self._discourse.named_in[:_LEAD]:
            persons = {p.key: p for _, p in named if p.is_person}
            if len(persons) == 2 and len({p.owner for p in persons.values()}) == 2:
                return list(persons.values())
        return []

    @cached_property
    def _sides(self) -> list[Party]:
        """The two states or bodies between which the first sentences say that there is something: talks, a dispute."""
        for sentence in self._discourse.sentences[: self._discourse.body + _LEAD]:
            for token in sentence:
                if token.lower_ == "between" and token.dep_ == "prep":
                    between = [inner for child in token.children for inner in expand(child)]
                    named = {r.party.key: r.party for inner in between for r in self._discourse.resolve(inner)}
                    if Wanted(_SIDES, 2).fits(list(named.values())):
                        return list(named.values())
        return []

    @cached_property
    def _participants(self) -> list[Party]:
        """Who took part, where a sentence or lines of their own name three or more."""
        lead = {p.key: p for named in self._discourse.named_in[:_LEAD] for _, p in named if p.is_person}
        best: dict[str, Party] = {}
        for named in self._discourse.named_in:
            persons = {p.key: p for _, p in named if p.is_person}
            if len(persons) > max(len(best), 2) and lead.keys() & persons.keys():
                best = persons
        return list(best.values())
