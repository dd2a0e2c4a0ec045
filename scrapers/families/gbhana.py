"""Gyeongbuk Hana News 경북하나신문 (gbhana.com), gnuboard5 with a news layer that siblings share.

How to recognise: ``/bbs/board.php?bo_table=news&wr_id=N``, ``기사입력 YYYY.MM.DD HH:MM``, ``theme/…/mobile/`` in paths.

Addresses. ``bo_table`` and ``wr_id`` are the identity; device, page, sca, sfl, stx, sod, sst, spt and me_id mean
nothing (verified in gnuboard5). Siblings also answer ``/news/view.php?no=N`` (verified) and short ``/news/N``
(gnuboard's rewriting, memory); both map here. ``&device=pc|mobile`` chooses the skin (verified in gnuboard5).
Lists. ``/bbs/board.php?bo_table=news&page=N`` from 1 (verified in gnuboard5). An outlet's ``lists`` may name other
boards, as ``board`` or ``board:category`` (``sca``). RSS ``/bbs/rss.php?bo_table=news`` only where the board allows
it (verified in gnuboard5). No sitemap. Encoding UTF-8 (gnuboard5).

Skins. Desktop: ``.news_title01 h2``, ``.view01_date``, ``#view_content`` and the two comments around the body
(verified on siblings, not on gbhana itself), then gnuboard's own ``#bo_v_title .bo_v_tit``, ``#bo_v_info``,
``#bo_v_con`` (verified in gnuboard5). Mobile (seen as text): 기사상세페이지, headline, ``이혜경 기자 / 기사입력
2022.08.26 14:58``, SNS 공유하기 with ``fa tw gp ba ks url``, 0-3 deck lines, a picture's file name, ``▲caption``, body;
the time is found by its label below the headline. The byline may be 편집부. The deck's tag is from memory.
PHP warnings of the side widgets are stripped before the page is read.

What an outlet must say: nothing but ``home``.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, urlencode

from models.outlet import Outlet
from pipelines.layout import COMMON_CAPTION, COMMON_DROP, COMMON_STOP, Identity, Layout, bind
from pipelines.listing import ListRules
from scrapers.families.family import Family, ListWalk, Skin, on_host, origin, tidy_number

BOARD = "news"
BOARD_NAME = re.compile(r"[A-Za-z0-9_]{1,40}")
NUMBER = re.compile(r"\d{1,12}")
SHORT = re.compile(r"/([A-Za-z0-9_]{1,40})/(\d{1,12})/?")


def boards(outlet: Outlet) -> tuple[str, ...]:
    """The boards that hold articles, the main one first."""
    named = tuple(dict.fromkeys(entry.partition(":")[0] for entry in outlet.lists))
    return named or (BOARD,)


def identify(url: str, outlet: Outlet) -> Identity | None:
    """Board and number behind an address on any of the outlet's hosts; other boards (notices) hold no articles."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    values = dict(reversed(parse_qsl(query.replace("&amp;", "&"))))
    known = boards(outlet)
    if path == "/bbs/board.php":
        board, number = values.get("bo_table", ""), values.get("wr_id", "")
    elif path == "/news/view.php":
        board, number = known[0], values.get("no", "")
    elif short := SHORT.fullmatch(path):
        board, number = short[1], short[2]
    else:
        return None
    if board not in known or not NUMBER.fullmatch(number) or not number.isascii():
        return None
    number = tidy_number(number)
    return Identity(f"{origin(outlet)}/bbs/board.php?bo_table={board}&wr_id={number}", number)


def article_url(identity: Identity, _outlet: Outlet, skin: Skin = "desktop") -> str:
    """The address to ask for; without ``device`` the server would choose by the user agent."""
    return f"{identity.canonical_url}&device={'mobile' if skin == 'mobile' else 'pc'}"


def layout(outlet: Outlet) -> Layout:
    """Both skins, and gnuboard's own as a net below."""
    base = Layout(
        outlet=outlet,
        identify=partial(identify, outlet=outlet),
        headline=("div.news_title01 h2", ".news_title01 h2", ".news_title01", "#bo_v_title .bo_v_tit", "#bo_v_title"),
        title_tail=(" | ", " > "),
        title_levels=2,
        deck=("div.view01_subtitle", ".view01_subtitle", ".news_subtitle", ".sub_title"),
        byline=("span.view01_name", ".view01_name", "div.view01_date", ".view01_date", "#bo_v_info .sv_member"),
        published=("div.view01_date", ".view01_date", "#bo_v_info"),
        section=("#bo_v_title .bo_v_cate", ".bo_v_cate"),
        body=("#view_content", "#bo_v_con", "#bo_v_atc"),
        body_comments=(("본문 내용 시작", "본문 내용 끝"),),
        drop=("#bo_v_share", "#bo_v_act", "#bo_v_img_none", ".sns", *COMMON_DROP),
        captions=COMMON_CAPTION,
        stop=COMMON_STOP,
        noise=("backward top home", "기사상세페이지", "SNS 공유하기", "fa tw gp", "ba", "ks url"),
    )
    return bind(base, outlet)


def feeds(outlet: Outlet) -> tuple[str, ...]:
    """The outlet's own, else the board's RSS, which not every board allows."""
    return outlet.feeds or (f"{origin(outlet)}/bbs/rss.php?bo_table={boards(outlet)[0]}",)


def sitemaps(outlet: Outlet) -> tuple[str, ...]:
    """Only what the outlet names: gnuboard has none."""
    return outlet.sitemaps


def page_url(base: str, board: str, category: str, page: int) -> str:
    """The board's page, counted from 0 here and from 1 by gnuboard."""
    query = {"bo_table": board} | ({"sca": category} if category else {}) | {"page": str(page + 1)}
    return f"{base}/bbs/board.php?{urlencode(query)}"


def lists(outlet: Outlet) -> tuple[ListWalk, ...]:
    """One walk for each ``board`` or ``board:category`` that the outlet's ``lists`` names (default: news)."""
    walks = []
    for entry in outlet.lists or (BOARD,):
        board, _, category = entry.partition(":")
        if BOARD_NAME.fullmatch(board):
            walks.append(ListWalk(entry, partial(page_url, origin(outlet), board, category)))
    return tuple(walks)


LIST_RULES = ListRules(
    items=(
        "#bo_list tbody tr",
        ".tbl_head01 tbody tr",
        "#bo_gall .gall_li",
        "#bo_list li",
        "#news_data li",
        "#news_data > div",
        ".tab_article li",
        ".news_list li",
    ),
    link=(".bo_tit a[href*=wr_id]", ".td_subject a[href*=wr_id]", "a[href*=wr_id]", "a[href]"),
    headline=(".bo_tit", ".td_subject", ".gall_text_href", ".news_tit", "strong", "h2", "h3"),
    published=(".td_datetime", ".gall_date", ".bo_date", ".datetime", ".date"),
    section=(".bo_cate_link", ".td_num2 .bo_cate"),
)

FAMILY = Family(
    id="gbhana",
    identify=identify,
    layout=layout,
    article_url=article_url,
    feeds=feeds,
    sitemaps=sitemaps,
    lists=lists,
    list_rules=LIST_RULES,
)
