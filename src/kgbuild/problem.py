"""What is wrong with an input, told in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what would mend it; the article of a warning goes through all the same."""

    source: str
    line: int | None
    message: str
    remedy: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.message}; {self.remedy}"


class Unusable(Exception):  # noqa: N818 (always turned into a Problem)
    def __init__(self, message: str, remedy: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line = message, remedy, line

    def problem(self, source: str, line: int | None = None) -> Problem:
        return Problem(source, line or self.line, self.message, self.remedy)
