"""Addresses, lists and feeds of the two families."""

import pytest

from models.records.outlet import Outlet
from pipelines.contracts.layout import ArticleIdentity
from scrapers.families import gbhana, newspim
from scrapers.families.base import hosts

NEWSPIM = Outlet(
    id="newspim",
    title="뉴스핌",
    family="newspim",
    home="https://www.newspim.com",
    hosts=("www.newspim.com", "m.newspim.com", "search.newspim.com", "gam.newspim.com"),
)
HANA = Outlet(id="gbhana", title="경북하나신문", family="gbhana", home="http://www.gbhana.com")
LOCAL = Outlet(id="sample", title="견본", family="gbhana", home="http://127.0.0.1:8123")

NEWSPIM_ONE = ArticleIdentity("https://www.newspim.com/news/view/20231114000777", "20231114000777")
HANA_ONE = ArticleIdentity("http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=5793", "5793")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.newspim.com/news/view/20231114000777",
        "http://newspim.com/news/view/20231114000777/",
        "https://m.newspim.com/news/view/20231114000777?ref=naver",
        "http://m.newspim.com/newsamp/view/20231114000777",
        "https://search.newspim.com/news/view/20231114000777?utm_source=x&inflow=N#top",
        "https://gam.newspim.com/news/view/20231114000777",
        "HTTPS://WWW.NEWSPIM.COM/news/view/20231114000777",
        "https://www.newspim.com:443/news/view/20231114000777",
        "  https://www.newspim.com/news/view/20231114000777\n",
    ],
)
def test_every_newspim_address_of_an_article_is_one(url: str) -> None:
    assert newspim.FAMILY.identify(url, NEWSPIM) == NEWSPIM_ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://www.newspim.com/news/lists?category_cd=108",
        "https://www.newspim.com/news/view/",
        "https://www.newspim.com/news/view/abc",
        "https://www.newspim.com/",
        "https://www.newspim.com.evil.example/news/view/20231114000777",
        "https://evil.example/news/view/20231114000777",
        "https://www.newspim.com@evil.example/news/view/20231114000777",
        "ftp://www.newspim.com/news/view/20231114000777",
        "javascript:alert(1)",
        "https://www.newspim.com:8080/news/view/20231114000777",
        "http://[broken/news/view/20231114000777",
        "https://www.newspim.com:port/news/view/20231114000777",
        "/news/view/20231114000777",
        "",
    ],
)
def test_other_addresses_are_no_newspim_article(url: str) -> None:
    assert newspim.FAMILY.identify(url, NEWSPIM) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=5793",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=5793&device=mobile",
        "https://gbhana.com/bbs/board.php?device=pc&wr_id=5793&bo_table=news&page=3&sca=%EC%82%AC%ED%9A%8C",
        "http://m.gbhana.com/bbs/board.php?bo_table=news&amp;wr_id=5793",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=05793#c_12",
        "http://www.gbhana.com/news/view.php?no=5793",
        "http://www.gbhana.com/news/5793",
    ],
)
def test_every_hana_address_of_an_article_is_one(url: str) -> None:
    assert gbhana.FAMILY.identify(url, HANA) == HANA_ONE


@pytest.mark.parametrize(
    "url",
    [
        "http://www.gbhana.com/bbs/board.php?bo_table=news",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&page=2",
        "http://www.gbhana.com/bbs/board.php?bo_table=notice&wr_id=3",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=1%20or%201",
        "http://www.gbhana.com/bbs/board.php?bo_table=news&wr_id=５７９３",
        "http://www.gbhana.com/bbs/rss.php?bo_table=news",
        "http://www.gbhana.com/bbs/login.php?wr_id=5793",
        "http://other.example/bbs/board.php?bo_table=news&wr_id=5793",
    ],
)
def test_other_addresses_are_no_hana_article(url: str) -> None:
    assert gbhana.FAMILY.identify(url, HANA) is None


def test_a_port_belongs_to_the_host() -> None:
    found = gbhana.FAMILY.identify("http://127.0.0.1:8123/bbs/board.php?bo_table=news&wr_id=7", LOCAL)
    assert found == ArticleIdentity("http://127.0.0.1:8123/bbs/board.php?bo_table=news&wr_id=7", "7")
    assert gbhana.FAMILY.identify("http://127.0.0.1:8124/bbs/board.php?bo_table=news&wr_id=7", LOCAL) is None
    assert gbhana.FAMILY.identify("http://127.0.0.1/bbs/board.php?bo_table=news&wr_id=7", LOCAL) is None


@pytest.mark.parametrize(("family", "outlet"), [(newspim, NEWSPIM), (gbhana, HANA), (gbhana, LOCAL)])
def test_what_is_asked_for_has_the_identity_it_came_from(family: object, outlet: Outlet) -> None:
    module = newspim if family is newspim else gbhana
    one = NEWSPIM_ONE if module is newspim else gbhana.FAMILY.identify(f"{outlet.home}/news/12", outlet)
    assert one is not None
    for skin in ("desktop", "mobile"):
        asked = module.FAMILY.article_url(one, outlet, skin)  # type: ignore[arg-type]
        assert module.FAMILY.identify(asked, outlet) == one
    assert module.FAMILY.identify(one.canonical_url, outlet) == one


def test_hosts_come_with_and_without_prefix() -> None:
    assert {"gbhana.com", "www.gbhana.com", "m.gbhana.com", "mobile.gbhana.com"} <= hosts(HANA)
    assert "search.newspim.com" in hosts(NEWSPIM)
    assert "rss.newspim.com" not in hosts(NEWSPIM)


def test_newspim_lists_count_articles() -> None:
    (walk,) = newspim.FAMILY.lists(NEWSPIM)
    assert walk.page_url(0) == "https://www.newspim.com/news/lists?category_cd=108"
    assert walk.page_url(2) == "https://www.newspim.com/news/lists?category_cd=108&page=40"
    own = Outlet(id="x", title="x", family="newspim", home="https://www.newspim.com", lists=("1", "104010"))
    assert [w.page_url(1) for w in newspim.FAMILY.lists(own)] == [
        "https://www.newspim.com/news/lists?category_cd=1&page=20",
        "https://www.newspim.com/news/lists?category_cd=104010&page=20",
    ]


def test_hana_lists_count_pages() -> None:
    (walk,) = gbhana.FAMILY.lists(HANA)
    assert walk.page_url(0) == "http://www.gbhana.com/bbs/board.php?bo_table=news&page=1"
    assert walk.page_url(4) == "http://www.gbhana.com/bbs/board.php?bo_table=news&page=5"
    own = Outlet(id="x", title="x", family="gbhana", home="http://x.example", lists=("local:사회", "photo"))
    first, second = gbhana.FAMILY.lists(own)
    assert first.page_url(0) == "http://x.example/bbs/board.php?bo_table=local&sca=%EC%82%AC%ED%9A%8C&page=1"
    assert second.page_url(0) == "http://x.example/bbs/board.php?bo_table=photo&page=1"
    assert gbhana.FAMILY.identify("http://x.example/bbs/board.php?bo_table=photo&wr_id=3", own) is not None


def test_feeds_and_sitemaps() -> None:
    assert newspim.FAMILY.feeds(NEWSPIM) == ("http://rss.newspim.com/news/category/108",)
    assert newspim.FAMILY.sitemaps(NEWSPIM) == (
        "https://www.newspim.com/sitemap/recent/all_1",
        "https://www.newspim.com/sitemap/recent/all_2",
    )
    assert gbhana.FAMILY.feeds(HANA) == ("http://www.gbhana.com/bbs/rss.php?bo_table=news",)
    assert gbhana.FAMILY.sitemaps(HANA) == ()


def test_the_day_in_a_newspim_address() -> None:
    assert newspim.url_day(NEWSPIM_ONE.canonical_url) == "20231114"
    assert newspim.url_day("https://www.newspim.com/news/view/12345678") == ""


def test_an_outlet_may_name_its_own_selectors() -> None:
    own = Outlet(id="x", title="x", family="gbhana", home="http://x.example", layout={"deck": (".lead",)})
    assert gbhana.FAMILY.layout(own).deck[0] == ".lead"
    assert gbhana.FAMILY.layout(own).deck[1:] == gbhana.FAMILY.layout(HANA).deck
    wrong = Outlet(id="x", title="x", family="gbhana", home="http://x.example", layout={"identify": ("x",)})
    with pytest.raises(ValueError, match="identify"):
        gbhana.FAMILY.layout(wrong)


@pytest.mark.parametrize("module", [newspim, gbhana])
def test_the_manual_says_how_sure_it_is(module: object) -> None:
    manual = str(module.__doc__)
    assert all(word in manual for word in ("verified", "memory", "How to recognise", "What an outlet must say"))
