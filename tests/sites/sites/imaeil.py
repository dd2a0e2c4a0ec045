"""The site of 매일신문's CMS: the feed and the rows of a section's list (both verified)."""

from scrapers.samples.lists import feed
from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.imaeil import SAMPLE

STEP = 20
ROW = (
    '<li><div class="thumb"><a href="$path"><img src="/t.jpg" alt=""></a></div><p class="title"><a href="$path">$headline'
    '</a></p><p class="body">$lead</p><p class="date">$when</p></li>'
)


def article(path: str, _query: Query) -> str:
    """``/page/view/<19 digits>``."""
    return path.rpartition("/")[2] if path.startswith("/page/view/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The feed, and the pages of 사회."""
    if asked.path == "/rss":
        return Listed(feed(SAMPLE.title, asked.entries, asked.home), "application/rss+xml")
    if asked.path not in {"/", "/society"}:
        return None
    shown = rows(asked.page(STEP, asked.number("page", 1)), ROW, "%Y-%m-%d %H:%M:%S")
    return Listed(list_page(SAMPLE, '<div class="arl_018"><ul>', shown, "</ul></div>"))


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("imaeil-2026", "imaeil-gangwon"),
    declared=lambda _home: {"lists": ("society",)},
)
