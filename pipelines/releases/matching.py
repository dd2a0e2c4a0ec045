"""The articles made from press releases: found by fingerprints in the days after a release, then compared exactly.

All releases go through the archive together, one pass over the days they need.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.interface import ArchiveReader
from models.records.article import Article
from models.records.article_ids import DAY_SHIFT, day_number, day_of, first_id, last_id
from models.records.clock import has_clock
from models.records.times import KST
from pipelines.releases.candidates import by_search
from pipelines.releases.release import Release
from pipelines.releases.sentence_pairs import Traceable
from pipelines.releases.sentence_trace import Trace, trace_sentences
from pipelines.text_reuse.candidate_pairs import PrintedArticles, Sieve
from pipelines.text_reuse.compare import ComparableText, Overlap, measure_overlap
from pipelines.text_reuse.letters import fold_letters, letters_of
from pipelines.text_reuse.rules import numbers_agree
from pipelines.text_reuse.shingles import Hashes, sort_distinct, to_prints

VERSION = 2
DAYS_BEFORE = 1
DAYS_AFTER = 14
MIN_SHARED_PRINTS = 2
MIN_SHARED_LETTERS = 60
MIN_CERTAIN_SHARE = 0.20
MIN_POSSIBLE_SHARE = 0.15
_OUTLET_BITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedArticle:
    """An article made from a release; shares are 0 to 1, of letters.

    ``certain`` is False between 15 and 20 %: shown as possible, never counted. ``minutes_after`` is None where either
    time is not known to the minute, and negative for an article from before the release. ``headline_same``: the
    release's own headline was put on it.
    """

    article_id: int
    article: Article
    of_article: float
    of_release: float
    letters: int
    certain: bool
    minutes_after: int | None
    headline_same: bool
    trace: Trace

    @property
    def minutes_late(self) -> int | None:
        """Minutes from the release to the article; None where that is not known, or the article was there before."""
        return None if self.is_before else self.minutes_after

    @property
    def is_before(self) -> bool:
        """Whether it was published before the release went out."""
        return self.minutes_after is not None and self.minutes_after < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupResult:
    """What became of a release: the articles by time, and how many outlets published anything in those days.

    ``has_articles`` is False where the archive holds nothing at all of these days: then no rate can be told.
    """

    release: Release
    articles: tuple[MatchedArticle, ...]
    outlets: int
    since: date | None
    until: date | None
    has_articles: bool = True

    @property
    def certain(self) -> tuple[MatchedArticle, ...]:
        """The articles that count."""
        return tuple(one for one in self.articles if one.certain)

    @property
    def outlets_with_pickup(self) -> int:
        """How many outlets ran it."""
        return len({one.article.outlet for one in self.certain})

    @property
    def rate(self) -> float:
        """게재율: of the outlets that published anything in those days, the share that ran it."""
        return self.outlets_with_pickup / self.outlets if self.outlets else 0.0

    @property
    def mean_minutes(self) -> float | None:
        """Mean time of the outlets' first articles after the release, in minutes; None where no time is known.

        Articles from before the release are no part of it.
        """
        first: dict[str, int] = {}
        for one in self.certain:
            if (late := one.minutes_late) is not None:
                first[one.article.outlet] = min(late, first.get(one.article.outlet, late))
        return sum(first.values()) / len(first) if first else None


def find_pickups(
    db: ArchiveReader, releases: Sequence[Release], *, since: date | None = None, until: date | None = None
) -> list[PickupResult]:
    """What became of each release, in the order given.

    A release is looked for from the day before it to 14 days after it; one without a date in all days, or in those from
    ``since`` to ``until``.
    """
    known = db.stories.print_days()
    windows = [_window(release, since, until, known) for release in releases]
    stock = np.frombuffer(db.stories.stock(), "<u8").astype(np.uint64)
    texts = [_text_of(release, stock) for release in releases]
    found, outlets = _candidates(db, texts, windows)
    return [
        _result_of(db, release, text, sorted(ids), window, outlets, stock)
        for release, text, ids, window in zip(releases, texts, found, windows, strict=True)
    ]


def _window(
    release: Release, since: date | None, until: date | None, known: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The days in which a release is looked for; None for all."""
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


def _text_of(release: Release, stock: Hashes) -> ComparableText:
    return ComparableText(letters_of(release.body), stock, release.released_on.day if release.released_on else 0)


def _candidates(
    db: ArchiveReader, texts: Sequence[ComparableText], windows: Sequence[tuple[int, int] | None]
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
            text_hits.update(by_search(db, text.letters.text, span))
    return found, outlets


def _result_of(
    db: ArchiveReader,
    release: Release,
    text: ComparableText,
    ids: list[int],
    window: tuple[int, int] | None,
    outlets: dict[int, set[int]],
    stock: Hashes,
) -> PickupResult:
    ours = Traceable(release.body)
    matched = [one for number in ids if (one := _match_article(db, release, text, ours, number, stock))]
    matched.sort(key=lambda one: (one.article.published_at or one.article.fetched_at, one.article_id))
    low, high = window or (min(outlets, default=0), max(outlets, default=0))
    active = set().union(*(names for day, names in outlets.items() if low <= day <= high)) if outlets else set()
    counted = max(len(active), len({one.article.outlet for one in matched}))
    return PickupResult(
        release=release,
        articles=tuple(matched),
        outlets=counted,
        since=date.fromordinal(_FIRST + low) if window else None,
        until=date.fromordinal(_FIRST + high) if window else None,
        has_articles=bool(matched) or _has_articles(db, window),
    )


def _has_articles(db: ArchiveReader, window: tuple[int, int] | None) -> bool:
    low, high = (-(2**62), 2**62) if window is None else (first_id(window[0]), last_id(window[1]))
    return db.articles.exist_between(low, high)


_FIRST = date(2000, 1, 1).toordinal()


def _match_article(
    db: ArchiveReader, release: Release, text: ComparableText, ours: Traceable, number: int, stock: Hashes
) -> MatchedArticle | None:
    article = db.articles.get(number)
    if article is None:
        return None
    at = article.published_at
    theirs = ComparableText(letters_of(article.body), stock, at.day if at else 0)
    found = measure_overlap(text, theirs)
    apart = 0 if release.released_on is None else abs(day_of(number) - day_number(release.released_on))
    share = max(found.of_a, found.of_b)
    if not _is_match(found, share, apart):
        return None
    exact = release.released_at is not None and at is not None and has_clock(at, article.published_raw)
    minutes = None
    if exact and at is not None and release.released_at is not None:
        minutes = int((at - release.released_at.astimezone(KST)).total_seconds() // 60)
    return MatchedArticle(
        article_id=number,
        article=article,
        of_article=found.of_b,
        of_release=found.of_a,
        letters=found.letters,
        certain=share >= MIN_CERTAIN_SHARE,
        minutes_after=minutes,
        headline_same=bool(release.title) and fold_letters(article.headline) == fold_letters(release.title),
        trace=trace_sentences(ours, article.body, at),
    )


def _is_match(found: Overlap, share: float, apart: int) -> bool:
    enough = found.letters >= MIN_SHARED_LETTERS and share >= MIN_POSSIBLE_SHARE
    return enough and numbers_agree(found.numbers, found.numbers_equal, apart)
