"""Which of many sets may have much in common, found without holding each against every other.

MinHash signatures in bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

SLOTS = 128
BAND = 2
"""Slots of a signature that must agree for a pair to be proposed: 64 bands of 2 propose 99.9 % of the pairs of which
one has a third of the other, and 92 % of those of which it has a fifth."""
NEIGHBOURS = 32
"""Earlier sets that a set is paired with in a band: what many sets have in common makes bands of many."""
_BATCH = 1024
_PAIRS = 1 << 15
"""Pairs that are held against each other at once: 16 MB of slots."""

Signatures = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.int64]


def likely_pairs(sets: Sequence[array[int]], least: float) -> Iterator[tuple[int, int]]:
    """Indices of two sets, the later first, sorted, of whose signatures at least a share of `least` agrees.

    The elements are hashes of 32 bits. The cost grows with the number of sets, and not with that of their pairs.
    """
    signatures = signatures_of(sets)
    codes = [later * len(sets) + earlier for later, earlier in _alike(signatures, least * SLOTS)]
    for code in np.unique(np.concatenate(codes)) if codes else ():
        later, earlier = divmod(int(code), len(sets))
        yield later, earlier


def signatures_of(sets: Sequence[array[int]]) -> Signatures:
    """A row of :data:`SLOTS` numbers for each set."""
    rows = np.empty((len(sets), SLOTS), dtype=np.uint32)
    for start in range(0, len(sets), _BATCH):
        batch = list(sets[start : start + _BATCH])
        rows[start : start + len(batch)] = RMinHash.digest_matrix_from_token_hash_sets(batch, SLOTS, 0).to_rows()
    return rows


def proposed(signatures: Signatures) -> Iterator[tuple[Indices, Indices]]:
    """Pairs of rows that agree in a band, band by band: the later ones, and the earlier ones."""
    for slot in range(0, SLOTS, BAND):
        band = np.ascontiguousarray(signatures[:, slot : slot + BAND]).view(np.uint64).ravel()
        order = np.argsort(band, kind="stable")
        band = band[order]
        for distance in range(1, NEIGHBOURS + 1):
            same = band[distance:] == band[:-distance]
            if not same.any():
                break
            yield order[distance:][same], order[:-distance][same]


def _alike(signatures: Signatures, least: float) -> Iterator[tuple[Indices, Indices]]:
    for later, earlier in proposed(signatures):
        for start in range(0, len(later), _PAIRS):
            ones, others = later[start : start + _PAIRS], earlier[start : start + _PAIRS]
            agree = (signatures[ones] == signatures[others]).sum(axis=1) >= least
            yield ones[agree], others[agree]
