"""Walk over the stored pages: bytes as received, and what became of each. Standard library, and compression.py."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any

from models.archive.compression import DamagedPageError, Unpacker
from models.records.listings import read_headers, read_listing
from models.records.page import KeptPage, Page
from models.records.rows import read_time

AT_ONCE = 200
HELD = 16
"""Dictionaries held ready in memory, at about 0.3 MB each."""
_PAGES = (
    "SELECT p.id, p.key, p.article_id, p.revision, p.outlet, p.url, p.status, p.fetched_at, p.headers, p.listing, "
    "p.size, p.dictionary_id, p.body FROM page AS p WHERE p.id > ? {where} ORDER BY p.id LIMIT " + str(AT_ONCE)
)


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


def _kept(db: sqlite3.Connection, row: tuple[Any, ...], unpackers: OrderedDict[int | None, Unpacker]) -> KeptPage:
    number, key, article, revision, outlet, url, status, fetched_at, headers, listing, size, dictionary, body = row
    page, damage = None, ""
    try:
        unpacker = unpackers.get(dictionary) or _unpacker(db, dictionary)
        unpackers[dictionary] = unpacker
        if len(unpackers) > HELD:
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
        raise DamagedPageError(f"the dictionary {dictionary} it was packed with is missing")
    return Unpacker(row[0])
