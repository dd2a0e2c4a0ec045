"""A file for a double click on Windows: it makes the morning's report of each saved search, and opens it."""

import re
from collections.abc import Sequence

UNSAFE = re.compile(r'[\x00-\x1f"%<>|&^!*?:/\\]')
"""What cmd.exe would read as something else, or no file of Windows may be named."""


def make_morning_text(program: Sequence[str], archive: str, watches: Sequence[str]) -> str:
    """The text of the file, in UTF-8 and with the line ends of Windows. Saved searches of odd names are left out."""
    news = " ".join(f'"{word}"' for word in program)
    reports = [
        line
        for name in watches
        if not UNSAFE.search(name)
        for line in (
            f'{news} report daily --archive "{archive}" --watch "{name}" -o "보고 {name}.html"',
            f'if exist "보고 {name}.html" start "" "보고 {name}.html"',
        )
    ]
    reports = reports or [
        f'{news} report daily --archive "{archive}" -o "보고.html"',
        'if exist "보고.html" start "" "보고.html"',
    ]
    lines = ["@echo off", "chcp 65001 >nul", 'cd /d "%~dp0"', *reports, f'{news} health --archive "{archive}"', "pause"]
    return "".join(f"{line}\r\n" for line in lines)
