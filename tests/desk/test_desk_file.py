"""The file for a double click opens the desk: its text as each system reads it, and, on Linux, by running it."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from desk.schedule import plan
from desk.schedule.desk_file import FILE_NAME, DeskFileKind, detect_kind, make_desk_file
from desk.schedule.plan import ScheduleError
from desk.services.setup import SetupRequest, set_up, write_desk_file
from desk.services.workspace import Workspace
from tests.support.run_news import ROOT, news

ODD = '홍 길동 \'n "x" $HOME `id` 100% \\ é'
ICON = PurePosixPath("/opt/icon.svg")


def read_desktop_entry(text: str) -> dict[str, str]:
    """The values of a desktop entry, their escapes undone as the specification has it."""
    first, *lines = text.splitlines()
    assert first == "[Desktop Entry]"
    pairs = (line.split("=", 1) for line in lines if line)
    undone = {"\\s": " ", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\"}
    return {key: re.sub(r"\\.", lambda found: undone[found[0]], value) for key, value in pairs}


def split_exec(value: str) -> list[str]:
    """The words of ``Exec``: all of ours are quoted; inside a backslash stands before four characters."""
    words, rest = [], value
    while rest:
        found = re.match(r'"((?:[^"`$\\]|\\["`$\\])*)"(?: |$)', rest)
        assert found, rest
        words.append(re.sub(r"\\(.)", r"\1", found[1]).replace("%%", "%"))
        rest = rest[found.end() :]
    return words


@pytest.mark.parametrize(
    ("platform", "kind"),
    [("win32", DeskFileKind.WINDOWS), ("darwin", DeskFileKind.MACOS), ("linux", DeskFileKind.LINUX)],
)
def test_each_system_has_its_kind(platform: str, kind: DeskFileKind) -> None:
    assert detect_kind(platform) is kind


def test_a_desktop_entry_names_every_path_as_it_is() -> None:
    archive = PurePosixPath("/home") / ODD / "archive.db"
    entry = read_desktop_entry(make_desk_file(DeskFileKind.LINUX, ("/opt/x y/news",), archive, ICON))
    assert split_exec(entry["Exec"]) == ["/opt/x y/news", "desk", "--archive", str(archive)]
    assert (entry["Path"], entry["Type"], entry["Name[ko]"]) == (str(archive.parent), "Application", FILE_NAME)
    assert entry["Terminal"] == "true"


def test_a_shell_file_names_every_path_as_it_is() -> None:
    archive = PurePosixPath("/Users") / ODD / "archive.db"
    first, folder, command = make_desk_file(DeskFileKind.MACOS, ("/opt/x y/news",), archive, ICON).splitlines()
    assert first == "#!/bin/sh"
    assert shlex.split(folder)[:2] == ["cd", str(archive.parent)]
    assert shlex.split(command) == ["exec", "/opt/x y/news", "desk", "--archive", str(archive)]


def test_a_batch_file_doubles_percent_signs_and_quotes_the_rest() -> None:
    archive = PureWindowsPath(r"C:\홍 길동 & 100%\archive.db")
    text = make_desk_file(DeskFileKind.WINDOWS, (r"C:\x y\news.exe",), archive, PureWindowsPath(r"C:\i.svg"))
    assert r'"C:\x y\news.exe" "desk" "--archive" "C:\홍 길동 & 100%%\archive.db"' in text
    assert text.endswith("if errorlevel 1 pause\r\n")


@pytest.mark.parametrize("kind", DeskFileKind)
def test_a_path_with_a_line_end_is_refused(kind: DeskFileKind) -> None:
    with pytest.raises(ScheduleError):
        make_desk_file(kind, ("news",), PurePosixPath("/a\nb/archive.db"), ICON)


def open_by(command: Sequence[str], folder: Path, tmp_path: Path) -> None:
    """Run what a double click runs, with a browser that notes what it is to open; the desk must answer there."""
    programs = tmp_path / "programs"
    programs.mkdir()
    opened = tmp_path / "opened.txt"
    (programs / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > {shlex.quote(str(opened))}\n', "utf-8")
    (programs / "xdg-open").chmod(0o700)
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        deadline = time.monotonic() + 60
        while not (opened.exists() and opened.read_text("utf-8").endswith("\n")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        address = opened.read_text("utf-8").strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/enter\?token=\S+", address)
        cookies = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with cookies.open(address, timeout=30) as answer:
            assert answer.status == 200
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a desktop entry is of Linux")
def test_a_double_click_on_linux_opens_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ODD.replace("\\", "")
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    workspace = Workspace.at(folder / "archive.db")
    done = set_up(workspace, SetupRequest(regions=("경북",), with_schedule=False))
    assert done.desk_file == folder / f"{FILE_NAME}.desktop"
    assert os.access(done.desk_file, os.X_OK)
    (in_menu,) = (tmp_path / "data" / "applications").iterdir()
    assert in_menu.read_text("utf-8") == done.desk_file.read_text("utf-8")
    entry = read_desktop_entry(done.desk_file.read_text("utf-8"))
    assert Path(entry["Icon"]).is_file()
    open_by(split_exec(entry["Exec"]), Path(entry["Path"]), tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a shell runs it")
def test_a_double_click_on_macos_runs_a_shell_file(tmp_path: Path) -> None:
    folder = tmp_path / ODD.replace("\\", "")
    folder.mkdir()
    file = folder / f"{FILE_NAME}.command"
    workspace = Workspace.at(folder / "archive.db")
    workspace.open_writer(create=True).close()
    file.write_text(make_desk_file(DeskFileKind.MACOS, plan.find_program(), workspace.archive, ICON), "utf-8")
    open_by(["/bin/sh", str(file)], tmp_path, tmp_path)


def test_the_verb_writes_the_file_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ran = news("desk", "--shortcut", cwd=tmp_path)
    assert (ran.code, f"{FILE_NAME}." in ran.err) == (0, True)
    assert news("desk", "--shortcut", "바탕 화면", cwd=tmp_path).code == 0
    names = {path.name for path in (tmp_path, tmp_path / "바탕 화면") for path in path.glob(f"{FILE_NAME}.*")}
    assert names == {f"{FILE_NAME}{detect_kind()}"}
    assert write_desk_file(Workspace.at(tmp_path / "archive.db")).exists()
