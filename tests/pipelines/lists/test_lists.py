"""List pages, feeds and sitemaps, whole and broken."""

from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from models.records.times import KST
from pipelines.lists import count_links, read_feed, read_list, read_sitemap
from pipelines.page.decode import decode
from scrapers.families import gbhana, newspim
from scrapers.samples import lists
from scrapers.samples.php import messages
from scrapers.samples.sites import gbhana as hana_site
from scrapers.samples.sites import newspim as newspim_site
from tests.sites.arbitrary import arbitrary

HOME = "http://sample.example"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=KST)
REAL = Path(__file__).resolve().parents[4] / "shared" / "pages" / "lists"


def entries(skin: str, count: int = 45) -> list[lists.Entry]:
    return [lists.entry(arbitrary(seed, skin)) for seed in range(count)]


def minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def test_newspim_list() -> None:
    shown = entries("newspim-2023")
    html = newspim_site.list_page(shown, 20)
    found = read_list(html, newspim.FAMILY.list_rules, f"{HOME}/news/lists?category_cd=108&page=20")
    assert [listing.url for listing in found] == [e.url for e in shown[20:40]]
    assert [listing.headline for listing in found] == [e.headline for e in shown[20:40]]
    assert [minute(listing.published_at) for listing in found] == [minute(e.published_at) for e in shown[20:40]]
    assert {listing.source for listing in found} == {"list"}


def test_newspim_list_beyond_the_last_page_is_empty_though_a_sidebar_links() -> None:
    html = newspim_site.list_page(entries("newspim-2023", 5), 20)
    assert read_list(html, newspim.FAMILY.list_rules, HOME) == ()
    assert count_links(html, ("/news/view/",)) == 1


@pytest.mark.parametrize("printed", ["", *messages()[:6]])
def test_hana_list(printed: str) -> None:
    shown = entries("gbhana-desktop")
    html = hana_site.list_page(shown, 2, shown[:1], printed)
    found = read_list(html, gbhana.FAMILY.list_rules, f"{HOME}/bbs/board.php?bo_table=news&page=2")
    assert [listing.url for listing in found] == [shown[0].url, *(e.url for e in shown[15:30])]
    assert [listing.headline for listing in found][1:] == [e.headline for e in shown[15:30]]
    assert found[1].published_raw == f"{shown[15].published_at:%Y-%m-%d}"
    assert found[1].published_at == shown[15].published_at.replace(hour=0, minute=0, second=0)


def hana_row(when: str) -> str:
    return (
        '<div id="bo_list"><table><tbody><tr><td class="td_subject"><div class="bo_tit"><a href="/bbs/board.php?bo_table'
        f'=news&amp;wr_id=9">가로등 교체</a></div></td><td class="td_datetime">{when}</td></tr></tbody></table></div>'
    )


@pytest.mark.parametrize(
    ("when", "alone", "with_clock"),
    [
        ("2022-08-26", "2022-08-26 00:00", "2022-08-26 00:00"),
        ("22-08-26", "2022-08-26 00:00", "2022-08-26 00:00"),
        ("2022.08.26 14:58", "2022-08-26 14:58", "2022-08-26 14:58"),
        ("14:20", "", "2026-11-20 14:20"),
        ("15:40", "", ""),
        ("25:40", "", ""),
        ("08-26", "", "2026-08-26 00:00"),
        ("12-26", "", "2025-12-26 00:00"),
        ("02-30", "", ""),
        ("어제", "", "2026-11-19 00:00"),
        ("", "", ""),
        ("조회 12", "", ""),
    ],
)
def test_times_of_a_board(when: str, alone: str, with_clock: str) -> None:
    (listing,) = read_list(hana_row(when), gbhana.FAMILY.list_rules, HOME)
    assert (minute(listing.published_at), listing.published_raw) == (alone, when)
    (listing,) = read_list(hana_row(when), gbhana.FAMILY.list_rules, HOME, fetched_at=NOW)
    assert minute(listing.published_at) == with_clock


@pytest.mark.parametrize("junk", ["", "\ufeff", "\n\n  ", *messages()[:8]])
def test_feeds_behind_junk(junk: str) -> None:
    shown = entries("newspim-2023", 12)
    found = read_feed(junk + newspim_site.feed(shown, HOME), f"{HOME}/rss")
    assert [(x.url, x.headline, minute(x.published_at)) for x in found] == [
        (e.url, unescape(e.headline), minute(e.published_at)) for e in shown
    ]
    assert {x.source for x in found} == {"feed"}


def test_gnuboard_feed() -> None:
    shown = entries("gbhana-desktop", 12)
    found = read_feed(hana_site.rss(shown, HOME), f"{HOME}/bbs/rss.php?bo_table=news")
    assert [(x.url, x.headline, minute(x.published_at)) for x in found] == [
        (e.url, unescape(e.headline), minute(e.published_at)) for e in shown
    ]


def test_ndsoft_times_without_a_zone_are_korean() -> None:
    feed = """<?xml version="1.0" encoding="euc-kr" ?><rss version="2.0"><channel><item><title><![CDATA[시장 & 군수]]></title>
    <link>http://a.example/news/articleView.html?idxno=7&sc=1</link><author>홍길동</author>
    <pubDate>2024-01-02 12:34:56</pubDate></item></channel></rss>"""
    (found,) = read_feed(feed, "http://a.example/rss/allArticle.xml")
    assert found.url == "http://a.example/news/articleView.html?idxno=7&sc=1"
    assert found.headline == "시장 & 군수"
    assert found.published_at == datetime(2024, 1, 2, 12, 34, 56, tzinfo=KST)


def test_atom() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">하나 &amp;amp; 둘</title>
    <link rel="self" href="http://a.example/self"/><link href="/news/view/1"/><updated>2024-01-02T03:34:56Z</updated>
    <published>2024-01-01T03:34:56Z</published></entry></feed>"""
    (found,) = read_feed(feed, "http://a.example/atom.xml")
    assert (found.url, found.headline) == ("http://a.example/news/view/1", "하나 & 둘")
    assert found.published_at == datetime(2024, 1, 1, 12, 34, 56, tzinfo=KST)


@pytest.mark.parametrize(
    "feed",
    [
        "",
        "RSS 보기가 금지되어 있습니다.",
        "<html><body>404</body></html>",
        "<rss>",
        "<rss><channel><item><title>x</title></item></channel></rss>",
        "<rss><channel><item><link>http://[</link></item></channel></rss>",
        "<?xml version='1.0'?>",
        '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
        "\x00<rss>\x01</rss>",
    ],
)
def test_what_is_no_feed_gives_nothing(feed: str) -> None:
    assert read_feed(feed, HOME) == ()
    assert read_sitemap(feed, HOME).listings == ()


def test_entities_of_a_feed_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀", encoding="utf-8")
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss><channel><item>'
        "<title>제목 &x;</title><link>http://a.example/1</link></item></channel></rss>"
    )
    (found,) = read_feed(feed, HOME)
    assert "비밀" not in found.headline


def test_a_feed_cut_in_the_middle_gives_what_came() -> None:
    feed = newspim_site.feed(entries("newspim-2023", 10), HOME)
    found = read_feed(feed[: len(feed) // 2], HOME)
    assert 3 <= len(found) <= 6


def test_sitemap() -> None:
    shown = entries("newspim-2023", 30)
    found = read_sitemap(lists.sitemap("견본뉴스핌", shown[20:40]), f"{HOME}/sitemap/recent/all_2")
    assert [(x.url, x.headline, x.published_at) for x in found.listings] == [
        (e.url, e.headline, e.published_at) for e in shown[20:]
    ]
    assert found.sitemaps == ()


def test_sitemap_index_and_lastmod() -> None:
    index = """<sitemapindex><sitemap><loc>/sitemap/1.xml</loc></sitemap>
    <sitemap><loc>http://a.example/sitemap/2.xml.gz</loc></sitemap></sitemapindex>"""
    found = read_sitemap(index, "http://a.example/sitemap.xml")
    assert found.sitemaps == ("http://a.example/sitemap/1.xml", "http://a.example/sitemap/2.xml.gz")
    plain = "<urlset><url><loc>http://a.example/1</loc><lastmod>2024-01-02</lastmod></url><url></url></urlset>"
    (listing,) = read_sitemap(plain, HOME).listings
    assert (listing.published_raw, listing.published_at) == ("2024-01-02", None)
    lines = read_sitemap("http://a.example/1\r\nnonsense\nhttp://a.example/2\n", HOME)
    assert [x.url for x in lines.listings] == ["http://a.example/1", "http://a.example/2"]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real lists are not beside this checkout")
@pytest.mark.parametrize(("name", "least"), [("chosun_rss.xml", 20), ("acnnewswire.net.xml", 5), ("jely.pe.kr.xml", 5)])
def test_real_feeds(name: str, least: int) -> None:
    found = read_feed(decode((REAL / name).read_bytes()).text, "http://a.example/")
    assert len(found) >= least
    assert all(x.url.startswith("http") and x.headline and "�" not in x.headline for x in found)
    assert sum(x.published_at is not None for x in found) >= len(found) * 0.9
