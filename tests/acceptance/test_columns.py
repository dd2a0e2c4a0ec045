"""What every verb prints fits a terminal of 80 columns, in both languages; in a pipe nothing is broken."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.formats.terminal import width
from tests.support.run_news import news
from tests.support.run_on_terminal import run_on_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests have no terminal on Windows")

STEERED = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\]8;[^\x1b]*\x1b\\)")
PLACE = re.compile(r"\s*[\"'(`<‘“]*(?:[a-z]+://|~?/)\S*")
"""An address or a path alone may be as long as it is."""
ARTICLE = 160890887

VERBS = [
    ["--help"],
    ["health"],
    ["verify"],
    ["backup"],
    ["reindex"],
    ["reparse", "--dry-run"],
    ["search", "포항"],
    ["search", "포항", "--explain"],
    ["search", "포항시장 또는 (이차전지 -서울)", "--explain"],
    ["search", "포항", "--count-by", "outlet"],
    ["search", "포항", "--count-by", "reporter"],
    ["search", "포항,경주*", "--since", "2026-11-01"],
    ["search", "베터리"],
    ["search"],
    ["search", "포항", "--since", "2월30일"],
    ["show", ARTICLE],
    ["show", ARTICLE, "--history"],
    ["show", "999999"],
    ["mark", ARTICLE, "--tone", "긍정", "--note", "항만과 확인"],
    ["export", "포항", "-o", "a.csv"],
    ["stories", "list"],
    ["stories", "near"],
    ["stories", "show", ARTICLE],
    ["watch", "list"],
    ["watch", "run", "--since", "2026-11-01"],
    ["pickup", "sample-release.txt"],
    ["pickup", "--kept"],
    ["outlets", "list"],
    ["outlets", "show", "kyongbuk"],
    ["outlets", "show", "kyongbuk", "--manual"],
    ["outlets", "show", "경북"],
    ["crawl", "경북일뵤"],
    ["crawl", "sample-newspim", "--allow-loopback", "--delay", "0"],
    ["accept", "sample-newspim", "--look"],
    ["report", "daily", "포항", "--day", "2026-11-20", "-o", "a.html"],
    ["tell"],
    ["schedule", "install", "--at", "noon"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("columns")
    assert news("demo", cwd=place).code == 0
    long = "포항 (영일만항 OR 이차전지 OR 배터리 OR 철강 OR 수소 OR 축제 OR 관광) -서울 -부산 -대구"
    assert news("watch", "add", "포항과 그 이웃의 항만과 산업", long, "--title", "항만과 산업", cwd=place).code == 0
    return place


def wide_lines(shown: str) -> Iterator[str]:
    """Lines that are wider than 80 columns and no place alone; of a bar that is drawn anew each state is one."""
    for line in re.split(r"[\r\n]", STEERED.sub("", shown)):
        if width(line) > 80 and not PLACE.fullmatch(line):
            yield line


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("typed", VERBS, ids=lambda typed: " ".join(map(str, typed)))
def test_no_line_is_wider_than_the_terminal(typed: list[str], language: str, folder: Path) -> None:
    shown = run_on_terminal(*typed, cwd=folder, NEWS_LANG=language)
    assert shown.strip()
    assert "Traceback" not in shown
    assert list(wide_lines(shown)) == []


def test_the_demo_fits(tmp_path: Path) -> None:
    assert list(wide_lines(run_on_terminal("demo", cwd=tmp_path, NEWS_LANG="ko"))) == []


@pytest.mark.parametrize("typed", [["outlets", "list"], ["stories", "show", str(ARTICLE)], ["search", "포항"]])
def test_data_is_never_broken(typed: list[str], folder: Path) -> None:
    shown = run_on_terminal(*typed, "--json", "--quiet", cwd=folder).splitlines()
    lines = [line for line in shown if line.startswith("{")]
    assert any(width(line) > 80 for line in lines)
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_nothing_is_broken_in_a_pipe(folder: Path) -> None:
    shown = news("outlets", "show", "kyongbuk", cwd=folder).out
    assert any(width(line) > 80 for line in shown.splitlines())
