"""Original pages into the archive: bytes as received with their headers, so that better steps can read them again."""

from collections import OrderedDict
from hashlib import sha256

from sqlalchemy import bindparam, insert, select, update

from models.archive.compiled_sql import Database
from models.archive.compression import DamagedPageError, Packer, pack, pack_dictionary
from models.archive.row_checksums import PAGE, Value, row_checksum
from models.archive.schema.tables import dictionary as dictionary_table
from models.archive.schema.tables import page as page_table
from models.records.page import Page, headers_json, listing_json
from models.records.times import time_text

PACKERS = 24
"""Outlets whose dictionary is held ready in memory, at about 1 MB each."""

_D = dictionary_table.c
_P = page_table.c
NEWEST_DICTIONARY = select(_D.id, _D.body).where(_D.outlet == bindparam("b_outlet")).order_by(_D.id.desc()).limit(1)
ADD_DICTIONARY = insert(dictionary_table)
ADD_PAGE = insert(page_table)
SAME_REJECT = (
    select(_P.id)
    .where(
        _P.key == bindparam("b_key"),
        _P.outlet == bindparam("b_outlet"),
        _P.sha256 == bindparam("b_sha256"),
        _P.article_id.is_(None),
    )
    .limit(1)
)

MOVE = (
    update(page_table)
    .where(_P.id == bindparam("b_page"))
    .values(article_id=bindparam("n_article"), revision=bindparam("n_revision"))
)


class PageStore:
    """Writes pages; holds a packer for each of the outlets used last."""

    def __init__(self) -> None:
        self._packers: OrderedDict[str, Packer] = OrderedDict()

    def forget(self) -> None:
        """Drop what is held in memory: after a rollback a dictionary may no longer be in the archive."""
        self._packers.clear()

    def put(self, database: Database, page: Page, key: str, *, article_id: int, revision: int) -> None:
        """Keep the page that gave this revision of an article."""
        packer = self._packer(database, page)
        body = packer.pack(page.body)
        self._add(database, page, key, body, packer.dictionary_id, article_id=article_id, revision=revision)

    def put_rejected(self, database: Database, page: Page, key: str) -> None:
        """Keep a page that is not an article, once: the same bytes again are not written.

        An error page does not resemble the outlet's articles, so it never becomes the outlet's dictionary.
        """
        digest = sha256(page.body).hexdigest()
        if database.run(SAME_REJECT, b_key=key, b_outlet=page.outlet, b_sha256=digest).fetchone() is None:
            self._add(database, page, key, pack(page.body), None, article_id=None, revision=None)

    @staticmethod
    def move(database: Database, page_id: int, *, article_id: int, revision: int) -> None:
        """The stored page was read again, and gave this revision of an article."""
        database.run(MOVE, b_page=page_id, n_article=article_id, n_revision=revision)

    def _packer(self, database: Database, page: Page) -> Packer:
        packer = self._packers.get(page.outlet) or self._load(database, page.outlet)
        if packer is None or packer.is_old:
            body = pack_dictionary(page.body)
            result = database.run(ADD_DICTIONARY, outlet=page.outlet, body=body)
            packer = Packer.of_row(result.lastrowid, body)
        self._packers[page.outlet] = packer
        self._packers.move_to_end(page.outlet)
        if len(self._packers) > PACKERS:
            self._packers.popitem(last=False)
        return packer

    def _load(self, database: Database, outlet: str) -> Packer | None:
        row = database.run(NEWEST_DICTIONARY, b_outlet=outlet).fetchone()
        if row is None:
            return None
        try:
            return Packer.of_row(row.id, row.body)
        except DamagedPageError:
            return None  # a damaged dictionary takes no more pages: the next page becomes a new one

    @staticmethod
    def _add(
        database: Database,
        page: Page,
        key: str,
        body: bytes,
        dictionary_id: int | None,
        *,
        article_id: int | None,
        revision: int | None,
    ) -> None:
        said: dict[str, Value] = {
            "outlet": page.outlet,
            "key": key,
            "url": page.url,
            "status": page.status,
            "fetched_at": time_text(page.fetched_at),
            "headers": headers_json(page.headers),
            "listing": listing_json(page.listing),
            "sha256": sha256(page.body).hexdigest(),
            "size": len(page.body),
        }
        database.run(
            ADD_PAGE,
            **said,
            seal=row_checksum(PAGE, said),
            article_id=article_id,
            revision=revision,
            dictionary_id=dictionary_id,
            body=body,
        )
