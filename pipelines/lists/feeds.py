"""RSS 2.0, RSS 1.0 and Atom to listings."""

import html
from collections.abc import Iterator
from urllib.parse import urljoin

from models.page import Listing
from pipelines.dates import parse_moment
from pipelines.lists.xml import Element, below, local, read_xml

DATES = ("pubdate", "published", "date", "issued", "created", "updated")


def read_feed(text: str, url: str) -> tuple[Listing, ...]:
    """The entries of a feed in its order; an entry without an address is left out.

    ``text`` is decoded and stripped. A time without zone (NDSoft's ``2024-01-02 12:34:56``) is KST.
    """
    root = read_xml(text)
    if root is None:
        return ()
    found: list[Listing] = []
    for element in root.iter("{*}item", "{*}entry"):
        if address := _link(element):
            raw = below(element, *DATES)
            moment = parse_moment(raw) if raw else None
            found.append(
                Listing(
                    url=_join(url, address),
                    source="feed",
                    headline=" ".join(html.unescape(below(element, "title")).split()),
                    published_raw=raw,
                    published_at=moment.at if moment else None,
                    section=below(element, "category"),
                )
            )
    return tuple(listing for listing in found if listing.url)


def _link(entry: Element) -> str:
    """RSS: the text of <link>, else a permalink <guid>. Atom: href of the alternate link."""
    for link in _children(entry, "link"):
        address = (link.text or "").strip() or (
            (link.get("href") or "").strip() if link.get("rel", "alternate") == "alternate" else ""
        )
        if address:
            return html.unescape(address)
        if link.tail and link.tail.strip().startswith("http"):  # <link/>http://… of feeds written as HTML
            return html.unescape(link.tail.strip())
    for guid in _children(entry, "guid", "id"):
        address = (guid.text or "").strip()
        if guid.get("isPermaLink", "true") != "false" and address.startswith(("http://", "https://")):
            return html.unescape(address)
    return ""


def _children(entry: Element, *names: str) -> Iterator[Element]:
    return (child for child in entry if local(child) in names)


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
