"""The articles made from press releases: candidates compared exactly, and what became of each release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from models.interface import ArchiveReader
from models.records.article import Article
from models.records.article_ids import day_number, day_of, first_id, last_id
from models.records.outlet import RELEASES
from models.records.times import KST, has_clock
from pipelines.releases.candidates import Window, find_candidates, find_window
from pipelines.releases.grades import Grade, grade_of
from pipelines.releases.release import Release
from pipelines.releases.sentence_pairs import Traceable
from pipelines.releases.sentence_trace import Trace, trace_sentences
from pipelines.text_reuse.compare import ComparableText, Overlap, measure_overlap
from pipelines.text_reuse.letters import fold_letters, letters_of
from pipelines.text_reuse.rules import numbers_agree
from pipelines.text_reuse.shingles import Hashes

VERSION = 2
MIN_SHARED_LETTERS = 60
MIN_PARTIAL_LETTERS = 40
"""So many letters in common, with a number that stands alike in both, are a sentence of the release: listed only."""
_FIRST = date(2000, 1, 1).toordinal()  # day 0 of article ids


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedArticle:
    """An article made from a release; shares are 0 to 1, of letters.

    ``minutes_after`` is None where either time is not known to the minute, and negative for an article from before
    the release. ``headline_same``: the release's own headline was put on it.
    """

    article_id: int
    article: Article
    of_article: float
    of_release: float
    letters: int
    grade: Grade
    minutes_after: int | None
    headline_same: bool
    trace: Trace

    @property
    def certain(self) -> bool:
        """Whether it counts."""
        return self.grade == Grade.COUNTED

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
    def uncounted(self) -> tuple[MatchedArticle, ...]:
        """The articles that are shown but do not count: possible ones, and those with a part of the release."""
        return tuple(one for one in self.articles if not one.certain)

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

        Articles from before the release are not part of it.
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

    A release is searched for from the day before it to 14 days after it; one without a date in all days, or in those
    from ``since`` to ``until``. An office's own press releases in the archive are no pickup.
    """
    known = db.stories.print_days()
    windows = [find_window(release, since, until, known) for release in releases]
    stock = np.frombuffer(db.stories.stock(), "<u8").astype(np.uint64)
    texts = [_text_of(release, stock) for release in releases]
    found, outlets = find_candidates(db, texts, windows)
    offices = frozenset(one.id for one in db.outlets.all().values() if one.kind == RELEASES)
    return [
        _result_of(db, release, text, sorted(ids), window, outlets, stock, offices)
        for release, text, ids, window in zip(releases, texts, found, windows, strict=True)
    ]


def _text_of(release: Release, stock: Hashes) -> ComparableText:
    return ComparableText(letters_of(release.body), stock, release.released_on.day if release.released_on else 0)


def _result_of(
    db: ArchiveReader,
    release: Release,
    text: ComparableText,
    ids: list[int],
    window: Window | None,
    outlets: dict[int, set[int]],
    stock: Hashes,
    offices: frozenset[str],
) -> PickupResult:
    ours = Traceable(release.body)
    matched = [one for number in ids if (one := _match_article(db, release, text, ours, number, stock, offices))]
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


def _has_articles(db: ArchiveReader, window: Window | None) -> bool:
    low, high = (-(2**62), 2**62) if window is None else (first_id(window[0]), last_id(window[1]))
    return db.articles.exist_between(low, high)


def _match_article(
    db: ArchiveReader,
    release: Release,
    text: ComparableText,
    ours: Traceable,
    number: int,
    stock: Hashes,
    offices: frozenset[str],
) -> MatchedArticle | None:
    article = db.articles.get(number)
    if article is None or article.outlet in offices:
        return None
    at = article.published_at
    theirs = ComparableText(letters_of(article.body), stock, at.day if at else 0)
    found = measure_overlap(text, theirs)
    apart = 0 if release.released_on is None else abs(day_of(number) - day_number(release.released_on))
    grade = _grade(found, apart)
    if grade is None:
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
        grade=grade,
        minutes_after=minutes,
        headline_same=bool(release.title) and fold_letters(article.headline) == fold_letters(release.title),
        trace=trace_sentences(ours, article.body, at),
    )


def _grade(found: Overlap, apart: int) -> Grade | None:
    if not numbers_agree(found.numbers, found.numbers_equal, apart):
        return None
    is_long = found.letters >= MIN_SHARED_LETTERS
    if not is_long and not (found.letters >= MIN_PARTIAL_LETTERS and found.numbers_equal):
        return None
    return grade_of(max(found.of_a, found.of_b), is_long=is_long)
