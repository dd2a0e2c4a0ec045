"""The CMS of 매일신문 (imaeil.com) and 강원일보 (kwnews.co.kr): addresses that are moments.

How to recognise: ``/page/view/`` and 19 digits, of which 14 are a time to the second (verified on both outlets);
``#articlebody`` (verified on both).

Addresses. ``/page/view/2026072014533960248`` on www., m., news. and mnews. hosts (verified); the number is the
identity. Its time is when the article was entered; the page's own time goes before it, and it fills in where a page
names only the day.
Lists. ``/society?page=N``, ``/economy?page=N`` (verified, 매일신문), rows ``div.hdl_002 li``, ``div.arl_018 li``
(매일신문) and ``div.arl_023 > ul > li`` (강원일보) with ``p.title a``, ``p.date``, ``p.body`` (verified, 2026).
An outlet's ``lists`` names such sections (``society``) or whole addresses.
Feed. ``/rss``: 1000 items, a week (verified, 매일신문). Encoding UTF-8 (verified).

Page. Headline ``div.header_article_view h3`` (매일신문), ``div.article_head h2.title`` (강원일보); body
``#articlebody`` of both, lately ``div.post-body-area`` (강원일보), inside it ``.wcms_banner``, ``.date-info`` and
``[class*=reporter]`` (all verified). Times are found by their labels 입력, 등록 and 수정 below the headline
(memory); tags of deck and writer are from memory. ``댓글 많은 뉴스`` heads a list of others (seen as text).

What an outlet must say: ``lists``, the sections that it has; ``feeds`` where ``/rss`` is not its feed.
"""

import re

from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP
from pipelines.lists import ListRules
from scrapers.families import builder


def moment(url: str) -> str:
    """The first 14 of the 19 digits, ``20260720145339``, else the day among them."""
    found = re.search(r"/page/view/(20\d{12})\d{5}(?!\d)", url)
    return found[1] if found else builder.day_in(url)


FAMILY = builder.family(
    id="imaeil",
    addresses=(builder.Address(r"/page/view/(?P<no>\d{19})/?"),),
    canonical="/page/view/{no}",
    layout=builder.sketch(
        headline=(
            "div.header_article_view h3",
            ".header_article_view .title",
            "div.article_head h2.title",
            ".article_head .title",
        ),
        deck=(".header_article_view .subtitle", ".article_head .subtitle", ".article_head h3", ".sub_title"),
        byline=(".header_article_view .reporter", ".article_head .reporter"),
        published=(".header_article_view .date", ".article_head .date", ".date-info"),
        modified=(".date-info",),
        section=(".location a", ".breadcrumb a"),
        body=("#articlebody", "div.post-body-area", "div.article_content", "div#article_view"),
        drop=(".wcms_banner", ".date-info", '[class*="reporter"]', ".sns", *COMMON_DROP),
        captions=(*COMMON_CAPTION, ".photo_txt", ".img_txt"),
        stop=("댓글 많은 뉴스", *COMMON_STOP),
        url_day=moment,
    ),
    list_rules=ListRules(
        items=("div.hdl_002 li", "div.arl_018 li", "div.arl_023 > ul > li", "li:has(a[href*='/page/view/'])"),
        link=("p.title a[href*='/page/view/']", "a[href*='/page/view/']"),
        headline=("p.title", ".title"),
        published=("p.date", ".date"),
    ),
    places=builder.Places(feeds=("/rss",)),
    marks=(('id="articlebody"', 0.3), ("wcms_", 0.2), ("arl_0", 0.1)),
    link=r"/page/view/20\d{17}",
)
