"""Mornings that ran by themselves, and news that was told at once, as readers see them. Standard library only."""

import json
import sqlite3
from datetime import date

from models.clips.morning import KeptMorning, KeptStep
from models.query.watch import AlertState
from models.records.times import read_time

_MORNINGS = "SELECT day, begun_at, ended_at, sent_at, steps FROM morning"


def read_morning(row: tuple[str, str, str | None, str | None, str]) -> KeptMorning:
    """A morning of its row."""
    day, begun_at, ended_at, sent_at, steps = row
    begun = read_time(begun_at)
    assert begun is not None
    return KeptMorning(
        day=date.fromisoformat(day),
        begun_at=begun,
        ended_at=read_time(ended_at),
        sent_at=read_time(sent_at),
        steps=tuple(KeptStep(**step) for step in json.loads(steps)),
    )


def get_morning(db: sqlite3.Connection, day: date) -> KeptMorning | None:
    """The morning of a day; None where there was none."""
    row = db.execute(f"{_MORNINGS} WHERE day = ?", (day.isoformat(),)).fetchone()
    return None if row is None else read_morning(tuple(row))


def get_last_morning(db: sqlite3.Connection, before: date) -> KeptMorning | None:
    """The last morning before a day; None where there was none."""
    row = db.execute(f"{_MORNINGS} WHERE day < ? ORDER BY day DESC LIMIT 1", (before.isoformat(),)).fetchone()
    return None if row is None else read_morning(tuple(row))


def read_alerts(db: sqlite3.Connection) -> dict[int, AlertState]:
    """Of each saved search whose news is told at once, up to which find it was."""
    return {
        number: AlertState(told=told, telling=telling)
        for number, told, telling in db.execute("SELECT watch_id, told, telling FROM alert")
    }
