"""Help for tests of whole pages: one sample outlet of each family, and a page read to an article."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Listing, Page
from models.records.times import KST
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from scrapers.registry import load_family
from scrapers.samples.render import SAMPLE_OUTLETS

HOME = "http://sample.example"
FETCHED = datetime(2026, 11, 21, 2, 30, tzinfo=KST)
OUTLETS = {
    name: Outlet(id=f"sample-{name}", title=sample.title, family=name, home=HOME, region="경북")
    for name, sample in SAMPLE_OUTLETS.items()
}
FAMILIES = {name: load_family(name) for name in SAMPLE_OUTLETS}
LAYOUTS: dict[str, Layout] = {name: FAMILIES[name].layout(outlet) for name, outlet in OUTLETS.items()}
ADDRESSES = {name: sample.address(HOME, sample.example) for name, sample in SAMPLE_OUTLETS.items()}


def family_of(skin: str) -> str:
    return skin.split("-")[0]


def read(
    html: str | bytes,
    name: str,
    *,
    url: str = "",
    content_type: str = "text/html",
    fetched_at: datetime = FETCHED,
    status: int = 200,
    listing: Listing | None = None,
) -> Article | Reject:
    """What ``extract`` makes of the page of a sample outlet of the family ``name``."""
    page = Page(
        outlet=OUTLETS[name].id,
        url=url or ADDRESSES[name],
        body=html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html,
        fetched_at=fetched_at,
        status=status,
        headers=(("content-type", content_type),),
        listing=listing,
    )
    return extract(page, LAYOUTS[name])


def article(found: Article | Reject) -> Article:
    """The article, or a failing test that shows the reason."""
    assert isinstance(found, Article), found
    return found


def differences(wanted: Article, found: Article | Reject, *, ignore: tuple[str, ...] = ("repairs",)) -> dict[str, Any]:
    """Field -> (wanted, found) where the two differ."""
    got = article(found)
    pairs = {f.name: (getattr(wanted, f.name), getattr(got, f.name)) for f in fields(Article) if f.name not in ignore}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
