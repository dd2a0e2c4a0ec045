"""dadamedia 다다미디어: many weeklies and dailies of Gyeongbuk (경상매일, 경북신문, 경북중부신문, 세명일보, 경주신문).

How to recognise: ``/default/index_view_page.php``, ``/default/index_sub.php?part_idx=``, ``board_data=`` and
``search_items=`` with base64 behind them (verified); newer sites ``/news/list.php?part_idx=`` and
``/news/view.php?idx=`` (verified), of which the last alone proves nothing: other CMSs have it too.

Addresses. ``idx`` is the identity, the same before and after an outlet's change of skin (verified). It stands in the
query, or in ``board_data``: base64 of the url-encoded ``idx=161527&startPage=…`` with ``||`` behind it (verified).
The canonical form is ``/news/view.php?idx=N``, for outlets whose ``lists`` all stand under ``/default/`` the old one;
each is asked for in the form that lists give it. Mobile ``m.<host>/view.php?idx=N`` (verified).
Lists. An outlet's ``lists`` names ``part_idx`` numbers or addresses; without them its ``sections`` are walked.
``/news/list.php?part_idx=N`` (``ul.list_news2_4 > li``, ``div.news_date``, ``strong``; verified 2023),
``/default/index_sub.php?part_idx=N`` (verified), mobile ``list.php?part_idx=N`` (``a[href^="view.php?idx="]``,
``.news_tit``, ``.news_modify``; verified 2026). Further pages are asked by ``board_data`` with ``startPage``, which
counts articles (memory). No feed, no sitemap was found.
Encoding EUC-KR on old sites (verified on one), UTF-8 on newer ones.

Skins. Old (seen as text): ``뉴스 > 사회 +크기 | -작게 | 이메일 | 프린트``, headline, deck, ``2023년 01월 27일(금) 21:38
[매체명]``, ``↑↑ caption``, ``ⓒ 매체명``, body in ``td#fontSzArea`` (verified); the tags of the
headline, of the deck and of the line ``뉴스 > 사회`` are from memory.
New (seen as text): page clock ``최종편집:``, headline ``div.title > h1`` or ``h2`` (verified, one outlet each),
``정승호 기자 기자``, ``입력 : 2019년 03월 19일`` (elsewhere with a clock time), share bar, body. Its body's element was
not found in any source: those named here are from memory, and where all miss the page is read as ``generic`` reads it.
Mobile: ``입력 2025.01.02 12:34`` (verified); the rest from memory.
The headline is also found by its agreement with the page's title.

What an outlet must say: ``lists``; the body's selector where it is known (``[layout] body``).
"""

import base64
import binascii
import re
from functools import partial
from urllib.parse import parse_qsl, quote, unquote

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, on_host, origin, tidy_number

VIEW = re.compile(r"/(?:(?:default|news|mobile|m)/)?(?:(?:index_|reader_index_)?view(?:_page)?)\.php")
OLD, NEW = "/default/index_view_page.php", "/news/view.php"
NUMBER = re.compile(r"[0-9]{1,10}")
TOKEN_LIMIT = 4_000
PAGE_STEP = 10  # no list shows fewer, so that no article is passed over
MARKS = (
    ("index_view_page.php", 0.7),
    ("default/index_sub.php?part_idx=", 0.5),
    ("list.php?part_idx=", 0.5),
    ("list_news2_4", 0.4),
    ("board_data=", 0.3),
    ("fontSzArea", 0.3),
    ("search_items=", 0.2),
    ("/news/view.php?idx=", 0.2),
    ("↑↑", 0.1),
    ("dadamedia", 0.8),
    ("다다미디어", 0.8),
)
# The line of the time: old ``2023년 01월 27일(금) 21:38 [매체명]``; new ``입력 : …`` in an element of its own.
OLD_TIME = '[contains(.,"년 ")][contains(.,"일(")][contains(.,"[")][string-length(normalize-space(.))<60]'
NEW_TIME = '[not(ancestor::span[4])][starts-with(normalize-space(.),"입력")][string-length(normalize-space(.))<120]'


def unpacked(token: str) -> dict[str, str]:
    """The fields in a ``board_data`` or ``search_items`` value; empty for what is none."""
    if len(token) > TOKEN_LIMIT:
        return {}
    packed = unquote(token).replace(" ", "+").rstrip("|").rstrip("=")
    try:
        text = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True).decode("ascii", "replace")
    except (binascii.Error, ValueError):
        return {}
    return dict(reversed(parse_qsl(text if "=" in text else unquote(text))))


def packed(fields: dict[str, str]) -> str:
    """Fields as a ``board_data`` value."""
    inner = quote("&".join(f"{name}={value}" for name, value in fields.items()))
    return base64.b64encode(inner.encode("ascii", "replace")).decode("ascii") + "||"


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The number behind an address on any of the outlet's hosts."""
    place = on_host(url, outlet)
    if place is None or not VIEW.fullmatch(place[0]):
        return None
    values = dict(reversed(parse_qsl(place[1].replace("&amp;", "&"))))
    number = values.get("idx", "") or next(
        (found for name in ("board_data", "search_items") if (found := unpacked(values.get(name, "")).get("idx", ""))),
        "",
    )
    if not NUMBER.fullmatch(number):
        return None
    number = tidy_number(number)
    own = OLD if is_old(outlet) else NEW
    seen = next((path for path in (OLD, NEW) if path == place[0]), own)
    base = origin(outlet)
    return ArticleIdentity(f"{base}{own}?idx={number}", number, f"{base}{seen}?idx={number}" if seen != own else "")


def is_old(outlet: Outlet) -> bool:
    """Whether all lists that the outlet names stand under ``/default/``."""
    return bool(outlet.lists) and all("/default/" in entry for entry in outlet.lists)


LAYOUT = builder.sketch(
    headline=("div.title > h1", "div.title > h2", "td.view_title", ".view_title h2", ".view_title"),
    title_tail=(" :: ", " | ", " - ", "::", " : "),
    deck=("div.title > h3", "div.title > h4", "td.view_subtitle", ".view_subtitle", ".sub_title"),
    byline=(
        f"(//span{NEW_TIME}/preceding-sibling::span[contains(.,'기자')])",
        ".view_writer",
        ".writer",
    ),
    published=(
        f"(//span{NEW_TIME})",
        f"(//td[not(table)]{OLD_TIME})",
        f"(//span{OLD_TIME})",
        f"(//div[not(div or table)]{OLD_TIME})",
        f"(//p{OLD_TIME})",
    ),
    section=(
        "td.navi",
        ".navi",
        ".location",
        "#location",
        '(//td[not(.//td)][starts-with(normalize-space(.),"뉴스 >")])',
    ),
    body=("#fontSzArea", "#view_content", "#article_body", ".view_content", ".article_body", ".news_view_con"),
    drop=(".sns_area", ".view_sns", ".f11_2", *COMMON_DROP),
    captions=(*COMMON_CAPTION, ".img_txt"),
)
"""All three skins."""


def page_url(url: str, page: int) -> str:
    """The list's page, counted from 0; ``startPage`` counts articles."""
    if not page:
        return url
    base, _, query = url.partition("?")
    fields = dict(parse_qsl(query))
    part = fields.get("part_idx") or unpacked(fields.get("board_data", "")).get("part_idx", "")
    token = packed(({"part_idx": part} if part else {}) | {"startPage": str(page * PAGE_STEP)})
    return f"{base}?{f'part_idx={quote(part)}&' if part else ''}board_data={token}"


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each ``part_idx`` or address that the outlet's ``lists`` names, else for each of its sections."""
    base = origin(outlet)
    walks = []
    for entry in outlet.lists or outlet.sections:
        url = entry if "/" in entry else f"{base}/news/list.php?part_idx={quote(entry)}"
        walks.append(ArticleList(entry, partial(page_url, url)))
    return tuple(walks)


LIST_RULES = ListRules(
    items=(
        "ul.list_news2_4 > li",
        '(//a[starts-with(@href,"view.php?idx=")])',
        '(//li[.//a[contains(@href,"view.php?idx=") or contains(@href,"view.php?board_data=")]])',
        '(//table[not(.//table)][.//a[contains(@href,"index_view_page.php")]])',
        '(//tr[.//a[contains(@href,"view")][contains(@href,"idx=") or contains(@href,"board_data=")]][not(.//tr)])',
        '(//div[a[contains(@href,"view.php?idx=")]])',
    ),
    link=('a[href*="view"][href*="idx="]', 'a[href*="view"][href*="board_data="]', "(self::a)"),
    headline=("strong", ".news_tit", ".tit", "h3", "h4", "b"),
    published=("div.news_date", ".news_modify", ".news_date", ".date", ".f11_2"),
)


FAMILY = builder.family(
    id="dadamedia",
    identify=identify,
    layout=LAYOUT,
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
)
