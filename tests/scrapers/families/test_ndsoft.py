"""NDSoft: addresses, lists and feeds of every generation, and the variants of its pages that outlets show."""

from datetime import datetime
from pathlib import Path

import pytest

from models.records.article import Article, Photo
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import KST
from pipelines.contracts.layout import ArticleIdentity
from pipelines.extract import extract
from pipelines.lists import read_feed, read_list
from scrapers.families import mediaon, ndsoft
from scrapers.samples.lists import entry
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, encode, render
from tests.sites.arbitrary import arbitrary
from tests.sites.sites.ndsoft import ROWS, list_page
from tests.support.read_pages import FETCHED, article, read

PAPER = Outlet(
    id="sample", title="견본일보", family="ndsoft", home="https://www.sample.co.kr", hosts=("www.sample.co.kr",)
)
ONE = ArticleIdentity("https://www.sample.co.kr/news/articleView.html?idxno=205216", "205216")
HOMES = Path(__file__).parents[4] / "shared" / "pages" / "home"
MINE = [skin for skin in SKINS if skin.startswith("ndsoft-")]


# --- addresses ---


@pytest.mark.parametrize(
    "url",
    [
        "https://www.sample.co.kr/news/articleView.html?idxno=205216",
        "http://sample.co.kr/news/articleView.html?idxno=205216&sc_section_code=S1N1&page=3&total=99",
        "https://m.sample.co.kr/news/articleView.html?sc_sub_section_code=S2N7&amp;idxno=205216",
        "http://ssl.sample.co.kr/news/articleView.html?idxno=205216#commentListReal",
        "http://www.sample.co.kr/?mod=news&act=articleView&idxno=205216",
        "http://m.sample.co.kr/?mod=news&act=articleView&idxno=205216&sc_code=1504&page=2&total=40",
        "https://www.sample.co.kr/news/articlePrint.html?idxno=205216",
        "https://www.sample.co.kr/news/articleView.html?idxno=0205216",
        " https://WWW.SAMPLE.CO.KR/news/articleView.html?idxno=205216\n",
    ],
)
def test_every_address_of_an_article_is_one(url: str) -> None:
    assert ndsoft.FAMILY.identify(url, PAPER) == ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://www.sample.co.kr/news/articleList.html?sc_section_code=S1N1&view_type=sm",
        "https://www.sample.co.kr/news/articleView.html",
        "https://www.sample.co.kr/news/articleView.html?idxno=",
        "https://www.sample.co.kr/news/articleView.html?idxno=12%20or%201",
        "https://www.sample.co.kr/news/articleView.html?idxno=１２３",
        "https://www.sample.co.kr/?mod=news&act=articleList&idxno=205216",
        "https://www.sample.co.kr/news/userArticleWriteForm.html?idxno=205216",
        "https://cdn.sample.co.kr/news/photo/202401/205216_1_2.jpg",
        "https://other.co.kr/news/articleView.html?idxno=205216",
        "javascript:articlePrint(205216)",
        "",
    ],
)
def test_other_addresses_are_no_article(url: str) -> None:
    assert ndsoft.FAMILY.identify(url, PAPER) is None


@pytest.mark.parametrize("skin", ["desktop", "mobile"])
def test_what_is_asked_for_has_the_identity_it_came_from(skin: str) -> None:
    asked = ndsoft.FAMILY.article_url(ONE, PAPER, skin)  # type: ignore[arg-type]
    assert ndsoft.FAMILY.identify(asked, PAPER) == ONE


def test_long_numbers_are_numbers() -> None:
    found = ndsoft.FAMILY.identify("https://www.sample.co.kr/news/articleView.html?idxno=90000015817", PAPER)
    assert found is not None
    assert found.article_no == "90000015817"


# --- lists and feeds ---


def test_lists_by_code_or_by_address() -> None:
    own = Outlet(
        id="x",
        title="x",
        family="ndsoft",
        home="https://x.example",
        lists=(
            "S1N12",
            "S2N27",
            "SRN5",
            "http://www.x.example/news/articleList.html?sc_section_code=S1N3&view_type=sm&page=9",
            "all",
            "https://x.example/news/articleList.html",
        ),
    )
    assert [(walk.name, walk.page_url(0)) for walk in ndsoft.FAMILY.lists(own)] == [
        ("S1N12", "https://x.example/news/articleList.html?sc_section_code=S1N12&view_type=sm&page=1"),
        ("S2N27", "https://x.example/news/articleList.html?sc_sub_section_code=S2N27&view_type=sm&page=1"),
        ("SRN5", "https://x.example/news/articleList.html?sc_serial_code=SRN5&view_type=sm&page=1"),
        ("S1N3", "https://x.example/news/articleList.html?sc_section_code=S1N3&view_type=sm&page=1"),
        ("all", "https://x.example/news/articleList.html?view_type=sm&page=1"),
    ]
    (walk,) = ndsoft.FAMILY.lists(PAPER)
    assert walk.page_url(4) == "https://www.sample.co.kr/news/articleList.html?view_type=sm&page=5"


def test_feeds() -> None:
    assert ndsoft.FAMILY.feeds(PAPER) == ("https://www.sample.co.kr/rss/allArticle.xml",)
    assert ndsoft.feed_guesses(PAPER)[1:] == (
        "https://cdn.sample.co.kr/rss/gn_rss_allArticle.xml",
        "https://cdn.sample.co.kr/rss/gns_allArticle.xml",
    )
    assert ndsoft.FAMILY.sitemaps(PAPER) == ()


@pytest.mark.parametrize("skin", ROWS)
def test_every_list_skin_gives_its_rows_and_nothing_beside_them(skin: str) -> None:
    told = [entry(one) for one in invented("sample-ndsoft", home="https://www.sample.co.kr")[:20]]
    found = read_list(
        list_page(told, skin),
        ndsoft.FAMILY.list_rules,
        "https://www.sample.co.kr/news/articleList.html",
        fetched_at=FETCHED,
    )
    assert [one.url for one in found] == [one.url for one in told]
    assert [one.headline for one in found] == [one.headline for one in told]
    assert [one.published_at for one in found] == [one.published_at for one in told]


def test_a_list_without_years_has_no_times_without_a_day_of_fetching() -> None:
    told = [entry(one) for one in invented("sample-ndsoft")[:3]]
    found = read_list(list_page(told, "altlist"), ndsoft.FAMILY.list_rules, "https://www.sample.co.kr/")
    assert [one.published_at for one in found] == [None] * 3
    assert [one.published_raw for one in found] == [f"{one.published_at:%m-%d %H:%M}" for one in told]


def test_sections_of_list_rows() -> None:
    told = [entry(one) for one in invented("sample-ndsoft")[:5]]
    found = read_list(list_page(told, "section-list"), ndsoft.FAMILY.list_rules, "https://www.sample.co.kr/")
    assert [one.section for one in found] == [one.section or "사회" for one in told]


OLD_FEED = """<?xml version="1.0" encoding="utf-8" ?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>견본일보 - 전체기사</title><link>http://www.sample.co.kr</link>
<item><title><![CDATA[견본시 "내년 예산" 확정]]></title><link>http://www.sample.co.kr/news/articleView.html?idxno=205216</link>
<description><![CDATA[견본시의회는 예산안을 의결했다.]]></description><author><![CDATA[한서우 기자]]></author>
<pubDate>2026-06-23 13:58:38</pubDate></item></channel></rss>"""
CDN_FEED = """<?xml version="1.0" encoding="utf-8" ?>
<rss version="2.0"><channel><title><![CDATA[견본일보]]></title><link><![CDATA[https://www.sample.co.kr]]></link>
<item><title><![CDATA[견본시 "내년 예산" 확정]]></title>
<link><![CDATA[https://www.sample.co.kr/news/articleView.html?idxno=205216]]></link>
<description><![CDATA[<img src="https://cdn.sample.co.kr/news/thumbnail/202606/205216_1_2_v150.jpg">견본시의회는]]></description>
<category><![CDATA[정치]]></category><author><![CDATA[한서우 기자]]></author><pubDate><![CDATA[2026-06-23 13:58:38]]></pubDate>
</item></channel></rss>"""


@pytest.mark.parametrize("feed", [OLD_FEED, CDN_FEED, "\ufeff\n" + OLD_FEED])
def test_both_feeds_have_korean_time_without_a_zone(feed: str) -> None:
    (found,) = read_feed(feed, "https://cdn.sample.co.kr/rss/gn_rss_allArticle.xml")
    assert ndsoft.FAMILY.identify(found.url, PAPER) == ONE
    assert found.headline == '견본시 "내년 예산" 확정'
    assert found.published_at == datetime(2026, 6, 23, 13, 58, 38, tzinfo=KST)


# --- recognition ---


def test_home_pages_tell_their_family() -> None:
    if not HOMES.is_dir():
        pytest.skip("no stored home pages beside the project")
    suwon = (HOMES / "suwon.com.html").read_text(encoding="utf-8")
    hangyo = (HOMES / "hangyo.com.html").read_text(encoding="utf-8")
    assert ndsoft.FAMILY.recognise(suwon, "http://www.suwon.com/") == 1
    assert ndsoft.FAMILY.recognise(hangyo, "http://www.hangyo.com/") == 0
    assert mediaon.FAMILY.recognise(hangyo, "http://www.hangyo.com/") == 1
    assert mediaon.FAMILY.recognise(suwon, "http://www.suwon.com/") == 0


@pytest.mark.parametrize("skin", SKINS)
def test_sample_pages_tell_their_family(skin: str) -> None:
    page = render(arbitrary(3, skin), skin)
    assert (ndsoft.FAMILY.recognise(page, "http://sample.example/") >= 0.9) == skin.startswith("ndsoft-")
    assert (mediaon.FAMILY.recognise(page, "http://sample.example/") >= 0.9) == skin.startswith("mediaon-")


def test_a_link_to_another_paper_is_no_evidence() -> None:
    away = '<a href="https://www.other.co.kr/news/articleView.html?idxno=7">견본</a>'
    own = '<a href="http://m.sample.co.kr/news/articleView.html?idxno=7">견본</a>'
    assert ndsoft.FAMILY.recognise(away, "https://www.sample.co.kr/") == 0
    assert ndsoft.FAMILY.recognise(own, "https://www.sample.co.kr/") > 0.5
    assert ndsoft.FAMILY.recognise(own, "http://[broken/") == 0
    assert ndsoft.FAMILY.recognise("", "") == ndsoft.FAMILY.recognise("<p>articleView", "not an address") == 0


# --- pages as outlets show them ---

HEADER = """<header class="article-view-header"><ul class="article-path"><li><a href="/">홈</a></li>
<li><a href="/news/articleList.html?sc_section_code=S1N4&view_type=sm">경제</a></li></ul>
<h1 class="heading">견본시 부두에 새 등대</h1>{info}</header>"""
INFO = """<div class="info-group"><ul class="infomation"><li><i class="icon-user-o"><span class="show-for-sr">기자명</span></i>
한서우 기자</li><li><i class="icon-clock-o"></i> 승인 2024.01.02 12:34</li><li>댓글 0</li></ul></div>"""
BODY = "<p>견본시는 부두 끝에 등대를 세웠다고 밝혔다.</p><p>불빛은 30㎞ 밖에서도 보인다.</p>"
TEXT = "견본시는 부두 끝에 등대를 세웠다고 밝혔다.\n불빛은 30㎞ 밖에서도 보인다."
WRAP = '<article id="article-view-content-div" class="article-veiw-body view-page" itemprop="articleBody">{}</article>'


def shown(html: str, outlet: Outlet = PAPER) -> Article:
    page = Page(
        outlet=outlet.id,
        url=f"{outlet.home}/news/articleView.html?idxno=205216",
        body=f"<!DOCTYPE html><html><head><title>견본시 부두에 새 등대 - 견본일보</title></head><body>{html}</body></html>".encode(),
        fetched_at=FETCHED,
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    return article(extract(page, ndsoft.FAMILY.layout(outlet)))


def view(body: str = BODY, info: str = INFO, after: str = "") -> str:
    return HEADER.format(info=info) + WRAP.format(body) + after


def test_a_plain_page() -> None:
    found = shown(view())
    assert (found.headline, found.section, found.reporters) == ("견본시 부두에 새 등대", "경제", ("한서우",))
    assert found.published_at == datetime(2024, 1, 2, 12, 34, tzinfo=KST)
    assert (found.published_raw, found.published_from, found.modified_at) == ("2024.01.02 12:34", "page", None)
    assert (found.body, found.deck, found.photos, found.tags, found.repairs) == (TEXT, "", (), (), ())


def test_share_bar_copyright_and_writer_inside_the_body() -> None:
    inside = f"""<div class="article-head-sub">불빛 30㎞</div>{BODY}
<div class="text-center"><ul class="info-options2 no-bullet"><li><button type="button" title="기사공유하기"><span
class="show-for-sr">기사공유하기</span></button></li></ul></div><div class="view-copyright">저작권자 &copy; 견본일보</div>
<div class="view-editors"><img src="/news/photo/member/h.jpg" alt="한서우 기자" /><strong class="names">한서우 기자</strong>
<span class="email"><img src="/image/user-email-icon.png"><a href="mailto:h@sample.co.kr" class="user-email">h@sample.co.kr</a></span>
<p>바다와 항만을 씁니다.</p></div>"""
    found = shown(view(inside))
    assert (found.body, found.deck, found.photos) == (TEXT, "불빛 30㎞", ())
    assert (found.reporters, found.emails) == (("한서우",), ("h@sample.co.kr",))


def test_writer_box_below_the_body_with_a_title_glued_to_the_name() -> None:
    box = """<article class="writer"><strong class="name"><a href="/news/articleList.html">한서우</a>미국 통신원<br></strong>
<a href="mailto:h@sample.co.kr" class="email">h@sample.co.kr</a></article>
<article class="article-copy">저작권자 &copy; 견본일보 무단전재 및 재배포 금지</article>"""
    found = shown(view(info=INFO.replace("한서우 기자", "한서우 미국 통신원 (h@sample.co.kr)"), after=box))
    assert (found.reporters, found.emails, found.body) == (("한서우",), ("h@sample.co.kr",), TEXT)


@pytest.mark.parametrize(
    ("line", "emails"),
    [
        ("/한서우 기자", ()),
        ("한서우 기자 h@sample.co.kr", ("h@sample.co.kr",)),
        ("한서우 기자 h@sample.co.kr / 사회부 데스크", ("h@sample.co.kr",)),
        ("h@sample.co.kr", ("h@sample.co.kr",)),
    ],
)
def test_signed_below_the_text(line: str, emails: tuple[str, ...]) -> None:
    found = shown(view(f"{BODY}<p>{line}</p><p>&nbsp;</p>"))
    assert (found.body, found.reporters, found.emails) == (TEXT, ("한서우",), emails)


@pytest.mark.parametrize(
    "line",
    [
        "기자명 한서우 기자 승인 2024.01.02 12:34 댓글 0",
        "지면게재일 2024년 01월 03일 수요일",
        "이 기사를 공유합니다",
        "SNS 기사보내기",
        "페이스북(으)로 기사보내기",
        "저작권자 © 견본일보 무단전재 및 재배포 금지",
        "&lt;저작권자ⓒ견본일보사. 무단전재-재배포 금지&gt;",
        "출처 : 견본일보(https://www.sample.co.kr)",
        "0개의 댓글",
        "BEST댓글 BEST 댓글 답글과 추천수를 합산하여 자동으로 노출됩니다.",
        "기사를 읽어드립니다.",
        "다른기사 보기",
    ],
)
def test_furniture_in_the_body_is_no_text(line: str) -> None:
    assert shown(view(f"<p>{line}</p>{BODY}<p>{line}</p>")).body == TEXT


@pytest.mark.parametrize(
    "info",
    [
        INFO,
        INFO.replace("승인", "입력"),
        INFO.replace("승인", "등록일"),
        INFO.replace("승인", "기사입력"),
        INFO.replace('<li><i class="icon-clock', '<li>지면게재일 2024년 01월 03일 수요일</li><li><i class="icon-clock'),
        '<div class="info-group"><ul class="breadcrumbs"><li class="info-name" aria-label="기자명"> 한서우 기자 </li>'
        "<li>입력 2024.01.02 12:34</li></ul></div>",
        '<div class="info-text"><ul class="no-bullet"><li>한서우 기자</li><li>승인 2024.01.02 12:34</li></ul></div>',
        '<ul class="no-bullet auto-marbtm-0"><li>한서우 기자</li><li>승인 2024.01.02 12:34</li></ul>',
        '<div class="info-group">한서우 기자 2024.01.02 12:34 댓글 0</div>',
        '<div class="view-info">한서우 기자 | 승인 2024.01.02 12:34</div>',
    ],
)
def test_where_name_and_time_stand(info: str) -> None:
    found = shown(view(info=info))
    assert found.published_at == datetime(2024, 1, 2, 12, 34, tzinfo=KST)
    assert (found.published_from, found.section) == ("page", "경제")
    assert found.reporters == ("한서우",)


def test_times_of_entry_and_change() -> None:
    info = INFO.replace("</li><li>댓글", "</li><li><i></i> 수정 2024.01.03 08:00</li><li>댓글")
    found = shown(view(info=info))
    assert found.modified_at == datetime(2024, 1, 3, 8, 0, tzinfo=KST)
    assert found.published_at == datetime(2024, 1, 2, 12, 34, tzinfo=KST)


def test_a_change_alone_is_no_publication() -> None:
    found = shown(view(info=INFO.replace("승인", "수정")))
    assert found.published_at is None
    assert found.modified_at == datetime(2024, 1, 2, 12, 34, tzinfo=KST)


@pytest.mark.parametrize(
    "figure",
    [
        '<figure class="photo-layout image"><div class="IMGFLOATING"><img alt="설명" src="/news/photo/202401/1_2_3.jpg">'
        "</div><figcaption>▲ 새 등대. 견본시 제공</figcaption></figure>",
        '<div style="text-align:center"><figure class="photo-layout image photo_2 float-center" data-idxno="2"><img '
        'alt="새 등대. 견본시 제공" src="/news/photo/202401/1_2_3.jpg"/>\n<figcaption>새 등대. 견본시 제공</figcaption></figure></div>',
        '<table class="news_photo_table"><tr><td><img src="/news/photo/202401/1_2_3.jpg"></td></tr><tr>'
        '<td class="news_photo_table_caption">▲ 새 등대. (사진=견본시 제공)</td></tr></table>',
        '<table><tr><td><img src="/news/photo/202401/1_2_3.jpg"></td></tr><tr><td id="font_imgdown_2">▲ 새 등대. /사진제공=견본시'
        "</td></tr></table>",
    ],
)
def test_photos(figure: str) -> None:
    found = shown(view(figure + BODY))
    assert found.photos == (
        Photo(url="https://www.sample.co.kr/news/photo/202401/1_2_3.jpg", caption="새 등대.", credit="견본시"),
    )
    assert found.body == TEXT


def test_tools_advertisements_and_related_articles_beside_and_inside() -> None:
    tools = """<div class="article-body"><article class="article-sytool-container"><div class="fontsize-title">글자크기 설정</div>
<div class="fontsize-preview">기사의 본문 내용은 이 글자크기로 변경됩니다.</div></article>"""
    inside = f"""<div id="AD1" class="ad-template"><div class="col"><p class="ad_title">ADVERTISEMENT</p><p>광고</p></div></div>
{BODY}<div class="article-relation"><h4>관련기사</h4><ul><li><a href="/news/articleView.html?idxno=9">다른 등대</a></li></ul></div>
<div class="top-banner">배너</div><script>Util.copyExec(".urlBtns");</script>"""
    html = HEADER.format(info=INFO) + tools + WRAP.format(inside) + "</div>"
    assert shown(html).body == TEXT


def test_tags_lose_their_hash_sign() -> None:
    tags = '<div class="tag-group"><a class="tag" href="#">#등대</a><a class="tag" href="#">#견본시</a></div>'
    assert shown(view(after=tags)).tags == ("등대", "견본시")


@pytest.mark.parametrize("name", ["arl_view_content", "talklink_contents", "adiContents"])
def test_bodies_of_2016(name: str) -> None:
    html = f"""<div class="arl_view_title_box"><h1 class="arl_view_title">견본시 부두에 새 등대</h1></div>
<span class="arl_view_writer">한서우 기자</span><span class="arl_view_date">2015년 03월 02일 월요일</span><div id="{name}">{BODY}</div>"""
    found = shown(html)
    assert (found.body, found.reporters) == (TEXT, ("한서우",))
    assert found.published_at == datetime(2015, 3, 2, tzinfo=KST)


def test_an_outlet_that_keeps_its_old_pages_reads_them() -> None:
    """경북매일 was NDSoft until 2024: its old addresses and pages are still this family's."""
    old = Outlet(id="kbmaeil-old", title="견본매일", family="ndsoft", home="http://www.kbmaeil.com")
    found = shown(view(), old)
    assert found.canonical_url == "http://www.kbmaeil.com/news/articleView.html?idxno=205216"
    assert ndsoft.FAMILY.identify("https://www.kbmaeil.com/article/20260125500562", old) is None


def test_an_outlet_may_name_its_own_body() -> None:
    own = Outlet(
        id="x", title="견본일보", family="ndsoft", home="https://x.example", layout={"body": ("div.news_text",)}
    )
    assert shown(HEADER.format(info=INFO) + f'<div class="news_text">{BODY}</div>', own).body == TEXT


@pytest.mark.parametrize("skin", MINE)
@pytest.mark.parametrize("said", ["utf-8", "iso-8859-1", "euc-kr"])
def test_rare_syllables_under_lying_headers(skin: str, said: str) -> None:
    page = render(arbitrary(1, skin), skin).replace("</h1>", " 똠 펲 햏 뷁</h1>")
    known = "똠 펲 햏 뷁"
    body = page.replace('id="user-menu"', f'id="user-menu" title="{known}"', 1)
    found = article(read(encode(body, "cp949", declared="euc-kr"), "ndsoft", content_type=f"text/html; charset={said}"))
    assert found.broken_characters == 0
    assert "selector_missed" not in dict(found.repairs)
    assert found.body == arbitrary(1, skin).body
