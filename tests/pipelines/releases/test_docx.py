"""A .docx is read as a person sees it: what Word wraps is read, what it deleted is not."""

import zipfile
from pathlib import Path

import pytest

from pipelines.releases.readers.docx import read_lines
from tests.support import release_files as made

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(said: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{said}</w:{tag}></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def control(inside: str, facts: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{facts}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def tc(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def pair(facts: str, said: str) -> str:
    return f"<w:r><w:rPr>{facts}</w:rPr><w:t>{said}</w:t></w:r>"


def field(instruction: str, result: str) -> tuple[str, ...]:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin"), run(instruction, "instrText"), mark("separate"), run(result), mark("end")


DELETED_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
STYLES = (
    '<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Sub"><w:basedOn w:val="Hid"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="HidP"><w:basedOn w:val="HidP"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Loop"><w:basedOn w:val="Pool"/></w:style>'
    '<w:style w:type="character" w:styleId="Pool"><w:basedOn w:val="Loop"/></w:style>'
)
OTHER_PARTS = {
    "word/comments.xml": f"<w:comments {NAMES}><w:comment w:id='1'>{p(run('메모'))}</w:comment></w:comments>",
    "word/header1.xml": f"<w:hdr {NAMES}>{p(run('머리말'))}</w:hdr>",
    "word/footer1.xml": f"<w:ftr {NAMES}>{p(run('꼬리말'))}</w:ftr>",
}


def read(tmp_path: Path, body: str) -> list[str]:
    """The lines of a .docx whose body is replaced by this XML."""
    whole, changed = made.docx(tmp_path / "whole.docx"), tmp_path / "changed.docx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith(".xml") else old.read(name)
            if name == "word/document.xml":
                part = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
            elif name == "word/styles.xml":
                part = str(part).replace("</w:styles>", f"{STYLES}</w:styles>")
            new.writestr(name, part)
        for name, text in OTHER_PARTS.items():
            new.writestr(name, text)
    return read_lines(changed.read_bytes())


BOX = f"<w:txbxContent>{p(run('견본시, 음악회 연다'))}{p(run('부제'))}</w:txbxContent>"
BOTH = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p(run("앞")) + control(p(run("가운데")) + control(p(run("속")))) + p(run("뒤")), ["앞", "가운데", "속", "뒤"]),
        (p(run("의자 "), control(run("300")), run("개")), ["의자 300개"]),
        (p(control(run("여기를 눌러 쓰십시오"), "<w:showingPlcHdr/>"), run("본문")), ["본문"]),
        (p(run("18곡을 "), f"<w:ins>{run('들려준다.')}</w:ins>"), ["18곡을 들려준다."]),
        (p(f"<w:del>{run('17', 'delText')}{run('옛')}</w:del>", run("18곡")), ["18곡"]),
        (p(f"<w:moveFrom>{run('옮긴 글')}</w:moveFrom>") + p(f"<w:moveTo>{run('옮긴 글')}</w:moveTo>"), ["옮긴 글"]),
        (p(f"<w:del>{run('지움', 'delText')}</w:del>", run("앞")) + p(pair("<w:vanish/>", "숨긴 글"), run("뒤")), ["앞", "뒤"]),
        (p(pair('<w:vanish w:val="0"/>', "보이는 글")), ["보이는 글"]),
        (p(pair('<w:rStyle w:val="Hid"/>', "숨긴 글"), pair('<w:rStyle w:val="Sub"/>', "딸린 글"), run("뒤")), ["뒤"]),
        (p('<w:pPr><w:pStyle w:val="HidP"/></w:pPr>', run("숨긴 문단")) + p(run("뒤")), ["뒤"]),
        (p(DELETED_END, run("앞 ")) + p(run("뒤")) + p(run("끝")), ["앞 뒤", "끝"]),
        (p(run("앞 "), *field(" PAGE \\* MERGEFORMAT ", "3"), run(" 뒤")), ["앞  뒤"]),
        (p('<w:fldSimple w:instr="NUMPAGES">', run("9"), "</w:fldSimple>", run("뒤")), ["뒤"]),
        (p(*field(" DATE ", "2026. 11. 18."), run(" 배포")), ["2026. 11. 18. 배포"]),
        (control(p(run("- 1 -")), '<w:docPartObj><w:docPartGallery w:val="Page Numbers (Bottom of Page)"/></w:docPartObj>') + p(run("뒤")), ["뒤"]),
        (f"<w:tbl><w:tr>{tc(p(run('제목')), p(run('첫 문단')), p(run('둘째')))}</w:tr></w:tbl>", ["제목", "첫 문단", "둘째"]),
        (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{tc(p(run('지운 줄')))}</w:tr><w:tr>{tc(p(run('남은 줄')))}</w:tr></w:tbl>", ["남은 줄"]),
        (f"<w:tbl><w:tr>{tc('<w:tcPr><w:cellDel/></w:tcPr>', p(run('지운 칸')))}{tc(p(run('남은 칸')))}</w:tr></w:tbl>", ["남은 칸"]),
        (p(run("앞"), '<w:commentRangeStart w:id="1"/>', run("글"), '<w:r><w:commentReference w:id="1"/></w:r>'), ["앞글"]),
        (p(run("앞")) + p(BOTH) + p(run("뒤")), ["앞", "견본시, 음악회 연다", "부제", "뒤"]),
        (p(run("닻"), PICTURE), ["닻", "견본시, 음악회 연다", "부제"]),
        (p(f"<w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r>"), ["견본시, 음악회 연다", "부제"]),
        (p('<w:hyperlink>', run("누리집"), "</w:hyperlink>", run("에서")), ["누리집에서"]),
        (p("<w:r><w:t>배포일시</w:t><w:tab/><w:t>18일</w:t><w:br/><w:t>다음</w:t></w:r>"), ["배포일시\t18일\n다음"]),
        (
            p(run("앞"))
            + f"<w:tbl><w:tr>{tc(p(run('시간')))}{control(tc(p(control(run('순서')))))}</w:tr>"
            + control(f"<w:tr>{tc(p('<w:ins>', run('15:00'), '</w:ins>'))}{tc(p(run('여는')), p(run('노래')))}</w:tr>")
            + "</w:tbl>"
            + p(run("뒤")),
            ["앞", "시간 | 순서", "15:00 | 여는 노래", "뒤"],
        ),
    ],
)  # fmt: skip
def test_a_document_is_read_as_it_is_seen(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert read(tmp_path, body) == lines
