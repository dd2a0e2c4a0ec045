"""`news setup`: an office answers a few questions, and everything for its first night is there."""

import os
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from desk.notify.config import ToFile, ToMail, read_places
from desk.schedule.morning_file import make_morning_text
from desk.services.setup import MailAccount, SetupRequest, notify_toml, read_state, set_up
from desk.services.workspace import Workspace
from models.query.synonyms import read_synonyms
from tests.support.run_news import ROOT, news

QUIET = ("--no-schedule", "--no-check")


def watches(folder: Path) -> list[str]:
    with closing(Workspace.at(folder / "archive.db").open_reader()) as reader:
        return [watch.name for watch in reader.watches.all()]


def test_a_person_answers_and_all_is_there(tmp_path: Path) -> None:
    answers = "경북, 대구\nn\n포항시 배터리, 이보기\n가온시\n\ny\n"
    ran = news("setup", *QUIET, cwd=tmp_path, typed=answers, NEWS_LANG="ko")
    assert ran.code == 0, ran.err
    assert watches(tmp_path) == ["가온시", "이보기", "포항시 배터리"]
    assert tomllib.loads((tmp_path / "selection.toml").read_text(encoding="utf-8"))["regions"] == ["경북", "대구"]
    crawled = news("outlets", "list", "--enabled", "--json", cwd=tmp_path).out.splitlines()
    assert crawled
    assert all('"\\uacbd\\ubd81"' in line or '"\\ub300\\uad6c"' in line for line in crawled)
    places = read_places(tmp_path / "notify.toml", tmp_path / "notify.env", lambda _path: "")
    assert places.all == (ToFile(tmp_path / "last-night.txt"),)
    assert str(tmp_path / "archive.db") in ran.err
    assert read_synonyms(tmp_path / "synonyms.txt").groups["2차전지"] == ("2차전지", "이차전지")
    with closing(Workspace.at(tmp_path / "archive.db").open_reader()) as reader:
        compared = {watch.name: list(watch.rivals) for watch in reader.watches.all()}
    assert compared == {"가온시": [], "이보기": ["가온시"], "포항시 배터리": []}


def test_an_answer_that_cannot_be_used_is_asked_for_again_at_once(tmp_path: Path) -> None:
    answers = "없는도\n세종\nn\n경북\nn\n@@\n포항\n?!\n가온시\n받는 이\na@b.kr\n\nsmtp.b.kr\n@\nc@b.kr\n\nn\n"
    ran = news("setup", *QUIET, cwd=tmp_path, typed=answers, NEWS_LANG="ko")
    assert ran.code == 1
    assert ran.err.count("오류: ") == 6
    assert "세종 지역에는 켜 둔 매체가 없습니다" in ran.err
    last = ran.err[ran.err.rindex("지역: ") :]
    for answer in ("지역: 경북\n", "전국 매체: 아니요", "포항", "가온시", "a@b.kr"):
        assert answer in last
    assert not list(tmp_path.iterdir())


def test_regions_are_offered_with_all_their_outlets_whichever_were_chosen_before(tmp_path: Path) -> None:
    workspace = Workspace.at(tmp_path / "archive.db")
    before = read_state(workspace).outlets
    assert before["경북"] > 0
    assert news("setup", *QUIET, "--yes", "--no-national", "--region", "대구", cwd=tmp_path).code == 0
    assert read_state(workspace).outlets == before


def test_whoever_says_no_at_the_end_has_nothing_written(tmp_path: Path) -> None:
    ran = news("setup", *QUIET, cwd=tmp_path, typed="경북\ny\n포항\n\n\nn\n")
    assert ran.code == 1
    assert not list(tmp_path.iterdir())


def test_the_same_again_keeps_what_there_is_and_adds(tmp_path: Path) -> None:
    first = ("setup", *QUIET, "--yes", "--region", "경북", "--word", "배터리")
    assert news(*first, cwd=tmp_path).code == 0
    (tmp_path / "synonyms.txt").write_text("포항 = 浦項\n", encoding="utf-8")
    (tmp_path / "notify.toml").write_text('[[file]]\npath = "own.txt"\n', encoding="utf-8")
    ran = news(*first, "--word", "항만", "--region", "울산", cwd=tmp_path, NEWS_LANG="en")
    assert ran.code == 0, ran.err
    assert watches(tmp_path) == ["배터리", "항만"]
    assert "there already: 배터리" in ran.err
    assert (tmp_path / "synonyms.txt").read_text(encoding="utf-8") == "포항 = 浦項\n"
    assert "own.txt" in (tmp_path / "notify.toml").read_text(encoding="utf-8")
    assert read_state(Workspace.at(tmp_path / "archive.db")).regions == ("경북", "울산", "전국")


@pytest.mark.parametrize(
    "wrong",
    [
        ("--region", "함북"),
        ("--region", "경북", "--word", "!!"),
        ("--no-national",),
        ("--region", "경북", "--mail-to", "a@b.example"),
        ("--region", "경북", "--at", "25:00"),
    ],
)
def test_an_answer_that_cannot_be_used_is_one_sentence_and_writes_nothing(
    tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    ran = news("setup", "--yes", "--no-check", *wrong, cwd=tmp_path)
    assert ran.code == 2, ran.err
    assert not list(tmp_path.iterdir())


def test_a_mail_account_is_written_without_its_password(tmp_path: Path) -> None:
    mail = MailAccount(
        host="smtp.sample.example", sender="a@sample.example", to=("b@c.example",), user='u"x', password="비밀 1=2"
    )
    request = SetupRequest(regions=("경북",), words=("포항",), mail=mail, with_schedule=False)
    set_up(Workspace.at(tmp_path / "archive.db"), request)
    text = (tmp_path / "notify.toml").read_text(encoding="utf-8")
    assert "비밀" not in text
    (place,) = read_places(tmp_path / "notify.toml", tmp_path / "notify.env", lambda _path: "").all
    assert isinstance(place, ToMail)
    assert (place.host, place.sender, place.to, place.user) == (
        "smtp.sample.example", "a@sample.example", ("b@c.example",), 'u"x',
    )  # fmt: skip
    from desk.notify.secrets import read_secret

    assert read_secret(place.password_env, tmp_path / "notify.env") == "비밀 1=2"
    if os.name == "posix":
        assert (tmp_path / "notify.env").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoken", ["ko", "en"])
def test_the_morning_is_told_in_the_language_that_was_spoken(tmp_path: Path, spoken: str) -> None:
    ran = news("setup", *QUIET, "--yes", "--region", "경북", "--word", "포항", cwd=tmp_path, NEWS_LANG=spoken)
    assert ran.code == 0, ran.err
    assert read_places(tmp_path / "notify.toml", tmp_path / "notify.env", lambda _path: "").language == spoken


def test_notify_toml_survives_any_path() -> None:
    request = SetupRequest(regions=(), notify_file='가 "나"\\다.txt')
    assert tomllib.loads(notify_toml(request))["file"][0]["path"] == '가 "나"\\다.txt'


def test_the_morning_file_names_only_what_windows_takes() -> None:
    text = make_morning_text(("C:\\뉴스\\news.exe",), "archive.db", ["포항", 'a" & del *', "50%", "가온시 항만"])
    assert text.startswith("@echo off\r\nchcp 65001 >nul\r\n")
    assert '"C:\\뉴스\\news.exe" report daily --archive "archive.db" --watch "포항" -o "보고 포항.html"\r\n' in text
    assert "보고 가온시 항만.html" in text
    assert "del" not in text
    assert "50%" not in text


def test_the_installer_for_windows_ends_at_the_desk_and_has_the_line_ends_of_windows() -> None:
    raw = (ROOT / "docs" / "windows" / "install.cmd").read_bytes()
    lines = raw.decode("utf-8").split("\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert any(line.endswith('news.exe" desk') for line in lines)
    jumps = {line.split("goto ")[1] for line in lines if "goto " in line}
    assert jumps == {line[1:] for line in lines if line.startswith(":")}
