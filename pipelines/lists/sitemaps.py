"""Sitemaps and sitemap indexes to listings."""

from dataclasses import dataclass

from models.records.page import Listing
from pipelines.lists.listings import join_address, make_listing
from pipelines.lists.xml import Element, below, local, read_entries, read_xml
from pipelines.text.dates import parse_moment

MAX_LINES = 50_000
"""A sitemap has at most so many addresses (sitemaps.org)."""
MAX_DATE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Articles listed, and further sitemaps named, both in the document's order."""

    listings: tuple[Listing, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(text: str, url: str) -> Sitemap:
    """A sitemap, or the sitemaps of an index; plain text with one address a line is a sitemap too.

    The time is ``news:publication_date``; ``lastmod`` says only when the page changed and is kept as raw text alone.
    """
    entries = read_entries(text, "url", "sitemap")
    if not entries and read_xml(text) is None:
        lines = (line.strip() for line in text.splitlines()[:MAX_LINES])
        found = (make_listing(url, line, "sitemap") for line in lines if _is_address(line))
        return Sitemap(tuple(filter(None, found)))
    listings: list[Listing] = []
    nested: list[str] = []
    for element in entries:
        address = below(element, "loc")
        if local(element) == "sitemap":
            nested.append(join_address(url, address))
        elif address and (listing := _read_entry(element, url, address)):
            listings.append(listing)
    return Sitemap(tuple(listings), tuple(filter(None, nested)))


def _read_entry(element: Element, url: str, address: str) -> Listing | None:
    news = next((child for child in element if local(child) == "news"), None)
    raw = below(news, "publication_date")[:MAX_DATE_CHARACTERS] if news is not None else ""
    moment = parse_moment(raw) if raw else None
    return make_listing(
        url,
        address,
        "sitemap",
        headline=below(news, "title") if news is not None else "",
        published_raw=raw or below(element, "lastmod"),
        published_at=moment.at if moment else None,
    )


def _is_address(line: str) -> bool:
    return line.startswith(("http://", "https://")) and " " not in line and len(line) < 2_000
