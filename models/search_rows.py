"""The search tables of one transaction: written together at its end, in the order of the ids.

FTS5 gathers what it is given in memory, and writes it out as a segment whenever SQLite sets a savepoint, as it does
for many an UPDATE and INSERT … SELECT. Written article by article between other tables' rows, each article became
a segment of its own (measured: 0.3 to 0.5 ms more an article). Ids in order halve FTS5's own work.
"""

from typing import Any

from models import fts
from models.article import Article
from models.statements import Database

AT_MOST = 500
"""Articles held in memory before they are written, in a long transaction."""


class SearchRows:
    """What the open transaction has yet to put into the search tables, and to take out of them."""

    def __init__(self) -> None:
        self._in: dict[int, tuple[Article, int]] = {}
        self._out: dict[int, tuple[Article, int]] = {}

    def index(self, database: Database, article_id: int, article: Article, outlet_n: int) -> None:
        """Put one article in; it is not there, or ``unindex`` was asked for it."""
        self._in[article_id] = (article, outlet_n)
        if len(self._in) >= AT_MOST:
            self.flush(database)

    def unindex(self, article_id: int, article: Article, outlet_n: int) -> None:
        """Take one article out; it must be as it was put in."""
        if self._in.pop(article_id, None) is None:
            self._out[article_id] = (article, outlet_n)

    def flush(self, database: Database) -> None:
        """Write everything; to be called before the commit."""
        for rows, write in ((self._out, fts.unindex), (self._in, fts.index)):
            calls = _Calls()
            for article_id, (article, outlet_n) in sorted(rows.items(), key=_by_id):
                write(calls, article_id, article, outlet_n)
            for sql, values in calls.by_statement.items():
                database.driver_run_many(sql, values)
        self.forget()

    def forget(self) -> None:
        """Drop everything, after a rollback."""
        self._in.clear()
        self._out.clear()


class _Calls:
    """Takes statements instead of a database, and keeps the calls of each together."""

    def __init__(self) -> None:
        self.by_statement: dict[str, list[tuple[Any, ...]]] = {}

    def __call__(self, sql: str, values: tuple[Any, ...]) -> None:
        self.by_statement.setdefault(sql, []).append(values)


def _by_id(item: tuple[int, tuple[Article, int]]) -> int:
    return item[0]
