"""A tiny archive for tests of the reading side: the real tables that are searched, written by plain SQL."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from models.archive.index import rows as fts
from models.archive.schema import count_tables
from models.archive.schema.search_tables import DDL
from models.query.filters import Filters
from models.query.tree import Query, holds
from models.records.article import Article, Photo
from models.records.article_ids import day_number, first_id
from models.records.rows import COLUMNS, to_row
from models.records.search_results import Sort
from models.records.times import KST
from models.search.search import search
from models.text.searchable import texts

START = datetime(2026, 11, 1, 9, 0, tzinfo=KST)
OUTLETS = (
    ("gyeongbuk-one", 1, "견본일보", "경북"),
    ("daegu-two", 2, "견본신문", "대구·경북"),
    ("ulsan-three", 3, "견본뉴스", "울산"),
)


def article(headline: str = "제목", body: str = "본문", **fields: Any) -> Article:
    """An article with what the test does not care about filled in."""
    values: dict[str, Any] = {
        "outlet": OUTLETS[0][0],
        "outlet_title": OUTLETS[0][2],
        "region": OUTLETS[0][3],
        "headline": headline,
        "body": body,
        "published_at": START,
        "url": "https://example.com/1",
        "canonical_url": "https://example.com/1",
        "fetched_at": START + timedelta(hours=1),
    }
    return Article(**{**values, **fields})


class Ground:
    """Articles by id, and the same in a database."""

    def __init__(self) -> None:
        self.db = sqlite3.connect(":memory:", isolation_level=None)
        columns = ", ".join(COLUMNS)
        self.db.execute(f"CREATE TABLE article (id INTEGER PRIMARY KEY, {columns})")
        self.db.execute("CREATE TABLE outlet (id TEXT, n INTEGER, title TEXT, region TEXT, kind TEXT)")
        self.db.executemany("INSERT INTO outlet VALUES (?, ?, ?, ?, '')", OUTLETS)
        self.db.execute("CREATE TABLE story_todo (article_id INTEGER PRIMARY KEY)")
        self.db.execute(
            "CREATE TABLE story_member (article_id INTEGER PRIMARY KEY, story_id INTEGER, outlet_n INTEGER)"
        )
        for statement in (*DDL, *count_tables.DDL):
            self.db.execute(statement)
        self.numbers = {outlet_id: n for outlet_id, n, _, _ in OUTLETS}
        self.articles: dict[int, Article] = {}
        self._insert = f"INSERT INTO article VALUES (?, {', '.join('?' * len(COLUMNS))})"

    def add(self, one: Article) -> int:
        """Store an article under the next id of its day."""
        day = day_number(one.published_at or one.fetched_at)
        number = first_id(day)
        while number in self.articles:
            number += 1
        self._put(number, one)
        return number

    def add_all(self, many: Iterable[Article]) -> list[int]:
        """Store many."""
        return [self.add(one) for one in many]

    def edit(self, number: int, **fields: Any) -> None:
        """Change an article in place (not its day)."""
        old = self.articles[number]
        self.remove(number)
        self._put(number, replace(old, **fields))

    def remove(self, number: int) -> None:
        """Delete an article."""
        old = self.articles.pop(number)
        fts.unindex(self.db.execute, number, old, self.numbers[old.outlet])
        self.db.execute("DELETE FROM article WHERE id = ?", (number,))

    def _put(self, number: int, one: Article) -> None:
        self.articles[number] = one
        self.db.execute(self._insert, (number, *to_row(one)))
        fts.index(self.db.execute, number, one, self.numbers[one.outlet])

    def truth(self, query: Query, filters: Filters) -> list[int]:
        """The ids of all hits, newest first, by brute force over the records: no index, no SQL."""
        found = [n for n, one in self.articles.items() if _is_hit(n, one, query, filters)]
        return sorted(found, key=lambda n: (n >> 14, _time(self.articles[n]), n), reverse=True)


def _time(one: Article) -> str:
    return "" if one.published_at is None else one.published_at.isoformat()


def _is_hit(number: int, one: Article, query: Query, filters: Filters) -> bool:
    day = (one.published_at or one.fetched_at).astimezone(KST).date()
    levels = one.section.split(" > ")
    return (
        holds(query.root, texts(one))
        and (not filters.outlets or one.outlet in filters.outlets)
        and (not filters.regions or any(region in one.region.split("·") for region in filters.regions))
        and (filters.since is None or day >= filters.since)
        and (filters.until is None or day <= filters.until)
        and (not filters.reporter or filters.reporter in one.reporters)
        and (not filters.section or filters.section in levels or filters.section == one.section)
    )


PHOTO = Photo(url="https://example.com/a.jpg", caption="행사장 전경", credit="견본시")


def paged(db: sqlite3.Connection, query: Query, filters: Filters, sort: Sort, limit: int) -> list[int]:
    """The ids of all pages, one after the other."""
    found: list[int] = []
    cursor = None
    while len(found) < 1_000:
        page = search(db, query, filters, sort=sort, limit=limit, cursor=cursor, counted=False)
        assert len(page.hits) <= limit
        found += [hit.id for hit in page.hits]
        cursor = page.cursor
        if cursor is None:
            break
    return found
