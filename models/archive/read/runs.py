"""What health judges: each outlet's runs, the days of its articles, pages held back. Standard library only."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from models.health.diagnosis import Record, RunRow
from models.health.run_statistics import Statistics, read_statistics
from models.records.article_ids import FIRST_DAY, day_number
from models.records.run_finding import RunFinding
from models.records.run_finish import Finish
from models.records.times import read_time, time_text

RUNS = 60
_RUN_IDS = "SELECT id FROM crawl_run WHERE outlet = ? AND started_at <= ? ORDER BY id DESC"
"""Read from an index alone: the rows of a year of nights are long, and only the newest are wanted."""
_RUNS = (
    "SELECT id, started_at, iif(ended_at IS NULL, ?, finish), complete, found, stored, "
    'changed, failed, disallowed, "left", statistics, findings FROM crawl_run '
    "WHERE id IN (SELECT value FROM json_each(?)) AND (ended_at IS NOT NULL OR NOT ?) ORDER BY id DESC"
)
_DAYS = "SELECT outlet, day FROM outlet_day WHERE day BETWEEN ? AND ? ORDER BY day"
DAYS = 400
"""Days back from today that are told of an outlet's articles."""
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
    today = day_number(now)
    days = dict[str, list[date]]()
    for outlet, day in db.execute(_DAYS, (max(0, today - DAYS), today)):
        days.setdefault(outlet, []).append(_date(day))
    for outlet, title in db.execute("SELECT id, title FROM outlet ORDER BY id").fetchall():
        if outlets and outlet not in outlets:
            continue
        runs = tuple(islice(_newest_runs(db, outlet, now, crawling=crawling), RUNS))
        if not runs:
            continue
        held, held_long = db.execute(_HELD, (outlet,)).fetchone()
        told = tuple(days.get(outlet, ()))
        yield Record(outlet=outlet, title=title, runs=runs, days=told, held=held, held_long=held_long)


def _newest_runs(db: sqlite3.Connection, outlet: str, now: datetime, *, crawling: bool) -> Iterator[RunRow]:
    ids = [row[0] for row in db.execute(_RUN_IDS, (outlet, now.isoformat()))]
    for start in range(0, len(ids), RUNS):
        some = json.dumps(ids[start : start + RUNS])
        for row in db.execute(_RUNS, (Finish.KILLED.value, some, crawling)).fetchall():
            yield _run(*row)


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


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)


_BEGUN = (
    "SELECT outlet, ended_at IS NULL OR finish = ? FROM crawl_run "
    "WHERE started_at BETWEEN ? AND ? ORDER BY started_at, id"
)


def read_begun(db: sqlite3.Connection, since: datetime, now: datetime) -> list[tuple[str, bool]]:
    """The outlet of each run begun since then, the oldest first, and whether it has no end or was killed.

    A run of the future began by a clock that was wrong, and says nothing of this night.
    """
    rows = db.execute(_BEGUN, (Finish.KILLED.value, time_text(since), time_text(now)))
    return [(outlet, bool(is_killed)) for outlet, is_killed in rows]


HISTORY = "SELECT statistics FROM crawl_run WHERE outlet = ? AND statistics <> '{}' ORDER BY id DESC LIMIT ?"


def read_history(db: sqlite3.Connection, outlet: str, most: int = 60) -> list[Statistics]:
    """What an outlet's last runs reported, newest first."""
    return [read_statistics(row[0]) for row in db.execute(HISTORY, (outlet, most))]
