"""The hits that are new to a query since an arrival: since a file was last exported (see ``read/exports.py``)."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from models.query.filters import Filters
from models.query.novelty import is_new
from models.query.tree import Query
from models.records.article_ids import date_of
from models.records.rows import from_json
from models.records.search_results import Hit, Sort
from models.search.search import all_hits
from models.text.searchable import texts


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
    old = None if row is None else from_json(json.loads(row[0]))
    return is_new(query.root, filters, old, None if old is None else texts(old))
