"""Hangul files: valid by the schema of OWPML, read back by two readers, and no text breaks them.

Nobody here has Hangul, so how it draws them is not tested.
"""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_editor_open_safety

from pipelines.releases.readers.hwpx import read_lines
from reports.charts import fonts
from reports.documents.appearance import LOOKS, Form
from reports.documents.document import Document, Heading, Paragraph, Picture, Run, Style, Table
from reports.documents.hwpx import write_hwpx
from reports.documents.pictures import CHARTS_AS_TABLES
from reports.documents.readable import make_readable
from tests.support.hostile_texts import HOSTILE_LINKS
from tests.support.sample_documents import SAMPLES, hostile_documents, make_document, make_scan

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"


def written(document: Document) -> bytes:
    file = io.BytesIO()
    write_hwpx(file, document)
    return file.getvalue()


def checked(data: bytes) -> Any:
    """The file opened by python-hwpx, which finds nothing wrong with it."""
    made = HwpxDocument.open(io.BytesIO(data))
    report = made.validate()
    assert report.ok, report.errors
    safety = validate_editor_open_safety(data)
    assert safety.ok, safety.summary
    return made


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return packed.read(name).decode()


def squeezed(text: str) -> str:
    """Without blanks, which the reader of table cells joins."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_valid_and_our_own_reader_reads_everything_back(name: str) -> None:
    made = SAMPLES[name]
    data = written(made)
    checked(data)
    lines = squeezed("\n".join(read_lines(data)))
    assert squeezed(made.title) in lines
    for block in made.blocks:
        if isinstance(block, Heading | Paragraph):
            assert squeezed("".join(run.text for run in block.text)) in lines
        elif isinstance(block, Table):
            assert all(squeezed(run.text) in lines for row in block.rows for text in row for run in text)


def test_the_cover_has_the_boxes_to_sign_and_what_is_missing_before_any_count() -> None:
    lines = read_lines(written(replace(SAMPLES["none"], summary="기사 0건")))
    assert lines[0] == "결 재 | 주무관 | 팀장 | 과장 | 국장"
    assert lines.index(SAMPLES["none"].missing) < lines.index("기사 0건")
    assert not read_lines(written(replace(SAMPLES["none"], approvals=())))[0].startswith("결")


def test_headings_are_outlines_without_numbers_and_links_lead_to_them() -> None:
    data = written(SAMPLES["sixty"])
    made = checked(data)
    outlines = {style.id for style in made.styles.all.values() if style.name in ("개요 1", "개요 2")}
    headings = [one for one in made.paragraphs if str(one.style_id_ref) in {str(one) for one in outlines}]
    assert len(headings) == 63
    marks = [mark for one in made.paragraphs for mark in one.bookmarks]
    assert len(marks) == len(set(marks)) == 61
    assert not re.findall(r"<hh:paraHead[^>]*>[^<]+<", part(data, "Contents/header.xml"))
    commands = re.findall(r'name="Command">([^<]*)<', part(data, "Contents/section0.xml"))
    inside = [command for command in commands if command.startswith("?")]
    assert len(inside) == 60
    assert {command.removeprefix("?").partition(";")[0] for command in inside} <= set(marks)


def test_the_head_of_a_table_is_repeated_and_a_long_table_is_broken_between_pages() -> None:
    made = checked(written(SAMPLES["sixty"]))
    table = next(table for one in made.paragraphs for table in one.tables if table.row_count == 61)
    assert table.element.get("repeatHeader") == "1"
    assert not table.treat_as_char
    assert [cell.text for cell in table.rows[0].cells] == ["번호", "매체", "제목", "일시"]  # no column of pages
    assert {cell.element.get("header") for cell in table.rows[0].cells} == {"1"}
    assert {cell.element.get("header") for cell in table.rows[1].cells} == {"0"}


def test_pages_are_numbered_once_a4_and_korean() -> None:
    data = written(SAMPLES["one"])
    made = checked(data)
    section = part(data, "Contents/section0.xml")
    controls = section[section.index("</hp:secPr>") :]
    footer = controls[controls.index("<hp:footer") : controls.index("</hp:footer>")]
    assert re.findall(r'numType="(\w+)"', footer) == ["PAGE", "TOTAL_PAGE"]
    assert "pageNum" not in footer
    assert "일일 보도 스크랩" in footer
    size = made.page.size()
    assert (round(size.width / 283.46), round(size.height / 283.46)) == (210, 297)
    header = part(data, "Contents/header.xml")
    assert 'face="함초롬바탕"' in header
    assert 'face="맑은 고딕"' in header
    used = set(re.findall(r'paraPrIDRef="(\d+)"', section))
    found = re.findall(r'<hh:paraPr [^>]*\bid="(\d+)".*?breakNonLatinWord="(\w+)" widowOrphan="(\d)"', header)
    forms = {number: (breaking, together) for number, breaking, together in found}
    assert {forms[one] for one in used if int(one) >= 21} == {("KEEP_WORD", "1")}


def test_the_file_says_who_and_nothing_of_another_one() -> None:
    data = written(SAMPLES["one"])
    facts = part(data, "Contents/content.hpf")
    assert "일일 보도 스크랩" in facts
    assert "견본시 공보담당관실" in facts
    assert "2026-11-02T21:50:00Z" in facts  # 06:50 in Korea
    assert "synthetic" not in facts


def test_marked_words_stand_out() -> None:
    text = (Run("견본시의 "), Run("들꽃길", marked=True), Run("이 열렸다"))
    made = checked(written(make_document(Paragraph(text))))
    bold = {run.text: made.styles.char_property(run.char_pr_id_ref) for run in made.paragraphs[-1].runs}
    assert "bold" in bold["들꽃길"].child_attributes
    assert "bold" not in bold["견본시의 "].child_attributes


def test_scans_are_shown_and_what_cannot_be_is_said() -> None:
    data = written(SAMPLES["by-hand"])
    assert part(data, "Contents/section0.xml").count("<hp:pic ") == 2
    assert "그림 파일이 손상되어 싣지 못했습니다." in read_lines(data)


def test_a_picture_is_shown_whole() -> None:
    """What is cut off is said in units of the picture itself, 75 a pixel, and not in those of the page."""
    section = part(written(make_document(Picture(make_scan(), "image/png"))), "Contents/section0.xml")
    assert '<hp:imgClip left="0" right="67500" top="0" bottom="90000"/>' in section
    assert '<hp:imgDim dimwidth="67500" dimheight="90000"/>' in section
    (size,) = re.findall(r'<hp:curSz width="(\d+)" height="(\d+)"/>', section)
    assert int(size[0]) / int(size[1]) == pytest.approx(900 / 1200, rel=0.01)


@pytest.mark.parametrize("style", [Style.NOTE, Style.WARNING])
def test_a_note_and_a_warning_stand_in_a_filled_box(style: Style) -> None:
    data = written(make_document(Paragraph((Run("부서에 알림"),), style)))
    checked(data)
    (form,) = re.findall(
        r'<hp:p [^>]*paraPrIDRef="(\d+)"(?:(?!</hp:p>).)*부서에 알림', part(data, "Contents/section0.xml")
    )
    header = part(data, "Contents/header.xml")
    (fill,) = re.findall(rf'<hh:paraPr [^>]*id="{form}"(?:(?!</hh:paraPr>).)*borderFillIDRef="(\d+)"', header)
    (colour,) = re.findall(rf'<hh:borderFill id="{fill}"(?:(?!</hh:borderFill>).)*faceColor="#(\w+)"', header)
    assert colour == LOOKS[Form(style.value)].fill


@pytest.mark.parametrize("data", [b"", make_scan()[:500], b"GIF89a"])
def test_a_broken_scan_breaks_nothing(data: bytes) -> None:
    made = written(make_document(Picture(data, "image/png", (Run("스캔"),)), Paragraph((Run("뒤"),))))
    checked(made)
    assert read_lines(made)[-3:] == ["그림 파일이 손상되어 싣지 못했습니다.", "스캔", "뒤"]


def test_without_a_korean_font_charts_are_tables_and_the_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_candidates", lambda: iter(()))
    monkeypatch.setenv(fonts.ENVIRONMENT, "no-such-font.ttf")
    lines = read_lines(written(SAMPLES["one"]))
    assert CHARTS_AS_TABLES in lines
    assert "견본일보 | 7 | 2" in lines


def test_no_text_breaks_a_file_or_is_lost() -> None:
    for made, texts in hostile_documents(40):
        data = written(made)
        read = checked(data)
        kept = [make_readable(text) for text in texts]
        outline = str(read.styles.resolve("개요 2").id)
        headings = [one.text for one in read.paragraphs if str(one.style_id_ref) == outline]
        assert headings == kept
        tables = [table for one in read.paragraphs for table in one.tables]
        assert [table.rows[-1].cells[0].text for table in tables[1:]] == kept
        lines = squeezed("\n".join(read_lines(data)))
        assert all(squeezed(text) in lines for text in kept)
        section = part(data, "Contents/section0.xml")
        assert set(re.findall(r'<hp:fieldBegin[^>]* type="(\w+)"', section)) <= {"HYPERLINK"}
        assert not [one for one in ("<!DOCTYPE", "<!ENTITY", "<hp:script", "<hp:ole") if one in section]


def test_only_addresses_of_the_web_and_anchors_of_the_document_become_links() -> None:
    data = written(make_document(*(Paragraph((Run("글", link=link),)) for link in HOSTILE_LINKS)))
    checked(data)
    paths = re.findall(r'name="Path">([^<]*)<', part(data, "Contents/section0.xml"))
    assert paths
    for path in paths:
        assert re.fullmatch(r"(?i:https?://sample\.example)(/[!-~]*)?", path), path
    assert read_lines(data).count("글") == len(HOSTILE_LINKS)
