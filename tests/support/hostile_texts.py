"""More than two hundred texts that have broken files, viewers or parsers somewhere; every kind of document gets them."""

from collections.abc import Iterator

_MARKUP = (
    "<script>alert(1)</script>", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "</w:t></w:r></w:p></w:body>", "<hp:t>x</hp:t>",
    "</hp:t></hp:run></hp:p>", "]]>", "<![CDATA[x]]>", "<!-- x -->", "-->", "<?xml version='1.0'?>", "<?php echo 1 ?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hostname'>]>", "&y;", "&#0;", "&#x1F;", "&amp;lt;", "&lt;b&gt;", "&", "<", ">",
    "\"", "'", "\\", "a\\b", "\\par", "{\\rtf1}", "<b>굵게</b>", "<img src=x onerror=alert(1)>", "{{7*7}}", "${7*7}",
    "{% raw %}", "#{7*7}", "#import \"x\"", "#read(\"/etc/hostname\")", "#eval(\"1\")", "$ x^2 $", "*굵게*", "_기울임_", "`코드`", "= 제목",
    "== 제목", "- 항목", "+ 항목", "/ 낱말: 뜻", "<label>", "@label", "// 주석", "/* 주석 */", "~", "--- ", "\\u{0}", "[x]", "[x](javascript:alert(1))",
    "%s%s%n", "%00", "\\x00", "$(id)", "`id`", "; DROP TABLE article; --", "' OR 1=1 --", "../../etc/passwd", "C:\\Windows\\win.ini",
    "file:///etc/hostname", "javascript:alert(1)", "data:text/html,<b>x</b>", "http://[", "http://sample.example/\"><b>", "https://sample.example/%",
)  # fmt: skip
_FORMULAS = (
    "=1+1", "=HYPERLINK(\"http://sample.example\",\"x\")", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", "＝1+1", "\t=1+1", " =1+1",
    "\r=1", "\n=1", "DDE(\"x\")", "=WEBSERVICE(\"http://sample.example\")", "{=1}", "=IMPORTXML(\"x\")", "=\"x\"&A1", "'=1+1", "#REF!", "1E5",
    "20261103000000001", "0542701234", "2026-11-03", "1/2", "TRUE", "참",
)  # fmt: skip
_FIELDS = (
    " PAGE ", "{ INCLUDETEXT \"C:\\\\x\" }", "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\"", "INCLUDEPICTURE \"http://sample.example/x.png\"",
    "HYPERLINK \\l \"b1\"", "MERGEFIELD x", "%field%", "MACROBUTTON x",
)  # fmt: skip
_LETTERS = (
    "한글", "각", "가\u0301", "ㄱㄴㄷ", "漢字", "樂園", "𠮷野家", "😀", "👨‍👩‍👧", "🇰🇷", "é", "e\u0301", "ﬁ", "ß", "İ", "ﷺ", "שלום", "مرحبا",
    "ไทย", "नमस्ते", "\u1100\u1161\u11a8", "Ⅻ", "①", "㈜", "㎞", "½", "…", "‘’", "“”", "·", "―", "〈〉", "ａｂｃ", "　", "\u00a0", "\u2003", "\u3164",
    "\ue000", "\U0010fffd", "Z̸̢̛̙̺a̴͚͂l̷̰̽g̵̠̈o̶̙͝",
)  # fmt: skip
_WHOLE = (
    "", " ", "   ", "\n", "\n\n\n", "\r\n", "a\r\nb", "a\rb", "a\n\n\nb", "\t", "a\tb", "  가  나  ", "끝 ", " 앞", "\u2028", "\u2029", "a\u2028b",
    "\ufeff가", "가\ufeff나", "\u200b", "가\u200b나", "\u00ad", "가\u00ad나", "\u2060", "\u061c", "\u180e",
)  # fmt: skip


def hostile_texts() -> Iterator[str]:
    """Each text once."""
    yield from _MARKUP
    yield from _FORMULAS
    yield from _FIELDS
    yield from _LETTERS
    yield from _WHOLE
    yield from (f"앞{chr(code)}뒤" for code in (*range(0x20), *range(0x7F, 0xA0)))
    yield from (f"앞{chr(code)}뒤" for code in (0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE))
    yield "\ud83d\ude00"
    yield from (f"앞{chr(code)}뒤" for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
    yield "\u202egnp.exe"
    yield "가" * 34_000
    yield "a" * 100_000
    yield "<" * 20_000
    yield "가 " * 20_000
    yield "한" + "\u0301" * 5_000
    yield "\n".join(["줄"] * 3_000)


HOSTILE_TEXTS = tuple(dict.fromkeys(hostile_texts()))
HOSTILE_LINKS = (
    "javascript:alert(1)", "file:///etc/hostname", "http://", "http://[", "https://sample.example/%zz", "https://sample.example/가 나",
    "https://sample.example/\"onclick=", "https://sample.example/\x00", "https://sample.example/\ud800", "https://견본.example/", "#", "#nowhere", "# x",
    "HTTPS://SAMPLE.EXAMPLE/A", "https://sample.example/" + "a" * 5_000, "\\\\host\\share", "mailto:a@sample.example", "ms-word:ofe|u|http://sample.example",
    "https://user:pw@sample.example:99999/", "https://sample.example/?a=1&b=<2>", "vbscript:x", "data:,x", "//sample.example", "https://sample.example\\@other.example/",
)  # fmt: skip
