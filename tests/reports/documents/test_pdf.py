"""The PDF: what a person sees of it and what programs read from it."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import combining

import pypdf
import pytest
import typst
from pypdf.generic import IndirectObject

from models.clips.clip import Attachment
from reports.charts.drawing import Bar, Chart
from reports.clip.chart_data import make_charts
from reports.clip.clip_document import make_document
from reports.clip.template import Template
from reports.documents import pdf
from reports.documents.document import ChartFigure, Document, Heading, Paragraph, Run, Style, Table, TableColumn
from reports.documents.pdf import make_pdf
from reports.documents.readable import make_readable
from tests.support.clip_documents import (
    FORM,
    MADE_AT,
    TABLE,
    document_of,
    made_article,
    made_report,
    made_row,
    made_scan,
    made_text,
    report_of,
    row_by_hand,
)
from tests.support.hostile_texts import HOSTILE_TEXTS
from tests.support.payloads import PAYLOADS
from tests.support.sample_clips import CLIPS

TYPST = [
    '#read("/etc/passwd")', '#import "@preview/cetz:0.3.0": *', '#include "/etc/passwd"', '#eval("1+1")',
    '#panic("x")', "#set page(width: 1pt)", "#let x = 1", "#{ while true {} }", '#image("/etc/passwd")',
    "$ sum_(i=0)^n i $", "$x^2$", "*굵게* _기울임_", "= 제목", "== 둘째", "- 목록", "+ 번호", "/ 말: 뜻", "`raw`",
    "```python\nimport os\n```", "<label>", "@label", "@article-1", "~", "--- -- ...", "\\", "\\u{41}", "//주석",
    "/* 주석", "*/", "https://evil.example/x", '#link("file:///etc/passwd")[x]', "[[[", "]]]", "#(", "#[", "#", "$",
    '"', "'", "#sys.inputs", "#context counter(page).display()", "#pagebreak()", "#show: none", "#h(1pt)",
    "#metadata(none)", "#bibliography(\"x\")", "#plugin(\"x.wasm\")", "#json(bytes(sys.inputs.document))",
    "%PDF-1.7", "endobj", "stream\nendstream", "/JavaScript (app.alert(1))", "<< /S /Launch >>", "(괄호\\)", "{{x}}",
]  # fmt: skip
ODD = [
    "가\udc80나", "\ud800", "\x00\x01\x02끝", "\u202e뒤집힌\u202c", "\u2066가\u2069", "가\u200b나\u200d다\ufeff",
    "e" + "\u0301" * 200, "ᄒ" + "\u1161" * 50, "가" * 3_000, "x" * 3_000, "한\u3000글", "\u2028줄\u2029",
    "\ufffe\uffff", "👩‍👩‍👧‍👦 가족", "🇰🇷", "𠮷", "ﷺ", "שלום", "مرحبا", "\t탭\t", "\r\n줄\r줄", "  빈칸  ", "\u00ad", "…" * 500,
]  # fmt: skip


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data), strict=True)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(data).pages)


def of_paragraphs(*texts: str, **given: Any) -> Document:
    values: dict[str, Any] = {"title": "글", "subject": "", "period": "", "made_at": MADE_AT}
    return Document(**{**values, "blocks": [Paragraph((Run(text),)) for text in texts], **given})


@pytest.fixture(scope="module")
def sixty() -> bytes:
    """Sixty whole articles."""
    return make_pdf(document_of(report_of(60, whole=True)))


@pytest.fixture(scope="module")
def sixty_texts(sixty: bytes) -> list[str]:
    """What stands on each page, without its spaces."""
    return [squeezed(page.extract_text()) for page in read(sixty).pages]


@pytest.fixture(scope="module")
def few() -> bytes:
    return make_pdf(document_of(report_of(3)))


def test_the_text_stands_in_reading_order(few: bytes) -> None:
    wanted = [
        "견본시홍보담당관실", "일일보도스크랩", "기사3건", "요약", "전날과비교", "논조", "구분별", "매체별", "보도점유율",
        "보도목록", "안내", "이용범위는매체마다", "기사1.", "2.", "같은글",
    ]  # fmt: skip
    for text in (text_of(few), *by_poppler(few)):
        place = 0
        found = squeezed(text)
        for word in wanted[:-1]:
            place = found.find(word, place)
            assert place >= 0, word
            place += len(word)


def by_poppler(data: bytes) -> list[str]:
    """What pdftotext reads, where it is installed."""
    if shutil.which("pdftotext") is None:
        return []
    ran = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return [ran.stdout.decode()]


def test_an_article_reads_as_it_was_written() -> None:
    article = made_article(3)
    text = text_of(make_pdf(document_of(made_report(made_row(3, article)))))
    whole = squeezed(article.headline + article.deck + article.body)
    page = squeezed(text)
    for part in (article.headline, *article.deck.split("\n"), *article.body.split("\n")):
        assert squeezed(part) in page
    assert squeezed(article.body) in page, "its paragraphs follow one another"
    assert whole


def test_no_line_ends_inside_a_word() -> None:
    body = made_text(12)
    words = set(body.split())
    document = of_paragraphs(*body.split("\n"))
    lines = [line.strip() for line in text_of(make_pdf(document)).splitlines()]
    text = [line for line in lines if line and line.split()[-1] != "1" and line in body]
    assert len(text) > 20
    assert all(line.split()[0] in words and line.split()[-1] in words for line in text)
    assert squeezed(body) in squeezed("".join(lines))


def test_every_font_is_embedded_as_a_subset(sixty: bytes) -> None:
    fonts = {
        name: font.get_object()
        for page in read(sixty).pages
        for font in page["/Resources"].get("/Font", {}).values()
        for name in [font.get_object()["/BaseFont"]]
    }
    assert {name.split("+")[1].removesuffix("-Identity-H") for name in fonts} == {
        "ArchiveSansKR-Regular",
        "ArchiveSansKR-Bold",
    }
    for name, font in fonts.items():
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile3" in descriptor, name
        assert re.match(r"/[A-Z]{6}\+", name), "a subset"
        assert "/ToUnicode" in font


def links_of(page: Any) -> list[Any]:
    return [one.get_object() for one in page.get("/Annots", [])]


def page_number_of(reader: pypdf.PdfReader, link: Any) -> int:
    """The page that a link inside the document leads to, from 0."""
    where = link.get("/Dest", link.get("/A", {}).get("/D"))
    if isinstance(where, str | bytes):
        where = reader.named_destinations[str(where)].dest_array
    where = where.get_object()
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    target = where[0] if isinstance(where[0], IndirectObject) else where.raw_get(0)
    return pages[target.idnum]


def test_the_list_leads_to_each_article_and_its_headline_to_the_web(sixty: bytes, sixty_texts: list[str]) -> None:
    reader = read(sixty)
    inside, outside = [], []
    for number, page in enumerate(reader.pages):
        for link in links_of(page):
            if "/URI" in link.get("/A", {}):
                outside.append((number, str(link["/A"]["/URI"])))
            else:
                inside.append(page_number_of(reader, link))
    texts = sixty_texts
    assert sorted(set(inside)) == sorted({n for n in inside if re.search(r"\d+\.", texts[n])})
    assert len(set(inside)) == 60, "each article has a page"
    assert {address for _, address in outside} == {f"https://outlet{n % 8}.example/news/{n}" for n in range(1, 61)}
    for number, address in outside:
        assert squeezed(address) in texts[number]


def test_the_page_numbers_of_the_list_are_right(sixty_texts: list[str]) -> None:
    texts = sixty_texts
    listed = "".join(texts[: next(n for n, text in enumerate(texts) if "이용범위는" in text) + 1])
    for row in report_of(60, whole=True).rows:
        headline = squeezed(row.article.headline)
        (page,) = (
            n for n, text in enumerate(texts, 1) if re.match(rf"(기사)?{row.number}\.{re.escape(headline)}", text)
        )
        line = f"{row.number}{row.group}{row.article.outlet_title}{headline}{row.at:%m.%d.%H:%M}{row.tone}{page}"
        assert line in listed


def test_parts_and_articles_are_bookmarks(sixty: bytes) -> None:
    outline = read(sixty).outline
    parts = [one for one in outline if not isinstance(one, list)]
    assert [str(one["/Title"]) for one in parts] == ["요약", "보도 목록", "안내", "집계 그래프", "기사"]
    (articles,) = (one for one in outline if isinstance(one, list))
    assert len(articles) == 60
    assert str(articles[0]["/Title"]) == "1. 견본시의회 ‘들꽃길 예산’ 의결… 내년 상반기 연결"


def test_pages_are_a4_numbered_and_tagged(sixty: bytes, sixty_texts: list[str]) -> None:
    reader = read(sixty)
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ko-KR"
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert f"{number}/{total}" in sixty_texts[number - 1]


def test_the_head_of_a_list_stands_on_each_of_its_pages(sixty_texts: list[str]) -> None:
    texts = sixty_texts
    first = next(n for n, text in enumerate(texts) if "보도목록" in text)
    last = next(n for n, text in enumerate(texts) if "이용범위는" in text)
    assert last > first
    assert all("번호구분매체명제목일시논조쪽" in text for text in texts[first:last])


def test_sixty_articles_are_small_enough_to_mail(sixty: bytes) -> None:
    assert len(sixty) <= 2_000_000


def test_one_document_gives_one_file(few: bytes) -> None:
    assert make_pdf(document_of(report_of(3))) == few


@pytest.mark.parametrize("count", [1, 3, 8])
def test_each_box_of_the_approval_has_its_title(count: int) -> None:
    titles = [f"{n}번째결재" for n in range(1, count + 1)]
    text = squeezed(text_of(make_pdf(document_of(report_of(1), replace(FORM, approvals=tuple(titles))))))
    assert all(title in text for title in titles)


def test_a_headline_of_ninety_letters_and_hanja_are_whole() -> None:
    headline = "見本市·나란시·다솜군 들꽃길 連結 광역 협력사업 업무협약 체결하고 내년 상반기까지 전 구간 연결 추진… 주차장 추가"
    row = made_row(1, made_article(1, headline=headline, body=f"北·美·中·日 4國 會談\n{TABLE}"))
    text = squeezed(text_of(make_pdf(document_of(made_report(row)))))
    assert text.count(squeezed(headline)) == 2, "in the list and over the article"
    assert squeezed(TABLE.replace("|", "")) in text


def test_a_very_long_article_goes_over_pages() -> None:
    body = made_text(300)
    data = make_pdf(document_of(made_report(made_row(1, made_article(1, body=body)))))
    pages = read(data).pages
    assert len(pages) > 10
    text = "".join(re.sub(r"견본시 홍보담당관실 ·.*", "", page.extract_text()) for page in pages)
    assert squeezed(body)[-400:] in squeezed(text)


def test_nothing_found_and_why_stand_on_the_first_page() -> None:
    document = replace(document_of(made_report()), missing="견본일보는 11.19. 22:00부터 수집하지 못했습니다.")
    (page,) = read(make_pdf(document)).pages
    text = squeezed(page.extract_text())
    assert text.index("수집하지못했습니다") < text.index("보도사항이없습니다")


def test_scans_are_shown_and_what_cannot_be_is_said() -> None:
    scans = [
        Attachment(name="3면.png", media_type="image/png", data=made_scan("PNG")),
        Attachment(name="1면.jpg", media_type="image/jpeg", data=made_scan("JPEG")),
        Attachment(name="2면.pdf", media_type="application/pdf", data=made_scan("PDF", pages=3)),
        Attachment(name="깨진.pdf", media_type="application/pdf", data=made_scan("PDF")[:300]),
        Attachment(name="깨진.png", media_type="image/png", data=made_scan("PNG")[:300]),
        Attachment(name="그림.svg", media_type="image/svg+xml", data=b"<svg/>"),
    ]
    reader = read(make_pdf(document_of(made_report(row_by_hand(1, *scans)))))
    assert sum(len(page.images) for page in reader.pages) == 5
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert [text.count(word) for word in ("손상되었거나잠겨", "그림파일이손상되어", "깨진.pdf", "그림.svg")] == [
        1,
        2,
        1,
        1,
    ]


HOSTILE = [*dict.fromkeys([*TYPST, *ODD, *PAYLOADS, *HOSTILE_TEXTS])]


def test_no_text_is_taken_for_code() -> None:
    """Each as a heading, a paragraph, a cell, a link, and as the cover's words."""
    some = [*TYPST, *ODD, *(text for text in HOSTILE[::4] if len(text) < 1_000)]
    assert len(some) >= 200
    blocks: list[Any] = []
    for number, text in enumerate(some):
        runs = (Run("앞 "), Run(text, marked=True, link=text), Run(" 뒤"))
        blocks += [Heading(runs, 2, f"a{number}"), Paragraph((Run(f"〔{number}〕{text}〔/〕"),))]
        blocks.append(Table([TableColumn(text, 1), TableColumn("둘", 2)], [[runs, runs]], title=text))
    joined = " ".join(some)[:9_000]
    document = Document(
        title=joined[:80], subject=joined, period=joined[80:160], made_at=MADE_AT, blocks=blocks, office=joined[160:240],
        edition=joined[240:300], approvals=some[:4], missing=joined, summary=joined[:999], footer=joined,
        keywords=some,
    )  # fmt: skip
    data = make_pdf(document)
    reader = read(data)
    assert "/EmbeddedFiles" not in str(reader.trailer["/Root"].get_object())
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        for link in links_of(page):
            assert link["/Subtype"] == "/Link"
            action = link.get("/A", {})
            assert action.get("/S", "/GoTo") in ("/URI", "/GoTo")
            assert str(action.get("/URI", "https:")).lower().startswith(("http://", "https://"))


def is_drawn(text: str) -> bool:
    """Whether our fonts have its letters, and it goes from left to right."""
    return not any(ord(c) > 0xFFFF or combining(c) or "\u0590" <= c <= "\u0eff" or c > "\ufb1c" for c in text)


def test_texts_come_back_as_they_were() -> None:
    texts = [text for text in map(make_readable, HOSTILE) if text.strip() and len(text) < 30_000]
    data = make_pdf(of_paragraphs(*(f"〔{n}〕{text}〔끝〕" for n, text in enumerate(texts))))
    pages = [re.sub(r"\d+ / \d+\s*$", "", page.extract_text()) for page in read(data).pages]
    whole = squeezed("".join(pages))
    drawn = {n: text for n, text in enumerate(texts) if is_drawn(text)}
    assert len(drawn) > 200
    assert [ascii(text)[:80] for n, text in drawn.items() if squeezed(f"〔{n}〕{text}〔끝〕") not in whole] == []
    for text in by_poppler(data):
        assert "👩" in text or "[U+1F469]" in text, "what no font draws is read all the same"
        assert "𠮷" in text or "[U+20BB7]" in text


def test_a_letter_that_no_font_has_is_told_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_find_fonts", lambda: typst.Fonts(False, False, [pdf.FONTS]))
    pdf._is_drawn.cache_clear()
    texts = ("좋아요 👍🏽 씨", "가족 👨‍👩‍👧‍👦", "이름 堃 ♥︎", "漢字 뷁 ㎞ ①")
    text = text_of(make_pdf(of_paragraphs(*texts)))
    pdf._is_drawn.cache_clear()
    assert "좋아요 [U+1F44D] 씨" in text
    assert "가족 [U+1F468][U+1F469][U+1F467][U+1F466]" in text
    assert "이름 [U+5803] ♥" in text
    assert "漢字 뷁 ㎞ ①" in text


@pytest.mark.parametrize("text", ["가나 ", "x", "줄\n", "한\u0301\u0301", "<&"])
def test_what_a_cell_holds_has_an_end(text: str) -> None:
    """Twice the text gives the same page; all of it would take minutes and gigabytes."""

    def made(size: int) -> list[str]:
        table = Table([TableColumn("가", 1), TableColumn("나", 9)], [[(Run((text * size)[:size]),)] * 2])
        reader = read(make_pdf(replace(of_paragraphs(), blocks=[table])))
        return [re.sub(r"[\d,]+자", "", squeezed(page.extract_text())) for page in reader.pages]

    pages = made(100_000)
    assert pages == made(200_000)
    assert len(pages) < 30
    assert "줄임)" in "".join(pages)


def test_a_small_table_stands_on_one_page_with_its_title_and_its_chart() -> None:
    table = Table(
        [TableColumn("이름", 1), TableColumn("수", 1)],
        [[(Run(f"행{n}"),), (Run("1"),)] for n in range(8)],
        title="작은 표",
    )
    chart = ChartFigure(Chart("c", "작은 그림", (Bar("가", (2,)), Bar("나", (1,)))))
    for lines in range(20, 48, 3):
        document = replace(
            of_paragraphs(*["줄"] * lines), blocks=[*of_paragraphs(*["줄"] * lines).blocks, chart, table]
        )
        pages = [squeezed(page.extract_text()) for page in read(make_pdf(document)).pages]
        (place,) = (n for n, text in enumerate(pages) if "행0" in text)
        assert all(word in pages[place] for word in ("작은표", "작은그림", "이름", "행7")), lines


def test_no_row_of_the_list_is_parted_by_the_end_of_a_page() -> None:
    clip, form = CLIPS["sixty"], Template(office="견본시 공보담당관실", approvals=("담당", "팀장", "과장"))
    data = make_pdf(make_document(clip, form, make_charts(clip)))
    pages = [squeezed(page.extract_text()) for page in read(data).pages[:4]]
    for row in clip.rows:
        line = f"{row.number}지역일간{row.article.outlet_title}견본시,들꽃길{row.number}구간개통"
        assert any(line in page for page in pages), line


def test_a_row_longer_than_a_page_goes_on() -> None:
    text = " ".join(f"낱말{n}" for n in range(200))
    made = of_paragraphs()
    table = Table((TableColumn("가", 5), TableColumn("나", 95)), [((Run(text),), (Run("끝"),))] * 3)
    pages = [squeezed(page.extract_text()) for page in read(make_pdf(replace(made, blocks=[table]))).pages]
    assert len(pages) > 3
    assert sum(page.count("낱말130") for page in pages) == 3


def test_the_head_of_an_article_stays_with_its_text() -> None:
    head = [
        Heading((Run("머리글"),), 2, "a"),
        Paragraph((Run("견본일보"),), Style.DATA),
        Paragraph((Run("비고 확인"),), Style.NOTE),
        Paragraph((Run("덧제목"),), Style.DECK),
        Paragraph((Run("본문이다."),)),
    ]
    for lines in range(40, 54, 2):
        blocks = [*of_paragraphs(*["줄"] * lines).blocks, *head]
        pages = [
            squeezed(page.extract_text()) for page in read(make_pdf(replace(of_paragraphs(), blocks=blocks))).pages
        ]
        (place,) = (n for n, text in enumerate(pages) if "머리글" in text)
        assert "본문이다." in pages[place], lines


def test_a_heading_without_end_goes_on_as_text() -> None:
    document = replace(of_paragraphs(), blocks=[Heading((Run("가" * 50_000),), 2, "a")])
    reader = read(make_pdf(document))
    text = "".join(page.extract_text() for page in reader.pages)
    assert text.count("가") == 50_000
    (mark,) = reader.outline
    assert len(str(mark["/Title"])) == 1_000  # type: ignore[index]


def test_a_letter_with_marks_without_end_is_set_at_once() -> None:
    assert len(read(make_pdf(of_paragraphs("한" + "\u0301" * 100_000))).pages) >= 1


def test_a_word_of_a_hundred_kilobytes_stays_on_the_page() -> None:
    reader = read(make_pdf(of_paragraphs("가" * 100_000, "x" * 100_000)))
    text = "".join(page.extract_text() for page in reader.pages)
    assert (text.count("가"), text.count("x")) == (100_000, 100_000)
    assert len(reader.pages) > 40


def test_a_paragraph_that_is_one_link_is_whole() -> None:
    blocks = [Paragraph((Run("들꽃길을 새로 열었다.", link="https://sample.example/1"),))]
    (page,) = read(make_pdf(replace(of_paragraphs(), blocks=blocks))).pages
    assert squeezed("들꽃길을 새로 열었다.") in squeezed(page.extract_text())
    assert [str(link["/A"]["/URI"]) for link in links_of(page)] == ["https://sample.example/1"]


def test_a_head_without_end_does_not_fill_the_pages_of_its_table() -> None:
    text = "가" * 40_000
    table = Table([TableColumn(text, 1), TableColumn("둘", 2)], [[(Run(text),), (Run("끝"),)]])
    assert len(read(make_pdf(replace(of_paragraphs(), blocks=[table]))).pages) < 100


def test_the_typesetter_sees_no_file_outside_its_folder(tmp_path: Path) -> None:
    """What would stop code, if a text were ever taken for it."""
    import typst

    for name in ("/etc/passwd", "/../../../../etc/passwd", "../../../../etc/passwd"):
        with pytest.raises(typst.TypstError):
            typst.Compiler(f'#read("{name}")'.encode(), root=tmp_path, ignore_system_fonts=True).compile(format="pdf")
