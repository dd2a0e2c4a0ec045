"""A regional MBC station's site: its latest news, the page in the path, rows with a day (seen as text)."""

from scrapers.samples.sites.kit import FamilySite, Listed, Query, SiteRequest
from tests.sites.rows import list_page, rows
from tests.sites.skins.localmbc import SAMPLE

STEP = 20
ROW = (
    '<article class="post-item"><a href="$path"><h3 class="post-title">$headline</h3></a><p>$lead</p>'
    '<p class="post-date">$writer $when</p></article>'
)


def article(path: str, _query: Query) -> str:
    """``/article/<word>``."""
    return path.rpartition("/")[2] if path.startswith("/article/") else ""


def listing(asked: SiteRequest) -> Listed | None:
    """The list's pages."""
    place, _, number = asked.path.rpartition("/")
    if asked.path != "/" and not (place == "/LatestNews" and number.isdigit()):
        return None
    shown = rows(asked.page(STEP, int(number or 1)), ROW, "%Y년 %m월 %d일")
    return Listed(list_page(SAMPLE, "<section>", shown, "</section>"))


SITE = FamilySite(sample=SAMPLE, article=article, listing=listing, skins=("localmbc-2026",))
