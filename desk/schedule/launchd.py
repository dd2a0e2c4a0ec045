"""The schedule of a Mac: a launch agent of the user's for each job, made by plistlib and loaded by launchctl.

launchd runs at the next wake what was missed while the Mac slept, but not what was missed while it was off. For that
each job with a time of the day has a second agent, which asks at log-in whether it is due; it is not loaded when it is
installed, since it would begin a crawl there and then.
"""

import os
import plistlib
import shlex
import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desk.schedule.plan import Job, JobKind, ScheduleError, SchedulePlan
from desk.schedule.run_command import find_failure, run_checked, run_command
from models.language import _, describe_system_error
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError

LATER = "-login"
"""Ends the name of the agent that makes up at log-in for what was missed."""
PAUSE_SECONDS = 60
"""After the log-in, until there is a network."""
TRIES, TRY_SECONDS = 4, 1.0


def agent_folder() -> Path:
    """Where a user's own launch agents are."""
    return Path.home() / "Library" / "LaunchAgents"


def make_agents(plan: SchedulePlan) -> dict[str, str]:
    """The agents of a plan, by their files."""
    agents: dict[str, str] = {}
    for job in plan.jobs:
        name, command = plan.name_of(job), plan.command_of(job)
        agents |= _make_agent(name, plan, command, {"StartCalendarInterval": _times(job)})
        if job.every is None:
            words = f"sleep {PAUSE_SECONDS}; {shlex.join(plan.due_command_of(job))} && exec {shlex.join(command)}"
            agents |= _make_agent(name + LATER, plan, ("/bin/sh", "-c", words), {"RunAtLoad": True})
    return agents


def install_agents(plan: SchedulePlan) -> list[str]:
    """Install them in place of what was there of ours; the commands that were run.

    An agent that is there as it is to be stays loaded: to load it anew would end a crawl that runs. Raises
    ScheduleError; all is as it was before, then.
    """
    texts = {Path(place): text.encode() for place, text in make_agents(plan).items()}
    before = {file: file.read_bytes() if file.is_file() else None for file in _all_files(plan)}
    others = [file for file, old in before.items() if old is not None and file not in texts]
    done: list[str] = []
    try:
        for file, text in texts.items():
            if before[file] == text and (_is_later(file) or _is_loaded(file)):
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            with open_atomic(file) as opened:
                opened.write(text)
            done += [] if _is_later(file) else _load(file)
    except (OSError, ExportError, ScheduleError) as error:
        failures = [failure for file, old in before.items() if (failure := _put_back(file, old))]
        what = str(error)
        if isinstance(error, OSError):
            what = _("{path} cannot be written: {reason}.", path=agent_folder(), reason=describe_system_error(error))
        state = _("All is as it was before") if not failures else " ".join(failures).rstrip(".")
        raise ScheduleError(f"{what} {state}.") from error
    return done + _remove_files(others)


def remove_agents(plan: SchedulePlan) -> list[str]:
    """Unload and remove all of ours for this archive; the commands that were run.

    Raises ScheduleError; the files are removed by then, even where launchctl failed.
    """
    return _remove_files([file for file in _all_files(plan) if file.is_file()])


def has_agents(plan: SchedulePlan) -> bool:
    """Whether an agent of ours is there and loaded. Raises ScheduleError where launchctl cannot be run."""
    return any(file.is_file() and _is_loaded(file) for file in _all_files(plan) if not _is_later(file))


def _make_agent(name: str, plan: SchedulePlan, command: Sequence[str], when: Mapping[str, Any]) -> dict[str, str]:
    agent = {
        "Label": name,
        "ProgramArguments": list(command),
        "WorkingDirectory": str(plan.archive.parent),
        "ProcessType": "Background",
        "Nice": 10,
        **when,
    }
    return {str(agent_folder() / f"{name}.plist"): plistlib.dumps(agent, sort_keys=False).decode()}


def _times(job: Job) -> dict[str, int] | list[dict[str, int]]:
    if job.every is None:
        return {"Hour": job.hour, "Minute": job.minute}
    return [{"Minute": minute} for minute in range(0, 60, job.every)]


def _all_files(plan: SchedulePlan) -> list[Path]:
    """Where the agents of all our jobs are, or would be."""
    return [agent_folder() / f"{plan.name}{kind}{end}.plist" for kind in JobKind for end in ("", LATER)]


def _is_later(file: Path) -> bool:
    return file.stem.endswith(LATER)


def _domain() -> str:
    return f"gui/{getattr(os, 'getuid', int)()}"


def _is_loaded(file: Path) -> bool:
    return run_command("launchctl", "print", f"{_domain()}/{file.stem}").returncode == 0


def _load(file: Path) -> list[str]:
    """Load an agent anew. One that was just unloaded may take a moment to be gone."""
    done, command = _unload(file), ("launchctl", "bootstrap", _domain(), str(file))
    for _attempt in range(TRIES if done else 1):
        if not (failure := find_failure(*command)):
            return [*done, shlex.join(command)]
        time.sleep(TRY_SECONDS if done else 0)
    raise ScheduleError(failure)


def _unload(file: Path) -> list[str]:
    return [run_checked("launchctl", "bootout", f"{_domain()}/{file.stem}")] if _is_loaded(file) else []


def _remove_files(files: Sequence[Path]) -> list[str]:
    """Unload agents and remove their files."""
    done, failures = [], []
    for file in files:
        try:
            done += _unload(file)
        except ScheduleError as error:
            failures.append(str(error))
        file.unlink(missing_ok=True)
        done.append(shlex.join(("rm", str(file))))
    if failures:
        raise ScheduleError(
            _(
                "{failure} Its files were removed all the same; a timer that runs ends with the session.",
                failure=failures[0],
            )
        )
    return done


def _put_back(file: Path, old: bytes | None) -> str:
    """The file as it was, loaded where it was one to load; the sentence of what failed."""
    if (file.read_bytes() if file.is_file() else None) == old:
        return ""
    try:
        if old is None:
            file.unlink()
            _unload(file)
            return ""
        file.write_bytes(old)
        if not _is_later(file):
            _load(file)
    except ScheduleError as error:
        return "" if old is None and shutil.which("launchctl") is None else str(error)
    return ""
