"""On a Korean machine everything is said in Korean, on another one in English, and it fits a terminal of 80 columns."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.formats.terminal import width
from tests.support.run_news import ROOT, news

ALL_HELP = """
import json, click, cli
from click.testing import CliRunner

def walk(command, path):
    yield path
    for name in command.list_commands(None) if isinstance(command, click.Group) else ():
        yield from walk(command.get_command(None, name), [*path, name])

shown = {" ".join(path): CliRunner().invoke(cli.news, [*path, "--help"], terminal_width=80).output for path in walk(cli.news, [])}
print(json.dumps(shown))
"""
SENTENCE = re.compile(r"(?:[A-Za-z][a-z']+[ ,;:]+){2,}[A-Za-z][a-z']+")
"""Three English words in a row."""
CODE = re.compile(r"`[^`]*`|\b(?:news|cli\.py)(?: [a-z-]+)*|\.[a-z]+|https?://\S+|--[a-z-]+")
"""Commands, options, endings and addresses are the same in every language."""
DATA = re.compile(
    r"경북|포항시?|대구|배터리|선도도시|이차 ?전지|서울|영일만|축제|기자:|남효선|대전\S*|김주무관|새 누리집|기자 이름 없음|전국|"
    r"\d+시간 전|긍정|중립|부정|없음|시장 인터뷰|사진 좋음|일간|주간|인터넷|통신|방송|전문|관공서|보도자료|자료|11월\S*|조간|들꽃길 음악회 연다|"
    r"지난달|논란|스크랩|견본일보|들꽃길 열려|\d면|\(면\)|\(단\)|지면|온라인|사진 크게 실림|시험|시장실|스캔"
)
"""What stands in the English help as examples of Korean words."""


def all_help(language: str) -> dict[str, str]:
    """The help of every verb at 80 columns."""
    ran = subprocess.run(
        [sys.executable, "-c", ALL_HELP],
        env={**os.environ, "NEWS_LANG": language, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=120,
    )
    shown: dict[str, str] = json.loads(ran.stdout)
    assert len(shown) > 35
    return shown


def lines_of(shown: dict[str, str]) -> Iterator[tuple[str, str]]:
    for verb, text in shown.items():
        yield from ((verb, line) for line in text.splitlines())


def test_no_help_is_english_in_korean() -> None:
    shown = all_help("ko")
    english = [(verb, line) for verb, line in lines_of(shown) if SENTENCE.search(CODE.sub("", line))]
    assert english == []
    assert all("사용법:" in text and "이 도움말을 보여 줍니다." in text for text in shown.values())
    assert [(verb, line) for verb, line in lines_of(shown) if width(line) > 80] == []


def test_no_help_is_korean_in_english() -> None:
    shown = all_help("en")
    hangul = [(verb, line) for verb, line in lines_of(shown) if re.search("[가-힣]", DATA.sub("", line))]
    assert hangul == []
    assert [(verb, line) for verb, line in lines_of(shown) if width(line) > 80] == []


ERRORS = [
    ["nonsense"],
    ["search"],
    ["search", "AND"],
    ["search", "포항", "--since", "2월30일"],
    ["search", "포항", "--since", "2026-11-20", "--until", "2026-11-01"],
    ["search", "포항", "--sort", "best"],
    ["search", "포항", "-n", "0"],
    ["search", "포항", "-n", "many"],
    ["search", "포항", "--cursor", "x"],
    ["search", "포항", "--soort", "x"],
    ["search", "포항", "--json", "--csv"],
    ["search", "포항", "--outlet", "없는신문"],
    ["search", "포항", "--archive", "no/such/archive.db"],
    ["search", "포항", "--archive", "."],
    ["search", "포항", "--archive", "text.txt"],
    ["show"],
    ["show", "999999"],
    ["mark", "1"],
    ["mark", "999999", "--tone", "좋음"],
    ["crawl", "경북일뵤"],
    ["crawl", "--deadline", "25:00"],
    ["crawl", "--for", "soon"],
    ["crawl", "--delay", "0"],
    ["export", "포항"],
    ["export", "포항", "-o", "a.doc"],
    ["export", "포항", "-o", "a.csv", "--columns", "없는칸"],
    ["report", "daily", "포항", "--day", "11월"],
    ["report", "range", "포항", "--since", "어제", "--rival", "포항"],
    ["pickup"],
    ["pickup", "none.hwpx"],
    ["pickup", "text.bin"],
    ["pickup", "--forget", "7"],
    ["watch", "run", "없음"],
    ["watch", "add", "-이름", "포항"],
    ["stories", "show", "999999"],
    ["outlets", "show", "없는신문"],
    ["outlets", "show", "경북"],
    ["restore", "text.txt"],
    ["backup", "text.txt", "--keep", "3"],
    ["import"],
    ["import", "none.html"],
    ["extract"],
    ["accept", "없는신문"],
    ["health", "없는신문"],
    ["schedule", "show", "--at", "noon"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("korean")
    (place / "text.txt").write_text("지어낸 글이다.\n" * 40, encoding="utf-8")
    (place / "text.bin").write_bytes(b"\0\1\2" * 40)
    assert news("demo", cwd=place, NEWS_LANG="ko").code == 0
    return place


@pytest.mark.parametrize("typed", ERRORS, ids=" ".join)
def test_an_error_is_one_korean_sentence(typed: list[str], folder: Path) -> None:
    ran = news(*typed, cwd=folder, NEWS_LANG="ko")
    assert ran.code != 0
    assert re.search("[가-힣]", ran.err)
    assert not SENTENCE.search(CODE.sub("", ran.err)), ran.err
    assert r"\u" not in ran.err


def test_the_usual_work_is_said_in_korean(folder: Path) -> None:
    shown = [
        news(*typed, cwd=folder, NEWS_LANG="ko")
        for typed in (
            *(["health"], ["verify"], ["stories", "list"], ["stories", "near"], ["watch", "list"], ["backup"]),
            *(["search", "포항", "--explain"], ["search", "포항", "--count-by", "outlet"], ["outlets", "list"]),
            *(["pickup", "sample-release.txt"], ["pickup", "--kept"], ["watch", "add", "포항", "포항"]),
            *(["reparse", "--dry-run"], ["schedule", "show"], ["tell"], ["mark", "160890887", "--note", "확인"]),
            *(["export", "포항", "-o", "a.csv"], ["reindex"], ["show", "160890887"]),
        )
    ]
    said = [line for ran in shown for line in ran.err.splitlines()]
    assert [line for line in said if SENTENCE.search(CODE.sub("", line))] == []


def test_the_usual_work_is_said_in_english_elsewhere(folder: Path) -> None:
    for typed in (
        ["stories", "list"],
        ["verify"],
        ["watch", "list"],
        ["pickup", "--kept"],
        ["search", "포항", "-n", "1"],
    ):
        said = news(*typed, cwd=folder, NEWS_LANG="en").err
        assert not re.search("[가-힣]", re.sub(r"포항시?|견본\S*", "", said)), said
