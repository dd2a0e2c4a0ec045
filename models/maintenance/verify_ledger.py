"""Does the ledger close? For each run: found = stored + unchanged + rejected + … + left."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from models.records.url_states import COUNTS, State
from models.records.verify_finding import VerifyFinding

ENDS = tuple(state.value for state in State if state is not State.FOUND)


def check_ledger(db: sqlite3.Connection) -> Iterator[VerifyFinding]:
    """The sum of every ended run, and that each address is in one state of the closed list, with no loose end."""
    sums = " + ".join(f'"{end}"' for end in ENDS)
    wrong = (
        f"SELECT id, outlet, started_at, found, {sums} FROM crawl_run WHERE ended_at IS NOT NULL AND found <> {sums}"
    )
    for run, outlet, at, found, ended in db.execute(wrong):
        yield VerifyFinding("ledger", f"Run {run} of {outlet} ({at}) does not close: {found} found, but {ended} ended.")
    for outlet, count in db.execute(
        "SELECT url.outlet, count(*) FROM url JOIN crawl_run ON crawl_run.id = url.last_run "
        "WHERE url.state = 'found' AND crawl_run.ended_at IS NOT NULL GROUP BY url.outlet"
    ):
        yield VerifyFinding("ledger", f"{count} addresses of {outlet} were found in a run that ended, and have no end.")
    for run, outlet, touched, found in db.execute(
        "SELECT crawl_run.id, crawl_run.outlet, count(*) AS touched, crawl_run.found FROM url "
        "JOIN crawl_run ON crawl_run.id = url.last_run WHERE crawl_run.ended_at IS NOT NULL "
        "GROUP BY crawl_run.id HAVING touched > crawl_run.found"
    ):
        yield VerifyFinding(
            "ledger", f"Run {run} of {outlet} found {found} addresses, but {touched} name it as their last."
        )
    known = ", ".join(f"'{state.value}'" for state in State)
    for key, state in db.execute(f"SELECT key, state FROM url WHERE state NOT IN ({known})"):
        yield VerifyFinding("ledger", f"The address {key} is in a state that does not exist: {state}.")


def check_run(db: sqlite3.Connection, said: Mapping[str, Any]) -> Iterator[VerifyFinding]:
    """A run as the manifest has it against the archive's own row."""
    names = [name for name in said if name in COUNTS or name in ("ended_at", "finish")]
    columns = ", ".join(f'"{name}"' for name in names)
    row = db.execute(f"SELECT {columns} FROM crawl_run WHERE id = ?", (said.get("run"),)).fetchone()
    if row is None:
        yield VerifyFinding("manifest", f"Run {said.get('run')}, which ended at {said.get('ended_at')}, is lost.")
    elif differing := [name for name, value in zip(names, row, strict=True) if said[name] != value]:
        yield VerifyFinding("manifest", f"Run {said['run']} is not as it ended: {', '.join(differing)}.")
