"""Who says a clause: the source of what is told there, as in attribution relations (PARC) and the sources of FactBank.

A clause is somebody's by a verb of saying above it ("X said that …"), by one beside it ("…, said X"), by a phrase
("according to X", "in X's words") or by a noun ("X's claim that …"). A sentence inside a quotation is whose the
quotation is: it is attributed where it begins or ends, or goes on from the quotation before.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from spacy.tokens import Doc, Span, Token

from kgbuild import resources
from kgbuild.errors import LexiconError
from kgbuild.language.clauses import expand, is_passive, is_verbal
from kgbuild.language.modality import load_modality_words
from kgbuild.language.noun_phrases import adjectival, genitive
from kgbuild.language.prepositions import prepositional
from kgbuild.language.reading import Reading, reading_of
from kgbuild.language.syntax import Reader

_CLAUSES = {"ccomp", "parataxis"}
_LIKE_OBJECTS = {"dobj", "oprd", "attr", "dative", "npadvmod"}
_QUOTED = {"quote", "cite"}
_MAX_STEPS = 16
_MARK = '"'


@dataclass(frozen=True)
class SpeechWords:
    verbs: frozenset[str]
    quoting: frozenset[str]
    said: frozenset[str]
    phrases: frozenset[str]
    fronted: frozenset[str]
    addressing: frozenset[str]
    talks: frozenset[str]
    judging: frozenset[str]

    def syntax(self) -> Reader:
        """A reader of syntax that knows who only judges what others do."""
        modality = load_modality_words()
        return Reader(modality.object_control, modality.gerund_control, modality.thanks, self.judging)


@lru_cache(maxsize=1)
def load_speech_words() -> SpeechWords:
    """Raises :class:`LexiconError` where the file lacks a table or key."""
    path = resources.ontology() / "words" / "speech.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    said = load_modality_words().speech
    try:
        return SpeechWords(
            verbs=said | frozenset(data["view"]["verbs"]),
            quoting=said | frozenset(data["quoting"]["verbs"]),
            said=frozenset(data["said"]["nouns"]),
            phrases=frozenset(data["phrase"]["nouns"]),
            fronted=frozenset(data["quoting"]["fronted"]),
            addressing=frozenset(data["address"]["verbs"]),
            talks=frozenset(data["address"]["talks"]),
            judging=frozenset(data["judging"]["verbs"]),
        )
    except KeyError as error:
        raise LexiconError(f"{path}: the table or key {error} is missing") from error


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens from `start` to before `end`, its marks included."""

    start: int
    end: int


def quotations(doc: Doc, reading: Reading) -> Iterator[Quotation]:
    """What stands between quotation marks, in order; one that is not closed ends with its paragraph."""
    opened = -1
    for token in doc:
        if token.i in reading.paragraphs and opened >= 0:
            yield Quotation(opened, token.i)
            opened = -1
        if token.text == _MARK:
            if opened >= 0:
                yield Quotation(opened, token.i + 1)
            opened = token.i if opened < 0 else -1
    if opened >= 0:
        yield Quotation(opened, len(doc))


class SpeechReader:
    """The speakers of one doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.words = doc, load_speech_words()
        self.reading = reading_of(doc)
        self.syntax = self.words.syntax()
        self._of_quotation: dict[int, list[Token]] = {}

    @cached_property
    def _quotations(self) -> Sequence[Quotation]:
        return tuple(quotations(self.doc, self.reading))

    @cached_property
    def _paragraph_starts(self) -> Sequence[int]:
        return sorted(self.reading.paragraphs)

    def speakers(self, token: Token) -> list[Token]:
        """Who says the clause of `token`: the words that stand for them; nobody where the text says it itself."""
        found = self._by_syntax(token)
        if found is None:
            number = self._quotation_at(token.i)
            found = self._speakers_of(number) if number is not None else []
        return [t for t in found if t != token]

    def is_quoted(self, token: Token) -> bool:
        return self._quotation_at(token.i) is not None

    # in the sentence

    def _by_syntax(self, token: Token) -> list[Token] | None:
        """The nearest speaker above; an empty list where what is said is somebody else's and not told whose."""
        node = token
        for _ in range(_MAX_STEPS):
            if (beside := self._beside(node)) is not None:
                return beside
            head = node.head
            if head == node:
                return None
            if node.dep_ in _CLAUSES and is_verbal(head) and (saying := self._saying(node, head)) is not None:
                return self._sayers(saying)
            if node.dep_ in {"acl", "ccomp"} and head.lemma_.lower() in self.words.said and head.pos_ == "NOUN":
                return self._owners(head)
            if node.dep_ in {"pcomp", "prep"} and head.lemma_.lower() in self.syntax.gerund_control:
                return []  # "accused Iran of violating …": what is reported is the accusation
            node = head
        return None

    def _saying(self, clause: Token, head: Token) -> Token | None:
        """The verb of saying that a clause belongs to, where the parser hung it on a gerund before it too: "said before
        leaving Rome that X must …".
        """
        if head.lemma_.lower() in self.words.verbs:
            return head
        above = head.head.head if head.dep_ == "pcomp" else head
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        says = is_verbal(above) and above.lemma_.lower() in self.words.verbs
        return above if marked and says and not any(c.dep_ == "ccomp" for c in above.children) else None

    def _sayers(self, verb: Token) -> list[Token]:
        """The subject of a verb of saying; after a quotation it may follow ("…, tweeted X") and look like an object."""
        follows = [c for c in verb.children if c.dep_ in _LIKE_OBJECTS and c.i > verb.i]
        quoted = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
        before = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        if follows and quoted and not before:
            return expand(follows[0])
        if verb.lemma_ in _QUOTED and is_passive(verb):
            return self.syntax.direct_objects(verb)  # "X was quoted as saying"
        return self.syntax.subjects(verb)

    def _beside(self, node: Token) -> list[Token] | None:
        """As in "A, said X, has …", "According to X, …", "In the words of X, …"."""
        for child in node.children:
            lower = child.lower_
            if child.dep_ in _CLAUSES and is_verbal(child) and child.lemma_.lower() in self.words.verbs:
                subjects = [c for c in child.children if c.dep_ == "nsubj"]
                bare = not any(c.dep_ in {"ccomp", "dobj", "mark"} for c in child.children)
                if subjects and bare:
                    return expand(subjects[0])
            elif lower == "according":
                return [t for to in child.children for c in to.children if c.dep_ == "pobj" for t in expand(c)]
            elif lower == "in" and child.dep_ == "prep":
                nouns = [c for c in child.children if c.dep_ == "pobj" and c.lemma_.lower() in self.words.phrases]
                if nouns and (owners := self._owners(nouns[0])):
                    return owners
        return None

    def _owners(self, noun: Token) -> list[Token]:
        """Whose words a noun says they are: "X's claim", "the U.S. assessment", "the view of X"."""
        for found in (genitive(noun), adjectival(noun)):
            if found:
                return found
        return next((t for way in ("of", "by", "from") if (t := prepositional(noun, way))), [])

    # in quotations

    def _quotation_at(self, index: int) -> int | None:
        number = bisect_right(self._quotations, index, key=lambda q: q.start) - 1
        return number if number >= 0 and index < self._quotations[number].end else None

    def _speakers_of(self, number: int) -> list[Token]:
        if number not in self._of_quotation:
            self._of_quotation[number] = []
            self._of_quotation[number] = self._attributed(number)
        return self._of_quotation[number]

    def _attributed(self, number: int) -> list[Token]:
        quotation = self._quotations[number]
        # the parser may leave the opening mark at the end of the sentence before
        first, last = self.doc[min(quotation.start + 1, quotation.end - 1)], self.doc[quotation.end - 1]
        for sentence in dict.fromkeys((last.sent, first.sent)):
            if found := self._attribution_in(sentence, quotation):
                return found
        return self._speaker_before(number, first)

    def _attribution_in(self, sentence: Span, quotation: Quotation) -> list[Token]:
        """The subject of a verb of saying that stands in a quotation's sentence and outside of it, the nearest
        first.
        """
        verbs = [
            token
            for token in sentence
            if not quotation.start <= token.i < quotation.end
            and is_verbal(token)
            and token.lemma_.lower() in self.words.quoting
        ]
        for verb in sorted(verbs, key=lambda v: min(abs(v.i - quotation.start), abs(v.i - quotation.end))):
            found = [t for t in self._sayers(verb) if not quotation.start <= t.i < quotation.end]
            if found:
                return found
        opening = sentence[0]  # "Added X, '…'": the parser takes the verb for a part of the name
        return [opening.head] if opening.lower_ in self.words.fronted and opening.dep_ == "compound" else []

    def _speaker_before(self, number: int, first: Token) -> list[Token]:
        """The speaker of the quotation before, where that stands in the last sentence; else the subject of the last
        sentence ("X hit back on Sunday. '…'"). Not across a whole paragraph.
        """
        if first.sent.start == 0:
            return []
        before = self.doc[first.sent.start - 1].sent
        if self._paragraph(first) - self._paragraph(before[0]) > 1:
            return []
        if number and self._quotations[number - 1].end > before.start:
            return self._speakers_of(number - 1)
        return self.syntax.subjects(before.root) if is_verbal(before.root) else []

    def _paragraph(self, token: Token) -> int:
        return bisect_right(self._paragraph_starts, token.i)
