"""The times that the settings show are those that stand in the system's scheduler, whichever it is.

crontab, systemctl, launchctl and schtasks are stand-ins in a folder of the test.
"""

import os
from pathlib import Path

import pytest

from desk.schedule.install import install, remove
from desk.schedule.installed_times import InstalledTimes, read_installed_times
from desk.schedule.plan import Job, JobKind, Kind, SchedulePlan, make_plan
from tests.desk.test_schedule import CRONTAB, LAUNCHCTL, OTHERS, SYSTEMCTL

SCHTASKS = """#!/bin/sh
case "$1" in
/Create) iconv -f utf-16 -t utf-8 "$6" > "$FAKE/$4.task" ;;
/Query) cat "$FAKE/$3.task" ;;
/Delete) rm "$FAKE/$4.task" ;;
esac
"""
KINDS: tuple[Kind, ...] = ("cron", "systemd", "launchd", "windows")
NIGHT = Job(kind=JobKind.NIGHT, verb="crawl", hour=1, minute=5, more=("--deadline", "07:20"))
MORNING = Job(kind=JobKind.MORNING, verb="morning", hour=7, minute=20)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive in a folder with an odd name, beside the stand-ins."""
    tools = tmp_path / "bin"
    tools.mkdir()
    texts = {"crontab": CRONTAB, "systemctl": SYSTEMCTL, "launchctl": LAUNCHCTL, "schtasks": SCHTASKS}
    for name, text in texts.items():
        (tools / name).write_text(text, "utf-8")
        (tools / name).chmod(0o755)
    (tmp_path / "loaded").mkdir()
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    for name in ("HOME", "FAKE", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    (tmp_path / "crontab").write_text(OTHERS, "utf-8")
    folder = tmp_path / "기사 100% 'a'"
    folder.mkdir()
    return folder / "archive.db"


def plan(archive: Path, *jobs: Job) -> SchedulePlan:
    return make_plan(archive, jobs)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_installed_is_read_as_it_was_asked_for(archive: Path, kind: Kind) -> None:
    assert read_installed_times(kind, plan(archive)) == InstalledTimes()
    for every in (7, 15, 60):
        alerts = Job(kind=JobKind.ALERTS, verb="alerts", every=every)
        install(kind, plan(archive, NIGHT, MORNING, alerts))
        assert read_installed_times(kind, plan(archive)) == InstalledTimes(night="01:05", morning="07:20", alerts=every)
    other = plan(archive.with_name("other.db"))
    assert read_installed_times(kind, other) == InstalledTimes(), "of another archive"
    install(kind, plan(archive, NIGHT))
    assert read_installed_times(kind, plan(archive)) == InstalledTimes(night="01:05")
    remove(kind, plan(archive))
    assert read_installed_times(kind, plan(archive)) == InstalledTimes()


def test_what_is_no_time_of_ours_is_as_none(archive: Path, tmp_path: Path) -> None:
    """Somebody has changed a line of ours by hand."""
    install("cron", plan(archive, NIGHT, MORNING))
    table = tmp_path / "crontab"
    table.write_text(table.read_text("utf-8").replace("5 1 * * *", "5 1 * * 1-5"), "utf-8")
    assert read_installed_times("cron", plan(archive)) == InstalledTimes(morning="07:20")
