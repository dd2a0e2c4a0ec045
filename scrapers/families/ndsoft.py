"""NDSoft 엔디소프트, the CMS of most Korean regional papers: hundreds of outlets, four generations of pages.

How to recognise: ``/news/articleView.html?idxno=N``, ``/news/articleList.html``, pictures at
``/news/photo/YYYYMM/N_n_n.jpg``, ``#article-view-content-div``, the misspelt class ``article-veiw-body``,
``/rss/allArticle.xml``, a footer that links to ndsoft.co.kr (all verified).

Addresses. ``idxno`` is the identity; sc_*, page, total mean nothing (verified). The same article stands at
``/?mod=news&act=articleView&idxno=N`` (verified: the skin of 2013-17 lives there), on m. and ssl. hosts (seen as
text) and at ``/news/articlePrint.html?idxno=N`` (memory). An outlet that changed its CMS keeps its old addresses in
this form for a while: 경북매일 was NDSoft until 2024.
Lists. ``/news/articleList.html?sc_section_code=S1N1&view_type=sm&page=N`` from 1; sub-sections
``sc_sub_section_code=S2N27``; without a code everything (verified); ``sc_serial_code=SRN5`` (memory). Rows, newest
skin first: ``.altlist-webzine-item`` with ``.altlist-subject`` and, last of ``.altlist-info-item``, ``03-07 16:50``
without a year; ``#section-list > ul > li`` with ``.titles a`` and ``.byline em``; ``.list-block`` with
``.list-titles a`` and ``.list-dated`` ``섹션 | 기자 | 2024-01-02 12:34`` (all verified). The oldest lists (tables) are
from memory. RSS ``/rss/allArticle.xml``, ``/rss/S1N1.xml``, or ``cdn.<domain>/rss/gn_rss_allArticle.xml`` and
``gns_allArticle.xml``: 50 items, times without zone in KST (verified); fast outlets fill a feed in an hour.
Encoding UTF-8; old installs EUC-KR (seen as text).

Skins. Since 2021: ``header.article-view-header`` with ``h1``/``h3.heading`` or ``.aht-title-view``, ``.subheading``
there or first in the body, ``ul.infomation`` (sic) or ``ul.breadcrumbs`` with 기자명, 입력/승인/등록일 and 수정, body
``#article-view-content-div``, ``figure.photo-layout`` with captions that begin ▲, ``article.writer`` and
``.article-copy`` below it, ``.tag-group`` (verified). 2018-21: ``.article-head-title``, ``.article-head-sub``,
``.info-text li``, and ``.view-editors``, ``.view-copyright`` often inside the body's element (verified).
2013-17: ``.arl_view_title``, ``.arl_view_sub_title``, ``.arl_view_date`` ``2015년 03월 02일``, ``#arl_view_content``
(on some outlets ``#talklink_contents``, ``#adiContents``), ``td.news_photo_table_caption``, ``.arl_view_writer_box``
(verified; the parts of that box from memory). Before: ``td.view_t``, ``td.view_r`` and a time in a cell of colour
EFEFEF, or ``div.View_Title``, ``div.View_Info`` (each verified on one outlet), their parts from memory.
The section is the link to a list in the page's header (verified for 2018-21). 지면게재일, the day of the printed
paper, is no time of publication.

What an outlet must say: nothing but ``home``; ``lists`` as section codes (``S1N1``, ``S2N27``, ``SRN5``, ``all``) or
as addresses of lists; ``feeds`` where they are not at ``/rss/allArticle.xml``.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import PREFIXES, ArticleList, Skin, on_host, origin, tidy_number, weigh

EVERYTHING = "all"
NUMBER = re.compile(r"[0-9]{1,14}")
VIEWS = frozenset({"/news/articleView.html", "/news/articlePrint.html", "/articleView.html"})
CODES = (
    ("sc_sub_section_code", re.compile(r"S2N\d{1,5}")),
    ("sc_section_code", re.compile(r"S1N\d{1,5}")),
    ("sc_serial_code", re.compile(r"SRN\d{1,5}")),
    ("sc_multi_code", re.compile(r"S\d{1,5}")),
)
CLUTTER = """
.ad-template .info-options2 .reveal .view-editors .view-copyright article.writer .article-copyright .article-footer
.article-sponsor .article-relation .article-head-sub .subheading .article-head-title .info-text .info-group .tag-group
.emoji-for .like-group .article-view-sns .article-sytool-container .arl_view_copywriter .arl_view_writer_box
.arl_view_tags_box .not_print div.press form
"""
# What the items of the line below the headline are told by: 승인 2024.01.02 12:34, but never 지면게재일.
HEADER = "header[class*=article-][class*=header]"  # article-view-header, article-header
INFO = HEADER + " li"


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The article number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    values = dict(reversed(parse_qsl(query.replace("&amp;", "&"))))
    if path not in VIEWS and not (path in ("", "/", "/index.html") and values.get("act") == "articleView"):
        return None
    number = values.get("idxno", "").strip()
    if not NUMBER.fullmatch(number):
        return None
    number = tidy_number(number)
    return ArticleIdentity(f"{origin(outlet)}/news/articleView.html?idxno={number}", number)


def article_url(identity: ArticleIdentity, outlet: Outlet, skin: Skin = "desktop") -> str:
    """The address to ask for; the mobile one is the old form, which newer installs send on to the desktop page."""
    if skin == "mobile":
        return f"{origin(outlet)}/?mod=news&act=articleView&idxno={identity.article_no}"
    return identity.canonical_url


LAYOUT = builder.sketch(
    headline=(
        "header.article-view-header .heading",
        ".article-view-header .aht-title-view",
        "div.article-head-title",
        ".article-head-title",
        "h1.heading",
        "h3.heading",
        ".aht-title-view",
        "h1.arl_view_title",
        ".arl_view_title",
        "div.View_Title strong",
        "div.View_Title",
        "#font_title",
        "td.view_t",
    ),
    title_tail=(" - ", " < ", " | ", " :: "),
    deck=(
        "header.article-view-header .subheading",
        "#article-view-content-div .subheading",
        "div.article-head-sub",
        ".article-head-sub",
        ".arl_view_sub_title",
        "div.View_SubTitle",
        "#font_subtitle",
        "td.view_s",
    ),
    byline=(
        INFO + "[class*=name]",
        '//header[contains(@class,"article-")]//li[.//*[contains(@class,"icon-user")]]',
        "div.info-text li",
        "ul.infomation li",
        INFO + ":says(기자)",
        "span.arl_view_writer",
        ".arl_view_writer",
        "div.View_Info",
        "td[bgcolor=EFEFEF]",
    ),
    writers=(
        "article.writer .name a",
        "div.view-editors .names",
        "div.arl_view_writer_box .name",
        "article.writer .email",
        "div.view-editors .user-email",
        "div.arl_view_writer_box .email",
    ),
    published=(
        INFO + ":says(승인|입력|등록):not-says(지면)",
        "span.arl_view_date",
        ".arl_view_date",
        "div.View_Info",
        "td[bgcolor=EFEFEF]",
        "#font_date",
        ".info-text li",
        ".infomation li",
        ".info-group",
    ),
    modified=(INFO + ":says(수정)",),
    section=(
        'header.article-view-header a[href*="section_code="]',
        '.breadcrumbs a[href*="section_code="]',
    ),
    body=(
        "#article-view-content-div",
        "article.article-veiw-body",
        "#arl_view_content",
        "#talklink_contents",
        "#adiContents",
        "#articleBody",
        "td.view_r",
        'article[itemprop="articleBody"]',
    ),
    tags=("div.tag-group a", "article.tag-group a", ".tag-group a", "div.arl_view_tags_box a"),
    drop=(*CLUTTER.split(), 'div[class$="-banner"]', *COMMON_DROP),
    captions=(*COMMON_CAPTION, "td.news_photo_table_caption", 'td[id^="font_imgdown_"]'),
    stop=tuple(line for line in COMMON_STOP if "보기" not in line),  # a writer's box inside the body may say so
    noise=("SNS 기사보내기", "이 기사를 공유합니다", "기사를 읽어드립니다", "기사를 읽어드립니다."),
)
"""All skins, the newest first."""


def feeds(outlet: Outlet) -> tuple[str, ...]:
    """The outlet's own, else the feed that every install has had; ``feed_guesses`` names where newer ones keep it."""
    return outlet.feeds or feed_guesses(outlet)[:1]


def feed_guesses(outlet: Outlet) -> tuple[str, ...]:
    """Where an outlet's feed of everything may be, the likeliest first."""
    home = urlsplit(outlet.home)
    domain = home.netloc.removeprefix("www.")
    cdn = f"{home.scheme}://cdn.{domain}/rss"
    return (
        f"{origin(outlet)}/rss/allArticle.xml",
        f"{cdn}/gn_rss_allArticle.xml",
        f"{cdn}/gns_allArticle.xml",
    )


def list_query(entry: str) -> dict[str, str]:
    """What a list's address asks for: of a code, of ``all``, or of the address of a list page."""
    if entry.startswith(("http://", "https://")):
        try:
            asked = dict(parse_qsl(urlsplit(entry).query))
        except ValueError:
            return {}
        return {name: asked[name] for name, _ in CODES if name in asked}
    return next(({name: entry} for name, code in CODES if code.fullmatch(entry)), {})


def page_url(base: str, query: dict[str, str], page: int) -> str:
    """The list's page, counted from 0 here and from 1 by NDSoft."""
    return f"{base}/news/articleList.html?{urlencode(query | {'view_type': 'sm', 'page': str(page + 1)})}"


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each list that the outlet names (default: everything)."""
    walks: dict[str, ArticleList] = {}
    for entry in outlet.lists or (EVERYTHING,):
        query = list_query(entry)
        name = "+".join(query.values()) or EVERYTHING
        walks.setdefault(name, ArticleList(name, partial(page_url, origin(outlet), query)))
    return tuple(walks.values())


LINK = 'a[href*="idxno="]'
LIST_RULES = ListRules(
    items=(
        ".altlist-webzine-item",
        ".altlist-text-item",
        ".altlist-tile-item",
        "#section-list > ul > li",
        "#section-list li",
        ".list-block",
        "section.article-list-content li",
        "#article-list tr",
    ),
    link=(f".altlist-subject {LINK}", f".titles {LINK}", f".list-titles {LINK}", LINK),
    headline=(".altlist-subject", ".titles", ".list-titles", ".ArtList_Title a", "strong", "h4", "h2"),
    published=(
        '(descendant::*[contains(@class,"altlist-info-item")])[last()]',
        ".byline em:last-child",
        ".list-dated",
        ".altlist-info",
        ".byline",
        ".dated",
        ".date",
        ".ArtList_Date",
        "(descendant::td)[last()]",
    ),
    section=(".byline em:first-child", ".altlist-info-item", ".list-section"),
)
OWN_LINK = re.compile(
    r"""href\s{0,3}=\s{0,3}["']?(?:(?:https?:)?//([^/"'\s<>]{1,100}))?/(?:news/article(?:View|List)\.html\?|\?mod=news&)"""
)
OWN_LINK_WEIGHT = 0.7
MARKS = (
    ("article-veiw-body", 1.0),
    ("article-view-content-div", 1.0),
    ("arl_view_content", 0.7),
    ("altlist-webzine", 0.7),
    ("www.ndsoft.co.kr", 0.7),
    ("/rss/allArticle.xml", 0.5),
    ("rss/gn_rss_allArticle.xml", 0.7),
    ("/news/thumbnail/", 0.3),
)


def recognise(html: str, url: str) -> float:
    """Evidence of NDSoft in a home page or an article: links of its own form, class names, feeds, the vendor.

    A link to another host's ``articleView.html`` is none.
    """
    try:
        here = _bare(urlsplit(url).netloc)
    except ValueError:
        here = ""
    own = any(not link[1] or _bare(link[1]) == here for link in OWN_LINK.finditer(html))
    return min(1.0, weigh(html, MARKS) + (OWN_LINK_WEIGHT if own else 0.0))


def _bare(host: str) -> str:
    host = host.lower()
    return next((host[len(prefix) :] for prefix in PREFIXES if host.startswith(prefix)), host)


FAMILY = builder.family(
    id="ndsoft",
    identify=identify,
    layout=LAYOUT,
    article_url=article_url,
    feeds=feeds,
    lists=lists,
    list_rules=LIST_RULES,
    recognise=recognise,
)
