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


def typed() -> Iterator[tuple[list[str], list[str]]]:
    """(The words behind ``$ news``, the lines shown below) of the section's blocks, in order."""
    section = (ROOT / "README.ko.md").read_text("utf-8").partition("\n## 아침 일과\n")[2].partition("\n## ")[0]
    for block in re.findall(r"^```\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.splitlines()
            words = shlex.split(command, comments=True)
            if words[0] == "news":
                yield words[1:], [line for line in shown if line.strip(" …")]


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
        for name in (word for before, word in pairwise(words) if before == "-o"):
            assert (tmp_path / name).stat().st_size > 0
