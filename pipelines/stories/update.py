"""Bring the stories up to date with the archive: a transaction a day of publication, restartable at any point.

What is new or changed is in ``story_todo``. A day of it is compared with the days within reach of it, forward too,
for articles come late. The cost is that of the window, whatever the archive holds besides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from models.interface import ArchiveWriter, StoryWriter
from models.language import _, ngettext
from models.records.article_ids import DAY_SHIFT, day_of
from models.records.story import Pair, Source, StoryRow
from models.records.times import now
from pipelines.stories.clusters import first_of, group_pairs, minutes_between
from pipelines.stories.text_cache import TextCache, moment_of
from pipelines.text_reuse import rules
from pipelines.text_reuse.candidate_pairs import PrintedArticles, find_candidates
from pipelines.text_reuse.compare import Overlap, measure_overlap
from pipelines.text_reuse.letters import VERSION as LETTERS_VERSION
from pipelines.text_reuse.letters import Letters, letters_of
from pipelines.text_reuse.shingles import (
    MIN_SAMPLE_DAYS,
    MIN_STOCK_DAYS,
    SAMPLE_ARTICLES,
    Hashes,
    K,
    W,
    find_stock_grams,
    make_fingerprints,
    prints_of_stock,
    to_blob,
)

REACH_DAYS = 14
STOCK_REACH_DAYS = 60
STOCK_AGE = timedelta(days=30)
VERSION = f"{LETTERS_VERSION}.{K}.{W}.{MIN_STOCK_DAYS}.{rules.RULE}"
NO_STOCK: Hashes = np.empty(0, np.uint64)
OnProgress = Callable[[str], None]


@dataclass(slots=True)
class UpdateCounts:
    """What an update did."""

    days: int = 0
    articles: int = 0
    compared: int = 0
    verdicts: dict[str, int] = field(default_factory=dict)
    stories: int = 0

    def line(self) -> str:
        """The counts in one line."""
        same = self.verdicts.get("same_text", 0)
        near = sum(self.verdicts.values()) - same
        return _(
            "{articles:,} articles of {days:,} days, {compared:,} pairs compared: {same:,} one text, "
            "{near:,} near misses; {stories:,} stories new or changed",
            articles=self.articles,
            days=self.days,
            compared=self.compared,
            same=same,
            near=near,
            stories=self.stories,
        )


def update(archive: ArchiveWriter, tell: OnProgress = lambda _text: None) -> UpdateCounts:
    """Compare every article that waits. What was committed stays, whenever it is stopped. Raises ArchiveError."""
    done = UpdateCounts()
    with archive.transaction() as writer:
        store = writer.stories
        if store.version() != VERSION:
            store.wait_all()
            store.set_version(VERSION)
        first = store.first_waiting()
    if first is None:
        return done
    stock = _stock(archive, tell)
    while first is not None:
        with archive.transaction() as writer:
            store = writer.stories
            _Day(store, day_of(first), stock, done).run()
            first = store.first_waiting()
        tell(ngettext("{count:,} article compared", "{count:,} articles compared", done.articles))
    return done


def _stock(archive: ArchiveWriter, tell: OnProgress) -> Hashes | None:
    """The list of stock phrases, built anew where it is old; None where the archive is too young for one."""
    with archive.transaction() as writer:
        store = writer.stories
        newest = store.last_day()
        kept = store.stock()
        assert newest is not None or kept is None
        if newest is None:
            return None
        days = [day for day in range(newest - STOCK_REACH_DAYS + 1, newest + 1) if store.sample(day, 1)]
        if kept is not None:
            built_at, of_days, grams = kept
            is_old = now() - datetime.fromisoformat(built_at) > STOCK_AGE
            if not is_old and len(days) < 2 * of_days:
                return np.frombuffer(grams, "<u8").astype(np.uint64)
        if len(days) < MIN_SAMPLE_DAYS:
            return None
        tell(_("looking for stock phrases"))
        quota = max(SAMPLE_ARTICLES // len(days), 1)
        count = 0

        def texts() -> Iterable[tuple[int, str]]:
            nonlocal count
            for day in days:
                for source in store.sources(store.sample(day, quota)):
                    count += 1
                    yield day, letters_of(source.body).text

        found = find_stock_grams(texts())
        if found is None:
            return None
        if kept is None:
            store.wait_again()
        built = now().isoformat()
        store.put_stock(LETTERS_VERSION, built, len(days), count, found.astype("<u8").tobytes())
        return found


class _Day:
    """A day's articles against the days within reach, in one transaction."""

    def __init__(self, store: StoryWriter, day: int, stock: Hashes | None, done: UpdateCounts) -> None:
        self._store = store
        self._day = day
        self._has_stock = stock is not None
        self._stock = NO_STOCK if stock is None else stock
        self._texts = TextCache(store, self._stock)
        self._done = done

    def run(self) -> None:
        """Fingerprint, find, compare, group."""
        waiting = self._store.waiting(self._day)
        touched = self._store.forget_pairs(waiting)
        new = self._fingerprint(waiting)
        low, high = self._day - REACH_DAYS, self._day + REACH_DAYS
        window = map(PrintedArticles.of, self._store.prints(low, high))
        found = find_candidates(new, window, prints_of_stock(self._stock), DAY_SHIFT)
        touched |= self._compare(sorted(found))
        self._group(touched)
        self._store.done(self._day)
        self._done.days += 1
        self._done.articles += len(new)

    def _fingerprint(self, ids: list[int]) -> PrintedArticles:
        sources: list[Source] = []
        letters: list[Letters] = []
        for source in self._store.sources(ids):
            letters.append(letters_of(source.body))
            self._texts.add(source, letters[-1])
            sources.append(source)
        prints = make_fingerprints([one.text for one in letters])
        self._store.put_prints(
            (s.id, s.outlet_n, s.revision, LETTERS_VERSION, len(one.text), to_blob(p))
            for s, one, p in zip(sources, letters, prints, strict=True)
        )
        return PrintedArticles.of([(s.id, s.outlet_n, to_blob(p)) for s, p in zip(sources, prints, strict=True)])

    def _compare(self, pairs: list[tuple[int, int]]) -> set[int]:
        """Compare, keep what is worth it, and return the articles of one text."""
        kept: list[Pair] = []
        same: set[int] = set()
        for start in range(0, len(pairs), 1_000):
            part = pairs[start : start + 1_000]
            self._texts.fetch({article for pair in part for article in pair})
            for a, b in part:
                found = measure_overlap(self._texts[a], self._texts[b])
                verdict = rules.decide(found, abs(day_of(a) - day_of(b)), stock=self._has_stock)
                if verdict is not None:
                    kept.append(_pair(a, b, found, verdict))
                    self._done.verdicts[verdict] = self._done.verdicts.get(verdict, 0) + 1
                if verdict == "same_text":
                    same |= {a, b}
        self._store.put_pairs(kept)
        self._done.compared += len(pairs)
        return same

    def _group(self, touched: set[int]) -> None:
        """Make the stories of these articles, and of all that hang together with them, anew."""
        edges: dict[tuple[int, int], tuple[float, float, int]] = {}
        seen: set[int] = set()
        while ahead := touched - seen:
            rows = self._store.same_text(ahead)
            edges |= {(a, b): (of_a, of_b, letters) for a, b, of_a, of_b, letters in rows}
            seen |= ahead
            touched = touched | {article for a, b, *_ in rows for article in (a, b)}
        old = self._store.stories_of(seen)
        groups = group_pairs({edge: row[2] for edge, row in edges.items()}, self._texts.spans)
        groups.sort(key=lambda group: min((old[article] for article in group if article in old), default=2**62))
        self._store.leave(seen)
        taken: dict[int, int] = {}
        for group in groups:
            names = [old[article] for article in group if article in old]
            free = sorted(set(names) - taken.keys())
            number = self._store.put_story(free[0] if free else None, self._row(group, edges))
            taken |= dict.fromkeys(free, number)
            self._done.stories += 1
        for name in set(old.values()):
            if taken.get(name) != name:
                self._store.end_story(name, taken.get(name))

    def _row(self, group: list[int], edges: dict[tuple[int, int], tuple[float, float, int]]) -> StoryRow:
        sources = {source.id: source for source in self._store.sources(group)}
        moments = {article: moment_of(source) for article, source in sources.items()}
        first, is_sure = first_of(moments)
        inside = set(group)
        shares: dict[int, dict[int, float]] = {article: {} for article in group}
        for (a, b), (of_a, of_b, _total) in edges.items():
            if a in inside and b in inside:
                shares[a][b], shares[b][a] = of_a, of_b
        rows = []
        for article in group:
            if not shares[article]:  # its own partner went to another story, with whose members it has more in common
                mine = self._texts[article]
                shares[article] = {
                    other: measure_overlap(mine, self._texts[other]).of_a for other in group if other != article
                }
            nearest = max(shares[article], key=lambda other: (shares[article][other], -other))
            of_first = 1.0 if article == first else shares[article].get(first)
            if of_first is None:
                of_first = measure_overlap(self._texts[article], self._texts[first]).of_a
            after = minutes_between(moments[first], moments[article])
            rows.append((article, nearest, shares[article][nearest], of_first, after))
        at = sources[first].published_at
        outlets = len({source.outlet_n for source in sources.values()})
        return StoryRow(first_article_id=first, first_at=at, first_sure=is_sure, outlets=outlets, members=tuple(rows))


def _pair(a: int, b: int, found: Overlap, verdict: str) -> Pair:
    return Pair(
        a_id=a,
        b_id=b,
        of_a=round(found.of_a, 4),
        of_b=round(found.of_b, 4),
        share=round(found.share, 4),
        letters=found.letters,
        unquoted=found.unquoted,
        run=found.run,
        numbers=found.numbers,
        numbers_equal=found.numbers_equal,
        verdict=verdict,
        rule=rules.RULE,
    )
