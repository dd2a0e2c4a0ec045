"""What health judges: each outlet's runs, the days of its articles, pages held back. Standard library only."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from models.health.diagnosis import Record, RunRow
from models.health.run_statistics import Statistics, read_statistics
from models.records.article_ids import FIRST_DAY
from models.records.run_finding import RunFinding
from models.records.run_finish import Finish
from models.records.times import read_time

RUNS = 60
_RUNS = (
    "SELECT id, started_at, iif(ended_at IS NULL, ?, finish), complete, found, stored, "
    'changed, failed, disallowed, "left", statistics, findings FROM crawl_run '
    "WHERE outlet = ? AND (ended_at IS NOT NULL OR NOT ?) AND started_at <= ? ORDER BY id DESC LIMIT ?"
)
_DAYS = "SELECT DISTINCT id >> 14 FROM article WHERE outlet = ? ORDER BY 1"
_HELD = (
    "SELECT count(*), count(*) FILTER (WHERE v.due_at IS NULL) FROM url AS u LEFT JOIN visit AS v ON v.url_id = u.id "
    "WHERE u.outlet = ? AND u.state = 'quarantined'"
)


def read_records(
    db: sqlite3.Connection, now: datetime, outlets: Sequence[str] = (), *, crawling: bool = False
) -> Iterator[Record]:
    """Every outlet that was ever crawled, or those named, by id.

    A run without an end was killed, or could not write it; unless a crawl is going on (``crawling``).
    """
    for outlet, title in db.execute("SELECT id, title FROM outlet ORDER BY id").fetchall():
        if outlets and outlet not in outlets:
            continue
        runs = tuple(
            _run(*row) for row in db.execute(_RUNS, (Finish.KILLED.value, outlet, crawling, now.isoformat(), RUNS))
        )
        if not runs:
            continue
        held, held_long = db.execute(_HELD, (outlet,)).fetchone()
        days = tuple(_date(day) for (day,) in db.execute(_DAYS, (outlet,)) if _is_day(day, now))
        yield Record(outlet=outlet, title=title, runs=runs, days=days, held=held, held_long=held_long)


def _run(
    number: int,
    started_at: str,
    finish: str,
    complete: int,
    found: int,
    stored: int,
    changed: int,
    failed: int,
    disallowed: int,
    left: int,
    statistics: str,
    findings: str,
) -> RunRow:
    started = read_time(started_at)
    assert started is not None
    return RunRow(
        id=number,
        started_at=started,
        finish=Finish(finish),
        complete=bool(complete),
        found=found,
        stored=stored,
        changed=changed,
        failed=failed,
        disallowed=disallowed,
        left=left,
        statistics=read_statistics(statistics),
        findings=tuple(map(RunFinding.from_text, json.loads(findings))),
    )


def _is_day(day: int, now: datetime) -> bool:
    """A day that health can use: not before the count begins, nor in the future."""
    return 0 <= day <= (now.date() - FIRST_DAY).days


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)


def read_last_begun(db: sqlite3.Connection, now: datetime) -> datetime | None:
    """When the newest run of any outlet began; None where there was none up to ``now``.

    A run of the future began by a clock that was wrong, and says nothing of this night.
    """
    sql = "SELECT max(started_at) FROM crawl_run WHERE started_at <= ?"
    return read_time(db.execute(sql, (now.isoformat(),)).fetchone()[0])


HISTORY = "SELECT statistics FROM crawl_run WHERE outlet = ? AND statistics <> '{}' ORDER BY id DESC LIMIT ?"


def read_history(db: sqlite3.Connection, outlet: str, most: int = 60) -> list[Statistics]:
    """What an outlet's last runs reported, newest first."""
    return [read_statistics(row[0]) for row in db.execute(HISTORY, (outlet, most))]
