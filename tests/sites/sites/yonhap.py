"""Yonhap's site: the feed of 전국 (verified), and a regional list whose pages are in the path (memory)."""

from scrapers.samples.lists import feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.yonhap import SAMPLE

STEP = 20
PLACE = "/local/daegu-gyeongbuk"
ROW = (
    '<li><div class="item-box01"><div class="news-con"><a class="tit-news" href="$path"><strong class="tit-news">'
    '$headline</strong></a><p class="lead">$lead</p></div><span class="txt-time">$when</span></div></li>'
)


def article(path: str, _query: Query) -> str:
    """``/view/AKR…``."""
    return path.rpartition("/")[2] if path.startswith("/view/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The feed, and the list's pages."""
    if asked.path == "/rss/local.xml":
        return Listed(feed(SAMPLE.title, asked.entries, asked.home), "application/rss+xml")
    place, _, number = asked.path.rpartition("/")
    if asked.path != "/" and not (place == PLACE and number.isdigit()):
        return None
    page = asked.page(STEP, int(number or 1))
    return Listed(list_page(SAMPLE, '<ul class="list-type038">', rows(page, ROW, "%Y-%m-%d %H:%M"), "</ul>"))


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("yonhap-2026", "yonhap-2016"),
    declared=lambda _home: {"lists": (PLACE,)},
)
