"""Writes who is logged in, inside one transaction of an archive."""

from datetime import datetime

from models.archive.compiled_sql import Database
from models.people.session import Session
from models.records.times import time_text


class SessionStore:
    """Writes in the transaction of ``database``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, session: Session) -> None:
        """Somebody logged in."""
        values = (
            *(session.key, session.person),
            *(str(time_text(session.begun_at)), str(time_text(session.seen_at)), session.agent),
        )
        self._database.driver_run(
            "INSERT INTO session (key, person, begun_at, seen_at, agent) VALUES (?, ?, ?, ?, ?)", values
        )

    def mark_seen(self, key: str, at: datetime) -> None:
        """The browser asked for a page at this time; earlier than is known changes nothing."""
        text = str(time_text(at))
        self._database.driver_run("UPDATE session SET seen_at = ? WHERE key = ? AND seen_at < ?", (text, key, text))

    def end(self, key: str) -> None:
        """Somebody logged out."""
        self._database.driver_run("DELETE FROM session WHERE key = ?", (key,))

    def end_all(self, person: str) -> None:
        """A person is logged out everywhere."""
        self._database.driver_run("DELETE FROM session WHERE person = ?", (person,))

    def end_old(self, begun_before: datetime, seen_before: datetime) -> None:
        """Forget the sessions that began before a time or were last seen before another."""
        values = str(time_text(begun_before)), str(time_text(seen_before))
        self._database.driver_run("DELETE FROM session WHERE begun_at < ? OR seen_at < ?", values)
