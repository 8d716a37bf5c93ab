"""Agreements, bills, resolutions and plans without a proper name: "the gas deal with Algeria", "a motion on Chad".

Such a thing is a party where a frame asks for one of its kind, and is named by its noun phrase; "the deal" further
on is the one that was told of before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kgbuild.language.cast import Cast
from kgbuild.language.mention import Mention
from kgbuild.language.party import Party
from kgbuild.language.reading import reading_of
from kgbuild.language.syntax import Reader
from kgbuild.language.things import CALENDAR, ThingWords

KIND = "Agreement"
_BESIDE = {"amod", "compound", "nmod", "nummod", "poss", "case", "npadvmod", "punct"}
_LINKS = {"of", "on", "for", "against", "with", "to", "between", "about", "over", "from"}
_CLAUSES = {"acl", "relcl"}
_DEFINITE = {"the", "this", "that", "these", "those"}
_MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """How a text names a document: with what stands before its noun, with its complements, and with its clauses."""

    token: Token
    short: str
    names: tuple[str, ...]
    definite: bool
    telling: bool
    """Whether it says more than its noun does."""


class DocumentReader:
    """Finds the documents that nouns of one doc stand for; `text` is the article's."""

    def __init__(self, doc: Doc, text: str, cast: Cast, words: ThingWords, syntax: Reader) -> None:
        self.doc, self.text, self.cast, self.words, self.syntax = doc, text, cast, words, syntax
        self._reading = reading_of(doc)
        self._known: dict[int, Party | None] = {}

    def party(self, token: Token) -> Party | None:
        """The document that `token` stands for, None where it is none or where nobody knows which."""
        if token.i not in self._known:
            self._known[token.i] = self._party(token)
        return self._known[token.i]

    def _party(self, token: Token) -> Party | None:
        mention = self._reading.mention(token)
        if mention is not None:
            return self._named(token, mention)
        family = self._family(token)
        if not family:
            return None
        phrase = self._phrase(token)
        if phrase.definite and (before := self._before(phrase, family)) is not None:
            return before
        if (announced := self._of_headline(token, family)) is not None:
            return self._called(announced, phrase)
        one = token.tag_ != "NNS" and self._is_counted(token) and not phrase.definite
        if not (phrase.telling or one) or self._is_kind(phrase):
            return None
        party = self.cast.described_party(phrase.names[0], phrase.short, KIND, self._offset(token))
        return self._called(party, phrase)

    def _named(self, token: Token, mention: Mention) -> Party | None:
        """The party of a name, whose complements are outside the name where it is in no list."""
        party = self.cast.party(mention) if mention.kind == KIND else None
        family = self._family(token)
        if party is None or party.reference is not None or not family:
            return party
        phrase = self._phrase(token)
        nameless = all(w.isdigit() or w in family | self.words.colourless for w in _words(mention.name or ""))
        if nameless and phrase.definite and (before := self._before(phrase, family)) is not None:
            return before  # "the 2015 accord"
        return self._called(party, phrase)

    def _called(self, party: Party, phrase: Phrase) -> Party:
        """Adds the names of a phrase to those of its party, where it says more than the noun alone."""
        party.names.update({name: 1 for name in phrase.names if name not in party.names})
        party.entity = None
        return party

    def _family(self, token: Token) -> frozenset[str]:
        """The nouns that may take up a document called by `token`; empty for what is no document."""
        if token.pos_ not in {"NOUN", "PROPN"}:
            return frozenset()
        families = self.words.documents
        return families.get(token.lower_) or families.get(token.lemma_.lower()) or frozenset()

    def _is_kind(self, phrase: Phrase) -> bool:
        """As in "supports bold measures": any of their kind, where nothing says which."""
        token = phrase.token
        if token.tag_ != "NNS" or phrase.definite or len(phrase.names) > 1:
            return False
        inside = self.doc[token.left_edge.i : token.i]
        return not any(t.dep_ == "nummod" or self._reading.mention_of[t.i] >= 0 for t in inside)

    def _is_counted(self, token: Token) -> bool:
        return any(c.dep_ in {"det", "nummod"} for c in token.children)

    # whose it is

    def body_in(self, token: Token) -> Party | None:
        """The body or state in the name of a text: the Council of "the Council resolution"."""
        mention = self._reading.mention(token)
        if mention is None or mention.kind != KIND or token.lower_ not in self.words.texts:
            return None
        parties = (self.cast.party(part) for part in mention.inside)
        return next((p for p in parties if p is not None and p.kind in {"Organization", "Country"}), None)

    def authors(self, token: Token) -> list[Token]:
        """Who says what a text says: "the statement of Chad", "Chad issued a statement that …"; empty for what is no
        text.
        """
        if not {token.lower_, token.lemma_.lower()} & self.words.texts:
            return []
        own = list(self.syntax.deep(token, ("poss", "by", "from", "adj"), depth=1))
        own = [t for t in own if (m := self._reading.mention(t)) is None or not m.adjective]  # "a French report"
        if own:
            return own
        verb = token.head
        if token.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in self.words.issuing:
            return []
        return self.syntax.subjects(verb)

    # what was told of before

    def _before(self, phrase: Phrase, family: frozenset[str]) -> Party | None:
        """The last document before that a definite phrase may mean: one of its family with all of its words."""
        wanted = {w for w in _words(phrase.short) if not w.isdigit()} - family - self.words.colourless
        for other, noun in reversed(self._told):
            if other.i >= phrase.token.i or noun not in family:
                continue
            party = self.party(other)
            if party is not None and wanted <= {word for name in party.names for word in _words(name)}:
                return party
        return None

    def _of_headline(self, token: Token, family: frozenset[str]) -> Party | None:
        """The only document of its family in the headline, where `token` is the first of the body: "Parliament passes
        mining bill. – The parliament of Chad approved a law that …".
        """
        end = self._reading.headline_end
        before = [other for other, noun in self._told if other.i < token.i and noun in family]
        return self.party(before[0]) if token.i >= end and len(before) == 1 and before[0].i < end else None

    @cached_property
    def _told(self) -> list[tuple[Token, str]]:
        """The words that name a document and say which, with the noun of each."""
        return [found for token in self.doc if (found := self._telling(token))]

    def _telling(self, token: Token) -> tuple[Token, str] | None:
        mention = self._reading.mention(token)
        if mention is not None:
            noun = next((w for w in reversed(_words(mention.name or "")) if w in self.words.documents), "")
            return (token, noun) if mention.kind == KIND and noun else None
        if not self._family(token):
            return None
        phrase = self._phrase(token)
        return (token, token.lemma_.lower()) if phrase.telling or not phrase.definite else None

    # the noun phrase

    def _phrase(self, token: Token) -> Phrase:
        first = self._first(token)
        short = self._slice(first, token.i)
        link = self._end(token, self._complements(token))
        end = self._end(token, [*self._complements(token), *(c for c in token.children if c.dep_ in _CLAUSES)])
        names = tuple(
            dict.fromkeys(self._slice(first, last) for last in (end, link, token.i) if last - first < _MAX_WORDS)
        )
        known = any((c.dep_ == "det" and c.lower_ in _DEFINITE) or c.tag_ == "PRP$" for c in token.children)
        definite = known and end == link and not any(c.lower_ == "own" for c in token.children)
        telling = link > token.i or any(w not in self.words.colourless for w in _words(short)[:-1])
        return Phrase(token, short, names or (short,), definite, telling)

    def _first(self, token: Token) -> int:
        """The first word of the phrase, its article and what an adverb weighs left out ("the deeply flawed deal")."""
        first = token.i
        for child in sorted(token.children, key=lambda c: -c.i):
            if child.i > token.i or child.right_edge.i != first - 1:
                continue
            own = child.dep_ in _BESIDE and child.pos_ not in {"PRON", "PUNCT"}
            if not own or any(c.dep_ == "advmod" for c in child.children):
                break
            first = child.left_edge.i
        while first < token.i and self.doc[first].dep_ in {"det", "punct", "predet"}:
            first += 1
        return first

    def _complements(self, token: Token) -> list[Token]:
        """The prepositions right of a noun that say what it is about, and not when."""
        return [
            c
            for c in token.children
            if c.dep_ == "prep"
            and c.i > token.i
            and c.lower_ in _LINKS
            and not any(t.lower_.rstrip(".") in CALENDAR or t.like_num for t in c.subtree)
        ]

    def _end(self, token: Token, parts: list[Token]) -> int:
        """The last word of those `parts` that follow a noun without a gap or a comma."""
        end = token.i
        for part in sorted(parts, key=lambda p: p.i):
            if part.left_edge.i != end + 1:
                break
            inner = [t.left_edge.i for t in part.subtree if t != part and (t.dep_ in _CLAUSES or t.text in {",", "--"})]
            if min(inner, default=part.right_edge.i + 1) <= part.right_edge.i:
                end = min(inner) - 1
                break
            end = part.right_edge.i
        while end > token.i and self.doc[end].is_punct:
            end -= 1
        return end

    def _slice(self, first: int, last: int) -> str:
        """The words of the article, with one space between them."""
        start, end = self._reading.offsets[first][0], self._reading.offsets[last][1]
        return " ".join(self.text[start:end].strip("\"'“”‘’ ").split())

    def _offset(self, token: Token) -> int:
        return self._reading.offsets[token.i][0]


def _words(name: str) -> list[str]:
    return [word.lower().removesuffix("'s").removesuffix("’s") for word in name.split()]
