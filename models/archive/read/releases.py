"""Press releases and the articles made from them, as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from models.records.release import KeptRelease, Pickup, ReleasePickups, ReleaseRow
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


def read_release(db: sqlite3.Connection, release_id: int) -> ReleaseRow | None:
    """One release with its text; None where there is none of that id."""
    names = [one.name for one in fields(ReleaseRow)]
    row = db.execute(f"SELECT {', '.join(names)} FROM release WHERE id = ?", (release_id,)).fetchone()
    return None if row is None else ReleaseRow(**dict(zip(names, row, strict=True)))


_PICKUP = (
    "SELECT p.article_id, p.release_id, r.title, r.released_at, p.of_article, p.of_release, p.headline_same, "
    "p.minutes_after, p.certain FROM pickup AS p JOIN release AS r ON r.id = p.release_id"
)
_DAY = "coalesce(released_on, substr(released_at, 1, 10))"
"""The day a release went out, as the index ``ix_release_day`` has it."""


def read_pickups(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[Pickup, ...]]:
    """The releases each article was made from, the one with the largest share first."""
    sql = f"{_PICKUP} WHERE p.article_id IN (SELECT value FROM json_each(?)) ORDER BY p.of_article DESC"
    found: dict[int, list[Pickup]] = {}
    for one in map(_pickup, db.execute(sql, (json.dumps(list(article_ids)),))):
        found.setdefault(one.article_id, []).append(one)
    return {article: tuple(rows) for article, rows in found.items()}


def read_releases_between(db: sqlite3.Connection, first: date, last: date) -> list[ReleasePickups]:
    """The releases of these days, both included, with the articles made from each; the oldest first."""
    sql = (
        f"SELECT id, title, file, issuer, {_DAY} AS day, released_at FROM release "
        f"WHERE {_DAY} BETWEEN ? AND ? ORDER BY day, coalesce(released_at, ''), id"
    )
    rows = db.execute(sql, (first.isoformat(), last.isoformat())).fetchall()
    made: dict[int, list[Pickup]] = {}
    of_releases = f"{_PICKUP} WHERE p.release_id IN (SELECT value FROM json_each(?)) ORDER BY p.article_id"
    for one in map(_pickup, db.execute(of_releases, (json.dumps([row[0] for row in rows]),))):
        made.setdefault(one.release_id, []).append(one)
    return [
        ReleasePickups(
            id=number,
            title=title,
            file=file,
            issuer=issuer,
            released_on=date.fromisoformat(day),
            released_at=read_time(released_at),
            pickups=tuple(made.get(number, ())),
        )
        for number, title, file, issuer, day, released_at in rows
    ]


def count_undated(db: sqlite3.Connection) -> int:
    """How many releases are kept of which no day is known."""
    return int(db.execute(f"SELECT count(*) FROM release WHERE {_DAY} IS NULL").fetchone()[0])


def _pickup(row: Sequence[Any]) -> Pickup:
    return Pickup(
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


def exist_between(db: sqlite3.Connection, first: date, last: date) -> bool:
    """Whether a release of these days is kept, both included."""
    sql = f"SELECT 1 FROM release WHERE {_DAY} BETWEEN ? AND ? LIMIT 1"
    return db.execute(sql, (first.isoformat(), last.isoformat())).fetchone() is not None
