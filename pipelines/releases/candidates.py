"""Articles that may be made from a release, found by the search index, where there are no fingerprints yet."""

from collections import Counter

from models.interface import ArchiveReader
from models.records.article_ids import first_id, last_id

LOOKED_AT = 60
"""So many of the release's letter pairs are asked for, evenly spread over it."""
LEAST_HITS = 3
COMMON = 400
"""A pair that so many articles hold says nothing; they are not read to the end."""
MOST = 80
"""So many articles, those with the rarest pairs in common, are compared exactly."""


def by_search(db: ArchiveReader, letters: str, window: tuple[int, int] | None) -> set[int]:
    """Ids of articles that hold at least three of a text's rarer letter pairs, in the days of a window."""
    low, high = (-(2**62), 2**62) if window is None else (first_id(window[0]), last_id(window[1]))
    pairs = list(dict.fromkeys(letters[n : n + 2] for n in range(len(letters) - 1)))
    korean = [pair for pair in pairs if not any(c.isascii() for c in pair)]
    step = max(len(korean) // LOOKED_AT, 1)
    hits: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for pair in korean[::step]:
        ids = db.search.ids_with_pair(pair, low, high, COMMON + 1)
        if len(ids) <= COMMON:
            hits.update(ids)
            weight |= {number: weight.get(number, 0.0) + 1 / len(ids) for number in ids}
    good = [number for number, count in hits.items() if count >= LEAST_HITS]
    return set(sorted(good, key=lambda number: (-weight[number], number))[:MOST])
