"""A site that nobody declared: its family, feeds, sitemaps and lists as it shows them, as a declaration to confirm."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from models.records.outlet import Outlet
from models.records.times import now
from pipelines.lists import HomePage, read_home
from scrapers.families.base import Family, on_host
from scrapers.middlewares.public_addresses import parse_literal
from scrapers.registry import OUTLET_ID, family_ids, load_family
from scrapers.site_check.probe import ProbeSession
from scrapers.site_check.survey import GENERIC, Kind, Survey, SurveySource, read_source, survey

MIN_EVIDENCE = 0.5
MAX_FETCHED = 4
"""Addresses of one kind."""
MIN_LINKS = 3
SUFFIX = re.compile(r"(?:\.(?:co|or|ne|go|pe|re|ac))?\.[a-z]{2,10}$")
LISTISH = re.compile(r"list|section|/sub(?:_sec)?\.html|board\.php|categor|mcode=", re.IGNORECASE)
NO_FEED = re.compile(r"comment|댓글", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DiscoveredSite:
    """What is known of a new site. ``evidence``: families with their weight, the best first."""

    home: HomePage
    evidence: tuple[tuple[str, float], ...] = ()
    seen: Survey | None = None
    why: str = ""


def id_of(url: str) -> str:
    """An outlet's id from its domain: ``www.kyongbuk.co.kr`` is kyongbuk, ``dk.breaknews.com`` breaknews-dk; or ""."""
    host = (urlsplit(url).hostname or "").lower()
    if parse_literal(host) is not None or "." not in host:
        return ""
    labels = [label for label in SUFFIX.sub("", host).split(".") if label not in {"www", "m", "mobile"}]
    name = "-".join(reversed(labels))
    return name if OUTLET_ID.fullmatch(name) and not name.startswith("xn--") else ""


def home_of(url: str) -> str:
    """``scheme://host`` of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def weigh_families(pages: Iterable[tuple[str, str]]) -> tuple[tuple[str, float], ...]:
    """Each family's evidence in pages (text, address), the heaviest first; those without any are left out."""
    weights: dict[str, float] = {}
    for text, url in pages:
        for name in sorted(family_ids() - {GENERIC}):
            weight = float(load_family(name).recognise(text, url))
            weights[name] = max(weights.get(name, 0.0), weight)
    return tuple(sorted(((name, w) for name, w in weights.items() if w > 0), key=lambda pair: -pair[1]))


async def discover_site(session: ProbeSession, draft: Outlet, articles: Sequence[str] = ()) -> DiscoveredSite:
    """Reads the home page and one article. ``draft`` has what is known; its empty ``family`` is to be found.

    A home that is not available by https is fetched by http: small papers have no other.
    """
    answer = await session.fetch(draft.home, "page")
    if answer.page is None and draft.home.startswith("https://"):
        plain = await session.fetch(draft.home.replace("https://", "http://", 1), "page")
        answer = plain if plain.page else answer
    if answer.page is None:
        return DiscoveredSite(HomePage(), why=answer.why)
    draft = replace(draft, home=home_of(answer.page.url))
    session.home = draft.home
    home = read_home(answer.text, answer.page.url)
    pages = [(answer.text, answer.page.url)]
    for url in articles or _likely_articles(home, draft):
        page = await session.fetch(url, "article")
        pages += [(page.text, page.page.url)] if page.page else []
    evidence = weigh_families(pages)
    best = evidence[0][0] if evidence and evidence[0][1] >= MIN_EVIDENCE else GENERIC
    draft = replace(draft, family=draft.family or best, title=draft.title or home.name)
    draft = await _with_sources(session, draft, home)
    linked = [url for url in home.links if load_family(draft.family).identify(url, draft)]
    return DiscoveredSite(home, evidence, await survey(session, draft, articles=articles, spare=linked[:1]))


def _likely_articles(home: HomePage, draft: Outlet) -> list[str]:
    """A link that looks like an article's, where the home page alone may not show the family."""
    weights = weigh_families([("\n".join(home.links), draft.home)])
    known = load_family(weights[0][0] if weights else GENERIC)
    return [url for url in home.links if known.identify(url, draft)][:1]


async def _with_sources(session: ProbeSession, draft: Outlet, home: HomePage) -> Outlet:
    """The declaration with the feeds, sitemaps and lists that lead to articles; the family's own are not repeated."""
    known = load_family(draft.family)
    guessed = known.feeds(replace(draft, feeds=()))
    announced = [url for url in home.feeds if not NO_FEED.search(url)]
    feeds = await _leading(session, draft, known, "feed", [*announced, *guessed])
    rules = session.find_rules(draft.home)
    named = rules.sitemaps if rules else ()
    sitemaps = await _leading(session, draft, known, "sitemap", [*named, *known.sitemaps(draft)])
    lists: tuple[str, ...] = ()
    walks = [walk.page_url(0) for walk in known.lists(replace(draft, lists=()))]
    if not await _leading(session, draft, known, "list", walks[:1]):
        own = [url for url in home.links if on_host(url, draft) and not known.identify(url, draft)]
        lists = await _leading(session, draft, known, "list", [url for url in own if LISTISH.search(url)])
    default = known.sitemaps(replace(draft, sitemaps=()))
    return replace(
        draft,
        feeds=draft.feeds or (feeds if feeds != tuple(guessed) else ()),
        sitemaps=draft.sitemaps or (sitemaps if sitemaps != tuple(default) else ()),
        lists=draft.lists or lists,
    )


async def _leading(
    session: ProbeSession, draft: Outlet, known: Family, kind: Kind, urls: Iterable[str]
) -> tuple[str, ...]:
    """Those of the addresses, the first few fetched, that link to articles."""
    found: list[SurveySource] = []
    for url in list(dict.fromkeys(urls))[:MAX_FETCHED]:
        one = await read_source(session, draft, known, kind, url)
        if one.index or len(one.listings) >= MIN_LINKS:
            found.append(one)
    return tuple(one.url for one in found)


def evidence_line(found: DiscoveredSite) -> str:
    """How the declaration came about, with the day."""
    weights = ", ".join(f"{name} {weight:.2f}" for name, weight in found.evidence[:3]) or "no family's marks"
    return f"Looked at on {now():%Y-%m-%d}: home page and one article; {weights}."
