"""Every row against its checksum, every text and page against its hash, and what must belong together."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from models.archive.row_checksums import CHECKED_COLUMNS, checksum
from models.language import _
from models.records.url_states import COUNTS, State
from models.records.verify_finding import VerifyFinding

if TYPE_CHECKING:
    from models.archive.compression import Unpacker


PROGRESS_EVERY = 500
PAGES = "SELECT id, article_id, key, outlet, sha256, size, dictionary_id, body FROM page"
BY_DICTIONARY = " ORDER BY outlet, dictionary_id, id"
MAX_DICTIONARIES = 50
"""That are held at a time."""
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


def _rows_of(
    db: sqlite3.Connection, table: str, sql: str, share: Share | None, since: Since | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query of a table that has no condition and no order; of a share, block by block."""
    if since is not None and table in NEW_ROWS:
        yield from db.execute(f"{sql} WHERE {NEW_ROWS[table]}", since)
        return
    if share is None:
        yield from db.execute(sql)
        return
    which, of = share
    first, last = db.execute(f"SELECT coalesce(min(rowid), 0), coalesce(max(rowid), -1) FROM {table}").fetchone()
    for block in range(first // SHARE_BLOCK, last // SHARE_BLOCK + 1):
        if block % of == which:
            begin = block * SHARE_BLOCK
            yield from db.execute(f"{sql} WHERE rowid >= ? AND rowid < ?", (begin, begin + SHARE_BLOCK))


def check_rows(
    db: sqlite3.Connection, on_progress: OnProgress, share: Share | None = None, since: Since | None = None
) -> Iterator[VerifyFinding]:
    """Outlets, articles, revisions, pages, clips and people say what they said when they were written."""
    for table, columns in CHECKED_COLUMNS.items():
        total = _count(db, table)
        names = ", ".join(f'"{name}"' for name in columns)
        key = "article_id" if table in ("page", "revision") else "rowid"
        sql = f"SELECT seal, rowid, {key}, {names} FROM {table}"
        for number, row in enumerate(_rows_of(db, table, sql, share, since)):
            if number % PROGRESS_EVERY == 0:
                on_progress(f"{table}s", number, total)
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
    from models.archive.compression import DamagedPageError, Unpacker  # keeps zstandard out of what reads no page

    total = _count(db, "page")
    held: dict[int | None, Unpacker | None] = {None: Unpacker()}
    pages = PAGES if share or since else PAGES + BY_DICTIONARY
    for number, row in enumerate(_rows_of(db, "page", pages, share, since)):
        if number % PROGRESS_EVERY == 0:
            on_progress(_("pages' bytes"), number, total)
        _id, article, key, _outlet, digest, size, dictionary, body = row
        if dictionary not in held:
            if len(held) > MAX_DICTIONARIES:
                held = {None: held[None]}
            held[dictionary] = _unpacker(db, dictionary)
        unpacker = held[dictionary]
        try:
            whole = unpacker is not None and sha256(unpacker.unpack(body, size)).hexdigest() == digest
        except (DamagedPageError, TypeError, ValueError):
            whole = False
        if not whole:
            yield VerifyFinding(
                "pages", _("The stored page of {key} cannot be read as it was received.", key=key), article
            )
    for (dictionary,) in db.execute("SELECT id FROM dictionary").fetchall():
        if _unpacker(db, dictionary) is None:
            yield VerifyFinding(
                "pages",
                _(
                    "The dictionary {dictionary} is damaged: pages packed with it cannot be read.",
                    dictionary=dictionary,
                ),
            )


def _unpacker(db: sqlite3.Connection, dictionary: int) -> "Unpacker | None":
    from models.archive.compression import DamagedPageError, Unpacker

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
