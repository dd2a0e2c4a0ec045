"""The CMS of ``newsview.php?ncode=``: 시민일보, 울산종합일보, 메가경제, 점프볼, 뉴스트리코리아. Vendor unknown.

How to recognise: ``/news/newsview.php?ncode=`` and a number of 15 or 16 digits, ``#viewConts``, ``.viewTitle``
(verified on several outlets; that all of them run one CMS is inferred).

Addresses. ``ncode`` is the identity (verified); every other field of the query means nothing.
Lists. Only the search is known: ``/news/search.php?q=WORD&sfld=all&period=MONTH|12&pagenum=N``, N from **zero**, rows
``.listPhoto`` with ``dt a`` and ``.conts`` or ``.txt`` (verified). An outlet's ``lists`` may name words to search for,
or addresses of lists, paged by ``pagenum`` from zero too (memory); without any the search for nothing is walked
(memory: it lists everything). No feed and no sitemap was seen. Encoding UTF-8.

Skins. One: the time in ``.viewTitle dl dd`` as ``2023-04-05 12:34:56`` and the body in ``#viewConts`` (verified);
headline, deck and reporter stand in ``.viewTitle`` too (memory), the headline is also found by its agreement with
og:title, which is there with ``article:published_time`` (verified on a like site). Advertisements stand in the body as
``div[id^=articleBody]`` with frames (seen in a public filter list).

What an outlet must say: nothing but ``home``; better also its ``lists``.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, quote

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, on_host, origin, with_query

VIEW = re.compile(r"/(?:news/)?newsview\.php", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{10,20}")
IN_TITLE = '//div[contains(@class,"viewTitle")]//*'
MARKS = (
    ("newsview.php?ncode=", 0.8),
    ("viewConts", 0.3),
    ("viewTitle", 0.2),
    ("/news/search.php?q=", 0.1),
)


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    if place is None or not VIEW.fullmatch(place[0]):
        return None
    number = dict(reversed(parse_qsl(place[1].replace("&amp;", "&")))).get("ncode", "")
    if not NUMBER.fullmatch(number):
        return None
    return ArticleIdentity(f"{origin(outlet)}/news/newsview.php?ncode={number}", number)


LAYOUT = builder.sketch(
    headline=(f"({IN_TITLE}[self::h1 or self::h2 or self::h3])", ".viewTitle .title"),
    title_tail=(" - ", " | ", " < ", " :: ", ":"),
    deck=(f"({IN_TITLE}[self::h4 or contains(@class,'sub')])", ".viewSubTitle"),
    byline=(".viewTitle dl dt", ".viewTitle .writer", ".viewTitle .reporter"),
    published=("#main .viewTitle dl dd", ".viewTitle dl dd", ".viewTitle .date"),
    section=(".viewNavi a", ".location a", ".viewNavi"),
    body=("#viewConts", ".viewConts"),
    drop=("(.//div[starts-with(@id,'articleBody')][iframe or ins])", ".relationNews", ".viewAd", *COMMON_DROP),
    captions=(*COMMON_CAPTION, ".imgCaption", ".photoTxt"),
)
"""The one skin."""


def page_url(url: str, page: int) -> str:
    """The list's page, counted from zero here and there."""
    return with_query(url, "pagenum", str(page))


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each word or address that the outlet's ``lists`` names (default: the search for nothing)."""
    walks = []
    for entry in outlet.lists or ("",):
        search = f"{origin(outlet)}/news/search.php?q={quote(entry)}&sfld=all&period={quote('MONTH|12')}"
        walks.append(ArticleList(entry or "search", partial(page_url, entry if "/" in entry else search)))
    return tuple(walks)


LIST_RULES = ListRules(
    items=(
        ".listPhoto",
        ".listText",  # memory
        '(//dl[.//a[contains(@href,"ncode=")]])',
        '(//li[.//a[contains(@href,"ncode=")]])',
        '(//tr[.//a[contains(@href,"ncode=")]])',
    ),
    link=('dt a[href*="ncode="]', 'a[href*="ncode="]'),
    headline=("dt", "strong", "h3", "h4"),
    published=(".date", ".registDate", "dd span", "span"),
)


FAMILY = builder.family(
    id="ncode",
    identify=identify,
    layout=LAYOUT,
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
)
