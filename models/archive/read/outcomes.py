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
from models.records.url_states import State

_BEGINS = (
    "SELECT started_at FROM crawl_run WHERE outlet = ? AND started_at < ? AND complete AND finish = 'finished' "
    """AND statistics LIKE '%"links":%' AND statistics NOT LIKE '%"links":0,%' """
    """AND statistics NOT LIKE '%"links":0}%' """
    "ORDER BY started_at DESC LIMIT 1"
)
_COUNTED = ("list_pages", "found", "stored", "unchanged", "failed", "disallowed", "quarantined", "left", "rejected")
_COME = frozenset({State.STORED, State.UNCHANGED})
_STATES_NOW = "SELECT state, count(*) FROM url WHERE last_run = ? GROUP BY state"
_OUTCOMES = (
    'SELECT id, started_at, ended_at, finish, complete, since, until, "limit", statistics, findings, '
    'list_pages, found, stored, unchanged, failed, disallowed, quarantined, "left", rejected FROM crawl_run '
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
        if is_crawling is None and any(row[2] is None for row in rows):
            is_crawling = crawling()
        runs = [_outcome(db, row, is_running=bool(is_crawling) and row is rows[-1] and row[2] is None) for row in rows]
        yield OutletRuns(id=outlet, title=title, runs=runs)


def _outcome(db: sqlite3.Connection, row: tuple[Any, ...], *, is_running: bool) -> RunOutcome:
    run, started_at, ended_at, finish, complete, since, until, limit, statistics, findings, *counts = row
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
        counts=_let_in(db, run, dict(zip(_COUNTED, counts, strict=True))),
        links=told.get("links"),
        reasons=told.get("reasons", {}),
        findings=tuple(map(RunFinding.from_text, json.loads(findings))),
        is_running=is_running,
    )


def _let_in(db: sqlite3.Connection, run: int, counts: dict[str, int]) -> dict[str, int]:
    """The counts as they would be if what was not believed, or not read, and is no more, had been let in at once."""
    if not counts["quarantined"] and 2 * counts["rejected"] <= counts["found"]:
        return counts
    now: Mapping[str, int] = dict(db.execute(_STATES_NOW, (run,)).fetchall())
    held = min(counts["quarantined"], now.get(State.QUARANTINED, 0))
    rejected = min(counts["rejected"], now.get(State.REJECTED, 0))
    came = sum(now.get(state, 0) - counts[state] for state in _COME)
    let_in = counts["quarantined"] - held + counts["rejected"] - rejected
    stored = counts["stored"] + max(0, min(came, let_in))
    return {**counts, "quarantined": held, "rejected": rejected, "stored": stored}
