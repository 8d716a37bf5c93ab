"""The text that the parser reads: each mention one word, brackets and datelines left out, headlines in sentence case.

"Minister of Foreign Affairs, African Cooperation, and Moroccan Expatriates, Nasser Bourita, held talks …" is read as
"Bourita held talks …": a small statistical parser is right far more often on such text, and every token of the
reading still knows where in the article it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kgbuild.language.mention import Mention

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][\w.'’/-]*(?:[ ,/]+[^\W\d_][\w.'’-]*){0,4}?)"  # a name or two
    r",?\s*(?P<date>[^\n–—]{0,48}?)\s*(?:\([^)\n]{1,40}\)\s*)?(?P<dash>--|—|–|―|-(?=\s)|:(?=\s)|$)\s*"
)
_BRACKET = re.compile(r"\([^()\n]{1,48}\)")
_SENTENCE_ENDS = ".!?:;\"')]…"
_CALENDAR_DATE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\b(?:19|20)\d\d\b|\d/\d", re.IGNORECASE
)
_PLACE_IN_CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’. -]*(?=,|\s*\(|\s[-–—]|$)")
_DATELINE_LINES = 4
_PREFIXES = {"co", "re"}
_KEEP_SHAPE = re.compile(r"[A-Z]{2,}|.*\d")


@dataclass(frozen=True, slots=True)
class Dateline:
    """As in "KABUL, Nov. 21, 2006 (Xinhua) –" at the head of a body; offsets in characters."""

    start: int
    end: int
    place: str
    place_start: int
    date: str


@dataclass(frozen=True)
class Reading:
    """How the tokens of a reading doc stand in the article."""

    mentions: Sequence[Mention]
    offsets: Sequence[tuple[int, int]]
    """For each token its start and end in the article's text."""
    mention_of: Sequence[int]
    """For each token the index of its mention, or -1."""
    dateline: Dateline | None
    headline_end: int
    """Number of tokens in the headline."""
    prefixes: Mapping[int, str] = field(default_factory=dict)
    """What the parser does not get to see of a token: "co-" of "co-chaired"."""
    paragraphs: frozenset[int] = frozenset()
    """The tokens that begin a paragraph."""

    def mention(self, token: Token) -> Mention | None:
        index = self.mention_of[token.i]
        return self.mentions[index] if index >= 0 else None


def reading_of(doc: Doc) -> Reading:
    reading: Reading = doc.user_data["kgbuild_reading"]
    return reading


def char_span(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Offsets in the article of the tokens `first` to `last`, inclusive."""
    offsets = reading_of(doc).offsets
    return offsets[first][0], offsets[last][1]


def find_dateline(text: str, body_start: int) -> Dateline | None:
    """The dateline of a body that begins at `body_start`, in one of its first lines."""
    start = body_start
    for _ in range(_DATELINE_LINES):
        line_end = text.find("\n", start)
        line_end = line_end if line_end >= 0 else len(text)
        if found := _dateline_in(text[start : min(line_end, start + 110)].rstrip(), start):
            return found
        start = line_end + 1
        if start >= len(text):
            break
    return None


def _dateline_in(line: str, start: int) -> Dateline | None:
    """A place in capitals, or a capitalised place with a date or agency, closed by a dash or a colon."""
    lead = len(line) - len(line.lstrip())
    line, body_start = line[lead:], start + lead
    match = _DATELINE.match(line)
    if not match or not match[0]:
        return None
    place, date = match["place"].strip(" ,"), match["date"].strip(" ,")
    if place.isupper() and (whole := _PLACE_IN_CAPITALS.match(line)):
        place = whole[0].strip()  # "NEW YORK, Sept. 3", "SHARM EL-SHEIKH, Egypt"
    has_agency = "(" in match[0]
    if match["dash"] in {":", ""}:
        telling = bool(_CALENDAR_DATE.search(date)) or (has_agency and place.isupper())
        told = re.search(r"\b(?:is|was|has|the|of|said|who|and|on)\b|\.\s*$", match[0])
        if not telling or told:
            return None
    telling = (
        place.isupper()
        or has_agency
        or re.search(r"\d", date)
        or (match["dash"] != "-" and not date)
        or (match["dash"] == "-" and not date and len(place.split()) <= 3)
    )
    if not telling or re.search(r"\b(?:is|was|has|the|of|said|who)\b", match[0]) or len(place.split()) > 5:
        return None
    return Dateline(body_start, body_start + match.end(), place, body_start + match.start("place"), date)


def make_reading(raw: Doc, mentions: Sequence[Mention], *, title_end: int, body_start: int, title_case: bool) -> Doc:
    """A new Doc for the parser, with its :class:`Reading` in ``user_data["kgbuild_reading"]``.

    `raw` is the article as the tokenizer has it; the headline is its text before `title_end`, 0 where there is none.
    """
    text = raw.text
    dateline = find_dateline(text, body_start)
    skips = _skips(text, mentions, dateline)
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool | None] = []
    offsets: list[tuple[int, int]] = []
    mention_of: list[int] = []
    paragraphs: set[int] = set()
    headline_end = 0
    prefixes: dict[int, str] = {}
    prefixed = frozenset(token.i for token in raw if _is_prefix(token))
    mention_index, skip_index, new_paragraph = 0, 0, True
    for token in raw:
        begin, end = token.idx, token.idx + len(token)
        while mention_index < len(mentions) and mentions[mention_index].end <= begin:
            mention_index += 1
        while skip_index < len(skips) and skips[skip_index][1] <= begin:
            skip_index += 1
        if token.i in prefixed or token.i - 1 in prefixed:
            continue
        if token.i - 2 in prefixed:
            begin = raw[token.i - 2].idx
            prefixes[len(words)] = f"{raw[token.i - 2].lower_}-"
        if token.is_space:
            new_paragraph = new_paragraph or "\n" in token.text
            continue
        if skip_index < len(skips) and skips[skip_index][0] <= begin:
            new_paragraph = new_paragraph or (
                dateline is not None and skips[skip_index] == (dateline.start, dateline.end)
            )
            continue
        mention = mentions[mention_index] if mention_index < len(mentions) else None
        if mention and mention.start < end:
            if mention_of and mention_of[-1] == mention_index:
                continue
            # a token that the mention begins inside of ("Anglo-French") is read as the mention
            read = [
                (_read_as(mention, mention_index), (mention.start, mention.end), mention_index),
                *((part, span, -1) for part, span in _participle_after(token, mention)),
            ]
        else:
            word = _sentence_case(token) if title_case and begin < title_end else token.text.translate(_PLAIN)
            read = [(word, (begin, end), -1)]
        for word, span, index in read:
            words.append(word)
            offsets.append(span)
            mention_of.append(index)
            spaces.append(True)
            starts.append(_may_start(words, new_paragraph))
            paragraphs |= {len(words) - 1} if new_paragraph else set()
            new_paragraph = False
        if begin < title_end:
            headline_end = len(words)
    for at in _list_marks(words, mention_of):
        words[at], starts[at + 1] = ",", False
    doc = Doc(raw.vocab, words=words, spaces=spaces, sent_starts=starts)  # type: ignore[arg-type]
    doc.user_data["kgbuild_reading"] = Reading(
        tuple(mentions),
        tuple(offsets),
        tuple(mention_of),
        dateline,
        headline_end,
        prefixes,
        frozenset(paragraphs),
    )
    return doc


def _participle_after(token: Token, mention: Mention) -> list[tuple[str, tuple[int, int]]]:
    """The rest of a token that the tokenizer leaves whole and a mention begins: "-" and "led" of "U.S.-led"."""
    rest = token.text[mention.end - token.idx :] if mention.start >= token.idx else ""
    if rest[:1] not in {"-", "–", "‑"} or not rest[1:].isalpha():
        return []
    at = mention.end
    return [("-", (at, at + 1)), (rest[1:], (at + 1, at + len(rest)))]


def _is_prefix(token: Token) -> bool:
    """The first token of "co-chaired", which the parser reads better without it: whoever co-chairs, chairs."""
    if token.lower_ not in _PREFIXES or token.whitespace_ or token.i + 2 >= len(token.doc):
        return False
    hyphen, verb = token.nbor(1), token.nbor(2)
    return hyphen.text in {"-", "‑"} and not hyphen.whitespace_ and verb.is_alpha


def _list_marks(words: Sequence[str], mention_of: Sequence[int]) -> Iterator[int]:
    """Semicolons between the names of a list, which the parser would take for the ends of clauses."""
    for at in range(1, len(words) - 2):
        following = at + 1 + (words[at + 1] in {"and", "&"})
        if words[at] == ";" and mention_of[at - 1] >= 0 and mention_of[following] >= 0:
            yield at


def _may_start(words: Sequence[str], new_paragraph: bool) -> bool | None:
    """Must (True), may (None) or may not (False) a sentence begin with the last of `words`?"""
    if new_paragraph or len(words) < 2:
        return True
    return None if words[-2][-1] in _SENTENCE_ENDS else False


def _skips(text: str, mentions: Sequence[Mention], dateline: Dateline | None) -> list[tuple[int, int]]:
    """What the parser does not get to see: the dateline, and short brackets outside mentions."""
    skips = [(m.start(), m.end()) for m in _BRACKET.finditer(text)]
    inside = [
        s
        for s in skips
        if not any(m.start < s[1] and s[0] < m.end and not (s[0] <= m.start and m.end <= s[1]) for m in mentions)
    ]
    if dateline:
        inside = [(dateline.start, dateline.end)] + [s for s in inside if s[0] >= dateline.end]
    return sorted(inside)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-"})
"""Marks as the parser's training texts have them; each is one character, so that offsets stay."""

_STAND_INS = {
    "Person": ("Clinton", "Bush", "Blair", "Obama", "Smith"),
    "Country": ("France", "Germany", "Russia", "Japan", "Italy"),
    "Place": ("Paris", "London", "Moscow", "Berlin", "Tokyo"),
    "Organization": ("NATO", "Congress", "Microsoft"),
    "Mission": ("NATO",),
}
"""Names that the parser has seen a thousand times, read in the place of names that it has never seen."""


def _read_as(mention: Mention, index: int) -> str:
    """A name reads as a well-known one of its kind, neighbours as different ones; a described party as the common
    noun that it is.
    """
    word = mention.head_word
    if mention.kind == "Role" or mention.group or mention.origin == "thing":
        return word.lower() if not word.isupper() else "minister"
    if mention.adjective:
        return "French" if not mention.plural else word
    names = _STAND_INS.get(mention.kind)
    return names[index % len(names)] if names else word


def _sentence_case(token: Token) -> str:
    return token.text if _KEEP_SHAPE.fullmatch(token.text) else token.text.lower()
