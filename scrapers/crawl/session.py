"""What the outlets of one crawling process share: the archive, its group commit, and the end when it fails."""

from collections.abc import Callable
from datetime import date, timedelta

from models.archive.revisit_rules import MOST_A_RUN
from models.archive.write.archive import Archive
from models.health.baseline import profile
from models.health.signs import LINE_LENGTH, key_of
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.run_finish import Finish
from models.records.times import now
from scrapers.crawl.group_commit import GroupCommit
from scrapers.crawl.outlet_run import Run
from scrapers.crawl.progress_event import Event
from scrapers.crawl.quarantine import Probation
from scrapers.crawl.window import LOOK_BACK, window
from scrapers.middlewares.close_spider import stop_outlet


class Night:
    """Begins runs on one open archive. The archive's first failure ends them all."""

    def __init__(self, archive: Archive, on_event: Callable[[Event], None] | None = None) -> None:
        self.archive = archive
        self.commit = GroupCommit(archive, self._fail)
        self.runs: list[Run] = []
        """Begun and not ended: what a run holds on to is let go of before the night is over."""
        self._notes = list(archive.notes)
        self._on_event = on_event

    def begin(
        self,
        outlet: Outlet,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        look_back: timedelta = LOOK_BACK,
        revisits: int = MOST_A_RUN,
    ) -> Run:
        """A run of the outlet, entered in the ledger; raises ArchiveError."""
        started = now()
        self.archive.upsert_outlet(outlet)
        last = self.archive.ledger.last_complete(outlet.id)
        days = window(since, until, last, started, look_back)
        run_id = self.archive.ledger.begin_run(outlet.id, started, since=days.floor, until=until, limit=limit)
        run = Run(
            outlet,
            run_id,
            self.commit,
            days,
            limit=limit,
            is_first=last is None,
            probation=self._probation(outlet),
            revisits=revisits,
            on_event=self._on_event,
        )
        while self._notes:
            run.find(f"the archive: {self._notes.pop(0)}")
        self.runs.append(run)
        return run

    def end(self, run: Run) -> None:
        """A run that has its summary is no longer of this night."""
        self.runs.remove(run)

    def _probation(self, outlet: Outlet) -> Probation:
        known = {key for headline in self.archive.headlines(outlet.id) if len(key := key_of(headline)) >= LINE_LENGTH}
        return Probation(profile(self.archive.ledger.history(outlet.id)), known)

    def _fail(self, error: ArchiveError) -> None:
        for run in self.runs:
            if run.crawler is not None and run.summary is None:
                stop_outlet(run.crawler, Finish.STORAGE, str(error))
