"""The phrases of a word list or a gazetteer in a text, looked up by their first word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

Listed = TypeVar("Listed")


class Phrases(Generic[Listed]):
    """Phrases, as tuples of words, with what each is listed for; that must not be None.

    >>> titles = Phrases({("minister",): "Minister", ("minister", "of", "state"): "MinisterOfState"})
    >>> list(titles.at(["the", "minister", "of", "state"], 1))
    [(3, 'MinisterOfState'), (1, 'Minister')]
    """

    def __init__(self, listed: Mapping[tuple[str, ...], Listed]) -> None:
        self._listed = listed
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase in listed:
            lengths[phrase[0]].add(len(phrase))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def at(self, words: Sequence[str], index: int) -> Iterator[tuple[int, Listed]]:
        """Those that begin at word `index`, longest first: length in words, and what they are listed for."""
        for length in self._lengths.get(words[index], ()) if index < len(words) else ():
            end = index + length
            if end <= len(words) and (found := self._listed.get(tuple(words[index:end]))) is not None:
                yield length, found
