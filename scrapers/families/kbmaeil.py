"""The CMS with ``/article/YYYYMMDD5NNNNN``: 경북매일, 전북일보, 브릿지경제, 농민신문, 메트로신문, 뉴스투데이.

How to recognise: ``/article/`` and 14 digits, a day and a serial of six that begins with 5 (verified on six outlets).
That alone is half a proof: other sites number their articles by days too.

Addresses. ``/article/20260125500562`` with and without www. (verified). Articles taken over from an older CMS have
seven digits behind the day, ``/article/202201020324578`` (verified, 경북매일). The number is the identity. Until 2024
경북매일 was an NDSoft site (``articleView.html?idxno=``): those addresses are not known here.
Lists. ``/list/14?page=N`` 지역뉴스, ``/list/28?page=N`` 정치 (seen as text, 경북매일). An outlet's ``lists`` names
such codes, or whole addresses. Feeds. ``/news/rssAll`` (전북일보), ``/rssAll.xml`` (브릿지경제), ``/news/rss``
(메트로신문): verified; 경북매일 has none. Encoding UTF-8 (seen as text).

Page. Body ``div.news_content`` (경북매일, 브릿지경제), ``div.news_txt`` (농민신문), ``.article_txt_container``
(전북일보): verified. ``등록일 2022-01-02 19:35 게재일 2022-01-03 1면 스크랩버튼`` stands below the headline (seen as
text), the time by its label; 게재일 is the day of the paper and is not taken. The text ends with
``/홍길동기자 id@…``; ``다른기사 보기``, ``포토 기사리스트``, ``위로가기 버튼`` follow (seen as text). The headline is
found by its agreement with the page's title; ``.news_title`` and the deck's tag are from memory.

What an outlet must say: ``lists`` (codes) or ``feeds``; ``[layout] body`` where its body has another name.
"""

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP
from pipelines.lists import ListRules
from scrapers.families import builder

LINK = "a[href*='/article/20']"

FAMILY = builder.family(
    id="kbmaeil",
    addresses=(builder.Address(r"/article/(?P<no>20\d{6}(?:5\d{5}|0\d{6}))/?"),),
    canonical="/article/{no}",
    layout=builder.sketch(
        headline=(".news_title h1", "h1.news_title", ".news_title h2", ".article_title h1", ".view_title h1"),
        deck=(".news_subtitle", ".sub_title", ".article_subtitle"),
        byline=(".news_reporter", ".reporter_name"),
        published=(".news_date", ".article_date"),
        published_labels=("등록일", "기사입력", "입력", "승인", "등록"),
        section=(".news_section a", ".breadcrumb a", ".location a"),
        body=(
            "div.news_content",
            "div.news_txt",
            "div.article_txt_container",
            ".article_content",
            "#article_content",
        ),
        drop=(".scrap", ".ad", ".reporter_box", *COMMON_DROP),
        captions=(*COMMON_CAPTION, ".img_desc", ".photo_desc"),
        stop=("포토 기사리스트", "다른기사 보기", *COMMON_STOP),
        noise=("위로가기 버튼", "스크랩버튼"),
        url_day=builder.day_in,
    ),
    list_rules=ListRules(
        items=(".news_list li", ".list_wrap li", ".article_list li", f"li:has({LINK})", LINK),
        link=(LINK,),
        headline=(".title", ".tit", "strong", "h4", "h3", "h2"),
        published=(".date", ".time", "time"),
    ),
    places=builder.Places(list_path="/list/{}"),
    marks=(("news_content", 0.1), ("등록일 20", 0.1), ("위로가기 버튼", 0.1)),
    link=r"/article/20\d{6}5\d{5}(?!\d)",
)
