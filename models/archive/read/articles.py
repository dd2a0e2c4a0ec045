"""Articles, their earlier texts and whether they are gone, as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from models.records.article import Article
from models.records.outlet import RELEASES
from models.records.rows import COLUMNS, from_json, from_row, read_list
from models.records.stored_article import ArticleHead, Revision
from models.records.times import read_time
from models.records.url_states import ADDRESS_OF

_COLUMNS = ", ".join(COLUMNS)
_HEAD = "id, outlet, outlet_title, headline, reporters, emails, published_at, published_raw, canonical_url"
_MAX_IDS = 30_000


def get_article(db: sqlite3.Connection, id_or_url: int | str) -> Article | None:
    """The article of an id (also one it had before its date was corrected) or an address."""
    article_id = find_id(db, id_or_url)
    if article_id is None:
        return None
    row = db.execute(f"SELECT {_COLUMNS} FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else from_row(row)


def read_heads(db: sqlite3.Connection, article_ids: Sequence[int]) -> Iterator[ArticleHead]:
    """What stands above the texts of articles, in the order of ids; the texts are not read."""
    sql = f"SELECT {_HEAD} FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    ids = sorted(set(article_ids))
    for start in range(0, len(ids), _MAX_IDS):
        for row in db.execute(sql, (json.dumps(ids[start : start + _MAX_IDS]),)):
            yield ArticleHead(
                id=row[0],
                outlet=row[1],
                outlet_title=row[2],
                headline=row[3],
                reporters=tuple(read_list(row[4])),
                emails=tuple(read_list(row[5])),
                published_at=read_time(row[6]),
                published_raw=row[7],
                canonical_url=row[8],
            )


def find_id(db: sqlite3.Connection, id_or_url: int | str) -> int | None:
    """The id an article has now, by an id it has or had, its canonical URL or an address it was fetched from."""
    if isinstance(id_or_url, str):
        text = id_or_url.strip().encode("utf-8", "replace").decode()
        if not text.removeprefix("-").isdecimal() or len(text) > 20:
            return _id_of_url(db, text)
        id_or_url = int(text)
    if abs(id_or_url) >= 1 << 63:
        return None
    return _first(
        db,
        "SELECT id FROM article WHERE id = ?1 UNION ALL SELECT new_id FROM renumbered WHERE old_id = ?1",
        id_or_url,
    )


def _id_of_url(db: sqlite3.Connection, url: str) -> int | None:
    """By the canonical address, by any other that the ledger knows, and by other forms of both."""
    from models.text.addresses import address_forms, bare_address  # its forms take time to load

    bare = bare_address(url)
    for address in dict.fromkeys((url, bare, *address_forms(bare))):
        found = _first(db, "SELECT id FROM article WHERE canonical_url = ? ORDER BY id DESC", address)
        if found is not None:
            return found
    by_address = (
        "SELECT a.id FROM url AS u JOIN article AS a ON a.outlet = u.outlet AND a.canonical_url = "
        f"iif(substr(u.reason, 1, {len(ADDRESS_OF)}) = '{ADDRESS_OF}', substr(u.reason, {len(ADDRESS_OF) + 1}), u.key) "
        "WHERE u.url = ?1 OR u.key = ?1 ORDER BY a.id DESC"
    )
    return next((found for one in dict.fromkeys((url, bare)) if (found := _first(db, by_address, one))), None)


def _first(db: sqlite3.Connection, sql: str, value: int | str) -> int | None:
    row = db.execute(sql, (value,)).fetchone()
    return None if row is None else int(row[0])


def read_revisions(db: sqlite3.Connection, article_id: int) -> tuple[Revision, ...]:
    """The article's earlier texts, oldest first; empty where it never changed."""
    rows = db.execute("SELECT n, record, replaced_at FROM revision WHERE article_id = ? ORDER BY n", (article_id,))
    return tuple(
        Revision(n=n, article=from_json(json.loads(record)), replaced_at=datetime.fromisoformat(at))
        for n, record, at in rows
    )


def find_newest_id(db: sqlite3.Connection) -> int | None:
    """The largest id; None where there is no article."""
    newest: int | None = db.execute("SELECT max(id) FROM article").fetchone()[0]
    return newest


def exist_between(db: sqlite3.Connection, low: int, high: int) -> bool:
    """Whether there is an article of the press with an id in the range, both ends included."""
    sql = (
        "SELECT 1 FROM article AS a JOIN outlet AS o ON o.id = a.outlet WHERE a.id BETWEEN ? AND ? AND o.kind <> ? "
        "LIMIT 1"
    )
    return db.execute(sql, (low, high, RELEASES)).fetchone() is not None


def read_revision_number(db: sqlite3.Connection, article_id: int) -> int | None:
    """The number of an article's newest text."""
    row = db.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else int(row[0])


def read_headlines(db: sqlite3.Connection, outlet: str, most: int = 300) -> list[str]:
    """An outlet's newest headlines."""
    rows = db.execute("SELECT headline FROM article WHERE outlet = ? ORDER BY id DESC LIMIT ?", (outlet, most))
    return [str(row[0]) for row in rows]


def read_gone(db: sqlite3.Connection, article_id: int) -> tuple[datetime, str] | None:
    """Since when an article is taken to be gone from its outlet, and why; None for one that is still there."""
    row = db.execute("SELECT at, reason FROM gone WHERE article_id = ?", (article_id,)).fetchone()
    if row is None:
        return None
    at = read_time(row[0])
    assert at is not None
    return at, row[1]


def read_all_gone(db: sqlite3.Connection) -> dict[tuple[str, str], datetime]:
    """Every article taken to be gone, by outlet and canonical address, with since when."""
    sql = "SELECT a.outlet, a.canonical_url, g.at FROM gone AS g JOIN article AS a ON a.id = g.article_id"
    return {(outlet, url): datetime.fromisoformat(at) for outlet, url, at in db.execute(sql)}
