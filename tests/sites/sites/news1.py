"""News1's site: one page of a regional list, whose further rows come by script (memory)."""

from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.news1 import SAMPLE

PLACE = "/local/daegu-gyeongbuk"
ROW = f'<li><a href="{PLACE}/$number"><h2>$headline</h2><p>$lead</p></a><time>$when</time></li>'


def article(path: str, _query: Query) -> str:
    """``/articles/N`` and ``/local/daegu-gyeongbuk/N``."""
    place, _, number = path.rpartition("/")
    return number if place in {"/articles", PLACE} and number.isdigit() else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list: its first page, whatever page is asked for."""
    if asked.path not in {"/", PLACE}:
        return None
    return Listed(list_page(SAMPLE, "<ul>", rows(asked.entries, ROW, "%Y-%m-%d %H:%M"), "</ul>"))


SITE = FamilySite(sample=SAMPLE, article=article, listing=listing, skins=("news1-2026", "news1-2026", "news1-2020"))
