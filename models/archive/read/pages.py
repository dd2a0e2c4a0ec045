"""Stored pages: bytes as received, and what became of each. Imports zstandard, so it is loaded when first needed."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any

from models.archive.compression import DamagedPageError, Unpacker, unpack
from models.language import _
from models.records.errors import ArchiveError
from models.records.page import KeptPage, Page, StoredPage, read_headers, read_listing
from models.records.times import read_time

BATCH_PAGES = 200
MAX_UNPACKERS = 16
"""Dictionaries held ready in memory, at about 0.3 MB each."""
_COLUMNS = (
    "SELECT p.id, p.key, p.article_id, p.revision, p.outlet, p.url, p.status, p.fetched_at, p.headers, p.listing, "
    "p.size, p.dictionary_id, p.body FROM page AS p "
)
_PAGES = _COLUMNS + "WHERE p.id > ? {where} ORDER BY p.id LIMIT " + str(BATCH_PAGES)
_NEWEST = _COLUMNS + "WHERE p.outlet = ? ORDER BY p.id DESC LIMIT ?"


def walk_pages(
    db: sqlite3.Connection, *, outlets: Sequence[str] = (), article_id: int | None = None
) -> Iterator[KeptPage]:
    """Every stored page in the order of storing, or those of some outlets, or of one article.

    Each some hundred are a view of their own, so that a long walk does not keep a writer's log from being emptied.
    """
    where, values = "", list[str | int]()
    if outlets:
        where = f"AND p.outlet IN ({', '.join('?' * len(outlets))})"
        values += outlets
    if article_id is not None:
        where += " AND p.article_id = ?"
        values.append(article_id)
    unpackers: OrderedDict[int | None, Unpacker] = OrderedDict()
    after = 0
    while rows := db.execute(_PAGES.format(where=where), (after, *values)).fetchall():
        for row in rows:
            yield _kept(db, row, unpackers)
        after = rows[-1][0]


def newest_pages(db: sqlite3.Connection, outlet: str, limit: int) -> list[KeptPage]:
    """An outlet's stored pages, the last stored first."""
    unpackers: OrderedDict[int | None, Unpacker] = OrderedDict()
    return [_kept(db, row, unpackers) for row in db.execute(_NEWEST, (outlet, limit)).fetchall()]


def _kept(db: sqlite3.Connection, row: tuple[Any, ...], unpackers: OrderedDict[int | None, Unpacker]) -> KeptPage:
    number, key, article, revision, outlet, url, status, fetched_at, headers, listing, size, dictionary, body = row
    page, damage = None, ""
    try:
        unpacker = unpackers.get(dictionary) or _unpacker(db, dictionary)
        unpackers[dictionary] = unpacker
        if len(unpackers) > MAX_UNPACKERS:
            unpackers.popitem(last=False)
        at = read_time(fetched_at)
        assert at is not None
        page = Page(
            outlet=outlet,
            url=url,
            body=unpacker.unpack(body, size),
            fetched_at=at,
            status=status,
            headers=read_headers(headers),
            listing=read_listing(listing),
        )
    except (DamagedPageError, ValueError, TypeError, KeyError) as error:
        damage = str(error)
    return KeptPage(
        id=number,
        key=key,
        url=url,
        article_id=article,
        revision=revision,
        page=page,
        damage=damage,
    )


def _unpacker(db: sqlite3.Connection, dictionary: int | None) -> Unpacker:
    if dictionary is None:
        return Unpacker()
    row = db.execute("SELECT body FROM dictionary WHERE id = ?", (dictionary,)).fetchone()
    if row is None:
        raise DamagedPageError(_("the dictionary {dictionary} it was packed with is missing", dictionary=dictionary))
    return Unpacker(row[0])


_PAGE = (
    "SELECT p.outlet, p.url, p.status, p.fetched_at, p.headers, p.listing, p.size, p.body, d.body, p.sha256, "
    "p.revision FROM page AS p LEFT JOIN dictionary AS d ON d.id = p.dictionary_id "
    "WHERE p.article_id = ?1 AND (?2 IS NULL OR p.revision >= ?2) "
    "ORDER BY CASE WHEN ?2 IS NULL THEN -p.revision ELSE p.revision END, p.id DESC LIMIT 1"
)


def get_page(db: sqlite3.Connection, article_id: int, revision: int | None = None) -> StoredPage | None:
    """The page that gave the article, or one of its revisions. Raises ``ArchiveError`` when it is damaged.

    A revision that was replaced because its page was read again (`news reparse`) came from the page of the next one.
    """
    row = db.execute(_PAGE, (article_id, revision)).fetchone()
    if row is None:
        return None
    outlet, url, status, fetched_at, headers, listing, size, body, dictionary, sha256, number = row
    try:
        data = unpack(body, size, dictionary)
    except DamagedPageError as error:
        raise ArchiveError(
            _("The page of article {number} cannot be read: {error}.", number=article_id, error=error)
        ) from error
    fetched = read_time(fetched_at)
    assert fetched is not None
    page = Page(
        outlet=outlet,
        url=url,
        body=data,
        fetched_at=fetched,
        status=status,
        headers=read_headers(headers),
        listing=read_listing(listing),
    )
    return StoredPage(page=page, revision=number, sha256=sha256)


def count_pages(db: sqlite3.Connection, outlets: Sequence[str] = ()) -> int:
    """How many pages are stored, of all outlets or of those named."""
    where = f"WHERE outlet IN ({', '.join('?' * len(outlets))})" if outlets else ""
    return int(db.execute(f"SELECT count(*) FROM page {where}", tuple(outlets)).fetchone()[0])


def read_settled(db: sqlite3.Connection, outlet: str, key: str) -> tuple[str, str, int] | None:
    """An address's state, its reason, and the number of its newest stored page."""
    row = db.execute(
        "SELECT state, reason, (SELECT max(id) FROM page WHERE page.outlet = url.outlet AND page.key = url.key) "
        "FROM url WHERE outlet = ? AND key = ?",
        (outlet, key),
    ).fetchone()
    return None if row is None else (str(row[0]), str(row[1]), int(row[2] or 0))
