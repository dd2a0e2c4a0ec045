"""Release files built from their parts: sections of .hwpx, records of .hwp, letters of .pdf at their places."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO

from tests.support.release_files import compound

_NAMES = " ".join(
    f'xmlns:{prefix}="http://www.hancom.co.kr/hwpml/2011/{name}"'
    for prefix, name in (("hs", "section"), ("hp", "paragraph"), ("hc", "core"))
)


def p(*runs: str) -> str:
    """A paragraph of an .hwpx; plain words become a run with a text."""
    return f'<hp:p id="0" paraPrIDRef="0" styleIDRef="0">{"".join(map(_run, runs))}</hp:p>'


def _run(inside: str) -> str:
    if not inside.startswith("<hp:") or inside.startswith(("<hp:deleteBegin", "<hp:deleteEnd", "<hp:lineBreak")):
        inside = f"<hp:t>{inside}</hp:t>"
    return f'<hp:run charPrIDRef="0">{inside}</hp:run>'


def sub_list(*paragraphs: str) -> str:
    return f'<hp:subList id="" textDirection="HORIZONTAL" lineWrap="BREAK">{"".join(paragraphs)}</hp:subList>'


def ctrl(name: str, *paragraphs: str, facts: str = "") -> str:
    return f"<hp:ctrl><hp:{name} {facts}>{sub_list(*paragraphs)}</hp:{name}></hp:ctrl>"


def tbl(*rows: Sequence[str]) -> str:
    """A table of an .hwpx, of rows of cells that are paragraphs."""
    cells = (
        "".join(f'<hp:tc name="">{sub_list(cell)}<hp:cellAddr colAddr="0" rowAddr="0"/></hp:tc>' for cell in row)
        for row in rows
    )
    return f"<hp:tbl>{''.join(f'<hp:tr>{row}</hp:tr>' for row in cells)}</hp:tbl>"


def hwpx(*sections: str) -> bytes:
    """An .hwpx with the parts that 한글 writes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/hwp+zip", zipfile.ZIP_STORED)
        packed.writestr("version.xml", "<hv:HCFVersion xmlns:hv='http://www.hancom.co.kr/hwpml/2011/version'/>")
        packed.writestr("Contents/header.xml", "<hh:head xmlns:hh='http://www.hancom.co.kr/hwpml/2011/head'/>")
        for number, body in enumerate(sections):
            packed.writestr(f"Contents/section{number}.xml", f"<hs:sec {_NAMES}>{body}</hs:sec>")
        packed.writestr("Contents/masterpage0.xml", f"<masterPage {_NAMES}>{p('바탕쪽')}</masterPage>")
        packed.writestr("Preview/PrvText.txt", "미리 보기")
        packed.writestr("META-INF/manifest.xml", "<odf:manifest/>")
    return out.getvalue()


PARA_HEADER, PARA_TEXT, PARA_RANGE_TAG, CTRL_HEADER, LIST_HEADER, TABLE, MEMO_LIST = 66, 67, 70, 71, 72, 77, 93
Record = tuple[int, int, bytes]


def control(code: int, name: str) -> bytes:
    """What stands in the text for a control: eight units."""
    return struct.pack("<H", code) + name.encode("ascii")[::-1] + b"\0" * 8 + struct.pack("<H", code)


def paragraph(text: str | bytes, level: int = 0, deleted: Sequence[tuple[int, int]] = ()) -> list[Record]:
    """The records of a paragraph of an .hwp; ``deleted`` are units of its text that a tracked change deletes."""
    data = (text if isinstance(text, bytes) else text.encode("utf-16-le")) + struct.pack("<H", 13)
    records = [(PARA_HEADER, level, b"\0" * 22), (PARA_TEXT, level + 1, data)]
    tags = [(0x11 << 24, *span) for span in deleted] + [(0x02 << 24, 0, 3)] * bool(deleted)  # and a marker pen
    if tags:
        records.append((PARA_RANGE_TAG, level + 1, b"".join(struct.pack("<3I", a, b, tag) for tag, a, b in tags)))
    return records


def inside(name: str, level: int, *paragraphs: Iterable[Record]) -> list[Record]:
    """The records of a control and of the list of paragraphs in it."""
    head: list[Record] = [
        (CTRL_HEADER, level, name.encode("ascii")[::-1] + b"\0" * 4),
        (LIST_HEADER, level + 1, b"\0" * 8),
    ]
    return [*head, *(record for one in paragraphs for record in one)]


def table(level: int, *rows: Sequence[Iterable[Record]]) -> list[Record]:
    """The records of a table, of rows of cells that are paragraphs of ``level + 1``."""
    records: list[Record] = [
        (CTRL_HEADER, level, b"tbl "[::-1] + b"\0" * 40),
        (TABLE, level + 1, struct.pack("<IHH", 0, len(rows), len(rows[0]))),
    ]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            records.append((LIST_HEADER, level + 1, b"\0" * 8 + struct.pack("<4H", column, number, 1, 1) + b"\0" * 16))
            records += cell
    return records


def hwp(*records: Iterable[Record]) -> bytes:
    """An .hwp of one section."""
    body = b""
    for kind, level, data in (record for some in records for record in some):
        size = min(len(data), 0xFFF)
        body += struct.pack("<I", kind | level << 10 | size << 20)
        body += (struct.pack("<I", len(data)) if size == 0xFFF else b"") + data
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, 1)
    packer = zlib.compressobj(wbits=-15)
    return compound({"FileHeader": header, "BodyText/Section0": packer.compress(body) + packer.flush()})


Placed = tuple[float, float, float, str]
"""Left end, baseline, size and text of a line on a page."""


def pdf(
    *pages: Sequence[Placed],
    encoding: str = "UniKS-UTF16-H",
    codec: str = "utf-16-be",
    ordering: str = "Korea1",
    extra: str = "",
) -> bytes:
    """A .pdf of pages 595 wide, in an unembedded Korean font whose letters are one wide; ASCII is half as wide."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font, kids = 3, []
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /HYSMyeongJo-Medium /Encoding /{encoding} {extra} /DescendantFonts [4 0 R] >>"
    )
    objects.append(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYSMyeongJo-Medium /CIDSystemInfo << /Registry (Adobe) "
        f"/Ordering ({ordering}) /Supplement 1 >> /DW 1000 /W [1 95 500 8094 8190 500] >>"
    )
    for lines in pages:
        content = "BT\n" + "".join(
            f"/F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode(codec).hex()}> Tj\n" for x, y, size, text in lines
        )
        objects.append(f"<< /Length {len(content) + 3} >>\nstream\n{content}ET\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F {font} 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_objects(objects)


def pdf_objects(objects: Sequence[str | bytes]) -> bytes:
    """A .pdf of numbered objects, the first its catalog."""
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}{tail}".encode()
