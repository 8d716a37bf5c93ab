"""Parses made by hand, for what reads syntax and needs no model."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from kgbuild.language.mention import Mention
from kgbuild.language.reading import Reading

_POS = {
    "NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "IN": "ADP", "RB": "ADV", "MD": "AUX", "DT": "DET",
    "TO": "PART", "POS": "PART", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WDT": "PRON", "CC": "CCONJ", "CD": "NUM",
    ",": "PUNCT", ".": "PUNCT",
}  # fmt: skip


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Makes a doc of tokens ``word:lemma/TAG/dep>head``; the head is a number from 1, and a lemma may be left out.

    Each proper noun (``NNP``) is the mention of a state.
    """
    vocab = spacy.blank("en").vocab

    def make(notation: str) -> Doc:
        cells = [token.rsplit("/", 2) for token in notation.split()]
        words = [cell[0].partition(":")[0] for cell in cells]
        lemmas = [cell[0].partition(":")[2] or word.lower() for cell, word in zip(cells, words, strict=True)]
        tags = [cell[1] for cell in cells]
        deps, heads = zip(*(cell[2].split(">") for cell in cells), strict=True)
        pos = [
            _POS.get(tag, "AUX" if dep in {"aux", "auxpass"} or lemma == "be" else "VERB")
            for tag, dep, lemma in zip(tags, deps, lemmas, strict=True)
        ]
        doc = Doc(
            vocab, words, lemmas=lemmas, tags=tags, pos=pos, deps=list(deps), heads=[int(head) - 1 for head in heads]
        )
        doc.user_data["kgbuild_reading"] = _reading(doc)
        return doc

    return make


def _reading(doc: Doc) -> Reading:
    names = [token for token in doc if token.tag_ == "NNP"]
    offsets = [(token.idx, token.idx + len(token)) for token in doc]
    mentions = [Mention(*offsets[token.i], "Country", token.text) for token in names]
    return Reading(mentions, offsets, [names.index(t) if t in names else -1 for t in doc], None, 0)
