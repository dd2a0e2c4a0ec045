"""What health judges: each outlet's runs, the days of its articles, pages held back. Standard library only."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from models.health.coverage import OutletRuns, RunOutcome
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


def read_last_begun(db: sqlite3.Connection) -> datetime | None:
    """When the newest run of any outlet began; None where there was none."""
    return read_time(db.execute("SELECT max(started_at) FROM crawl_run").fetchone()[0])


HISTORY = "SELECT statistics FROM crawl_run WHERE outlet = ? AND statistics <> '{}' ORDER BY id DESC LIMIT ?"


def read_history(db: sqlite3.Connection, outlet: str, most: int = 60) -> list[Statistics]:
    """What an outlet's last runs reported, newest first."""
    return [read_statistics(row[0]) for row in db.execute(HISTORY, (outlet, most))]


_BEGINS = (
    "SELECT started_at FROM crawl_run WHERE outlet = ? AND started_at < ? AND complete AND finish = 'finished' "
    """AND statistics LIKE '%"links":%' AND statistics NOT LIKE '%"links":0,%' """
    """AND statistics NOT LIKE '%"links":0}%' """
    "ORDER BY started_at DESC LIMIT 1"
)
_COUNTED = ("list_pages", "found", "stored", "unchanged", "failed", "disallowed", "quarantined", "left")
_OUTCOMES = (
    'SELECT started_at, ended_at, finish, complete, since, until, "limit", statistics, findings, '
    'list_pages, found, stored, unchanged, failed, disallowed, quarantined, "left" FROM crawl_run '
    "WHERE outlet = ? AND started_at >= ? AND started_at <= ? ORDER BY started_at, id"
)


def read_outcomes(
    db: sqlite3.Connection, since: datetime | None, now: datetime, *, crawling: Callable[[], bool]
) -> Iterator[OutletRuns]:
    """How the runs of each outlet that was ever crawled ended, by id, from the last whole one before ``since``.

    ``since`` None: from the last whole one on. ``crawling`` says whether a crawl goes on; it is asked only where a run
    has no end: such a run goes on, or was killed.
    """
    before = (since or now).isoformat()
    is_crawling: bool | None = None
    for outlet, title in db.execute("SELECT id, title FROM outlet ORDER BY id").fetchall():
        begin = db.execute(_BEGINS, (outlet, before)).fetchone()
        rows = db.execute(_OUTCOMES, (outlet, begin[0] if begin else "", now.isoformat())).fetchall()
        if not rows:
            continue
        if is_crawling is None and any(row[1] is None for row in rows):
            is_crawling = crawling()
        runs = [_outcome(row, is_running=bool(is_crawling) and row is rows[-1] and row[1] is None) for row in rows]
        yield OutletRuns(id=outlet, title=title, runs=runs)


def _outcome(row: tuple[Any, ...], *, is_running: bool) -> RunOutcome:
    started_at, ended_at, finish, complete, since, until, limit, statistics, findings, *counts = row
    started = read_time(started_at)
    assert started is not None
    told: Mapping[str, Any] = json.loads(statistics or "{}")
    return RunOutcome(
        started_at=started,
        finish=Finish(finish) if ended_at is not None else Finish.KILLED,
        complete=bool(complete),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        limit=limit,
        counts=dict(zip(_COUNTED, counts, strict=True)),
        links=told.get("links"),
        reasons=told.get("reasons", {}),
        findings=tuple(map(RunFinding.from_text, json.loads(findings))),
        is_running=is_running,
    )
