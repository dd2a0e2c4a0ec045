"""The CMS of 영남일보 (yeongnam.com), 중도일보 (joongdo.co.kr), 에너지경제 (ekn.kr) and, under ``/kn/``, 아시아투데이.

How to recognise: ``/web/view.php?key=`` and a day with nine more digits (verified on four outlets).

Addresses. ``/web/view.php?key=20220914010001784``; keys of before 2016 carry a dot, ``20150130.010390832100001``
(verified, 영남일보). ``/mobile/view.php?key=`` (memory) and ``/kn/view.php?key=`` (verified, 아시아투데이) map to the
same. The key is the identity; ``lcode``, ``series`` and the like mean nothing (memory).
Lists. ``/web/section1.php?all=y&ncid=N08_07&page=N`` (seen as text, 에너지경제), ``/web/list.php?…`` (memory): those
are walked that the outlet names, as whole addresses.
No feed was found. Encoding UTF-8 (memory).

Page. Headline ``.article-news-title``, ``#article-view-content-div h1`` (영남일보: verified). Body
``article.article-news-box``, ``.article-news-body`` (영남일보), ``div#font`` (중도일보, 아시아투데이),
``#news_body_area_contents`` (에너지경제): verified. The headline of the others is found by its agreement with the
page's title, times by their labels below it (memory).

What an outlet must say: ``lists``, whole addresses; ``feeds`` if it has any.
"""

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP
from pipelines.lists import ListRules
from scrapers.families import builder

KEY = r"20\d{6}\.?\d{6,17}"

FAMILY = builder.family(
    id="yeongnam",
    addresses=(
        builder.Address(r"/(?:web|kn|mobile|m)/view\.php", "key", KEY),
        builder.Address(r"/view\.php", "key", KEY),
    ),
    canonical="/web/view.php?key={no}",
    layout=builder.sketch(
        headline=(".article-news-title", "#article-view-content-div h1", ".view_title h1", ".article_title h1"),
        deck=(".article-news-subtitle", ".sub-title", ".subtitle"),
        byline=(".article-news-reporter", ".reporter-name"),
        published=(".article-news-date", ".article_date"),
        section=(".article-news-section", ".breadcrumb a", ".location a"),
        body=(
            ".article-news-body",
            "article.article-news-box",
            "div.article-news-box",
            "#news_body_area_contents",
            "div#font",
        ),
        drop=(
            "h1",
            ".article-news-title",
            ".article-news-subtitle",
            ".article-news-date",
            ".article-news-reporter",
            ".ad",
            *COMMON_DROP,
        ),
        captions=(*COMMON_CAPTION, ".img-caption", ".photo-caption"),
        url_day=builder.day_in,
    ),
    list_rules=ListRules(
        items=(".article-list li", ".news-list li", "li:has(a[href*='view.php?key='])", "a[href*='view.php?key=']"),
        link=("a[href*='view.php?key=']",),
        headline=(".tit", ".title", "strong", "h4", "h3", "h2"),
        published=(".date", ".time", "time"),
    ),
    marks=(("article-news-b", 0.3),),
    link=r"/(?:web|kn)/view\.php\?(?:[a-z_]{1,20}=[^&\"'\s]{0,40}&(?:amp;)?){0,4}key=20\d{6}",
)
