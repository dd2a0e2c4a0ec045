"""`news report` as a person types it: which files and sentences come of it, and what is refused."""

from contextlib import closing
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner, Result

from cli import news
from desk.output.messages import foreseen
from models.open import open_reader
from tests.support.clip_archive import an_article, at, stored
from tests.support.crawl_runs import crawled_well

DAY = ["--day", "2026-11-03"]
MONTH = ["--since", "2026-11-01", "--until", "2026-11-30"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two articles of 포항, one of which names 경주 too."""
    path = tmp_path / "archive.db"
    first, second = "포항시가 길을 열었다.", "포항시와 경주시가 함께 걸었다."
    stored(path, an_article(1, body=first), an_article(2, body=second, published_at=at(3, 12)))
    return path


def call(archive: Path, *words: object, code: int = 0) -> Result:
    ran = CliRunner().invoke(news, [*map(str, words), "--archive", str(archive)])
    assert ran.exit_code == code or told(ran)[0] == code, ran.output
    return ran


def told(ran: Result) -> tuple[int, str]:
    """The exit code and the sentence of what was refused or failed."""
    error = ran.exception
    if isinstance(error, SystemExit):
        return ran.exit_code, ran.stderr
    assert error is not None
    return foreseen(error) or (0, "")


def test_a_rival_that_has_the_name_of_the_saved_search_has_a_bar_of_its_own(archive: Path) -> None:
    call(archive, "watch", "add", "경주", "포항시")
    folder = archive.parent
    call(archive, "report", "range", "--watch", "경주", *MONTH, "--rival", "경주", "-o", folder / "a.html")
    page = (folder / "a.html").read_text("utf-8")
    assert "보도 점유율" in page
    assert "경주(이 보고) 66.7%" in page
    assert "경주 33.3%" in page


def test_a_rival_that_is_the_report_itself_is_refused(archive: Path) -> None:
    out = archive.parent / "a.csv"
    ran = call(archive, "report", "range", "포항시", *MONTH, "--rival", "포항시", "-o", out, code=2)
    assert "name another one" in told(ran)[1]
    assert not out.exists()


def test_without_a_font_the_message_and_the_notes_are_printed_first(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_FONT", str(archive.parent / "none.ttf"))
    charts = archive.parent / "그림"
    ran = call(archive, "report", "daily", *DAY, "포항시", "--message", "--charts", charts, code=1)
    assert ran.stdout.startswith("2026.11.03.(화) 24시까지")
    assert "본문 생략" in ran.stderr
    assert "is not a file" in told(ran)[1]
    assert list(charts.glob("*.svg"))


def test_a_report_without_words_names_no_subject(archive: Path) -> None:
    crawled_well(archive, at(4, 2))
    quiet = call(archive, "report", "daily", "--day", "2026-11-01").stdout
    assert quiet == "2026.11.01.(일) 24시까지 보도사항이 없습니다.\n"
    assert call(archive, "report", "daily", *DAY).stdout.startswith("2026.11.03.(화) 24시까지 보도사항입니다.\n")
    days = ["--since", "2026-11-01", "--until", "2026-11-02"]
    assert call(archive, "report", "range", *days).stdout == "2026.11.01. ~ 2026.11.02. 보도사항이 없습니다.\n"


def test_an_archive_that_no_crawl_filled_says_what_it_holds_and_not_that_there_was_nothing(archive: Path) -> None:
    assert call(archive, "report", "daily", *DAY).exit_code == 0
    ran = call(archive, "report", "daily", "--day", "2019-01-01", code=1)
    assert "없습니다.\n" not in ran.stdout.replace("볼 수 없습니다", "")
    assert "'보도 없음'으로 볼 수 없습니다" in ran.stdout


@pytest.mark.parametrize("option", ["--loose", "--exact"])
def test_how_words_are_understood_does_not_go_with_a_saved_search(archive: Path, option: str) -> None:
    call(archive, "watch", "add", "길", "포항시")
    ran = CliRunner().invoke(news, ["report", "daily", *DAY, "--watch", "길", option, "--archive", str(archive)])
    assert ran.exit_code == 2
    assert "--loose and --exact work with words" in ran.stderr
    assert ran.stdout == ""


def test_two_words_are_not_compared_with_one(archive: Path) -> None:
    out = archive.parent / "a.html"
    words = ["report", "range", "포항시 길", *MONTH, "-o", out]
    ran = call(archive, *words, "--rival", "경주", code=2)
    assert "포항시 길" in told(ran)[1]
    assert "경주 길" in told(ran)[1], "what could be compared instead"
    assert not out.exists()
    call(archive, *words, "--rival", "경주시 길")
    assert out.exists()


def test_each_bar_shows_what_was_searched_for(archive: Path) -> None:
    call(archive, "watch", "add", "우리 시", "포항시", "--rival", "경주시")
    folder = archive.parent
    call(archive, "report", "range", "--watch", "우리 시", *MONTH, "-o", folder / "a.html", "-o", folder / "a.xlsx")
    page = (folder / "a.html").read_text("utf-8")
    assert "우리 시 66.7% · 검색: 포항시" in page
    assert "경주시 33.3%" in page


def test_a_saved_search_keeps_its_rivals_and_its_title(archive: Path) -> None:
    page, file = archive.parent / "a.html", ["report", "range", "--watch", "포항", *MONTH, "-o"]
    assert "경주 길" in told(call(archive, "watch", "add", "포항", "포항시 길", "--rival", "경주", code=2))[1]
    call(archive, "watch", "add", "포항", "포항시", "--rival", "경주시", "--title", "포항시 언론보도")
    call(archive, *file, page)
    assert "<h1>포항시 언론보도</h1>" in page.read_text("utf-8")
    assert "보도 점유율" in page.read_text("utf-8")
    assert "경주시" in call(archive, "watch", "list").stdout
    call(archive, *file, page, "--rival", "견본시")
    assert "견본시 " in page.read_text("utf-8")
    assert "경주시 " not in page.read_text("utf-8").split("보도 점유율")[1]
    call(archive, "watch", "set", "포항", "--no-rivals", "--title", "")
    call(archive, *file, page)
    assert "보도 점유율" not in page.read_text("utf-8")
    assert "<h1>보도 스크랩</h1>" in page.read_text("utf-8")
    call(archive, "watch", "set", "포항", code=2)


def test_names_typed_decomposed_are_the_same_names(archive: Path) -> None:
    call(archive, "watch", "add", normalize("NFD", "포항"), normalize("NFD", "제목:견본시"))
    call(archive, "watch", "run", "포항")
    call(archive, "watch", "run", normalize("NFD", "포항"))
    assert "already" in told(call(archive, "watch", "add", "포항", "포항", code=2))[1]
    out = archive.parent / "a.csv"
    call(archive, "export", "-o", out, "--columns", normalize("NFD", "제목,기자"))
    assert out.read_text("utf-8-sig").splitlines()[0] == '"제목","기자"'
    assert "2 articles" in call(archive, "search", normalize("NFD", "제목:견본시")).stderr
    with closing(open_reader(archive)) as db:
        number = db.articles.newest_id()
    call(archive, "mark", number, "--tone", normalize("NFD", "긍정"))
