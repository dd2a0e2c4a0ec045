"""Bytes -> text: declared x header x actual x damage, and the pages that defeat the usual decoders."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.page.decode import Decoded, decode

TEXT = "옥산군은 20일 군청 대회의실에서 배터리 재활용 설명회를 열었다."
RARE = "똠방각하 펲시콜라 햏자 뷁어 ㈜옥산 金 · … “인용” ‘말’ ①"
PAGE = """<!doctype html>
<html><head>{meta}<title>옥산군, 배터리 설명회 > 뉴스</title></head>
<body>
<div id="view_content">
<p>{text}</p>
<p>참석자는 300여 명이다. &#54252;&#54637; &amp; &lt;태그&gt;</p>
</div>
</body></html>
"""
METAS = {
    "none": "",
    "utf-8": '<meta charset="utf-8">',
    "euc-kr": '<meta http-equiv="Content-Type" content="text/html; charset=euc-kr">',
    "ks_c_5601-1987": '<meta http-equiv="content-type" content="text/html;charset=ks_c_5601-1987">',
    "iso-8859-1": '<meta charset="iso-8859-1">',
}
HEADERS = ["", "text/html", "text/html; charset=utf-8", "text/html; charset=euc-kr", "text/html; charset=ISO-8859-1"]
ACTUAL = {
    "utf-8": lambda html: html.encode(),
    "utf-8 bom": lambda html: codecs.BOM_UTF8 + html.encode(),
    "utf-8, two boms": lambda html: codecs.BOM_UTF8 * 2 + html.encode(),
    "cp949": lambda html: html.encode("cp949"),
    "bom before cp949": lambda html: codecs.BOM_UTF8 + html.encode("cp949"),
    "utf-16-le": lambda html: codecs.BOM_UTF16_LE + html.encode("utf-16-le"),
    "utf-16-be": lambda html: codecs.BOM_UTF16_BE + html.encode("utf-16-be"),
    "utf-16-le, no mark": lambda html: html.encode("utf-16-le"),
}


@pytest.mark.parametrize("actual", ACTUAL)
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("meta", METAS)
@pytest.mark.parametrize("text", [TEXT, RARE], ids=["plain", "rare"])
def test_what_is_declared_never_matters_for_sound_bytes(meta: str, header: str, actual: str, text: str) -> None:
    html = PAGE.format(meta=METAS[meta], text=text)
    decoded = decode(ACTUAL[actual](html), header)
    assert decoded.text == html
    assert decoded.broken == 0
    assert decoded.encoding in actual or decoded.encoding == "cp949"


# Each damage is one character at most; everything else of the page must come out.
DAMAGE = {
    "stray byte between tags": lambda body: body.replace(b"</div>", b"</div>\xff", 1),
    "stray byte in a text": lambda body: body.replace(b"</title>", b"\xfe</title>", 1),
    "last character cut": lambda body: body.replace(b"\n</body>", b"\n<p>" + b"\xc6" + b"</p></body>", 1),
    "latin-1 byte": lambda body: body.replace(b"<body>", b"<body><!-- caf\xe9 -->", 1),
    "page cut inside a character": lambda body: body + b"\xeb",
}


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("meta", METAS)
@pytest.mark.parametrize("damage", DAMAGE)
def test_one_damaged_character_breaks_one(damage: str, meta: str, header: str, encoding: str) -> None:
    body = DAMAGE[damage](PAGE.format(meta=METAS[meta], text=TEXT).encode(encoding))
    decoded = decode(body, header)
    assert decoded.encoding == encoding
    assert TEXT in decoded.text
    assert "<title>옥산군, 배터리 설명회 > 뉴스" in decoded.text
    assert decoded.broken == decoded.text.count("\ufffd") == 1


INCLUDE = "<div class='ticker'>날씨 짜장면 차 맑음</div>"
MIXED = {
    "utf-8 page, cp949 line": (f"<p>{TEXT}</p>\n".encode(), f"{INCLUDE}\n".encode("cp949")),
    "utf-8 page, cp949 in the same line": (f"<p>{TEXT}</p>".encode(), INCLUDE.encode("cp949")),
    "cp949 page, utf-8 line": (f"<p>{TEXT}</p>\n".encode("cp949"), f"{INCLUDE}\n".encode()),
    "cp949 page, utf-8 in the same line": (f"<p>{TEXT}</p>".encode("cp949"), INCLUDE.encode()),
}


@pytest.mark.parametrize("order", ["first", "between", "last"])
@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("case", MIXED)
def test_an_include_in_the_other_encoding_is_read_too(case: str, header: str, order: str) -> None:
    page, include = MIXED[case]
    parts = {"first": [include, page, page], "between": [page, include, page], "last": [page, page, include]}[order]
    decoded = decode(b"".join(parts), header)
    assert decoded.broken == 0
    assert decoded.encoding == "mixed"
    assert decoded.text.count(TEXT) == 2
    assert INCLUDE in decoded.text


def test_a_message_printed_in_utf8_before_a_cp949_page() -> None:
    message = "\nWarning: 옥산 in /home/옥산/a.php on line 3\n"
    html = PAGE.format(meta=METAS["euc-kr"], text=RARE)
    decoded = decode(message.encode() + html.encode("cp949"), "text/html; charset=euc-kr")
    assert decoded == Decoded(message + html, "mixed", 0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"", ""),
        (b"plain", "plain"),
        (b"\x00a\x00", "\x00a\x00"),
        (codecs.BOM_UTF8, ""),
        (codecs.BOM_UTF16_LE, ""),
        (b"&#54252;&#xD3EC;", "&#54252;&#xD3EC;"),
        ("가\r\n나\r다".encode(), "가\r\n나\r다"),
        ("\x00똠".encode("cp949"), "\x00똠"),
    ],
)
def test_small_bodies(body: bytes, text: str) -> None:
    assert decode(body).text == text


def test_damaged_utf8_that_is_valid_cp949_stays_utf8() -> None:
    whole = "지진이 나자 학교가 쉬었다"
    cut = whole.encode().replace("학".encode(), "학".encode()[:1], 1)
    decoded = decode(cut)
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("지진이 나자 ")
    assert decoded.broken >= 1


def test_declaration_breaks_a_tie_only() -> None:
    body = b"caf\xe9"
    assert decode(body, "text/html; charset=euc-kr").encoding == "cp949"
    assert decode(body, "text/html; charset=utf-8").encoding == "utf-8"
    assert decode(b"<meta charset='EUC-KR'>caf\xe9 ").encoding == "cp949"
    assert decode(body).broken == decode(body, "text/html; charset=euc-kr").broken == 1


def test_characters_the_site_itself_broke_are_counted() -> None:
    assert decode("옥\ufffd산".encode()).broken == 1


@pytest.mark.parametrize("hostile", [b"\xff<", b"\n\xff", b"\xb0<", b"\xed\xa0\x80", b"<\x00"])
def test_hostile_bytes_come_to_an_end(hostile: bytes) -> None:
    body = hostile * (1_000_000 // len(hostile))
    assert decode(body).text


@given(st.binary(max_size=400), st.text(max_size=40))
def test_never_raises_and_counts_what_is_broken(body: bytes, content_type: str) -> None:
    decoded = decode(body, content_type)
    assert decoded.broken == decoded.text.count("\ufffd")


KOREAN = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8)


@given(st.lists(KOREAN, min_size=4, max_size=30))
def test_korean_text_comes_back_from_both_encodings(words: list[str]) -> None:
    text = f"<p>{' '.join(words)} {TEXT}</p>"
    assert decode(text.encode()) == Decoded(text, "utf-8")
    assert decode(text.encode("cp949")) == Decoded(text, "cp949")


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("inserted", ["국하람 기자", "(사진 가온시)", "“물길”", "가온시 물길과 마루정 팀장"])
@pytest.mark.parametrize(("main", "other"), [("utf-8", "cp949"), ("cp949", "utf-8")])
def test_words_of_the_other_encoding_inside_a_text_are_read(main: str, other: str, inserted: str, header: str) -> None:
    body = b" ".join([f"<p>{TEXT}".encode(main), inserted.encode(other), f"{TEXT}</p>".encode(main)])
    decoded = decode(PAGE.format(meta="", text="@@").encode(main).replace(b"@@", body), header)
    assert f"{TEXT} {inserted} {TEXT}" in decoded.text
    assert (decoded.encoding, decoded.broken) == ("mixed", 0)


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
@given(data=st.data())
def test_bytes_that_were_lost_make_no_words_of_the_other_encoding(encoding: str, data: st.DataObject) -> None:
    """What was one encoding stays it: a lost byte costs the word that it was in, and the words around it are whole."""
    words = TEXT.split()
    at = data.draw(st.integers(0, len(words) - 1))
    raw = words[at].encode(encoding)
    cut = data.draw(st.sampled_from([n for n, byte in enumerate(raw) if byte > 0x7F]))
    parts = [word.encode(encoding) for word in words]
    parts[at] = raw[:cut] + raw[cut + 1 :]
    page = PAGE.format(meta="", text="@@").encode(encoding).replace(b"@@", b" ".join(parts))
    decoded = decode(page)
    assert decoded.encoding == encoding
    assert " ".join(words[:at]) in decoded.text
    assert " ".join(words[at + 1 :]) in decoded.text
