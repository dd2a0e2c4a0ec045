"""Newspim 뉴스핌 (newspim.com), a family of one: news agency of Seoul with regional desks.

How to recognise: host ``*.newspim.com``; articles at ``/news/view/`` and a number of 14 digits, the day first.

Addresses. ``/news/view/<no>`` on www., m., search., gam. and the bare host (verified); ``/newsamp/view/<no>`` on m.
(verified, 2018). Queries (ref, inflow, utm_*) mean nothing (verified). The number is the identity.
Lists. ``/news/lists?category_cd=108&page=OFFSET``: OFFSET counts articles in steps of 20 (verified); 108 is 전국
(verified for RSS, inferred for lists). An outlet's ``lists`` may name other category codes; ``1`` is everything.
RSS. ``http://rss.newspim.com/news/category/108`` (verified). Sitemaps ``/sitemap/recent/all_1``, ``all_2`` (verified).
Encoding UTF-8 (verified).

Skins. 2022-2025: ``#main-title`` (memory), ``span#send-time`` ``2023년11월14일 14:49`` (verified), the second time's
id (memory), ``#news-contents`` (verified). 2026: ``article.bodynews .header h1``, ``time#send-time[datetime]``,
``section#aiSummary`` before ``#news-contents`` (all verified). Breadcrumb and deck stand on pages seen as text; their
tags, and those of the keywords, are from memory. Where an id misses, the time is found by its label 기사입력 or
최종수정 below the headline.
Inside the body: ads ``div[style*="margin:"]``, ``.relation-news`` (verified); ``[뉴스핌 베스트 기사]`` opens the full
text of other articles (seen as text). A page without headline or ``#news-contents`` is a Reject, so a miss shows.

What an outlet must say: nothing but ``home``.
"""

import re
from functools import partial
from urllib.parse import urlencode

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, on_host, origin

ARTICLE = re.compile(r"/news(?:amp)?/(?:view)/(\d{8,20})/?")
MOBILE_AMP = re.compile(r"/newsamp/view/(\d{8,20})/?")
PAGE_STEP = 20
REGIONAL = "108"


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The article number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    found = ARTICLE.fullmatch(place[0]) or MOBILE_AMP.fullmatch(place[0]) if place else None
    return ArticleIdentity(f"{origin(outlet)}/news/view/{found[1]}", found[1]) if found else None


def url_day(url: str) -> str:
    """``20231114`` of an article's number; the rest of it is a serial, no time."""
    found = re.search(r"/view/(20\d{6})\d{6}(?:\D|$)", url)
    return found[1] if found else ""


LAYOUT = builder.sketch(
    headline=(
        "article.bodynews div.header h1",
        "article.bodynews .header h1",
        "h1#main-title",
        "#main-title",
        "article.bodynews h1",
    ),
    title_tail=(" - ", " | "),
    deck=(
        "article.bodynews div.subtitle",
        "article.bodynews h2.subtitle",
        "article.bodynews .subtitle",
        ".subtitle",
        ".sub-title",
    ),
    published=("#send-time",),
    modified=("#modify-time", "#modified-time", "#update-time", 'time[itemprop="dateModified"]'),
    section=("div.location a", "div.location", ".location a", ".breadcrumb a"),
    body=("#news-contents",),
    tags=("div.keywords a", ".keywords a"),
    drop=(
        'div[style*="margin:"]',
        ".relation-news",
        ".bestnews",
        "#aiSummary",
        ".ai-summary",
        *COMMON_DROP,
    ),
    captions=(*COMMON_CAPTION, ".news-img p"),
    stop=("뉴스핌 베스트 기사", "관련키워드", "주요포토", "안다쇼핑", *COMMON_STOP),
    noise=("GAM - 해외주식 투자 도우미", "주요포토", "안다쇼핑", "Top으로 이동", "뒤로가기", "맨위로"),
    url_day=url_day,
)
"""Both skins."""


def feeds(outlet: Outlet) -> tuple[str, ...]:
    """The outlet's own, else the RSS of 전국 on the rss. host (it does not exist under www)."""
    if outlet.feeds:
        return outlet.feeds
    real = origin(outlet).endswith("newspim.com")
    return (f"http://rss.newspim.com/news/category/{REGIONAL}",) if real else ()


def page_url(base: str, category: str, page: int) -> str:
    """The list's page, counted from 0; ``page=`` counts articles."""
    query = {"category_cd": category} | ({"page": str(page * PAGE_STEP)} if page else {})
    return f"{base}/news/lists?{urlencode(query)}"


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each category code that the outlet's ``lists`` names (default: 전국)."""
    codes = outlet.lists or (REGIONAL,)
    return tuple(ArticleList(code, partial(page_url, origin(outlet), code)) for code in codes)


LIST_RULES = ListRules(
    items=("article.thumbgroup",),
    link=('p.summary a[href*="/news/view/"]', 'a[href*="/news/view/"]'),
    headline=("strong.subject_h", ".subject_h", ".subject"),
    published=("p.byline", ".byline"),
)

MARKS = (("newspim.com", 0.2), ("news-contents", 0.3), ("thumbgroup", 0.3), ("/news/lists?category_cd=", 0.4))


FAMILY = builder.family(
    id="newspim",
    identify=identify,
    layout=LAYOUT,
    places=builder.Places(sitemaps=("/sitemap/recent/all_1", "/sitemap/recent/all_2")),
    feeds=feeds,
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
    host="newspim.com",
)
