"""Who says "I" and "we": the subject of the verb of saying, the speaker of a quotation that goes on, the authors of a
statement, or the state or body that published it.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from kgbuild.language.antecedents import FIRST_PERSONS
from kgbuild.language.discourse import Discourse
from kgbuild.language.modality import load_modality_words
from kgbuild.language.party import Party
from kgbuild.language.syntax import expand

_SPEAKERS = {"Person", "Country", "Organization"}
_AUTHOR_PREPOSITIONS = {"by", "from", "of"}
_FURTHER = {"of", "from"}
_MAX_STEPS = 12
_NEAR = 6
"""How many words after "statement" its author may stand."""
_OPENING = 3
"""In how many sentences a text may say who "we" are: "We, the Leaders of …"."""
_REACH = 2
"""Over how many sentences a quotation is followed to who says it."""


class Speakers:
    """The parties that a first person stands for."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._speech = load_modality_words().speech

    def first_person(self, token: Token, *, plural: bool) -> list[Party]:
        """Who speaks is "I"; "we" the states or bodies behind those who speak."""
        speakers = self.at(token)
        if not plural:
            return speakers if len(speakers) == 1 else []
        behind = [self._discourse.state_of(speaker) for speaker in speakers]
        return list({party.key: party for party in behind if party is not None}.values())

    def at(self, token: Token) -> list[Party]:
        """Who says the sentence of `token`."""
        head = token
        for _ in range(_MAX_STEPS):
            if head.head == head:
                break
            if head.dep_ in {"ccomp", "parataxis"}:
                for child in head.head.children:
                    if child.dep_ == "nsubj" and child.lower_ not in FIRST_PERSONS and (found := self._who(child)):
                        return found
            head = head.head
        if self._is_quoted(token):
            return self._of_quotation(self._discourse.sentence_of[token.i]) or self.authors
        return self.authors or self._publisher()

    def _who(self, token: Token) -> list[Party]:
        return [r.party for r in self._discourse.resolve(token) if r.party.kind in _SPEAKERS]

    # quotations over several sentences

    @cached_property
    def _open(self) -> list[tuple[bool, bool]]:
        """For each sentence: does it begin, and does it end, inside quotation marks?"""
        states, inside = [], False
        for sentence in self._discourse.sentences:
            if sentence[0].text == '"':
                inside = False  # each paragraph of a long quotation is opened anew
            begins = inside
            inside ^= sum(token.text == '"' for token in sentence) % 2 == 1
            states.append((begins, inside))
        return states

    def _is_quoted(self, token: Token) -> bool:
        number = self._discourse.sentence_of[token.i]
        before = self._discourse.doc[self._discourse.sentences[number].start : token.i]
        return self._open[number][0] ^ (sum(other.text == '"' for other in before) % 2 == 1)

    def _of_quotation(self, number: int) -> list[Party]:
        """Who says a sentence in quotation marks that does not tell: the sentence where they close, else the last
        one that tells a speaker.
        """
        at = number
        while at + 1 < len(self._open) and self._open[at][1] and at - number < _REACH:
            at += 1
            if found := self._speaker_in(at):
                return found
        for back in range(number, max(number - _REACH - 1, -1), -1):
            if found := self._speaker_in(back):
                return found
        return []

    def _speaker_in(self, number: int) -> list[Party]:
        for token in self._discourse.sentences[number]:
            if (
                token.dep_ == "nsubj"
                and token.lower_ not in FIRST_PERSONS
                and token.head.lemma_.lower() in self._speech
                and not self._is_quoted(token)
            ):
                return self._who(token)
        return []

    # statements

    @cached_property
    def authors(self) -> list[Party]:
        """Whose statement or remarks the headline says that the text is, or whom its "we" names."""
        headline = self._discourse.doc[: self._discourse.reading.headline_end]
        for token in headline:
            if token.lower_ in self._discourse.words.statements:
                return self._persons_after(token) or self._named_with(token) or self._publisher()
        return self._named_by_themselves()

    def _persons_after(self, statement: Token) -> list[Party]:
        end = min(statement.i + _NEAR, self._discourse.reading.headline_end)
        for other in self._discourse.doc[statement.i + 1 : end]:
            mention = self._discourse.reading.mention(other)
            party = self._discourse.cast.party(mention) if mention else None
            if party is not None and party.is_person:
                told = [p for token in expand(other) for p in self._who(token) if p.is_person]
                return told if len(told) > 1 and "joint" in {c.lower_ for c in statement.children} else [party]
        return []

    def _named_with(self, statement: Token) -> list[Party]:
        """As in "Joint Statement by A, B and C", "of the Leaders of A and B", "A-B Joint Statement"."""
        for child in statement.children:
            if child.dep_ in {"prep", "agent"} and child.lower_ in _AUTHOR_PREPOSITIONS:
                return [p for noun in child.children if noun.dep_ == "pobj" for p in self._all(noun)]
        before = [c for c in statement.children if c.dep_ in {"poss", "nmod", "compound", "amod"}]
        return [party for noun in before for party in self._all(noun)]

    def _all(self, noun: Token) -> list[Party]:
        """What a noun and its fellows stand for, or those of whom they are said to be."""
        found = []
        for token in expand(noun):
            within = (p for c in token.children if c.dep_ == "prep" and c.lower_ in _FURTHER for p in c.children)
            found += self._who(token) or [party for inner in within for party in self._all(inner)]
        return found

    def _named_by_themselves(self) -> list[Party]:
        """As in "We, the Leaders of A, B and C, met today"."""
        first = self._discourse.body
        for sentence in self._discourse.sentences[first : first + _OPENING]:
            for token in sentence:
                if token.lower_ == "we":
                    return [p for c in token.children if c.dep_ == "appos" for p in self._all(c)]
        return []

    def _publisher(self) -> list[Party]:
        publisher = self._discourse.cast.publisher
        return [self._discourse.cast.reference_party(publisher)] if publisher else []
