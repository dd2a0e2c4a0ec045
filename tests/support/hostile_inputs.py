"""Inputs made to hurt whoever reads them, of any size: one shape for each way in which a reader may lose its time.

Used with doubling sizes, by the tests (cost(4n) < 8 cost(n)) and by `make fuzz` at the sizes that a site may send.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.records.times import KST
from tests.support.release_files import compound

Shape = Callable[[int], Any]
"""From a size in characters or bytes to an input."""
BASE = "http://a.example/rss"
FETCHED = datetime(2026, 11, 29, 9, tzinfo=KST)
HOUR = "2026-11-29T09:00:00+09:00"


def repeat(unit: str, head: str = "", tail: str = "") -> Shape:
    """One thing repeated between a head and a tail."""
    return lambda size: head + unit * (size // len(unit)) + tail


def number(unit: Callable[[int], str], head: str = "", tail: str = "") -> Shape:
    """The same with a number in each."""
    length = len(unit(10_000))
    return lambda size: head + "".join(map(unit, range(size // length))) + tail


def in_turn(head: str, first: str, between: str, second: str, tail: str) -> Shape:
    """Two things, numbered at ``{n}``, many of the one and then many of the other."""

    def make(size: int) -> str:
        first_ones, second_ones = (
            "".join(unit.replace("{n}", str(n)) for n in range(size // 2 // len(unit))) for unit in (first, second)
        )
        return head + first_ones + between + second_ones + tail

    return make


UNITS = {
    "sections without end": "<![CDATA[",
    "sections": "<![CDATA[x]]>",
    "ends of sections": "]]>",
    "comments without end": "<!--",
    "comments": "<!-- a -->",
    "dashes": "--",
    "document types": "<!DOCTYPE rss [",
    "document types without end": "<!DOCTYPE ",
    "declarations": "<?xml ",
    "instructions": "<?a ",
    "angles": "<",
    "ampersands": "&",
    "references": "&amp;",
    "names of references": "&nbsp;",
    "references cut off": "&#1",
    "open elements": "<a>",
    "closed elements": "</a>",
    "undeclared prefixes": "<dc:date>",
    "empty undeclared": "<dc:date/>",
    "quotes without end": "<a b='",
    "spaces": " ",
    "line ends": "\r\n",
    "controls": "\x01",
    "words": "가나 ",
    "one letter": "가",
    "digits": "1",
    "brackets": "[",
    "braces": "{",
    "messages": "\nWarning: x in /a.php on line 1\n",
    "beginnings of messages": "\n<br />\n<b>Warning</b>:  ",
    "ends of messages": " on line 1\n",
}
ENTRY = f"<item><title>가나 다라</title><link>http://a.example/news/12345</link><pubDate>{HOUR}</pubDate></item>"
FEEDS: dict[str, Shape] = {
    **{name: repeat(unit, "<?xml version='1.0'?><rss><channel>", f"{ENTRY}</channel></rss>") for name, unit in UNITS.items()},
    **{f"{name} first": repeat(unit, "", f"<rss>{ENTRY}</rss>") for name, unit in UNITS.items()},
    **{f"{name} in a title": repeat(unit, "<rss><item><title>", f"</title>{ENTRY}</item></rss>") for name, unit in UNITS.items()},
    "entries": repeat(ENTRY, "<rss>", "</rss>"),
    "entries in entries": repeat("<item><title>x"),
    "open entries": repeat("<item><link>http://a.example/news/12345</link><![CDATA["),
    "empty entries": repeat("<item/>", "<rss>", "</rss>"),
    "attributes": number(lambda n: f"a{n}='' ", "<rss ", "/>"),
    "namespaces": number(lambda n: f"xmlns:a{n}='b{n}' ", "<rss ", "/>"),
    "names": number(lambda n: f"<a{n}/>", "<rss>", "</rss>"),
    "categories": repeat("<category>a</category>", "<rss><item><link>http://a.example/1234</link>", "</item></rss>"),
    "links": repeat("<link/>", "<rss><item>", "</item></rss>"),
    "a date": repeat("2026-", "<rss><item><link>http://a.example/1234</link><pubDate>", "</pubDate></item></rss>"),
    "an address": repeat("&amp;amp;", "<rss><item><link>http://a.example/1234?", "</link></item></rss>"),
    "digits of a reference": repeat("9", "<rss><item><link>http://a.example/1234</link><title>&amp;#", ";</title></item></rss>"),
    "namespaces, then their names": in_turn("<rss ", "xmlns:a{n}='b{n}' ", "><item>", "<a{n}:x/>", "</item></rss>"),
    "namespaced attributes": in_turn("<rss ", "xmlns:a{n}='b{n}' ", "><item ", "a{n}:x='' ", "/></rss>"),
    "namespaces of each": number(lambda n: f"<a{n}:x xmlns:a{n}='b{n}'/>", "<rss><item>", "</item></rss>"),
    "entities of entities": in_turn("<!DOCTYPE a [<!ENTITY a0 'b'>", "<!ENTITY a{n}1 '&a{n};&a{n};'>", "]><rss><item><title>", "&a{n}1;", "</title></item></rss>"),
    "comments in a title": repeat("가<!-- -->", "<rss><item><title>", f"</title></item>{ENTRY}</rss>"),
    "sections in a title": repeat("가<![CDATA[나]]>", "<rss><item><title>", f"</title></item>{ENTRY}</rss>"),
    "titles in titles": repeat("<title>가", "<rss><item><link>http://a.example/1234</link>"),
    "guids": repeat("<guid isPermaLink='false'>http://a.example/1</guid>", "<rss><item>", "</item></rss>"),
    "comments between entries": repeat(f"<!-- a -->{ENTRY}", "<rss>", "</rss>"),
    "entries in a comment": repeat(ENTRY, "<rss><!--", "--></rss>"),
    "line ends in an attribute": repeat("\n", "<rss><item a='", "'/></rss>"),
    "an address of steps up": repeat("../", "<rss><item><link>http://a.example/", "</link></item></rss>"),
    "a host of labels": repeat("a.", "<rss><item><link>http://", "/1</link></item></rss>"),
    "zones": repeat("+0900 ", "<rss><item><link>http://a.example/1234</link><pubDate>20 Nov 2026 09:00 ", "</pubDate></item></rss>"),
}  # fmt: skip
SITEMAPS: dict[str, Shape] = {
    **{name: repeat(unit, "<?xml version='1.0'?><urlset>", "</urlset>") for name, unit in UNITS.items()},
    "addresses": repeat("<url><loc>http://a.example/news/12345</loc></url>", "<urlset>", "</urlset>"),
    "open addresses": repeat("<url><loc>http://a.example/news/12345<!--", "<urlset>"),
    "maps": repeat("<sitemap><loc>http://a.example/m.xml</loc></sitemap>", "<sitemapindex>", "</sitemapindex>"),
    "lines": repeat("http://a.example/news/12345\n"),
    "a line": repeat("http://a.example/"),
    "news in an address": repeat("<n:news xmlns:n='x'><n:title>가</n:title></n:news>", "<urlset><url><loc>http://a.example/1</loc>", "</url></urlset>"),
    "addresses in an address": repeat("<loc>http://a.example/1</loc>", "<urlset><url>", "</url></urlset>"),
    "addresses in addresses": repeat("<url><loc>http://a.example/1</loc>", "<urlset>"),
    "maps in maps": repeat("<sitemap><loc>http://a.example/m.xml</loc>", "<sitemapindex>"),
}  # fmt: skip
JSON_FEEDS: dict[str, Shape] = {
    "posts": repeat('{"url":"http://a.example/news/1","title":"a"},', "[", "{}]"),
    "lists in lists": repeat("["),
    "objects in objects": repeat('{"a":'),
    "backslashes": repeat("\\\\", '[{"url":"http://a.example/1","title":"', '"}]'),
    "half characters": repeat("\\ud800", '[{"url":"http://a.example/1","title":"', '"}]'),
    "digits": repeat("9", '[{"url":"http://a.example/1","id":', "}]"),
    "names": number(lambda n: f'"a{n}":1,', "[{", '"a":1}]'),
    "spaces": repeat(" ", "[", "]"),
    "references": repeat("&#", '[{"url":"http://a.example/1","title":"', '"}]'),
}
LINK = "<a href='/news/articleView.html?idxno=12345'>가나다 라마바 사아자 차카</a>"
PAGE_UNITS = {
    **UNITS,
    "links": LINK,
    "rows": f"<li>{LINK}<span>2026-11-20</span></li>",
    "open rows": f"<li>{LINK}",
    "rows in rows": f"<div>{LINK}",
    "links without address": "<a href='#'>가나다라마바사아</a>",
    "blocks": "<div>",
    "named blocks": "<div class=nav>",
    "table rows": "<tr><td>가나<td>2026-11-20",
    "tables": "<table><tr><td>",
    "definitions": "<dl><dt>",
    "articles": "<article>",
    "dates": "2026-11-20 ",
    "dates cut off": "2026-",
    "line breaks": "<br>",
    "meta elements": "<meta property=og:site_name content='가나'>",
    "titles": "<title>가나 - 다라</title>",
    "title separators": " - ",
    "announced feeds": "<link rel=alternate type=application/rss+xml href=/rss>",
    "scripts without end": "<script>",
    "records": '<script type=application/ld+json>{"@type":"NewsArticle"}</script>',
    "comments and letters": "<!-- a -->가",
    "elements and comments": "<b>가</b><!-- a -->",
    "rows in named boxes": f"<div class=title>{LINK}",
    "headings": "<h2>가나다 라마바</h2>",
    "headings in headings": "<h2 class=title>가나다<br>라마바",
    "strong lines": "<strong>가나다</strong><br>",
    "figures": "<figure><img src=/a.jpg><figcaption>▲ 가나다</figcaption></figure>",
    "captions": "<p>▲ 가나다 사진=가나시</p>",
    "bylines": "<p>견본시 홍길순 기자 a@b.kr</p>",
    "writers": "홍길순 기자 ",
    "datelines": "[견본=뉴스] 홍길순 기자 = ",
    "mail addresses": "<a href=mailto:a@b.kr>a@b.kr</a>",
    "at signs": "a@",
    "rights": "<p>저작권자 ⓒ 견본 무단 전재 및 재배포 금지</p>",
    "rights in a line": "저작권자 ⓒ ",
    "sentences": "<p>시는 다음 달 12일 연다고 20일 밝혔다.</p>",
    "quotation marks": "“",
    "zero width": "\u200b",
    "combining letters": "가\u0301",
    "half syllables": "ᄀ",
    "scripts": "<script>var a={b:'</p>'};</script>",
    "text areas": "<textarea>",
    "entries of a menu": "<li class=on><a href=/news/articleList.html>정치</a>",
    "marks of a body": "<!-- 본문 내용 시작 -->",
    "marked bodies": "<!-- 본문 내용 시작 -->가<!-- 본문 내용 끝 -->",
}  # fmt: skip
PAGES: dict[str, Shape] = {
    **{name: repeat(unit, "<html><body>", "</body></html>") for name, unit in PAGE_UNITS.items()},
    "empty links before links": lambda size: (
        "<div><ul>" + "<a href=#>가</a>" * (size // 28) + "".join(f"<a href=/news/{n}>가나다라마바사아{n}</a>" for n in range(size // 56))
    ),
    "links deep in links": number(lambda n: f"<div><a href=/news/{n}>가나다라마바사아{n}</a>"),
    "links to one address": repeat("<p><a href=/news/12345>가나다라마바사아</a></p>", "<div><div><div>", "</div></div></div>"),
    "attributes": number(lambda n: f"a{n}='' ", "<div ", f">{LINK}"),
    "deep, then comments": repeat("<!--", "<div class=a>" * 2_100),
    "deep, then quotes": repeat("<a b='", "<div class=a>" * 2_100),
    "deep, then sections": repeat("<![CDATA[", "<div class=a>" * 2_100),
    "deep, then angles": repeat("</", "<div class=a>" * 2_100),
}  # fmt: skip
ROBOTS: dict[str, Shape] = {
    **{name: repeat(unit, "User-agent: *\n", "\nDisallow: /a\n") for name, unit in UNITS.items()},
    "rules": number(lambda n: f"Disallow: /{n}\n", "User-agent: *\n"),
    "wildcards": number(lambda n: f"Disallow: /*a*b*{n}*c\n", "User-agent: *\n"),
    "a rule of wildcards": repeat("*a", "User-agent: *\nDisallow: /"),
    "agents": number(lambda n: f"User-agent: a{n}\n"),
    "agents, then rules": lambda size: (
        "".join(f"User-agent: a{n}\n" for n in range(size // 40)) + "".join(f"Disallow: /{n}\n" for n in range(size // 40))
    ),
    "groups": number(lambda n: f"User-agent: a{n}\nDisallow: /{n}\n"),
    "our groups": number(lambda n: f"User-agent: *\nDisallow: /{n}\n"),
    "delays": repeat("Crawl-delay: 5\n", "User-agent: *\n"),
    "sitemaps": repeat("Sitemap: http://a.example/s.xml\n"),
    "a line": repeat("a", "User-agent: "),
}  # fmt: skip
BODIES: dict[str, Shape] = {
    **{name: (lambda shape: lambda size: shape(size).encode())(repeat(unit)) for name, unit in UNITS.items()},
    "bytes of no charset": lambda size: b"<p>\x81\x20\xff\xea\xb0" * (size // 8),
    "two charsets by turns": lambda size: ("가".encode() + "가".encode("cp949") + b"\n") * (size // 6),
    "marks": lambda size: b"\xef\xbb\xbf" * (size // 3),
    "packed": lambda size: gzip.compress(b"a" * size),
    "packed in small members": lambda size: gzip.compress(b"") * (size // 20),
    "packed without order": lambda size: gzip.compress(struct.pack("<Q", 0x9E3779B97F4A7C15) * (size // 8), 0),
    "packed, then nothing": lambda size: gzip.compress(b"a") + b"\0" * size,
    "declared": lambda size: b"<meta charset=" * (size // 14),
}


def zipped(name: str, text: str) -> bytes:
    """A document that is a zip file of one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, text)
    return out.getvalue()


def _hwpx(shape: Shape) -> Shape:
    return lambda size: zipped("Contents/section0.xml", shape(size))


P = "<p><t>가나</t></p>"
HWPX: dict[str, Shape] = {
    "paragraphs": _hwpx(repeat(P, "<a>", "</a>")),
    "paragraphs in a cell": _hwpx(repeat(P, "<a><tr><tc>", "</tc></tr></a>")),
    "cells": _hwpx(repeat(f"<tc>{P}</tc>", "<a><tr>", "</tr></a>")),
    "rows": _hwpx(repeat(f"<tr><tc>{P}</tc></tr>", "<a>", "</a>")),
    "texts": _hwpx(repeat("<t>가</t>", "<a><p>", "</p></a>")),
    "tabs": _hwpx(repeat("<tab/>", "<a><p><t>", "</t></p></a>")),
    "a text": _hwpx(repeat("가", "<a><p><t>", "</t></p></a>")),
    "spaces": _hwpx(repeat(" ", "<a><p><t>", "</t></p></a>")),
    "attributes": _hwpx(number(lambda n: f"a{n}='' ", "<a ", "/>")),
    "rows in a cell": _hwpx(repeat(f"<tr><tc>{P}</tc></tr>", "<a><tr><tc>", "</tc></tr></a>")),
    "comments in a text": _hwpx(repeat("가<!-- a -->", "<a><p><t>", "</t></p></a>")),
    "paragraphs in deep ones": _hwpx(repeat(P, f"<a>{'<p>' * 200}", f"{'</p>' * 200}</a>")),
    "paragraphs in deep cells": _hwpx(repeat(P, f"<a>{'<tr><tc>' * 100}", f"{'</tc></tr>' * 100}</a>")),
    "deletions": _hwpx(repeat("<p><deleteBegin/><t>가</t></p><p><deleteEnd/><t>나</t></p>", "<a>", "</a>")),
    "paragraphs of a deletion": _hwpx(repeat(P, "<a><p><deleteBegin/></p>", "<p><deleteEnd/></p></a>")),
    "switches": _hwpx(repeat("<switch><case><t>가</t></case><default><t>나</t></default></switch>", "<a><p>", "</p></a>")),
    "memos": _hwpx(repeat(f"<fieldBegin><subList>{P}</subList></fieldBegin>", "<a><p>", "</p></a>")),
    "line breaks": _hwpx(repeat("<lineBreak/>", "<a><p><t>가", "</t></p></a>")),
}  # fmt: skip


def hwp_section(size: int, unit: bytes) -> bytes:
    """A section's stream of records of one text each."""
    record = struct.pack("<I", 67 | len(unit) << 20) + unit
    return record * (size // len(record))


def hwp_of(stream: bytes) -> bytes:
    """An .hwp of one section."""
    packer = zlib.compressobj(9, wbits=-15)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, 1)
    return compound({"FileHeader": header, "BodyText/Section0": packer.compress(stream) + packer.flush()})


HWP: dict[str, Shape] = {
    "records": lambda size: hwp_section(size, "가나".encode("utf-16-le")),
    "controls": lambda size: hwp_section(size, struct.pack("<8H", 11, 0, 0, 0, 0, 0, 0, 11)),
    "breaks": lambda size: hwp_section(size, struct.pack("<2H", 10, 10)),
    "empty records": lambda size: hwp_section(size, b""),
    "a long record": lambda size: struct.pack("<II", 67 | 0xFFF << 20, size - size % 2) + b"\n\0" * (size // 2),
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORM = (
    "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice>",
    "</mc:Choice></mc:AlternateContent>",
)
WP = "<w:p><w:r><w:t>가나</w:t></w:r></w:p>"
DOCX: dict[str, Shape] = {
    "paragraphs": repeat(WP),
    "runs": repeat("<w:r><w:t>가</w:t></w:r>", "<w:p>", "</w:p>"),
    "paragraphs in a cell": repeat(WP, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    "cells": repeat(f"<w:tc>{WP}</w:tc>", "<w:tbl><w:tr>", "</w:tr></w:tbl>"),
    "breaks": repeat("<w:r><w:br/></w:r>", "<w:p>", "</w:p>"),
    "open fields": repeat("<w:r><w:fldChar w:fldCharType='begin'/><w:t>가</w:t></w:r>", "<w:p>", "</w:p>"),
    "instructions": repeat(
        "<w:r><w:instrText>a</w:instrText><w:t>가</w:t></w:r>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:fldChar w:fldCharType='separate'/></w:r>",
        "</w:p>",
    ),
    "text boxes": repeat(f"<w:txbxContent>{WP}</w:txbxContent>", "<w:p><w:r>", "</w:r></w:p>"),
    "texts in deep boxes": repeat("<w:t>가</w:t>", f"<w:p><w:r>{'<w:txbxContent><w:p><w:r>' * 60}", f"{'</w:r></w:p></w:txbxContent>' * 60}</w:r></w:p>"),
    "texts in deep forms": repeat("<w:t>가</w:t>", f"<w:p><w:r>{FORM[0] * 60}", f"{FORM[1] * 60}</w:r></w:p>"),
    "forms": repeat(f"{FORM[0]}<w:txbxContent>{WP}</w:txbxContent>{FORM[1]}", "<w:p><w:r>", "</w:r></w:p>"),
    "paragraphs in deep cells": repeat(WP, "<w:tbl><w:tr><w:tc>" * 40, "</w:tc></w:tr></w:tbl>" * 40),
    "comments in a text": repeat("가<!-- a -->", "<w:p><w:r><w:t>", "</w:t></w:r></w:p>"),
    "deleted ends": repeat("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>가</w:t></w:r></w:p>"),
    "properties": repeat("<w:b/>", "<w:p><w:r><w:rPr>", "</w:rPr><w:t>가</w:t></w:r></w:p>"),
    "controls in controls": repeat("<w:sdt><w:sdtPr/><w:sdtContent>"),
}  # fmt: skip


def docx_of(body: str) -> bytes:
    """A .docx of a body."""
    out = io.BytesIO()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{relation}" Target="word/document.xml"/></Relationships>',
        )
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def pdf_of(content: str) -> bytes:
    """A .pdf of one page with this content."""
    stream = zlib.compress(content.encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.5\n", []
    for place, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (place, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF"
    return out + end % (table, len(out))


def _pdf(shape: Shape) -> Shape:
    return lambda size: pdf_of(shape(size))


PDF: dict[str, Shape] = {
    "shown lines": _pdf(repeat("(abcdefg) Tj T*\n", "BT /F 12 Tf 16 TL 40 800 Td\n", "ET")),
    "letters": _pdf(repeat("(a) Tj ", "BT /F 12 Tf 16 TL 40 800 Td\n", "ET")),
    "places": _pdf(repeat("1 0 0 1 40 700 Tm (a) Tj\n", "BT /F 12 Tf\n", "ET")),
    "states": _pdf(repeat("q ", "BT /F 12 Tf\n", "ET")),
    "arrays": _pdf(repeat("[(a) 5 (b)] TJ\n", "BT /F 12 Tf\n", "ET")),
    "brackets": _pdf(repeat("[", "BT /F 12 Tf\n", "ET")),
    "open texts": _pdf(repeat("(", "BT /F 12 Tf\n", "ET")),
    "a text of escapes": _pdf(repeat("\\\\\\(", "BT /F 12 Tf\n(", ") Tj ET")),
    "dictionaries": _pdf(repeat("<</a ", "BT /F 12 Tf\n", "ET")),
    "hexadecimal digits": _pdf(repeat("41 ", "BT /F 12 Tf\n<", "> Tj ET")),
    "pictures without end": _pdf(repeat("BI ID E", "BT /F 12 Tf\n", "ET")),
    "a picture without end": _pdf(repeat("EI", "BT /F 12 Tf\nBI /W 1 ID ", "ET")),
}
LINES: dict[str, Shape] = {
    **{name: repeat(unit) for name, unit in UNITS.items()},
    "labels": repeat("배포일시: "),
    "dated labels": repeat("배포일시: 2026. 11. 18.(수) 10:30\n"),
    "issuers": repeat("담당부서: 가나\n"),
    "facts": repeat("보도자료 담당 문의\n"),
    "short lines": repeat("가\n"),
    "long sentences": repeat("가나다라 마바사아 자차카타 파하다.\n"),
    "tabs": repeat("\t"),
}
TEXT_FILES: dict[str, Shape] = {
    **{name: repeat(unit) for name, unit in UNITS.items()},
    "groups": number(lambda n: f"가{n} = 나{n}\n"),
    "one group": repeat("가 = 나\n"),
    "a long group": number(lambda n: f"가{n} = "),
    "tables": number(lambda n: f"[a{n}]\n"),
    "texts": repeat('\\"', 'a = "', '"'),
}

MAIL = 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\nSnapshot-Content-Location: '
MAIL_PAGE = "\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\nContent-Location: http://a.example/1\n\n"
SAVED: dict[str, Shape] = {
    **{f"{name} inside": repeat(unit, f"{MAIL}http://a.example/1\n{MAIL_PAGE}") for name, unit in UNITS.items()},
    **{f"{name} in its head": repeat(unit, MAIL) for name, unit in UNITS.items()},
    "parts": repeat("\n--b\nContent-Type: text/plain\n\na", f"{MAIL}http://a.example/1\n"),
    "boundaries": repeat("--b", f"{MAIL}http://a.example/1\n\n"),
    "pages": repeat(MAIL_PAGE, f"{MAIL}http://a.example/2\n"),
    "signs of quoted letters": repeat("=EA=B0=80=\n", f"{MAIL}http://a.example/1\n{MAIL_PAGE}"),
    "heads": number(lambda n: f"X-{n}: a\n", "MIME-Version: 1.0\n"),
    "lines of one head": repeat(" a\n", "Content-Type: multipart/related;\n"),
    "notes of savers": repeat("<!-- saved from url=(0019)http://a.example/1 -->"),
    "beginnings of notes": repeat("<!-- saved from url=(0019)http://a.example/1 "),
    "notes of another saver": repeat("<!-- Page saved with SingleFile url: http://a.example/1 saved date: "),
    "canonical links": repeat("<link rel=canonical ", "<!-- saved from url=(0019)http://a.example/1 -->"),
}
"""Pages as browsers and other programs save them."""
