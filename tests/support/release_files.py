"""Small release files of our own in every kind, some of them locked, broken or hostile."""

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

TITLE = "견본시, 들꽃길 음악회 21일 연다"
PARAGRAPHS = (
    "견본시는 오는 21일 오후 3시 들꽃길 광장에서 가을 음악회를 연다고 18일 밝혔다.",
    "음악회에는 시립합창단과 주민 악단 6곳이 나와 모두 18곡을 들려준다. 의자 300개를 놓고 누구나 앉을 수 있게 했다.",
    "시는 비가 오면 체육관으로 자리를 옮기고 셔틀버스 4대를 굴린다.",
    "한가온 문화과장은 “멀리 가지 않아도 좋은 노래를 듣는 저녁이 되면 좋겠다”고 말했다.",
    "음악회는 지난해 처음 열려 1,200명이 찾았으며 올해는 2천 명이 올 것으로 시는 내다봤다.",
)
CELLS = (("시간", "순서"), ("15:00", "여는 노래"), ("16:30", "주민 악단"))
FACTS = ("보도자료", "배포일시: 2026. 11. 18.(수) 10:30", "담당부서: 문화예술과")


def lines() -> list[str]:
    """What every file says, a line a paragraph."""
    return [*FACTS, TITLE, *PARAGRAPHS]


def text() -> str:
    return "\n\n".join(lines())


def hwpx(path: Path, *, section: str | None = None, encrypted: bool = False) -> Path:
    """An .hwpx of paragraphs and a table."""

    def p(said: str) -> str:
        return f'<hp:p id="1"><hp:run charPrIDRef="0"><hp:t>{said}</hp:t></hp:run></hp:p>'

    rows = "".join(
        "<hp:tr>" + "".join(f"<hp:tc><hp:subList>{p(cell)}</hp:subList></hp:tc>" for cell in row) + "</hp:tr>"
        for row in CELLS
    )
    table = f'<hp:p id="2"><hp:run><hp:tbl>{rows}</hp:tbl><hp:t/></hp:run></hp:p>'
    if section is None:
        names = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
        section = f'<?xml version="1.0" encoding="UTF-8"?><hs:sec {names}>{"".join(map(p, lines()))}{table}</hs:sec>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/hwp+zip")
        packed.writestr("Contents/section0.xml", section)
        if encrypted:
            packed.writestr("META-INF/manifest.xml", '<odf:manifest><odf:encryption-data checksum="x"/></odf:manifest>')
    return path


def hwp(path: Path, *, flags: int = 1, cut: bool = False) -> Path:
    """An HWP 5 file: a compound file of the streams FileHeader and BodyText/Section0."""
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, flags)
    records = b""
    for number, said in enumerate([*lines(), *(cell for row in CELLS for cell in row)]):
        # A table's control stands in the text as a code of eight units; so does a tab.
        control = struct.pack("<8H", 11, 0x6C62, 0x7420, 0, 0, 0, 0, 11) if number == 3 else b""
        data = control + said.replace(" ", "\x1e", 1).encode("utf-16-le") + struct.pack("<H", 13)
        records += struct.pack("<I", 66 | 4 << 20) + b"\0" * 4
        size = min(len(data), 0xFFF)
        records += (
            struct.pack("<I", 67 | 1 << 10 | size << 20)
            + (struct.pack("<I", len(data)) if size == 0xFFF else b"")
            + data
        )
    if cut:
        records = records[:-7]
    if flags & 1:
        packer = zlib.compressobj(wbits=-15)
        records = packer.compress(records) + packer.flush()
    path.write_bytes(compound({"FileHeader": header, "BodyText/Section0": records}))
    return path


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) of two streams, the second in a storage; streams are filled up to 4,096 bytes."""
    (top, first), (inner, second) = streams.items()
    storage, _, leaf = inner.partition("/")
    bodies = [body.ljust(4096, b"\0") for body in (first, second)]
    bodies = [body + b"\0" * (-len(body) % 512) for body in bodies]
    fat = [0xFFFFFFFD, 0xFFFFFFFE]
    starts = []
    for body in bodies:
        starts.append(len(fat))
        count = len(body) // 512
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
    assert len(fat) <= 128
    fat += [0xFFFFFFFF] * (128 - len(fat))

    def entry(name: str, kind: int, left: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        none = 0xFFFFFFFF
        return (
            raw.ljust(64, b"\0")
            + struct.pack(
                "<HBBIII", len(raw), kind, 1, left if left >= 0 else none, none, child if child >= 0 else none
            )
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )

    folder = (
        entry("Root Entry", 5, -1, 1, 0xFFFFFFFE, 0)
        + entry(top, 2, 2, -1, starts[0], len(bodies[0]))
        + entry(storage, 1, -1, 3, 0, 0)
        + entry(leaf, 2, -1, -1, starts[1], len(bodies[1]))
    )
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<I", 0)
        + b"\xff" * 4 * 108
    )
    return head + struct.pack("<128I", *fat) + folder + b"".join(bodies)


def docx(path: Path) -> Path:
    """A .docx of paragraphs and a table."""
    from docx import Document

    document = Document()
    for line in lines():
        document.add_paragraph(line)
    table = document.add_table(rows=len(CELLS), cols=2)
    for row, cells in zip(table.rows, CELLS, strict=True):
        for cell, said in zip(row.cells, cells, strict=True):
            cell.text = said
    document.save(str(path))
    return path


def pdf(path: Path, *, password: str = "") -> Path:
    """A .pdf whose lines are broken at 30 characters, in an unembedded Korean font."""
    from pypdf import PdfReader, PdfWriter

    shown = []
    for line in [*lines(), *(" ".join(row) for row in CELLS)]:
        shown += [line[n : n + 30] for n in range(0, len(line), 30)]
    content = (
        "BT /F 12 Tf 16 TL 40 800 Td\n"
        + "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in shown)
        + "ET"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /UniKS-UTF16-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /DW 1000 >>",
    ]
    out = BytesIO(b"")
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode())
    start = out.tell()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out.write(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
    if password:
        writer = PdfWriter()
        writer.append(PdfReader(out))
        writer.encrypt(password, algorithm="RC4-128")
        out = BytesIO()
        writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def html(path: Path, facts: str = "") -> Path:
    """The release as a city's page shows it; ``facts`` is markup that stands above its text."""
    menu = "".join(f"<li><a href='/m/{n}'>차림 {n}</a></li>" for n in range(20))
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    path.write_text(
        f"<!doctype html><html lang=ko><head><meta charset=utf-8><title>{TITLE} | 견본시청</title></head><body><ul>{menu}</ul>"
        f"<div class=board_view><h1>{TITLE}</h1>{facts}<div class=view_content>{body}</div></div><footer>견본시청 054-000-0000</footer></body></html>",
        encoding="utf-8",
    )
    return path
