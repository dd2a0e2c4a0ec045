"""Read the archive: articles, their original pages and their earlier texts.

Standard library only; a page's bytes are unpacked by ``compression.py``, which is imported when one is asked for.
"""

import json
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from models.archive.explain_error import explain_error
from models.archive.location import APPLICATION_ID, SCHEMA_VERSION, archive_path
from models.records.article import Article
from models.records.errors import ArchiveError, NewerSchemaError, NotAnArchiveError, OlderSchemaError
from models.records.outlet import OutletRow
from models.records.page import Listing, Page, StoredPage
from models.records.rows import COLUMNS, from_json, from_row, read_time
from models.records.stored_article import Revision
from models.text.ngrams import TOKENIZER_VERSION

ReadError = ArchiveError
"""What a reader raises: the archive cannot be used, and why, in one sentence."""

_UNWRITABLE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})
_COLUMNS = ", ".join(COLUMNS)
_PAGE = (
    "SELECT p.outlet, p.url, p.status, p.fetched_at, p.headers, p.listing, p.size, p.body, d.body, p.sha256, "
    "p.revision FROM page AS p LEFT JOIN dictionary AS d ON d.id = p.dictionary_id "
    "WHERE p.article_id = ?1 AND (?2 IS NULL OR p.revision >= ?2) "
    "ORDER BY CASE WHEN ?2 IS NULL THEN -p.revision ELSE p.revision END, p.id DESC LIMIT 1"
)


def open_reader(target: str | Path) -> sqlite3.Connection:
    """Open an archive for reading only; the caller closes it.

    An archive on a read-only disk can be read too, as long as no writer left anything unfinished beside it.
    Raises ``ReadError``: none there, no archive, of a later or an earlier release, damaged.
    """
    path = archive_path(target)
    if not path.exists():
        raise ReadError(f"There is no archive at {path}.")
    if path.is_dir():
        raise NotAnArchiveError(f"The archive {path} cannot be used: it is a folder.")
    try:
        return _open(path)
    except (OSError, sqlite3.Error) as error:
        raise explain_error(path, error) from error


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path, "mode=rw")
    except sqlite3.OperationalError as error:
        wal = path.with_name(path.name + "-wal")
        if error.sqlite_errorcode & 0xFF not in _UNWRITABLE or (wal.exists() and wal.stat().st_size):
            raise
    return _connect(path, "mode=ro&immutable=1")


def _connect(path: Path, options: str) -> sqlite3.Connection:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, timeout=10, isolation_level=None)
    try:
        db.execute("PRAGMA query_only = ON")
        _check(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Raise where the file is no archive that this release reads."""
    application, version = (_number(db, f"PRAGMA {name}") for name in ("application_id", "user_version"))
    if application != APPLICATION_ID:
        if not _number(db, "SELECT count(*) FROM sqlite_master"):
            raise NotAnArchiveError(f"The archive {path} cannot be used: it is empty.")
        raise NotAnArchiveError(f"The archive {path} cannot be used: it is the database of another program.")
    if version > SCHEMA_VERSION:
        raise NewerSchemaError(
            f"The archive {path} was written by a later release (schema {version}, this release knows "
            f"{SCHEMA_VERSION}): update the program."
        )
    words = db.execute("SELECT v FROM search_meta WHERE k = 'tokenizer_version'").fetchone() if version else None
    if version < SCHEMA_VERSION or words != (str(TOKENIZER_VERSION),):
        raise OlderSchemaError(
            f"The archive {path} was written by an earlier release: `news crawl` brings it up to date."
        )


def _number(db: sqlite3.Connection, sql: str) -> int:
    return int(db.execute(sql).fetchone()[0])


def outlets(db: sqlite3.Connection) -> dict[str, OutletRow]:
    """Every outlet in the archive, by id."""
    rows = db.execute("SELECT id, title, region, export, family FROM outlet ORDER BY id")
    return {row[0]: OutletRow(id=row[0], title=row[1], region=row[2], export=row[3], family=row[4]) for row in rows}


def get_article(db: sqlite3.Connection, id_or_url: int | str) -> Article | None:
    """The article of an id (also one it had before its date was corrected) or an address."""
    article_id = find_id(db, id_or_url)
    if article_id is None:
        return None
    row = db.execute(f"SELECT {_COLUMNS} FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else from_row(row)


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
    found = _first(db, "SELECT id FROM article WHERE canonical_url = ? ORDER BY id DESC", url)
    if found is not None:
        return found
    by_address = (
        "SELECT a.id FROM url AS u JOIN article AS a ON a.canonical_url = u.key AND a.outlet = u.outlet "
        "WHERE u.url = ? ORDER BY a.id DESC"
    )
    return _first(db, by_address, url)


def _first(db: sqlite3.Connection, sql: str, value: int | str) -> int | None:
    row = db.execute(sql, (value,)).fetchone()
    return None if row is None else int(row[0])


def get_page(db: sqlite3.Connection, article_id: int, revision: int | None = None) -> StoredPage | None:
    """The page that gave the article, or one of its revisions. Raises ``ReadError`` when it is damaged.

    A revision that was replaced because its page was read again (`news reparse`) came from the page of the next one.
    """
    from models.archive.compression import (  # keeps zstandard out of every command that shows no page
        DamagedPageError,
        unpack,
    )

    row = db.execute(_PAGE, (article_id, revision)).fetchone()
    if row is None:
        return None
    outlet, url, status, fetched_at, headers, listing, size, body, dictionary, sha256, number = row
    try:
        data = unpack(body, size, dictionary)
    except DamagedPageError as error:
        raise ReadError(f"The page of article {article_id} cannot be read: {error}.") from error
    fetched = read_time(fetched_at)
    assert fetched is not None
    page = Page(
        outlet=outlet,
        url=url,
        body=data,
        fetched_at=fetched,
        status=status,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        listing=_listing(listing),
    )
    return StoredPage(page=page, revision=number, sha256=sha256)


def revisions(db: sqlite3.Connection, article_id: int) -> tuple[Revision, ...]:
    """The article's earlier texts, oldest first; empty where it never changed."""
    rows = db.execute("SELECT n, record, replaced_at FROM revision WHERE article_id = ? ORDER BY n", (article_id,))
    return tuple(
        Revision(n=n, article=from_json(json.loads(record)), replaced_at=datetime.fromisoformat(at))
        for n, record, at in rows
    )


def _listing(text: str | None) -> Listing | None:
    if text is None:
        return None
    values: dict[str, Any] = json.loads(text)
    return Listing(**{**values, "published_at": read_time(values["published_at"])})


def newest_id(db: sqlite3.Connection) -> int | None:
    """The largest id; None where there is no article."""
    newest: int | None = db.execute("SELECT max(id) FROM article").fetchone()[0]
    return newest


def exist_between(db: sqlite3.Connection, low: int, high: int) -> bool:
    """Whether there is an article with an id in the range, both ends included."""
    return db.execute("SELECT 1 FROM article WHERE id BETWEEN ? AND ? LIMIT 1", (low, high)).fetchone() is not None
