"""Addresses, lists, feeds and evidence of the families that are data, of WordPress and of the wires."""

import json
from datetime import datetime
from html import unescape

import pytest

from models.records.outlet import Outlet
from models.records.times import KST
from pipelines.lists import read_feed, read_list
from scrapers.families import builder, imaeil, news1, wordpress
from scrapers.families.base import Family
from scrapers.registry import family_ids, load_family
from scrapers.samples.catalog import site_of
from scrapers.samples.lists import entry
from scrapers.samples.render import SKINS, render
from scrapers.samples.sites.kit import Listed, Setting, SiteRequest
from tests.sites.arbitrary import arbitrary
from tests.support.read_pages import HOME, article, read

NAMES = ("imaeil", "kbmaeil", "localmbc", "news1", "newsis", "wordpress", "yeongnam", "yonhap")
OLD_HOST = {"yonhap": ("www.yonhapnews.co.kr",)}


def outlet(name: str, **said: object) -> Outlet:
    return Outlet(
        id="x", title="견본", family=name, home="https://www.sample.example", hosts=OLD_HOST.get(name, ()), **said
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "url", "path", "number"),
    [
        ("yonhap", "https://www.sample.example/view/AKR20260812047400030", "", "AKR20260812047400030"),
        ("yonhap", "https://m.sample.example/view/AKR20260812047400030?section=local/all&input=1195m", "", ""),
        ("yonhap", "https://sample.example/amp/view/AKR20260812047400030/", "", ""),
        (
            "yonhap",
            "http://www.yonhapnews.co.kr/bulletin/2016/09/17/0200000000AKR20160917021800007.HTML?template=2085",
            "/view/AKR20160917021800007",
            "AKR20160917021800007",
        ),
        ("newsis", "https://www.sample.example/view/NISX20240508_0002727976", "", "NISX20240508_0002727976"),
        ("newsis", "http://sample.example/view/?id=NISX20240508_0002727976&cID=10201&pID=10200", "", ""),
        ("newsis", "http://mobile.sample.example/view.html?ar_id=NISX20240508_0002727976", "", ""),
        ("newsis", "http://www.sample.example/ar_detail/view.html?ar_id=NISX20240508_0002727976", "", ""),
        ("news1", "https://www.sample.example/articles/6070359", "", "6070359"),
        ("news1", "https://www.sample.example/articles/?6070359", None, ""),
        ("news1", "https://www.sample.example/local/daegu-gyeongbuk/6070359", "/articles/6070359", "6070359"),
        ("news1", "https://www.sample.example/society/6070359?page=1", "/articles/6070359", "6070359"),
        ("imaeil", "https://mnews.sample.example/page/view/2026072014533960248", None, ""),
        ("imaeil", "https://m.sample.example/page/view/2026072014533960248?ref=x", "", "2026072014533960248"),
        ("yeongnam", "https://www.sample.example/web/view.php?key=20220914010001784", "", "20220914010001784"),
        ("yeongnam", "https://sample.example/web/view.php?lcode=&key=20150130.010390832100001&amp;x=1", "", ""),
        (
            "yeongnam",
            "https://www.sample.example/kn/view.php?key=20240914010001784",
            "/web/view.php?key=20240914010001784",
            "20240914010001784",
        ),
        ("kbmaeil", "https://sample.example/article/20260125500562", "", "20260125500562"),
        ("kbmaeil", "https://www.sample.example/article/202201020324578/", "/article/202201020324578", ""),
        ("localmbc", "https://sample.example/article/2qiA_hmKTj8f?utm_=x", "/article/2qiA_hmKTj8f", "2qiA_hmKTj8f"),
        ("localmbc", "https://sample.example/NewsArticle/1529250", "/NewsArticle/1529250", "1529250"),
        ("wordpress", "https://sample.example/news/86228/", "", "86228"),
        ("wordpress", "https://sample.example/?p=86228&preview=true", "/?p=86228", "86228"),
        ("wordpress", "https://www.sample.example/2025/10/31-283", "/2025/10/31-283/", ""),
        ("wordpress", "https://www.sample.example/archives/123/amp/", "/archives/123/", "123"),
        (
            "wordpress",
            "https://www.sample.example/%ea%b0%80-%eb%82%98-%eb%8b%a4/",
            "/%EA%B0%80-%EB%82%98-%EB%8B%A4/",
            "",
        ),
        ("wordpress", "https://www.sample.example/가-나-다/?replytocom=3#c", "/%EA%B0%80-%EB%82%98-%EB%8B%A4/", ""),
    ],
)
def test_addresses_of_articles(name: str, url: str, path: str | None, number: str) -> None:
    """An empty path is the address's own; None is an address that only the outlet's hosts or links lead to."""
    found = load_family(name).identify(url, outlet(name))
    if path is None:
        assert found is None
        return
    assert found is not None
    assert found.canonical_url.startswith("https://www.sample.example/")
    if path:
        assert found.canonical_url == f"https://www.sample.example{path}"
    if number:
        assert found.article_no == number
    again = load_family(name).identify(found.canonical_url, outlet(name))
    assert again == found
    asked = load_family(name).article_url(found, outlet(name), "desktop")
    assert load_family(name).identify(asked, outlet(name)) == found


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("yonhap", "/view/PYH20260812047400030"),
        ("yonhap", "/local/daegu-gyeongbuk/2"),
        ("yonhap", "/view/AKR2026"),
        ("newsis", "/view/NISI20231212_0001434624"),
        ("newsis", "/whol/list?cid=10800&scid=10810"),
        ("news1", "/photos/6070359"),
        ("news1", "/local/daegu-gyeongbuk"),
        ("imaeil", "/page/view/20260720"),
        ("imaeil", "/society?page=2"),
        ("yeongnam", "/web/list.php?sec=1"),
        ("yeongnam", "/web/view.php?key="),
        ("yeongnam", "/web/view.php?key=１２３"),
        ("kbmaeil", "/article/20260125"),
        ("kbmaeil", "/article/20260125400562"),
        ("kbmaeil", "/list/14?page=3"),
        ("localmbc", "/LatestNews/341"),
        ("localmbc", "/article/"),
        ("wordpress", "/about/"),
        ("wordpress", "/2025/10/"),
        ("wordpress", "/2025/10/31/"),
        ("wordpress", "/category/local/page/2/"),
        ("wordpress", "/author/someone-with-a-name/"),
        ("wordpress", "/wp-content/uploads/2025/10/long-name-of-a-picture.jpg"),
        ("wordpress", "/?s=포항"),
        ("wordpress", "/?page_id=3"),
        ("wordpress", "/news//86228/"),
        ("wordpress", "/sitemap-with-long-name.xml"),
    ],
)
def test_other_addresses_are_no_articles(name: str, path: str) -> None:
    known = load_family(name)
    assert known.identify(f"https://www.sample.example{path}", outlet(name)) is None
    assert known.identify(f"https://evil.example{path}", outlet(name)) is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "url", ["", "/", "javascript:1", "http://[broken/view/", "https://evil.example/article/20260125500562"]
)
def test_no_address_at_all(name: str, url: str) -> None:
    assert load_family(name).identify(url, outlet(name)) is None
    assert 0 <= load_family(name).recognise("", url) <= 1


def test_an_article_is_asked_for_where_it_was_found() -> None:
    found = news1.FAMILY.identify("https://www.sample.example/local/daegu-gyeongbuk/6070359?x=1", outlet("news1"))
    assert found is not None
    asked = news1.FAMILY.article_url(found, outlet("news1"), "desktop")
    assert asked == "https://www.sample.example/local/daegu-gyeongbuk/6070359"
    bare = wordpress.FAMILY.identify("http://sample.example/2025/10/a-b-c", outlet("wordpress"))
    assert bare is not None
    assert wordpress.FAMILY.article_url(bare, outlet("wordpress")) == "https://www.sample.example/2025/10/a-b-c"


@pytest.mark.parametrize(
    ("name", "said", "first", "third"),
    [
        ("newsis", (), "/whol/list?cid=10800&scid=10810&page=1", "/whol/list?cid=10800&scid=10810&page=3"),
        ("newsis", ("10200",), "/whol/list?cid=10200&page=1", "/whol/list?cid=10200&page=3"),
        ("imaeil", ("society",), "/society?page=1", "/society?page=3"),
        ("kbmaeil", ("14",), "/list/14?page=1", "/list/14?page=3"),
        ("kbmaeil", ("https://www.sample.example/list/14?page=1",), "/list/14?page=1", "/list/14?page=3"),
        ("localmbc", ("FieldNews/category27",), "/FieldNews/category27/1", "/FieldNews/category27/3"),
        ("localmbc", ("https://www.sample.example/Social/1",), "/Social/1", "/Social/3"),
        ("yonhap", ("/local/daegu-gyeongbuk",), "/local/daegu-gyeongbuk/1", "/local/daegu-gyeongbuk/3"),
        ("wordpress", (), "/feed/", "/feed/?paged=3"),
        ("wordpress", ("category/local",), "/category/local/feed/", "/category/local/feed/?paged=3"),
        (
            "wordpress",
            ("https://www.sample.example/category/x/feed/",),
            "/category/x/feed/",
            "/category/x/feed/?paged=3",
        ),
        (
            "yeongnam",
            ("https://www.sample.example/web/section1.php?all=y&ncid=N08&page=574",),
            "/web/section1.php?all=y&ncid=N08&page=1",
            "/web/section1.php?all=y&ncid=N08&page=3",
        ),
    ],
)
def test_lists_and_their_pages(name: str, said: tuple[str, ...], first: str, third: str) -> None:
    (walk,) = load_family(name).lists(outlet(name, lists=said))
    assert walk.page_url(0) == f"https://www.sample.example{first}"
    assert walk.page_url(2) == f"https://www.sample.example{third}"


def test_feeds() -> None:
    assert load_family("yonhap").feeds(outlet("yonhap")) == ("https://www.sample.example/rss/local.xml",)
    assert load_family("kbmaeil").feeds(outlet("kbmaeil")) == ()
    assert wordpress.FAMILY.feeds(outlet("wordpress"))[0].startswith(
        "https://www.sample.example/wp-json/wp/v2/posts?per_page=100"
    )
    named = ("https://a.example/rss",)
    assert all(load_family(name).feeds(outlet(name, feeds=named)) == named for name in NAMES)


def test_posts_of_the_rest_interface_are_a_feed() -> None:
    posts = [
        {
            "id": 3,
            "date": "2026-11-20T14:49:07",
            "date_gmt": "2026-11-20T05:49:07",
            "link": f"{HOME}/news/3/",
            "title": {"rendered": "가로등 &#8216;교체&#8217;"},
        },
        {"id": 2, "date": "2026-11-19T08:00:00", "link": "/news/2/", "title": "둘"},
        {"id": 1, "link": ""},
        "no post",
    ]
    found = read_feed("\ufeff" + json.dumps(posts), f"{HOME}/wp-json/wp/v2/posts")
    assert [(one.url, one.headline, one.published_at) for one in found] == [
        (f"{HOME}/news/3/", "가로등 ‘교체’", datetime(2026, 11, 20, 14, 49, 7, tzinfo=KST)),
        (f"{HOME}/news/2/", "둘", datetime(2026, 11, 19, 8, 0, tzinfo=KST)),
    ]
    for broken in ('[{"link": "x"', "[", "[]", "[1, 2]", '[{"link": 5, "title": []}]', "[" * 100_000):
        assert read_feed(broken, HOME) == ()
    assert read_feed('{"code": "rest_no_route"}', HOME) == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_sample_sites_lists_are_read(name: str) -> None:
    """Every row of the list with its headline and its day; no link that stands beside the rows counts as an article."""
    known: Family = load_family(name)
    skin = next(skin for skin in SKINS.values() if skin.family == name)
    told = [arbitrary(seed, skin.id, home=HOME) for seed in range(8)]
    entries = [entry(one) for one in told]
    site = site_of(f"sample-{name}")
    (walk,) = known.lists(site.outlet_at(HOME))
    path, _, query = walk.page_url(0).removeprefix(HOME).partition("?")
    asked = SiteRequest(
        path=path,
        query=dict(pair.split("=") for pair in query.split("&") if pair),
        home=HOME,
        entries=entries,
        articles=told,
        setting=Setting(),
        with_faults=False,
    )
    listed = site.listing(asked)
    assert isinstance(listed, Listed)
    rows = read_list(listed.text, known.list_rules, walk.page_url(0), fetched_at=datetime(2030, 1, 1, tzinfo=KST))
    read_as = {}
    for row in rows:
        if identity := known.identify(row.url, site.outlet_at(HOME)):
            read_as[identity.canonical_url] = (unescape(row.headline), row.published_at and row.published_at.date())
    wanted = {e.url: (unescape(e.headline), e.published_at.date()) for e in entries}
    assert read_as == wanted


@pytest.mark.parametrize("skin", [skin.id for skin in SKINS.values() if skin.family in NAMES])
def test_pages_are_evidence_of_their_family_alone(skin: str) -> None:
    mine = SKINS[skin].family
    page = render(arbitrary(3, skin), skin)
    url = arbitrary(3, skin).url
    weights = {name: load_family(name).recognise(page, url) for name in family_ids()}
    if skin != "news1-2020":  # told by its host alone
        assert weights[mine] >= 0.5
    assert all(weight < 0.5 for name, weight in weights.items() if name != mine)


def test_the_home_of_a_wire_is_known_by_its_host() -> None:
    assert load_family("news1").recognise("", "https://www.news1.kr/local/1") == 1
    assert load_family("yonhap").recognise("", "https://www.yna.co.kr/") == 1
    assert load_family("yonhap").recognise("", "https://www.yna.co.kr.evil.example/") == 0
    assert load_family("newsis").recognise("", "http://[broken") == 0


def test_days_and_moments_in_addresses() -> None:
    assert imaeil.moment("https://www.imaeil.com/page/view/2026072014533960248") == "20260720145339"
    assert builder.day_in("https://www.yna.co.kr/view/AKR20260812047400030") == "20260812"
    assert builder.day_in("https://www.sample.example/web/view.php?key=20150130.010390832100001") == "20150130"
    assert builder.day_in("https://www.sample.example/article/20261325500562") == ""
    assert builder.day_in("https://www.sample.example/about") == ""


def test_a_moment_in_the_address_sharpens_a_day_on_the_page() -> None:
    page = '<div class="header_article_view"><h3>가로등 교체</h3><p class="date">입력 2026-07-20</p></div><div id="articlebody"><p>글이다.</p></div>'
    found = article(read(page, "imaeil", url=f"{HOME}/page/view/2026072014533960248"))
    assert found.published_at == datetime(2026, 7, 20, 14, 53, 39, tzinfo=KST)
    assert found.published_from == "url"


def test_the_canonical_link_is_the_identity_of_a_post() -> None:
    page = (
        f'<html><head><link rel="canonical" href="{HOME}/2026/11/20/가로등-교체-시작/"></head><body>'
        '<h1 class="entry-title">가로등 교체</h1><time class="entry-date published updated" datetime="2026-11-20T14:49:07+09:00">'
        '2026년 11월 20일</time><div class="entry-content"><p>글이다.</p></div></body></html>'
    )
    found = article(read(page, "wordpress", url=f"{HOME}/?p=86228"))
    assert (
        found.canonical_url == f"{HOME}/2026/11/20/%EA%B0%80%EB%A1%9C%EB%93%B1-%EA%B5%90%EC%B2%B4-%EC%8B%9C%EC%9E%91/"
    )
    assert found.modified_at is None
    foreign = page.replace(f"{HOME}/2026", "https://evil.example/2026")
    assert article(read(foreign, "wordpress", url=f"{HOME}/?p=86228")).canonical_url == f"{HOME}/?p=86228"


def test_what_stands_behind_a_wires_last_line_is_not_its_text() -> None:
    page = (
        '<h1 class="tit title_area">가로등 교체</h1><p>등록 2026.11.20 14:49:07</p><article><div id="textBody">'
        "[포항=견본뉴시스]이도담 기자 = 글이다.<br><br>◎공감언론 뉴시스 id@sample.kr<br>남의 글이다. 남의 글이다.</div></article>"
    )
    found = article(read(page, "newsis"))
    assert (found.body, found.emails, found.reporters) == ("글이다.", ("id@sample.kr",), ("이도담",))


def test_a_script_that_holds_no_article_leaves_the_markup() -> None:
    """The page before 2024, and one whose script is cut off."""
    markup = (
        '<h2 class="title">가로등 교체</h2><div class="info"><span>2020-11-20 14:49 송고</span></div>'
        '<div id="articles_detail"><p>(포항=견본뉴스1) 이도담 기자 = 글이다.</p></div>'
    )
    for script in (
        "",
        '<script id="__NEXT_DATA__" type="application/json">{"props": {"pageProps": {"articleVi</script>',
    ):
        found = article(read(markup + script, "news1"))
        assert (found.body, found.reporters, found.dateline) == ("글이다.", ("이도담",), "포항")
        assert found.published_at == datetime(2020, 11, 20, 14, 49, tzinfo=KST)


@pytest.mark.parametrize("name", NAMES)
def test_the_manual_says_how_sure_it_is(name: str) -> None:
    manual = str(__import__(f"scrapers.families.{name}", fromlist=["x"]).__doc__)
    assert all(word in manual for word in ("verified", "memory", "How to recognise", "What an outlet must say")), name
