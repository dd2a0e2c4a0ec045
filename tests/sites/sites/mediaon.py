"""mediaOn's site: ``ul.art_list_all`` with ``h2.clamp``, ``li.date`` and ``li.name``, ``div.btn_pagenum``, the addresses of
its lists and of its feed (verified); what stands around the rows is from memory."""

from collections.abc import Sequence
from html import escape

from scrapers.samples.lists import Entry, feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.mediaon import SAMPLE

STEP = 20
VIEWS = frozenset({"/news/article.html", "/mobile/article.html"})


def article(path: str, query: Query) -> str:
    """``no`` of a desktop or a mobile view."""
    return query.get("no", "") if path in VIEWS else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list of everything, sections, and the feed."""
    if asked.path == "/data/rss/news.xml":
        return Listed(feed(SAMPLE.title, asked.entries, asked.home), "application/rss+xml")
    if asked.path in {"/", "/news/article_list_all.html", "/news/section_list_all.html"}:
        page = max(1, asked.number("page", 1))
        return Listed(list_page(asked.page(STEP, page), page))
    return None


def row(e: Entry) -> str:
    """One row of the list."""
    return f"""<li class="c01"><a href="{e.path}" class="cfx"><b class="img"></b><h2 class="clamp c2">{escape(e.headline)}</h2>
<p class="ffd clamp c2">{escape(e.lead)}</p>
<ul class="art_info"><li class="name">{escape(e.writer)} 기자</li><li class="date">{e.published_at:%Y-%m-%d %H:%M}</li></ul></a></li>"""


def list_page(entries: Sequence[Entry], page: int) -> str:
    """``/news/article_list_all.html?page=N`` from 1."""
    rows = "\n".join(map(row, entries))
    return f"""<!DOCTYPE html>
<html lang="ko"><head><meta charset="utf-8"><title>전체기사 목록 - {SAMPLE.title}</title>
<link rel="alternate" type="application/rss+xml" title="RSS 2.0" href="/data/rss/news.xml"></head>
<body><div class="body_wrap">
<div class="wrapper top_nav"><p class="today_txt">2026.11.21 (토)</p></div>
<div class="wrapper"><div class="column col46"><div class="ara_001"><ul class="art_list_all">
{rows}
</ul></div>
<div class="btn_pagenum"><a class="on">{page}</a> <a href="?page={page + 1}" class="btn_p next">다음</a></div></div>
<div class="column col02"><div class="hdl_003"><ul><li><a href="/news/article.html?no=7"><h2 class="ofe">양말 공장 굴뚝에 둥지 튼 황조롱이</h2></a>
<em class="date">2019-03-07 06:41</em></li></ul></div></div></div>
<div id="footer"><a href="http://www.mediaon.co.kr/"><img src="/data/skin/layout/1/m13/images/img/logo_sponsor.png" alt="powered by mediaOn" /></a>
<p>UPDATE: 2026년 11월 21일 03시 00분</p></div>
</div></body></html>
"""


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("mediaon-2023", "mediaon-2023", "mediaon-2014"),
)
