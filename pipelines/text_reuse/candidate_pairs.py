"""Which articles may carry one text: those of different outlets and near days that share fingerprints.

The new articles' fingerprints are the table, and the window streams past it, so that memory depends on the new ones
and time on the window, never on the archive.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pipelines.text_reuse.shingles import Prints, from_blob, sort_distinct

MIN_COMMON_PRINTS = 2
MIN_COMMON_PRINTS_WITHOUT_STOCK = 6
"""The same where stock phrases are not known yet: half a text in common is more, a stock paragraph is less."""
MAX_ARTICLES_PER_PRINT = 200
"""A fingerprint that more articles of the window carry says nothing."""
MAX_DAYS_PER_PRINT = 6
"""Nor does one of more days than this: a story lives a few days, a stock phrase every day."""
_MIN_BITS, _MAX_BITS = 15, 22

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PrintedArticles:
    """Articles as the join sees them: the id, the outlet's number and how many fingerprints, and all those in turn."""

    ids: Ids
    outlets: Ids
    sizes: Ids
    prints: Prints

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, bytes]]) -> Self:
        """The articles of (id, outlet's number, fingerprints)."""
        ids, outlets, blobs = zip(*rows, strict=True) if rows else ((), (), ())
        sizes = np.fromiter(map(len, blobs), np.int64, len(blobs)) // 4
        return cls(np.array(ids, np.int64), np.array(outlets, np.int64), sizes, from_blob(b"".join(blobs)))

    def __len__(self) -> int:
        return len(self.ids)


class Sieve:
    """Keeps of the window what carries one of the wanted fingerprints."""

    def __init__(self, wanted: Prints) -> None:
        self._wanted = wanted
        # Few wanted ones have a small table, which stays in the processor's cache.
        bits = min(max(len(wanted).bit_length() + 6, _MIN_BITS), _MAX_BITS)
        self._shift = np.uint32(32 - bits)
        self._bits = np.zeros(1 << bits, bool)
        self._bits[wanted >> self._shift] = True

    def hits(self, window: Iterable[PrintedArticles]) -> tuple[Ids, Ids, Ids]:
        """(place of a fingerprint among the wanted ones, article, its outlet) for each one found in the window."""
        found = [self._hits(some) for some in window if len(self._wanted)]
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
        places, owners, outlets = (np.concatenate(column) for column in zip(*found, strict=True))
        return places, owners, outlets

    def _hits(self, some: PrintedArticles) -> tuple[Ids, Ids, Ids]:
        near = np.flatnonzero(self._bits[some.prints >> self._shift])
        values = some.prints[near]
        at = np.searchsorted(self._wanted, values)
        at[at == len(self._wanted)] = 0
        good = self._wanted[at] == values
        owners = np.searchsorted(np.cumsum(some.sizes), near[good], side="right")
        return at[good], some.ids[owners], some.outlets[owners]


def find_candidates(
    new: PrintedArticles, window: Iterable[PrintedArticles], stock: Prints, day_shift: int
) -> set[tuple[int, int]]:
    """Pairs of ids, the smaller first, of which at least one is new, that share enough fingerprints to be compared.

    ``window`` holds the new ones too; ``stock`` are fingerprints that say nothing; an id's day is ``id >> day_shift``.
    """
    wanted = sort_distinct(new.prints)
    wanted = wanted[~_among(wanted, stock)]
    places, ids, outlets = Sieve(wanted).hits(window)
    order = np.lexsort((ids, places))
    places, ids, outlets = places[order], ids[order], outlets[order]
    is_fresh = np.isin(ids, new.ids)
    bounds = np.flatnonzero(np.diff(places, prepend=-1, append=-2)) if len(places) else np.zeros(1, np.int64)
    lengths = np.diff(bounds)
    left: list[Ids] = []
    right: list[Ids] = []
    for length in np.unique(lengths):
        if not 1 < length <= MAX_ARTICLES_PER_PRINT:
            continue
        rows = bounds[:-1][lengths == length][:, None] + np.arange(length)
        if length > MAX_DAYS_PER_PRINT:
            days = np.diff(ids[rows] >> day_shift, axis=1) != 0  # ids of a row are sorted, and so are their days
            rows = rows[days.sum(axis=1) < MAX_DAYS_PER_PRINT]
        one, two = (rows[:, side].ravel() for side in np.triu_indices(length, 1))
        good = (is_fresh[one] | is_fresh[two]) & (outlets[one] != outlets[two])
        left.append(ids[one[good]])
        right.append(ids[two[good]])
    return _frequent_pairs(left, right, MIN_COMMON_PRINTS if len(stock) else MIN_COMMON_PRINTS_WITHOUT_STOCK)


def _frequent_pairs(left: list[Ids], right: list[Ids], least: int) -> set[tuple[int, int]]:
    """The pairs that occur often enough."""
    if not left:
        return set()
    names, numbers = np.unique(np.concatenate([*left, *right]), return_inverse=True)
    half = len(numbers) // 2
    keys, counts = np.unique(numbers[:half] * len(names) + numbers[half:], return_counts=True)
    good = keys[counts >= least]
    return {(int(names[key // len(names)]), int(names[key % len(names)])) for key in good}


def _among(values: Prints, ordered: Prints) -> NDArray[np.bool_]:
    if not len(ordered):
        return np.zeros(len(values), bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    found: NDArray[np.bool_] = ordered[at] == values
    return found
