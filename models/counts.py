"""How many articles a query finds by outlet, month, reporter or section: all of them, not only the first 10,000."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Literal, get_args

from models.filters import NO_FILTERS, Filters
from models.ids import date_of
from models.query import Query
from models.search import make_walk, one_view

By = Literal["outlet", "month", "reporter", "section"]
KINDS: tuple[By, ...] = get_args(By)


def count_by(db: sqlite3.Connection, query: Query, by: By, filters: Filters = NO_FILTERS) -> list[tuple[str, int]]:
    """(name, articles) for each outlet (its title), month (2026-11), reporter or section; the name "" is for none.

    Months in their order, an article without a date in the month it was fetched in; all others by their number, most
    first. An article of several reporters counts for each of them.
    """
    with one_view(db):
        walk = make_walk(db, query, filters, descending=True)
        if walk is None:
            return []
        counted: Counter[str] = Counter()
        if by == "month":
            for article_id in walk.ids(db):
                counted[f"{date_of(article_id):%Y-%m}"] += 1
            return sorted(counted.items())
        if by == "reporter":
            for (reporters,) in _rows(db, walk.ids(db), "a.reporters FROM article AS a", "a.id"):
                counted.update(dict.fromkeys(json.loads(str(reporters)), 1) or {"": 1})
        else:
            column = "outlet" if by == "outlet" else "section"
            numbers = Counter(n for (n,) in _rows(db, walk.ids(db), f"p.{column} FROM place_in_day AS p", "p.id"))
            names = _names(db, column)
            for number, articles in numbers.items():
                counted[names.get(int(str(number)), "")] += articles
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _rows(db: sqlite3.Connection, ids: Iterator[int], what: str, key: str) -> Iterator[tuple[object, ...]]:
    """One row for each of the ids."""
    batch: list[int] = []
    for article_id in ids:
        batch.append(article_id)
        if len(batch) == 10_000:
            yield from _of(db, batch, what, key)
            batch = []
    yield from _of(db, batch, what, key)


def _of(db: sqlite3.Connection, ids: list[int], what: str, key: str) -> Iterator[tuple[object, ...]]:
    yield from db.execute(f"SELECT {what} WHERE {key} IN (SELECT value FROM json_each(?))", (json.dumps(ids),))


def _names(db: sqlite3.Connection, column: str) -> dict[int, str]:
    table = "SELECT n, title FROM outlet" if column == "outlet" else "SELECT code, name FROM section_name"
    return dict(db.execute(table).fetchall())
