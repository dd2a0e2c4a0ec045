"""A whole night in one process: the lock, the outlets side by side, one run and one summary each."""

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

from models.archive.revisit_rules import MOST_A_RUN
from models.archive.write.archive import Archive
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from models.records.run_finish import Finish
from scrapers.addon import delay_settings
from scrapers.crawl.lock import crawl_lock
from scrapers.crawl.outlet_run import Run
from scrapers.crawl.progress_event import Event
from scrapers.crawl.session import Night
from scrapers.crawl.spider import make_spider_class
from scrapers.crawl.window import LOOK_BACK
from scrapers.middlewares.close_spider import stop_outlet, until_closed
from scrapers.outcomes.run_summary import RunSummary

EVERYDAY_LIMIT = 1200.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOptions:
    """What a crawl may be told.

    ``since`` and ``until``: days of publication, both included. Without ``since`` a run goes back to old ground, and
    a first one ``look_back``. ``limit``: so many articles are asked of each outlet. ``delay``: seconds between two
    requests to an outlet, in place of what its declaration says. ``time_limit``: seconds an outlet's run may take;
    by default 20 minutes for an everyday run, none for a first one or one with ``since``. ``settings`` are further
    Scrapy settings. ``revisits``: so many settled articles of an outlet are looked at again. ``deadline``:
    seconds after which the whole crawl ends; what is left then is said, outlets that were not begun too.
    ``progress`` is called for every URL found and, after its commit, for every URL ended.
    """

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    look_back: timedelta = LOOK_BACK
    allow_loopback: bool = False
    delay: float | None = None
    parallel: int = 16
    revisits: int = MOST_A_RUN
    deadline: float | None = None
    time_limit: float | None = None
    progress: Callable[[Event], None] | None = None
    log_level: str = "ERROR"
    settings: Mapping[str, Any] = field(default_factory=dict)


def crawl(outlets: Sequence[Outlet], archive_path: str | Path, options: CrawlOptions | None = None) -> list[RunSummary]:
    """Crawl the outlets into the archive and say how it went, in the order they ended.

    Once in a process (a Twisted reactor cannot be started again). SIGINT or SIGTERM ends it cleanly: what is on the
    wire comes in and is stored, the rest is left for the next run; a second signal ends it at once.
    Raises LockHeldError, ArchiveError, OutletError before anything is asked; a failure of the archive later on ends the
    runs with ``Finish.STORAGE``.
    """
    options = options or CrawlOptions()
    if is_reactor_installed():
        raise RuntimeError("crawl() can run only once in a process, and before anything else starts a reactor")
    with ExitStack() as held:
        held.enter_context(crawl_lock(archive_path))
        archive = held.enter_context(Archive.open(archive_path))
        night = Night(archive, options.progress)
        held.enter_context(_logging(options.log_level))
        held.enter_context(_lasting_heap())
        process = NightProcess(night, outlets, options)
        process.start()
        if any(run.summary is None for run in night.runs):
            asyncio.run(_close_rest(night.runs))
        if night.commit.failure is not None and not process.summaries:
            raise night.commit.failure
    return process.summaries


class NightProcess(AsyncCrawlerProcess):
    """Scrapy's process, running the outlets a few at a time."""

    def __init__(self, night: Night, outlets: Sequence[Outlet], options: CrawlOptions) -> None:
        super().__init__(_settings(options))
        logging.getLogger("scrapy").setLevel(options.log_level)
        self.night = night
        self.options = options
        self.summaries: list[RunSummary] = []
        self._queue = [(outlet, make_spider_class(outlet)) for outlet in reversed(outlets)]
        self._stopping = self._late = False

    async def join(self) -> None:
        """Run all outlets; Scrapy stops the reactor when this is done."""
        most = max(1, min(self.options.parallel, len(self._queue)))
        seconds = self.options.deadline
        timer = asyncio.get_running_loop().call_later(seconds, self._end_of_night) if seconds is not None else None
        await asyncio.gather(*(self._work() for _ in range(most)))
        if timer is not None:
            timer.cancel()
        if self._late:
            self._leave_the_rest()

    async def stop(self) -> None:
        """End every run early, without waiting for the turn of what is queued."""
        self._stopping = True
        running = list(self.crawlers)
        for crawler in running:
            run = getattr(crawler.spider, "run", None)
            if run is not None:
                run.stop(Finish.INTERRUPTED)
        await until_closed(running, asyncio.ensure_future(super().stop()), Finish.INTERRUPTED)

    def _end_of_night(self) -> None:
        self._stopping = self._late = True
        for crawler in list(self.crawlers):
            stop_outlet(crawler, Finish.DEADLINE)

    def _leave_the_rest(self) -> None:
        """Outlets whose turn did not come have a run too, so that the morning knows of them."""
        while self._queue:
            outlet, _ = self._queue.pop()
            try:
                run = self._begin(outlet)
                run.find("its turn did not come before the deadline")
                self.summaries.append(run.close("closespider_timeout", walked=False))
                self.night.end(run)
            except ArchiveError as error:
                self.night.commit.fail(error)
                return

    async def _work(self) -> None:
        while self._queue and not self._stopping and self.night.commit.failure is None:
            outlet, spider = self._queue.pop()
            try:
                run = self._begin(outlet)
            except ArchiveError as error:
                self.night.commit.fail(error)
                return
            limit = self._time_limit(run)
            crawler = Crawler(spider, self._settings_of(limit))
            task = self.crawl(crawler, run=run)
            timer = (
                asyncio.get_running_loop().call_later(limit, stop_outlet, crawler, Finish.DEADLINE) if limit else None
            )
            await asyncio.wait([task])
            if timer is not None:
                timer.cancel()
            if fault := task.exception():
                run.find(f"a fault of this program: {type(fault).__name__}: {fault}")
            self.summaries.append(run.summary or run.close("crash", walked=False))
            self.night.end(run)

    def _begin(self, outlet: Outlet) -> Run:
        options = self.options
        return self.night.begin(
            outlet,
            since=options.since,
            until=options.until,
            limit=options.limit,
            look_back=options.look_back,
            revisits=options.revisits,
        )

    def _time_limit(self, run: Run) -> float | None:
        """Seconds a run may take; None for as long as it takes."""
        if self.options.time_limit is not None:
            return self.options.time_limit
        return None if run.is_first or run.window.since is not None else EVERYDAY_LIMIT

    def _settings_of(self, limit: float | None) -> Settings:
        """Our own timer ends a run, because it gives back at once what still waits in the download slot."""
        settings: Settings = self.settings.copy()
        settings.set("CLOSESPIDER_TIMEOUT", 0, priority="cmdline")
        if limit is None:
            settings.set("CLOSESPIDER_TIMEOUT_NO_ITEM", 0, priority="cmdline")
        return settings


def _settings(options: CrawlOptions) -> Settings:
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    given: dict[str, Any] = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.DummySpiderLoader",
        "ALLOW_LOOPBACK": options.allow_loopback,
        "LOG_LEVEL": options.log_level,
        "LOG_INSTALL_ROOT_HANDLER": False,
    }
    if options.delay is not None:
        given |= delay_settings(options.delay)
    for name, value in {**given, **options.settings}.items():
        settings.set(name, value, priority="cmdline")
    return settings


async def _close_rest(runs: Sequence[Run]) -> None:
    """After a second signal the reactor is gone at once; what was fetched by then is written all the same."""
    for run in runs:
        run.close("shutdown", walked=False)


@contextmanager
def _lasting_heap() -> Iterator[None]:
    """Look through the heap seldom: a crawl's own garbage has few cycles, and what is loaded stays to the end."""
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


class _logging:  # noqa: N801  (a context manager that reads as a verb)
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
