"""Every row against its checksum, every text and page against its hash, and what must belong together."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from models.archive.row_checksums import CHECKED_COLUMNS, checksum, checksum_of_text
from models.language import _
from models.records.url_states import COUNTS, State
from models.records.verify_finding import VerifyFinding

if TYPE_CHECKING:
    from models.archive.compression import Unpacker


PAGES = "SELECT id, sha256, size, dictionary_id, body FROM page WHERE "
MAX_DICTIONARIES = 300
"""That are held at a time, of at most 128 kB each."""
NO_PAGE = (
    "SELECT id FROM article WHERE NOT EXISTS "
    "(SELECT 1 FROM page WHERE page.article_id = article.id AND page.revision = article.revision)"
)
NO_LEDGER = (
    "SELECT page.article_id FROM page WHERE article_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM url WHERE url.outlet = page.outlet AND url.key = page.key)"
)
NO_ARTICLE = (
    "SELECT url.key FROM url WHERE state = 'stored' AND NOT EXISTS (SELECT 1 FROM page WHERE page.key = url.key "
    "AND page.outlet = url.outlet AND page.article_id IS NOT NULL)"
)
NO_REVISION = (
    "SELECT id, revision FROM article "
    "WHERE revision - 1 <> (SELECT count(*) FROM revision WHERE article_id = article.id)"
)
NO_DECISION = (
    "SELECT id FROM clip_item WHERE NOT EXISTS (SELECT 1 FROM clip_change WHERE clip_change.item_id = clip_item.id)"
)
OnProgress = Callable[[str, int, int], None]
Share = tuple[int, int]
"""Which of how many: (0, 30) is the first of thirty."""
SHARE_BLOCK = 4_096
"""Rows whose numbers are next to each other are in one share: they lie together in the file. A power of two."""


Since = Mapping[str, int]
"""The last row number of ``page`` and ``revision`` that is known: what is behind it is new, with its articles."""
NEW_ROWS = {
    "page": "rowid > :page",
    "revision": "rowid > :revision",
    "article": "id IN (SELECT article_id FROM page WHERE rowid > :page UNION "
    "SELECT article_id FROM revision WHERE rowid > :revision)",
}
"""Of these tables only what is new; the others are small, and looked at as a whole."""


def read_as_written(text: bytes) -> str:
    """Text of the file; bytes that are not text are kept as such, so that the row is named and not the whole table."""
    return text.decode("utf-8", "surrogateescape")


def find_recent(db: sqlite3.Connection, at: str) -> Since:
    """From where on rows are new, that is of ``at`` (ISO) or later."""
    last = "SELECT rowid FROM {table} WHERE {column} < ? ORDER BY rowid DESC LIMIT 1"
    columns = {"page": "fetched_at", "revision": "replaced_at"}
    found = {
        table: db.execute(last.format(table=table, column=column), (at,)).fetchone()
        for table, column in columns.items()
    }
    return {table: row[0] if row else 0 for table, row in found.items()}


def _conditions_of(
    db: sqlite3.Connection, table: str, share: Share | None, since: Since | None
) -> Iterator[tuple[str, Mapping[str, int]]]:
    """What to ask a table for, one after the other: the rows of a block of numbers, or what is new, with its values."""
    if since is not None and table in NEW_ROWS:
        yield NEW_ROWS[table], since
        return
    which, of = share or (0, 1)
    following = f"SELECT min(rowid) FROM {table} WHERE rowid >= ?"
    first = db.execute(f"SELECT min(rowid) FROM {table}").fetchone()[0]
    while first is not None:  # a damaged number can be far away from all others
        block = first // SHARE_BLOCK
        if block % of == which:
            begin = block * SHARE_BLOCK
            yield "rowid BETWEEN :first AND :last", {"first": begin, "last": begin + SHARE_BLOCK - 1}
        last = (block + 1) * SHARE_BLOCK
        first = db.execute(following, (last,)).fetchone()[0] if last < 2**63 else None


@contextmanager
def _text_as_bytes(db: sqlite3.Connection) -> Iterator[None]:
    before, db.text_factory = db.text_factory, bytes
    try:
        yield
    finally:
        db.text_factory = before


def check_rows(
    db: sqlite3.Connection, on_progress: OnProgress, share: Share | None = None, since: Since | None = None
) -> Iterator[VerifyFinding]:
    """Outlets, articles, revisions, pages, clips and people say what they said when they were written.

    SQLite writes the list that a checksum covers; where it is another one, or none can be written of a damaged value,
    the row is read as it is.
    """
    for table, columns in CHECKED_COLUMNS.items():
        total, number = _count(db, table), 0
        names = ", ".join(f'"{name}"' for name in columns)
        text = ", headline || char(0) || deck || char(0) || body, text_sha256" if table == "article" else ""
        sql = f"SELECT rowid, seal, json_array({names}){text} FROM {table} WHERE "
        for condition, values in _conditions_of(db, table, share, since):
            suspects = list[int]()
            try:
                with _text_as_bytes(db):
                    for row in db.execute(sql + condition, values):
                        number += 1
                        if _is_suspect(row):
                            suspects.append(row[0])
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR:
                    raise
                # One of them has a value that no list can hold: each is read by itself.
                suspects = [row[0] for row in db.execute(f"SELECT rowid FROM {table} WHERE {condition}", values)]
            for rowid in suspects:
                yield from _check_row(db, table, columns, rowid)
            on_progress(f"{table}s", number, total)


def _is_suspect(row: tuple[Any, ...]) -> bool:
    """Whether a row, as SQLite wrote it, is not plainly what was stored."""
    if checksum_of_text(row[2]) != row[1]:
        return True
    return len(row) > 3 and sha256(row[3]).hexdigest().encode() != row[4]


def _check_row(db: sqlite3.Connection, table: str, columns: tuple[str, ...], rowid: int) -> Iterator[VerifyFinding]:
    names = ", ".join(f'"{name}"' for name in columns)
    key = "article_id" if table in ("page", "revision") else "rowid"
    row = db.execute(f"SELECT seal, rowid, {key}, {names} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
    values = row[3:]
    if _seal(values) != row[0]:
        yield _changed(table, row[1], row[2], dict(zip(columns, values, strict=True)))
    elif table == "article":
        yield from _check_text(dict(zip(columns, values, strict=True)))


def _check_text(row: dict[str, Any]) -> Iterator[VerifyFinding]:
    text = "\0".join((row["headline"], row["deck"], row["body"]))
    if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row["text_sha256"]:
        yield VerifyFinding(
            "rows",
            _(
                "Article {id} ({url}): its text has another SHA-256.",
                id=row["id"],
                url=row["canonical_url"],
            ),
            row["id"],
        )


def _seal(values: tuple[Any, ...]) -> int | None:
    try:
        return checksum(values)
    except TypeError:  # bytes where a text was
        return None


def _changed(table: str, rowid: int, key: object, row: dict[str, Any]) -> VerifyFinding:
    article = key if isinstance(key, int) and table in ("article", "page", "revision") else None
    if table.startswith(("clip", "person", "audit")):
        what = _("Row {id} of {table}", id=rowid, table=table)
    elif table == "article":
        what = _("Article {id} ({url})", id=rowid, url=row["canonical_url"])
    elif table == "outlet":
        what = _("The outlet {id}", id=row["id"])
    elif table == "revision":
        what = _("The earlier text {n} of article {key}", n=row["n"], key=key)
    else:
        what = _("The page of {url}", url=row["url"])
    return VerifyFinding("rows", _("{what} is no longer what was stored.", what=what), article)


def check_pages(
    db: sqlite3.Connection, on_progress: OnProgress, share: Share | None = None, since: Since | None = None
) -> Iterator[VerifyFinding]:
    """Each stored page unpacks to the bytes received; each dictionary can be read."""
    from models.archive.compression import DamagedPageError  # keeps zstandard out of what reads no page

    total, number, unpackers = _count(db, "page"), 0, _Unpackers(db)
    for condition, values in _conditions_of(db, "page", share, since):
        for page, digest, size, dictionary, body in db.execute(PAGES + condition, values):
            number += 1
            try:
                unpacker = unpackers.get(dictionary)
                whole = unpacker is not None and sha256(unpacker.unpack(body, size)).hexdigest() == digest
            except (DamagedPageError, TypeError, ValueError):
                whole = False
            if not whole:
                article, key = db.execute("SELECT article_id, key FROM page WHERE id = ?", (page,)).fetchone()
                yield VerifyFinding(
                    "pages", _("The stored page of {key} cannot be read as it was received.", key=key), article
                )
        on_progress(_("pages' bytes"), number, total)
    if since is not None or (share is not None and share[0]):
        return
    for (dictionary,) in db.execute("SELECT id FROM dictionary").fetchall():
        if _unpacker(db, dictionary) is None:
            yield VerifyFinding(
                "pages",
                _(
                    "The dictionary {dictionary} is damaged: pages packed with it cannot be read.",
                    dictionary=dictionary,
                ),
            )


class _Unpackers:
    """Those of the dictionaries that were used last: neighbours in the file are of many outlets."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._held: dict[int | None, Unpacker | None] = {}

    def get(self, dictionary: int | None) -> "Unpacker | None":
        """The unpacker of a dictionary; None where it cannot be read."""
        if dictionary in self._held:
            found = self._held[dictionary] = self._held.pop(dictionary)  # the last of all
            return found
        if len(self._held) > MAX_DICTIONARIES:
            del self._held[next(iter(self._held))]
        self._held[dictionary] = _unpacker(self._db, dictionary)
        return self._held[dictionary]


def _unpacker(db: sqlite3.Connection, dictionary: int | None) -> "Unpacker | None":
    from models.archive.compression import DamagedPageError, Unpacker

    if dictionary is None:
        return Unpacker()
    row = db.execute("SELECT body FROM dictionary WHERE id = ?", (dictionary,)).fetchone()
    try:
        return None if row is None else Unpacker(row[0])
    except (DamagedPageError, TypeError):
        return None


def check_scans(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """Each scan of a clip's item has the bytes it was given."""
    for number, name, digest, size, data in db.execute("SELECT id, name, sha256, size, data FROM clip_attachment"):
        if not isinstance(data, bytes) or len(data) != size or sha256(data).hexdigest() != digest:
            yield VerifyFinding("rows", _("The scan {name} of a clip ({id}) is damaged.", name=name, id=number))


def check_links(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """No article without its page, its earlier texts and its place in the ledger; no address stored for nothing."""
    for (article,) in db.execute(NO_PAGE):
        yield VerifyFinding("links", _("Article {article} has no stored page.", article=article), article)
    for article, revision in db.execute(NO_REVISION):
        yield VerifyFinding(
            "links",
            _(
                "Article {article} is revision {revision}, but not all earlier texts are there.",
                article=article,
                revision=revision,
            ),
            article,
        )
    for (article,) in db.execute(NO_LEDGER):
        yield VerifyFinding("links", _("Article {article} is not in the ledger.", article=article), article)
    for (key,) in db.execute(NO_ARTICLE):
        yield VerifyFinding("links", _("The ledger says that {key} is stored, but there is no article of it.", key=key))
    for (item,) in db.execute(NO_DECISION):
        yield VerifyFinding("links", _("Nobody knows who put item {item} into its clip.", item=item))


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


ENDS = tuple(state.value for state in State if state is not State.FOUND)


def check_ledger(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """The sum of every ended run, and that each address is in one state of the closed list, with no loose end."""
    sums = " + ".join(f'"{end}"' for end in ENDS)
    wrong = (
        f"SELECT id, outlet, started_at, found, {sums} FROM crawl_run WHERE ended_at IS NOT NULL AND found <> {sums}"
    )
    for run, outlet, at, found, ended in db.execute(wrong):
        yield VerifyFinding(
            "ledger",
            _(
                "Run {run} of {outlet} ({at}) does not close: {found} found, but {ended} ended.",
                run=run,
                outlet=outlet,
                at=at,
                found=found,
                ended=ended,
            ),
        )
    for outlet, count in db.execute(
        "SELECT url.outlet, count(*) FROM url JOIN crawl_run ON crawl_run.id = url.last_run "
        "WHERE url.state = 'found' AND crawl_run.ended_at IS NOT NULL GROUP BY url.outlet"
    ):
        yield VerifyFinding(
            "ledger",
            _(
                "{count} addresses of {outlet} were found in a run that ended, and have no end.",
                count=count,
                outlet=outlet,
            ),
        )
    for run, outlet, touched, found in db.execute(
        "SELECT crawl_run.id, crawl_run.outlet, count(*) AS touched, crawl_run.found FROM url "
        "JOIN crawl_run ON crawl_run.id = url.last_run WHERE crawl_run.ended_at IS NOT NULL "
        "GROUP BY crawl_run.id HAVING touched > crawl_run.found"
    ):
        yield VerifyFinding(
            "ledger",
            _(
                "Run {run} of {outlet} found {found} addresses, but {touched} name it as their last.",
                run=run,
                outlet=outlet,
                found=found,
                touched=touched,
            ),
        )
    known = ", ".join(f"'{state.value}'" for state in State)
    for key, state in db.execute(f"SELECT key, state FROM url WHERE state NOT IN ({known})"):
        yield VerifyFinding(
            "ledger", _("The address {key} is in a state that does not exist: {state}.", key=key, state=state)
        )


def check_run(db: sqlite3.Connection, said: Mapping[str, Any]) -> Iterator[VerifyFinding]:
    """A run as the manifest has it against the archive's own row."""
    names = [name for name in said if name in COUNTS or name in ("ended_at", "finish")]
    columns = ", ".join(f'"{name}"' for name in names)
    row = db.execute(f"SELECT {columns} FROM crawl_run WHERE id = ?", (said.get("run"),)).fetchone()
    if row is None:
        yield VerifyFinding(
            "manifest", _("Run {run}, which ended at {at}, is lost.", run=said.get("run"), at=said.get("ended_at"))
        )
    elif differing := [name for name, value in zip(names, row, strict=True) if said[name] != value]:
        yield VerifyFinding(
            "manifest", _("Run {run} is not as it ended: {differing}.", run=said["run"], differing=", ".join(differing))
        )
