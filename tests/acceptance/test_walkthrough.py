"""README.ko's morning, typed line by line as it stands: what it prints there is what the program prints."""

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.support.run_news import ROOT, news

ADDRESS = re.compile(r"127\.0\.0\.1:\d+")
"""The demo takes the first ports that are free."""
NUMBER = re.compile(r"\b1608\d{5}\b")
"""Of an article; those of one day are counted in the order in which the articles came in."""


def section(title: str) -> str:
    """A section of README.ko."""
    return (ROOT / "README.ko.md").read_text("utf-8").partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def typed() -> Iterator[tuple[list[str], list[str]]]:
    """(The words behind ``$ news``, the lines shown below) of the morning's blocks, in order."""
    for block in re.findall(r"^```\n(.*?)^```$", section("아침 일과"), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            words = shlex.split(command, comments=True)
            if words[0] == "news":
                yield words[1:], [line for line in shown if line.strip(" …")]


def typed_on_windows() -> Iterator[list[str]]:
    """The words behind ``news`` of the PowerShell blocks. Its quotes are those of POSIX, but for the backslash."""
    for block in re.findall(r"^```powershell\n(.*?)^```$", section("윈도에서"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line.replace("\\", "/"))
            if words[0] == "news":
                yield words[1:]


def plain(line: str) -> str:
    """A line without what differs from run to run."""
    return NUMBER.sub("NUMBER", ADDRESS.sub("HOST", line))


def said(line: str) -> "re.Pattern[str]":
    """A shown line; ``…`` in it stands for anything."""
    return re.compile(".*".join(map(re.escape, plain(line).split("…"))) + r"\s*")


def test_the_morning_goes_as_it_is_written(tmp_path: Path) -> None:
    commands = list(typed())
    assert len(commands) >= 8
    numbers: dict[str, str] = {}
    """Of an article: as it is written there, as it is here."""
    for written, shown in commands:
        words = [numbers.get(word, word) for word in written]
        ran = news(*words, cwd=tmp_path, NEWS_LANG="ko")
        assert ran.code == 0, (words, ran.err)
        lines = (ran.out + "\n" + ran.err).splitlines()
        for line in shown:
            here = next((one for one in lines if said(line).fullmatch(plain(one))), None)
            assert here is not None, (words, line, lines[:40])
            numbers.update(zip(NUMBER.findall(line), NUMBER.findall(here), strict=False))
        check_written(tmp_path, words)


def check_written(folder: Path, words: list[str]) -> None:
    """Each file that a command was told to write is there."""
    for name in (word for before, word in pairwise(words) if before == "-o"):
        assert (folder / name).stat().st_size > 0


def test_what_is_typed_in_powershell_goes_as_it_is_written(tmp_path: Path) -> None:
    assert news("demo", cwd=tmp_path, NEWS_LANG="ko").code == 0
    commands = list(typed_on_windows())
    assert {words[0] for words in commands} >= {"search", "report", "export", "schedule", "verify"}
    for words in commands:
        ran = news(*words, cwd=tmp_path, NEWS_LANG="ko")
        assert ran.code == 0, (words, ran.err)
        assert ran.out or ran.err, words
        check_written(tmp_path, words)
