"""Newsis' site: the feed of 지방 (verified), and the regional list with ``.articleList2`` (verified)."""

from scrapers.samples.lists import feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.newsis import SAMPLE

STEP = 20
ROW = (
    '<li><div class="txtCont"><p class="tit"><a href="$path">$headline</a></p><p class="txt"><a href="$path">$lead</a></p>'
    '<p class="time"><span>$writer 기자</span>$when</p></div></li>'
)


def article(path: str, _query: Query) -> str:
    """``/view/NISX…``."""
    return path.rpartition("/")[2] if path.startswith("/view/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The feed, and the list's pages."""
    if asked.path == "/RSS/country.xml":
        return Listed(feed(SAMPLE.title, asked.entries, asked.home), "application/rss+xml")
    if asked.path not in {"/", "/whol/list"}:
        return None
    shown = rows(asked.page(STEP, asked.number("page", 1)), ROW, "%Y.%m.%d %H:%M:%S")
    return Listed(list_page(SAMPLE, '<ul class="articleList2">', shown, "</ul>"))


SITE = FamilySite(sample=SAMPLE, article=article, listing=listing, skins=("newsis-2026",))
