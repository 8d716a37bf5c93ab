"""When and where the events of a text are: what stands beside "the summit" once holds for it in later sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kgbuild.language.circumstance_words import CircumstanceWords
from kgbuild.language.clause_dates import ClauseDates
from kgbuild.language.clause_places import ClausePlaces
from kgbuild.language.clauses import clause_tokens
from kgbuild.language.dates import DateMention
from kgbuild.language.party import Party

_SUBJECTS = {"nsubj", "nsubjpass"}
_DEFINITE = {"the", "this", "that"}


class Setting(NamedTuple):
    """The date and place of an event, as far as the text says."""

    date: DateMention | None = None
    place: Party | None = None


class EventTimes:
    """The settings of the events of one doc, by their head nouns."""

    def __init__(self, doc: Doc, timing: ClauseDates, placing: ClausePlaces, words: CircumstanceWords) -> None:
        self.timing, self.placing, self.words = timing, placing, words
        self.named: dict[str, list[Token]] = defaultdict(list)
        for token in doc:
            if self.is_event(token):
                self.named[token.lemma_.lower()].append(token)
        self._own: dict[int, Setting] = {}

    def is_event(self, token: Token) -> bool:
        mention = self.timing.reading.mention(token)
        return mention.kind == "Event" if mention else token.pos_ == "NOUN" and token.lemma_ in self.words.occasions

    def of(self, event: Token) -> Setting:
        """What stands beside it; for "the summit" also what stands beside the same one before."""
        own = self.own(event)
        if own.date or not self._is_taken_up(event):
            return own
        same = self.named[event.lemma_.lower()]
        for other in sorted(same, key=lambda t: (t.i > event.i, abs(t.i - event.i))):
            told = self.own(other)
            if other != event and not self._is_another(other, event) and own.place in (None, told.place):
                own = Setting(own.date or told.date, own.place or told.place)
        return own

    def own(self, event: Token) -> Setting:
        if event.i not in self._own:
            self._own[event.i] = self._read(event)
        return self._own[event.i]

    def _is_taken_up(self, event: Token) -> bool:
        """Is it one that the text told of before: "the summit", no first, next or other one?"""
        named = self.timing.reading.mention_of[event.i] >= 0
        return not self._is_another(event, event) and (
            named or any(child.lower_ in _DEFINITE for child in event.children)
        )

    def _is_another(self, event: Token, than: Token) -> bool:
        """As in "the next meeting", "the 4th session", and behind the one asked for "a meeting"."""
        mention = self.timing.reading.mention(event)
        before = [token.lower_ for token in event.children if token.i < event.i]
        named = (mention.name or "").lower().split() if mention else []
        if event.i > than.i and before[:1] in (["a"], ["an"]):
            return True
        return any(word in self.words.others or word[0].isdigit() for word in (*before, *named))

    def _read(self, event: Token) -> Setting:
        inside = [*event.subtree, *(token for verb in self._to_be_held(event) for token in verb.subtree)]
        date, place = self.timing.of_event(event, inside), self._place_in(event, inside)
        if event.dep_ in _SUBJECTS and event.head.lemma_.lower() in self.words.happenings:
            clause = clause_tokens(event.head)
            date, place = date or self.timing.of(clause, event.head), place or self.placing.of(clause)
        return Setting(date, place)

    def _to_be_held(self, event: Token) -> Iterator[Token]:
        """The verb of "co-chair the session, to be held in Oslo", which the parser hangs on the verb above."""
        for verb in event.head.children if event.dep_ == "dobj" else ():
            to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
            if verb.i > event.i and to and verb.tag_ == "VBN" and verb.lemma_ in self.words.happenings:
                yield verb

    def _place_in(self, event: Token, inside: Sequence[Token]) -> Party | None:
        for token in inside:
            if token.dep_ == "pobj" and self.placing.is_of_event(token, event) and (place := self.placing.named(token)):
                return place
        return self.placing.in_name(event)
