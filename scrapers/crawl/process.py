"""A whole crawl in one process: the lock, the outlets side by side, one run and one summary each."""

import asyncio
import gc
import logging
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import is_reactor_installed

from models.open import open_writer
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.revisit_rules import MAX_REVISITS_A_RUN
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.run_finish import Finish
from scrapers.addon import delay_settings
from scrapers.crawl.list_walk import LOOK_BACK
from scrapers.crawl.lock import crawl_lock
from scrapers.crawl.outlet_run import OutletRun, ProgressEvent
from scrapers.crawl.session import CrawlSession
from scrapers.crawl.spider import OutletSpider, make_spider_class
from scrapers.delays import FIRST_RUN_SECONDS, READING_SECONDS, RUN_SECONDS, SINCE_RUN_SECONDS
from scrapers.middlewares.close_spider import stop_outlet, wait_until_closed
from scrapers.outcomes.run_summary import RunSummary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """How a crawl goes.

    ``since`` and ``until``: days of publication, both included. Without ``since`` a run goes back to old ground, and
    a first one ``look_back``. ``limit``: articles to fetch of each outlet. ``delay``: seconds between two requests to
    an outlet, in place of its declaration's. ``time_limit``: seconds an outlet's run may take; by default RUN_SECONDS
    for an everyday run, hours for a first one or one with ``since``. ``reading_seconds``: of the processor, that
    reading one page or list may take. ``settings`` are further Scrapy settings.
    ``revisits``: stored articles of an outlet to check again. ``deadline``: seconds after which the whole crawl ends;
    what is left then is reported, outlets that were not begun, too. ``progress`` is called for every URL found and,
    after its commit, for every URL ended.
    """

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    look_back: timedelta = LOOK_BACK
    allow_loopback: bool = False
    delay: float | None = None
    parallel: int = 16
    revisits: int = MAX_REVISITS_A_RUN
    deadline: float | None = None
    time_limit: float | None = None
    reading_seconds: float = READING_SECONDS
    progress: Callable[[ProgressEvent], None] | None = None
    log_level: str = "ERROR"
    settings: Mapping[str, Any] = field(default_factory=dict)


def crawl(outlets: Sequence[Outlet], archive_path: str | Path, options: CrawlOptions | None = None) -> list[RunSummary]:
    """Crawl the outlets into the archive; their summaries, in the order they ended.

    Once in a process (a Twisted reactor cannot be started again). SIGINT or SIGTERM ends it cleanly: what is on the
    wire comes in and is stored, the rest is left for the next run; a second signal ends it at once.
    Raises LockHeldError, ArchiveError, OutletError before anything is fetched; a later failure of the archive ends the
    runs with ``Finish.STORAGE``.
    """
    options = options or CrawlOptions()
    if is_reactor_installed():
        raise RuntimeError("crawl() can run only once in a process, and before anything else starts a reactor")
    with ExitStack() as stack:
        stack.enter_context(crawl_lock(archive_path))
        archive = stack.enter_context(open_writer(archive_path))
        session = CrawlSession(archive, options.progress)
        session.plan(outlets)
        stack.enter_context(_LogToStderr(options.log_level))
        stack.enter_context(_seldom_collect())
        process = CrawlProcess(session, outlets, options)
        process.start()
        if any(run.summary is None for run in session.runs):
            asyncio.run(_close_rest(session.runs))
        if session.commit.failure is not None and not any(one.run_id for one in process.summaries):
            raise session.commit.failure
    return process.summaries


class CrawlProcess(AsyncCrawlerProcess):
    """Scrapy's process, running the outlets a few at a time."""

    def __init__(self, session: CrawlSession, outlets: Sequence[Outlet], options: CrawlOptions) -> None:
        super().__init__(_settings(options))
        logging.getLogger("scrapy").setLevel(options.log_level)
        self.session = session
        self.options = options
        self.summaries: list[RunSummary] = []
        self._queue = [(outlet, make_spider_class(outlet)) for outlet in reversed(outlets)]
        self._stopping = self._is_late = False

    async def join(self) -> None:
        """Run all outlets; Scrapy stops the reactor when this is done."""
        parallel = max(1, min(self.options.parallel, len(self._queue)))
        seconds = self.options.deadline
        timer = asyncio.get_running_loop().call_later(seconds, self._stop_at_deadline) if seconds is not None else None
        await asyncio.gather(*(self._run_queue() for _ in range(parallel)))
        if timer is not None:
            timer.cancel()
        if self._is_late or self.session.commit.failure is not None:
            self._report_not_begun()

    async def stop(self) -> None:
        """End every run early; what is queued is given back, and outlets that were not begun are reported."""
        self._stopping = True
        running = list(self.crawlers)
        for crawler in running:
            if isinstance(crawler.spider, OutletSpider):
                crawler.spider.run.stop(Finish.INTERRUPTED)
        await wait_until_closed(running, asyncio.ensure_future(super().stop()), Finish.INTERRUPTED)
        self._report_not_begun()

    def _stop_at_deadline(self) -> None:
        self._stopping = self._is_late = True
        for crawler in list(self.crawlers):
            stop_outlet(crawler, Finish.DEADLINE)

    def _report_not_begun(self) -> None:
        """The runs of outlets that were not begun end, so that they show up in the morning."""
        while self._queue:
            outlet, _ = self._queue.pop()
            if self.session.commit.failure is not None:
                self.summaries.append(_summary_without_run(outlet))  # its planned run is in the archive
                continue
            try:
                run = self._begin(outlet)
            except ArchiveError as error:
                self.session.commit.fail(error)
                self.summaries.append(_summary_without_run(outlet))
                continue
            run.add_finding(RunFinding(RunFindingCode.NOT_BEGUN))
            self.summaries.append(run.close("closespider_timeout" if self._is_late else "shutdown", is_walked=False))
            self.session.end(run)

    async def _run_queue(self) -> None:
        while self._queue and not self._stopping and self.session.commit.failure is None:
            outlet, spider = self._queue.pop()
            try:
                run = self._begin(outlet)
            except ArchiveError as error:
                self.session.commit.fail(error)
                return
            limit = self._time_limit(run)
            crawler = Crawler(spider, self._settings_of(run))
            task = self.crawl(crawler, run=run)
            timer = asyncio.get_running_loop().call_later(limit, stop_outlet, crawler, Finish.DEADLINE)
            await asyncio.wait([task])
            timer.cancel()
            if failure := task.exception():
                run.add_error(failure, str(failure))
            self.summaries.append(run.summary or run.close("crash", is_walked=False))
            self.session.end(run)

    def _begin(self, outlet: Outlet) -> OutletRun:
        options = self.options
        return self.session.begin(
            outlet,
            since=options.since,
            until=options.until,
            limit=options.limit,
            look_back=options.look_back,
            revisits=options.revisits,
            reading_seconds=options.reading_seconds,
        )

    def _time_limit(self, run: OutletRun) -> float:
        """Seconds a run may take. Every run ends, so that the archive's lock is free before the next night."""
        if self.options.time_limit is not None:
            return self.options.time_limit
        if run.window.since is not None:
            return SINCE_RUN_SECONDS
        return FIRST_RUN_SECONDS if run.is_first else RUN_SECONDS

    def _settings_of(self, run: OutletRun) -> Settings:
        """Our own timer ends a run, because it gives back at once what still waits in the download slot.

        A long run may for a while only walk lists: nothing is stored then, and it is not stalled.
        """
        settings: Settings = self.settings.copy()
        settings.set("CLOSESPIDER_TIMEOUT", 0, priority="cmdline")
        if run.is_first or run.window.since is not None:
            settings.set("CLOSESPIDER_TIMEOUT_NO_ITEM", 0, priority="cmdline")
        return settings


def _summary_without_run(outlet: Outlet) -> RunSummary:
    """Of an outlet whose turn never came, because the archive could no longer be written."""
    return RunSummary(
        outlet=outlet.id,
        title=outlet.title,
        run_id=0,
        finish=Finish.STORAGE,
        complete=False,
        counts={},
        seconds=0.0,
        findings=(RunFinding(RunFindingCode.NOT_BEGUN),),
    )


def _settings(options: CrawlOptions) -> Settings:
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    chosen: dict[str, Any] = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
        "ALLOW_LOOPBACK": options.allow_loopback,
        "LOG_LEVEL": options.log_level,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    if options.delay is not None:
        chosen |= delay_settings(options.delay)
    for name, value in {**chosen, **options.settings}.items():
        settings.set(name, value, priority="cmdline")
    return settings


async def _close_rest(runs: Sequence[OutletRun]) -> None:
    """After a second signal the reactor is gone at once; what was fetched by then is written all the same."""
    for run in runs:
        run.close("shutdown", is_walked=False)


@contextmanager
def _seldom_collect() -> Iterator[None]:
    """Collect garbage seldom: a crawl's own garbage has few cycles, and what is loaded stays to the end."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class CleanFormatter(logging.Formatter):
    """One record, without control, escape or bidi characters: what a page says must not steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record; further lines of it are indented, so that none can pass for another record."""
        text = super().format(record).replace("\n", "\n    ")
        return "".join(c if c == "\n" or _is_harmless(c) else "\ufffd" for c in text)


def _is_harmless(letter: str) -> bool:
    """No control, format, private or surrogate character, and no separator of lines."""
    category = unicodedata.category(letter)
    return category[0] != "C" and category not in {"Zl", "Zp"}


class _LogToStderr:
    """Log lines to standard error while a crawl runs."""

    def __init__(self, level: str) -> None:
        self.handler = logging.StreamHandler(sys.stderr)
        self.handler.setFormatter(CleanFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self.handler.setLevel(level)
        self.level = level

    def __enter__(self) -> None:
        root = logging.getLogger()
        self.before = root.level
        root.setLevel(self.level)
        root.addHandler(self.handler)

    def __exit__(self, *_: object) -> None:
        root = logging.getLogger()
        root.removeHandler(self.handler)
        root.setLevel(self.before)
