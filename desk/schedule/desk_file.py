"""A file for a double click that opens the desk in the browser: for Windows, macOS and the desktops of Linux.

Every path in it is a whole one, so that the file may be moved to the desktop.
"""

import re
import shlex
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePath

from desk.schedule.plan import UNSAFE, ScheduleError
from models.language import _

FILE_NAME = "지역언론 데스크"
ENGLISH_NAME = "News desk"


class DeskFileKind(StrEnum):
    """Of which system the file is; the value is the ending of its name."""

    WINDOWS = ".cmd"
    MACOS = ".command"
    LINUX = ".desktop"


def detect_kind(platform: str = sys.platform) -> DeskFileKind:
    """The kind that fits this system."""
    return {"win32": DeskFileKind.WINDOWS, "darwin": DeskFileKind.MACOS}.get(platform, DeskFileKind.LINUX)


def make_desk_file(kind: DeskFileKind, program: Sequence[str], archive: PurePath, icon: PurePath) -> str:
    """The text of the file. ``archive`` and ``icon`` are whole paths. Raises ScheduleError for one it cannot hold."""
    command = [*program, "desk", "--archive", str(archive)]
    for word in (*command, str(icon)):
        if unsafe := UNSAFE.search(word):
            raise ScheduleError(
                _("The path {path!r} contains {character!r}: no file can name it.", path=word, character=unsafe[0])
            )
    makers = {
        DeskFileKind.WINDOWS: _make_batch,
        DeskFileKind.MACOS: _make_shell,
        DeskFileKind.LINUX: _make_desktop_entry,
    }
    return makers[kind](command, archive.parent, icon)


def _make_batch(command: Sequence[str], folder: PurePath, _icon: PurePath) -> str:
    """UTF-8, with the line ends of Windows. The window stays open while the desk runs."""
    quoted = " ".join(_quote_batch(word) for word in command)
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        f"title {FILE_NAME}",
        f"cd /d {_quote_batch(str(folder))}",
        "echo 브라우저에서 데스크를 엽니다. 이 창을 닫으면 데스크가 끝납니다.",
        quoted,
        "if errorlevel 1 pause",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _quote_batch(word: str) -> str:
    """A word for cmd.exe: in quotes only a percent sign still means something; no path of Windows has a quote."""
    return '"' + word.replace("%", "%%") + '"'


def _make_shell(command: Sequence[str], folder: PurePath, _icon: PurePath) -> str:
    return f"#!/bin/sh\ncd {shlex.quote(str(folder))} || exit 1\nexec {shlex.join(command)}\n"


def _make_desktop_entry(command: Sequence[str], folder: PurePath, icon: PurePath) -> str:
    """A desktop entry (freedesktop.org, 1.5): the terminal shows that the desk runs, and closing it ends the desk."""
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={ENGLISH_NAME}",
        f"Name[ko]={FILE_NAME}",
        "Comment=Search, read and clip the regional press",
        "Comment[ko]=지역 언론 기사를 찾고 읽고 스크랩합니다",
        f"Exec={_escape_value(' '.join(map(_quote_exec, command)))}",
        f"Path={_escape_value(str(folder))}",
        f"Icon={_escape_value(str(icon))}",
        "Terminal=true",
        "Categories=Office;News;",
    )
    return "\n".join((*lines, ""))


def _quote_exec(word: str) -> str:
    """An argument of ``Exec``: in quotes, with these four escaped, and a percent sign doubled."""
    return '"' + re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%") + '"'


def _escape_value(text: str) -> str:
    """A value of a desktop entry: a backslash is written twice."""
    return text.replace("\\", "\\\\")
