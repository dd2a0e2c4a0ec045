"""NDSoft's site: three generations of its list markup in turn, page by page, and its RSS with times without a zone.

Verified: ``.altlist-webzine-item`` with ``.altlist-subject`` and ``.altlist-info-item``, ``#section-list`` with ``.titles``,
``.lead`` and ``.byline em``, ``.list-block`` with ``.list-titles``, ``.list-summary`` and ``.list-dated``, ``.pagination-end``
on the last page, the fields of the feed. From memory: the list before 2018, and what stands around the rows.
"""

from collections.abc import Callable, Sequence
from html import escape

from scrapers.samples.lists import Entry, feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.ndsoft import SAMPLE

STEP = 20
FEEDS = frozenset({"/rss/allArticle.xml", "/rss/gn_rss_allArticle.xml", "/rss/S1N1.xml"})


def article(path: str, query: Query) -> str:
    """``idxno`` of a view, in its new or its old form."""
    if path == "/news/articleView.html" or (path == "/" and query.get("act") == "articleView"):
        return query.get("idxno", "")
    return ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list of everything, and the feed."""
    if asked.path in FEEDS:
        return Listed(feed(SAMPLE.title, asked.entries, asked.home, zoned=False), "application/rss+xml")
    if asked.path in {"/", "/news/articleList.html"}:
        page = max(1, asked.number("page", 1))
        skin = tuple(ROWS)[1 + page % (len(ROWS) - 1)]
        last = page * STEP >= len(asked.entries)
        return Listed(list_page(asked.page(STEP, page), skin, last=last))
    return None


def altlist(entries: Sequence[Entry]) -> str:
    """The rows of the newest lists, whose times name no year."""
    rows = "\n".join(
        f"""<li class="altlist-webzine-item"><div class="altlist-webzine-content">
<H2 class="altlist-subject"><a href="{escape(e.url)}" target="_top">{escape(e.headline)}</a></H2>
<p class="altlist-summary">{escape(e.lead)}</p>
<div class="altlist-info"><div class="altlist-info-item">{escape(e.section or "사회")}</div>
<div class="altlist-info-item">{escape(e.writer)}</div><div class="altlist-info-item">{e.published_at:%m-%d %H:%M}</div></div>
</div></li>"""
        for e in entries
    )
    return f'<article id="section-list" class="altlist-body"><ul class="altlist-webzine">{rows}</ul></article>'


def section_list(entries: Sequence[Entry]) -> str:
    """The rows since 2021."""
    rows = "\n".join(
        f"""<li><div class="view-cont"><h4 class="titles"><a href="{e.path}" target="_top">{escape(e.headline)}</a></h4>
<p class="lead line-6x2"><a href="{e.path}" target="_top">{escape(e.lead)}</a></p>
<span class="byline"><em>{escape(e.section or "사회")}</em><em>{escape(e.writer)} 기자</em><em>{e.published_at:%Y.%m.%d %H:%M}</em></span></div></li>"""
        for e in entries
    )
    return f'<section id="section-list"><ul class="type2">{rows}</ul></section>'


def list_block(entries: Sequence[Entry]) -> str:
    """The rows of 2018 to 2021."""
    return "\n".join(
        f"""<div class="list-block"><div class="list-titles"><a href="{e.path}" target="_top"><strong>{escape(e.headline)}</strong></a></div>
<p class="list-summary"><a href="{e.path}" class="line-height-3-2x" target="_top">{escape(e.lead)}</a></p>
<div class="list-dated">{escape(e.section or "사회")} | {escape(e.writer)} | {e.published_at:%Y-%m-%d %H:%M}</div></div>"""
        for e in entries
    )


def table(entries: Sequence[Entry]) -> str:
    """The rows before that."""
    rows = "\n".join(
        f"""<tr><td class="ArtList_Title"><a href="{e.path}">{escape(e.headline)}</a></td>
<td>{escape(e.writer)}</td><td class="ArtList_Date">{e.published_at:%Y-%m-%d %H:%M}</td></tr>"""
        for e in entries
    )
    return f'<table id="article-list"><tr><th>제목</th><th>기자</th><th>날짜</th></tr>{rows}</table>'


ROWS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "altlist": altlist,
    "section-list": section_list,
    "list-block": list_block,
    "table": table,
}


def list_page(entries: Sequence[Entry], skin: str, *, last: bool = False) -> str:
    """``/news/articleList.html?page=N`` in one of the skins of ``ROWS``; other articles beside it."""
    end = '<li class="pagination-end"><a title="끝">끝</a></li>' if last else '<li><a href="#">다음</a></li>'
    return f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>전체기사 - {SAMPLE.title}</title>
<link rel="alternate" type="application/rss+xml" title="{SAMPLE.title}" href="/rss/allArticle.xml"></head>
<body>
<header id="user-header"><p class="nav-date">편집 : 2026-11-21 03:00 (토)</p>
<ul id="user-menu"><li class="secline"><a href="/news/articleList.html?sc_section_code=S1N3&amp;view_type=sm" data-code="S1N3">정치</a></li></ul></header>
<h1>전체기사 <small>총 <strong>1,234</strong>건의 기사가 있습니다.</small></h1>
{ROWS[skin](entries)}
<ul class="pagination">{end}</ul>
<aside id="user-aside"><h4>많이 본 뉴스</h4><ul><li><a href="/news/articleView.html?idxno=11">양말 공장 굴뚝에 둥지 튼 황조롱이</a>
<em>2019.03.07 06:41</em></li></ul></aside>
<footer id="user-footer"><a href="http://www.ndsoft.co.kr" class="ndsoft">ndsoft</a></footer>
</body></html>
"""


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("ndsoft-2021", "ndsoft-2018", "ndsoft-2021", "ndsoft-2016", "ndsoft-2012"),
)
