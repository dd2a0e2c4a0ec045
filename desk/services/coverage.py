"""What of the outlets and days of a request the archive covers: one answer for every report, export and search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from desk.services.workspace import Workspace
from models.health.coverage import Coverage, Gap, OutletRuns, Shortfall, measure_coverage
from models.query.filters import NO_FILTERS, Filters
from models.records.times import KST, now

if TYPE_CHECKING:
    from models.interface import ArchiveReader
    from models.query.watch import Watch

SAME_NIGHT = timedelta(hours=12)
"""Outlets whose newest runs began further apart were not crawled in one night."""


def read_coverage(
    workspace: Workspace,
    db: ArchiveReader,
    filters: Filters = NO_FILTERS,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Coverage:
    """The coverage of the filters' outlets from ``start`` to ``end``, or of the filters' days. Raises ArchiveError.

    Without a first day only whether the outlets are up to date (or were, at the end of the last day) counts.
    """
    at = now()
    if start is None and filters.since is not None:
        start = begin_of(filters.since)
    if end is None and filters.until is not None:
        end = begin_of(filters.until) + timedelta(days=1)
    if start is None and end is not None:
        start = min(end, at) - timedelta(days=1)
    known = db.outlets.all()
    outlets = [
        outlet
        for outlet in db.runs.outcomes(start, at, crawling=lambda: is_crawling(workspace))
        if filters.admits_outlet(outlet.id, outlet.title, known[outlet.id].region, known[outlet.id].kind)
    ]
    return measure_coverage(_mark_expected(workspace, outlets), start, end, at)


def cover_hits(workspace: Workspace, filters: Filters = NO_FILTERS) -> Coverage:
    """The same, on an archive that is opened for it."""
    with workspace.open_reader() as db:
        return read_coverage(workspace, db, filters)


def cover_watches(
    workspace: Workspace,
    db: ArchiveReader,
    watches: Sequence[Watch],
    *,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Coverage:
    """The coverage of what saved searches are about: the outlets of one, or all outlets where there are several.

    A search whose outlets no crawl ever asked is a gap of its own: the others do not cover it.
    """
    narrow = watches[0].filters if len(watches) == 1 else NO_FILTERS
    whole = read_coverage(workspace, db, replace(narrow, press_only=True), start=start, end=end)
    if len(watches) < 2 or not whole.outlets:
        return whole
    low, high = start or whole.at, min(end or whole.at, whole.at)
    gaps = [
        Gap(
            outlet=f"watch:{watch.name}",
            title=f"‘{watch.name}’ 검색의 매체",
            start=low,
            end=high,
            since=low,
            why=Shortfall.NOT_CRAWLED,
        )
        for watch in watches
        if watch.filters != NO_FILTERS
        and not read_coverage(workspace, db, replace(watch.filters, press_only=True), start=start, end=end).outlets
    ]
    return replace(whole, outlets=whole.outlets + len(gaps), gaps=(*whole.gaps, *gaps)) if gaps else whole


def count_to_judge(filters: Filters, found: int) -> int:
    """How many articles a search has to show for its coverage: 1 where it is about no outlet in particular.

    An archive that was filled by hand has no crawl to judge it by; but of outlets that are named, and that no crawl
    ever asked, nobody can say that they had nothing.
    """
    return found if filters.outlets or filters.regions else max(found, 1)


def begin_of(day: date) -> datetime:
    """The first moment of a day in Korea."""
    return datetime.combine(day, time(), KST)


def is_crawling(workspace: Workspace) -> bool:
    """Whether a crawl goes on; the lock is tried, and free again when this returns."""
    from scrapers.crawl.lock import is_crawling

    try:
        return is_crawling(workspace.location)
    except OSError:
        return True  # nobody may ask it: what has no end is not called dead


def _mark_expected(workspace: Workspace, outlets: Sequence[OutletRuns]) -> list[OutletRuns]:
    """An outlet that others have outlived by a night is expected only where a crawl of all would take it."""
    newest = max((outlet.runs[-1].started_at for outlet in outlets), default=None)
    if newest is None or all(newest - outlet.runs[-1].started_at < SAME_NIGHT for outlet in outlets):
        return list(outlets)
    from scrapers.registry import OutletError

    try:
        enabled = {outlet.id for outlet in workspace.read_registry().enabled()}
    except OutletError:
        return list(outlets)
    return [
        replace(outlet, is_expected=outlet.id in enabled or newest - outlet.runs[-1].started_at < SAME_NIGHT)
        for outlet in outlets
    ]
