"""Word files: what a reader finds in them, and that no text breaks them."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from pipelines.releases.readers.docx import read_lines
from reports.charts import fonts
from reports.documents.document import Document, Heading, PageBreak, Paragraph, Picture, Run, Table, TableColumn
from reports.documents.docx import write_docx
from reports.documents.pictures import CHARTS_AS_TABLES
from reports.documents.readable import make_readable
from tests.support.hostile_texts import HOSTILE_LINKS
from tests.support.sample_documents import BODY, HEADLINE_90, SAMPLES, hostile_documents, make_document, make_scan
from tests.support.soffice import convert, needs_soffice


def written(document: Document) -> bytes:
    file = io.BytesIO()
    write_docx(file, document)
    return file.getvalue()


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(written(document)))


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))}


def flat(lines: list[str]) -> list[str]:
    return [line.strip() for text in lines for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", SAMPLES)
def test_our_own_reader_reads_everything_back(name: str) -> None:
    made = SAMPLES[name]
    lines = "\n".join(flat(read_lines(written(made))))
    assert made.title in lines
    for block in made.blocks:
        if isinstance(block, Heading | Paragraph):
            assert "".join(run.text for run in block.text) in lines
        elif isinstance(block, Table):
            assert all(
                line in lines for row in block.rows for text in row for run in text for line in run.text.split("\n")
            )


def test_the_cover_has_the_boxes_to_sign_and_what_is_missing_before_any_count() -> None:
    made = opened(replace(SAMPLES["none"], summary="기사 0건"))
    assert [cell.text for cell in made.tables[0].rows[0].cells] == ["결\n재", "주무관", "팀장", "과장", "국장"]
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts.index(SAMPLES["none"].missing) < texts.index("기사 0건")


def test_an_office_without_boxes_has_none() -> None:
    assert len(opened(replace(SAMPLES["none"], approvals=())).tables) == 0


def test_headings_are_real_and_links_lead_to_them() -> None:
    made = opened(SAMPLES["sixty"])
    headings = [one for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert len([one for one in headings if one.style.name == "Heading 2"]) == 60
    marks = [one.get(qn("w:name")) for one in made.element.body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == 61
    inside = [one.get(qn("w:anchor")) for one in made.element.body.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))]
    assert len(inside) == 60
    assert set(inside) <= set(marks)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", mark) for mark in marks)


def test_the_head_of_a_table_is_repeated_and_no_row_is_torn() -> None:
    rows = opened(SAMPLES["sixty"]).tables[2].rows
    assert rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert [cell.text for cell in rows[0].cells] == ["번호", "매체", "제목", "일시"]  # no column of pages


def test_a_table_may_begin_a_page() -> None:
    table = Table((TableColumn("", 1),), [[(Run("칸"),)]])
    made = opened(make_document(Paragraph((Run("앞"),)), PageBreak(), table, Paragraph((Run("뒤"),))))
    breaks = list(made.element.body.iter(qn("w:pageBreakBefore")))
    assert len(breaks) == 1
    assert breaks[0].getparent().getparent().getnext() is made.tables[-1]._tbl


def test_a_headline_is_a_link_in_the_colour_of_a_headline_and_an_address_is_blue() -> None:
    made = opened(SAMPLES["one"])
    colours = {
        text: bool(run.findall(f".//{qn('w:color')}"))
        for link in made.element.body.iter(qn("w:hyperlink"))
        for run in link.iter(qn("w:r"))
        if (text := "".join(one.text for one in run.iter(qn("w:t")))) and link.get(qn("w:anchor")) is None
    }
    assert colours == {
        "견본시, 들꽃길 2구간 개통": False,
        "https://sample.example/news/20261103000000001": True,
    }


def test_pages_are_numbered_a4_and_korean() -> None:
    data = written(SAMPLES["one"])
    parts = parts_of(data)
    assert re.findall(r"<w:instrText[^>]*> (\w+) <", parts["word/footer1.xml"]) == ["PAGE", "NUMPAGES"]
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 'w:eastAsia="ko-KR"' in parts["word/styles.xml"]
    assert 'w:eastAsia="맑은 고딕"' in parts["word/styles.xml"]
    assert "<w:wordWrap/>" in parts["word/styles.xml"]
    assert "Malgun Gothic" in parts["word/fontTable.xml"]


def test_the_file_says_who_and_when_and_nothing_of_the_machine() -> None:
    data = written(SAMPLES["one"])
    facts = docx.Document(io.BytesIO(data)).core_properties
    assert (facts.title, facts.author, facts.language) == ("일일 보도 스크랩", "견본시 공보담당관실", "ko-KR")
    assert facts.last_modified_by == facts.author
    assert f"{facts.created:%Y-%m-%d %H:%M}" == "2026-11-02 21:50"  # 06:50 in Korea
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        assert not any(b"python-docx" in packed.read(name) for name in packed.namelist())


def test_marked_words_stand_out() -> None:
    text = (Run("견본시의 "), Run("들꽃길", marked=True), Run("이 열렸다"))
    runs = opened(make_document(Paragraph(text))).paragraphs[-1].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("견본시의 ", False),
        ("들꽃길", True),
        ("이 열렸다", False),
    ]


def test_scans_are_shown_and_what_cannot_be_is_said() -> None:
    made = opened(SAMPLES["by-hand"])
    assert len(made.inline_shapes) == 2
    assert "그림 파일이 손상되어 싣지 못했습니다." in [one.text for one in made.paragraphs]
    assert all(shape.width.mm <= 170 and shape.height.mm <= 200 for shape in made.inline_shapes)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", make_scan()[:500], b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a"])
@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "application/pdf"])
def test_a_broken_scan_breaks_nothing(data: bytes, media_type: str) -> None:
    made = opened(make_document(Picture(data, media_type, (Run("스캔"),)), Paragraph((Run("뒤"),))))
    texts = [one.text for one in made.paragraphs]
    assert len(made.inline_shapes) == 0
    assert any("싣지 못했습니다" in text for text in texts)
    assert texts[-1] == "뒤"


def test_without_a_korean_font_charts_are_tables_and_the_file_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_candidates", lambda: iter(()))
    monkeypatch.setenv(fonts.ENVIRONMENT, "no-such-font.ttf")
    made = opened(SAMPLES["one"])
    assert len(made.inline_shapes) == 0
    assert CHARTS_AS_TABLES in [one.text for one in made.paragraphs]
    assert [cell.text for cell in made.tables[-1].rows[1].cells] == ["견본일보", "7", "2"]


def test_no_text_breaks_a_file_or_is_lost() -> None:
    for made, texts in hostile_documents():
        data = written(made)
        read = docx.Document(io.BytesIO(data))
        kept = [make_readable(text) for text in texts]
        assert [one.text for one in read.paragraphs if one.style.name == "Heading 2"] == kept
        assert [table.rows[-1].cells[0].text for table in read.tables[1:]] == kept
        lines = "\n".join(flat(read_lines(data)))
        assert all(line in lines for line in flat(kept))
        parts = parts_of(data)
        codes = {code for part in parts.values() for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", part)}
        assert codes == {" PAGE ", " NUMPAGES "}
        assert not [part for part in parts.values() if "<!DOCTYPE" in part or "<!ENTITY" in part]


def test_only_addresses_of_the_web_and_anchors_of_the_document_become_links() -> None:
    blocks = [Paragraph((Run("글", link=link),)) for link in HOSTILE_LINKS]
    data = written(make_document(*blocks))
    targets = re.findall(r'Target="([^"]*)" TargetMode="External"', parts_of(data)["word/_rels/document.xml.rels"])
    assert targets
    for target in targets:
        assert re.fullmatch(r"(?i:https?://sample\.example)(/[!-~]*)?", target), target
    assert "w:anchor" not in parts_of(data)["word/document.xml"]
    assert len([one for one in docx.Document(io.BytesIO(data)).paragraphs if one.text == "글"]) == len(blocks)


@needs_soffice
@pytest.mark.parametrize("name", ["sixty", "long", "by-hand", "headline"])
def test_libreoffice_prints_it_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(written(SAMPLES[name]))
    pages = pypdf.PdfReader(convert(path, "pdf", tmp_path / "out")).pages
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
    assert {"sixty": 63, "long": 10, "by-hand": 4, "headline": 4}[name] <= len(pages)
    assert re.sub(r"\s+", "", BODY[0]) in text
    assert name != "headline" or re.sub(r"\s+", "", HEADLINE_90) in text
    assert f"{len(pages)}/{len(pages)}" in text
