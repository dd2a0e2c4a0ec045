"""Files that people bring, made to hurt whoever reads them: WARC files, a clip's workbook, scans, a CSV gone on with.

Used as the shapes of ``hostile_inputs`` are: with growing sizes.
"""

import gzip
import io
import zipfile
from xml.sax.saxutils import escape

from tests.support.hostile_inputs import Shape, number, repeat

DATE = "WARC-Date: 2026-11-29T00:00:00Z\r\n"
PAGE = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>가"


def _record(kind: str, more: str, payload: str, number: int = 0) -> str:
    """One record; ``number`` makes its address and its id its own."""
    content = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: http://a.example/{number}\r\n{DATE}{more}Content-Type: {content}\r\n"
        f"Content-Length: {len(payload.encode())}\r\n\r\n{payload}\r\n\r\n"
    )


def _packed(shape: Shape) -> Shape:
    """The same, each record packed for itself as `wget` and we write it."""
    return lambda size: b"".join(
        gzip.compress(f"WARC/1.0{one}".encode(), 1) for one in str(shape(size)).split("WARC/1.0")[1:]
    )


def _within(unit: str, head: str = "", tail: str = "", *, more: str = "") -> Shape:
    """One record whose payload has one thing repeated."""
    return lambda size: _record("response", more, head + unit * (size // len(unit)) + tail)


_RECORDS = number(lambda n: _record("response", "", PAGE, n))
_NOTED = number(
    lambda n: (
        _record("response", "", PAGE, n)
        + _record("metadata", f"WARC-Refers-To: <urn:uuid:{n}>\r\n", "news-key: a\r\n", n)
    )
)
WARCS: dict[str, Shape] = {
    "records": _RECORDS,
    "packed records": _packed(_RECORDS),
    "records with notes": _NOTED,
    "requests": number(lambda n: _record("request", "", "GET / HTTP/1.1\r\n\r\n", n)),
    "records cut off": repeat("WARC/1.0\r\nWARC-Type: response\r\n"),
    "versions": repeat("WARC/1.0\r\n"),
    "blank lines": repeat("\r\n", _record("response", "", PAGE)),
    "what is no record": repeat("<p>가나다라</p>\r\n"),
    "heads of a record": lambda size: _record("response", "X-A: a\r\n" * (size // 8), PAGE),
    "numbered heads of a record": lambda size: _record(
        "response", "".join(f"X-{n}: a\r\n" for n in range(size // 10)), PAGE
    ),
    "a head of many lines": lambda size: _record("response", "X-A: a\r\n" + " a\r\n" * (size // 4), PAGE),
    "a long head": lambda size: _record("response", f"X-A: {'a' * size}\r\n", PAGE),
    "a long digest": lambda size: _record("response", f"WARC-Payload-Digest: sha1:{'A' * size}\r\n", PAGE),
    "heads of a page": _within("X-A: a\r\n", "HTTP/1.1 200 OK\r\n", "\r\n가"),
    "lines of one head": _within(" a\r\n", "HTTP/1.1 200 OK\r\nX-A: a\r\n", "\r\n가"),
    "a status line": _within("a ", "HTTP/1.1 200 ", "\r\n\r\n가"),
    "pieces of a page": _within(
        "1\r\na\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0\r\n\r\n", more=""
    ),
    "a long page": _within("<p>가나</p>\r\n", PAGE),
    "notes": lambda size: (
        _record("response", "", PAGE)
        + _record("metadata", "WARC-Refers-To: <urn:uuid:0>\r\n", "news-key: a\r\n" * (size // 13))
    ),
    "brackets in a note": lambda size: (
        _record("response", "", PAGE)
        + _record("metadata", "WARC-Refers-To: <urn:uuid:0>\r\n", f"news-headers: {'[' * size}\r\n")
    ),
}

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADS = ("항목", "순서", "빼기", "매체", "제목", "논조", "비고")


def workbook_of(rows: str, kept: str = "", shared: str = "", more: str = "") -> bytes:
    """A workbook of a clip: the list with these rows of XML, the hidden sheet, shared texts, what else the list has."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.{kind}+xml"/>'
            for name, kind in (
                ("workbook", "sheet.main"),
                ("worksheets/sheet1", "worksheet"),
                ("worksheets/sheet2", "worksheet"),
                ("sharedStrings", "sharedStrings"),
            )
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="보도 목록" sheetId="1" r:id="a"/><sheet name="_news" sheetId="2" r:id="b"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/worksheet" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="c" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{_row(*HEADS)}{rows}</sheetData>'
        f"{more}</worksheet>",
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{_row("news-clip 1")}{_row("clip", "1")}'
        f"{kept}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{shared}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return out.getvalue()


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def _row(*texts: str) -> str:
    return f"<row>{''.join(map(_cell, texts))}</row>"


def _rows(shape: Shape) -> Shape:
    return lambda size: workbook_of(shape(size))


def _kept(shape: Shape) -> Shape:
    """``shape`` makes rows of the hidden sheet."""
    return lambda size: workbook_of(_row("1-1"), shape(size))


WORKBOOKS: dict[str, Shape] = {
    "rows": _rows(number(lambda n: _row(f"1-{n}", "", "", "가나일보", f"제목 {n}"))),
    "rows of other clips": lambda size: workbook_of(
        "".join(_row(f"{n}-{n}", "", "", "", "가") for n in range(size // 400)), ""
    ).replace(b"news-clip 1", b"news-clip 0"),
    "added rows": _rows(number(lambda n: _row("", "", "", "가나일보", f"제목 {n}"))),
    "equal rows": _rows(repeat(_row("1-1", "1", "", "가나일보", "제목", "긍정", "비고"))),
    "heads once more": _rows(repeat(_row(*HEADS))),
    "empty rows": _rows(repeat("<row/>")),
    "numbered rows": _rows(number(lambda n: f'<row r="{n * 50 + 2}">{_cell("1-1")}</row>')),
    "empty cells": _rows(repeat("<c/>", "<row>", "</row>")),
    "cells": _rows(repeat(_cell("가"), "<row>", "</row>")),
    "named cells": _rows(repeat('<c r="ZZ9"><v>1</v></c>', "<row>", "</row>")),
    "pieces of a text": _rows(repeat("<r><t>가</t></r>", '<row><c t="inlineStr"><is>', "</is></c></row>")),
    "a long text": lambda size: workbook_of(_row("1-1", "", "", "", "가나 " * (size // 3))),
    "lines of a text": lambda size: workbook_of(_row("1-1", "", "", "", "가\n" * (size // 2))),
    "formulas": _rows(repeat('<row><c><f>HYPERLINK("http://a.example","가")</f></c></row>')),
    "a long formula": _rows(repeat('"가"&amp;', "<row><c><f>HYPERLINK(", '"가")</f></c></row>')),
    "brackets of a formula": _rows(repeat("(", "<row><c><f>HYPERLINK", "</f></c></row>")),
    "quotes of a formula": _rows(repeat('"', "<row><c><f>HYPERLINK(", "</f></c></row>")),
    "shared texts": lambda size: workbook_of(
        '<row><c t="s"><v>0</v></c></row>', shared="<si><t>1-1</t></si>" * (size // 20)
    ),
    "elements in elements": _rows(repeat("<row>")),
    "joined cells": lambda size: workbook_of(
        _row("1-1"), more="<mergeCells>" + '<mergeCell ref="A2:A3"/>' * (size // 25) + "</mergeCells>"
    ),
    "kept rows": _kept(number(lambda n: _row(f"{n}", "1", "긍정", "비고"), _row("item", "place", "tone", "note"))),
    "kept heads": _kept(number(lambda n: _row("head", f"칸 {n}", f"칸 {n}"))),
    "equal kept heads": _kept(repeat(_row("head", "제목", "제목"))),
    "facts": _kept(number(lambda n: _row(f"a{n}", "1"))),
}
SCANS: dict[str, Shape] = {
    "parts of a PNG": lambda size: (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0tEXt\0\0\0\0" * (size // 12)
    ),
    "parts of a JPEG": lambda size: b"\xff\xd8" + b"\xff\xe0\0\2" * (size // 4) + b"\xff\xd9",
    "fill bytes of a JPEG": lambda size: b"\xff\xd8" + b"\xff" * size + b"\xff\xd9",
    "blanks before a PDF": lambda size: b"\xff\xd8\xff" + b" " * size + b"%PDF-1.5",
    "ends of a PDF": lambda size: b"%PDF-1.5" + b"%%EOF" * (size // 5),
}
CSV_FILES: dict[str, Shape] = {
    "rows": repeat("가;나\r\n"),
    "empty rows": repeat("\r\n"),
    "fields": repeat(";"),
    "quotes": repeat('"'),
    "quoted fields": repeat('"가";'),
    "a quoted text": lambda size: '"' + "가\r\n" * (size // 3) + '"',
    "an open quote": lambda size: '"' + "가;" * (size // 2),
}
"""What stands below the heads of a CSV file that another program saved."""
