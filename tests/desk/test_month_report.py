"""`news report month` as a person types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli import news
from desk.output.messages import foreseen
from tests.support.month_archive import NOVEMBER, OCTOBER, an, fill

NOV, OCT = NOVEMBER.first, OCTOBER.first


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two articles of November and one of October; both months were crawled well."""
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", NOV), an(2, "two", NOV.replace(day=30)), an(3, "two", OCT), months=[OCTOBER, NOVEMBER])
    return path


def call(archive: Path, *words: object, code: int = 0) -> Result:
    ran = CliRunner().invoke(news, ["report", "month", *map(str, words), "--archive", str(archive)])
    error = ran.exception
    told = None if error is None or isinstance(error, SystemExit) else foreseen(error)
    assert (told[0] if told else ran.exit_code) == code, ran.output
    return ran


def test_the_message_is_printed_and_the_notes_are_for_the_person(archive: Path) -> None:
    ran = call(archive, "2025-11", "견본시")
    assert ran.stdout.startswith("[월간 보도 분석] 2025년 11월 ‘견본시’\n- 기사 2건(중복 제외 2건) · 매체 2개\n")
    assert "지난달 기사 1건(중복 제외 1건) 대비 기사 +1건(+100.0%)" in ran.stdout
    assert "비교할 기록이 없습니다" in ran.stdout
    assert "지난달(2025년 10월)과 비교했습니다." in ran.stderr


def test_a_month_that_no_crawl_covered_has_exit_code_1_and_a_sentence(archive: Path) -> None:
    ran = call(archive, "2023년", "3월", "견본시", code=1)
    assert "'보도 없음'으로 볼 수 없습니다" in ran.stdout
    assert "'보도 없음'으로 볼 수 없습니다" in ran.stderr


def test_a_saved_search_brings_its_title_and_rivals_and_a_form_its_office(archive: Path, tmp_path: Path) -> None:
    add = [
        "watch",
        "add",
        "우리 시",
        "견본시",
        "--rival",
        "가온시",
        "--title",
        "견본시 월간",
        "--archive",
        str(archive),
    ]
    assert CliRunner().invoke(news, add).exit_code == 0
    form = tmp_path / "form.toml"
    form.write_text('office = "홍보담당관"\ntitle = "동향"\n', "utf-8")
    page = tmp_path / "a.html"
    ran = call(archive, "2025-11", "--watch", "우리 시", "--template", form, "-o", page, "--message")
    assert ran.stdout.startswith("[홍보담당관 견본시 월간] 2025년 11월 ‘우리 시’\n")
    assert "점유율: 우리 시 100.0%(변동 없음), 가온시 0.0%(변동 없음)" in ran.stdout
    assert "<h1>견본시 월간</h1>" in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["2999-01"], "2999-01"),
        (["2025-11", "견본시", "--watch", "없음"], "--watch"),
        (["2025-11", "-o", "a.doc"], ".hwpx"),
        (["2025-11", "견본시", "--rival", "견본시"], "name another one"),
        (["2025-11", "견본시", "--outlet", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(archive: Path, words: list[str], sentence: str) -> None:
    ran = CliRunner().invoke(news, ["report", "month", *words, "--archive", str(archive)])
    told = foreseen(ran.exception) if ran.exception and not isinstance(ran.exception, SystemExit) else None
    assert sentence in (told[1] if told else ran.stderr)
    assert ran.stdout == ""


def test_charts_are_written_for_other_documents(archive: Path, tmp_path: Path) -> None:
    call(archive, "2025-11", "견본시", "--charts", tmp_path / "그림")
    assert sorted(path.name for path in (tmp_path / "그림").glob("*.svg")) == ["by-day.svg", "by-outlet.svg"]
