"""What reading a page costs, as a multiple of `lxml.html` parse + text_content of the same page."""

import statistics
import time
from collections.abc import Callable
from datetime import datetime

from lxml import html as lxml_html

from models.article import Article
from models.kst import KST
from models.page import Page
from pipelines.extract import extract
from pipelines.layout import Layout
from scrapers.families import gbhana, newspim
from scrapers.samples.news import invented
from scrapers.samples.render import encode, render
from scrapers.samples.site import REAL_WEIGHT, outlets_at

SKINS = ("newspim-2023", "newspim-2026", "gbhana-desktop", "gbhana-mobile")
GOAL = 4.0
ROUNDS = 9


def pages(skin: str, many: int) -> tuple[list[Page], Layout]:
    """As many sample pages of a skin, about 44 kB each, and the layout that reads them."""
    outlet = next(o for o in outlets_at({"sample-newspim": 8001, "sample-gbhana": 8002}) if skin.startswith(o.family))
    family = {"newspim": newspim, "gbhana": gbhana}[outlet.family].FAMILY
    made = [
        Page(
            outlet=outlet.id,
            url=article.canonical_url,
            body=encode(render(article, skin, weight=REAL_WEIGHT), "utf-8"),
            fetched_at=datetime(2026, 11, 21, 2, 30, tzinfo=KST),
        )
        for article in invented(outlet.id, home=outlet.home)[:many]
    ]
    return made, family.layout(outlet)


def seconds(call: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def run() -> bool:
    """Prints a row a skin; whether every ratio is within the goal."""
    print(f"extract, as a multiple of lxml.html parse + text_content (goal: at most {GOAL:g})")
    good = True
    for skin in SKINS:
        batch, layout = pages(skin, 30)
        texts = [page.body.decode() for page in batch]
        assert all(isinstance(extract(page, layout), Article) for page in batch)
        plain, ours = [], []
        for _ in range(ROUNDS):
            plain.append(seconds(lambda texts=texts: [lxml_html.fromstring(t).text_content() for t in texts]))
            ours.append(seconds(lambda batch=batch, layout=layout: [extract(p, layout) for p in batch]))
        ratio = statistics.median(o / p for o, p in zip(ours, plain, strict=True))
        size = statistics.mean(len(p.body) for p in batch) / 1000
        each = statistics.median(ours) / len(batch) * 1000
        print(f"  {skin:16} {size:5.1f} kB  {each:5.2f} ms a page  {ratio:5.2f} x")
        good &= ratio <= GOAL
    return good
