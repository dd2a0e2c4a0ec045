"""경북매일's site: the list of 지역뉴스 (its address seen as text, its rows from memory)."""

from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.kbmaeil import SAMPLE

STEP = 20
ROW = '<li><a href="$path"><strong class="tit">$headline</strong><p>$lead</p></a><span class="date">$when</span></li>'


def article(path: str, _query: Query) -> str:
    """``/article/YYYYMMDD5NNNNN``."""
    return path.rpartition("/")[2] if path.startswith("/article/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list's pages."""
    if asked.path not in {"/", "/list/14"}:
        return None
    shown = rows(asked.page(STEP, asked.number("page", 1)), ROW, "%Y-%m-%d %H:%M")
    return Listed(list_page(SAMPLE, '<ul class="list_wrap">', shown, "</ul>"))


SITE = FamilySite(
    sample=SAMPLE,
    article=article,
    listing=listing,
    skins=("kbmaeil-2026",),
    declared=lambda _home: {"lists": ("14",)},
)
