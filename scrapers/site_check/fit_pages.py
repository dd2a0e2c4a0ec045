"""The pages that an outlet's selectors are learned from: of the archive, or of its site."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.interface import ArchiveReader
from models.records.outlet import Outlet
from models.records.page import Page
from models.records.times import now
from pipelines.contracts.rejection import Reject
from pipelines.fit.fit import Fit, fit_outlet
from scrapers.registry import load_family
from scrapers.site_check.discover_site import DiscoveredSite, discover_site
from scrapers.site_check.probe import ProbeSession
from scrapers.site_check.survey import Survey, SurveySource, read_sources, survey

HTTP_OK = 200
MISSED = re.compile(r"selector_missed|missed_")
CHECK_PAGES = 8
"""Pages that a check reads where selectors missed."""
_LOOKED_AT = 4  # stored pages looked at for each that is wanted: revisions and pages that are no articles among them


@dataclass(frozen=True, slots=True)
class FitPages:
    """Pages of one outlet, and in words what could not be read."""

    pages: tuple[Page, ...] = ()
    problems: tuple[str, ...] = ()


def read_archived_pages(reader: ArchiveReader, outlet: Outlet, count: int) -> list[Page]:
    """The newest whole pages of the outlet, each address once; those that gave an article first."""
    articles: dict[str, Page] = {}
    others: dict[str, Page] = {}
    for kept in reader.pages.newest(outlet.id, _LOOKED_AT * count):
        if kept.page is not None and kept.page.status == HTTP_OK:
            (others if kept.article_id is None else articles).setdefault(kept.key, kept.page)
    return [*articles.values(), *(page for key, page in others.items() if key not in articles)][:count]


async def fetch_pages(
    session: ProbeSession, outlet: Outlet, count: int, known: Iterable[Page] = (), seen: Survey | None = None
) -> FitPages:
    """The newest articles of the outlet's feeds and lists, but for those ``known``. ``seen``: a survey made before."""
    family = load_family(outlet.family)
    sources = seen.sources if seen else [source async for source in read_sources(session, outlet, family)]
    had = {identity.canonical_url for page in known if (identity := family.identify(page.url, outlet))}
    pages: list[Page] = []
    problems: list[str] = []
    for url in _newest(sources):
        identity = family.identify(url, outlet)
        if identity is None or identity.canonical_url in had:
            continue
        if len(pages) >= count or len(problems) >= count:
            break
        had.add(identity.canonical_url)
        answer = await session.fetch(family.article_url(identity, outlet, "desktop"), "article")
        if answer.page is None:
            problems.append(f"{url}: {answer.why}")
        else:
            pages.append(replace(answer.page, outlet=outlet.id))
    if not pages and not problems:
        problems = [f"{one.kind} {one.url}: {one.why}" for one in sources if one.why]
    return FitPages(tuple(pages), tuple(problems))


def _newest(sources: Sequence[SurveySource]) -> list[str]:
    """Addresses of all sources, the newest first; those without a time are where their list has them."""
    oldest = datetime.min.replace(tzinfo=now().tzinfo)
    listings = [listing for one in sources for listing in one.listings]
    listings.sort(key=lambda one: one.published_at or oldest, reverse=True)
    return list(dict.fromkeys(listing.url for listing in listings))


def fit_pages(pages: Iterable[Page], outlet: Outlet) -> Fit:
    """What the pages teach of the outlet."""
    return fit_outlet(pages, outlet, load_family(outlet.family).layout)


def has_missed(seen: Survey) -> bool:
    """Whether selectors missed on an article of the survey, or one could not be read at all."""
    repairs = [name for one in seen.samples if one.article for name, _ in one.article.repairs]
    return any(isinstance(one.read, Reject) for one in seen.samples) or any(map(MISSED.match, repairs))


async def survey_and_fit(session: ProbeSession, outlet: Outlet) -> tuple[Survey, Fit | None]:
    """A survey, and what a few more pages teach where selectors missed."""
    seen = await survey(session, outlet)
    return seen, await fit_surveyed(session, seen)


async def discover_and_fit(
    session: ProbeSession, draft: Outlet, articles: Sequence[str]
) -> tuple[DiscoveredSite, Fit | None]:
    """The same of a site that nobody declared."""
    found = await discover_site(session, draft, articles)
    return found, await fit_surveyed(session, found.seen) if found.seen else None


async def fit_surveyed(session: ProbeSession, seen: Survey) -> Fit | None:
    """What a few more pages of a surveyed outlet teach; None where nothing was missed."""
    if not has_missed(seen):
        return None
    found = await fetch_pages(session, seen.outlet, CHECK_PAGES, seen=seen)
    return fit_pages(found.pages, seen.outlet)
