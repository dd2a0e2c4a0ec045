"""Addresses, lists and feeds of inn, dadamedia, gnuboard and ncode: the CMSs of small papers."""

import base64
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.layout import ArticleIdentity
from pipelines.extract import extract
from pipelines.lists import read_feed, read_list
from pipelines.page.decode import decode
from scrapers.families import dadamedia, gnuboard, inn, ncode
from scrapers.families.base import Family
from scrapers.samples.catalog import site_of
from scrapers.samples.lists import entry
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, encode, expected, render
from scrapers.samples.sites.kit import Listed, Setting, SiteRequest
from scrapers.samples.surroundings import RELATED, TICKER, others
from tests.sites.arbitrary import arbitrary

SHARED = Path(__file__).resolve().parents[4] / "shared" / "pages"
AT = datetime(2026, 11, 21, 3, 0, tzinfo=KST)
FAMILIES = {family.id: family for family in (inn.FAMILY, dadamedia.FAMILY, gnuboard.FAMILY, ncode.FAMILY)}


def outlet(family: str, home: str = "http://www.paper.example", **told: object) -> Outlet:
    return Outlet(id="paper", title="견본", family=family, home=home, **told)  # type: ignore[arg-type]


def token(text: str) -> str:
    return base64.b64encode(quote(text).encode()).decode() + "||"


PACKED = token("idx=161527&startPage=0&listNo=1&totalList=3")
ONE = {
    "inn": ArticleIdentity("http://www.paper.example/sub_read.html?uid=223140", "223140"),
    "dadamedia": ArticleIdentity("http://www.paper.example/news/view.php?idx=161527", "161527"),
    "gnuboard": ArticleIdentity("http://www.paper.example/bbs/board.php?bo_table=news&wr_id=444", "444"),
    "ncode": ArticleIdentity("http://www.paper.example/news/newsview.php?ncode=1160307277905407", "1160307277905407"),
}


@pytest.mark.parametrize(
    ("family", "path"),
    [
        ("inn", "/sub_read.html?uid=223140&section=sc4"),
        ("inn", "/sub_read.html?section=sc4&section2=%BB%E7%C8%B8&uid=0223140"),
        ("inn", "/sub_read.html?uid=223140&amp;section=sc4#comment"),
        ("inn", "/223140"),
        ("inn", "/223140/"),
        ("inn", "/a.html?uid=223140"),
        ("dadamedia", "/default/index_view_page.php?idx=161527&part_idx=289"),
        ("dadamedia", "/default/index_view_page.php?part_idx=289&idx=161527"),
        ("dadamedia", f"/default/index_view_page.php?board_data={PACKED}&search_items={token('part_idx=3')}"),
        ("dadamedia", f"/default/index_view_page.php?board_data={quote(PACKED)}"),
        ("dadamedia", f"/news/view.php?board_data={PACKED.rstrip('|=')}"),
        ("dadamedia", f"/news/view.php?search_items={PACKED}"),
        ("dadamedia", "/news/view.php?idx=161527"),
        ("dadamedia", "/view.php?idx=161527"),
        ("gnuboard", "/bbs/board.php?bo_table=news&wr_id=444&me_id=30"),
        ("gnuboard", "/bbs/board.php?device=mobile&wr_id=444&bo_table=news&page=3&sca=%EC%82%AC%ED%9A%8C"),
        ("gnuboard", "/news/view.php?no=444"),
        ("gnuboard", "/news/444"),
        ("ncode", "/news/newsview.php?ncode=1160307277905407"),
        ("ncode", "/news/newsView.php?dir=1&ncode=1160307277905407&ref=x"),
    ],
)
@pytest.mark.parametrize("host", ["http://www.paper.example", "https://paper.example", "http://m.paper.example"])
def test_every_address_of_an_article_is_one(family: str, host: str, path: str) -> None:
    assert FAMILIES[family].identify(host + path, outlet(family)) == ONE[family]


@pytest.mark.parametrize(
    ("family", "path"),
    [
        ("inn", "/"),
        ("inn", "/sub_read.html"),
        ("inn", "/sub_read.html?uid="),
        ("inn", "/sub_read.html?uid=12x"),
        ("inn", "/sub_read.html?uid=２２３"),
        ("inn", "/sub.html?section=sc4"),
        ("inn", "/sub_view.html?n_name=%B1%E8"),
        ("inn", "/12"),
        ("inn", "/223140/photo"),
        ("dadamedia", "/news/list.php?part_idx=250"),
        ("dadamedia", "/default/index_sub.php?part_idx=250&idx=7"),
        ("dadamedia", "/news/view.php?part_idx=250"),
        ("dadamedia", "/news/view.php?idx=-7"),
        ("dadamedia", "/news/view.php?board_data=||"),
        ("dadamedia", "/news/view.php?board_data=%%%"),
        ("dadamedia", f"/news/view.php?board_data={token('part_idx=5')}"),
        ("dadamedia", f"/news/view.php?board_data={'A' * 9000}"),
        ("gnuboard", "/bbs/board.php?bo_table=news"),
        ("gnuboard", "/bbs/board.php?bo_table=notice&wr_id=3"),
        ("gnuboard", "/bbs/rss.php?bo_table=news"),
        ("gnuboard", "/bbs/login.php?wr_id=3"),
        ("gnuboard", "/data/444"),
        ("ncode", "/news/search.php?q=x&pagenum=0"),
        ("ncode", "/news/newsview.php?ncode=12"),
        ("ncode", "/news/newsview.php?ncode=116030727790540x"),
    ],
)
def test_other_addresses_are_no_article(family: str, path: str) -> None:
    assert FAMILIES[family].identify(f"http://www.paper.example{path}", outlet(family)) is None


@pytest.mark.parametrize("family", FAMILIES)
def test_other_hosts_are_no_article(family: str) -> None:
    parts = urlsplit(ONE[family].canonical_url)
    for host in (
        "evil.example",
        "www.paper.example.evil.example",
        "www.paper.example@evil.example",
        "www.paper.example:81",
    ):
        assert FAMILIES[family].identify(f"http://{host}{parts.path}?{parts.query}", outlet(family)) is None
    for address in ("", "javascript:alert(1)", "http://[x/sub_read.html?uid=1", f"{parts.path}?{parts.query}"):
        assert FAMILIES[family].identify(address, outlet(family)) is None


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_asked_for_has_the_identity_it_came_from(family: str) -> None:
    for skin in ("desktop", "mobile"):
        asked = FAMILIES[family].article_url(ONE[family], outlet(family), skin)  # type: ignore[arg-type]
        assert FAMILIES[family].identify(asked, outlet(family)) == ONE[family]
    local = outlet(family, "http://127.0.0.1:8123")
    number = ONE[family].article_no
    found = FAMILIES[family].identify(ONE[family].canonical_url.replace("www.paper.example", "127.0.0.1:8123"), local)
    assert found is not None
    assert (found.article_no, found.canonical_url[:22]) == (number, "http://127.0.0.1:8123/")


@given(st.text(max_size=60))
def test_no_token_is_too_strange(text: str) -> None:
    fields = dadamedia.unpacked(text)
    assert all(isinstance(value, str) for value in fields.values())
    assert dadamedia.unpacked(dadamedia.packed({"idx": "7", "startPage": "30"})) == {"idx": "7", "startPage": "30"}


def test_a_number_is_the_same_before_and_after_a_change_of_skin() -> None:
    old = outlet("dadamedia", lists=("http://www.paper.example/default/index_sub.php?part_idx=279",))
    new = outlet("dadamedia", lists=("http://www.paper.example/default/index_sub.php?part_idx=279", "801"))
    for address in (
        "http://paper.example/news/view.php?idx=9",
        "http://paper.example/default/index_view_page.php?idx=9",
    ):
        assert dadamedia.FAMILY.identify(address, old) == ArticleIdentity(
            "http://www.paper.example/default/index_view_page.php?idx=9", "9"
        )
        assert dadamedia.FAMILY.identify(address, new) == ArticleIdentity(
            "http://www.paper.example/news/view.php?idx=9", "9"
        )


def test_a_paper_that_knows_only_the_alias() -> None:
    told = outlet("gnuboard", lists=("http://www.paper.example/news/index.php?code=2014_2377&page_rows=3",))
    one = ArticleIdentity("http://www.paper.example/news/view.php?no=315", "315")
    assert gnuboard.FAMILY.identify("http://paper.example/news/view.php?no=315&code=x", told) == one
    assert gnuboard.FAMILY.article_url(one, told) == one.canonical_url
    assert gnuboard.FAMILY.feeds(told) == ()
    (walk,) = gnuboard.FAMILY.lists(told)
    assert walk.page_url(0) == "http://www.paper.example/news/index.php?code=2014_2377&page_rows=3&page=1"
    assert walk.page_url(2) == "http://www.paper.example/news/index.php?code=2014_2377&page_rows=3&page=3"


def test_boards_named_by_name_and_by_address() -> None:
    told = outlet("gnuboard", lists=("http://www.paper.example/bbs/board.php?bo_table=news1&page=1", "news10:문화"))
    first, second = gnuboard.FAMILY.lists(told)
    assert first.page_url(3) == "http://www.paper.example/bbs/board.php?bo_table=news1&page=4"
    assert second.page_url(0) == "http://www.paper.example/bbs/board.php?bo_table=news10&sca=%EB%AC%B8%ED%99%94&page=1"
    for board in ("news1", "news10"):
        assert (
            gnuboard.FAMILY.identify(f"http://www.paper.example/bbs/board.php?bo_table={board}&wr_id=3", told)
            is not None
        )
    assert gnuboard.FAMILY.identify("http://www.paper.example/bbs/board.php?bo_table=news&wr_id=3", told) is None


@pytest.mark.parametrize(
    ("family", "path"),
    [
        ("inn", "/223140"),
        ("dadamedia", "/default/index_view_page.php?idx=161527"),
        ("gnuboard", "/news/view.php?no=444"),
    ],
)
def test_an_article_is_asked_for_in_the_form_that_a_list_gave(family: str, path: str) -> None:
    told = outlet(family)
    found = FAMILIES[family].identify(f"http://m.paper.example{path}", told)
    assert found == ONE[family]
    assert FAMILIES[family].article_url(found, told, "desktop") == f"http://www.paper.example{path}"


def test_inn_lists_and_feeds() -> None:
    told = outlet("inn", lists=("sc4", "sc1:북한", "http://www.paper.example/sub.html?section=sc9&page=1"))
    first, second, third = inn.FAMILY.lists(told)
    assert first.page_url(0) == "http://www.paper.example/sub.html?section=sc4"
    assert first.page_url(1) == "http://www.paper.example/sub.html?section=sc4&page=2"
    assert second.page_url(0) == "http://www.paper.example/sub_sec.html?section=sc1&section2=%BA%CF%C7%D1"
    assert third.page_url(4) == "http://www.paper.example/sub.html?section=sc9&page=5"
    assert inn.FAMILY.lists(outlet("inn")) == ()
    assert inn.FAMILY.feeds(told) == ("http://www.paper.example/rss/rss_news.php",)
    assert inn.FAMILY.feeds(outlet("inn", feeds=("http://f.example/x",))) == ("http://f.example/x",)


def test_ncode_lists_count_from_zero() -> None:
    told = outlet("ncode", lists=("포항", "http://www.paper.example/news/newslist.php?code=3"))
    first, second = ncode.FAMILY.lists(told)
    assert first.page_url(0).endswith("/news/search.php?q=%ED%8F%AC%ED%95%AD&sfld=all&period=MONTH%7C12&pagenum=0")
    assert second.page_url(2) == "http://www.paper.example/news/newslist.php?code=3&pagenum=2"
    (walk,) = ncode.FAMILY.lists(outlet("ncode"))
    assert "q=&" in walk.page_url(0)
    assert ncode.FAMILY.feeds(outlet("ncode")) == ncode.FAMILY.sitemaps(outlet("ncode")) == ()


def test_dadamedia_lists_are_paged_by_a_token() -> None:
    told = outlet("dadamedia", lists=("801", "http://m.paper.example/list.php?part_idx=299"))
    first, second = dadamedia.FAMILY.lists(told)
    assert first.page_url(0) == "http://www.paper.example/news/list.php?part_idx=801"
    assert second.page_url(0) == "http://m.paper.example/list.php?part_idx=299"
    fields = dict(parse_qsl(urlsplit(second.page_url(3)).query))
    assert fields["part_idx"] == "299"
    assert dadamedia.unpacked(fields["board_data"]) == {"part_idx": "299", "startPage": "30"}
    assert dadamedia.FAMILY.lists(outlet("dadamedia")) == ()


def test_sections_are_the_lists_of_a_dadamedia_paper_that_names_none() -> None:
    named = outlet("dadamedia", sections={"124": "독자칼럼", "243": "사설"})
    assert [walk.name for walk in dadamedia.FAMILY.lists(named)] == ["124", "243"]
    assert next(walk.page_url(0) for walk in dadamedia.FAMILY.lists(named)).endswith("/news/list.php?part_idx=124")
    assert [
        walk.name for walk in dadamedia.FAMILY.lists(outlet("dadamedia", lists=("801",), sections={"1": "가"}))
    ] == ["801"]


ROWS: dict[str, tuple[str, str, list[tuple[str, str, str]]]] = {
    "dadamedia, new": (
        "dadamedia",
        """<div><a href="/news/view.php?idx=3">바깥 기사</a></div><ul class="list_news2_4">
<li><a href="view.php?idx=41"><strong>첫 기사</strong><p>머리글</p></a><div class="news_date">2023.08.21 10:05</div></li>
<li><a href="view.php?idx=40"><strong>둘째 기사</strong></a><div class="news_date"></div></li></ul>""",
        [("view.php?idx=41", "첫 기사", "2023-08-21 10:05"), ("view.php?idx=40", "둘째 기사", "")],
    ),
    "dadamedia, mobile": (
        "dadamedia",
        """<a href="/">홈</a><a href="view.php?idx=41"><div class="news_tit">첫 기사</div>
<div class="news_modify">2026/08/21 10:05</div></a><a href="view.php?idx=40"><div class="news_tit">둘째 기사</div></a>""",
        [("view.php?idx=41", "첫 기사", "2026-08-21 10:05"), ("view.php?idx=40", "둘째 기사", "")],
    ),
    "dadamedia, old": (
        "dadamedia",
        f"""<table><tr><td><table><tr><td><a href="index_view_page.php?board_data={PACKED}&search_items=||"><b>첫 기사</b></a>
</td></tr><tr><td>머리글</td></tr></table></td></tr>
<tr><td><table><tr><td><a href="index_view_page.php?idx=40&part_idx=3">둘째 기사</a></td></tr></table></td></tr></table>""",
        [
            (f"index_view_page.php?board_data={PACKED}&search_items=||", "첫 기사", ""),
            ("index_view_page.php?idx=40&part_idx=3", "둘째 기사", ""),
        ],
    ),
    "inn, rows of a table": (
        "inn",
        """<table><tr><td><img src="a.gif"></td><td><a href="sub_read.html?uid=41&section=sc4">첫 기사</a>
<span class="etc">2012/08/02 [10:36]</span></td></tr><tr><td><a href="sub.html">더보기</a></td></tr></table>""",
        [("sub_read.html?uid=41&section=sc4", "첫 기사", "2012-08-02 10:36")],
    ),
    "ncode, search": (
        "ncode",
        """<div class="listPhoto"><a href="x"><img src="a.jpg"></a><dl><dt><a href="newsview.php?ncode=1065000000000041">첫 기사</a>
</dt><dd class="conts">머리글 2020년의 일</dd><dd><span class="date">2023-04-05 12:34:56</span></dd></dl></div>""",
        [("newsview.php?ncode=1065000000000041", "첫 기사", "2023-04-05 12:34")],
    ),
    "gnuboard4": (
        "gnuboard",
        """<table class="board_list"><tr><th>제목</th></tr><tr class="bg0"><td class="subject">
<a href="../bbs/board.php?bo_table=news&wr_id=41">첫 기사</a></td><td class="datetime">10-05-03</td></tr></table>""",
        [("../bbs/board.php?bo_table=news&wr_id=41", "첫 기사", "2010-05-03 00:00")],
    ),
    "gnuboard, news layer": (
        "gnuboard",
        """<div id="news_data"><div><a href="/news/view.php?no=41"><h3>첫 기사</h3><span class="date">2022.08.26</span></a></div>
<div><a href="/news/view.php?no=40"><h3>둘째 기사</h3></a></div></div>""",
        [("/news/view.php?no=41", "첫 기사", "2022-08-26 00:00"), ("/news/view.php?no=40", "둘째 기사", "")],
    ),
}


@pytest.mark.parametrize("case", ROWS)
@pytest.mark.parametrize("charset", ["utf-8", "cp949"])
def test_list_pages(case: str, charset: str) -> None:
    family, body, wanted = ROWS[case]
    page = f'<html><head><meta charset="{charset}"><title>목록 똠 펲 햏 뷁</title></head><body>{body}</body></html>'
    base = "http://www.paper.example/dir/list.php"
    text = decode(page.encode(charset), "text/html; charset=iso-8859-1").text
    found = read_list(text, FAMILIES[family].list_rules, base, fetched_at=AT)
    assert [
        (one.url.rpartition("/")[2], one.headline, f"{one.published_at:%Y-%m-%d %H:%M}" if one.published_at else "")
        for one in found
    ] == [(href.rpartition("/")[2], headline, at) for href, headline, at in wanted]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_sample_lists_name_their_articles(family: str) -> None:
    """Every address of a list and a feed is an article's, headlines whole, at most the day where no time is shown."""
    site = site_of(f"sample-{family}")
    told = site.outlet_at("http://www.paper.example")
    articles = [arbitrary(n, site.skins[0], home=told.home) for n in range(12)]
    for walk in FAMILIES[family].lists(told):
        parts = urlsplit(walk.page_url(0))
        asked = SiteRequest(
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            home=told.home,
            entries=[entry(one) for one in articles],
            articles=articles,
            setting=Setting(feed=True),
            with_faults=False,
        )
        listed = site.listing(asked)
        assert isinstance(listed, Listed)
        found = read_list(listed.text, FAMILIES[family].list_rules, walk.page_url(0), fetched_at=AT)
        known = {}
        for one in found:
            if identity := FAMILIES[family].identify(one.url, told):
                known.setdefault(identity.canonical_url, one)
        for one in articles:
            listing = known[one.canonical_url]
            assert listing.headline == one.headline
            assert listing.published_at is not None
            assert one.published_at is not None
            assert listing.published_at.date() == one.published_at.date()


def test_the_feed_of_inn() -> None:
    feed = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>견본</title><item>
<title><![CDATA[첫 기사]]></title><link>http://www.paper.example/sub_read.html?uid=41&section=sc4</link>
<pubDate>Thu, 02 Aug 2012 10:36:00 +0900</pubDate></item></channel></rss>"""
    (one,) = read_feed(feed, "http://www.paper.example/rss/rss_news.php")
    assert inn.FAMILY.identify(one.url, outlet("inn")) == ArticleIdentity(
        "http://www.paper.example/sub_read.html?uid=41", "41"
    )
    assert one.published_at == datetime(2012, 8, 2, 10, 36, tzinfo=KST)


OWN_SKINS = [name for name, skin in SKINS.items() if skin.family in FAMILIES]


@pytest.mark.parametrize("skin", OWN_SKINS)
def test_a_page_is_recognised_as_its_family(skin: str) -> None:
    family = SKINS[skin].family
    record = arbitrary(3, skin)
    page = render(record, skin)
    weights = {name: one.recognise(page, record.url) for name, one in FAMILIES.items()}
    assert max(weights, key=lambda name: weights[name]) == family
    assert weights[family] >= 0.5


def test_a_foreign_page_is_recognised_as_none() -> None:
    page = "<html><body><a href='/news/articleView.html?idxno=3'>기사</a><a href='/view.php?no=3'>글</a></body></html>"
    for family in FAMILIES.values():
        assert family.recognise(page, "http://www.other.example/") == 0


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("<td class='read_title'>", "<td class='other_title'>"),
        ("<td class='read_subtitle'>", "<td class='other'>"),
        ("<div align='right' class='writer'>", "<div align='right' class='name'>"),
    ],
)
def test_a_missing_part_of_an_old_inn_page_is_not_filled_from_elsewhere(wrong: str, right: str) -> None:
    record = arbitrary(8, "inn-2012")
    page = render(record, "inn-2012").replace(wrong, right)
    told = outlet("inn", "http://sample.example")
    fetched = Page(outlet=told.id, url=record.url, body=encode(page, "cp949"), fetched_at=AT)
    found = extract(fetched, inn.FAMILY.layout(told))
    if isinstance(found, Article):
        assert found.headline in (record.headline, "") or found.headline in page
        assert found.published_at == record.published_at.replace(second=0) if record.published_at else None
        assert set(found.reporters) <= set(record.reporters)
        assert "황조롱이" not in found.body + found.headline + found.deck


def test_the_tail_and_dateline_of_a_daily() -> None:
    page = """<html><head><title>영일만항 물동량 늘어 - 견본매일</title></head><body><span>최종편집:2026-11-20 04:21:48</span>
<div class="title"><h1>영일만항 물동량 늘어</h1></div><div><span>최견본 기자 기자</span><span>입력 2026/11/19 13:28</span></div>
<div id="fontSzArea"><p>[경상매일신문=최견본기자] 영일만항의 올해 물동량이 지난해보다 늘었다.</p><p>항만 쪽은 새 항로 덕이라고 밝혔다.</p>
<p>▲ 제보하기 [메일] tips@example.com [카카오톡] 견본 채널 검색, 채널 추가 유튜브에서도 구독해주세요!</p></div></body></html>"""
    told = outlet("dadamedia")
    fetched = Page(outlet="paper", url=ONE["dadamedia"].canonical_url, body=page.encode(), fetched_at=AT)
    found = extract(fetched, dadamedia.FAMILY.layout(told))
    assert isinstance(found, Article)
    assert found.headline == "영일만항 물동량 늘어"
    assert (found.agency, found.reporters) == ("경상매일신문", ("최견본",))
    assert found.published_at == datetime(2026, 11, 19, 13, 28, tzinfo=KST)
    assert found.body == "영일만항의 올해 물동량이 지난해보다 늘었다.\n항만 쪽은 새 항로 덕이라고 밝혔다."


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real pages do not lie beside the project")
def test_a_real_page_of_2012() -> None:
    name = "bakery__www.breaknews.com"
    gold = json.loads((SHARED / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    told = Outlet(id="breaknews", title="브레이크뉴스", family="inn", home="https://www.breaknews.com")
    body = (SHARED / "dev" / f"{name}.html").read_bytes()
    found = extract(Page(outlet=told.id, url=gold["url"], body=body, fetched_at=AT), inn.FAMILY.layout(told))
    assert isinstance(found, Article)
    assert (found.headline, found.deck, found.body) == (gold["headline"], gold["deck"], gold["body"])
    assert (list(found.reporters), list(found.emails)) == (gold["reporters"], gold["emails"])
    assert found.published_at == datetime.fromisoformat(gold["published_at"])
    assert [photo.credit for photo in found.photos] == [photo["credit"] for photo in gold["photos"]]
    assert found.canonical_url == "https://www.breaknews.com/sub_read.html?uid=223140"


@pytest.mark.parametrize("module", [inn, dadamedia, gnuboard, ncode])
def test_the_manual_says_how_sure_it_is(module: object) -> None:
    manual = str(module.__doc__)
    assert all(word in manual for word in ("verified", "memory", "How to recognise", "What an outlet must say"))


def test_each_family_is_what_its_file_says() -> None:
    assert all(isinstance(family, Family) and family.id == name for name, family in FAMILIES.items())


NO_BODY_KNOWN = (
    ("dadamedia-news", '<div id="view_content">'),
    ("dadamedia-mobile", '<div id="view_content">'),
    ("dadamedia-default", '<td id="fontSzArea">'),
    ("inn-2023", '<div id="CLtag">'),
)


@pytest.mark.parametrize(("skin", "element"), NO_BODY_KNOWN)
def test_a_body_that_no_selector_finds_is_read_all_the_same(skin: str, element: str) -> None:
    """The parts around it stay those that the layout found, and the miss is counted."""
    family = SKINS[skin].family
    site = site_of(f"sample-{family}")
    told = site.outlet_at("http://sample.example")
    named = element.partition(" ")[0] + ">"
    for told_article in invented(f"sample-{family}", home=told.home)[:16]:
        record = replace(told_article, php_messages=0)
        page = render(record, skin)
        assert element in page
        fetched = Page(
            outlet=told.id,
            url=record.url,
            body=encode(page.replace(element, named)),
            fetched_at=record.fetched_at,
        )
        found = extract(fetched, FAMILIES[family].layout(told))
        wanted = expected(record, skin)
        assert isinstance(found, Article)
        assert dict(found.repairs)["selector_missed"] == 1
        assert (found.headline, found.published_at, found.reporters) == (
            wanted.headline,
            wanted.published_at,
            wanted.reporters,
        )
        assert found.body.split("\n")[0] == wanted.body.split("\n")[0]
        for foreign in (*(other.headline for other in others()), *RELATED, *TICKER, "공유", "무단"):
            assert foreign not in found.body + found.headline + found.deck
