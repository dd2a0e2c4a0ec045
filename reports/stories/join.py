"""Which articles may carry one text: those of different outlets and near days that share fingerprints.

The new articles' fingerprints are the table, and the window streams past it, so that memory depends on the new ones
and time on the window, never on the archive.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.stories.grams import Prints

LEAST_COMMON = 2
LEAST_COMMON_COLD = 6
"""The same where stock phrases are not known yet: half a text in common is more, a stock paragraph is less."""
MOST_ARTICLES = 200
"""A fingerprint that more articles of the window carry says nothing."""
MOST_DAYS = 6
"""Nor does one of more days than this: a story lives a few days, a stock phrase every day."""
CHUNK = 4_000
_BITS = 22

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Printed:
    """An article as the join sees it."""

    id: int
    outlet: int
    prints: Prints


class Sieve:
    """Keeps of the window what carries one of the wanted fingerprints."""

    def __init__(self, wanted: Prints) -> None:
        self._wanted = wanted
        self._bits = np.zeros(1 << _BITS, bool)
        self._bits[wanted >> np.uint32(32 - _BITS)] = True

    def hits(self, window: Iterable[Printed]) -> tuple[NDArray[np.int64], Ids, NDArray[np.int64]]:
        """(place of a fingerprint among the wanted ones, article, its outlet) for each one found in the window."""
        found: list[tuple[NDArray[np.int64], Ids, NDArray[np.int64]]] = []
        for chunk in _chunks(window):
            prints = np.concatenate([one.prints for one in chunk])
            near = np.nonzero(self._bits[prints >> np.uint32(32 - _BITS)])[0]
            values = prints[near]
            at = np.searchsorted(self._wanted, values)
            at[at == len(self._wanted)] = 0
            good = self._wanted[at] == values if len(self._wanted) else np.zeros(len(values), bool)
            ends = np.cumsum([len(one.prints) for one in chunk])
            owners = np.searchsorted(ends, near[good], side="right")
            ids = np.array([one.id for one in chunk], np.int64)[owners]
            outlets = np.array([one.outlet for one in chunk], np.int64)[owners]
            found.append((at[good], ids, outlets))
        if not found:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64)
        places, owners_, outlets_ = (np.concatenate(column) for column in zip(*found, strict=True))
        return places, owners_, outlets_


def candidates(
    new: Iterable[Printed], window: Iterable[Printed], stock: Prints, day_shift: int
) -> set[tuple[int, int]]:
    """Pairs of ids, the smaller first, of which at least one is new, that share enough fingerprints to be compared.

    ``window`` holds the new ones too; ``stock`` are fingerprints that say nothing; an id's day is ``id >> day_shift``.
    """
    fresh = list(new)
    if not fresh:
        return set()
    wanted = np.unique(np.concatenate([one.prints for one in fresh]))
    wanted = wanted[~_among(wanted, stock)]
    places, ids, outlets = Sieve(wanted).hits(window)
    order = np.lexsort((ids, places))
    places, ids, outlets = places[order], ids[order], outlets[order]
    is_fresh = np.isin(ids, np.array([one.id for one in fresh], np.int64))
    bounds = np.flatnonzero(np.diff(places, prepend=-1, append=-2)) if len(places) else np.zeros(1, np.int64)
    lengths = np.diff(bounds)
    left: list[Ids] = []
    right: list[Ids] = []
    for length in np.unique(lengths):
        if not 1 < length <= MOST_ARTICLES:
            continue
        rows = bounds[:-1][lengths == length][:, None] + np.arange(length)
        if length > MOST_DAYS:
            days = np.diff(ids[rows] >> day_shift, axis=1) != 0  # ids of a row are sorted, and so are their days
            rows = rows[days.sum(axis=1) < MOST_DAYS]
        one, two = (rows[:, side].ravel() for side in np.triu_indices(length, 1))
        good = (is_fresh[one] | is_fresh[two]) & (outlets[one] != outlets[two])
        left.append(ids[one[good]])
        right.append(ids[two[good]])
    return _often(left, right, LEAST_COMMON if len(stock) else LEAST_COMMON_COLD)


def _often(left: list[Ids], right: list[Ids], least: int) -> set[tuple[int, int]]:
    """The pairs that stand there often enough."""
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


def _chunks(window: Iterable[Printed]) -> Iterator[list[Printed]]:
    chunk: list[Printed] = []
    for one in window:
        if len(one.prints):
            chunk.append(one)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
