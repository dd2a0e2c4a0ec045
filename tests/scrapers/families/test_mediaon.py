"""mediaOn: addresses, lists and feeds, and the variants of its pages that outlets show."""

from datetime import datetime

import pytest

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.layout import ArticleIdentity
from pipelines.extract import extract
from pipelines.lists import read_feed, read_list
from scrapers.families import mediaon
from scrapers.samples.lists import entry, feed
from scrapers.samples.news import invented
from tests.sites.sites.mediaon import list_page
from tests.support.read_pages import FETCHED, article

PAPER = Outlet(id="sample", title="견본미디어", family="mediaon", home="https://www.sample.co.kr")
ONE = ArticleIdentity("https://www.sample.co.kr/news/article.html?no=689255", "689255")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.sample.co.kr/news/article.html?no=689255",
        "http://sample.co.kr/news/article.html?no=689255&page=2#reply",
        "https://m.sample.co.kr/news/article.html?sec_no=17&amp;no=689255",
        "http://www.sample.co.kr/mobile/article.html?no=689255",
        "http://m.sample.co.kr/m/m_article.html?no=0689255",
    ],
)
def test_every_address_of_an_article_is_one(url: str) -> None:
    assert mediaon.FAMILY.identify(url, PAPER) == ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://www.sample.co.kr/news/section_list_all.html?sec_no=17&page=2",
        "https://www.sample.co.kr/news/article_list_all.html?page=2",
        "https://www.sample.co.kr/news/article_list_writer.html?name=%ED%95%9C&no=689255",
        "https://www.sample.co.kr/news/article.html",
        "https://www.sample.co.kr/news/article.html?no=x",
        "https://www.sample.co.kr/news/banner_click.php?no=196",
        "https://other.co.kr/news/article.html?no=689255",
        "",
    ],
)
def test_other_addresses_are_no_article(url: str) -> None:
    assert mediaon.FAMILY.identify(url, PAPER) is None


@pytest.mark.parametrize("skin", ["desktop", "mobile"])
def test_what_is_asked_for_has_the_identity_it_came_from(skin: str) -> None:
    assert mediaon.FAMILY.identify(mediaon.FAMILY.article_url(ONE, PAPER, skin), PAPER) == ONE  # type: ignore[arg-type]


def test_lists_by_section_or_by_address() -> None:
    own = Outlet(
        id="x",
        title="x",
        family="mediaon",
        home="https://x.example",
        lists=(
            "17",
            "https://x.example/news/section_list_all.html?sec_no=19&page=1",
            "https://x.example/news/article_list_all.html?page=1",
            "http://x.example/news/section.html?sec_no=17",
        ),
    )
    assert [(walk.name, walk.page_url(1)) for walk in mediaon.FAMILY.lists(own)] == [
        ("17", "https://x.example/news/section_list_all.html?sec_no=17&page=2"),
        ("19", "https://x.example/news/section_list_all.html?sec_no=19&page=2"),
        ("all", "https://x.example/news/article_list_all.html?page=2"),
    ]
    (walk,) = mediaon.FAMILY.lists(PAPER)
    assert walk.page_url(0) == "https://www.sample.co.kr/news/article_list_all.html?page=1"
    assert mediaon.FAMILY.feeds(PAPER) == ("https://www.sample.co.kr/data/rss/news.xml",)
    assert mediaon.FAMILY.sitemaps(PAPER) == ()


def test_a_list_gives_its_rows_and_nothing_beside_them() -> None:
    told = [entry(one) for one in invented("sample-mediaon", home="https://www.sample.co.kr")[:20]]
    found = read_list(
        list_page(told, 1), mediaon.FAMILY.list_rules, "https://www.sample.co.kr/news/article_list_all.html"
    )
    assert [one.url for one in found] == [one.url for one in told]
    assert [one.headline for one in found] == [one.headline for one in told]
    assert [one.published_at for one in found] == [one.published_at for one in told]


def test_the_feed() -> None:
    told = [entry(one) for one in invented("sample-mediaon", home="https://www.sample.co.kr")[:5]]
    found = read_feed(
        feed("견본미디어", told, "https://www.sample.co.kr"), "https://www.sample.co.kr/data/rss/news.xml"
    )
    assert [one.url for one in found] == [one.url for one in told]
    assert [one.published_at for one in found] == [one.published_at for one in told]


TOP = """<ul class="art_top_nav"><li><a href="/">홈</a></li><li><a href="/news/section.html?sec_no=17">경제</a></li></ul>
<div class="art_top"><h2>견본시 부두에 새 등대</h2><h3>불빛 30㎞</h3>{info}</div>"""
INFO = '<ul class="art_info"><li>한서우 기자 h@sample.co.kr</li><li>등록 2023.04.05 12:34:56</li></ul>'
BODY = "<p>견본시는 부두 끝에 등대를 세웠다고 밝혔다.</p><p>불빛은 먼 바다에서도 보인다.</p>"
TEXT = "견본시는 부두 끝에 등대를 세웠다고 밝혔다.\n불빛은 먼 바다에서도 보인다."
FOOT = '<div id="footer">등록일 : 2016. 11. 29 <b>powered by mediaOn</b> UPDATE: 2026년 11월 20일 15시 50분</div>'


def shown(html: str) -> Article:
    page = Page(
        outlet=PAPER.id,
        url=ONE.canonical_url,
        body=f"<!DOCTYPE html><html><head><title>견본시 부두에 새 등대 - 견본미디어</title></head><body>{html}{FOOT}</body></html>".encode(),
        fetched_at=FETCHED,
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    return article(extract(page, mediaon.FAMILY.layout(PAPER)))


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="cnt_view news_body_area"><div id="news_body_area">{BODY}</div></div>',
        f'<div class="cnt_view news_body_area">{BODY}</div>',
        f'<div id="news_bodyArea">{BODY}</div>',
        f'<div class="smartOutput body_font" itemprop="articleBody">{BODY}</div>',
    ],
)
def test_bodies(body: str) -> None:
    found = shown(TOP.format(info=INFO) + body)
    assert (found.headline, found.deck, found.section) == ("견본시 부두에 새 등대", "불빛 30㎞", "경제")
    assert (found.body, found.reporters, found.emails) == (TEXT, ("한서우",), ("h@sample.co.kr",))
    assert found.published_at == datetime(2023, 4, 5, 12, 34, 56, tzinfo=KST)


@pytest.mark.parametrize(
    "info",
    [
        INFO,
        INFO.replace("<li>한", '<li class="name">한'),
        '<ul class="art_info"><li>등록 2023.04.05 12:34:56</li><li>한서우 기자</li></ul>',
        '<ul class="art_info"><li>등록 2023.04.05 12:34:56</li></ul>',
        INFO.replace("</ul>", "<li>수정 2023.04.06 01:02:03</li></ul>"),
    ],
)
def test_who_and_when(info: str) -> None:
    found = shown(TOP.format(info=info) + f'<div id="news_body_area">{BODY}</div>')
    assert (found.published_raw, found.published_from) == ("2023.04.05 12:34:56", "page")
    assert found.reporters == (("한서우",) if "한서우" in info else ())
    assert found.modified_at == (datetime(2023, 4, 6, 1, 2, 3, tzinfo=KST) if "수정" in info else None)


def test_the_skin_before() -> None:
    found = shown(
        f"""<div class="hbox"><h2>견본시 부두에 새 등대</h2><h3>불빛 30㎞</h3></div>
<p class="arvdate"><a href="/news/article_list_writer.html">견본미디어 한서우 기자</a> h@sample.co.kr | 2015.03.02 10:20:30</p>
<div class="cnt_view news_body_area" id="news_body_area">{BODY}</div>"""
    )
    assert (found.headline, found.deck, found.body) == ("견본시 부두에 새 등대", "불빛 30㎞", TEXT)
    assert (found.reporters, found.emails) == (("한서우",), ("h@sample.co.kr",))
    assert found.published_at == datetime(2015, 3, 2, 10, 20, 30, tzinfo=KST)


def test_the_clock_in_the_footer_is_no_date() -> None:
    found = shown(TOP.format(info="") + f'<div id="news_body_area">{BODY}</div>')
    assert found.published_at is None
