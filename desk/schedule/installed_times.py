"""When what is installed for an archive runs, as the system's own scheduler has it.

Whatever else stands there is a person's own, and is not read: a time that is in no form of ours is as none.
"""

import plistlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from desk.schedule.install import read_crontab
from desk.schedule.launchd import agent_folder
from desk.schedule.plan import JobKind, Kind, SchedulePlan, unit_folder
from desk.schedule.run_command import run_command

AT_START = "@reboot"
HOUR_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledTimes:
    """Times of the day such as 02:30, '' for a job that is not there; ``alerts`` are minutes, None for none."""

    night: str = ""
    morning: str = ""
    alerts: int | None = None


def read_installed_times(kind: Kind, plan: SchedulePlan) -> InstalledTimes:
    """The times of what is installed for the plan's archive. Raises ScheduleError where that cannot be seen."""
    read: Callable[[SchedulePlan], dict[JobKind, str | int]] = {
        "cron": _read_crontab,
        "systemd": _read_timers,
        "launchd": _read_agents,
        "windows": _read_tasks,
    }[kind]
    times = read(plan)
    night, morning, alerts = (times.get(one) for one in (JobKind.NIGHT, JobKind.MORNING, JobKind.ALERTS))
    return InstalledTimes(
        night=night if isinstance(night, str) else "",
        morning=morning if isinstance(morning, str) else "",
        alerts=alerts if isinstance(alerts, int) else None,
    )


def _read_crontab(plan: SchedulePlan) -> dict[JobKind, str | int]:
    times: dict[JobKind, str | int] = {}
    verbs = {"crawl": JobKind.NIGHT, "morning": JobKind.MORNING, "alerts": JobKind.ALERTS}
    for line in read_crontab().split("\n"):
        if not line.endswith(f" # {plan.name}") or line.startswith(AT_START):
            continue
        verb = re.search(r" (crawl|morning|alerts) --archive ", line)
        if verb is None:
            continue
        if every := re.match(r"\*/(\d{1,2}) \* \* \* \* ", line):
            times[verbs[verb[1]]] = int(every[1])
        elif clock := re.match(r"(\d{1,2}) (\d{1,2}) \* \* \* ", line):
            times[verbs[verb[1]]] = f"{int(clock[2]):02}:{int(clock[1]):02}"
    return times


def _read_timers(plan: SchedulePlan) -> dict[JobKind, str | int]:
    times: dict[JobKind, str | int] = {}
    for job in JobKind:
        file = unit_folder() / f"{plan.name}{job}.timer"
        text = file.read_text("utf-8", "replace") if file.is_file() else ""
        if every := re.search(r"^OnCalendar=\*-\*-\* \*:00/(\d{1,2}):00$", text, re.MULTILINE):
            times[job] = int(every[1])
        elif clock := re.search(r"^OnCalendar=\*-\*-\* (\d\d:\d\d):00$", text, re.MULTILINE):
            times[job] = clock[1]
    return times


def _read_agents(plan: SchedulePlan) -> dict[JobKind, str | int]:
    times: dict[JobKind, str | int] = {}
    for job in JobKind:
        file = agent_folder() / f"{plan.name}{job}.plist"
        try:
            when = plistlib.loads(file.read_bytes()).get("StartCalendarInterval") if file.is_file() else None
        except (plistlib.InvalidFileException, ValueError, AttributeError):
            continue
        if isinstance(when, dict) and {"Hour", "Minute"} <= when.keys():
            times[job] = f"{when['Hour']:02}:{when['Minute']:02}"
        elif isinstance(when, list) and when:
            times[job] = when[1]["Minute"] - when[0]["Minute"] if len(when) > 1 else HOUR_MINUTES
    return times


def _read_tasks(plan: SchedulePlan) -> dict[JobKind, str | int]:
    """Of Windows' own words for a task, which are XML in whatever letters its console has."""
    times: dict[JobKind, str | int] = {}
    for job in JobKind:
        ran = run_command("schtasks", "/Query", "/TN", f"{plan.name}{job}", "/XML")
        text = ran.stdout.replace(b"\0", b"").decode("ascii", "replace") if ran.returncode == 0 else ""
        if every := re.search(r"<Interval>PT(\d{1,2})M</Interval>", text):
            times[job] = int(every[1])
        elif clock := re.search(r"<StartBoundary>\d{4}-\d\d-\d\dT(\d\d:\d\d):\d\d", text):
            times[job] = clock[1]
    return times
