"""The search tables of one transaction: written together at its end, in the order of the ids.

FTS5 gathers what it is given in memory, and writes it out as a segment whenever SQLite sets a savepoint, as it does
for many an UPDATE and INSERT … SELECT. Written article by article between other tables' rows, each article became
a segment of its own (measured: 0.3 to 0.5 ms more an article). Ids in order halve FTS5's own work.
What is written also reaches search tables that are being rebuilt (``rebuild.py``) and the saved searches
(``watches.py``): in the same transaction, so that neither can ever miss an article.
"""

from models.archive.compiled_sql import Database
from models.archive.index.rebuild import write_to_shadow
from models.archive.index.rows import IndexEntry, index_all, make_entry, unindex_all
from models.archive.write.watches import record
from models.records.article import Article

MAX_PENDING_ARTICLES = 500
"""Articles held in memory before they are written, in a long transaction."""

Pending = dict[int, tuple[Article, int]]
"""By id: the article, and its outlet's number."""


class PendingIndexRows:
    """What the open transaction has yet to put into the search tables, and to take out of them."""

    def __init__(self) -> None:
        self._in: Pending = {}
        self._out: Pending = {}

    def index(self, database: Database, article_id: int, article: Article, outlet_n: int) -> None:
        """Put one article in; it is not there, or ``unindex`` was called for it."""
        self._in[article_id] = (article, outlet_n)
        if len(self._in) >= MAX_PENDING_ARTICLES:
            self.flush(database)

    def unindex(self, article_id: int, article: Article, outlet_n: int) -> None:
        """Take one article out; it must be as it was put in."""
        if self._in.pop(article_id, None) is None:
            self._out[article_id] = (article, outlet_n)

    def flush(self, database: Database) -> None:
        """Write everything; to be called before the commit."""
        if not self._in and not self._out:
            return
        gone, come = _entries(self._out), _entries(self._in)
        unindex_all(database.driver_run_many, gone)
        index_all(database.driver_run_many, come)
        write_to_shadow(database, gone, come)
        record(database, [article for article, _ in self._out.values()], {n: one for n, (one, _) in self._in.items()})
        self.forget()

    def forget(self) -> None:
        """Drop everything, after a rollback."""
        self._in.clear()
        self._out.clear()


def _entries(pending: Pending) -> list[IndexEntry]:
    return [
        make_entry(number, article, outlet_n) for number, (article, outlet_n) in sorted(pending.items(), key=_by_id)
    ]


def _by_id(item: tuple[int, tuple[Article, int]]) -> int:
    return item[0]
