"""What the outlets of one crawling process share: the archive, its group commit, and the end when it fails.

A crawl of many outlets has one session; a spider that Scrapy started itself opens one of its own
(``scrapy crawl newspim -a since=2026-11-01 -s ARCHIVE=a.db``).
"""

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import UsageError

from models.health.baseline import make_profile
from models.health.signs import MIN_LINE_LENGTH
from models.interface import ArchiveWriter
from models.open import open_writer
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.revisit_rules import MAX_REVISITS_A_RUN
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from models.records.times import now
from models.text.alnum_key import alnum_key
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.list_walk import LOOK_BACK, choose_window
from scrapers.crawl.lock import LockHeldError, crawl_lock
from scrapers.crawl.outlet_run import OutletRun, ProgressEvent
from scrapers.crawl.quarantine import Quarantine
from scrapers.delays import READING_SECONDS
from scrapers.middlewares.close_spider import stop_outlet

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


class CrawlSession:
    """Begins runs on one open archive. The archive's first failure ends them all."""

    def __init__(self, archive: ArchiveWriter, on_progress: Callable[[ProgressEvent], None] | None = None) -> None:
        self.archive = archive
        self.commit = GroupCommit(archive, self._fail)
        self.runs: list[OutletRun] = []
        """Begun and not ended: a run is let go of when it has ended, not when the whole crawl has."""
        self._planned: dict[str, int] = {}
        self._notes = list(archive.notes)
        self._on_progress = on_progress

    def plan(self, outlets: Sequence[Outlet]) -> None:
        """Enter, before the first request, every outlet that is to be crawled; raises ArchiveError.

        Whatever ends the crawl (kill, power cut, full disk), an outlet whose turn never came has a run that says so.
        """
        with self.archive.transaction() as writer:
            for outlet in outlets:
                self.archive.upsert_outlet(outlet)
            self._planned = writer.ledger.plan_runs([outlet.id for outlet in outlets], now())

    def begin(
        self,
        outlet: Outlet,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        look_back: timedelta = LOOK_BACK,
        revisits: int = MAX_REVISITS_A_RUN,
        reading_seconds: float = READING_SECONDS,
    ) -> OutletRun:
        """A run of the outlet, entered in the ledger; raises ArchiveError."""
        started = now()
        planned = self._planned.pop(outlet.id, None)
        if planned is None:
            self.archive.upsert_outlet(outlet)
        last = self.archive.ledger.last_complete(outlet.id, started)
        window = choose_window(since, until, last, started, look_back)
        run_id = self.archive.ledger.begin_run(
            outlet.id, started, since=window.floor, until=until, limit=limit, planned=planned
        )
        run = OutletRun(
            outlet,
            run_id,
            self.commit,
            window,
            limit=limit,
            is_first=last is None,
            quarantine=self._make_quarantine(outlet),
            revisits=revisits,
            reading_seconds=reading_seconds,
            on_progress=self._on_progress,
        )
        while self._notes:
            run.add_finding(RunFinding(RunFindingCode.ARCHIVE_NOTE, self._notes.pop(0)))
        self.runs.append(run)
        return run

    def end(self, run: OutletRun) -> None:
        """Let go of a run that has its summary."""
        self.runs.remove(run)

    def _make_quarantine(self, outlet: Outlet) -> Quarantine:
        known = {
            key for headline in self.archive.headlines(outlet.id) if len(key := alnum_key(headline)) >= MIN_LINE_LENGTH
        }
        return Quarantine(make_profile(self.archive.ledger.history(outlet.id)), known)

    def _fail(self, error: ArchiveError) -> None:
        for run in self.runs:
            if run.crawler is not None and run.summary is None:
                stop_outlet(run.crawler, Finish.STORAGE, str(error))


def open_single_run(outlet: Outlet, crawler: "Crawler", arguments: dict[str, Any]) -> OutletRun:
    """A run in a session of its own, on the archive of ``ARCHIVE`` and under its lock; closed when the engine stops.

    ``arguments`` are the spider's: since, until and limit are taken out. Raises UsageError.
    """
    target = crawler.settings.get("ARCHIVE") or os.environ.get("NEWS_ARCHIVE") or "archive.db"
    held = ExitStack()
    try:
        held.enter_context(crawl_lock(target))
        archive = held.enter_context(open_writer(target))
        run = CrawlSession(archive).begin(
            outlet,
            since=_read_day(arguments.pop("since", None)),
            until=_read_day(arguments.pop("until", None)),
            limit=int(arguments.pop("limit", 0)) or None,
        )
    except (ArchiveError, LockHeldError, ValueError) as error:
        held.close()
        raise UsageError(str(error)) from error

    def close() -> None:
        held.close()
        if run.summary is not None:
            log.info("%s", run.summary.line())

    crawler.signals.connect(close, signal=signals.engine_stopped, weak=False)
    return run


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
