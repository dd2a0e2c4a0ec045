"""A crawl every night by the system's own scheduler: planned, installed, removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.schedule.install import install, is_installed, remove
from desk.schedule.plan import Kind, ScheduleError, SchedulePlan, detect_kind, make_plan, make_texts
from desk.services.deadline import seconds_left
from desk.services.workspace import Workspace

DEFAULT_SPAN = "5h"
"""How long a scheduled crawl may take where no deadline is named: it must be over before the morning, and the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRequest:
    """When to crawl what. ``kind`` None: the scheduler that fits this system. ``deadline`` is a time of the day."""

    at: str
    kind: Kind | None = None
    deadline: str | None = None
    outlets: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledCrawl:
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


def plan_crawl(workspace: Workspace, request: ScheduleRequest) -> ScheduledCrawl:
    """What would be installed, and whether it is. Raises OutletError, DeadlineError, ClockError, ScheduleError."""
    kind, plan = _plan(workspace, request)
    texts = make_texts(kind, plan)
    try:
        return ScheduledCrawl(kind=kind, plan=plan, texts=texts, is_installed=is_installed(kind, plan))
    except ScheduleError as error:
        return ScheduledCrawl(kind=kind, plan=plan, texts=texts, is_installed=None, failure=str(error))


def install_crawl(workspace: Workspace, request: ScheduleRequest) -> ScheduleChange:
    """Install it, in place of an earlier one of this archive. Raises as ``plan_crawl`` does, and ArchiveError."""
    kind, plan = _plan(workspace, request)
    return ScheduleChange(kind=kind, plan=plan, commands=install(kind, plan))


def remove_crawl(workspace: Workspace, kind: Kind | None = None) -> ScheduleChange:
    """Remove what was installed for this archive, and nothing else. Raises ScheduleError."""
    kind, plan = kind or detect_kind(), make_plan(workspace.archive, "00:00")
    return ScheduleChange(kind=kind, plan=plan, commands=remove(kind, plan))


def is_crawl_due(workspace: Workspace, at: str) -> bool:
    """Whether no crawl has begun since the time of the day last came. Raises ClockError, ScheduleError."""
    plan, now = make_plan(workspace.archive, at), datetime.now().astimezone()
    last = now.replace(hour=plan.hour, minute=plan.minute, second=0, microsecond=0)
    last = last if last <= now else last - timedelta(days=1)
    begun = None
    if workspace.archive.exists():
        with workspace.open_reader() as reader:
            begun = reader.runs.last_begun()
    return begun is None or begun < last


def _plan(workspace: Workspace, request: ScheduleRequest) -> tuple[Kind, SchedulePlan]:
    registry = workspace.read_registry()
    outlets = [registry.get(name).id for name in dict.fromkeys(request.outlets)]
    if request.deadline:
        seconds_left(request.deadline, None, datetime.now().astimezone())
    deadline = ("--deadline", request.deadline) if request.deadline else ("--for", DEFAULT_SPAN)
    plan = make_plan(workspace.archive, request.at, (*outlets, *deadline))
    return request.kind or detect_kind(), plan
