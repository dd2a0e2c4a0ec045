"""Hana's site: gnuboard5's basic list skin with its notice rows, and its RSS, which a board must allow; both from
memory of gnuboard's source."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from models.records.article import Article
from models.records.times import KST
from scrapers.samples import faults, php
from scrapers.samples.lists import FEED_LENGTH, Entry, entry
from scrapers.samples.render import encode
from scrapers.samples.server import Answer
from scrapers.samples.sites.kit import FamilySite, Fault, Listed, Query, SiteRequest
from scrapers.samples.skins.gbhana import SAMPLE

STEP = 15
RSS_IS_OFF = "RSS 보기가 금지되어 있습니다."


def article(path: str, query: Query) -> str:
    """``wr_id`` of the news board."""
    return query.get("wr_id", "") if path == "/bbs/board.php" and query.get("bo_table") == "news" else ""


def skin(_place: int, query: Query) -> str:
    """Chosen by ``device=``."""
    return "gbhana-mobile" if query.get("device") == "mobile" else "gbhana-desktop"


def moved(article: Article, place: int, query: Query) -> str:
    """One article redirects to its mobile page."""
    away = place == 9 and query.get("device") != "mobile"
    return f"{article.canonical_url}&device=mobile" if away else ""


def absent() -> Answer:
    """gnuboard's notice of a deleted article, with status 200."""
    return Answer(encode(faults.deleted()))


def listing(asked: SiteRequest) -> Listed | Answer | None:
    """The board's pages and its RSS."""
    if asked.path == "/bbs/rss.php":
        feed = Listed(rss(asked.entries, asked.home), "text/xml")
        return feed if asked.setting.feed else Answer(RSS_IS_OFF.encode())
    if asked.path == "/" or (asked.path == "/bbs/board.php" and asked.query.get("bo_table") == "news"):
        notices = [notice(asked.home), entry(asked.articles[-1])]
        messages = "".join(php.messages()[:3]) if asked.with_faults else ""
        return Listed(list_page(asked.entries, max(1, asked.number("page", 1)), notices, messages))
    known = asked.path == "/bbs/board.php"
    return Answer(encode(faults.alert("존재하지 않는 게시판입니다.", "/"))) if known else None


def notice(home: str) -> Entry:
    """A notice of another board, on top of every list page."""
    return Entry(
        url=f"{home}/bbs/board.php?bo_table=notice&wr_id=7",
        headline="누리집 점검 안내",
        lead="누리집 점검 안내",
        writer="관리자",
        published_at=datetime(2025, 3, 2, 9, 0, tzinfo=KST),
    )


def list_page(entries: Sequence[Entry], page: int, notices: Sequence[Entry], messages: str = "") -> str:
    """``/bbs/board.php?bo_table=news&page=N`` from 1: notices on top of every page, then fifteen entries.

    ``messages`` is what PHP printed before the list.
    """
    start = (page - 1) * STEP
    rows = [row(e, "공지", "bo_notice") for e in notices]
    rows += [row(e, str(len(entries) - start - n), "") for n, e in enumerate(entries[start : start + STEP])]
    if len(rows) == len(notices):
        rows.append('<tr><td colspan="5" class="empty_table">게시물이 없습니다.</td></tr>')
    pages = "".join(
        f'<a href="/bbs/board.php?bo_table=news&amp;page={n + 1}" class="pg_page">{n + 1}</a> '
        for n in range(-(-len(entries) // STEP))
    )
    return f"""<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><title>뉴스 {page} 페이지 | 견본하나신문</title></head>
<body>
<div id="hd"><span class="now">2026.11.21 (토)</span><ul class="weather"><li>맑음속초15.9℃</li></ul></div>
{messages}
<div id="bo_list"><div class="tbl_head01 tbl_wrap"><table><caption>뉴스 목록</caption>
<thead><tr><th>번호</th><th>제목</th><th>글쓴이</th><th>조회</th><th>날짜</th></tr></thead>
<tbody>
{"".join(rows)}</tbody></table></div></div>
<nav class="pg_wrap">{pages}</nav>
</body></html>
"""


def row(e: Entry, number: str, kind: str) -> str:
    """One row of the list."""
    return (
        f'<tr class="{kind}"><td class="td_num2">{number}</td><td class="td_subject"><div class="bo_tit">'
        f'<a href="{escape(e.url)}">{escape(e.headline)}</a></div></td><td class="td_name">{escape(e.writer)}</td>'
        f'<td class="td_num">{len(e.lead)}</td><td class="td_datetime">{e.published_at:%Y-%m-%d}</td></tr>\n'
    )


def rss(entries: Sequence[Entry], home: str) -> str:
    """gnuboard's RSS of a board that allows it."""
    items = "".join(
        f"<item><title>{escape(e.headline)}</title><link>{escape(e.url)}</link>"
        f"<description><![CDATA[{e.lead}]]></description><dc:creator>{escape(e.writer)}</dc:creator>"
        f"<dc:date>{e.published_at.isoformat()}</dc:date></item>\n"
        for e in entries[:FEED_LENGTH]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>견본하나신문 &gt; 뉴스</title><link>{escape(home)}</link><language>ko</language>
{items}</channel></rss>
"""


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("gbhana-desktop", "gbhana-mobile"),
    skin=skin,
    faults=(
        Fault("지워진 글", "8801", "deleted", faults.deleted()),
        Fault("회원만 읽는 글", "8802", "login_wall", faults.members_only()),
    ),
    absent=absent,
    moved=moved,
)
