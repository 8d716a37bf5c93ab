"""How what a trigger tells is meant: by its own modality, that of the verb that carries it, and what its frame asks."""

from __future__ import annotations

from spacy.tokens import Token

from kgbuild.language.candidate import Site
from kgbuild.language.modality import Modality, ModalityReader


class SiteModality:
    """Reads the modality of the triggers of one doc."""

    def __init__(self, modality: ModalityReader) -> None:
        self.modality = modality
        self._read: dict[int, Modality] = {}

    def of(self, site: Site) -> Modality:
        frame = site.entry.frame
        if frame.presupposed:
            return Modality("occurred", None)
        modality = self._of_word(site.trigger)
        if site.verb is not None and site.verb != site.trigger and modality.status is not None:
            modality = _stronger(modality, self._of_word(site.verb))
        if modality.offered and frame.offered:
            modality = Modality("planned", modality.speech)
        return _as_said(modality, negated=frame.negated) if frame.is_said else modality

    def _of_word(self, token: Token) -> Modality:
        """Kept, as many frames ask."""
        if token.i not in self._read:
            self._read[token.i] = self.modality.read(token)
        return self._read[token.i]


def _as_said(modality: Modality, *, negated: bool) -> Modality:
    """What somebody says of another is said, or is not: a judgement that is denied is none ("is not unacceptable"),
    but one may be made of a negation ("has not been helpful").
    """
    made = modality.status == ("denied" if negated else "occurred")
    return Modality("occurred" if made else None, modality.speech)


def _stronger(first: Modality, second: Modality) -> Modality:
    """The modality of a noun and of the verb that carries it, as one."""
    if second.status is None or second.status == "occurred":
        return first if second.status is not None else second
    status = "denied" if "denied" in {first.status, second.status} else second.status
    return Modality(status, first.speech or second.speech)
