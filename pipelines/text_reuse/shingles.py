"""Ten letters in a row as a number, the few of them that stand for a text (winnowing), and stock phrases.

A gram is K letters; its hash has 64 bits. Of each W grams in a row the smallest is a fingerprint (its upper 32 bits),
so any K + W - 1 = 25 letters that two texts have in common give both the same fingerprint.
Source: Schleimer, Wilkerson, Aiken, "Winnowing", SIGMOD 2003.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

K = 10
W = 16
_BASE = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xD6E8FEB86659FD93)
_POWERS = tuple(np.uint64(pow(_BASE, K - 1 - place, 1 << 64)) for place in range(K))

Hashes = NDArray[np.uint64]
Prints = NDArray[np.uint32]
Number = TypeVar("Number", np.uint32, np.uint64, np.int64)


def hash_grams(text: str) -> Hashes:
    """The hash of every gram of a text of ``Letters``, in order: its length less nine; empty where it is shorter."""
    codes = np.frombuffer(text.encode("utf-16-le"), dtype="<u2").astype(np.uint64)
    count = len(codes) - K + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for place, power in enumerate(_POWERS):
        total += codes[place : place + count] * power
    total ^= total >> np.uint64(32)
    total *= _MIX
    total ^= total >> np.uint64(32)
    return total


def to_prints(grams: Hashes) -> Prints:
    """The part of gram hashes that fingerprints keep."""
    return (grams >> np.uint64(32)).astype(np.uint32)


BATCH_TEXTS = 400
"""Texts fingerprinted at a time: one by one costs far more time, thousands far more memory."""


def make_fingerprints(texts: Sequence[str]) -> list[Prints]:
    """The fingerprints of each text: sorted, each once."""
    return [one for start in range(0, len(texts), BATCH_TEXTS) for one in _batch(texts[start : start + BATCH_TEXTS])]


def _batch(texts: Sequence[str]) -> list[Prints]:
    lengths = np.array([max(len(text) - K + 1, 0) for text in texts], np.int64)
    every = to_prints(hash_grams("".join(texts)))
    starts = np.cumsum([0, *(len(text) for text in texts)])[:-1]
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    inside = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    values = every[np.repeat(starts, lengths) + inside] if len(owner) else every[:0]
    least = _window_least(values)
    room = np.repeat(lengths, lengths) - inside
    # A text of fewer than W grams has one window: the whole of it.
    whole = (room[: len(least)] >= W) if len(least) else np.zeros(0, bool)
    keys = sort_distinct(owner[: len(least)][whole] << np.uint64(32) | least[whole].astype(np.uint64))
    cuts = np.searchsorted(keys, np.arange(len(texts) + 1, dtype=np.uint64) << np.uint64(32))
    found = [(keys[low:high] & np.uint64(0xFFFFFFFF)).astype(np.uint32) for low, high in pairwise(cuts)]
    ends = np.cumsum(lengths)
    for number in np.nonzero((lengths > 0) & (lengths < W))[0]:
        found[number] = values[ends[number] - lengths[number] : ends[number]].min(keepdims=True)
    return found


def _window_least(values: Prints) -> Prints:
    """The smallest of each W values in a row."""
    width = 1
    while width < W and len(values) > width:
        values = np.minimum(values[:-width], values[width:])
        width *= 2
    return values if width == W else values[:0]


def sort_distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Sorted, each once. ``numpy.unique`` hashes them first, which takes several times as long."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def to_blob(prints: Prints) -> bytes:
    """Fingerprints as they are kept: uint32, little endian, in order."""
    return prints.astype("<u4").tobytes()


def from_blob(blob: bytes) -> Prints:
    """The fingerprints of a blob."""
    return np.frombuffer(blob, dtype="<u4")


SAMPLE_ARTICLES = 20_000
MIN_STOCK_DAYS = 6
"""A gram on so many days of a sample is a stock phrase: papers use it every day, whatever the source of a text.
Days tell more than articles: a text that sixty outlets print lives one to four days."""
MIN_SAMPLE_DAYS = 10
"""With articles of fewer days a story looks like a stock phrase, and no list is made."""


def find_stock_grams(texts: Iterable[tuple[int, str]]) -> Hashes | None:
    """The stock grams of a sample of (day, letters) in the order of days, sorted; None where the days are too few.

    Each day's grams are held once, 8 bytes each.
    """
    parts: list[Hashes] = []
    for _, day in groupby(texts, key=lambda pair: pair[0]):
        parts.append(sort_distinct(np.concatenate([hash_grams(letters) for _, letters in day])))
    if len(parts) < MIN_SAMPLE_DAYS:
        return None
    found: list[Hashes] = []
    for part in range(16):  # a sixteenth of all numbers at a time keeps the memory small
        low, high = np.uint64(part << 60), np.uint64(((part + 1) << 60) - 1)
        piece = np.sort(np.concatenate([p[np.searchsorted(p, low) : np.searchsorted(p, high, "right")] for p in parts]))
        found.append(_at_least(piece, MIN_STOCK_DAYS))
    return np.concatenate(found)


def _at_least(ordered: Hashes, times: int) -> Hashes:
    """The values that occur at least so often among sorted ones."""
    if len(ordered) < times:
        return ordered[:0]
    same = ordered[: len(ordered) - times + 1] == ordered[times - 1 :]
    return sort_distinct(ordered[: len(same)][same])


def prints_of_stock(grams: Hashes) -> Prints:
    """The fingerprints that stock grams would give, sorted."""
    return sort_distinct(to_prints(grams))
