"""Saved searches, read: what they ask for, and what each has found since it was made. Standard library only."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime

from models.query.filters import Filters
from models.query.tree import from_json
from models.query.watch import Watch, WatchHit
from models.records.rows import COLUMNS, from_row
from models.records.times import read_time

_WATCHES = "SELECT id, name, typed, query, filters, created_at, shown FROM watch ORDER BY name"
_HITS = (
    f"SELECT h.n, h.found_at, a.id, {', '.join(f'a.{name}' for name in COLUMNS)} FROM watch_hit AS h "
    "JOIN article AS a ON a.id = h.article_id WHERE h.watch_id = ?1 AND h.n > ?2 AND h.found_at >= ?3 "
    "ORDER BY a.id DESC, h.n DESC"
)


_UNSEEN = (
    "SELECT w.id, (SELECT count(*) FROM watch_hit AS h WHERE h.watch_id = w.id AND h.n > "
    "coalesce((SELECT s.n FROM watch_seen AS s WHERE s.person = ?1 AND s.watch_id = w.id), w.shown)) FROM watch AS w"
)
_SEEN = (
    "SELECT w.id, coalesce(s.n, w.shown) FROM watch AS w "
    "LEFT JOIN watch_seen AS s ON s.watch_id = w.id AND s.person = ?1"
)


def read_watch(row: sqlite3.Row | tuple[object, ...]) -> Watch:
    """A watch of its row, in the order of the table's columns."""
    number, name, typed, query, filters, created_at, shown = row
    settings = json.loads(str(filters))
    created = read_time(str(created_at))
    assert created is not None
    return Watch(
        id=int(str(number)),
        name=str(name),
        typed=str(typed),
        root=from_json(json.loads(str(query))),
        filters=Filters.from_json(settings),
        created_at=created,
        shown=int(str(shown)),
        rivals=tuple(settings.get("rivals", ())),
        title=settings.get("title", ""),
        caution=tuple(settings.get("caution", ())),
    )


def read_watches(db: sqlite3.Connection) -> tuple[Watch, ...]:
    """All saved searches, by name."""
    return tuple(map(read_watch, db.execute(_WATCHES)))


def read_hits(
    db: sqlite3.Connection, watch: Watch, *, since: datetime | None = None, behind: int | None = None
) -> Iterator[WatchHit]:
    """What a watch has found since a time, behind a find, or since its finds were last shown; newest day first."""
    after, at = (watch.shown if behind is None else behind, "") if since is None else (0, since.isoformat())
    for n, found_at, article_id, *columns in db.execute(_HITS, (watch.id, after, at)):
        found = read_time(found_at)
        assert found is not None
        yield WatchHit(n=n, found_at=found, article_id=article_id, article=from_row(columns))


def count_unseen(db: sqlite3.Connection, person: str) -> dict[int, int]:
    """How many finds of each saved search, by its id, a person has not seen; without a row of theirs, not shown."""
    return dict(db.execute(_UNSEEN, (person,)).fetchall())


def read_seen(db: sqlite3.Connection, person: str) -> dict[int, int]:
    """Up to which find a person has seen each saved search, by its id; without a row of theirs, up to ``shown``."""
    return dict(db.execute(_SEEN, (person,)).fetchall())
