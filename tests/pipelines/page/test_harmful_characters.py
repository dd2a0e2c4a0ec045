"""Control, escape and bidi characters leave every field of an article, however a page spells them."""

import json
import re
from dataclasses import fields
from unicodedata import category

import pytest

from models.records.article import Article, Photo
from models.records.page import Page
from pipelines.extract import extract
from pipelines.page.clean_text import resolve_control_references
from scrapers.families.generic import FAMILY, outlet_for
from tests.support.hostile_inputs import FETCHED
from tests.support.read_pages import LAYOUTS

HARM = "\x1b[31m\u202e\u2066\x9b\x07\x7f"
SPELLINGS = {
    "as they are": HARM,
    "decimal": "".join(f"&#{ord(c)};" for c in HARM),
    "hexadecimal": "".join(f"&#x{ord(c):X};" for c in HARM),
    "without semicolons": "".join(f"&#{ord(c)} " for c in HARM),
    "escaped twice": "".join(f"&amp;#{ord(c)};" for c in HARM),
    "NUL and no characters": "&#0;&#xD800;&#xFFFF;&#x110000;&#99999999999;",
}
WORDS = "견본시가 옛 여객터미널을 고쳐 만든 바다 도서관을 다음 달 12일 연다고 20일 밝혔다."


def page(harm: str) -> str:
    record = {
        "@type": "NewsArticle",
        "headline": f"바다 {HARM}도서관 개관",
        "author": {"@type": "Person", "name": f"홍길동{HARM}"},
        "articleSection": f"문화{HARM}",
        "keywords": f"도서관{HARM},바다",
        "datePublished": "2026-11-20T09:31:00+09:00",
    }
    return (
        f"<html><head><title>바다 {harm}도서관 개관 - 견본{harm}신문</title><meta property=og:site_name content='견본{harm}신문'>"
        f"<meta property=og:title content='바다 {harm}도서관 개관'><meta name=author content='홍길동{harm} 기자'>"
        f"<meta property=article:section content='문화{harm}'><meta name=keywords content='도서관{harm},바다'>"
        f"<link rel=canonical href='/news/articleView.html?idxno=12345&q={harm}'>"
        f"<script type=application/ld+json>{json.dumps(record)}</script></head><body><article>"
        f"<h1 class=heading>바다 {harm}도서관 개관</h1><h2 class=subheading>아이들{harm} 방도 있다</h2>"
        f"<p>입력 2026-11-20 09:31{harm}</p><div id=article-view-content-div>"
        f"<figure><img src='/a.jpg?{harm}'><figcaption>도서관{harm} 모습. 견본시{harm} 제공</figcaption></figure>"
        + "".join(f"<p>{WORDS}{harm}</p>" for _ in range(5))
        + f"<p>홍길동{harm} 기자 hong{harm}@example.com</p></div></article></body></html>"
    )


def texts_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Photo):
        return [value.url, value.caption, value.credit]
    return [text for one in value for text in texts_of(one)] if isinstance(value, tuple) else []


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("reader", ["generic", "ndsoft"])
def test_no_field_holds_them(spelling: str, reader: str) -> None:
    body = page(SPELLINGS[spelling]).encode("utf-8", "surrogatepass")
    made = Page(
        outlet="a-example", url="http://a.example/news/articleView.html?idxno=12345", body=body, fetched_at=FETCHED
    )
    outlet = outlet_for(made)
    assert outlet is not None
    article = extract(made, FAMILY.layout(outlet) if reader == "generic" else LAYOUTS["ndsoft"])
    assert isinstance(article, Article)
    assert "도서관 개관" in re.sub(r"\[31m|\s+|&#\S+;", " ", article.headline).replace("  ", " ")
    for field in fields(Article):
        for text in texts_of(getattr(article, field.name)):
            found = [c for c in text if c != "\n" and category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
            assert not found, (field.name, text)
    assert all(category(c) not in ("Cc", "Cf") for c in outlet.title)


def test_references_to_cp1252_are_what_a_browser_shows() -> None:
    found = resolve_control_references("3&#150;4월 &#x93;가&#x94; &#129;&#160;&#44032;&#128512;")
    assert found.text == "3–4월 “가” &#160;&#44032;&#128512;"
    assert found.repairs == (("controls", 4),)
