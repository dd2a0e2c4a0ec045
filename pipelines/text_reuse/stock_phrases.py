"""Stock phrases: grams that the papers of a region use every day, and that say nothing about where a text came from.

A phrase that stands on six days or more of a sample is stock. Days tell more than articles: the text of sixty outlets
lives on one to four days, a stock phrase on all of them.
"""

from collections.abc import Iterable
from itertools import groupby

import numpy as np

from pipelines.text_reuse.shingles import Hashes, Prints, distinct, hashes, upper

SAMPLE = 20_000
DAYS = 6
LEAST_DAYS = 10
"""Without articles of so many days there is no telling a story from a stock phrase, and no list is made."""


def stock_grams(texts: Iterable[tuple[int, str]]) -> Hashes | None:
    """The stock grams of a sample of (day, letters) in the order of days, sorted; None where the days are too few.

    Each day's grams are held once, 8 bytes each.
    """
    parts: list[Hashes] = []
    for _, day in groupby(texts, key=lambda pair: pair[0]):
        parts.append(distinct(np.concatenate([hashes(letters) for _, letters in day])))
    if len(parts) < LEAST_DAYS:
        return None
    found: list[Hashes] = []
    for part in range(16):  # a sixteenth of all numbers at a time keeps the memory small
        low, high = np.uint64(part << 60), np.uint64(((part + 1) << 60) - 1)
        piece = np.sort(np.concatenate([p[np.searchsorted(p, low) : np.searchsorted(p, high, "right")] for p in parts]))
        found.append(_at_least(piece, DAYS))
    return np.concatenate(found)


def _at_least(ordered: Hashes, times: int) -> Hashes:
    """The values that stand at least so often among sorted ones."""
    if len(ordered) < times:
        return ordered[:0]
    same = ordered[: len(ordered) - times + 1] == ordered[times - 1 :]
    return distinct(ordered[: len(same)][same])


def stock_prints(grams: Hashes) -> Prints:
    """The fingerprints that stock grams would give, sorted."""
    return distinct(upper(grams))
