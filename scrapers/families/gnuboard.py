"""gnuboard 4 and 5, the free board: plain boards, and the news layer that small papers put on it (넷프로).

How to recognise: ``/bbs/board.php?bo_table=``, ``g5_bbs_url`` or ``g4_path`` in a script, ``#bo_v_con``; of the news
layer ``.news_title01``, ``.view01_date``, ``기사입력 YYYY.MM.DD HH:MM`` (all verified).

Addresses. ``bo_table`` and ``wr_id`` are the identity; device, page, sca, sfl, stx, sod, sst, spt and me_id mean
nothing (verified in gnuboard5). Papers on the news layer also answer ``/news/view.php?no=N`` (verified): the same
number of the first board, except where all lists of an outlet stand under ``/news/``: there it is the only form.
Short ``/news/N`` is gnuboard5's rewriting (memory). ``&device=pc|mobile`` chooses the skin (verified in gnuboard5).
Lists. ``/bbs/board.php?bo_table=news&page=N`` from 1 (verified in gnuboard5). An outlet's ``lists`` names its boards,
as ``board`` or ``board:category`` (``sca``), or addresses, such as ``/news/index.php?code=…`` (verified on one outlet).
RSS ``/bbs/rss.php?bo_table=news`` only where the board allows it (verified in gnuboard5). No sitemap.
Encoding UTF-8 (gnuboard5), EUC-KR (gnuboard4; verified on one outlet).

Skins. News layer: ``.news_title01 h2``, ``.view01_date``, ``#view_content``, the comments around the body (verified on
three outlets); a list of the weather of the whole country with today's date may open the page (seen as text).
gnuboard5: ``#bo_v_title .bo_v_tit``, ``#bo_v_info`` with ``작성일 22-08-26 14:58``, ``#bo_v_atc`` with the pictures in
``#bo_v_img`` and the text in ``#bo_v_con`` (verified in gnuboard5). gnuboard4: ``작성일 : 2010-05-03 12:34`` above a
headline that only its style marks, ``글쓴이 :``, ``#writeContents``; ``<title>`` ends with the headline (memory).

What an outlet must say: ``lists``, where its boards are not called ``news``.
"""

import re
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import COMMON_CAPTION, COMMON_DROP, ArticleIdentity
from pipelines.lists import ListRules
from scrapers.families import builder
from scrapers.families.base import ArticleList, Skin, on_host, origin, tidy_number, with_query

BOARD = "news"
BOARD_NAME = re.compile(r"[A-Za-z0-9_]{1,40}")
NUMBER = re.compile(r"[0-9]{1,12}")
SHORT = re.compile(r"/([A-Za-z0-9_]{1,40})/([0-9]{1,12})/?")
BOARD_PATH = re.compile(r"(/[A-Za-z0-9_-]{1,40})?/bbs/board\.php")
MARKS = (
    ("g5_bbs_url", 0.8),
    ("g4_path", 0.8),
    ("/bbs/board.php?bo_table=", 0.6),
    ("bo_v_con", 0.3),
    ("news_title01", 0.5),
    ("view01_date", 0.5),
    ("writeContents", 0.2),
)


def fields_of(query: str) -> dict[str, str]:
    """The fields of a query, the first of each name."""
    return dict(reversed(parse_qsl(query.replace("&amp;", "&"))))


def board_of(entry: str) -> tuple[str, str]:
    """Board and category that an entry of an outlet's ``lists`` names; no board for another kind of list."""
    if "/" in entry:
        fields = fields_of(urlsplit(entry).query)
        return fields.get("bo_table", ""), fields.get("sca", "")
    board, _, category = entry.partition(":")
    return board, category


def boards(outlet: Outlet) -> tuple[str, ...]:
    """The boards that hold articles, the main one first."""
    named = (board_of(entry)[0] for entry in outlet.lists)
    return tuple(dict.fromkeys(board for board in named if BOARD_NAME.fullmatch(board))) or (BOARD,)


def is_aliased(outlet: Outlet) -> bool:
    """Whether the outlet knows its articles by ``/news/view.php?no=N`` alone."""
    return bool(outlet.lists) and all("/news/" in entry and "bo_table=" not in entry for entry in outlet.lists)


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """Board and number behind an address on any of the outlet's hosts; other boards (notices) hold no articles."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    values = fields_of(query)
    known = boards(outlet)
    folder = ask = ""
    if found := BOARD_PATH.fullmatch(path):
        board, number, folder = values.get("bo_table", ""), values.get("wr_id", ""), found[1] or ""
    elif path == "/news/view.php":
        board, number = known[0], values.get("no", "")
        ask = f"{origin(outlet)}/news/view.php?no={number}"
    elif short := SHORT.fullmatch(path):
        board, number = short[1], short[2]
    else:
        return None
    if board not in known or not NUMBER.fullmatch(number):
        return None
    number = tidy_number(number)
    if is_aliased(outlet):
        return ArticleIdentity(f"{origin(outlet)}/news/view.php?no={number}", number)
    return ArticleIdentity(f"{origin(outlet)}{folder}/bbs/board.php?bo_table={board}&wr_id={number}", number, ask)


def article_url(identity: ArticleIdentity, outlet: Outlet, skin: Skin = "desktop") -> str:
    """The address to ask for; without ``device`` the server would choose by the user agent."""
    if identity.ask or is_aliased(outlet):
        return identity.ask or identity.canonical_url
    return f"{identity.canonical_url}&device={'mobile' if skin == 'mobile' else 'pc'}"


LAYOUT = builder.sketch(
    headline=(
        "div.news_title01 h2",
        ".news_title01 h2",
        ".news_title01",
        "#bo_v_title .bo_v_tit",
        "#bo_v_title",
        "#view_subject",
        '(//div[not(*)][contains(@style,"bold")][contains(@style,"word-break")])',
    ),
    title_tail=(" | ", " > "),
    title_levels=2,
    deck=("div.view01_subtitle", ".view01_subtitle", ".news_subtitle", ".sub_title"),
    byline=(
        "span.view01_name",
        ".view01_name",
        "div.view01_date",
        ".view01_date",
        "#bo_v_info .sv_member",
        "#bo_v_info .sv_guest",
        '(//div[not(div)][contains(.,"글쓴이 :")][string-length(.)<120]/span)',
    ),
    published=(
        "div.view01_date",
        ".view01_date",
        "#bo_v_info .if_date",
        "#bo_v_info",
        '(//span[not(ancestor::span[4])][starts-with(normalize-space(.),"작성일")])',
    ),
    section=("#bo_v_title .bo_v_cate", ".bo_v_cate"),
    body=(
        "#view_content",
        'id("bo_v_con")/ancestor::*[@id="bo_v_atc"]',
        "#bo_v_con",
        "#bo_v_atc",
        "#writeContents",
    ),
    body_comments=(("본문 내용 시작", "본문 내용 끝"), ("내용 출력", "테러 태그 방지용")),
    drop=(
        "#bo_v_atc_title",
        '(.//*[@id="bo_v_con"]/following-sibling::p)',  # the writer's signature
        "#bo_v_share",
        "#bo_v_act",
        "#bo_v_img_none",
        "#bo_v_sns",
        ".bo_v_snswr",
        ".bo_v_nb",
        ".bo_v_good",
        ".bo_v_sign",
        ".sns",
        *COMMON_DROP,
    ),
    captions=COMMON_CAPTION,
    noise=("backward top home", "기사상세페이지", "SNS 공유하기", "fa tw gp", "ba", "ks url"),
)
"""The news layer, gnuboard5 and gnuboard4."""


def feeds(outlet: Outlet) -> tuple[str, ...]:
    """The outlet's own, else the first board's RSS, which not every board allows; none for aliased outlets."""
    if outlet.feeds or is_aliased(outlet):
        return outlet.feeds
    return (f"{origin(outlet)}/bbs/rss.php?bo_table={boards(outlet)[0]}",)


def page_url(base: str, board: str, category: str, page: int) -> str:
    """The board's page, counted from 0 here and from 1 by gnuboard."""
    query = {"bo_table": board} | ({"sca": category} if category else {}) | {"page": str(page + 1)}
    return f"{base}/bbs/board.php?{urlencode(query)}"


def address_page(url: str, page: int) -> str:
    """The page of a list that is named by its address, counted from 0 here and from 1 there."""
    return with_query(url, "page", str(page + 1))


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """One walk for each board, ``board:category`` or address that the outlet's ``lists`` names (default: news)."""
    walks = []
    for entry in outlet.lists or (BOARD,):
        board, category = board_of(entry)
        if "/" in entry:
            walks.append(ArticleList(entry, partial(address_page, entry)))
        elif BOARD_NAME.fullmatch(board):
            walks.append(ArticleList(entry, partial(page_url, origin(outlet), board, category)))
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
        ".board_list tr",
        '(//tr[td//a[contains(@href,"wr_id=")]][not(.//tr)])',
    ),
    link=(".bo_tit a[href*=wr_id]", ".td_subject a[href*=wr_id]", "a[href*=wr_id]", "a[href]"),
    headline=(".bo_tit", ".td_subject", ".gall_text_href", ".news_tit", "td.subject", "strong", "h2", "h3"),
    published=(".td_datetime", ".gall_date", ".bo_date", ".datetime", ".date", "td.datetime"),
    section=(".bo_cate_link", ".td_num2 .bo_cate"),
)


FAMILY = builder.family(
    id="gnuboard",
    identify=identify,
    layout=LAYOUT,
    article_url=article_url,
    feeds=feeds,
    lists=lists,
    list_rules=LIST_RULES,
    marks=MARKS,
)
