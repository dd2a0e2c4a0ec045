"""What the web does to pages, and what someone who means harm might: bytes and a source of chance to other bytes."""

import re
from collections.abc import Callable
from random import Random

from scrapers.samples import php

Mutation = Callable[[bytes, Random], bytes]
MESSAGES = tuple(form.encode() for form in (*php.messages(), *php.fatal()))
LARGEST = 1_500_000
ATTRIBUTE = re.compile(rb"""([A-Za-z-]{2,20})=("[^"]{0,300}"|'[^']{0,300}')""")
TAGS = (
    b"div p span table tr td tbody ul li dl dt dd a b i em strong font center form section article header footer aside "
    b"figure figcaption blockquote h1 h2 h3 h4 select option textarea button svg math template noscript iframe object "
    b"title head body html base frameset plaintext xmp marquee"
).split()
BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe",
    b"\x80",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf0\x9f\x98",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
)
DATES = (
    "기사입력 : 2026-13-45 99:99", "입력 0000.00.00 00:00", "승인 2026.11.20 24:00", "2026년 2월 30일 오후 25시",
    "수정 9999-12-31 23:59:59", "3시간 전", "입력 1970-01-01T00:00:00Z", "등록 20261120093107", "2026-11-20T09:31:07+99:99",
)  # fmt: skip
NAMES = ("홍길동 기자", "[견본=견본뉴스] 홍길동 기자 =", "글·사진 가나다 / 편집 라마바 기자", "a@" * 40, "기자 " * 60)
CONFUSED = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"</script>", b"<style>", b"</style>", b"<!-->", b"<!--->",
    b"<script><!--", b"<textarea>", b"</textarea>", b"<title>", b"</title>", b"<?php echo", b"?>", b"<noscript>",
    b"<xmp>", b"<plaintext>", b"<!doctype html", b"<svg><style>", b"<math><mtext>", b"<template>", b"&#0;", b"&#xD800;",
    b"&#99999999999;", b"&amp", b"<a href=\"", b"<img alt='", b"<", b">", b"</", b"<html", b"</body></html>", b"<body>",
)  # fmt: skip
ENTITIES = (
    b"&amp;",
    b"&nbsp;",
    b"&#44032;",
    b"&#x1F6B2;",
    b"&lt;p&gt;",
    b"&zwnj;",
    b"&unknown;",
    b"&#8238;",
    b"&quot;",
)
CHARSETS = (
    "utf-8",
    "euc-kr",
    "cp949",
    "utf-16",
    "iso-2022-kr",
    "johab",
    "shift_jis",
    "x-user-defined",
    "utf-7",
    "none",
)
JSON = (
    b'{"@type":"NewsArticle","headline":', b'{"@graph":[{"@type":["NewsArticle"]}]}', b'{"props":{"pageProps":{"article":',
    b'{"@type":"NewsArticle","headline":7,"author":[[]],"datePublished":{},"articleBody":[1]}', b"[[[[[[", b'{"a":"\\u',
)  # fmt: skip


def _span(body: bytes, rng: Random, most: int = 2000) -> tuple[int, int]:
    start = rng.randrange(len(body) + 1)
    return start, min(len(body), start + rng.randint(1, most))


def _edge(body: bytes, rng: Random) -> int:
    """A place right before or behind a tag near a random place, else that place."""
    at = rng.randrange(len(body) + 1)
    edge = body.find(b"<" if rng.random() < 0.5 else b">", at)
    return at if edge < 0 else edge + (body[edge : edge + 1] == b">")


def _put(body: bytes, at: int, what: bytes) -> bytes:
    return body[:at] + what + body[at:]


def _many(rng: Random, most: int) -> int:
    """Mostly few, now and then very many."""
    return int(10 ** rng.uniform(0.5, 1.0)) if rng.random() < 0.7 else rng.randint(10, most)


def cut(body: bytes, rng: Random) -> bytes:
    """A piece is missing."""
    start, end = _span(body, rng)
    return body[:start] + body[end:]


def end(body: bytes, rng: Random) -> bytes:
    """The page is cut off."""
    return body[: rng.randrange(len(body) + 1)]


def splice(body: bytes, rng: Random) -> bytes:
    """A piece stands elsewhere too."""
    start, stop = _span(body, rng)
    return _put(body, _edge(body, rng), body[start:stop])


def repeat(body: bytes, rng: Random) -> bytes:
    """A piece comes many times."""
    start, stop = _span(body, rng, 300)
    return _put(body, stop, body[start:stop] * _many(rng, 2000))


def double(body: bytes, rng: Random) -> bytes:
    """The whole page comes twice."""
    return body + body if rng.random() < 0.5 else body[: len(body) // 2] + body


def swap(body: bytes, rng: Random) -> bytes:
    """Two pieces change places."""
    at = sorted(rng.randrange(len(body) + 1) for _ in range(4))
    a, b, c, d = at
    return body[:a] + body[c:d] + body[b:c] + body[a:b] + body[d:]


def retag(body: bytes, rng: Random) -> bytes:
    """A kind of element becomes another kind, everywhere or only where it opens."""
    old, new = rng.choice(TAGS), rng.choice(TAGS)
    body = re.sub(rb"<" + old + rb"\b", b"<" + new, body)
    return body if rng.random() < 0.3 else re.sub(rb"</" + old + rb"\b", b"</" + new, body)


def unclose(body: bytes, rng: Random) -> bytes:
    """One kind of element is never closed, or closed twice."""
    tag = b"</" + rng.choice(TAGS) + b">"
    return body.replace(tag, b"" if rng.random() < 0.6 else tag + tag)


def garble(body: bytes, rng: Random) -> bytes:
    """Some bytes are others."""
    out = bytearray(body)
    for _ in range(_many(rng, 300) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def invalid(body: bytes, rng: Random) -> bytes:
    """Bytes that no charset has, and characters that nobody sees."""
    for _ in range(rng.randint(1, 6)):
        body = _put(body, rng.randrange(len(body) + 1), rng.choice(BYTES) * _many(rng, 500))
    return body


def half(body: bytes, rng: Random) -> bytes:
    """A part is of the other charset."""
    start, stop = _span(body, rng, 5000)
    text = body[start:stop].decode("utf-8", "replace")
    return body[:start] + text.encode("cp949", "xmlcharrefreplace") + body[stop:]


def lie(body: bytes, rng: Random) -> bytes:
    """The page says another charset, or is of another than it says."""
    said = rng.choice(CHARSETS).encode()
    body = re.sub(rb"charset\s*=\s*[\"']?[\w-]{2,20}", b"charset=" + said, body, count=1)
    text = body.decode("utf-8", "replace")
    match rng.randrange(4):
        case 0:
            return text.encode("utf-16")
        case 1:
            return text.encode("utf-16-be")
        case 2:
            return text.encode("cp949", "xmlcharrefreplace")
        case _:
            return body


def reattribute(body: bytes, rng: Random) -> bytes:
    """Attributes are empty, other, without quotes, doubled or gone."""
    rate = rng.choice((0.01, 0.1, 0.5, 1.0))

    def other(found: re.Match[bytes]) -> bytes:
        if rng.random() > rate:
            return found[0]
        forms = (b"", found[1], found[1] + b"=", found[1] + b"=" + found[2][1:-1], found[0] + b" " + found[0])
        return rng.choice((*forms, rng.choice(TAGS) + b"=" + found[2], found[1] + b'="' + b"a" * 50, b"hidden"))

    return ATTRIBUTE.sub(other, body)


def rename(body: bytes, rng: Random) -> bytes:
    """Two values of attributes change places everywhere: a body called a widget, a widget called a body."""
    values = list({found[2] for found in ATTRIBUTE.finditer(body)})
    if len(values) < 2:
        return body
    one, two = rng.sample(sorted(values), 2)
    return body.replace(one, b"\x01\x02").replace(two, one).replace(b"\x01\x02", two)


def huge_attribute(body: bytes, rng: Random) -> bytes:
    """An attribute of a megabyte, or thousands of attributes."""
    at = body.find(b">", rng.randrange(len(body) + 1))
    size = _many(rng, 60_000)
    forms = (
        b" class='" + b"a b " * size + b"'",
        b" src='data:image/png;base64," + b"QUFB" * size + b"'",
        b" style='" + b"x:y;" * size + b"'",
        b"".join(b" a%d=%d" % (n, n) for n in range(min(size, 30_000))),
        b" href='" + b"/a" * size,
    )
    return _put(body, max(at, 0), rng.choice(forms))


def deep(body: bytes, rng: Random) -> bytes:
    """Elements in elements in elements."""
    tag, inner = rng.choice(TAGS), rng.choice((b"", b" class=a", b" id=x", b" style='color:red'"))
    return _put(body, _edge(body, rng), (b"<" + tag + inner + b">") * _many(rng, 20_000))


def broad(body: bytes, rng: Random) -> bytes:
    """Very many elements side by side."""
    tag, text = (
        rng.choice(TAGS),
        rng.choice(("", "가", "가나다라 마바사다.", "<a href='/news/12345'>가나다 라마바사</a>")),
    )
    piece = b"<" + tag + b">" + text.encode() + b"</" + tag + b">"
    return _put(body, _edge(body, rng), piece * _many(rng, 8_000))


def entities(body: bytes, rng: Random) -> bytes:
    """A flood of references."""
    return _put(body, _edge(body, rng), rng.choice(ENTITIES) * _many(rng, 50_000))


def escaped(body: bytes, rng: Random) -> bytes:
    """A part is escaped once more."""
    start, stop = _span(body, rng, 4000)
    part = body[start:stop].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return body[:start] + part + body[stop:]


def confuse(body: bytes, rng: Random) -> bytes:
    """Beginnings and ends of comments, scripts and sections where none belong."""
    for _ in range(rng.randint(1, 8)):
        body = _put(body, _edge(body, rng), rng.choice(CONFUSED) * (_many(rng, 2000) if rng.random() < 0.1 else 1))
    return body


def message(body: bytes, rng: Random) -> bytes:
    """What PHP prints, anywhere."""
    for _ in range(rng.randint(1, 12)):
        at = _edge(body, rng) if rng.random() < 0.7 else rng.randrange(len(body) + 1)
        body = _put(body, at, rng.choice(MESSAGES))
    return body


def times(body: bytes, rng: Random) -> bytes:
    """Times that cannot be, and lines that sign, anywhere or in great number."""
    text = rng.choice((*DATES, *NAMES)).encode()
    piece = b"<p>" + text + b"</p>" if rng.random() < 0.6 else b" " + text
    return _put(body, _edge(body, rng), piece * _many(rng, 3_000))


def programs(body: bytes, rng: Random) -> bytes:
    """Broken records for programs."""
    kind = rng.choice((b"application/ld+json", b"application/json", b"text/javascript"))
    text = rng.choice(JSON) * _many(rng, 5_000)
    script = b'<script type="' + kind + b'" id=__NEXT_DATA__>' + text + b"</script>"
    return _put(body, _edge(body, rng), script)


def unspaced(body: bytes, rng: Random) -> bytes:
    """All on one line, or every blank a line."""
    return body.replace(b"\n", b"") if rng.random() < 0.5 else body.replace(b" ", b"\r\n")


MUTATIONS: tuple[Mutation, ...] = (
    cut, end, splice, repeat, double, swap, retag, unclose, garble, invalid, half, lie, reattribute, rename,
    huge_attribute, deep, broad, entities, escaped, confuse, message, times, programs, unspaced,
)  # fmt: skip


def mutated(body: bytes, rng: Random) -> tuple[bytes, tuple[str, ...]]:
    """One to four mutations of a page, and their names."""
    done = []
    for mutation in rng.choices(MUTATIONS, k=rng.choice((1, 1, 1, 2, 2, 3, 4))):
        body = mutation(body, rng)[:LARGEST]
        done.append(mutation.__name__)
    return body, tuple(done)
