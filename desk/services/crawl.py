"""A crawl of the enabled outlets, or of those named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.services.deadline import seconds_left
from desk.services.outlets.selection import check_regions
from desk.services.workspace import Workspace

if TYPE_CHECKING:
    from scrapers.crawl.outlet_run import ProgressEvent
    from scrapers.outcomes.run_summary import RunSummary

DEFAULT_REVISITS = 120
"""Stored articles of an outlet that a run looks at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlRequest:
    """What to crawl; see ``CrawlOptions``. Without ``outlets``, all enabled ones, or those of them in ``regions``.

    ``deadline`` is a time of the day (06:30), ``span`` a time from now (4h): the sooner one ends the crawl.
    """

    outlets: Sequence[str] = ()
    regions: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    delay: float | None = None
    revisits: int = DEFAULT_REVISITS
    deadline: str | None = None
    span: str | None = None
    allow_loopback: bool = False


def crawl_outlets(
    workspace: Workspace,
    request: CrawlRequest,
    *,
    on_progress: "Callable[[ProgressEvent], None] | None" = None,
    log_level: str = "ERROR",
) -> "list[RunSummary]":
    """Crawl into the archive, which is made where it does not exist; a summary an outlet, in the order they ended.

    Once in a process. Raises OutletError, UnknownRegionError, DeadlineError, LockHeldError, ArchiveError.
    """
    # A web page asks for a crawl, and must not load Scrapy for it.
    from scrapers.crawl.process import CrawlOptions, crawl

    registry = workspace.read_registry()
    check_regions(registry, request.regions)
    outlets = [registry.get(name) for name in dict.fromkeys(request.outlets)] or registry.enabled()
    outlets = [outlet for outlet in outlets if not request.regions or outlet.region in request.regions]
    options = CrawlOptions(
        since=request.since,
        until=request.until,
        limit=request.limit,
        delay=request.delay,
        revisits=request.revisits,
        allow_loopback=request.allow_loopback,
        deadline=seconds_left(request.deadline, request.span, datetime.now().astimezone()),
        progress=on_progress,
        log_level=log_level,
    )
    return crawl(outlets, workspace.location, options)
