"""Every verb under the consoles, pipes and files of other machines: cp949 (a Korean Windows), ASCII, no locale at all."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from cli import VERBS
from tests.support.clip_archive import at, stored
from tests.support.run_news import ROOT, Forker
from tests.support.search_archive import article

ODD = "배터리 회의 😀 café — 浦項 𠮷野家 ㆍ"
"""Neither é nor an emoji nor every hanja is in cp949."""
LONG = f"포항시는 {ODD} 소식을 20일 알렸다. 시는 올해 안에 사업을 마친다고 밝혔다. 주민 설명회는 다음 달 문화회관에서 열린다고 한다. 모두 300명이 온다."
ENCODINGS = {
    "cp949": {"PYTHONIOENCODING": "cp949", "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"},
    "ascii": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "no locale": {"LC_ALL": "C"},
}
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search", "배터리"),
    ("search", "배터리", "--json"),
    ("search", "배터리", "--count-by", "outlet"),
    ("search", "없는낱말"),
    ("show", "{id}"),
    ("show", "{id}", "--json"),
    ("watch", "add", "회의😀", "배터리"),
    ("watch", "list"),
    ("watch", "run"),
    ("mark", "{id}", "--tone", "긍정", "--note", ODD),
    ("stories", "list"),
    ("health",),
    ("outlets", "list", "--region", "경북"),
    ("outlets", "show", "gbhana"),
    ("export", "배터리", "-o", "가나다😀.csv"),
    ("export", "배터리", "-o", "가나다.xlsx"),
    ("report", "daily", "--day", "2026-11-07", "배터리"),
    ("report", "daily", "--day", "2026-11-07", "배터리", "-o", "보고.html"),
    ("verify",),
    ("desk", "--shortcut", "바탕😀화면"),
    ("backup", "백업.db"),
    ("show", "https://없는.kr/é😀"),
    ("export", "배터리", "-o", "없는폴더/é😀.csv"),
    ("search", "--since", "2026-13-45", "é😀"),
    ("--help",),
    ("search", "--help"),
    ("open", "{id}"),
    (
        "report",
        "range",
        "배터리",
        "--since",
        "2026-11-01",
        "--until",
        "2026-11-30",
        "--charts",
        "그림",
        "-o",
        "월.html",
    ),
    ("pickup", "자료😀.txt", "-o", "게재.html", "-o", "게재.csv"),
    ("pickup", "--kept"),
    ("clip", "new", "--day", "2026-11-07"),
    ("clip", "show", "--day", "2026-11-07"),
    ("clip", "add", "--by-hand", "--outlet", "견본일보", "--headline", ODD, "--day", "2026-11-07"),
    ("clip", "write", "--day", "2026-11-07", "-o", "스크랩😀.html", "-o", "스크랩.xlsx"),
    ("clip", "list"),
    ("extract", "저장.html", "--url", "https://www.gaon-ilbo.example/news/view.php?id=1"),
    ("import", "저장.html", "--url", "https://www.gaon-ilbo.example/news/view.php?id=1"),
    ("import", "없는😀.html"),
    ("reparse",),
    ("reindex",),
    ("accept", "mini", "--look"),
    ("setup", "--yes", "--region", "경북", "--no-national", "--word", "포항😀", "--no-schedule", "--no-check"),
    ("tell", "--test"),
    ("schedule", "show", "--kind", "cron"),
    ("schedule", "show", "--kind", "windows"),
    ("outlets", "disable", "경북일보"),
    ("crawl", "mini", "--allow-loopback", "--delay", "0"),
    ("people", "add", "김😀", "--role", "mark"),
    ("people", "list"),
    ("alerts", "--help"),
    ("morning", "--help"),
    ("restore", "백업.db"),
)


def clean_environment(**environment: str) -> dict[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWS_", "PYTHON", "LC_", "LANG"))}
    return clean | {"PYTHONPATH": str(ROOT), "BROWSER": "true"} | environment


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, bytes, bytes]:
    ran = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=folder,
        env=clean_environment(**environment),
        capture_output=True,
        timeout=120,
        check=False,
    )
    return ran.returncode, ran.stdout, ran.stderr


@contextmanager
def forking(**environment: str) -> Iterator[Callable[..., tuple[int, bytes, bytes]]]:
    """What runs one `news` after the other as a Python that begins with this environment would."""
    given = clean_environment(**environment)
    forker = Forker(given)
    try:
        yield lambda folder, *arguments: forker.run_for_bytes([*arguments], folder, given)
    finally:
        forker.end()


@pytest.fixture
def folder(tmp_path: Path) -> tuple[Path, str]:
    """A folder with an archive that holds one article, and its id."""
    one = article(ODD, f"{ODD}\n포항시는 배터리 회의를 연다고 밝혔다.")
    (number,) = stored(tmp_path / "archive.db", replace(one, published_at=at(7, 9)))
    (tmp_path / "자료😀.txt").write_text(f"보도자료\n{ODD}\n{LONG}", "utf-8")
    (tmp_path / "저장.html").write_text(
        f"<html><title>{ODD}</title><body><h1>{ODD}</h1><p>{LONG}</p></body></html>", "utf-8"
    )
    (tmp_path / "outlets").mkdir()
    dead = 'id = "mini"\ntitle = "견본😀일보"\nfamily = "newspim"\nhome = "http://127.0.0.1:1"\nlists = ["108"]\n'
    (tmp_path / "outlets" / "mini.toml").write_text(dead, "utf-8")
    return tmp_path, str(number)


def test_every_verb_is_among_them() -> None:
    asked = {command[0] for command in COMMANDS}
    assert set(VERBS) - asked == {"demo"}, "it is typed by the walkthrough, and prints what search prints"


def unescape(text: str) -> str:
    """The text of which some letters are written as JSON writes them."""
    return re.sub(r"(?:\\u[0-9a-f]{4})+", lambda found: str(json.loads(f'"{found[0]}"')), text)


@pytest.mark.parametrize(
    ("encoding", "language"), [("cp949", "ko"), ("cp949", "en"), ("ascii", "ko"), ("no locale", "ko")]
)
def test_every_verb_prints_all_it_has_in_any_encoding(folder: tuple[Path, str], encoding: str, language: str) -> None:
    place, number = folder
    written = "cp949" if encoding == "cp949" else "utf-8"
    with ExitStack() as held:
        typed = held.enter_context(forking(NEWS_LANG=language, **ENCODINGS[encoding]))
        whole = held.enter_context(forking(NEWS_LANG=language, PYTHONUTF8="1"))
        try_commands(place, number, written, typed, whole)
    assert (place / "가나다😀.csv").exists()


def try_commands(
    place: Path,
    number: str,
    written: str,
    typed: Callable[..., tuple[int, bytes, bytes]],
    in_utf_8: Callable[..., tuple[int, bytes, bytes]],
) -> None:
    for command in COMMANDS:
        arguments = [number if word == "{id}" else word for word in command]
        code, out, err = typed(place, *arguments)
        assert code in (0, 1, 2), (command, code, err)
        assert b"Traceback" not in err, (command, err)
        assert b"internal error" not in err, (command, err)
        out.decode(written)
        err.decode(written)
        if command[0] in ("search", "show"):
            _, whole, _ = in_utf_8(place, *arguments)
            assert unescape(out.decode(written)) == unescape(whole.decode()), command


def test_a_json_line_is_right_in_cp949(folder: tuple[Path, str]) -> None:
    place, _ = folder
    _, out, _ = run(place, "search", "배터리", "--json", **ENCODINGS["cp949"])
    assert json.loads(out.decode("cp949"))["headline"] == ODD


def test_no_file_is_opened_in_the_encoding_of_the_machine(folder: tuple[Path, str]) -> None:
    place, number = folder
    warning = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "default::EncodingWarning"}
    imported = subprocess.run(
        [sys.executable, "-m", "tests.support.news_forker"],
        cwd=ROOT,
        env=clean_environment(**warning),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert encoding_warnings(imported.stderr) == []
    with forking(**warning) as typed:
        for command in COMMANDS:
            arguments = [number if word == "{id}" else word for word in command]
            assert encoding_warnings(typed(place, *arguments)[2]) == [], command


def encoding_warnings(said: bytes) -> list[str]:
    """The warnings about our own files."""
    return [line for line in said.decode().splitlines() if "EncodingWarning" in line and "site-packages" not in line]
