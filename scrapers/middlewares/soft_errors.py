"""Errors with status 200: an empty answer, half a page, or a server's apology."""

import re
from typing import Literal

Kind = Literal["article", "list", "feed", "sitemap"]
HTML_ENDS = (b"</html", b"</body")
XML_ENDS = (b"</rss", b"</feed", b"</rdf:rdf", b"</urlset", b"</sitemapindex")
TAIL_BYTES = 16 * 1024
MAX_APOLOGY_BYTES = 2048
"""A page that is larger has more to say than an apology."""
MAX_APOLOGY_TEXT_BYTES = 300
"""So has one whose words alone are more: whether they are an article, extraction says."""
NOT_TEXT = re.compile(rb"<(script|style|head)\b.{0,2000}?</\1>|<[^<>]{0,500}>", re.IGNORECASE | re.DOTALL)
APOLOGIES = tuple(
    phrase.encode(charset)
    for phrase, charsets in (
        ("service unavailable", ("ascii",)),
        ("bad gateway", ("ascii",)),
        ("gateway time", ("ascii",)),
        ("internal server error", ("ascii",)),
        ("too many connections", ("ascii",)),
        ("establishing a database connection", ("ascii",)),
        ("server has gone away", ("ascii",)),
        ("can't connect to", ("ascii",)),
        ("connect error", ("ascii",)),
        ("접속자가 많", ("utf-8", "cp949")),
        ("점검 중", ("utf-8", "cp949")),
        ("점검중", ("utf-8", "cp949")),
        ("데이터베이스 연결", ("utf-8", "cp949")),
        ("디비 접속", ("utf-8", "cp949")),
    )
    for charset in charsets
)

EMPTY = "empty"
APOLOGY = "error_page"
UNCLOSED = "unclosed"


def soft_error(body: bytes, kind: Kind) -> str:
    """What is wrong with a 200 answer: ``empty``, ``error_page``, ``unclosed`` (its closing tag is missing), or "".

    A body without any tag is judged by emptiness only: what it is, extraction says.
    """
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return EMPTY
    if len(body) < MAX_APOLOGY_BYTES and any(phrase in body.lower() for phrase in APOLOGIES):
        text = b" ".join(NOT_TEXT.sub(b" ", body).split())
        if len(text) <= MAX_APOLOGY_TEXT_BYTES:
            return APOLOGY
    return "" if _is_closed(body, kind) else UNCLOSED


def _is_closed(body: bytes, kind: Kind) -> bool:
    head = body[:TAIL_BYTES]
    if b"\0" in head:
        body = body.replace(b"\0", b"")
        head = body[:TAIL_BYTES]
    if kind not in {"article", "list"} and (text := body.strip(b" \t\r\n\xef\xbb\xbf"))[:1] in {b"{", b"["}:
        return text[-1:] in {b"}", b"]"}
    if b"<" not in head or body.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"PK", b"\x1f\x8b")):
        return True
    ends = HTML_ENDS if kind in {"article", "list"} else (*XML_ENDS, *HTML_ENDS)
    if any(end in body[-TAIL_BYTES:].lower() for end in ends):
        return True
    whole = body.lower()
    return any(end in whole for end in ends)
