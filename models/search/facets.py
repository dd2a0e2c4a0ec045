"""How many articles a query finds, and how many stories they are; by outlet, day, reporter and the like all of them.

An article of no story is a story of its own. A story counts once for each name that has an article of it.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from models.archive.read.stories import count_stories
from models.query.filters import NO_FILTERS, Filters
from models.query.tree import Query
from models.records.article_ids import date_of
from models.records.search_results import By, Total
from models.records.story import Counted
from models.search.kept_counts import count_all
from models.search.search import COUNT_CAP, make_scan, one_view

STORIES_CAP = 1_000
"""So many hits are looked up in the stories; it takes a few milliseconds."""


def count_both(db: sqlite3.Connection, query: Query, filters: Filters = NO_FILTERS) -> Total:
    """How many articles are found, and how many stories."""
    with one_view(db):
        walk = make_scan(db, query, filters, descending=True)
        if walk is None:
            return Total(0, False, 0)
        ids: list[int] | None = None
        if walk.index_query.exact and not walk.filters.of_rows:
            total = walk.count(db, COUNT_CAP + 1)  # without reading a text or an id
        else:
            ids = list(islice(walk.ids(db), COUNT_CAP + 1))
            total = len(ids)
        stories = None
        if total <= STORIES_CAP:
            stories = count_stories(db, list(walk.ids(db)) if ids is None else ids).stories
    return Total(min(total, COUNT_CAP), total > COUNT_CAP, stories)


def count_by(db: sqlite3.Connection, query: Query, by: By, filters: Filters = NO_FILTERS) -> list[tuple[str, Counted]]:
    """(name, articles and stories) for each outlet (by title), region, day, month (2026-11), reporter, section, tone.

    The name "" is for none. Days and months in their order, an article without a date where it was fetched; all others
    by their number of articles, most first. An article of several reporters counts for each of them.
    """
    with one_view(db):
        walk = make_scan(db, query, filters, descending=True)
        if walk is None:
            return []
        kept = count_all(db, walk, by)
        if kept is not None:
            return _in_order(kept.items(), by)
        tally: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        stories: dict[str, set[int]] = {}
        for names, story in _named(db, walk.ids(db), by):
            tally.update(names)
            if story is None:
                alone.update(names)
            else:
                for name in names:
                    stories.setdefault(name, set()).add(story)
    return _in_order(((name, Counted(n, alone[name] + len(stories.get(name, ())))) for name, n in tally.items()), by)


def _in_order(found: Iterable[tuple[str, Counted]], by: By) -> list[tuple[str, Counted]]:
    return sorted(found, key=lambda pair: pair[0] if by in ("day", "month") else (-pair[1].articles, pair[0]))


def _named(db: sqlite3.Connection, ids: Iterator[int], by: By) -> Iterator[tuple[Iterable[str], int | None]]:
    """The names that each article counts for, and its story."""
    if by in ("day", "month"):
        form = "%Y-%m-%d" if by == "day" else "%Y-%m"
        for article_id, story in _rows(db, ids, "p.id, m.story_id FROM place_in_day AS p", "p.id"):
            yield (date_of(int(str(article_id))).strftime(form),), _story(story)
    elif by == "tone":
        tones = dict(
            db.execute("SELECT article_id, tone FROM (SELECT article_id, tone, max(id) FROM remark GROUP BY 1)")
        )
        for article_id, story in _rows(db, ids, "p.id, m.story_id FROM place_in_day AS p", "p.id"):
            yield (tones.get(article_id) or "",), _story(story)
    elif by == "reporter":
        for reporters, story in _rows(db, ids, "a.reporters, m.story_id FROM article AS a", "a.id"):
            yield tuple(dict.fromkeys(json.loads(str(reporters)))) or ("",), _story(story)
    else:
        titles = _names(db, by)
        column = "section" if by == "section" else "outlet"
        for number, story in _rows(db, ids, f"p.{column}, m.story_id FROM place_in_day AS p", "p.id"):
            yield (titles.get(int(str(number)), ""),), _story(story)


def _story(value: object) -> int | None:
    return None if value is None else int(str(value))


def _rows(db: sqlite3.Connection, ids: Iterator[int], what: str, key: str) -> Iterator[tuple[object, ...]]:
    """One row for each of the ids."""
    what = f"{what} LEFT JOIN story_member AS m ON m.article_id = {key}"
    while batch := list(islice(ids, 10_000)):
        yield from _of(db, batch, what, key)


def _of(db: sqlite3.Connection, ids: list[int], what: str, key: str) -> Iterator[tuple[object, ...]]:
    yield from db.execute(f"SELECT {what} WHERE {key} IN (SELECT value FROM json_each(?))", (json.dumps(ids),))


def _names(db: sqlite3.Connection, by: By) -> dict[int, str]:
    if by == "section":
        return dict(db.execute("SELECT code, name FROM section_name").fetchall())
    return dict(db.execute(f"SELECT n, {'region' if by == 'region' else 'title'} FROM outlet").fetchall())
