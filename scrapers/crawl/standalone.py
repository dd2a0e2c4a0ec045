"""A run for one spider that Scrapy started itself: ``scrapy crawl newspim -a since=2026-11-01 -s ARCHIVE=a.db``."""

import logging
import os
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import UsageError

from models.archive.write.archive import Archive
from models.records.errors import ArchiveError
from models.records.outlet import Outlet
from scrapers.crawl.lock import LockHeldError, crawl_lock
from scrapers.crawl.outlet_run import Run
from scrapers.crawl.session import Night

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)


def open_alone(outlet: Outlet, crawler: "Crawler", arguments: dict[str, Any]) -> Run:
    """Open the archive of ``ARCHIVE`` under its lock; both are let go when the engine stops. Raises UsageError."""
    target = crawler.settings.get("ARCHIVE") or os.environ.get("NEWS_ARCHIVE") or "archive.db"
    held = ExitStack()
    try:
        held.enter_context(crawl_lock(target))
        archive = held.enter_context(Archive.open(target))
        run = Night(archive).begin(
            outlet,
            since=_day(arguments.pop("since", None)),
            until=_day(arguments.pop("until", None)),
            limit=int(arguments.pop("limit", 0)) or None,
        )
    except (ArchiveError, LockHeldError, ValueError) as error:
        held.close()
        raise UsageError(str(error)) from error

    def let_go() -> None:
        held.close()
        if run.summary is not None:
            log.info("%s", run.summary.line())

    crawler.signals.connect(let_go, signal=signals.engine_stopped, weak=False)
    return run


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
