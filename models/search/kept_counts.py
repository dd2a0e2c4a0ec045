"""Counts of all articles by outlet, day and month at once, from what is counted as it is written."""

import sqlite3
from collections import Counter
from datetime import timedelta

from models.records.article_ids import FIRST_DAY, day_of
from models.records.search_results import By
from models.records.story import Counted
from models.search.scan import SearchScan

_LOST_MEMBER = (
    "SELECT 1 FROM story_todo AS t CROSS JOIN story_member AS m ON m.article_id = t.article_id "
    "WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = t.article_id) LIMIT 1"
)


def count_all(db: sqlite3.Connection, walk: SearchScan, by: By) -> dict[str, Counted] | None:
    """Articles and stories by name; None where the articles must be looked at themselves.

    That is where the query or the filters leave some out (but for days, where days or months are counted), where two
    outlets have one title, and while an article that has another day now has not left its story.
    """
    found = walk.index_query
    if by not in ("outlet", "day", "month") or walk.only is not None or walk.filters.of_rows:
        return None
    if found.match or found.without or found.full or not found.exact or walk.inside:
        return None
    low, high = (max(-(1 << 31), min(day_of(number), 1 << 31)) for number in walk.filters.ids)
    is_whole = walk.filters.since is None and walk.filters.until is None
    if (by == "outlet" and not is_whole) or (by == "month" and not is_whole and not _are_months(walk)):
        return None
    if db.execute(_LOST_MEMBER).fetchone() is not None:
        return None
    tally: Counter[str] = Counter()
    if by == "outlet":
        names = dict(db.execute("SELECT id, title FROM outlet").fetchall())
        numbers = dict(db.execute("SELECT n, title FROM outlet").fetchall())
        if len(set(names.values())) < len(names):
            return None
        for outlet, n in db.execute("SELECT outlet, sum(n) FROM outlet_day GROUP BY outlet"):
            tally[names.get(outlet, "")] += n
    else:
        numbers = {}
        sql = "SELECT day, sum(n) FROM outlet_day WHERE day BETWEEN ? AND ? GROUP BY day"
        for day, n in db.execute(sql, (low, high)):
            tally[_day_name(day, by)] += n
    repeats: Counter[str] = Counter()
    for name, n in db.execute("SELECT name, n FROM story_repeat WHERE kind = ? AND n > 0", (by,)):
        repeats[numbers.get(name, "") if by == "outlet" else _day_name(name, by)] += n
    return {name: Counted(n, n - repeats[name]) for name, n in tally.items() if n}


def _are_months(walk: SearchScan) -> bool:
    """Whether the days asked for are whole months."""
    since, until = walk.filters.since, walk.filters.until
    return (since is None or since.day == 1) and (until is None or (until + timedelta(days=1)).day == 1)


def _day_name(day: int, by: By) -> str:
    return (FIRST_DAY + timedelta(days=day)).strftime("%Y-%m-%d" if by == "day" else "%Y-%m")
