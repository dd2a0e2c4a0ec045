"""What is put into the system's own scheduler for a crawl every night: a systemd timer, cron lines, a Windows task.

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
from hashlib import sha256
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from models.language import _
from models.records.errors import UserError

Kind = Literal["systemd", "cron", "windows"]
MARK = "local-news-archive"
UNSAFE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Ends a line of a crontab or a unit, or cannot be encoded."""
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


class ClockError(UserError):
    """A text that is not a time of the day."""


class ScheduleError(UserError):
    """The system's scheduler cannot be used, or refused."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulePlan:
    """What is to run when. ``program`` begins the command; ``more`` are further arguments of `news crawl`."""

    archive: Path
    hour: int
    minute: int
    program: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of all that is ours for this archive."""
        return f"{MARK}-{sha256(str(self.archive).encode()).hexdigest()[:8]}"

    @property
    def command(self) -> tuple[str, ...]:
        """The whole command."""
        return (*self.program, "crawl", "--archive", str(self.archive), "--quiet", *self.more)


def make_plan(archive: Path, at: str, more: Sequence[str] = ()) -> SchedulePlan:
    """The plan of an archive and a time of the day such as 02:30; raises ClockError, ScheduleError."""
    found = CLOCK.fullmatch(at.strip())
    if found is None:
        raise ClockError(_("{at!r} is not a time of the day; write 02:30.", at=at))
    path = Path(os.path.abspath(archive))
    if unsafe := UNSAFE.search(str(path)):
        raise ScheduleError(
            _("No scheduler can use the path {path!r}: it contains {character!r}.", path=str(path), character=unsafe[0])
        )
    return SchedulePlan(
        archive=path, hour=int(found[1]), minute=int(found[2]), program=find_program(), more=tuple(more)
    )


def find_program() -> tuple[str, ...]:
    """How this very program is called: the `news` of its installation, else the module."""
    beside = Path(sys.executable).with_name("news.exe" if os.name == "nt" else "news")
    return (str(beside),) if beside.exists() else (sys.executable, "-m", "cli")


def detect_kind() -> Kind:
    """The scheduler that fits this system; raises ScheduleError where there is none."""
    if os.name == "nt":
        return "windows"
    if shutil.which("systemctl") and Path("/run/systemd/system").is_dir():
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise ScheduleError(
        _("Neither systemd nor cron was found here: name one with --kind, and install what `show` prints.")
    )


def make_texts(kind: Kind, plan: SchedulePlan) -> dict[str, str]:
    """What is installed, by the file (or the crontab, or the task) it goes to."""
    if kind == "systemd":
        folder = unit_folder()
        return {
            str(folder / f"{plan.name}.service"): _service(plan),
            str(folder / f"{plan.name}.timer"): _timer(plan),
        }
    if kind == "cron":
        return {"crontab": "".join(f"{line}\n" for line in cron_lines(plan))}
    return {f"{plan.name}.xml": _task(plan)}


def unit_folder() -> Path:
    """Where a user's own systemd units are."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def systemd_quoted(word: str) -> str:
    """A word of ExecStart: quoted, with specifiers and variables switched off."""
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{quoted}"'


def _service(plan: SchedulePlan) -> str:
    return f"""# {MARK}: written by `news schedule install`; `news schedule remove` removes it.
[Unit]
Description=Crawl the regional press into {plan.archive.name.replace("%", "%%")}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={str(plan.archive.parent).replace("%", "%%")}
ExecStart={" ".join(map(systemd_quoted, plan.command))}
Nice=10
"""


def _timer(plan: SchedulePlan) -> str:
    return f"""# {MARK}: written by `news schedule install`; `news schedule remove` removes it.
[Unit]
Description=Every night at {plan.hour:02}:{plan.minute:02}, caught up where the machine was off

[Timer]
OnCalendar=*-*-* {plan.hour:02}:{plan.minute:02}:00
Persistent=true
Unit={plan.name}.service

[Install]
WantedBy=timers.target
"""


def cron_lines(plan: SchedulePlan) -> tuple[str, str]:
    """The nightly line, and one at start-up that crawls where the night's run was missed."""

    def line(when: str, words: str) -> str:
        return f"{when} cd {shlex.quote(str(plan.archive.parent))} && {words}".replace("%", "\\%") + f" # {plan.name}"

    crawl = shlex.join(plan.command)
    at = f"{plan.hour:02}:{plan.minute:02}"
    due = shlex.join((*plan.program, "schedule", "due", "--at", at, "--archive", str(plan.archive), "--quiet"))
    return line(f"{plan.minute} {plan.hour} * * *", crawl), line("@reboot", f"sleep 300 && {due} && {crawl}")


def _task(plan: SchedulePlan) -> str:
    program, *rest = plan.command
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(MARK)}</Description></RegistrationInfo>
  <Triggers><CalendarTrigger><StartBoundary>2026-01-01T{plan.hour:02}:{plan.minute:02}:00</StartBoundary>
    <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger></Triggers>
  <Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><StartWhenAvailable>true</StartWhenAvailable>
    <WakeToRun>true</WakeToRun><StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries><ExecutionTimeLimit>PT0S</ExecutionTimeLimit></Settings>
  <Actions><Exec><Command>{escape(program)}</Command><Arguments>{escape(subprocess.list2cmdline(rest))}</Arguments>
    <WorkingDirectory>{escape(str(plan.archive.parent))}</WorkingDirectory></Exec></Actions>
</Task>
"""
