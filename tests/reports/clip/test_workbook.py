"""The workbook of a clip: how it prints, what may be filled in, and its counts as tables with charts."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pypdf
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from reports.charts.drawing import Bar, Chart
from reports.clip.chart_data import make_charts
from reports.clip.report import ClipReport
from reports.clip.template import Column, Template
from reports.clip.workbook import write_workbook
from tests.support.hostile_texts import HOSTILE_LINKS, HOSTILE_TEXTS
from tests.support.sample_clips import CLIPS, clip_report, clip_row
from tests.support.sample_documents import BODY, HEADLINE_90
from tests.support.soffice import convert, needs_soffice
from tests.support.workbook_links import address_of, text_of

FORM = Template(office="견본시 공보담당관실")


def written(report: ClipReport, template: Template = FORM, charts: tuple[Chart, ...] | None = None) -> bytes:
    file = io.BytesIO()
    write_workbook(file, report, template, make_charts(report) if charts is None else charts)
    return file.getvalue()


def opened(report: ClipReport, template: Template = FORM, charts: tuple[Chart, ...] | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(report, template, charts)))


def heads_of(sheet: Worksheet) -> tuple[int, dict[str, str]]:
    """The row of the heads, and the letters of the columns by their heads."""
    row = next(row for row in sheet.iter_rows() if "제목" in [cell.value for cell in row])
    return row[0].row, {cell.value: cell.column_letter for cell in row if cell.value}


@pytest.mark.parametrize("name", CLIPS)
def test_it_prints_on_a4_across_one_page_wide(name: str) -> None:
    sheet = opened(CLIPS[name])["보도 목록"]
    head, letters = heads_of(sheet)
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.oddFooter.right.text == "&P / &N"
    assert "견본시 공보담당관실" in sheet.oddFooter.left.text
    last = sheet.print_area.rpartition(":")[2].replace("$", "").rstrip("0123456789")
    assert last == letters["빼기"]
    assert letters["URL"] > last
    assert sheet.column_dimensions[letters["항목"]].hidden


def test_what_is_printed_is_as_wide_as_the_page_in_letters_of_nine_points_or_more() -> None:
    sheet = opened(CLIPS["sixty"])["보도 목록"]
    head, letters = heads_of(sheet)
    printed = [letter for letter in letters.values() if letter <= letters["빼기"]]
    with zipfile.ZipFile(io.BytesIO(written(CLIPS["sixty"]))) as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode()
    widths = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', xml)
    spans = [(int(last) - int(first) + 1, float(width)) for first, last, width in widths if int(first) <= len(printed)]
    assert sum(count for count, _width in spans) == len(printed)
    pixels = sum(8 * count * width for count, width in spans)  # a digit of 맑은 고딕 11 is as wide as that
    assert 950 < pixels <= 1_047  # A4 across without its margins, at 96 an inch: it is printed in its own size
    assert {cell.font.size for cell in sheet[head + 1] if cell.column_letter in printed} == {9.5}


def test_rows_are_as_high_as_their_text() -> None:
    sheet = opened(CLIPS["odd"])["보도 목록"]
    head, letters = heads_of(sheet)
    heights = [sheet.row_dimensions[head + n].height for n in range(1, 5)]
    assert heights[0] >= 13 * 5  # ninety letters in a narrow column
    assert max(heights) == heights[3] <= 409
    assert all(sheet[f"{letters['제목']}{head + n}"].alignment.wrap_text for n in range(1, 5))


def test_the_headline_is_the_link() -> None:
    sheet = opened(CLIPS["odd"])["보도 목록"]
    head, letters = heads_of(sheet)
    cells = [sheet[f"{letters['제목']}{head + n}"] for n in range(1, 5)]
    links = [row.article.canonical_url for row in CLIPS["odd"].rows]
    assert [address_of(cell) for cell in cells] == links
    assert [bool(link) for link in links] == [True, True, False, True]  # one was typed in from a paper
    assert text_of(cells[0]) == HEADLINE_90
    assert not any(address_of(cell) for cell in sheet[letters["URL"]])


def test_what_a_person_fills_in_has_choices_also_below_the_list() -> None:
    sheet = opened(CLIPS["one"])["보도 목록"]
    head, letters = heads_of(sheet)
    choices = {str(one.sqref).partition(":")[0]: one for one in sheet.data_validations.dataValidation}
    assert choices[f"{letters['논조']}{head + 1}"].formula1 == '"긍정,중립,부정"'
    assert choices[f"{letters['빼기']}{head + 1}"].formula1 == '"빼기"'
    assert choices[f"{letters['순서']}{head + 1}"].type == "whole"
    assert all(int(str(one.sqref).rpartition(":")[2][1:]) > head + 10 for one in choices.values())
    assert all(one.allow_blank for one in choices.values())


def test_a_report_that_is_no_kept_clip_has_nothing_to_fill_in() -> None:
    report = clip_report([clip_row(1)], clip=None)
    book = opened(report)
    _head, letters = heads_of(book["보도 목록"])
    assert not {"순서", "빼기", "항목"} & letters.keys()
    assert "_news" not in book.sheetnames


def test_a_template_without_a_headline_links_its_addresses() -> None:
    sheet = opened(
        clip_report([clip_row(1)]), Template(columns=(Column("outlet", "매체", 12), Column("url", "주소", 40)))
    )
    head = next(row[0].row for row in sheet["보도 목록"].iter_rows() if "매체" in [cell.value for cell in row])
    links = {address_of(cell) for cell in sheet["보도 목록"][head + 1]}
    assert links == {"", clip_row(1).article.canonical_url}


def test_counts_are_tables_with_charts_and_without_rows_of_nothing() -> None:
    charts = (
        Chart(
            "by-hour",
            "시간대별 보도",
            tuple(Bar(f"{n}시", (n % 3, 0)) for n in range(24)),
            ("첫", "같은 글"),
            upright=True,
        ),
        Chart("tone", "논조", (Bar("긍정", (3, 1)), Bar("부정", (0, 0))), ("첫", "같은 글")),
        Chart("none", "없음", (Bar("가", (0, 0)),), ("첫", "같은 글")),
    )
    data = written(CLIPS["one"], charts=charts)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["집계"]
    assert [table.name for table in sheet.tables.values()] == ["집계_1", "집계_2"]
    for table in sheet.tables.values():
        rows = [[cell.value for cell in row] for row in sheet[table.ref]]
        assert rows[0] == ["이름", "첫", "같은 글"]
        assert all(sum(row[1:]) for row in rows[1:])
    assert len(sheet[sheet.tables["집계_1"].ref]) == 17
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        drawn = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/charts/chart")]
    assert len(drawn) == 2
    assert all("집계!" in chart for chart in drawn)


def test_the_sheet_of_what_was_is_hidden() -> None:
    assert opened(CLIPS["one"])["_news"].sheet_state == "veryHidden"


def test_no_text_is_run_or_breaks_the_file() -> None:
    rows = [
        clip_row(number, text or "x", note=text[:2_000], gist=text, group=text[:100])
        for number, text in enumerate(HOSTILE_TEXTS, 1)
    ]
    book = opened(clip_report(rows), Template(title="=1+1", office="&P<b>"))
    for sheet in book.worksheets:
        run = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" and not address_of(cell)]
        assert not run
    head, _letters = heads_of(book["보도 목록"])
    assert book["보도 목록"].max_row == head + len(rows)


def test_only_addresses_of_the_web_become_links() -> None:
    rows = [clip_row(number) for number, _link in enumerate(HOSTILE_LINKS, 1)]
    rows = [
        clip_row(row.number, article=type(row.article)(**{
            name: getattr(row.article, name) for name in row.article.__dataclass_fields__ if name != "canonical_url"
        }, canonical_url=link))
        for row, link in zip(rows, HOSTILE_LINKS, strict=True)
    ]  # fmt: skip
    sheet = opened(clip_report(rows))["보도 목록"]
    targets = [target for row in sheet.iter_rows() for cell in row if (target := address_of(cell))]
    assert targets
    assert all(re.fullmatch(r"(?i:https?://sample\.example)(/[!-~]*)?", target) for target in targets), targets


@needs_soffice
@pytest.mark.parametrize("name", ["sixty", "none"])
def test_libreoffice_prints_the_list_with_its_head_on_each_page(tmp_path: Any, name: str) -> None:
    path = tmp_path / "clip.xlsx"
    path.write_bytes(written(CLIPS[name]))
    pages = [page.extract_text() for page in pypdf.PdfReader(convert(path, "pdf", tmp_path / "out")).pages]
    count = len(pages)
    lists = [page for page in pages if "매체명" in page]
    assert len(lists) >= {"sixty": 6, "none": 1}[name]
    assert all("sample.example" not in page for page in pages)
    assert f"1 / {count}" in pages[0]
    assert name == "none" or re.sub(r"\s", "", BODY[0][:20]) in re.sub(r"\s", "", pages[0])


@needs_soffice
def test_libreoffice_prints_a_long_headline_whole_and_as_a_link(tmp_path: Any) -> None:
    long = "https://sample.example/" + "%EA%B0%80" * 60  # Excel takes none so long in a formula
    rows = [clip_row(1, HEADLINE_90), clip_row(2, HEADLINE_90[::-1])]
    rows[1] = replace(rows[1], article=replace(rows[1].article, canonical_url=long))
    path = tmp_path / "clip.xlsx"
    path.write_bytes(written(clip_report(rows)))
    page = pypdf.PdfReader(convert(path, "pdf", tmp_path / "out")).pages[0]
    text = re.sub(r"\s", "", page.extract_text())  # with figures and marks where pypdf finds them
    words = {word for row in rows for word in re.findall("[가-힣]+", row.article.headline)}
    assert len(words) > 30
    assert [word for word in words if word not in text] == []
    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    assert links == [rows[0].article.canonical_url]
    cell = heads_of(sheet := opened(clip_report(rows))["보도 목록"])
    assert address_of(sheet[f"{cell[1]['제목']}{cell[0] + 2}"]) == long
