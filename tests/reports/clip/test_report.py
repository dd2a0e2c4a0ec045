"""The clip report: which articles it holds, in which order, and how much of their text."""

import csv
from contextlib import closing
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.archive.write.archive import Archive
from models.archive.write.remarks import add_remark
from reports.articles.licence import MAX_EXCERPT_CHARACTERS
from reports.clip.chart_data import make_charts
from reports.clip.notes import make_notes
from reports.clip.period import up_to_cutoff, whole_days
from reports.clip.report import first_sentences, limit_text, shorten
from reports.clip.template import Column, Template, read_template
from reports.clip.write import WRITERS, write_report
from reports.formats.errors import ExportError
from tests.support.archive_factories import connect
from tests.support.clip_archive import LONG, an_article, at, report, stored

CUTOFFS = (time(9), time(17))


def test_the_columns_stand_in_the_order_press_offices_hand_in() -> None:
    titles = [column.title for column in Template().columns]
    assert (
        " · ".join(titles)
        == "번호 · 구분 · 매체명 · 보도일 · 시각 · 제목 · 기자 · 섹션 · 요지 · 논조 · 보도자료 여부 · URL · 비고"
    )


@pytest.mark.parametrize(
    ("day", "cutoff", "start", "end"),
    [
        (3, time(9), at(2, 17), at(3, 9)),
        (3, time(17), at(3, 9), at(3, 17)),
        (3, time(12), at(3, 9), at(3, 12)),
        (3, time(7), at(2, 17), at(3, 7)),
        (3, time(23, 30), at(3, 17), at(3, 23, 30)),
    ],
)
def test_a_cut_off_begins_where_the_one_before_ended(day: int, cutoff: time, start: object, end: object) -> None:
    period = up_to_cutoff(date(2026, 11, day), cutoff, CUTOFFS)
    assert (period.start, period.end) == (start, end)


def test_reports_made_at_each_cut_off_hold_each_article_once(tmp_path: Path) -> None:
    """Those late, of a day only, and undated too: whatever is crawled when, one report has it and no other."""
    path = tmp_path / "archive.db"
    published = [at(2, 16, 59), at(2, 17), at(3, 8, 59), at(3, 9), at(3, 16, 59), None, at(3, 0), at(2, 0)]
    crawled = [(when, (when or at(3, 8)) + timedelta(hours=late)) for when in published for late in (0, 3, 12)]
    articles = [
        an_article(
            n, published_at=when, published_raw="2026.11.03" if when and not when.hour else "09:00", fetched_at=seen
        )
        for n, (when, seen) in enumerate(crawled)
    ]
    held: list[str] = []
    for day, clock in [(d, clock) for d in (2, 3, 4, 5) for clock in CUTOFFS]:
        period = up_to_cutoff(date(2026, 11, day), clock, CUTOFFS)
        stored(path, *(one for one in articles if period.start <= one.fetched_at < period.end))
        held += [row.article.article_no for row in report(path, period=period).rows]
    assert sorted(held) == sorted(one.article_no for one in articles)


def test_what_came_late_is_marked_and_said(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(
        path, an_article(1, published_at=at(3, 16, 50), fetched_at=at(3, 17, 30)), an_article(2, published_at=at(3, 18))
    )
    made = report(path, period=up_to_cutoff(date(2026, 11, 4), time(9), CUTOFFS))
    assert [(row.article.article_no, row.is_late) for row in made.rows] == [("1", True), ("2", False)]
    assert any("그 뒤에 수집" in line for line in make_notes(made, Template()))
    assert [
        row.article.article_no
        for row in report(
            path, period=up_to_cutoff(date(2026, 11, 4), time(9), CUTOFFS), template=Template(late_hours=0)
        ).rows
    ] == ["2"]


def test_an_article_that_is_gone_stays_and_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    number = stored(path, an_article(1))[0]
    with closing(connect(path)) as db:
        db.execute("INSERT INTO gone (article_id, at, reason) VALUES (?, ?, '404')", (number, at(4, 8).isoformat()))
    made = report(path)
    assert [row.gone_at for row in made.rows] == [at(4, 8)]
    assert any("내려간" in line for line in make_notes(made, Template()))


def test_an_edited_article_is_not_late(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    one = an_article(1, published_at=at(3, 16), fetched_at=at(3, 16, 30))
    stored(path, one)
    stored(path, an_article(1, published_at=at(3, 16), fetched_at=at(3, 20), body="고친 글이다."))
    assert report(path, period=up_to_cutoff(date(2026, 11, 4), time(9), CUTOFFS)).rows == ()


def test_no_date_is_made_up(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(
        path,
        an_article(1, published_at=None, fetched_at=at(3, 8)),
        an_article(2, published_at=at(3, 0), published_raw="2026.11.03", fetched_at=at(3, 10)),
    )
    made = report(path)
    assert [(row.day, row.clock) for row in made.rows] == [(None, None), (date(2026, 11, 3), None)]
    assert sum("보도일을 찾지 못해" in line or "날짜만 밝혀" in line for line in make_notes(made, Template())) == 2


@pytest.mark.parametrize("right", ["full", "excerpt", "link"])
def test_no_more_text_than_the_outlet_allows(tmp_path: Path, right: str) -> None:
    path = tmp_path / "archive.db"
    body = "\n".join([LONG] * 20 + ["맨 끝 문장은 여기 있다."])
    stored(path, an_article(1, deck="", body=body), sample=right)
    template = Template(gist=120, columns=(Column("gist", "요지", 10), Column("body", "본문", 10)))
    made = report(path, template=template)
    row = made.rows[0]
    said = " ".join(make_notes(made, template))
    assert (row.body == body) is (right == "full")
    assert ("본문 생략" in said) is (right != "full")
    most = MAX_EXCERPT_CHARACTERS if right == "link" else 120
    assert len(row.gist) <= most
    for kind in WRITERS:
        file = tmp_path / f"a{kind}"
        write_report(file, made, template, make_charts(made))
        if kind in (".csv", ".html", ".txt"):
            assert ("맨 끝 문장은 여기 있다" in file.read_text("utf-8")) is (right == "full" and kind != ".txt")


def test_a_release_of_another_month_was_not_compared_for_this_one(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(path, an_article(1))
    added = "INSERT INTO release VALUES (NULL, 'a.txt', ?, '제목', '글', '', ?, NULL, '', '', 1)"
    said = []
    for day in (None, "2026-10-03", "2026-11-03"):
        if day is not None:
            with closing(connect(path)) as db:
                db.execute(added, (day, day))
        said.append(any("대조한 기록이 없어" in line for line in make_notes(report(path), Template())))
    assert said == [True, True, False]


def test_marks_are_kept_with_who_and_when_and_the_newest_stands(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    number = stored(path, an_article(1))[0]
    with Archive.open(path) as archive, archive.transaction() as writer:
        assert add_remark(writer.database, [number], tone="긍정", note="사진 좋음", who="김주무관") == 1
        assert add_remark(writer.database, [number], tone="중립", note=None, who="이팀장") == 1
        assert add_remark(writer.database, [number], tone="중립", note=None, who="이팀장") == 0
    row = report(path).rows[0]
    assert (row.tone, row.note, row.marked_by) == ("중립", "사진 좋음", "이팀장")
    day_later = an_article(1, published_at=at(4, 9), fetched_at=at(4, 10))
    stored(path, day_later)  # the article moves to another id
    row = report(path, period=whole_days(date(2026, 11, 4), date(2026, 11, 4))).rows[0]
    assert row.id != number
    assert (row.tone, row.note) == ("중립", "사진 좋음")


def test_a_report_with_nothing_says_so_in_every_form(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    stored(path, an_article(1))
    made = report(path, "어디에도없는말")
    for kind in WRITERS:
        write_report(tmp_path / f"a{kind}", made, Template(), make_charts(made))
    assert "보도사항이 없습니다" in (tmp_path / "a.txt").read_text("utf-8")
    assert Template().empty in (tmp_path / "a.html").read_text("utf-8")
    assert len(list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))) == 1
    book = openpyxl.load_workbook(BytesIO((tmp_path / "a.xlsx").read_bytes()))
    assert Template().empty in [row[1].value for row in book["개요"].iter_rows(min_row=2)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("colums = []", "colums"),
        ("columns = []", "columns"),
        ('columns = ["없는열"]', "없는열"),
        ('columns = [{ field = "url", breadth = 3 }]', "a column is"),
        ('columns = [{ field = "url", width = "넓게" }]', "width"),
        ("gist = 5000", "gist"),
        ("gist = true", "gist"),
        ('columns = [{ field = "url", name = "" }]', "must not be empty"),
        ('columns = [{ field = "url", name = 3 }]', "must be a text"),
        ('columns = ["url", { field = "URL", name = "주소" }]', 'column "url" appears twice'),
        ('cutoffs = ["25:00"]', "25:00"),
        ("cutoffs = [09:00:30]", "09:00:30"),
        ('order = "random"', "order"),
        ('[message]\nline = "{headline.__class__}"', "headline.__class__"),
        ('[groups]\nby = "colour"', "key 'groups.by': must be one of"),
        ("title = 3", "title"),
        ("= 3", "not readable as TOML"),
    ],
)
def test_a_slip_in_a_template_is_one_clear_sentence(tmp_path: Path, text: str, word: str) -> None:
    form = tmp_path / "form.toml"
    form.write_text(text, "utf-8")
    with pytest.raises(ExportError, match=word.replace(".", r"\.")) as caught:
        read_template(form)
    assert str(form) in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(max_size=400), st.integers(0, 120))
def test_a_gist_is_never_longer_than_asked(text: str, most: int) -> None:
    assert len(first_sentences(text, most)) <= most
    assert len(shorten(text, most)) <= most


def test_the_gist_is_whole_sentences_where_they_fit() -> None:
    assert first_sentences(LONG, 50) == "견본시는 들꽃길을 새로 열었다. 길이는 3.5km이고 쉼터는 네 곳이다."


def test_the_lines_of_a_deck_are_parted_in_the_gist() -> None:
    article = an_article(1, deck="들꽃길 새로 열어\n\n주민  쉼터도 마련", body="본문이다. " * 40)
    assert limit_text(article, "full", 100).gist == "들꽃길 새로 열어 / 주민 쉼터도 마련"
    assert limit_text(article, "excerpt", 100).gist == "들꽃길 새로 열어 / 주민 쉼터도 마련"
    assert limit_text(article, "full", 13).gist == "들꽃길 새로 열어…"
