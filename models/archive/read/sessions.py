"""Who is logged in, as readers see it. Standard library only."""

import sqlite3

from models.people.session import Session
from models.records.times import read_time

_SESSIONS = "SELECT key, person, begun_at, seen_at, agent FROM session"


def read_session(row: tuple[str, str, str, str, str]) -> Session:
    """A session of its row."""
    key, person, begun_at, seen_at, agent = row
    begun, seen = read_time(begun_at), read_time(seen_at)
    assert begun is not None
    assert seen is not None
    return Session(key=key, person=person, begun_at=begun, seen_at=seen, agent=agent)


def get_session(db: sqlite3.Connection, key: str) -> Session | None:
    """The session of a cookie's SHA-256; None where there is none."""
    row = db.execute(f"{_SESSIONS} WHERE key = ?", (key,)).fetchone()
    return None if row is None else read_session(tuple(row))


def read_sessions(db: sqlite3.Connection) -> tuple[Session, ...]:
    """Every session, the last begun first."""
    return tuple(read_session(tuple(row)) for row in db.execute(f"{_SESSIONS} ORDER BY begun_at DESC, key"))
