"""What is new in the archive since a file was last exported: read here, kept by ``exports.py``.

An article is new to a question when it came since, or when it answers it now and its text of then did not: the same
as for saved searches.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from models.query.filters import Filters
from models.query.tree import Query, holds
from models.records.article import Article
from models.records.article_ids import date_of
from models.records.rows import from_json
from models.records.search_results import Exported, Hit, Sort
from models.search.search import all_hits
from models.text.searchable import texts


def exported(db: sqlite3.Connection, file: str, asked: str) -> Exported | None:
    """What is kept of a file and a question; None where the file was never written for it."""
    sql = "SELECT n, pending_n, pending_file FROM exported WHERE file = ? AND asked = ?"
    row = db.execute(sql, (file, asked)).fetchone()
    return None if row is None else Exported(row[0], None if row[1] is None else (row[1], row[2]))


def last_arrival(db: sqlite3.Connection) -> int:
    """The number of the last text that came; 0 where none did since numbers are given."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM arrival").fetchone()[0])


def new_hits(db: sqlite3.Connection, query: Query, filters: Filters, sort: Sort, after: int) -> Iterator[Hit]:
    """The articles that are new to a question since an arrival. The cost is that of the days of what came since."""
    low, high = db.execute("SELECT min(article_id), max(article_id) FROM arrival WHERE n > ?", (after,)).fetchone()
    if low is None:
        return
    first, last = date_of(low), date_of(high)
    narrowed = replace(
        filters,
        since=first if filters.since is None else max(first, filters.since),
        until=last if filters.until is None else min(last, filters.until),
    )
    for hit in all_hits(db, query, narrowed, sort):
        if _is_new(db, hit.id, query, filters, after):
            yield hit


def _is_new(db: sqlite3.Connection, article_id: int, query: Query, filters: Filters, after: int) -> bool:
    sql = "SELECT min(revision) FROM arrival WHERE article_id = ? AND n > ?"
    revision = db.execute(sql, (article_id, after)).fetchone()[0]
    if revision is None:
        return False
    sql = "SELECT record FROM revision WHERE article_id = ? AND n = ?"
    row = db.execute(sql, (article_id, revision - 1)).fetchone()
    return row is None or not _answered(from_json(json.loads(row[0])), query, filters)


def _answered(old: Article, query: Query, filters: Filters) -> bool:
    day = (old.published_at or old.fetched_at).date()
    in_days = (filters.since is None or day >= filters.since) and (filters.until is None or day <= filters.until)
    return in_days and filters.admits(old) and holds(query.root, texts(old))
