"""The site of 영남일보's CMS: a section's list (memory)."""

from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.yeongnam import SAMPLE

STEP = 20
ROW = '<li><a href="$path"><h4 class="tit">$headline</h4></a><p>$lead</p><span class="date">$when</span></li>'


def article(path: str, query: Query) -> str:
    """``key``."""
    return query.get("key", "") if path == "/web/view.php" else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list's pages."""
    if asked.path not in {"/", "/web/list.php"}:
        return None
    shown = rows(asked.page(STEP, asked.number("page", 1)), ROW, "%Y-%m-%d")
    return Listed(list_page(SAMPLE, '<ul class="article-list">', shown, "</ul>"))


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("yeongnam-2026", "yeongnam-joongdo"),
    declared=lambda home: {"lists": (f"{home}/web/list.php?sec=1",)},
)
