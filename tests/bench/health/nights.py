"""An outlet's nights without a network: a history, then a night of altered pages, judged as a crawl judges them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from models.health.baseline import make_profile
from models.health.diagnosis import Record, RunRow, examine
from models.health.run_statistics import Statistics
from models.health.signs import MIN_LINE_LENGTH
from models.records.article import Article
from models.records.page import Listing, Page
from models.records.run_finish import Finish
from models.records.times import KST
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import Layout
from pipelines.contracts.rejection import Reject
from pipelines.crawl_run import ExtractedPage
from pipelines.extract import extract
from pipelines.item_pipelines import PASSING
from scrapers.crawl.quarantine import Quarantine, WaitingPage
from scrapers.registry import load_family
from scrapers.samples.catalog import outlet_ids, site_of
from scrapers.samples.news import invented
from scrapers.samples.render import expected, render
from tests.bench.health.altered_templates import NAMES, Night, altered

HOME = "http://sample.example"
TONIGHT = 12
EXTRA = 60
AT = datetime(2026, 11, 21, 3, 0, tzinfo=KST)


@dataclass
class Judged:
    """What became of a night: what the archive would hold, what was held back, what health says."""

    stored: list[tuple[Article, Article, Article]] = field(default_factory=list)
    held: int = 0
    rejected: int = 0
    failed: int = 0
    causes: tuple[str, ...] = ()

    @property
    def bad(self) -> list[str]:
        """Rows that are not what the outlet published."""
        return [why for found, shown, told in self.stored if (why := wrong(found, shown, told))]

    @property
    def noticed(self) -> bool:
        return bool(self.causes)


def wrong(found: Article, true: Article, told: Article) -> str:
    """What of a row is not true. A missing reporter is a gap, and so is a day without its hour, taken from an address."""
    if found.headline != true.headline:
        return "headline"
    if found.body != true.body:
        return "body"
    at, wanted = found.published_at, true.published_at
    if at is None or wanted is None:
        return "published_at" if at != wanted else ""
    if at == told.published_at:  # a list may know the hour that the page does not print
        return ""
    day_only = at.time() == time() and found.published_from not in {"page", "meta", "json-ld"}
    return "" if at == wanted or (day_only and at.date() == wanted.date()) else "published_at"


@dataclass
class Outlet:
    """A sample outlet in one skin: its layout, its articles, and what its history told."""

    id: str
    skin: str
    layout: Layout
    articles: tuple[Article, ...]
    pages: list[str]
    history: Statistics
    headlines: set[str]
    dated: bool


def outlets(skins: int = 1) -> Iterator[Outlet]:
    """One of every family, in so many skins each."""
    for number, name in enumerate(outlet_ids()):
        site = site_of(name)
        for skin in tuple(dict.fromkeys(site.skins))[:skins]:
            yield outlet(name, skin, dated=number % 3 != 0)


def outlet(name: str, skin: str = "", *, dated: bool = True) -> Outlet:
    site = site_of(name)
    skin = skin or site.skins[0]
    articles = tuple(one for one in invented(name, home=HOME, extra=EXTRA) if one.body)
    declared = site.outlet_at(HOME)
    layout = load_family(declared.family).layout(declared)
    pages = [render(one, skin) for one in articles]
    made = Outlet(name, skin, layout, articles, pages, Statistics(), set(), dated)
    quarantine = Quarantine()
    for place in range(len(articles) - 1, TONIGHT - 1, -1):
        page = _page(made, place, pages[place].encode(), "text/html; charset=utf-8")
        _settle(quarantine, ExtractedPage(page, page.url, extract(page, layout)), Judged(), made)
    _drain(quarantine, Judged(), made)
    made.history = quarantine.statistics()
    made.headlines = {key for one in articles[TONIGHT:] if len(key := alnum_key(one.headline)) >= MIN_LINE_LENGTH}
    return made


def night(made: Outlet, alteration: str, *, after: int = 0) -> Judged:
    """The newest articles in altered pages, the oldest of them first; the first ``after`` still as they were."""
    judged = Judged()
    quarantine = Quarantine(make_profile([made.history]), set(made.headlines))
    others = made.articles[: 3 * TONIGHT]
    for number, place in enumerate(range(TONIGHT - 1, -1, -1)):
        html, kind = made.pages[place].encode(), "text/html; charset=utf-8"
        if number >= after:
            about = Night(made.layout, others, made.pages[TONIGHT], number)
            html, kind = altered(alteration, made.pages[place], made.articles[place], about)
        page = _page(made, place, html, kind)
        _settle(
            quarantine,
            ExtractedPage(page, made.articles[place].canonical_url, extract(page, made.layout)),
            judged,
            made,
        )
    _drain(quarantine, judged, made)
    for item in quarantine.release():
        judged.held -= 1
        _keep(item, judged, made)
    judged.causes = causes(made, quarantine.statistics(), judged)
    return judged


def causes(made: Outlet, tonight: Statistics, judged: Judged) -> tuple[str, ...]:
    """What health says the morning after."""
    runs = (
        row(2, AT, tonight, stored=len(judged.stored), failed=judged.failed),
        row(1, AT - timedelta(days=1), made.history, stored=made.history.read),
    )
    record = Record(outlet=made.id, title=made.layout.outlet.title, runs=runs)
    return tuple(str(finding.cause) for finding in examine(record, AT + timedelta(hours=5)))


def row(number: int, at: datetime, told: Statistics, *, stored: int = 0, failed: int = 0, **more: object) -> RunRow:
    """A finished run."""
    plain = RunRow(
        id=number, started_at=at, finish=Finish.FINISHED, complete=True, found=told.seen + failed, stored=stored,
        changed=0, failed=failed, disallowed=0, left=0, statistics=told,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def _page(made: Outlet, place: int, body: bytes, kind: str) -> Page:
    true = made.articles[place]
    listing = Listing(
        url=true.canonical_url,
        source="list",
        headline=true.headline,
        published_at=true.published_at if made.dated else None,
    )
    return Page(
        outlet=made.id,
        url=true.canonical_url,
        body=body,
        fetched_at=AT,
        headers=(("content-type", kind),),
        listing=listing,
    )


def _settle(quarantine: Quarantine, item: ExtractedPage, judged: Judged, made: Outlet) -> None:
    if isinstance(item.result, Reject) and item.result.reason in PASSING:
        judged.failed += 1
        return
    waiting = quarantine.take(item)
    if waiting is not None:
        _judge(quarantine, waiting, judged, made)


def _drain(quarantine: Quarantine, judged: Judged, made: Outlet) -> None:
    for waiting in quarantine.drain():
        _judge(quarantine, waiting, judged, made)


def _judge(quarantine: Quarantine, waiting: WaitingPage, judged: Judged, made: Outlet) -> None:
    if quarantine.judge(waiting):
        judged.held += 1
    else:
        _keep(waiting.item, judged, made)


def _keep(item: ExtractedPage, judged: Judged, made: Outlet) -> None:
    result = item.result
    if isinstance(result, Reject):
        judged.rejected += 1
        return
    true = next(one for one in made.articles if one.canonical_url == item.key)
    judged.stored.append((result, expected(true, made.skin), true))


def every(skins: int, names: Sequence[str] = NAMES) -> Iterator[tuple[Outlet, str, Judged]]:
    """All alterations of all outlets."""
    for made in outlets(skins):
        for name in names:
            yield made, name, night(made, name)
