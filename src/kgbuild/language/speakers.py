"""Who says "I" and "we": the subject of the verb of saying, the speaker of a quotation that goes on, the authors of a
statement, or the state or body that published it.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from kgbuild.language.antecedents import FIRST_PERSONS
from kgbuild.language.clauses import expand
from kgbuild.language.discourse import Discourse
from kgbuild.language.party import Party
from kgbuild.language.speech import SpeechReader

_SPEAKERS = {"Person", "Country", "Organization"}
_AUTHOR_PREPOSITIONS = {"by", "from", "of"}
_LIST_MARKS = {",", "and", "&", "the"}
_ABOUT = {"on", "about", "regarding", "concerning", "over", "following", "after", "at", "in", "for", "with", "against"}
"""Words after "Statement" that bring what it is about."""
_FURTHER = {"of", "from"}
_NEAR = 6
"""How many words after "statement" its author may stand."""
_OPENING = 3
"""In how many sentences a text may say who "we" are: "We, the Leaders of …"."""


class Speakers:
    """The parties that a first person stands for."""

    def __init__(self, discourse: Discourse, speech: SpeechReader) -> None:
        self._discourse, self._speech = discourse, speech

    def first_person(self, token: Token, *, plural: bool) -> list[Party]:
        """Who speaks is "I"; "we" the states or bodies behind those who speak."""
        speakers = self.at(token)
        if not plural:
            return speakers if len(speakers) == 1 else []
        behind = [self._discourse.state_of(speaker) for speaker in speakers]
        return list({party.key: party for party in behind if party is not None}.values())

    def at(self, token: Token) -> list[Party]:
        """Who says the sentence of `token`."""
        told = (t for t in self._speech.speakers(token) if t.lower_ not in FIRST_PERSONS)
        if found := list({p.key: p for t in told for p in self._who(t)}.values()):
            return found
        if self._speech.is_quoted(token):
            return self.authors
        return self.authors or self._publisher()

    def _who(self, token: Token) -> list[Party]:
        return [r.party for r in self._discourse.resolve(token) if r.party.kind in _SPEAKERS]

    # statements

    @cached_property
    def author_tokens(self) -> list[Token]:
        """The words for whose statement the headline says it is: "Remarks by President Clinton on …"."""
        headline = self._discourse.doc[: self._discourse.reading.headline_end]
        statement = next((t for t in headline if t.lower_ in self._discourse.words.statements), None)
        found: list[Token] = []
        for token in self._discourse.doc[statement.i + 1 : len(headline)] if statement is not None else ():
            mention = self._discourse.reading.mention(token)
            if (mention is not None and mention.kind == "Role") or self._who(token):
                found.append(token)
            elif token.lower_ in _ABOUT or (found and token.lower_ not in _LIST_MARKS):
                break
        return [t for t in found if any(party.is_person for party in self._who(t))][:1] or found

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
