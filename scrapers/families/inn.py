"""INN 인터넷뉴스솔루션: 브레이크뉴스 and its regional papers, 일다, 코인리더스, 울산뉴스넷 and others.

How to recognise: ``sub_read.html?uid=`` in links, ``#CLtag`` around the body, ``sub_view.html?n_name=`` behind a
reporter, ``/rss/rss_news.php``, ``/js/ins_js.js`` (all verified). Newer sites link articles as ``/553733`` (verified on
several); that alone proves nothing.

Addresses. ``/sub_read.html?uid=N`` (verified) and ``/N`` (verified on newer sites) carry one number. The first is the
canonical form, which newer sites still answer (memory); each is asked for as lists give it. ``section`` and
``section2`` (EUC-KR in the query of old sites) mean nothing for the identity (verified). ``a.html?uid=N`` is the old
mobile page (memory).
Lists. ``/sub.html?section=sc4`` and ``/sub_sec.html?section=sc1&section2=북한`` (verified, 2012), paged by ``page``
from 1 (memory). An outlet's ``lists`` names sections, as ``sc4`` or ``sc1:북한``, or whole addresses; without any only
the feed is read. RSS ``/rss/rss_news.php`` (verified on six outlets).
Encoding EUC-KR on old sites, UTF-8 on newer ones (verified).

Skins. Old (verified on a page of 2012): ``td.read_title``, ``td.read_subtitle``, ``div.writer``, ``td.read_body >
#CLtag`` with advertisements as tables and iframes inside; pictures in nested tables, their caption in a cell with
``bgColor=#999999`` that begins with ▲; a mail address ends the text; ``기사입력: 2012/08/02 [10:36] 최종편집: …``
stands *below* the body. Newer: ``.article_head .read_option_top .writer_time`` with the same form of time and
``#CLtag`` (verified, 2023-2025); the tags of headline, deck and writer (``.article_head h1`` …) are from memory, so
the headline is also found by its agreement with the page's title. Regional desks open ``【브레이크뉴스 대구】진예솔
기자=`` (verified).

What an outlet must say: nothing but ``home``.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, quote

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, on_host, origin, tidy_number, with_query

READ = re.compile(r"/(?:m/)?(?:sub_read|a)\.html")
SHORT = re.compile(r"/(\d{4,10})/?")
NUMBER = re.compile(r"\d{1,10}")
# A cell or table that holds nothing but an advertisement's frame.
FRAMED = ("(.//td[iframe][not(br or p or div)])", "(.//div[iframe][not(br or p or div or table)])")
MARKS = (
    ("sub_read.html?uid=", 0.6),
    ("CLtag", 0.4),
    ("/rss/rss_news.php", 0.4),
    ("sub_view.html?n_name=", 0.4),
    ("/js/ins_js.js", 0.3),
    ("read_option_top", 0.3),
    ("/news_skin/", 0.2),
)


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    ask = ""
    if READ.fullmatch(path):
        number = dict(reversed(parse_qsl(query.replace("&amp;", "&")))).get("uid", "")
    elif short := SHORT.fullmatch(path):
        number, ask = short[1], f"{origin(outlet)}/{short[1]}"
    else:
        return None
    if not NUMBER.fullmatch(number) or not number.isascii():
        return None
    number = tidy_number(number)
    return ArticleIdentity(f"{origin(outlet)}/sub_read.html?uid={number}", number, ask)


LAYOUT = builder.sketch(
    headline=("td.read_title", "div.article_head h1", "div.article_head h2", ".read_title"),
    title_tail=(" :: ", " | ", " - ", "::", " < ", " ◆"),
    deck=("td.read_subtitle", "div.article_head h3", ".read_subtitle"),
    byline=(
        "td > div.writer",
        "div.read_option_top .writer_name",
        "div.read_option_top .writer",
        "div.article_head .writer",
        "div.writer",
    ),
    published=(
        "div.read_option_top .writer_time",
        ".writer_time",
        '(//td[not(table)][starts-with(normalize-space(.),"기사입력")])',
    ),
    section=(
        '(//td[contains(@class,"text_9")][a[contains(@href,"index.html")]])',
        "div.article_head .location",
        "#wrap .location",
    ),
    body=("#CLtag", "td.read_body", ".read_body"),
    drop=(*FRAMED, ".read_option_bottom", ".sns_box", *COMMON_DROP),
    captions=(*COMMON_CAPTION, 'td[bgcolor="#999999"]', ".photo_txt"),
)
"""Both skins."""


def page_url(url: str, page: int) -> str:
    """The list's page, counted from 0 here and from 1 there; the first is asked for as it is linked."""
    return with_query(url, "page", str(page + 1)) if page else url


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each section (``sc4``, ``sc1:북한``) or address that the outlet's ``lists`` names."""
    base = origin(outlet)
    walks = []
    for entry in outlet.lists:
        section, _, part = entry.partition(":")
        if "/" in entry:
            url = entry
        elif part:
            named = quote(part, encoding="cp949", errors="ignore")
            url = f"{base}/sub_sec.html?section={quote(section)}&section2={named}"
        else:
            url = f"{base}/sub.html?section={quote(section)}"
        walks.append(ArticleList(entry, partial(page_url, url)))
    return tuple(walks)


LIST_RULES = ListRules(
    items=(
        "#news_list2_area > div",  # memory
        ".sub_read_list li",  # memory
        '(//tr[td/a[contains(@href,"sub_read.html?uid=")]])',
        '(//dl[.//a[contains(@href,"sub_read.html?uid=")]])',
        '(//li[.//a[contains(@href,"sub_read.html?uid=")]])',
    ),
    link=("dt a[href]", ".title a[href]", 'a[href*="sub_read.html"]', "a[href]"),
    headline=("dt a", ".title", "strong", "a.title"),
    published=(".etc", ".date", ".writer_time", '(.//td[@class="text_9"])', "dd span"),
)


FAMILY = builder.family(
    id="inn",
    identify=identify,
    layout=LAYOUT,
    places=builder.Places(feeds=("/rss/rss_news.php",)),
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
)
