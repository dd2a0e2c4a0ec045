"""News that is told at once: outlets are crawled in the day, and what is new for a saved search is sent with its link.

A find is noted as being told before it is sent, and as told after: it is never told twice, and where the program was
killed in between, the next message says that a part of it may be known already.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from desk.notify.config import Place
from desk.notify.message import Message, Topic
from desk.notify.send import send
from desk.services.after_storing import follow_up
from desk.services.coverage import read_coverage
from desk.services.crawl import CrawlRequest, crawl_outlets
from desk.services.morning.lock import sending_lock
from desk.services.morning.settings import AlertSettings
from desk.services.tell import read_notify_config
from desk.services.workspace import Workspace
from models.health.coverage import Coverage
from models.interface import ArchiveReader
from models.language import _, speaking
from models.query.caution import find_caution
from models.query.filters import Filters
from models.query.watch import AlertState, Watch, WatchHit
from models.records.labels import Language
from models.records.times import has_clock, now
from reports.coverage.sentences import say_coverage
from reports.formats.terminal import clean
from scrapers.crawl.lock import LockHeldError
from scrapers.outcomes.run_summary import RunSummary

MAX_LINES = 15
"""Articles of one saved search that a message names; the others are counted."""
MAX_AGE = timedelta(days=2)
"""What came out earlier is no news to be told at once, however late it was found; it is in the next clip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is new for a saved search. ``told_before``: some of it may have been sent by a program that was killed."""

    watch: Watch
    hits: Sequence[WatchHit]
    last: int
    told_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertsResult:
    """What came of a look. ``is_quiet``: it was in the quiet hours, and nothing was done.

    ``runs`` is None where another crawl was running. ``is_sent``: at least one place has it; ``failures`` has a
    sentence for each that has not. ``places`` counts those that want alerts. ``coverage`` is of the outlets asked.
    """

    is_quiet: bool = False
    runs: Sequence[RunSummary] | None = ()
    alerts: Sequence[Alert] = ()
    places: int = 0
    is_sent: bool = False
    failures: Sequence[str] = ()
    coverage: Coverage | None = None


def look_for_news(
    workspace: Workspace, settings: AlertSettings, *, crawl: bool = True, allow_loopback: bool = False
) -> AlertsResult:
    """Crawl, and tell what is new for the saved searches that want it.

    Raises NotifyConfigError, SendingError, OutletError, SelectionError, ArchiveError.
    """
    if is_quiet(settings, now()):
        return AlertsResult(is_quiet=True)
    with sending_lock(workspace):
        return _look(workspace, settings, crawl=crawl, allow_loopback=allow_loopback)


def _look(workspace: Workspace, settings: AlertSettings, *, crawl: bool, allow_loopback: bool) -> AlertsResult:
    places = read_notify_config(workspace)
    wanted = [place for place in places.all if Topic.ALERTS in place.topics]
    runs = _crawl(workspace, settings, allow_loopback=allow_loopback) if crawl else ()
    with closing(workspace.open_reader()) as db:
        alerts = find_alerts(db)
        coverage = read_coverage(workspace, db, Filters(outlets=settings.outlets))
    if not wanted:
        return AlertsResult(runs=runs, alerts=alerts, coverage=coverage)
    telling = [alert for alert in alerts if alert.hits]
    _note(workspace, [alert for alert in alerts if not alert.hits], is_begun=False)
    if not telling:
        return AlertsResult(runs=runs, places=len(wanted), coverage=coverage)
    _note(workspace, telling, is_begun=True)
    reached: list[Place] = []
    failures = send(places, make_alert_message(telling, coverage, language=places.language), reached)
    if reached:
        _note(workspace, telling, is_begun=False)
    return AlertsResult(
        runs=runs, alerts=telling, places=len(wanted), is_sent=bool(reached), failures=failures, coverage=coverage
    )


def is_quiet(settings: AlertSettings, moment: datetime) -> bool:
    """Whether a moment is in the quiet hours, which may go over midnight."""
    if settings.quiet is None:
        return False
    begin, end = settings.quiet
    clock: time = moment.time()
    return begin <= clock < end if begin <= end else clock >= begin or clock < end


def find_alerts(db: ArchiveReader) -> list[Alert]:
    """Of each saved search that wants it what is to be told, the newest first; without hits where all of it is old."""
    states: Mapping[int, AlertState] = db.watches.alerts()
    alerts: list[Alert] = []
    for watch in db.watches.all():
        if (state := states.get(watch.id)) is None:
            continue
        found = list(db.watches.hits(watch, behind=state.told))
        if not found:
            continue
        oldest = now() - MAX_AGE
        hits = [hit for hit in found if (hit.article.published_at or hit.found_at) >= oldest]
        told_before = state.telling is not None and any(hit.n <= state.telling for hit in hits)
        alerts.append(Alert(watch=watch, hits=hits, last=max(hit.n for hit in found), told_before=told_before))
    return alerts


def make_alert_message(
    alerts: Sequence[Alert], coverage: Coverage | None = None, *, language: Language = "ko"
) -> Message:
    """What is sent: each article on a line with its outlet and time, its link below; at the end what was not seen."""
    with speaking("en" if language == "en" else "ko"):
        count = len({hit.article_id for alert in alerts for hit in alert.hits})
        first = alerts[0].hits[0].article.headline
        names = ", ".join(alert.watch.name for alert in alerts)
        subject = f"[{names}] {first}"
        if count > 1:
            subject = _("[{names}] {headline} and {more:,} more", names=names, headline=first, more=count - 1)
        lines: list[str] = []
        if any(alert.told_before for alert in alerts):
            lines.append(_("The message before was interrupted: some of this may be known already."))
        for alert in alerts:
            lines += ["", f"■ {alert.watch.name}"] if len(alerts) > 1 else [""]
            for hit in alert.hits[:MAX_LINES]:
                lines += _hit_lines(alert.watch, hit)
            if len(alert.hits) > MAX_LINES:
                lines.append(_("… and {count:,} more", count=len(alert.hits) - MAX_LINES))
        if coverage is not None and (missing := say_coverage(coverage, language=language)):
            lines += ["", missing]
    return Message(
        clean(subject), tuple(map(clean, lines[1:] if not lines[0] else lines)), well=True, topic=Topic.ALERTS
    )


def _hit_lines(watch: Watch, hit: WatchHit) -> list[str]:
    article = hit.article
    when = ""
    if article.published_at is not None:
        timed = has_clock(article.published_at, article.published_raw)
        when = f", {article.published_at:%m.%d. %H:%M}" if timed else f", {article.published_at:%m.%d.}"
    words = find_caution(watch, hit.article)
    hint = _("[look twice: {words}] ", words=", ".join(words)) if words else ""
    return [f"{hint}{article.headline} ({article.outlet_title}{when})", article.canonical_url]


def _crawl(workspace: Workspace, settings: AlertSettings, *, allow_loopback: bool) -> Sequence[RunSummary] | None:
    request = CrawlRequest(
        outlets=settings.outlets, revisits=0, span=f"{settings.minutes}m", allow_loopback=allow_loopback
    )
    try:
        runs = crawl_outlets(workspace, request)
    except LockHeldError:
        return None  # what the other crawl stores is told as well
    follow_up(workspace)
    return runs


def _note(workspace: Workspace, alerts: Sequence[Alert], *, is_begun: bool) -> None:
    """Keep that finds are being told, or were."""
    if not alerts:
        return
    with workspace.open_writer() as archive, archive.transaction() as writer:
        for alert in alerts:
            (writer.begin_alert if is_begun else writer.end_alert)(alert.watch.id, alert.last)
