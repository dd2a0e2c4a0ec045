"""Pages of the sample skins in other clothes, to learn from and to try what was learned on."""

from functools import cache

from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Page
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, expected, render
from tests.support.read_pages import FAMILIES, HOME, OUTLETS, family_of
from tests.support.rename_marks import rename_marks

Made = tuple[Article, Page]


@cache
def invented_of(family: str) -> tuple[Article, ...]:
    """The made articles of a family's sample outlet."""
    return tuple(invented(f"sample-{family}", home=HOME))


def make_page(skin: str, record: Article, seed: int = 0, clothes: str = "") -> Made:
    """A record as the page of a skin and what should be read of it; ``clothes``: the seed of its names, "" its own."""
    html = render(record, skin, seed=seed)
    page = Page(
        outlet=OUTLETS[family_of(skin)].id,
        url=record.url,
        body=(rename_marks(html, clothes) if clothes else html).encode("utf-8", "surrogatepass"),
        fetched_at=record.fetched_at,
        headers=(("content-type", "text/html; charset=utf-8"),),
    )
    return expected(record, skin), page


def make_pages(skin: str, first: int, count: int, clothes: str = "new skin") -> list[Made]:
    """Pages of several records of a skin, from the record ``first`` on."""
    records = invented_of(family_of(skin))
    return [
        make_page(skin, records[number * 7 % len(records)], number, clothes) for number in range(first, first + count)
    ]


def outlet_of(skin: str) -> Outlet:
    """The sample outlet that the skin's pages are of."""
    return OUTLETS[family_of(skin)]


def layout_of(outlet: Outlet):  # type: ignore[no-untyped-def]
    """The layout that the outlet's family makes of it."""
    return FAMILIES[outlet.family].layout(outlet)


FITTED_SKINS = tuple(SKINS)
