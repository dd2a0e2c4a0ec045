"""Press releases and the articles made from them, as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from models.records.release import KeptRelease, Pickup
from models.records.times import read_time


def read_releases(db: sqlite3.Connection) -> list[KeptRelease]:
    """The releases that the archive keeps, by id."""
    sql = (
        "SELECT id, title, file, released_on, released_at, looked_at, "
        "(SELECT count(*) FROM pickup WHERE release_id = release.id AND certain) FROM release ORDER BY id"
    )
    return [
        KeptRelease(
            id=row[0],
            title=row[1],
            file=row[2],
            released_on=date.fromisoformat(row[3]) if row[3] else None,
            released_at=read_time(row[4]),
            looked_at=read_time(row[5]),
            articles=row[6],
        )
        for row in db.execute(sql)
    ]


def read_pickups(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[Pickup, ...]]:
    """The releases each article was made from, the one with the largest share first."""
    sql = (
        "SELECT p.article_id, p.release_id, r.title, r.released_at, p.of_article, p.of_release, p.headline_same, "
        "p.minutes_after, p.certain FROM pickup AS p JOIN release AS r ON r.id = p.release_id "
        "WHERE p.article_id IN (SELECT value FROM json_each(?)) ORDER BY p.of_article DESC"
    )
    found: dict[int, list[Pickup]] = {}
    for row in db.execute(sql, (json.dumps(list(article_ids)),)):
        found.setdefault(row[0], []).append(
            Pickup(
                article_id=row[0],
                release_id=row[1],
                release_title=row[2],
                released_at=read_time(row[3]),
                of_article=row[4],
                of_release=row[5],
                headline_same=bool(row[6]),
                minutes_after=row[7],
                certain=bool(row[8]),
            )
        )
    return {article: tuple(rows) for article, rows in found.items()}


def exist_between(db: sqlite3.Connection, first: date, last: date) -> bool:
    """Whether a release of these days is kept, both included."""
    sql = "SELECT 1 FROM release WHERE coalesce(released_on, substr(released_at, 1, 10)) BETWEEN ? AND ? LIMIT 1"
    return db.execute(sql, (first.isoformat(), last.isoformat())).fetchone() is not None
