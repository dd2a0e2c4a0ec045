"""Every row against its seal, every text and page against its hash, and what must belong together."""

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from models.archive.row_checksums import SEALED, seal
from models.records.verify_finding import VerifyFinding

TELL_EVERY = 500
PAGES = (
    "SELECT id, article_id, key, outlet, sha256, size, dictionary_id, body FROM page ORDER BY outlet, dictionary_id, id"
)
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
Tell = Callable[[str, int, int], None]


def check_rows(db: sqlite3.Connection, tell: Tell) -> Iterator[VerifyFinding]:
    """Outlets, articles, revisions and pages say what they said when they were written."""
    for table, columns in SEALED.items():
        total = _count(db, table)
        names = ", ".join(f'"{name}"' for name in columns)
        key = "article_id" if table in ("page", "revision") else "rowid"
        for number, row in enumerate(db.execute(f"SELECT seal, rowid, {key}, {names} FROM {table}")):
            if number % TELL_EVERY == 0:
                tell(f"{table}s", number, total)
            values = row[3:]
            if _seal(values) != row[0]:
                yield _changed(table, row[1], row[2], dict(zip(columns, values, strict=True)))
            elif table == "article":
                yield from _check_text(dict(zip(columns, values, strict=True)))


def _check_text(row: dict[str, Any]) -> Iterator[VerifyFinding]:
    text = "\0".join((row["headline"], row["deck"], row["body"]))
    if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != row["text_sha256"]:
        yield VerifyFinding(
            "rows", f"Article {row['id']} ({row['canonical_url']}): its text has another SHA-256.", row["id"]
        )


def _seal(values: tuple[Any, ...]) -> int | None:
    try:
        return seal(values)
    except TypeError:  # bytes where a text was
        return None


def _changed(table: str, rowid: int, key: Any, row: dict[str, Any]) -> VerifyFinding:
    article = key if isinstance(key, int) and table != "outlet" else None
    if table == "article":
        what = f"Article {rowid} ({row['canonical_url']})"
    elif table == "outlet":
        what = f"The outlet {row['id']}"
    elif table == "revision":
        what = f"The earlier text {row['n']} of article {key}"
    else:
        what = f"The page of {row['url']}"
    return VerifyFinding("rows", f"{what} is no longer what was stored.", article)


def check_pages(db: sqlite3.Connection, tell: Tell) -> Iterator[VerifyFinding]:
    """Each stored page unpacks to the bytes received; each dictionary can be read."""
    from models.archive.compression import DamagedPageError, Unpacker  # keeps zstandard out of what reads no page

    total, none = _count(db, "page"), Unpacker()
    held: tuple[int | None, Unpacker | None] = (None, none)
    for number, row in enumerate(db.execute(PAGES)):
        if number % TELL_EVERY == 0:
            tell("pages' bytes", number, total)
        _, article, key, _, digest, size, dictionary, body = row
        if dictionary != held[0]:
            held = (dictionary, none if dictionary is None else _unpacker(db, dictionary))
        try:
            whole = held[1] is not None and sha256(held[1].unpack(body, size)).hexdigest() == digest
        except (DamagedPageError, TypeError, ValueError):
            whole = False
        if not whole:
            yield VerifyFinding("pages", f"The stored page of {key} cannot be read as it was received.", article)
    for (dictionary,) in db.execute("SELECT id FROM dictionary").fetchall():
        if _unpacker(db, dictionary) is None:
            yield VerifyFinding(
                "pages", f"The dictionary {dictionary} is damaged: pages packed with it cannot be read."
            )


def _unpacker(db: sqlite3.Connection, dictionary: int) -> Any:
    from models.archive.compression import DamagedPageError, Unpacker

    row = db.execute("SELECT body FROM dictionary WHERE id = ?", (dictionary,)).fetchone()
    try:
        return None if row is None else Unpacker(row[0])
    except (DamagedPageError, TypeError):
        return None


def check_links(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """No article without its page, its earlier texts and its place in the ledger; no address stored for nothing."""
    for (article,) in db.execute(NO_PAGE):
        yield VerifyFinding("links", f"Article {article} has no stored page.", article)
    for article, revision in db.execute(NO_REVISION):
        yield VerifyFinding(
            "links", f"Article {article} is revision {revision}, but not all earlier texts are there.", article
        )
    for (article,) in db.execute(NO_LEDGER):
        yield VerifyFinding("links", f"Article {article} is not in the ledger.", article)
    for (key,) in db.execute(NO_ARTICLE):
        yield VerifyFinding("links", f"The ledger says that {key} is stored, but there is no article of it.")


def _count(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
