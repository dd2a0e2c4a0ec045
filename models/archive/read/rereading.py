"""What reading stored pages again must know of the archive. Standard library only."""

import sqlite3
from collections.abc import Sequence

from models.health.run_statistics import Statistics, read_statistics

HISTORY = "SELECT statistics FROM crawl_run WHERE outlet = ? AND statistics <> '{}' ORDER BY id DESC LIMIT ?"


def page_count(db: sqlite3.Connection, outlets: Sequence[str] = ()) -> int:
    """How many pages are stored, of all outlets or of those named."""
    where = f"WHERE outlet IN ({', '.join('?' * len(outlets))})" if outlets else ""
    return int(db.execute(f"SELECT count(*) FROM page {where}", tuple(outlets)).fetchone()[0])


def revision_of(db: sqlite3.Connection, article_id: int) -> int | None:
    """The number of an article's newest text."""
    row = db.execute("SELECT revision FROM article WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else int(row[0])


def settled_as(db: sqlite3.Connection, outlet: str, key: str) -> tuple[str, str, int] | None:
    """An address's state, its reason, and the number of its newest stored page."""
    row = db.execute(
        "SELECT state, reason, (SELECT max(id) FROM page WHERE page.outlet = url.outlet AND page.key = url.key) "
        "FROM url WHERE outlet = ? AND key = ?",
        (outlet, key),
    ).fetchone()
    return None if row is None else (str(row[0]), str(row[1]), int(row[2] or 0))


def history_of(db: sqlite3.Connection, outlet: str, most: int = 60) -> list[Statistics]:
    """What an outlet's last runs told, newest first."""
    return [read_statistics(row[0]) for row in db.execute(HISTORY, (outlet, most))]


def headlines_of(db: sqlite3.Connection, outlet: str, most: int = 300) -> list[str]:
    """An outlet's newest headlines."""
    rows = db.execute("SELECT headline FROM article WHERE outlet = ? ORDER BY id DESC LIMIT ?", (outlet, most))
    return [str(row[0]) for row in rows]
