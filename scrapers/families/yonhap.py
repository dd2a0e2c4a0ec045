"""Yonhap 연합뉴스 (yna.co.kr), a family of one: the national wire, with desks in every province.

How to recognise: ``/view/AKR`` and 17 digits, the day first; ``article.story-news``; ``(포항=연합뉴스) … 기자 =``.

Addresses. ``/view/AKR…`` on www., m. and the bare host (verified); ``/amp/view/AKR…`` (memory). Until about 2019 the
same number stood in ``/bulletin/2016/09/17/0200000000AKR….HTML`` and other folders on www.yonhapnews.co.kr
(verified: a stored page of 2016). AKR is Korean text, RPR a press release (memory); PYH and MYH, photos and videos,
are no articles. The number is the identity; queries (section, input, site) mean nothing.
Feeds. ``/rss/local.xml`` (전국, 120 items in 3.3 hours: verified), ``/rss/news.xml``, ``/rss/economy.xml`` (verified).
Lists ``/local/daegu-gyeongbuk/index`` and pages ``/local/daegu-gyeongbuk/2`` are from memory, so none is walked
unless the outlet names it. Encoding UTF-8 (verified).

Page. Now: ``h1.tit01`` (verified), ``div.story-news.article`` or ``article.story-news`` (verified, both),
``.update-time[data-published-time]`` (verified), ``.keyword-zone a`` (verified), ``.writer-zone01``,
``#newsWriterCarousel01``, ``.related-zone`` and ``aside`` inside the body (verified). Deck ``.tit-sub`` and captions
``.desc-con`` are from memory. 2016 (verified): ``h1.tit-article``, ``.share-info .tt`` = ``송고시간 | 2016/09/17
11:35``, ``#articleWrap div.article`` with ``.article-img .img-info``, ``.banner-0-wrap``, and ``p.adrs`` at the end.
The text ends with a bare e-mail; ``제보는 카카오톡 okjebo`` and the copyright line follow (memory).

What an outlet must say: ``hosts = ["www.yna.co.kr", "www.yonhapnews.co.kr"]`` where old addresses are wanted.
"""

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder

NUMBER = r"(?:AKR|RPR)20\d{15}"

FAMILY = builder.family(
    id="yonhap",
    addresses=(
        builder.Address(rf"(?:/amp)?/view/(?P<no>{NUMBER})/?", number=NUMBER),
        builder.Address(rf"/(?:[a-z]{{2,20}}/)+20\d\d/\d\d/\d\d/\d{{10}}(?P<no>{NUMBER})\.HTML", number=NUMBER),
    ),
    canonical="/view/{no}",
    layout=builder.sketch(
        headline=("h1.tit01", "h1.tit-article", "article.story-news h1", "#articleWrap h1", "h1.tit"),
        title_tail=(" | ", " - "),
        deck=("h2.tit-sub", ".tit-sub .tit", ".tit-sub"),
        published=(".update-time", ".share-info .tt", ".share-info"),
        published_labels=("송고시간", "송고", "입력", "등록"),
        section=(".sta-wrap .lnb strong", ".location-zone a"),
        body=(
            "article.story-news",
            "div.story-news",
            "#articleWrap div.article",
            "article.article-wrap01",
            "div.article-txt",
            "#articleWrap",
        ),
        tags=(".keyword-zone a",),
        drop=(
            "aside",
            ".writer-zone01",
            ".related-zone",
            "#newsWriterCarousel01",
            ".banner-0-wrap",
            ".article-ad-box",
            ".adrs",
            ".blind",
            ".tit-sub",
            ".txt-copyright",
            ".keyword-zone",
            ".story-summary",
            *COMMON_DROP,
        ),
        captions=(*COMMON_CAPTION, ".desc-con", ".img-info"),
        url_day=builder.day_in,
    ),
    list_rules=ListRules(
        items=(".list-type038 li", ".section01 li", ".news-con", "li:has(a[href*='/view/AKR'])"),
        link=("a.tit-news[href*='/view/']", "a[href*='/view/AKR']", "a[href*='/view/RPR']"),
        headline=("strong.tit-news", ".tit-news", ".tit-wrap", "strong", "h3", "h2"),
        published=(".txt-time", ".update-time", ".p-time", "time"),
    ),
    places=builder.Places(feeds=("/rss/local.xml",), paging=builder.Paging(in_path=True)),
    marks=(("tit01", 0.1), ("story-news", 0.2), ("newsWriterCarousel", 0.3)),
    link=r"/(?:view/|\d{10})AKR20\d{15}",
    host="yna.co.kr",
)
