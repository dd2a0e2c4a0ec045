"""What reading a page costs, as a multiple of `lxml.html` parse + text_content of the same page.

Families by their layouts, on every skin; and the reader that needs no declaration, on the same pages.
"""

import statistics
import time
from collections.abc import Callable, Sequence

from lxml import html as lxml_html

from models.records.article import Article
from models.records.page import Page
from pipelines.contracts.layout import Layout
from pipelines.extract import extract
from scrapers.families import generic
from scrapers.samples.news import invented
from scrapers.samples.render import SKINS, encode, render
from scrapers.samples.site import REAL_WEIGHT
from tests.support.read_pages import FETCHED, HOME, LAYOUTS

GOAL = 4.0
GENERIC_GOAL = 8.0
PAGES = 12
ROUNDS = 7


def pages(skin: str, many: int = PAGES) -> list[Page]:
    """As many sample pages of a skin, about 44 kB each."""
    family = SKINS[skin].family
    return [
        Page(
            outlet=f"sample-{family}",
            url=article.canonical_url,
            body=encode(render(article, skin, weight=REAL_WEIGHT), "utf-8"),
            fetched_at=FETCHED,
        )
        for article in invented(f"sample-{family}", home=HOME)[:many]
    ]


def seconds(call: Callable[[], object]) -> float:
    """Processor time of one call, by the thread's clock: the process's counts in ticks of 4 ms while a time budget runs."""
    start = time.thread_time()
    call()
    return time.thread_time() - start


def ratio(batch: Sequence[Page], layout: Layout) -> tuple[float, float]:
    """(multiple of the plain parse, milliseconds a page): sums over the pages of medians, both measured in turn page by
    page, so that what else the machine does falls on both."""
    texts = [page.body.decode() for page in batch]
    plain: list[list[float]] = [[] for _ in batch]
    ours: list[list[float]] = [[] for _ in batch]
    for _ in range(ROUNDS):
        for at, (text, page) in enumerate(zip(texts, batch, strict=True)):
            plain[at].append(seconds(lambda text=text: lxml_html.fromstring(text).text_content()))
            ours[at].append(seconds(lambda page=page: extract(page, layout)))
    spent = sum(map(statistics.median, ours))
    return spent / sum(map(statistics.median, plain)), spent / len(batch) * 1000


def undeclared(batch: Sequence[Page]) -> Layout:
    """The layout of an outlet made from one of the pages."""
    outlet = generic.outlet_for(batch[0])
    assert outlet is not None
    return generic.FAMILY.layout(outlet)


def run() -> bool:
    """Prints a row a skin; whether every multiple is within its goal."""
    print(f"extract, as a multiple of lxml.html parse + text_content (goals: {GOAL:g}; undeclared {GENERIC_GOAL:g})")
    good = True
    for skin, shape in SKINS.items():
        batch = pages(skin)
        layout = LAYOUTS[shape.family]
        assert all(isinstance(extract(page, layout), Article) for page in batch)
        times, each = ratio(batch, layout)
        bare_times, bare_each = ratio(batch, undeclared(batch))
        size = statistics.mean(len(page.body) for page in batch) / 1000
        print(
            f"  {skin:20} {size:5.1f} kB  {each:5.2f} ms a page {times:5.2f} x"
            f"   undeclared {bare_each:5.2f} ms {bare_times:5.2f} x"
        )
        good &= times <= GOAL and bare_times <= GENERIC_GOAL
    return good
