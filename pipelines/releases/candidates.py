"""Which articles may be made from press releases, to be compared exactly: found by fingerprints, else by search.

All releases go through the archive together, one pass over the days that they need.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from models.interface import ArchiveReader
from models.records.article_ids import DAY_SHIFT, day_number, day_of, first_id, last_id
from pipelines.releases.release import Release
from pipelines.text_reuse.candidate_pairs import PrintedArticles, Sieve
from pipelines.text_reuse.compare import ComparableText
from pipelines.text_reuse.shingles import sort_distinct, to_prints

DAYS_BEFORE = 1
DAYS_AFTER = 14
MIN_SHARED_PRINTS = 2
MAX_PAIRS_ASKED = 60
"""Letter pairs of a release, evenly spread over it, that are searched for."""
MIN_PAIRS_FOUND = 3
MAX_ARTICLES_PER_PAIR = 400
"""A pair that more articles hold tells nothing; their ids are not read to the end."""
MAX_ARTICLES = 80
"""Articles found by search, those with the rarest pairs in common, that are compared exactly."""
_OUTLET_BITS = 20

Window = tuple[int, int]
"""First and last day, as numbers."""


def find_window(release: Release, since: date | None, until: date | None, known: Window | None) -> Window | None:
    """The days in which a release is searched for; None for all. ``known``: those with fingerprints."""
    if release.released_on is not None:
        day = day_number(release.released_on)
        low, high = day - DAYS_BEFORE, day + DAYS_AFTER
    elif known is None and since is None and until is None:
        return None
    else:
        low, high = known or (day_number(date(2000, 1, 1)), day_number(date(2100, 1, 1)))
    low = low if since is None else max(low, day_number(since))
    high = high if until is None else min(high, day_number(until))
    return low, high


def find_candidates(
    db: ArchiveReader, texts: Sequence[ComparableText], windows: Sequence[Window | None]
) -> tuple[list[set[int]], dict[int, set[int]]]:
    """(the articles to compare with each release, the outlets that published on each day)."""
    outlets: dict[int, set[int]] = {}
    own = [sort_distinct(to_prints(text.grams[text.is_own])) for text in texts]
    spans = [window for window in windows if window is not None]
    found: list[set[int]] = [set() for _ in texts]
    if spans:
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)

        def window() -> Iterator[PrintedArticles]:
            for rows in db.stories.prints(low, high):
                some = PrintedArticles.of(rows)
                for place in sort_distinct((some.ids >> DAY_SHIFT << _OUTLET_BITS) + some.outlets):
                    outlets.setdefault(int(place) >> _OUTLET_BITS, set()).add(int(place) & (1 << _OUTLET_BITS) - 1)
                yield some

        wanted = sort_distinct(np.concatenate(own))
        places, ids, _ = Sieve(wanted).hits(window())
        order = np.argsort(places, kind="stable")
        places, ids = places[order], ids[order]
        for text_hits, prints, span in zip(found, own, windows, strict=True):
            mine = np.searchsorted(wanted, prints)
            starts, ends = np.searchsorted(places, mine), np.searchsorted(places, mine, side="right")
            hit = np.concatenate([ids[a:b] for a, b in zip(starts, ends, strict=True) if a < b] or [ids[:0]])
            names, counts = np.unique(hit, return_counts=True)
            good = names[counts >= MIN_SHARED_PRINTS]
            text_hits.update(int(one) for one in good if span is None or span[0] <= day_of(int(one)) <= span[1])
    for text_hits, text, span in zip(found, texts, windows, strict=True):
        if span is None or db.stories.waits(*span):
            text_hits.update(_find_by_search(db, text.letters.text, span))
    return found, outlets


def _find_by_search(db: ArchiveReader, letters: str, window: Window | None) -> set[int]:
    """Ids of articles that hold at least three of a text's rarer letter pairs, in the days of a window."""
    low, high = (-(2**62), 2**62) if window is None else (first_id(window[0]), last_id(window[1]))
    pairs = list(dict.fromkeys(letters[n : n + 2] for n in range(len(letters) - 1)))
    korean = [pair for pair in pairs if not any(c.isascii() for c in pair)]
    step = max(len(korean) // MAX_PAIRS_ASKED, 1)
    hits: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for pair in korean[::step]:
        ids = db.search.ids_with_pair(pair, low, high, MAX_ARTICLES_PER_PAIR + 1)
        if len(ids) <= MAX_ARTICLES_PER_PAIR:
            hits.update(ids)
            weight |= {number: weight.get(number, 0.0) + 1 / len(ids) for number in ids}
    good = [number for number, count in hits.items() if count >= MIN_PAIRS_FOUND]
    return set(sorted(good, key=lambda number: (-weight[number], number))[:MAX_ARTICLES])
