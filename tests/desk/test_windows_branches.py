"""Where the commands do otherwise on Windows, asked for under its name: no Windows is at hand."""

import ctypes
import os
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from desk.output.hint_lines import hint_lines
from desk.output.pager import find_pager
from desk.services.after_search.hints import Hint, HintKind
from desk.services.after_search.last_rows import find_row, keep_rows, state_folder
from desk.services.workspace import Workspace
from models.query.syntax import parse
from models.records.search_results import Total

Console = Callable[[int], None]


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Console:
    """Sets the console window that Windows says this process has."""
    window = SimpleNamespace(number=0)
    kernel = SimpleNamespace(GetConsoleWindow=lambda: window.number)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delenv("WT_SESSION", raising=False)
    return lambda number: setattr(window, "number", number)


def test_rows_are_those_of_the_window_that_searched(
    console: Console, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    workspace = Workspace.at(tmp_path / "archive.db")
    rows: dict[object, int] = {1: 11, 2: 22, "tab": 33}
    for name, article in rows.items():
        if isinstance(name, str):
            monkeypatch.setenv("WT_SESSION", name)
        else:
            console(name)
        assert keep_rows(workspace, 1, [article])
    assert find_row(workspace, 1) == 33
    monkeypatch.delenv("WT_SESSION")
    for number in (1, 2):
        console(number)
        assert find_row(workspace, 1) == rows[number]
    console(3)
    assert find_row(workspace, 1) is None
    assert state_folder(os.environ) == tmp_path / "local-news-archive"


@pytest.mark.parametrize(
    "typed", ["포항 배터리", '"포항 시장" 축제', "(포항 OR 경주) -서울", "매체:견본일보", "포항&경주"]
)
def test_a_hint_is_a_command_of_the_command_prompt(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    lines = list(hint_lines([Hint(HintKind.JOINING, typed, Total(articles=3, stories=3, capped=False))]))
    command = lines[1].strip().removeprefix("news search ")
    assert parse(read_as_windows(command)).root == parse(typed).root
    assert not re.search(r"[&|<>^]", re.sub(r'"(?:[^"\\]|\\.)*"', "", command)), "cmd.exe would act on it"


def read_as_windows(line: str) -> str:
    """The one word that a Windows program is handed, up to two spaces outside of quotes."""
    out, quoted, at = "", False, 0
    while at < len(line) and (quoted or line[at : at + 2] != "  "):
        if line[at : at + 2] == '\\"':
            out, at = out + '"', at + 2
            continue
        quoted ^= line[at] == '"'
        out += "" if line[at] == '"' else line[at]
        at += 1
    return out


def test_windows_has_no_pager_of_its_own(console: Console) -> None:
    assert find_pager({}) == []
