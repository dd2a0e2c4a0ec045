"""Writes how mornings went, and which news was told at once, in steps around the moment at which it is sent."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from models.archive.compiled_sql import Database
from models.clips.morning import KeptStep
from models.records.times import now, time_text


def begin_morning(database: Database, day: date) -> None:
    """A morning begins; what is kept of an earlier run of the same day is replaced, but for when it was sent."""
    sql = (
        "INSERT INTO morning (day, begun_at, steps) VALUES (?1, ?2, '[]') "
        "ON CONFLICT (day) DO UPDATE SET begun_at = ?2, ended_at = NULL, steps = '[]'"
    )
    database.driver_run(sql, (day.isoformat(), str(time_text(now()))))


def mark_sent(database: Database, day: date) -> None:
    """The clip of the day was sent."""
    database.driver_run("UPDATE morning SET sent_at = ? WHERE day = ?", (str(time_text(now())), day.isoformat()))


def end_morning(database: Database, day: date, steps: Sequence[KeptStep]) -> None:
    """The morning has ended, and this is how its steps went."""
    told = json.dumps([asdict(step) for step in steps], ensure_ascii=False)
    database.driver_run(
        "UPDATE morning SET ended_at = ?, steps = ? WHERE day = ?", (str(time_text(now())), told, day.isoformat())
    )


def set_alert(database: Database, watch_id: int, *, is_on: bool) -> None:
    """Tell the news of a saved search at once, from the next find on; or no longer."""
    if not is_on:
        database.driver_run("DELETE FROM alert WHERE watch_id = ?", (watch_id,))
        return
    sql = (
        "INSERT OR IGNORE INTO alert (watch_id, told) "
        "SELECT ?1, coalesce((SELECT max(n) FROM watch_hit WHERE watch_id = ?1), 0)"
    )
    database.driver_run(sql, (watch_id,))


def begin_alert(database: Database, watch_id: int, last: int) -> None:
    """The finds up to ``last`` are about to be told."""
    database.driver_run("UPDATE alert SET telling = ? WHERE watch_id = ?", (last, watch_id))


def end_alert(database: Database, watch_id: int, last: int) -> None:
    """The finds up to ``last`` were told."""
    sql = "UPDATE alert SET told = max(told, ?), telling = NULL WHERE watch_id = ?"
    database.driver_run(sql, (last, watch_id))
