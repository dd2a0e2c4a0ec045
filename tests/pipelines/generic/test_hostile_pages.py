"""Hostile and damaged pages of nobody's outlet end in an article or in a reason."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.records.article import Article
from pipelines.contracts.rejection import Reject
from tests.sites.unknown_pages import PAGES
from tests.support.undeclared import read_unknown

HEAD = "<title>견본시 바다 도서관 개관</title><h1>견본시 바다 도서관 개관</h1><p>입력 2026.11.20 09:31</p>"
LINE = "견본시가 바다 도서관을 다음 달 12일 연다고 20일 밝혔다. "
TEXT = f"<p>{LINE * 10}</p>"
LD = '<script type="application/ld+json">'
NEXT = '<script id="__NEXT_DATA__" type="application/json">'


def flight(stream: str) -> str:
    return f"<script>self.__next_f.push([1,{json.dumps(stream, ensure_ascii=False)}])</script>"


HOSTILE = {
    "nested": HEAD + "<div>" * 20_000 + TEXT,
    "nested with names": HEAD + "<div class=a>" * 20_000 + TEXT,
    "long attribute": HEAD + f"<p class='{'aB ' * 300_000}'>{LINE * 10}</p>",
    "entities": HEAD + f"<p>{'&amp;' * 200_000}</p>",
    "dates": HEAD + "<p>입력 2026.11.20 09:31</p>" * 5_000 + TEXT,
    "names": HEAD + "<p>한서우 기자</p>" * 5_000 + TEXT,
    "headings": HEAD + "<div>" * 500 + "<h1>견본시 바다 도서관 개관</h1>" * 5_000 + TEXT,
    "pictures": HEAD + "<div><img src=a.jpg>" * 1_500 + "한글 " * 5_000,
    "captions": HEAD + "<div class=photo><img src=a.jpg><em class=caption>설명</em></div>" * 3_000 + TEXT,
    "quotes in json": LD + "{" + '"a": "' * 20_000 + "</script>" + HEAD + TEXT,
    "nested json": LD + '{"@graph":[' * 20_000 + "</script>" + HEAD + TEXT,
    "strokes in json": f'{LD}{{"@type":"NewsArticle","x":"{chr(92)}x{chr(92) * 30_001}</script>{HEAD}{TEXT}',
    "json of other types": f'{LD}{{"@type":["NewsArticle",7],"headline":{{}},"author":[[1],{{"name":[2]}}],"datePublished":3,"articleBody":[]}}</script>{HEAD}{TEXT}',
    "deep state": NEXT + '{"a":' * 20_000 + "1" + "}" * 20_000 + "</script>" + HEAD + TEXT,
    "many records": NEXT + json.dumps([{"title": "가", "content": LINE * 3}] * 3_000) + "</script>" + HEAD,
    "rows without end": flight("".join(f"{n:x}:T3,가" for n in range(20_000))) + HEAD + TEXT,
    "rows too long": flight("1:Tffffff,가\n2:{" * 5_000) + HEAD + TEXT,
    "pushes": "<script>" + ".push({" * 30_000 + "</script>" + HEAD + TEXT,
    "stored fragment": f"{LD}{json.dumps({'@type': 'NewsArticle', 'articleBody': '<div>' * 30_000 + LINE * 40})}</script>{HEAD}",
    "title of parts": f"<title>{' - 견본' * 50_000}</title>{TEXT}",
    "appeals": HEAD + TEXT + "<p>페이스북에서 친구 구독하세요 확인</p>" * 5_000,
    "brackets": HEAD + f"<p>{'[' * 100_000}{LINE}",
    "surrogates": HEAD + f"<p>\ud800{LINE * 10}\udfff</p>",
    "nothing": "",
    "angles": "<" * 50_000,
    "processing instructions": "<?a " * 20_000 + HEAD + TEXT,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_an_article_or_a_reason(name: str) -> None:
    assert isinstance(read_unknown(HOSTILE[name]), Article | Reject)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(PAGES)), data=st.data())
def test_a_mutated_page_ends_in_an_article_or_a_reason(name: str, data: st.DataObject) -> None:
    body = bytearray(PAGES[name]().encode())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(body) - 1))
        end = min(len(body), start + data.draw(st.integers(0, 400)))
        match data.draw(st.sampled_from(("cut", "twice", "noise", "end"))):
            case "cut":
                del body[start:end]
            case "twice":
                body[start:start] = body[start:end]
            case "noise":
                body[start:end] = data.draw(st.binary(max_size=30))
            case _:
                del body[max(start, 50) :]
        if not body:
            break
    assert isinstance(read_unknown(bytes(body)), Article | Reject)


@settings(max_examples=100, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_end_in_an_article_or_a_reason(body: bytes) -> None:
    assert isinstance(read_unknown(b"<html>" + body), Article | Reject)


@pytest.mark.parametrize("name", PAGES)
def test_reading_twice_gives_the_same(name: str) -> None:
    assert read_unknown(PAGES[name]()) == read_unknown(PAGES[name]())
