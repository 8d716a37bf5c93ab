"""Trigger words → readings of frames: which parties stand in which places of which relation.

For each trigger one frame wins for each relation: the first (in the order of the lexicon) whose places are filled.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgbuild.language.candidate import Candidate, Site
from kgbuild.language.coreference import Resolver
from kgbuild.language.documents import DocumentReader
from kgbuild.language.fillers import OFFICE
from kgbuild.language.lexicon import Entry, Lexicon
from kgbuild.language.modality import ModalityReader
from kgbuild.language.pairs import PairReader
from kgbuild.language.sides import SideReader, subject_places
from kgbuild.language.site_modality import SiteModality
from kgbuild.language.syntax import Reader
from kgbuild.language.triggers import TriggerReader
from kgbuild.schema import Schema


class FrameReader:
    """Reads the frames of one doc."""

    def __init__(
        self,
        doc: Doc,
        resolver: Resolver,
        lexicon: Lexicon,
        schema: Schema,
        syntax: Reader,
        modality: ModalityReader,
        documents: DocumentReader,
    ) -> None:
        self.doc, self.resolver = doc, resolver
        self.triggers = TriggerReader(doc, lexicon, syntax)
        self.modality = SiteModality(modality)
        self.sides = SideReader(doc, resolver, schema, syntax, documents)
        self.pairs = PairReader(doc, resolver, schema, self.sides)

    def candidates(self) -> Iterator[Candidate]:
        for token in self.doc:
            if not self.triggers.may_tell(token):
                continue
            seen: set[str] = set()
            for site in self.evoked_sites(token):
                frame = site.entry.frame
                if frame.relation in seen:
                    continue
                found = list(self._read(site))
                if found:
                    seen.add(frame.relation)
                    yield from found

    def evoked(self, token: Token) -> list[Entry]:
        """The frames that a word evokes, where the words that they ask for are there."""
        return [site.entry for site in self.evoked_sites(token)]

    def evoked_sites(self, token: Token) -> list[Site]:
        """The same, each with its trigger and the verb that carries it."""
        return self.triggers.evoked_sites(token)

    def trigger_sentences(self) -> list[int]:
        """First tokens of the sentences that have a word which evokes a relation."""
        return sorted({token.sent.start for token in self.doc if self.evoked(token)})

    def lack(self, site: Site) -> str:
        """Why a frame came to nothing: what was not told as a fact, or which place has nobody in it."""
        status = self.modality.of(site).status
        if status in site.entry.frame.never:
            return f"not told of what is {status}"
        if status is None:
            return "told as a wish, a condition, a question or a possibility"
        places = (subject_places(site), site.entry.frame.object)
        empty = [
            f"no {' or '.join(sorted(kinds - {OFFICE}))} in {', '.join(there)}"
            for kinds, there, found in zip(self.sides.kinds(site), places, self.sides.of(site), strict=True)
            if not found
        ]
        return "; ".join(empty) or "the parties are one, or speak for each other"

    def _read(self, site: Site) -> Iterator[Candidate]:
        modality = self.modality.of(site)
        if modality.status is not None and modality.status not in site.entry.frame.never:
            yield from self.pairs.of(site, modality)
