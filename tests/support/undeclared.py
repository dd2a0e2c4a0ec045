"""Help for tests of pages that nobody declared: read by the generic family alone."""

from datetime import datetime

from models.records.article import Article
from models.records.page import Listing, Page
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.families.generic import FAMILY, outlet_for
from tests.support.read_pages import FETCHED

ADDRESS = "http://news.unknown.example/news/article/20261120001"


def read_unknown(
    html: str | bytes,
    *,
    url: str = ADDRESS,
    content_type: str = "text/html",
    fetched_at: datetime = FETCHED,
    status: int = 200,
    listing: Listing | None = None,
) -> Article | Reject:
    """What is made of a page of an outlet that nobody declared."""
    page = Page(
        outlet="",
        url=url,
        body=html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html,
        fetched_at=fetched_at,
        status=status,
        headers=(("content-type", content_type),),
        listing=listing,
    )
    outlet = outlet_for(page)
    assert outlet is not None
    return extract(page, FAMILY.layout(outlet))
