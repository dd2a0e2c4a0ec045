"""How the runs of each outlet ended, as the coverage of a request needs them. Standard library only.

Apart from ``runs``, because every search asks for it, and none of it needs what health knows.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from models.health.coverage import OutletRuns, RunOutcome
from models.records.run_finding import RunFinding
from models.records.run_finish import Finish
from models.records.times import read_time

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
