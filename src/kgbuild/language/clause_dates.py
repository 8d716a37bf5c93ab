"""Which date expression of a clause says when its deed was done, and which only dates a thing that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Doc, Token

from kgbuild.language.circumstance_words import CircumstanceWords
from kgbuild.language.clauses import clause_tokens, is_verbal
from kgbuild.language.dates import DateMention
from kgbuild.language.reading import reading_of

_DAY = len("2023-11-29")
_THINGS = {"Agreement", "Event", "Role"}
_BEFORE_NOUNS = {"poss", "compound", "nummod", "amod", "nmod"}


class ClauseDates:
    """The date expressions of one doc by the tokens that they stand on."""

    def __init__(self, doc: Doc, dates: Sequence[DateMention], words: CircumstanceWords) -> None:
        self.doc, self.dates, self.words = doc, dates, words
        self.reading = reading_of(doc)
        self.date_at = _date_at(self.reading.offsets, dates)

    def of(self, tokens: Iterable[Token], anchor: Token, after: int | None = None) -> DateMention | None:
        """The date expression nearest to `anchor` in a clause, a day before a month, a month before a year.

        What follows a common noun behind the token `after` dates that noun, unless it is a weekday: "praised Laos for
        its chairmanship in 2024".
        """
        best: tuple[tuple[int, int], DateMention] | None = None
        for number, inside in self._dated(tokens).items():
            mention = self.dates[number]
            if self.holder(inside, anchor) is not None:
                continue
            if after is not None and not mention.near and self.trails(after, inside[0]):
                continue
            rank = (-min(len(mention.edtf), _DAY), min(abs(i - anchor.i) for i in inside))
            if best is None or rank < best[0]:
                best = (rank, mention)
        return best[1] if best else None

    def of_event(self, event: Token, phrase: Iterable[Token]) -> DateMention | None:
        """The date inside the phrase of an event: "Monday's summit", "the session, which opens on May 3"."""
        for number, inside in self._dated(phrase).items():
            _, governor = self._governor(inside)
            if governor == event or (is_verbal(governor) and governor.lemma_.lower() in self.words.happenings):
                return self.dates[number]
        return None

    def opening(self, sentence_start: int, before: int) -> DateMention | None:
        """The date that a sentence opens with: it holds for all that its clauses tell one after the other."""
        first = sentence_start + (self.doc[sentence_start].pos_ == "ADP")
        number = self.date_at[first] if first < before else -1
        return self.dates[number] if number >= 0 else None

    def of_antecedent(self, verb: Token) -> DateMention | None:
        """The date that a clause with "when" is about: "in 1961, when X broke with Y"."""
        if not any(child.lower_ == "when" for child in verb.children):
            return None
        number = self.date_at[verb.head.i]
        return self.dates[number] if number >= 0 else None

    def holder(self, inside: Sequence[int], anchor: Token) -> Token | None:
        """The noun that the date of the tokens `inside` belongs to, where that is not what the clause of `anchor`
        tells: as in "the strike on January 14", "the March 4 attack", but not "at Monday's meeting".
        """
        top, noun = self._governor(inside)
        if noun == anchor or self.is_occasion_of_clause(noun):
            return None
        if top.i < noun.i and top.dep_ in {"nummod", "poss"}:
            return noun
        if noun.pos_ != "NOUN" or self.reading.mention_of[noun.i] >= 0:
            return None
        if top.i > noun.i:
            return noun if anchor not in noun.children else None
        return noun if top.dep_ in _BEFORE_NOUNS else None

    def is_occasion_of_clause(self, noun: Token) -> bool:
        """As in "said at a *meeting*", "met on the sidelines of the *summit*"."""
        if noun.lemma_.lower() not in self.words.occasions or noun.dep_ != "pobj":
            return False
        preposition = noun.head
        if preposition.lower_ == "of" and preposition.head.lemma_.lower() in self.words.margins:
            preposition = preposition.head.head
        return preposition.lower_ in self.words.during and is_verbal(preposition.head)

    def trails(self, after: int, at: int) -> bool:
        """Is there, between two tokens, a thing or deed that may carry what stands at `at`?"""
        return any(self._may_carry(token) for token in self.doc[after + 1 : at])

    def _may_carry(self, token: Token) -> bool:
        """Is it a deed, or a thing that may have a day: "the delay", "their delays", not "delay" in general?"""
        mention = self.reading.mention(token)
        if mention is not None:
            return mention.kind in _THINGS or mention.group
        certain = token.tag_ == "NNS" or any(child.dep_ in {"det", "poss"} for child in token.children)
        return (
            (token.pos_ == "VERB" or (token.pos_ in {"NOUN", "PROPN"} and certain))
            and self.date_at[token.i] < 0
            and token.lemma_.lower() not in self.words.times
            and not self.is_occasion_of_clause(token)
        )

    def _governor(self, inside: Sequence[int]) -> tuple[Token, Token]:
        """The top word of a date, with its preposition, and what that hangs on."""
        among = set(inside)
        top = next((self.doc[i] for i in inside if self.doc[i].head.i not in among), self.doc[inside[0]])
        while True:
            if top.dep_ == "pobj":
                top = top.head
            if top.head == top or top.head.lemma_.lower() not in self.words.times:
                return top, top.head
            top = top.head

    def _dated(self, tokens: Iterable[Token]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for token in tokens:
            if (number := self.date_at[token.i]) >= 0:
                found.setdefault(number, []).append(token.i)
        return found


def own_clause(trigger: Token, binding: Collection[str]) -> list[Token]:
    """The trigger's clause without what one of the verbs `binding` binds to: in "agreed to meet in Oslo in June", where
    and when they will meet.
    """
    clause = clause_tokens(trigger)
    if trigger.lemma_.lower() not in binding:
        return clause
    bound = (c for c in trigger.children if c.dep_ == "xcomp" and any(a.lower_ == "to" for a in c.children))
    later = {token for verb in bound for token in verb.subtree}
    return [token for token in clause if token not in later]


def _date_at(offsets: Sequence[tuple[int, int]], dates: Sequence[DateMention]) -> list[int]:
    """For each token the index of the date that it is part of, or -1; both come in the order of the text."""
    found, at = [], 0
    for start, end in offsets:
        while at < len(dates) and dates[at].end <= start:
            at += 1
        found.append(at if at < len(dates) and dates[at].start < end else -1)
    return found
