"""Two texts compared exactly: which letters of either are in the other, ten or more in a row.

Every pair that is shown or decided goes through here. What is *shown* counts all such letters; what is *decided* leaves
out stock phrases, which any two articles of a region share. A gram that only has the same hash is thrown out.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.text_reuse.letters import Letters
from pipelines.text_reuse.numbers import compare_numbers, find_numbers
from pipelines.text_reuse.shingles import Hashes, K, hash_grams

Mask = NDArray[np.bool_]
NO_GRAMS: Hashes = np.empty(0, np.uint64)


@dataclass(frozen=True)
class ComparableText:
    """A text made ready for many comparisons. ``day``: of the month it was published on, 0 where unknown."""

    letters: Letters
    stock: Hashes = field(default_factory=lambda: NO_GRAMS)
    day: int = 0

    @cached_property
    def grams(self) -> Hashes:
        """The hash of each gram, by its place."""
        return hash_grams(self.letters.text)

    @cached_property
    def ordered(self) -> Hashes:
        """The same, sorted."""
        return np.sort(self.grams)

    @cached_property
    def is_own(self) -> Mask:
        """Which grams are not stock phrases."""
        return ~is_among(self.grams, self.stock)

    @cached_property
    def own_letters(self) -> int:
        """Letters that are in at least one gram that is not a stock phrase."""
        return int(covered_letters(self.is_own, len(self)).sum())

    @cached_property
    def unquoted(self) -> Mask:
        """Which letters are outside quotation marks."""
        mask: Mask = np.frombuffer(self.letters.quoted, np.uint8) == 0
        return mask

    @cached_property
    def numbers(self) -> dict[str, set[str]]:
        """The numbers by their places."""
        return find_numbers(self.letters.text, self.day)

    def __len__(self) -> int:
        return len(self.letters.text)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts have in common. Shares are 0 to 1, of letters.

    ``of_a`` and ``of_b`` are shown: the share of either text that is in the other. The rest decides, counted on
    the shorter text without stock phrases: ``share`` of its own letters, ``share_all`` of all its letters, ``letters``,
    those outside quotation marks (and their ``share_unquoted`` of its own letters: what was said to everybody proves
    nothing), and the longest unbroken ``run``.
    """

    of_a: float
    of_b: float
    share: float
    share_all: float
    letters: int
    unquoted: int
    share_unquoted: float
    run: int
    numbers: int
    numbers_equal: int

    @property
    def of_shorter(self) -> float:
        """The share of the shorter text that is in the longer one."""
        return max(self.of_a, self.of_b)


def measure_overlap(a: ComparableText, b: ComparableText) -> Overlap:
    """Compare two texts."""
    common_a, common_b = common_grams(a, b), common_grams(b, a)
    cover_a, cover_b = covered_letters(common_a, len(a)), covered_letters(common_b, len(b))
    short, found = (a, common_a) if len(a) <= len(b) else (b, common_b)
    own = covered_letters(found & short.is_own, len(short))
    letters = int(own.sum())
    unquoted = int((own & short.unquoted).sum())
    same = compare_numbers(a.numbers, b.numbers)
    return Overlap(
        of_a=_part(int(cover_a.sum()), len(a)),
        of_b=_part(int(cover_b.sum()), len(b)),
        share=_part(letters, short.own_letters),
        share_all=_part(letters, len(short)),
        letters=letters,
        unquoted=unquoted,
        share_unquoted=_part(unquoted, short.own_letters),
        run=max((end - start for start, end in find_runs(own)), default=0),
        numbers=same.comparable,
        numbers_equal=same.equal,
    )


def common_grams(a: ComparableText, b: ComparableText) -> Mask:
    """Which grams of ``a`` are in ``b``: found by hash, and every run of them confirmed letter by letter."""
    found = is_among(a.grams, b.ordered)
    for start, end in find_runs(found):
        if a.letters.text[start : end + K - 1] in b.letters.text:
            continue
        for place in range(start, end):
            found[place] = a.letters.text[place : place + K] in b.letters.text
    return found


def shared_letters(a: ComparableText, b: ComparableText) -> Mask:
    """Which letters of ``a`` are in ``b``, ten or more in a row, stock phrases left out."""
    return covered_letters(common_grams(a, b) & a.is_own, len(a))


def is_among(values: Hashes, ordered: Hashes) -> Mask:
    """Which values are among the sorted ones."""
    if not len(ordered) or not len(values):
        return np.zeros(len(values), bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    found: Mask = ordered[at] == values
    return found


def covered_letters(grams: Mask, length: int) -> Mask:
    """The letters that the marked grams cover, in a text of that length."""
    steps = np.zeros(length + 1, np.int32)
    places_ = np.nonzero(grams)[0]
    steps[places_] += 1  # no place is there twice
    steps[places_ + K] -= 1
    out: Mask = np.cumsum(steps[:-1]) > 0
    return out


def find_runs(mask: Mask) -> list[tuple[int, int]]:
    """(start, end) of each unbroken row of marked places."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _part(count: int, whole: int) -> float:
    return count / whole if whole else 0.0
