"""The night's schedule: what is written, that only ours is taken back, and that nothing is installed unasked.

systemctl and crontab are stand-ins in a folder of the test; where systemd's own checker is there, it reads our units.
"""

import os
import plistlib
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from desk.schedule.install import make_texts
from desk.schedule.plan import Job, JobKind, SchedulePlan, cron_lines, systemd_quoted
from models.archive.write.archive import Archive
from models.records.outlet import Outlet
from models.records.times import now
from tests.support.run_news import Ran, news

CRONTAB = """#!/bin/sh
if [ "$1" = "-r" ]; then rm "$FAKE/crontab"
elif [ "$1" != "-l" ]; then cat > "$FAKE/crontab"
elif [ -n "$BROKEN" ]; then echo "crontab: Input/output error" >&2; exit 1
elif [ -f "$FAKE/crontab" ]; then cat "$FAKE/crontab"
elif [ "$LC_ALL" = C ]; then echo "no crontab for me" >&2; exit 1
else echo "크론탭이 없습니다" >&2; exit 1; fi
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$FAKE/systemctl"
if [ -n "$BROKEN" ]; then echo "Failed to connect to bus: No medium found" >&2; exit 1; fi
"""
OTHERS = "MAILTO=me@example.com\n5 4 * * * echo 'not ours' # local-news-archive-00000000\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a blank, Korean letters, a per cent and a quote in its name."""
    place = tmp_path / "기사 보관 100% 'a'"
    place.mkdir()
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, text in (("crontab", CRONTAB), ("systemctl", SYSTEMCTL)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    return place


def run(folder: Path, *words: str, broken: bool = False) -> Ran:
    base = folder.parent
    return news(
        *words,
        cwd=folder,
        HOME=str(base),
        XDG_CONFIG_HOME=str(base / "config"),
        XDG_DATA_HOME=str(base / "data"),
        FAKE=str(base),
        BROKEN="yes" if broken else "",
        PATH=f"{base / 'bin'}:{os.environ['PATH']}",
    )


def test_cron_lines_come_and_go_and_others_stay(folder: Path) -> None:
    table = folder.parent / "crontab"
    table.write_text(OTHERS, encoding="utf-8")
    shown = run(folder, "schedule", "show", "--kind", "cron", "--at", "2:30", "--deadline", "06:30")
    assert shown.code == 0
    assert "not installed" in shown.err
    assert table.read_text(encoding="utf-8") == OTHERS, "show installs nothing"
    for _ in range(2):
        assert run(folder, "schedule", "install", "--kind", "cron", "--at", "2:30", "--deadline", "06:30").code == 0
    installed = table.read_text(encoding="utf-8")
    assert installed.startswith(OTHERS)
    assert installed.count("@reboot") == 2, "the night and the morning"
    assert [line for line in shown.out.splitlines() if not line.startswith("# ")] == installed.splitlines()[2:]
    assert "installed" in run(folder, "schedule", "show", "--kind", "cron").err
    assert run(folder, "schedule", "remove", "--kind", "cron").code == 0
    assert table.read_text(encoding="utf-8") == OTHERS
    assert "nothing to remove" in run(folder, "schedule", "remove", "--kind", "cron").err


def test_a_first_crontab_is_made(folder: Path) -> None:
    assert run(folder, "schedule", "install", "--kind", "cron").code == 0
    assert (folder.parent / "crontab").read_text(encoding="utf-8").count("\n") == 4
    assert run(folder, "schedule", "install", "--kind", "cron", "--no-morning", "--alerts", "15").code == 0
    night, missed, alerts = (folder.parent / "crontab").read_text(encoding="utf-8").splitlines()
    assert night.startswith("30 2 * * * ")
    assert "--for 5h" in night
    assert missed.startswith("@reboot ")
    assert alerts.startswith("*/15 * * * * ")
    assert "crontab -r" in run(folder, "schedule", "remove", "--kind", "cron").err
    assert not (folder.parent / "crontab").exists(), "there was none before"
    assert " alerts --archive " in alerts


@pytest.mark.parametrize("verb", ["install", "remove"])
def test_a_crontab_that_cannot_be_read_is_left_alone(folder: Path, verb: str) -> None:
    table = folder.parent / "crontab"
    table.write_text(OTHERS, encoding="utf-8")
    ran = run(folder, "schedule", verb, "--kind", "cron", broken=True)
    assert ran.code == 1
    assert "Input/output error" in ran.err
    assert table.read_text(encoding="utf-8") == OTHERS
    shown = run(folder, "schedule", "show", "--kind", "cron", broken=True)
    assert shown.code == 0
    assert "@reboot" in shown.out
    assert "cannot be seen here" in shown.err


def test_lines_of_others_keep_their_bytes(folder: Path) -> None:
    table = folder.parent / "crontab"
    others = "# 아침 점검\x0c\r\n5 4 * * * true".encode("euc-kr")
    table.write_bytes(others)
    assert "not installed" in run(folder, "schedule", "show", "--kind", "cron").err
    assert run(folder, "schedule", "install", "--kind", "cron").code == 0
    assert table.read_bytes().startswith(others + b"\n")
    assert table.read_bytes().count(b"\n") == 6
    assert run(folder, "schedule", "remove", "--kind", "cron").code == 0
    assert table.read_bytes() == others + b"\n"


def test_a_cron_line_is_read_by_a_shell_as_it_was_meant(folder: Path) -> None:
    night = Job(kind=JobKind.NIGHT, verb="crawl", hour=2, minute=30)
    line, _ = cron_lines(SchedulePlan(archive=folder / "archive.db", program=("printf", "%s\n"), jobs=(night,)))
    assert line.startswith("30 2 * * * ")
    command = line.removeprefix("30 2 * * * ").replace("\\%", "%")  # as cron itself takes it
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["crawl", "--archive", str(folder / "archive.db"), "--quiet"]
    assert "%" not in line.replace("\\%", "")


def test_systemd_units_are_sound_and_taken_back(folder: Path) -> None:
    base = folder.parent
    assert run(folder, "schedule", "install", "--kind", "systemd", "--at", "02:30").code == 0
    units = sorted((base / "config" / "systemd" / "user").iterdir())
    morning, morning_timer, service, timer = (unit.read_text(encoding="utf-8") for unit in units)
    assert "Persistent=true" in timer
    assert "OnCalendar=*-*-* 02:30:00" in timer
    assert "OnCalendar=*-*-* 06:30:00" in morning_timer
    assert '"morning"' in morning
    assert '"--deadline" "06:30"' in service, "the night ends when the morning begins"
    assert "100%% 'a'" in service
    said = (base / "systemctl").read_text(encoding="utf-8").splitlines()
    timers = f"{units[3].name} {units[1].name}"
    assert said == ["--user daemon-reload", f"--user enable {timers}", f"--user restart {timers}"]
    checker = shutil.which("systemd-analyze")
    if checker:
        ran = subprocess.run(
            [checker, "verify", "--user", "--man=no", *map(str, units)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "XDG_RUNTIME_DIR": str(base), "HOME": str(base)},
        )
        complaints = [line for line in ran.stderr.splitlines() if MARK in line]
        assert not complaints, complaints
    assert run(folder, "schedule", "install", "--kind", "systemd", "--no-morning").code == 0
    assert [unit for unit in units if unit.exists()] == units[2:], "what is no longer wanted goes"
    stamps = base / "data" / "systemd" / "timers"
    stamps.mkdir(parents=True)
    for name in (units[3].name, "mine.timer"):
        (stamps / f"stamp-{name}").touch()
    mine = units[0].with_name("mine.timer")
    mine.write_text("[Timer]\n", encoding="utf-8")
    assert run(folder, "schedule", "remove", "--kind", "systemd").code == 0
    assert list(mine.parent.iterdir()) == [mine]
    assert [file.name for file in stamps.iterdir()] == ["stamp-mine.timer"]
    assert "nothing to remove" in run(folder, "schedule", "remove", "--kind", "systemd").err


MARK = "local-news-archive"


def test_units_that_cannot_be_enabled_are_taken_back(folder: Path) -> None:
    units = folder.parent / "config" / "systemd" / "user"
    ran = run(folder, "schedule", "install", "--kind", "systemd", broken=True)
    assert ran.code == 1
    assert "No medium found" in ran.err
    assert list(units.iterdir()) == []
    assert "not installed" in run(folder, "schedule", "show", "--kind", "systemd").err

    assert run(folder, "schedule", "install", "--kind", "systemd", "--at", "01:00").code == 0
    before = {unit: unit.read_bytes() for unit in units.iterdir()}
    assert run(folder, "schedule", "install", "--kind", "systemd", "--at", "05:00", broken=True).code == 1
    assert {unit: unit.read_bytes() for unit in units.iterdir()} == before, "an earlier night stays"
    assert "; installed" in run(folder, "schedule", "show", "--kind", "systemd").err
    assert "cannot be seen here" in run(folder, "schedule", "show", "--kind", "systemd", broken=True).err


def test_units_are_removed_where_systemctl_fails(folder: Path) -> None:
    units = folder.parent / "config" / "systemd" / "user"
    assert run(folder, "schedule", "install", "--kind", "systemd").code == 0
    wanted = units / "timers.target.wants"
    wanted.mkdir()
    (wanted / next(units.glob("*.timer")).name).symlink_to(next(units.glob("*.timer")))
    ran = run(folder, "schedule", "remove", "--kind", "systemd", broken=True)
    assert ran.code == 1
    assert "removed all the same" in ran.err
    assert [path for path in units.rglob("*") if not path.is_dir()] == []
    assert "nothing to remove" in run(folder, "schedule", "remove", "--kind", "systemd").err


def test_units_that_cannot_be_written_are_a_sentence(folder: Path) -> None:
    (folder.parent / "config").write_text("no folder", encoding="utf-8")
    ran = run(folder, "schedule", "install", "--kind", "systemd")
    assert ran.code == 1
    assert "cannot be written" in ran.err


def test_a_windows_task_is_well_formed_and_catches_up(folder: Path) -> None:
    night = Job(kind=JobKind.NIGHT, verb="crawl", hour=2, minute=30)
    plan = SchedulePlan(archive=folder / "a&b.db", program=("C:\\x y\\news.exe",), jobs=(night,))
    (text,) = make_texts("windows", plan).values()
    root = ET.fromstring(text.partition("?>")[2])
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.findtext(f".//{space}Command") == "C:\\x y\\news.exe"
    assert root.findtext(f".//{space}StartWhenAvailable") == "true"
    assert root.findtext(f".//{space}MultipleInstancesPolicy") == "IgnoreNew"
    arguments = root.findtext(f".//{space}Arguments") or ""
    assert shlex.split(arguments, posix=True)[:2] == ["crawl", "--archive"]
    assert f'"{folder / "a&b.db"}"' in arguments


@pytest.mark.parametrize(
    ("word", "quoted"), [("a b", '"a b"'), ("100%", '"100%%"'), ("$HOME", '"$$HOME"'), ('a"b\\', '"a\\"b\\\\"')]
)
def test_words_of_a_unit_mean_what_they_say(word: str, quoted: str) -> None:
    assert systemd_quoted(word) == quoted


def test_a_missed_night_is_due_and_a_crawled_one_is_not(folder: Path) -> None:
    assert run(folder, "schedule", "due", "--at", "00:00").code == 0, "never crawled"
    with Archive.open(folder / "archive.db") as archive:
        archive.upsert_outlet(Outlet(id="a", title="가", family="ndsoft", home="https://a.example"))
        number = archive.ledger.begin_run("a", now())
        archive.ledger.end_run(number, now(), "finished", complete=True, counts={})
    assert run(folder, "schedule", "due", "--at", "00:00").code == 1


@pytest.mark.parametrize("words", [("--at", "25:00"), ("--at", "noon"), ("--deadline", "late"), ("--kind", "at")])
def test_a_slip_is_told_in_a_sentence(folder: Path, words: tuple[str, str]) -> None:
    assert run(folder, "schedule", "show", *words).code == 2


@pytest.mark.parametrize("kind", ["cron", "windows"])
def test_show_needs_no_scheduler(folder: Path, kind: str) -> None:
    ran = news("schedule", "show", "--kind", kind, cwd=folder, PATH=str(folder))
    assert ran.code == 0, ran.err
    assert "crawl" in ran.out
    assert "cannot be seen here" in ran.err
    for verb in ("install", "remove"):
        refused = news("schedule", verb, "--kind", kind, cwd=folder, PATH=str(folder))
        assert refused.code == 1
        assert "cannot be run here" in refused.err
    assert list(folder.iterdir()) == []


def test_no_night_is_installed_for_a_folder_that_is_not_there(folder: Path) -> None:
    ran = run(folder, "schedule", "install", "--kind", "cron", "--archive", "none/archive.db")
    assert ran.code == 4
    assert not (folder.parent / "crontab").exists()


def test_only_outlets_that_a_crawl_would_know_are_scheduled(folder: Path) -> None:
    for verb in ("show", "install"):
        ran = run(folder, "schedule", verb, "--kind", "cron", "--outlet", "newspin")
        assert ran.code == 2
        assert "did you mean 뉴스핌(newspim)" in ran.err
    assert not (folder.parent / "crontab").exists()
    shown = run(folder, "schedule", "show", "--kind", "cron", "--outlet", "newspim", "--outlet", "newspim")
    assert shown.code == 0
    assert shown.out.count("--quiet newspim") == 2, "the nightly line and the one at start-up"


@pytest.mark.parametrize("name", ["a\n* * * * * true", "a\udcff"])
def test_a_path_that_would_break_a_line_is_refused(folder: Path, name: str) -> None:
    ran = run(folder, "schedule", "install", "--kind", "cron", "--archive", f"{name}.db")
    assert ran.code == 1
    assert "No scheduler can use the path" in ran.err
    assert not (folder.parent / "crontab").exists()


def test_a_due_time_that_is_none_is_a_sentence(folder: Path) -> None:
    assert run(folder, "schedule", "due", "--at", "noon").code == 2


LAUNCHCTL = """#!/bin/sh
echo "$@" >> "$FAKE/launchctl"
mkdir -p "$FAKE/loaded"
if [ "$1" = print ]; then [ -f "$FAKE/loaded/$(basename "$2")" ] || exit 113
elif [ -n "$BROKEN" ]; then echo "Bootstrap failed: 125: Domain does not support specified action" >&2; exit 125
elif [ "$1" = bootstrap ]; then cp "$3" "$FAKE/loaded/$(basename "$3" .plist)"
elif [ "$1" = bootout ]; then rm "$FAKE/loaded/$(basename "$2")"
else exit 64; fi
"""


@pytest.fixture
def mac(folder: Path) -> Path:
    tool = folder.parent / "bin" / "launchctl"
    tool.write_text(LAUNCHCTL, encoding="utf-8")
    tool.chmod(0o755)
    return folder


def agents(mac: Path, where: str = "Library/LaunchAgents") -> dict[str, Any]:
    """The agents that are there, by the ends of their names."""
    name = len(f"{MARK}-12345678")
    files = (mac.parent / where).glob("*")
    return dict(sorted((file.name.removesuffix(".plist")[name:], plistlib.loads(file.read_bytes())) for file in files))


def schedule(mac: Path, *words: str, broken: bool = False) -> Ran:
    return run(mac, "schedule", *words, "--kind", "launchd", broken=broken)


def test_agents_of_a_mac_are_loaded_and_taken_back(mac: Path) -> None:
    shown = schedule(mac, "show")
    assert shown.code == 0
    assert "not installed" in shown.err
    assert agents(mac) == {}
    installed = schedule(mac, "install")
    assert installed.code == 0
    assert "pmset repeat wakeorpoweron MTWRFSU 02:30:00" in installed.err
    there = agents(mac)
    assert list(there) == ["", "-login", "-morning", "-morning-login"]
    assert there[""]["StartCalendarInterval"] == {"Hour": 2, "Minute": 30}
    assert "crawl" in there[""]["ProgramArguments"]
    assert there[""]["WorkingDirectory"] == str(mac)
    assert there["-morning"]["StartCalendarInterval"] == {"Hour": 6, "Minute": 30}
    assert (there["-login"]["RunAtLoad"], "StartCalendarInterval" in there["-login"]) == (True, False)
    assert agents(mac, "loaded") == {"": there[""], "-morning": there["-morning"]}, (
        "what asks at log-in is not begun now"
    )
    assert "; installed" in schedule(mac, "show").err
    xml = shown.out.split("<?xml")[1:]
    assert len(xml) == len(there)
    assert plistlib.loads(b"<?xml" + xml[0].split("<!-- /")[0].encode()) == there[""]

    calls = (mac.parent / "launchctl").read_text(encoding="utf-8").count("bootstrap")
    assert schedule(mac, "install").code == 0
    now_ = (mac.parent / "launchctl").read_text(encoding="utf-8")
    assert (now_.count("bootstrap"), now_.count("bootout")) == (calls, 0), "what is there already is left alone"
    assert schedule(mac, "install", "--at", "1:05", "--no-morning", "--alerts", "20").code == 0
    there = agents(mac)
    assert list(there) == ["", "-alerts", "-login"]
    assert there["-alerts"]["StartCalendarInterval"] == [{"Minute": 0}, {"Minute": 20}, {"Minute": 40}]
    assert agents(mac, "loaded") == {"": there[""], "-alerts": there["-alerts"]}
    assert there[""]["StartCalendarInterval"] == {"Hour": 1, "Minute": 5}

    other = mac.parent / "Library" / "LaunchAgents" / "local-news-archive-00000000.plist"
    other.write_bytes(b"not ours")
    assert schedule(mac, "remove").code == 0
    assert [file.name for file in other.parent.iterdir()] == [other.name]
    assert list((mac.parent / "loaded").iterdir()) == []
    assert "nothing to remove" in schedule(mac, "remove").err


def test_a_log_in_makes_up_for_what_is_due_alone(mac: Path) -> None:
    plan = SchedulePlan(
        archive=mac / "archive.db",
        program=("echo",),
        jobs=(Job(kind=JobKind.MORNING, verb="morning", hour=6, minute=30),),
    )
    later = plistlib.loads(list(make_texts("launchd", plan).values())[1].encode())
    shell, option, words = later["ProgramArguments"]
    ran = subprocess.run(
        [shell, option, words.replace("sleep 60; ", "", 1)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines() == [
        f"schedule due --at 06:30 --morning --archive {mac / 'archive.db'} --quiet",
        f"morning --archive {mac / 'archive.db'} --quiet",
    ]


def test_agents_that_cannot_be_loaded_are_taken_back(mac: Path) -> None:
    ran = schedule(mac, "install", broken=True)
    assert ran.code == 1
    assert "125" in ran.err
    assert "All is as it was before" in ran.err
    assert agents(mac) == {}
    assert schedule(mac, "install", "--at", "01:00").code == 0
    before = agents(mac)
    assert schedule(mac, "install", "--at", "05:00", broken=True).code == 1
    assert agents(mac) == before
    ran = schedule(mac, "remove", broken=True)
    assert ran.code == 1
    assert "removed all the same" in ran.err
    assert agents(mac) == {}


def test_without_launchctl_nothing_is_left(folder: Path) -> None:
    ran = schedule(folder, "install")
    assert ran.code == 1
    assert "launchctl cannot be run here" in ran.err
    assert agents(folder) == {}


def test_a_windows_task_has_the_order_of_its_schema(folder: Path) -> None:
    """Of a trigger: Enabled, StartBoundary, EndBoundary, Repetition, ExecutionTimeLimit, then the days (MS-TSCH 2.5.3)."""
    jobs = (
        Job(kind=JobKind.NIGHT, verb="crawl", hour=2, minute=30),
        Job(kind=JobKind.MORNING, verb="morning", hour=6, minute=30),
        Job(kind=JobKind.ALERTS, verb="alerts", every=15),
    )
    plan = SchedulePlan(archive=folder / "archive.db", program=("news.exe",), jobs=jobs)
    roots = [ET.fromstring(text.partition("?>")[2]) for text in make_texts("windows", plan).values()]
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    names = [[one.tag.removeprefix(space) for one in root.find(f".//{space}CalendarTrigger") or ()] for root in roots]
    assert names[0] == names[1] == ["StartBoundary", "ScheduleByDay"]
    assert names[2] == ["StartBoundary", "Repetition", "ScheduleByDay"]
    assert [root.findtext(f".//{space}WakeToRun") for root in roots] == ["true", "true", "false"]
    assert [root.findtext(f".//{space}Interval") for root in roots] == [None, None, "PT15M"]
    assert all(root.find(f".//{space}Principals") is None for root in roots), (
        "of whoever installs it, without a password"
    )
