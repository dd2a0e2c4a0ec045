"""Newspim's site: list markup and sitemap addresses verified, the RSS fields (title, link, pubDate, description) too."""

from collections.abc import Sequence
from html import escape

from scrapers.samples.lists import FEED_LENGTH, Entry, rfc822, robots, sitemap
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest, usual_faults
from scrapers.samples.skins.newspim import SAMPLE

STEP = 20


def article(path: str, _query: Query) -> str:
    """The number of ``/news/view/<no>``."""
    return path.rstrip("/").rpartition("/")[2] if path.startswith("/news/view/") else ""


def skin(place: int, _query: Query) -> str:
    """Most pages are of the newer skin."""
    return "newspim-2023" if place % 3 == 0 else "newspim-2026"


def listing(asked: SiteRequest) -> Listed | None:
    """The section list by offset, the feeds, the two recent sitemaps."""
    if asked.path.rstrip("/") in {"", "/news/lists"}:
        return Listed(list_page(asked.entries, asked.number("page") if asked.path != "/" else 0))
    if asked.path in {"/news/category/1", "/news/category/108"}:
        return Listed(feed(asked.entries, asked.home), "application/rss+xml")
    if asked.path in {"/sitemap/recent/all_1", "/sitemap/recent/all_2"}:
        return Listed(sitemap(SAMPLE.title, asked.page(STEP, int(asked.path[-1]))), "application/xml")
    return None


def list_page(entries: Sequence[Entry], offset: int) -> str:
    """``/news/lists?category_cd=108&page=OFFSET``: twenty entries from that one on; none beyond the last."""
    rows = "\n".join(
        f'<article class="thumbgroup"><a href="{e.path}"><strong class="subject_h">{escape(e.headline)}</strong></a>\n'
        f'<p class="summary"><a href="{e.path}">{escape(e.lead)}</a></p>'
        f'<p class="byline">{e.published_at:%Y-%m-%d %H:%M}</p></article>'
        for e in entries[offset : offset + STEP]
    )
    pages = "".join(
        f'<a href="/news/lists?category_cd=108&amp;page={n}">{n // STEP + 1}</a> ' for n in range(0, len(entries), STEP)
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


def feed(entries: Sequence[Entry], home: str) -> str:
    """RSS 2.0 of the newest entries, without authors."""
    items = "".join(
        f"<item><title><![CDATA[{e.headline}]]></title><link>{escape(e.url)}</link>"
        f"<description><![CDATA[{e.lead}]]></description><pubDate>{rfc822(e.published_at)}</pubDate></item>\n"
        for e in entries[:FEED_LENGTH]
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>견본뉴스핌 전국</title><link>{escape(home)}</link><description>전국</description>
{items}</channel></rss>
"""


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("newspim-2023", "newspim-2026"),
    skin=skin,
    robots=lambda home: robots(home, sitemap="/sitemap/recent/all_1"),
    declared=lambda home: {"feeds": (f"{home}/news/category/108",)},
    faults=usual_faults(lambda n: f"20261119{900000 + n}"),
)
