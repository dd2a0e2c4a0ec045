"""A plan put into the system's scheduler, removed from it, and looked up there.

Whatever fails, what is not ours stays as it is, and what is ours is there whole, or not at all.
"""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from desk.schedule.launchd import has_agents, install_agents, make_agents, remove_agents
from desk.schedule.plan import JobKind, Kind, ScheduleError, SchedulePlan, make_plan_texts, unit_folder
from desk.schedule.run_command import find_failure, run_checked, run_command, tell_output
from models.language import _, describe_system_error
from models.open import check_writable
from reports.formats.atomic_file import open_atomic
from reports.formats.errors import ExportError

NO_CRONTAB = "no crontab for"
RELOAD = ("systemctl", "--user", "daemon-reload")


def make_texts(kind: Kind, plan: SchedulePlan) -> dict[str, str]:
    """What is installed, by the file (or the crontab, or the task) it goes to."""
    return make_agents(plan) if kind == "launchd" else make_plan_texts(kind, plan)


def install(kind: Kind, plan: SchedulePlan) -> list[str]:
    """Install it, in place of what was there of ours; gives the commands that were run.

    Raises ScheduleError, and ArchiveError where no archive can be at that place.
    """
    check_writable(plan.archive, create=True)
    if kind == "systemd":
        return _install_units(plan)
    if kind == "launchd":
        return install_agents(plan)
    if kind == "cron":
        others = _without(read_crontab(), plan)
        gap = "\n" if others and not others.endswith("\n") else ""
        return [_write_crontab(others + gap + make_texts(kind, plan)["crontab"])]
    return _install_tasks(plan)


def remove(kind: Kind, plan: SchedulePlan) -> list[str]:
    """Take back what is ours for this archive, and nothing else; an empty list where there was nothing.

    Raises ScheduleError; the files of systemd are removed by then, even where systemctl failed.
    """
    if kind == "systemd":
        return _remove_units(plan)
    if kind == "launchd":
        return remove_agents(plan)
    if not is_installed(kind, plan):
        return []
    if kind == "cron":
        rest = _without(read_crontab(), plan)
        return [_write_crontab(rest) if rest.strip() else run_checked("crontab", "-r")]
    return [run_checked("schtasks", "/Delete", "/F", "/TN", name) for name in _tasks(plan)]


def is_installed(kind: Kind, plan: SchedulePlan) -> bool:
    """Whether there is something of ours for this archive; raises ScheduleError where that cannot be seen."""
    if kind == "cron":
        table = read_crontab()
        return _without(table, plan) != table
    if kind == "windows":
        return bool(_tasks(plan))
    if kind == "launchd":
        return has_agents(plan)
    if not (timer := unit_folder() / f"{plan.name}.timer").is_file():
        return False
    asked = run_command("systemctl", "--user", "is-enabled", timer.name)
    if asked.returncode != 0 and not asked.stdout.strip():
        raise ScheduleError(_("systemctl failed: {output}.", output=tell_output(asked)))
    return asked.returncode == 0


def _install_tasks(plan: SchedulePlan) -> list[str]:
    """Each of its jobs; what is ours of other jobs goes."""
    done: list[str] = []
    texts = make_texts("windows", plan)
    try:
        for name, text in texts.items():
            file = plan.archive.with_name(name)
            file.write_text(text, encoding="utf-16")
            try:
                done.append(run_checked("schtasks", "/Create", "/F", "/TN", file.stem, "/XML", str(file)))
            finally:
                file.unlink(missing_ok=True)
    except ScheduleError:
        for name in list(texts)[: len(done)]:
            run_command("schtasks", "/Delete", "/F", "/TN", Path(name).stem)
        raise
    others = [name for name in _tasks(plan) if f"{name}.xml" not in texts]
    return done + [run_checked("schtasks", "/Delete", "/F", "/TN", name) for name in others]


def _tasks(plan: SchedulePlan) -> list[str]:
    """Those of ours that Windows has."""
    names = [f"{plan.name}{kind}" for kind in JobKind]
    return [name for name in names if run_command("schtasks", "/Query", "/TN", name).returncode == 0]


def _install_units(plan: SchedulePlan) -> list[str]:
    units = _units(plan)
    timers = [file.name for file in units if file.suffix == ".timer"]
    before = {file: file.read_bytes() if file.is_file() else None for file in units}
    was_linked = {link for link in _links(plan) if link.is_symlink()}
    try:
        for file, text in units.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with open_atomic(file) as opened:
                opened.write(text.encode())
        # A timer that runs is not started anew by `enable --now`, and would keep its old time.
        done = [
            run_checked(*RELOAD),
            *(run_checked("systemctl", "--user", verb, *timers) for verb in ("enable", "restart")),
        ]
    except (OSError, ExportError, ScheduleError) as error:
        for link in _links(plan):
            if link not in was_linked and link.is_symlink():
                link.unlink()
        _put_back(before)
        is_undone = not isinstance(error, ScheduleError) or not find_failure(*RELOAD)
        what = (
            _("{path} cannot be written: {reason}.", path=unit_folder(), reason=describe_system_error(error))
            if isinstance(error, OSError)
            else str(error)
        )
        state = (
            _("All is as it was before")
            if is_undone
            else _("The files are as they were before, but systemd does not know it")
        )
        raise ScheduleError(f"{what} {state}.") from error
    others = [file for file in _our_files(plan) if file not in units and file.name not in timers]
    return done + (_remove_files(plan, others) if others else [])


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for file, content in before.items():
        if content is not None:
            file.write_bytes(content)
        elif file.exists():
            file.unlink()


def _remove_units(plan: SchedulePlan) -> list[str]:
    ours = _our_files(plan)
    return _remove_files(plan, ours) if ours else []


def _remove_files(plan: SchedulePlan, ours: Sequence[Path]) -> list[str]:
    timers = [file.name for file in ours if file.suffix == ".timer" and file.parent == unit_folder()]
    disable = ("systemctl", "--user", "disable", "--now", *(timers or [f"{plan.name}.timer"]))
    failure = find_failure(*disable)
    for file in (*ours, *map(_find_stamp, timers)):
        file.unlink(missing_ok=True)
    if failure := failure or find_failure(*RELOAD):
        raise ScheduleError(
            _(
                "{failure} Its files were removed all the same; a timer that runs ends with the session.",
                failure=failure,
            )
        )
    return [shlex.join(disable), shlex.join(RELOAD)]


def _units(plan: SchedulePlan) -> dict[Path, str]:
    return {Path(place): text for place, text in make_texts("systemd", plan).items()}


def _links(plan: SchedulePlan) -> list[Path]:
    """What `enable` makes."""
    return [unit_folder() / "timers.target.wants" / f"{plan.name}{kind}.timer" for kind in JobKind]


def _find_stamp(timer: str) -> Path:
    """Where systemd keeps when a timer last ran: by one that was left, another install would begin at once."""
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "systemd" / "timers" / f"stamp-{timer}"


def _our_files(plan: SchedulePlan) -> list[Path]:
    """The units of all our jobs that are there, and the links to them."""
    units = [unit_folder() / f"{plan.name}{kind}.{ending}" for kind in JobKind for ending in ("service", "timer")]
    return [file for file in (*units, *_links(plan)) if file.is_file() or file.is_symlink()]


def read_crontab() -> str:
    """The whole crontab, bytes that are not UTF-8 as surrogates; empty only where the user has none.

    Raises ScheduleError where it cannot be read: writing it would wipe out what stands in it.
    """
    ran = run_command("crontab", "-l")
    if ran.returncode == 0:
        return ran.stdout.decode("utf-8", "surrogateescape")
    if NO_CRONTAB in tell_output(ran).lower():
        return ""
    raise ScheduleError(_("crontab -l failed, and so the crontab is left as it is: {output}.", output=tell_output(ran)))


def _write_crontab(table: str) -> str:
    return run_checked("crontab", "-", typed=table.encode("utf-8", "surrogateescape"))


def _without(table: str, plan: SchedulePlan) -> str:
    """A crontab without our lines; all others stay byte for byte."""
    return "\n".join(line for line in table.split("\n") if not line.endswith(f" # {plan.name}"))
