"""The night, the morning and alerts of the day by the system's own scheduler: planned, installed, removed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.schedule.install import install, is_installed, make_texts, remove
from desk.schedule.installed_times import InstalledTimes, read_installed_times
from desk.schedule.plan import (
    Job,
    JobKind,
    Kind,
    ScheduleError,
    SchedulePlan,
    detect_kind,
    make_plan,
    read_time,
)
from desk.services.deadline import seconds_left
from desk.services.workspace import Workspace
from models.records.times import now
from scrapers.crawl.lock import is_crawling

DEFAULT_SPAN = "5h"
"""How long a scheduled crawl may take where no deadline is named: it must be over before the morning, and the next."""

MAX_NIGHTS = 2
"""So often a night is begun that is killed each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRequest:
    """When to do what. ``kind`` None: the scheduler that fits this system; times are such as 06:30.

    ``at`` begins the night's crawl, of ``outlets`` or all that are on, which ends by ``deadline`` (None: when the
    morning begins). ``morning`` makes and sends the clip ('' : no clip). ``alerts``: minutes between two looks for news
    to be told at once (None: none).
    """

    at: str
    kind: Kind | None = None
    deadline: str | None = None
    outlets: Sequence[str] = ()
    morning: str = ""
    alerts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledJobs:
    """A planned crawl: what is put in place by the file it goes to.

    ``is_installed`` is None where that cannot be seen, for the reason in ``failure``.
    """

    kind: Kind
    plan: SchedulePlan
    texts: Mapping[str, str]
    is_installed: bool | None
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChange:
    """A plan that was installed or removed, and the commands that were run for it."""

    kind: Kind
    plan: SchedulePlan
    commands: Sequence[str]


def plan_schedule(workspace: Workspace, request: ScheduleRequest) -> ScheduledJobs:
    """What would be installed, and whether it is. Raises OutletError, DeadlineError, ClockError, ScheduleError."""
    kind, plan = _plan(workspace, request)
    texts = make_texts(kind, plan)
    try:
        return ScheduledJobs(kind=kind, plan=plan, texts=texts, is_installed=is_installed(kind, plan))
    except ScheduleError as error:
        return ScheduledJobs(kind=kind, plan=plan, texts=texts, is_installed=None, failure=str(error))


def install_schedule(workspace: Workspace, request: ScheduleRequest) -> ScheduleChange:
    """Install it, in place of an earlier one of this archive. Raises as ``plan_schedule`` does, and ArchiveError."""
    kind, plan = _plan(workspace, request)
    return ScheduleChange(kind=kind, plan=plan, commands=install(kind, plan))


def remove_schedule(workspace: Workspace, kind: Kind | None = None) -> ScheduleChange:
    """Remove what was installed for this archive, and nothing else. Raises ScheduleError."""
    kind, plan = kind or detect_kind(), make_plan(workspace.archive)
    return ScheduleChange(kind=kind, plan=plan, commands=remove(kind, plan))


def read_times(workspace: Workspace) -> InstalledTimes:
    """When what is installed for this archive runs; no time where nothing is, or where it cannot be seen."""
    try:
        return read_installed_times(detect_kind(), make_plan(workspace.archive))
    except ScheduleError:
        return InstalledTimes()


def is_crawl_due(workspace: Workspace, at: str) -> bool:
    """Whether no crawl has begun since the time of the day last came, or the one that has was killed.

    A second one that is killed as well is not tried again before the next night: what kills it would kill the third.
    Raises ClockError, ArchiveError.
    """
    (hour, minute), moment = read_time(at), datetime.now().astimezone()
    last = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    last = last if last <= moment else last - timedelta(days=1)
    if not workspace.archive.exists():
        return True
    with workspace.open_reader() as reader:
        begun = reader.runs.begun(last, now())
    if not begun:
        return True
    killed = Counter(outlet for outlet, is_killed in begun if is_killed)
    unfinished = [outlet for outlet, is_killed in dict(begun).items() if is_killed]
    return any(killed[outlet] < MAX_NIGHTS for outlet in unfinished) and not is_crawling(workspace.location)


def is_morning_due(workspace: Workspace, at: str) -> bool:
    """Whether today's morning has not begun though its time has come. Raises ClockError, ArchiveError."""
    (hour, minute), moment = read_time(at), datetime.now().astimezone()
    if moment < moment.replace(hour=hour, minute=minute, second=0, microsecond=0) or not workspace.archive.exists():
        return False
    with workspace.open_reader() as reader:
        return reader.mornings.get(now().date()) is None


def _plan(workspace: Workspace, request: ScheduleRequest) -> tuple[Kind, SchedulePlan]:
    registry = workspace.read_registry()
    outlets = [registry.get(name).id for name in dict.fromkeys(request.outlets)]
    hour, minute = read_time(request.at)
    end = request.deadline or request.morning
    if request.deadline:
        seconds_left(request.deadline, None, datetime.now().astimezone())
    deadline = ("--deadline", end) if end else ("--for", DEFAULT_SPAN)
    jobs = [Job(kind=JobKind.NIGHT, verb="crawl", hour=hour, minute=minute, more=(*outlets, *deadline))]
    if request.morning:
        hour, minute = read_time(request.morning)
        jobs.append(Job(kind=JobKind.MORNING, verb="morning", hour=hour, minute=minute))
    if request.alerts is not None:
        jobs.append(Job(kind=JobKind.ALERTS, verb="alerts", every=request.alerts))
    return request.kind or detect_kind(), make_plan(workspace.archive, jobs)
