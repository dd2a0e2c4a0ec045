"""Lists, feeds, sitemaps and robots files of the sample outlets, in the markup of their families.

Newspim: list markup and sitemap addresses verified, the RSS fields (title, link, pubDate, description) verified.
Hana: gnuboard5's basic list skin with its notice rows and its RSS, which a board must allow; both from memory of
gnuboard's source. Times here are aware KST.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from models.article import Article
from models.kst import KST

NEWSPIM_STEP = 20
HANA_STEP = 15
FEED_LENGTH = 30
SITEMAP_LENGTH = 20
RSS_IS_OFF = "RSS 보기가 금지되어 있습니다."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What lists say of one address, an article's or a fault's."""

    url: str
    headline: str
    lead: str
    writer: str
    published_at: datetime


def entry(article: Article) -> Entry:
    """The entry of an article."""
    return Entry(
        url=article.canonical_url,
        headline=article.headline,
        lead=article.body.split("\n")[0][:120],
        writer=article.reporters[0] if article.reporters else "편집부",
        published_at=article.published_at or datetime(2000, 1, 1, tzinfo=KST),
    )


def newspim_list(entries: Sequence[Entry], offset: int) -> str:
    """``/news/lists?category_cd=108&page=OFFSET``: twenty entries from that one on; none beyond the last."""
    rows = "\n".join(
        f'<article class="thumbgroup"><a href="{_path(e)}"><strong class="subject_h">{escape(e.headline)}</strong></a>\n'
        f'<p class="summary"><a href="{_path(e)}">{escape(e.lead)}</a></p>'
        f'<p class="byline">{e.published_at:%Y-%m-%d %H:%M}</p></article>'
        for e in entries[offset : offset + NEWSPIM_STEP]
    )
    pages = "".join(
        f'<a href="/news/lists?category_cd=108&amp;page={n}">{n // NEWSPIM_STEP + 1}</a> '
        for n in range(0, len(entries), NEWSPIM_STEP)
    )
    return f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>전국 - 견본뉴스핌</title></head>
<body>
<header id="header"><span class="today">2026년 11월 21일 03:00</span></header>
<section class="list">
{rows}
</section>
<div class="paging">{pages}</div>
<aside class="right"><h4>많이 본 뉴스</h4><ul><li><a href="/news/view/20190307000041">양말 공장 굴뚝에 둥지 튼 황조롱이</a></li></ul></aside>
</body></html>
"""


def newspim_feed(entries: Sequence[Entry], home: str) -> str:
    """RSS 2.0 of the newest entries."""
    items = "".join(
        f"<item><title><![CDATA[{e.headline}]]></title><link>{escape(e.url)}</link>"
        f"<description><![CDATA[{e.lead}]]></description><pubDate>{format_datetime(e.published_at)}</pubDate></item>\n"
        for e in entries[:FEED_LENGTH]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>견본뉴스핌 전국</title><link>{escape(home)}</link><description>전국</description>
{items}</channel></rss>
"""


def newspim_sitemap(entries: Sequence[Entry], part: int) -> str:
    """``/sitemap/recent/all_1`` and ``all_2``: the newest twenty, and the twenty before them."""
    start = (part - 1) * SITEMAP_LENGTH
    urls = "".join(
        f"<url><loc>{escape(e.url)}</loc><news:news><news:publication><news:name>견본뉴스핌</news:name>"
        f"<news:language>ko</news:language></news:publication>"
        f"<news:publication_date>{e.published_at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(e.headline)}</news:title></news:news></url>\n"
        for e in entries[start : start + SITEMAP_LENGTH]
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}</urlset>
"""


def hana_list(entries: Sequence[Entry], page: int, notices: Sequence[Entry], messages: str = "") -> str:
    """``/bbs/board.php?bo_table=news&page=N`` from 1: notices on top of every page, then fifteen entries.

    ``messages`` is what PHP printed before the list.
    """
    start = (page - 1) * HANA_STEP
    rows = [_row(e, "공지", "bo_notice") for e in notices]
    rows += [_row(e, str(len(entries) - start - n), "") for n, e in enumerate(entries[start : start + HANA_STEP])]
    if len(rows) == len(notices):
        rows.append('<tr><td colspan="5" class="empty_table">게시물이 없습니다.</td></tr>')
    pages = "".join(
        f'<a href="/bbs/board.php?bo_table=news&amp;page={n + 1}" class="pg_page">{n + 1}</a> '
        for n in range(-(-len(entries) // HANA_STEP))
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


def _row(e: Entry, number: str, kind: str) -> str:
    return (
        f'<tr class="{kind}"><td class="td_num2">{number}</td><td class="td_subject"><div class="bo_tit">'
        f'<a href="{escape(e.url)}">{escape(e.headline)}</a></div></td><td class="td_name">{escape(e.writer)}</td>'
        f'<td class="td_num">{len(e.lead)}</td><td class="td_datetime">{e.published_at:%Y-%m-%d}</td></tr>\n'
    )


def hana_feed(entries: Sequence[Entry], home: str) -> str:
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


def robots(home: str, *, sitemap: bool) -> str:
    """A usual robots file: administration and search are closed."""
    named = f"Sitemap: {home}/sitemap/recent/all_1\n" if sitemap else ""
    return f"User-agent: *\nDisallow: /adm/\nDisallow: /search\nDisallow: /bbs/search.php\n{named}"


def _path(e: Entry) -> str:
    parts = urlsplit(e.url)
    return escape(f"{parts.path}?{parts.query}" if parts.query else parts.path)
