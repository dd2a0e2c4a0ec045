"""A date in a sentence, a caption, a deck or an advertisement is not the article's; a lead with a date in it stays."""

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from pipelines.extract import extract
from scrapers.families.generic import FAMILY
from tests.support.read_pages import FETCHED

OUTLET = Outlet(id="gaon", title="가온신문", family="generic", home="https://www.gaon.example")
TEXT = (
    "가온시는 12일 시청에서 물길 정비 사업의 첫 보고회를 열었다고 밝혔다. 주민 40여 명이 나와 의견을 냈다.",
    "시는 올해 안에 설계를 마치고 내년 봄 첫 삽을 뜰 계획이다. 사업비는 모두 120억 원이다.",
    '물길과장은 "넘치지 않는 물길을 만드는 것이 먼저"라며 "걷고 싶은 길이 되도록 하겠다"고 말했다.',
)
HEAD = '<html lang="ko"><head><meta charset="utf-8"><title>물길 정비 첫 보고회 - 가온신문</title></head>'


def read(*paragraphs: str, info: str = "", before: str = "") -> Article:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    html = f"""{HEAD}<body><main><article><h1>물길 정비 첫 보고회</h1><div class="info"><span>국하람 기자</span> {info}</div>
<div itemprop="articleBody">{before}{body}</div></article></main></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n?id=1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "시는 2026년 12월 25일까지 신청을 받는다. 접수는 2026.12.01 09:00부터다.",
        "행사는 2026.10.03 10:00 가온천에서 열린다.",
        "지난 2025년 3월 4일 도서관이 문을 열었다.",
        "2026-12-24 14:30에 표를 판다.",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_date_of_a_sentence_is_not_the_article_s(sentence: str, at: int) -> None:
    found = read(*TEXT[:at], sentence, *TEXT[at:])
    assert found.published_at is None
    assert sentence in found.body.split("\n")


@pytest.mark.parametrize(
    "before",
    [
        '<figure><img src="/a.jpg"><figcaption>2026년 10월 3일 가온천 걷기 모습. 가온시 제공</figcaption></figure>',
        '<p><img src="/a.jpg"></p><p>▲ 2026년 10월 3일 가온천에서 열린 물길 걷기 모습</p>',
        '<div class="ad"><a href="https://shop.example">2026.12.01 개장 가온백화점</a></div>',
    ],
)
def test_a_date_of_a_caption_or_an_advertisement_is_not_the_article_s(before: str) -> None:
    assert read(*TEXT, before=before).published_at is None


@pytest.mark.parametrize(
    "lead",
    [
        "가온시가 2025년 3월 4일 도서관을 열었다.",
        "2026.11.12 10:00 가온천이 넘쳤다.",
        "가온시는 2026년 11월 12일 물길을 열었다고 밝혔습니다.",
    ],
)
def test_a_lead_with_a_date_in_it_stays(lead: str) -> None:
    found = read(lead, *TEXT, info="<span>입력 2026.11.12 09:30</span>")
    assert found.body.split("\n")[0] == lead
    assert found.published_raw == "2026.11.12 09:30"


@pytest.mark.parametrize("info", ["<span>2026.11.12 09:30</span>", "<span>2026년 11월 12일 오전 9시 30분</span>"])
def test_a_time_beside_the_byline_needs_no_label(info: str) -> None:
    found = read(*TEXT, info=info)
    assert found.published_at is not None
    assert f"{found.published_at:%m-%d %H:%M}" == "11-12 09:30"


def test_a_changed_time_behind_a_bar_is_modified() -> None:
    found = read(*TEXT, info="<span>입력 2020.06.30 15:10 | 수정 2020.06.30 17:34</span>")
    assert found.published_at is not None
    assert found.modified_at is not None
    assert (f"{found.published_at:%H:%M}", f"{found.modified_at:%H:%M}") == ("15:10", "17:34")


@pytest.mark.parametrize("tag", ["h1", "h2", "div class='view_title'"])
@pytest.mark.parametrize("line_break", ["<br>", "<br/>", "<BR />", "<br><br>"])
def test_a_line_break_in_a_headline_is_a_blank(tag: str, line_break: str) -> None:
    html = f"""{HEAD.replace("물길 정비 첫 보고회", "가온시 물길 정비 첫 보고회 열어")}<body><main><article>
<{tag}>가온시 물길 정비{line_break}첫 보고회 열어</{tag.split()[0]}><p>입력 2026.11.12 09:30</p>
<div itemprop="articleBody">{"".join(f"<p>{text}</p>" for text in TEXT)}</div></article></main></body></html>"""
    page = Page(outlet="gaon", url="https://www.gaon.example/n?id=1", body=html.encode(), fetched_at=FETCHED)
    found = extract(page, FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    assert found.headline == "가온시 물길 정비 첫 보고회 열어"


@pytest.mark.parametrize(
    ("first", "second", "modified"),
    [
        ("2026-11-20T09:30:00+09:00", "2026-11-20T11:00:00+09:00", 11),
        ("2026-11-20T09:30:00+09:00", "2026-11-20T09:30:00+09:00", 9),  # WordPress prints the same time twice
        ("2026-11-20T09:30:00+09:00", "2026-11-19T08:00:00+09:00", None),  # an earlier one is no change
    ],
)
def test_the_second_of_two_time_elements_is_the_change(first: str, second: str, modified: int | None) -> None:
    found = read(
        *TEXT, info=f'<time class="a" datetime="{first}">올림</time><time class="b" datetime="{second}">고침</time>'
    )
    assert found.published_at is not None
    assert (found.published_at.day, found.published_at.hour) == (20, 9)
    assert (found.modified_at.hour if found.modified_at else None) == modified


@pytest.mark.parametrize(
    ("info", "written"),
    [
        ("<p>2026.11.19</p><p>08:05</p>", "2026-11-19 08:05"),
        ("<p>등록 2026.11.19</p><p>08:05:12</p>", "2026-11-19 08:05"),
        ("<p>제1412호 2026년 11월 19일 (목)</p>", "2026-11-19 00:00"),
        ("<p>제1412호 2026.11.20 3면</p>", ""),
        ("<p>May 09. 2026</p>", "2026-05-09 00:00"),
    ],
)
def test_a_time_in_parts_and_the_day_of_a_weekly_s_issue(info: str, written: str) -> None:
    found = read(*TEXT, info=info).published_at
    assert (found.strftime("%Y-%m-%d %H:%M") if found else "") == written


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/11/19/view81", "2026-11-19"),
        ("/article/202611190805123", "2026-11-19"),
        ("/article/20261319080512", ""),
        ("/n/20261119", ""),
        ("/n?id=20261119", ""),
    ],
)
def test_the_day_in_an_address_where_a_page_shows_none(path: str, day: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    html = f"{HEAD}<body><h1>물길 정비 첫 보고회</h1><div itemprop='articleBody'>{body}</div></body></html>"
    url = f"https://www.gaon.example{path}"
    found = extract(Page(outlet="gaon", url=url, body=html.encode(), fetched_at=FETCHED), FAMILY.layout(OUTLET))
    assert isinstance(found, Article), found
    assert (found.published_at.strftime("%Y-%m-%d") if found.published_at else "") == day
