"""What an outlet offers: its robots rules, its lists, one article."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from models.health.failure_reasons import describe_failure, describe_rejection
from models.language import N_, _
from models.records.article import Article
from models.records.outlet import Outlet
from models.records.page import Listing, Page
from models.records.times import now
from pipelines.contracts.rejection import Reject
from pipelines.extract import extract
from pipelines.lists import read_feed, read_list, read_list_page, read_sitemap
from pipelines.page.decode import decode
from scrapers.families.base import Family, ListRequest, check_form
from scrapers.registry import family_ids, load_family
from scrapers.site_check.probe import ProbeAnswer, ProbeSession

Kind = Literal["feed", "list", "sitemap"]
MAX_SOURCES = 3
MAX_ARTICLES = 3
# What every signed article has: a page that lacks one may be an unsigned one, so another is read.
NEEDED = ("headline", "body", "published_at", "reporters")
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class SurveySource:
    """One feed, list or sitemap: the articles it links to, or ``why`` it cannot be read. ``index``: other sitemaps.

    ``by_links``: the rows of a list were not found by the family's selectors.
    """

    kind: Kind
    url: str
    listings: tuple[Listing, ...] = ()
    why: str = ""
    index: int = 0
    by_links: bool = False

    @property
    def newest(self) -> datetime | None:
        """The latest time that it gives for an article."""
        return max((one.published_at for one in self.listings if one.published_at), default=None)


@dataclass(frozen=True, slots=True)
class ArticleSample:
    """One article page as it was read: by its family, and by ``generic`` for comparison (None: no such reading)."""

    url: str
    read: Article | Reject | None = None
    generic: Article | Reject | None = None
    why: str = ""
    charset: str = ""
    declared: str = ""

    @property
    def article(self) -> Article | None:
        """The article, where there is one."""
        return self.read if isinstance(self.read, Article) else None

    @property
    def is_whole(self) -> bool:
        """True for an article that has all it needs."""
        return self.article is not None and all(getattr(self.article, name) for name in NEEDED)

    @property
    def outcome(self) -> str:
        """The outcome in words."""
        if isinstance(self.read, Reject):
            return _(
                "not an article: {reason} {detail}",
                reason=describe_rejection(self.read.reason),
                detail=self.read.detail,
            ).strip()
        return describe_failure(self.why) if self.why else _("read")


ALLOWED = N_("allowed")


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a probe found. ``robots``: allowed, or why not; ``crawl_delay`` in seconds."""

    outlet: Outlet
    robots: str
    crawl_delay: float | None
    sources: tuple[SurveySource, ...]
    samples: tuple[ArticleSample, ...]

    @property
    def sample(self) -> ArticleSample | None:
        """The first page that was a whole article, else the first article, else the last page tried."""
        whole = [one for one in self.samples if one.is_whole] or [one for one in self.samples if one.article]
        return whole[0] if whole else (self.samples[-1] if self.samples else None)


async def survey(
    session: ProbeSession, outlet: Outlet, *, articles: Sequence[str] = (), spare: Sequence[str] = ()
) -> Survey:
    """Fetches some feeds, lists and sitemaps of the outlet and one article: ``articles`` first, ``spare`` last."""
    known = load_family(outlet.family)
    sources = [source async for source in read_sources(session, outlet, known)]
    samples: list[ArticleSample] = []
    for listing in _candidates(outlet, known, sources, articles, spare):
        samples.append(await read_sample(session, outlet, known, listing))
        if samples[-1].is_whole or len(samples) >= MAX_ARTICLES:
            break
    rules = session.find_rules(outlet.home)
    robots = _("not fetched") if rules is None else describe_failure(rules.unavailable) or ALLOWED
    if "robots" in {one.why for one in sources} | {one.why for one in samples}:
        robots = _("disallowed in part")
    return Survey(outlet, robots, rules.crawl_delay if rules else None, tuple(sources), tuple(samples))


async def read_sources(session: ProbeSession, outlet: Outlet, known: Family) -> AsyncIterator[SurveySource]:
    """The first feeds, lists and sitemaps of an outlet."""
    addresses: dict[Kind, Sequence[str | ListRequest]] = {
        "feed": known.feeds(outlet),
        "list": [one.request(0) for one in known.article_lists(outlet)],
        "sitemap": known.sitemaps(outlet),
    }
    for kind, urls in addresses.items():
        for url in urls[:MAX_SOURCES]:
            yield await read_source(session, outlet, known, kind, url)


async def read_source(
    session: ProbeSession, outlet: Outlet, known: Family, kind: Kind, wanted: str | ListRequest
) -> SurveySource:
    """One feed, list or sitemap; only links to the outlet's own articles count."""
    request = ListRequest(url=wanted) if isinstance(wanted, str) else wanted
    url = request.url
    try:
        check_form(request, outlet)
    except ValueError as error:
        return SurveySource(kind, url, why=str(error))
    answer = await session.fetch(request, kind)
    if answer.page is None:
        return SurveySource(kind, url, why=answer.why)
    index, found, by_links = _read(kind, answer, known, outlet)
    own = {identity.canonical_url: one for one in found if (identity := known.identify(one.url, outlet))}
    why = "" if own or index else _("{count} links, none to an article", count=len(found)) if found else _("no link")
    return SurveySource(kind, url, tuple(own.values()), why, index, by_links)


def _read(kind: Kind, answer: ProbeAnswer, known: Family, outlet: Outlet) -> tuple[int, tuple[Listing, ...], bool]:
    assert answer.page is not None
    if kind == "feed":
        return 0, read_feed(answer.text, answer.page.url), False
    if kind == "list":
        page = read_list_page(
            answer.text,
            known.list_rules,
            answer.page.url,
            lambda address: known.identify(address, outlet) is not None,
            fetched_at=now(),
            is_generic=known.layout(outlet).generic,
        )
        rows = page.listings or read_list(answer.text, known.list_rules, answer.page.url, fetched_at=now())
        return 0, rows, page.by_links
    sitemap = read_sitemap(answer.text, answer.page.url)
    return len(sitemap.sitemaps), sitemap.listings, False


def _candidates(
    outlet: Outlet, known: Family, sources: Sequence[SurveySource], named: Sequence[str], spare: Sequence[str]
) -> list[Listing]:
    """Articles to read, in turn: those named, the newest of each source, those to spare."""
    chosen = [Listing(url=url, source="list") for url in named]
    for one in sources:
        dated = sorted((found for found in one.listings if found.published_at), key=_day_of, reverse=True)
        chosen += (dated or list(one.listings))[:MAX_ARTICLES]
    chosen += [Listing(url=url, source="list") for url in spare]
    found: dict[str, Listing] = {}
    for listing in chosen:
        identity = known.identify(listing.url, outlet)
        found.setdefault(identity.canonical_url if identity else listing.url, listing)
    return list(found.values())


def _day_of(listing: Listing) -> datetime:
    return listing.published_at or now()


async def read_sample(session: ProbeSession, outlet: Outlet, known: Family, listing: Listing) -> ArticleSample:
    """One article page, read by its family and by generic."""
    identity = known.identify(listing.url, outlet)
    url = known.article_url(identity, outlet, "desktop") if identity else listing.url
    answer = await session.fetch(url, "article")
    if answer.page is None:
        return ArticleSample(url, why=answer.why)
    page = replace(answer.page, outlet=outlet.id, listing=listing if listing.published_at else None)
    return sample_of(page, outlet, known)


def sample_of(page: Page, outlet: Outlet, known: Family) -> ArticleSample:
    """The sample of a page that was fetched."""
    plain = None
    if outlet.family != GENERIC and GENERIC in family_ids():
        plain = extract(page, load_family(GENERIC).layout(replace(outlet, layout={})))
    declared = page.header("content-type").lower().partition("charset=")[2].strip(" \"';")
    read = extract(page, known.layout(outlet))
    return ArticleSample(
        page.url, read, plain, charset=decode(page.body, page.header("content-type")).encoding, declared=declared
    )
