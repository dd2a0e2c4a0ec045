"""Counts the articles of a period as they pass: what is remembered grows with outlets, reporters and stories only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import TypeVar

from models.interface import ArchiveReader
from models.query.filters import Filters
from models.query.tree import Query
from models.records.article_ids import date_of
from models.records.stored_article import ArticleHead
from models.records.story import Counted
from models.records.times import has_clock
from reports.clip.period import Period
from reports.month.month import is_cut
from reports.month.month_report import FirstAndCopies, Person

BATCH_ARTICLES = 1_000
K = TypeVar("K")


@dataclass(slots=True)
class Count:
    """What was counted. ``stories``: of each story the ids of its articles in the period. ``emails``: how often a
    reporter alone signed with an address alone."""

    articles: int = 0
    alone: int = 0
    first: int = 0
    tones: Counter[str] = field(default_factory=Counter)
    outlets: dict[str, FirstAndCopies] = field(default_factory=dict)
    reporters: dict[Person, FirstAndCopies] = field(default_factory=dict)
    days: dict[date, FirstAndCopies] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    stories: dict[int, list[int]] = field(default_factory=dict)
    emails: dict[Person, Counter[str]] = field(default_factory=dict)

    @property
    def counted(self) -> Counted:
        """Articles and stories."""
        return Counted(self.articles, self.alone + len(self.stories))


def count_period(db: ArchiveReader, query: Query, filters: Filters, period: Period) -> Count:
    """Count the articles that answer. An article counts on the day it is filed under: published, else first fetched."""
    count, firsts = Count(), dict[int, int]()
    for heads in _read_heads(db, query, filters, period):
        ids = [head.id for head in heads]
        member, remarks = db.stories.members_of(ids), db.remarks.of(ids)
        for story in {one.story_id for one in member.values()} - firsts.keys():
            known = db.stories.get(story)
            firsts[story] = known.first_article_id if known is not None else 0
        for head in heads:
            story_id = member[head.id].story_id if head.id in member else None
            is_copy = story_id is not None and firsts[story_id] != head.id
            _add(count, head, story_id, is_copy=is_copy)
            count.tones[remarks[head.id].tone if head.id in remarks else ""] += 1
    return count


def count_voice(db: ArchiveReader, query: Query, filters: Filters, period: Period) -> tuple[int, int]:
    """How many articles answer, and how many of them stand alone or came first."""
    count = count_period(db, query, filters, period)
    return count.articles, count.first


def _read_heads(db: ArchiveReader, query: Query, filters: Filters, period: Period) -> Iterator[list[ArticleHead]]:
    first, last = period.days
    ids = iter(sorted(db.search.all_ids(query, replace(filters, since=first, until=last))))
    while batch := list(islice(ids, BATCH_ARTICLES)):
        heads: Iterable[ArticleHead] = db.articles.heads(batch)
        yield [head for head in heads if _is_in(head, period)] if is_cut(period) else list(heads)


def _is_in(head: ArticleHead, period: Period) -> bool:
    """Whether an article comes before the end of a period that ends inside a day; one without a clock does."""
    at = head.published_at
    return at is None or not has_clock(at, head.published_raw) or at < period.end


def _add(count: Count, head: ArticleHead, story: int | None, *, is_copy: bool) -> None:
    one = FirstAndCopies(not is_copy, is_copy)
    count.articles += 1
    count.first += not is_copy
    if story is None:
        count.alone += 1
    else:
        count.stories.setdefault(story, []).append(head.id)
    count.titles[head.outlet] = head.outlet_title
    count.outlets[head.outlet] = _sum(count.outlets, head.outlet, one)
    day = date_of(head.id)
    count.days[day] = _sum(count.days, day, one)
    names = tuple(dict.fromkeys(head.reporters))
    for name in names:
        person = (head.outlet, name)
        count.reporters[person] = _sum(count.reporters, person, one)
    if len(names) == len(head.emails) == 1:
        count.emails.setdefault((head.outlet, names[0]), Counter())[head.emails[0]] += 1


def _sum(known: Mapping[K, FirstAndCopies], key: K, one: FirstAndCopies) -> FirstAndCopies:
    before = known.get(key)
    return one if before is None else FirstAndCopies(before.first + one.first, before.copies + one.copies)
