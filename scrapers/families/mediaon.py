"""mediaOn 미디어온, a CMS of regional and trade papers.

How to recognise: ``/news/article.html?no=N``, ``/news/section_list_all.html?sec_no=N``, paths under
``/data/skin/layout/1/m13/``, ``/data/rss/news.xml`` in a ``<link rel=alternate>``, pictures at
``/data/photos/YYYYMMDD/art_….png``, ``powered by mediaOn`` in the footer, which also shows the page's clock
(``UPDATE: 2018년 03월 20일 15시 50분``) (all verified).

Addresses. ``no`` is the identity (verified); the same article stands at ``/mobile/article.html?no=N`` (verified)
and, on old installs, at ``/m/m_article.html?no=N`` (verified on one).
Lists. ``/news/section_list_all.html?sec_no=N&page=P`` and, for everything, ``/news/article_list_all.html?page=P``,
from 1 (verified). On some outlets the first ignores ``page`` (verified on 코스모닝): such an outlet should name no
sections. Rows ``ul.art_list_all > li`` with ``h2.clamp``, ``li.date`` ``2021-12-21 21:48`` and ``li.name`` (verified).
RSS ``/data/rss/news.xml`` with 25 items, sections ``/data/rss/section_30.xml`` (verified).
Encoding UTF-8 (verified). Some hosts refuse the addresses of cloud providers (verified).

Skins. Since about 2016: ``div.art_top h2``, ``ul.art_info`` with the reporter and ``등록 2023.04.05 12:34:56``,
``ul.art_top_nav`` with the section as its last link, body ``#news_body_area`` or ``div.cnt_view.news_body_area``
(all verified); the deck ``.art_top h3`` is from memory, as are the second time, the writer's box and the tags. Before:
``.hbox h2``, ``.hbox h3``, ``p.arvdate`` with name, e-mail and ``2015.03.02 10:20:30`` (verified on two outlets).
Captions are from memory.

What an outlet must say: nothing but ``home``; ``lists`` as section numbers (``17``) or as addresses of lists.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, Skin, on_host, origin, tidy_number, weigh

EVERYTHING = "all"
NUMBER = re.compile(r"[0-9]{1,12}")
VIEWS = frozenset(
    {
        "/news/article.html",
        "/mobile/article.html",
        "/m/m_article.html",
        "/m/article.html",
        "/news/article_print.html",
    }
)
INFO = "ul[class*=art_info] > li"


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The article number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    if place is None or place[0] not in VIEWS:
        return None
    number = dict(reversed(parse_qsl(place[1].replace("&amp;", "&")))).get("no", "").strip()
    if not NUMBER.fullmatch(number):
        return None
    number = tidy_number(number)
    return ArticleIdentity(f"{origin(outlet)}/news/article.html?no={number}", number)


def article_url(identity: ArticleIdentity, outlet: Outlet, skin: Skin = "desktop") -> str:
    """The address to ask for."""
    if skin == "mobile":
        return f"{origin(outlet)}/mobile/article.html?no={identity.article_no}"
    return identity.canonical_url


LAYOUT = builder.sketch(
    headline=("div.art_top h2", ".art_top h2", ".art_top h1", "div.hbox h2", ".arvtitle"),
    title_tail=(" - ", " | ", " :: ", "::", " < "),
    deck=("div.art_top h3", "div.hbox h3", ".art_top h3", ".hbox h3"),
    byline=(f"{INFO}[class*=name]", "ul.art_info li", "p.arvdate", ".arvdate"),
    writers=(".art_writer .name", ".art_writer .email", ".head_writer_fullname .byother"),
    published=(
        f"{INFO}:says(등록|입력)",
        "ul.art_info li",
        "p.arvdate",
        ".arvdate",
        ".byotherspan .date",
    ),
    modified=(f"{INFO}:says(수정)",),
    section=('ul.art_top_nav > li > a[href*="sec_no="]',),
    body=(
        "#news_body_area",
        "#news_bodyArea",
        "div.cnt_view.news_body_area",
        "#news_body_area_contents",
        'div[itemprop="articleBody"]',
    ),
    tags=("ul.tag_lists a", ".art_tag a"),
    drop=(".art_more", ".art_writer", ".art_tag", ".com_ban", ".banner_slide", "form", *COMMON_DROP),
    captions=(*COMMON_CAPTION, ".img_txt", "td.caption_txt"),
    stop=COMMON_STOP,
)
"""Both skins; the mobile page has the names of the newer one (memory)."""


def section_of(entry: str) -> str:
    """The section number of an entry (a number, or the address of a list); empty for everything."""
    if entry.startswith(("http://", "https://")):
        try:
            entry = dict(parse_qsl(urlsplit(entry).query)).get("sec_no", "")
        except ValueError:
            return ""
    return entry if NUMBER.fullmatch(entry) else ""


def page_url(base: str, section: str, page: int) -> str:
    """The list's page, counted from 0 here and from 1 by mediaOn."""
    name = "section_list_all" if section else "article_list_all"
    query = ({"sec_no": section} if section else {}) | {"page": str(page + 1)}
    return f"{base}/news/{name}.html?{urlencode(query)}"


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each section that the outlet names (default: everything)."""
    sections = dict.fromkeys(section_of(entry) for entry in outlet.lists or (EVERYTHING,))
    return tuple(ArticleList(one or EVERYTHING, partial(page_url, origin(outlet), one)) for one in sections)


LINK = 'a[href*="article.html?no="]'
LIST_RULES = ListRules(
    items=("ul.art_list_all > li", ".ara_001 li", ".ara_007 li", ".art_list_all li", "article.article-card"),
    link=(LINK,),
    headline=("h2.clamp", "h2", "strong", "b", "a.tt"),
    published=("li.date", ".date", ".list_data"),
    section=("li.sec", ".category"),
)
OWN_LINK = re.compile(
    r"""href\s{0,3}=\s{0,3}["']?(?:https?://[^/"'\s<>]{1,100})?/(?:news|mobile)/article\.html\?no=\d"""
)
OWN_LINK_WEIGHT = 0.5
MARKS = (
    ("powered by mediaOn", 1.0),
    ("www.mediaon.co.kr", 0.8),
    ("/data/skin/layout/1/", 0.6),
    ("/data/rss/news.xml", 0.5),
    ("cnt_view news_body_area", 0.8),
    ("news_body_area", 0.3),
    ("art_list_all", 0.4),
    ("section_list_all.html?sec_no=", 0.4),
    ("/data/photos/", 0.2),
)


def recognise(html: str, _url: str) -> float:
    """Evidence of mediaOn in a home page or an article: the vendor, its paths, class names and links."""
    return min(1.0, weigh(html, MARKS) + (OWN_LINK_WEIGHT if OWN_LINK.search(html) else 0.0))


FAMILY = builder.family(
    id="mediaon",
    identify=identify,
    layout=LAYOUT,
    places=builder.Places(feeds=("/data/rss/news.xml",)),
    article_url=article_url,
    lists=lists,
    list_rules=LIST_RULES,
    recognise=recognise,
)
