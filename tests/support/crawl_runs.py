"""Runs in an archive as crawls leave them, without a crawl: good ones, failed ones, one that has not ended."""

from collections.abc import Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from models.archive.write.archive import Archive
from models.health.run_statistics import Statistics
from models.open import open_reader
from models.records.outlet import Outlet
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish


def outlet_of(outlet_id: str, title: str) -> Outlet:
    """An outlet that only its runs are needed of."""
    return Outlet(id=outlet_id, title=title, family="generic", home=f"https://{outlet_id}.example", region="경북")


def add_run(
    path: Path,
    outlet: str,
    started: datetime,
    finish: Finish | None = Finish.FINISHED,
    *,
    complete: bool | None = None,
    since: date | None = None,
    limit: int | None = None,
    findings: Sequence[RunFinding] = (),
    statistics: Statistics | None = None,
    **counts: int,
) -> None:
    """A run of an outlet that the archive knows; ``finish`` None: it has not ended. It goes back 14 days."""
    with Archive.open(path) as archive:
        floor = since or started.date() - timedelta(days=14)
        run = archive.ledger.begin_run(outlet, started, since=floor, limit=limit)
        if finish is None:
            return
        whole = finish is Finish.FINISHED if complete is None else complete
        archive.ledger.end_run(run, started + timedelta(minutes=9), str(finish), complete=whole, counts=counts)
        told = statistics or Statistics(links=12 if whole else None)
        archive.ledger.record_findings(run, told, findings)


def add_dead_run(path: Path, outlet: str, started: datetime, word: str = "dns") -> None:
    """A run that could not reach its outlet."""
    finding = RunFinding(RunFindingCode.ROBOTS_UNAVAILABLE, word)
    add_run(path, outlet, started, Finish.ROBOTS, findings=[finding])


def crawled_well(path: Path, started: datetime, **options: Any) -> None:
    """A good night of every outlet in the archive."""
    with closing(open_reader(path)) as db:
        known = list(db.outlets.all())
    for outlet in known:
        add_run(path, outlet, started, **options)
