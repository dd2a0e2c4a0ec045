"""The files of a month's report: what stands in them, and that no text breaks them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from models.records.times import KST
from pipelines.releases.readers.docx import read_lines as read_docx
from pipelines.releases.readers.hwpx import read_lines as read_hwpx
from reports.clip.template import Template
from reports.formats.errors import ExportError
from reports.formats.formula_guard import could_be_formula
from reports.month.document import make_month_document
from reports.month.html_report import render_month
from reports.month.message import make_month_message
from reports.month.month_report import MonthReport
from reports.month.tables import make_tables
from reports.month.write import kind_of, write_month
from tests.support.hostile_texts import HOSTILE_LINKS, HOSTILE_TEXTS
from tests.support.month_archive import NOVEMBER, OCTOBER, SHARED, an, fill, keep_release, made, remark, report
from tests.support.workbook_links import address_of

NOV, OCT = NOVEMBER.first, OCTOBER.first
FORM = Template(office="견본시 홍보담당관", title="월간 언론 동향", approvals=("담당", "담당관"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three outlets in November and October, one story, a tone, a release that was run twice, a rival."""
    path = tmp_path_factory.mktemp("month") / "archive.db"
    ids = fill(
        path,
        an(1, "one", NOV, body=SHARED, headline="견본시, 들꽃길 열어", reporters=("국하람",), emails=("guk@one.example",)),
        an(2, "two", NOV, 13, body=SHARED, headline="들꽃길 걷는 저녁"),
        an(3, "three", NOV.replace(day=17)),
        an(4, "three", NOV.replace(day=18), headline="가온시 도서관", body="가온시는 도서관 3곳을 짓는다."),
        an(5, "three", OCT.replace(day=31)),
    )  # fmt: skip
    remark(path, ids[:1], "긍정")
    at = datetime(2025, 11, 1, 8, tzinfo=KST)
    keep_release(path, "견본시, 들꽃길 열어", at, "문화관광과", [(ids[0], 60, 0.9), (ids[1], 300, 0.6)])
    return path


@pytest.fixture(scope="module")
def found(archive: Path) -> MonthReport:
    return report(archive, rivals=("가온시",))


def written(tmp_path: Path, ending: str, one: MonthReport, form: Template = FORM) -> bytes:
    path = tmp_path / f"month{ending}"
    write_month(path, one, form)
    return path.read_bytes()


def test_every_kind_of_file_is_written_by_the_service(archive: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"한 달{kind}" for kind in (".docx", ".hwpx", ".html", ".xlsx", ".csv", ".txt", ".pdf")]
    done = made(archive, template=FORM, outputs=outputs)
    assert [path.stat().st_size > 100 for path in done.written] == [True] * len(outputs)
    with pytest.raises(ExportError, match="doc"):
        kind_of(Path("month.doc"))


@pytest.mark.parametrize(("ending", "read"), [(".docx", read_docx), (".hwpx", read_hwpx)])
def test_a_document_holds_what_an_office_hands_in(tmp_path: Path, found: MonthReport, ending: str, read: Any) -> None:
    text = "\n".join(read(written(tmp_path, ending, found)))
    for part in (
        "월간 언론 동향", "견본시 홍보담당관", "담당관", "2025년 11월", "기사 3건(중복 제외 2건)", "+2건(+200.0%)", "가온일보",
        "guk@one.example", "문화관광과", "들꽃길 걷는 저녁", "고침", "지난해 같은 달(2024년 11월): 비교할 기록이 없습니다", "계약",
    ):  # fmt: skip
        assert part in text, part


def test_a_pdf_holds_the_same_in_reading_order(tmp_path: Path, found: MonthReport) -> None:
    pages = pypdf.PdfReader(io.BytesIO(written(tmp_path, ".pdf", found))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    places = [
        text.index(part) for part in ("월간 언론 동향", "기사 3건", "날짜별 흐름", "가온일보", "문화관광과", "안내")
    ]
    assert places == sorted(places)


def test_a_document_says_what_is_not_covered_before_any_count(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    fill(path, an(1, "one", OCT), months=[OCTOBER])
    document = make_month_document(report(path), FORM)
    assert "'보도 없음'으로 볼 수 없습니다" in document.missing
    assert document.summary == ""
    text = str(document.blocks)
    assert "보도 유무를 확인하지 못했습니다" in text
    assert "–" not in text, "what is not known is no row of a table"


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_a_workbook_has_real_tables_numbers_and_charts(tmp_path: Path, found: MonthReport) -> None:
    data = written(tmp_path, ".xlsx", found)
    book = openpyxl.load_workbook(io.BytesIO(data))
    tables = {sheet.title: list(sheet.tables.values()) for sheet in book if sheet.tables}
    assert list(tables) == [table.name for table in make_tables(found)]
    names = [one.name for some in tables.values() for one in some]
    assert len({*names}) == len(names)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        charts = [name for name in packed.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        drawn = "".join(packed.read(name).decode() for name in charts)
    assert len(charts) == 4  # days, tones, voices, outlets; one 부서 alone needs none
    for name in ("날짜별", "논조", "점유율", "매체"):
        assert f"'{name}'!" in drawn or f"<c:f>{name}!" in drawn
    sheet = book["매체"]
    first, last = tables["매체"][0].ref.split(":")
    rows = [[cell.value for cell in row] for row in sheet[f"{first}:{last}"]]
    assert rows[0] == [
        "순위", "매체", "지역", "기사", "최초·독자", "같은 글", "지난달 순위", "지난달 기사", "지난달 대비", "지난달 대비 비율",
    ]  # fmt: skip
    assert rows[1:] == [
        [1, "가온일보", "경북", 1, 1, 0, None, 0, 1, None],
        [1, "누리신문", "경북", 1, 0, 1, None, 0, 1, None],
        [1, "다온매일", "경북", 1, 1, 0, 1, 1, 0, 0],
    ]
    links = [link for row in book["많이 실린 기사"].iter_rows() for cell in row if (link := address_of(cell))]
    assert links == ["https://one.example/20251101/1"]


def test_the_long_table_has_every_number_once_with_what_it_is_of(tmp_path: Path, found: MonthReport) -> None:
    rows = list(csv.reader(io.StringIO(written(tmp_path, ".csv", found).decode("utf-8-sig"))))
    assert rows[0] == ["월", "표", "번호", "이름", "항목", "값"]
    values = {(row[1], row[3], row[4]): row[5] for row in rows[1:]}
    assert {row[0] for row in rows[1:]} == {"2025-11"}
    assert values["요약", "기사", "이번 달"] == "3"
    assert values["요약", "기사", "지난달"] == "1"
    assert values["요약", "기사", "지난달 대비"] == "2"
    assert values["요약", "기사", "지난달 대비 비율"] == "2.0"
    assert values["점유율", "견본시", "점유율"] == "0.75"
    assert values["날짜별", "2025-11-01", "기사"] == "2"
    assert values["부서별 보도자료", "문화관광과", "평균 소요"] == "180.0"
    assert sum(row[1] == "날짜별" and row[4] == "기사" for row in rows) == 30


def test_a_page_has_its_policy_its_days_and_a_label_for_each_cell(found: MonthReport) -> None:
    page = render_month(found, FORM)
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"\sstyle=", page)
    assert len(re.findall(r'class="day[ "]', page)) == 30
    assert 'data-label="지난달 대비"' in page
    assert page.count("비교할 기록이 없습니다") >= 1


def hostile_reports(found: MonthReport) -> Iterator[MonthReport]:
    """Reports in which every text that comes from strangers is a hostile one."""
    links = [*HOSTILE_LINKS]
    for number, text in enumerate(HOSTILE_TEXTS):
        link = links[number % len(links)]
        release = found.found.releases[0]
        groups = tuple(replace(one, headline=text, outlets=(text,)) for one in release.headlines)
        yield replace(
            found,
            subject=text,
            outlets=tuple(replace(one, title=text, region=text) for one in found.outlets),
            reporters=tuple(replace(one, name=text, email=text, outlet_title=text) for one in found.reporters),
            stories=tuple(
                replace(one, headline=text, url=link, outlet=text, outlets=(text, text)) for one in found.stories
            ),
            found=replace(
                found.found,
                releases=(replace(release, title=text, department=text, headlines=groups),),
                departments=tuple(replace(one, name=text) for one in found.found.departments),
                outlets=tuple(replace(one, title=text) for one in found.found.outlets),
            ),
        )


def test_no_text_runs_or_breaks_a_page_a_table_or_a_message(tmp_path: Path, found: MonthReport) -> None:
    for one in hostile_reports(found):
        form = replace(FORM, office=one.subject[:200], title=one.subject[:200])
        page = render_month(one, form)
        page.encode()
        assert page.count("<script") == 0
        assert page.count("<h1") == 1
        for address in re.findall(r'href="([^"]*)"', page):
            assert address.lower().startswith(("http://", "https://"))
        for row in csv.reader(io.StringIO(written(tmp_path, ".csv", one, form).decode("utf-8-sig"), newline="")):
            assert len(row) == 6
            assert not any(could_be_formula(cell) for cell in row if not re.fullmatch(r"-?[\d.]+", cell))
        text = make_month_message(one, form)
        assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
        assert "\u202e" not in text


def test_no_text_runs_or_breaks_a_workbook(tmp_path: Path, found: MonthReport) -> None:
    for one in list(hostile_reports(found))[::4]:
        for rows in sheets(written(tmp_path, ".xlsx", one)).values():
            assert rows
        for sheet in openpyxl.load_workbook(tmp_path / "month.xlsx"):
            assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f" and not address_of(c)]


def test_no_text_breaks_a_document(tmp_path: Path, found: MonthReport) -> None:
    for one in list(hostile_reports(found))[::16]:
        read_docx(written(tmp_path, ".docx", one))
        read_hwpx(written(tmp_path, ".hwpx", one))
