"""What is put into the system's own scheduler for night, morning and day: systemd timers, cron lines, Windows tasks.

The agents of a Mac are made in ``launchd``.

Everything of ours has a name made from the archive's path, so that two archives can have a schedule each and only
ours is ever removed. Missed runs are caught up: by Persistent (systemd), by a line at start-up (cron), by
StartWhenAvailable (Windows). Two runs cannot overlap: the archive's lock sees to that.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from models.language import _
from models.records.errors import UserError

Kind = Literal["systemd", "cron", "windows", "launchd"]
MARK = "local-news-archive"
UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Ends a line of a crontab or a unit, or cannot be encoded."""
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class ClockError(UserError):
    """A text that is not a time of the day."""


class ScheduleError(UserError):
    """The system's scheduler cannot be used, or refused."""

    exit_code = 1


class JobKind(StrEnum):
    """What runs by itself; the value is the end of its name in the system's scheduler."""

    NIGHT = ""
    MORNING = "-morning"
    ALERTS = "-alerts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One command: at a time of the day, or every so many minutes from midnight on (``every``).

    ``verb`` is the command of `news`, ``more`` are its further arguments. What has a time of the day is caught up.
    """

    kind: JobKind
    verb: str
    hour: int = 0
    minute: int = 0
    every: int | None = None
    more: tuple[str, ...] = ()

    @property
    def clock(self) -> str:
        """02:30."""
        return f"{self.hour:02}:{self.minute:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePlan:
    """What is to run when. ``program`` begins each command."""

    archive: Path
    program: tuple[str, ...]
    jobs: tuple[Job, ...]

    @property
    def name(self) -> str:
        """The name of all that is ours for this archive."""
        return f"{MARK}-{sha256(str(self.archive).encode()).hexdigest()[:8]}"

    def name_of(self, job: Job) -> str:
        """The name of a job in the system's scheduler."""
        return f"{self.name}{job.kind}"

    def command_of(self, job: Job) -> tuple[str, ...]:
        """The whole command of a job."""
        return (*self.program, job.verb, "--archive", str(self.archive), "--quiet", *job.more)

    def due_command_of(self, job: Job) -> tuple[str, ...]:
        """A command that fails where a job with a time of the day has begun since that time last came."""
        verb = ("schedule", "due", "--at", job.clock, *(("--morning",) if job.kind is JobKind.MORNING else ()))
        return (*self.program, *verb, "--archive", str(self.archive), "--quiet")


def read_time(at: str) -> tuple[int, int]:
    """(hour, minute) of a time of the day such as 02:30; raises ClockError."""
    found = CLOCK.fullmatch(at.strip())
    if found is None:
        raise ClockError(_("{at!r} is not a time of the day; write 02:30.", at=at))
    return int(found[1]), int(found[2])


def make_plan(archive: Path, jobs: Sequence[Job] = ()) -> SchedulePlan:
    """The plan of an archive; raises ScheduleError."""
    path = Path(os.path.abspath(archive))
    if unsafe := UNSAFE.search(str(path)):
        raise ScheduleError(
            _("No scheduler can use the path {path!r}: it contains {character!r}.", path=str(path), character=unsafe[0])
        )
    return SchedulePlan(archive=path, program=find_program(), jobs=tuple(jobs))


def find_program() -> tuple[str, ...]:
    """How this very program is called: the `news` of its installation, else the module."""
    beside = Path(sys.executable).with_name("news.exe" if os.name == "nt" else "news")
    return (str(beside),) if beside.exists() else (sys.executable, "-m", "cli")


def detect_kind() -> Kind:
    """The scheduler that fits this system; raises ScheduleError where there is none."""
    if os.name == "nt":
        return "windows"
    if sys.platform == "darwin":
        return "launchd"
    if shutil.which("systemctl") and Path("/run/systemd/system").is_dir():
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise ScheduleError(
        _("Neither systemd nor cron was found here: name one with --kind, and install what `show` prints.")
    )


def make_plan_texts(kind: Kind, plan: SchedulePlan) -> dict[str, str]:
    """What is installed, by the file (or the crontab, or the task) it goes to."""
    if kind == "systemd":
        folder = unit_folder()
        return {
            str(folder / f"{plan.name_of(job)}.{ending}"): make(plan, job)
            for job in plan.jobs
            for ending, make in (("service", _service), ("timer", _timer))
        }
    if kind == "cron":
        return {"crontab": "".join(f"{line}\n" for line in cron_lines(plan))}
    return {f"{plan.name_of(job)}.xml": _task(plan, job) for job in plan.jobs}


def unit_folder() -> Path:
    """Where a user's own systemd units are."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def systemd_quoted(word: str) -> str:
    """A word of ExecStart: quoted, with specifiers and variables switched off."""
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"'


def _service(plan: SchedulePlan, job: Job) -> str:
    return f"""# {MARK}: written by `news schedule install`; `news schedule remove` removes it.
[Unit]
Description=The regional press: {job.verb} of {plan.archive.name.replace("%", "%%")}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={str(plan.archive.parent).replace("%", "%%")}
ExecStart={" ".join(map(systemd_quoted, plan.command_of(job)))}
Nice=10
"""


def _timer(plan: SchedulePlan, job: Job) -> str:
    if job.every is None:
        when, calendar = f"Every day at {job.clock}, caught up where the machine was off", f"*-*-* {job.clock}:00"
    else:
        when, calendar = f"Every {job.every} minutes", f"*-*-* *:00/{job.every}:00"
    return f"""# {MARK}: written by `news schedule install`; `news schedule remove` removes it.
[Unit]
Description={when}

[Timer]
OnCalendar={calendar}
Persistent={"true" if job.every is None else "false"}
Unit={plan.name_of(job)}.service

[Install]
WantedBy=timers.target
"""


def cron_lines(plan: SchedulePlan) -> list[str]:
    """The lines of all jobs, and for what is missed while the machine is off one at start-up."""

    def line(when: str, words: str) -> str:
        return f"{when} cd {shlex.quote(str(plan.archive.parent))} && {words}".replace("%", "\\%") + f" # {plan.name}"

    lines: list[str] = []
    for job in plan.jobs:
        command = shlex.join(plan.command_of(job))
        if job.every is not None:
            lines.append(line(f"*/{job.every} * * * *", command))
            continue
        due = shlex.join(plan.due_command_of(job))
        lines.append(line(f"{job.minute} {job.hour} * * *", command))
        lines.append(line("@reboot", f"sleep 300 && {due} && {command}"))
    return lines


def _task(plan: SchedulePlan, job: Job) -> str:
    program, *rest = plan.command_of(job)
    again = f"<Interval>PT{job.every}M</Interval><Duration>P1D</Duration>"
    repeated = f"<Repetition>{again}</Repetition>" if job.every else ""
    wakes = "true" if job.every is None else "false"  # in the day a machine that sleeps may sleep
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(MARK)}</Description></RegistrationInfo>
  <Triggers><CalendarTrigger><StartBoundary>2026-01-01T{job.clock}:00</StartBoundary>{repeated}
    <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers>
  <Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><StartWhenAvailable>true</StartWhenAvailable>
    <WakeToRun>{wakes}</WakeToRun><StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries><ExecutionTimeLimit>PT0S</ExecutionTimeLimit></Settings>
  <Actions><Exec><Command>{escape(program)}</Command><Arguments>{escape(subprocess.list2cmdline(rest))}</Arguments>
    <WorkingDirectory>{escape(str(plan.archive.parent))}</WorkingDirectory></Exec></Actions>
</Task>
"""
