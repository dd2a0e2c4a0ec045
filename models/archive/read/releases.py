"""Press releases and the articles made from them, as readers see them. Standard library only."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.records.rows import read_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Pickup:
    """An article made from a release, as `news pickup` found it: shares of letters are 0 to 1.

    ``certain`` is False where too little was taken over to count it.
    """

    release_id: int
    release_title: str
    released_at: datetime | None
    article_id: int
    of_article: float
    of_release: float
    headline_same: bool
    minutes_after: int | None
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A release that the archive keeps: the file it came in, when it went out, when its pickup was last looked for.

    ``articles`` are those that count; ``released_at`` is None where only the day, or not even that, is known.
    """

    id: int
    title: str
    file: str
    released_on: date | None
    released_at: datetime | None
    looked_at: datetime | None
    articles: int


def kept_releases(db: sqlite3.Connection) -> list[Kept]:
    """The releases that the archive keeps, by id."""
    sql = (
        "SELECT id, title, file, released_on, released_at, looked_at, "
        "(SELECT count(*) FROM pickup WHERE release_id = release.id AND certain) FROM release ORDER BY id"
    )
    return [
        Kept(
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


def pickups_of(db: sqlite3.Connection, article_ids: Sequence[int]) -> dict[int, tuple[Pickup, ...]]:
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
