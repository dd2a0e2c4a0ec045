"""Sitemaps and sitemap indexes to listings."""

from dataclasses import dataclass
from urllib.parse import urljoin

from models.records.page import Listing
from pipelines.lists.xml import Element, below, local, read_xml
from pipelines.text.dates import parse_moment


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Articles listed, and further sitemaps named, both in the document's order."""

    listings: tuple[Listing, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(text: str, url: str) -> Sitemap:
    """A sitemap, or the sitemaps of an index; plain text with one address a line is a sitemap too.

    The time is ``news:publication_date``; ``lastmod`` says only when the page changed and is kept as raw text alone.
    """
    root = read_xml(text)
    if root is None:
        lines = [line.strip() for line in text.splitlines()[:50_000]]
        return Sitemap(tuple(Listing(url=line, source="sitemap") for line in lines if _is_address(line)))
    listings: list[Listing] = []
    nested: list[str] = []
    for element in root.iter("{*}url", "{*}sitemap"):
        address = below(element, "loc")
        try:
            address = urljoin(url, address) if address else ""
        except ValueError:
            continue
        if not address:
            continue
        if local(element) == "sitemap":
            nested.append(address)
        else:
            listings.append(_listing(element, address))
    return Sitemap(tuple(listings), tuple(nested))


def _listing(element: Element, address: str) -> Listing:
    news = next((child for child in element if local(child) == "news"), None)
    raw = below(news, "publication_date") if news is not None else ""
    moment = parse_moment(raw) if raw else None
    return Listing(
        url=address,
        source="sitemap",
        headline=below(news, "title") if news is not None else "",
        published_raw=raw or below(element, "lastmod"),
        published_at=moment.at if moment else None,
    )


def _is_address(line: str) -> bool:
    return line.startswith(("http://", "https://")) and " " not in line and len(line) < 2_000
