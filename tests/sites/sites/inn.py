"""INN's site: section lists as tables of 2012 (links verified, the rows from memory) and its RSS (address verified)."""

from html import escape

from scrapers.samples.lists import Entry, feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.skins.inn import SAMPLE

STEP = 15


def article(path: str, query: Query) -> str:
    """``uid``, or the number of a short address."""
    if path == "/sub_read.html":
        return query.get("uid", "")
    return path[1:] if path[1:].isdigit() else ""


def listing(asked: SiteRequest) -> Listed | None:
    """A section's pages and the feed."""
    if asked.path == "/rss/rss_news.php":
        return Listed(feed(SAMPLE.title, asked.entries, asked.home), "text/xml")
    if asked.path in {"/", "/sub.html"}:
        return Listed(list_page(asked, asked.number("page", 1)))
    return None


def list_page(asked: SiteRequest, page: int) -> str:
    """``/sub.html?section=sc1&page=N`` from 1; beside it the most read articles, which stand on every page."""
    rows = "".join(row(e) for e in asked.page(STEP, page))
    best = "".join(
        f"<tr><td><img src='img/box/icon_list7.gif'></td><td class='text_9_1'>"
        f"<a href='sub_read.html?uid={e.number}&section=sc2'>{escape(e.headline)}</a></td></tr>"
        for e in asked.entries[3:6]
    )
    pages = "".join(f"<a href='sub.html?page={n + 1}&section=sc1'>[{n + 1}]</a> " for n in range(9))
    return f"""<html><head><title>{SAMPLE.title}</title><meta charset="utf-8"></head>
<body><table width='970'><tr><td class='text_9'>최종편집: 2026/11/21 [03:00]</td></tr></table>
<table width='970'><tr valign='top'><td width='612'>
<table width='100%'>{rows}</table><div align='center'>{pages}</div></td>
<td><table class='box_best'><tr><td class='box'>가장 많이 읽은 기사</td></tr>{best}</table></td></tr></table>
</body></html>
"""


def row(e: Entry) -> str:
    """One article: headline, lead, writer and time in a cell; the link carries its section in EUC-KR."""
    return (
        f"<tr><td class='list_cell'><a href='sub_read.html?uid={e.number}&section=sc1&section2=%BB%E7%C8%B8'>"
        f"<b>{escape(e.headline)}</b></a><br>{escape(e.lead)}<br>"
        f"<span class='etc'>{escape(e.writer)} {e.published_at:%Y/%m/%d [%H:%M]}</span></td></tr>\n"
    )


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("inn-2012", "inn-2023"),
    charset="cp949",
    declared=lambda _home: {"lists": ("sc1",)},
)
