"""RSS 2.0, RSS 1.0, Atom, JSON Feed and the posts of WordPress's REST interface to listings."""

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from models.records.page import Listing
from pipelines.lists.xml import Element, below, local, read_xml
from pipelines.text.dates import parse_moment

ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
HTML = re.compile(r"<(?:!doctype html|html|head|body|div|p|h[1-6]|script|meta)\b", re.IGNORECASE)
ENTITY = re.compile(r"&#?\w{1,10};")
DATES = ("pubdate", "published", "date", "issued", "created", "updated")


def read_feed(text: str, url: str) -> tuple[Listing, ...]:
    """The entries of a feed in its order; an entry without an address is left out.

    ``text`` is decoded and stripped. A time without zone (NDSoft's ``2024-01-02 12:34:56``) is KST.
    """
    if text.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return tuple(_posts(text, url))
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


def is_feed(text: str) -> bool:
    """Whether a text is not a page: it begins as XML or JSON does."""
    return (
        text[:200].lstrip("\ufeff \t\r\n").lower().startswith(("[{", "[]", "{", "<?xml", "<rss", "<feed", "<rdf:rdf"))
    )


def describe_text(text: str) -> str:
    """What a text is that should be a feed or sitemap and is none; empty for XML and JSON of that kind."""
    if ROOT.search(text):
        return ""
    head = text.lstrip("\ufeff \t\r\n")
    if head.startswith(("[", "{")):
        try:
            json.loads(head, strict=False)
        except (ValueError, RecursionError):
            return "broken JSON"
        return "" if head.startswith("[") or '"items"' in head else "other JSON"
    if HTML.search(head, 0, 20_000):
        return "an HTML page"
    return "other XML" if head.startswith("<?xml") else "text"


def _posts(text: str, url: str) -> Iterator[Listing]:
    """Posts of ``/wp-json/wp/v2/posts``: ``link``, ``title.rendered`` and the time, UTC in ``date_gmt``, else local.

    Items of a JSON Feed: ``url``, ``title``, ``date_published``.
    """
    try:
        posts = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return
    posts = posts.get("items") if isinstance(posts, dict) else posts
    for post in posts if isinstance(posts, list) else ():
        if not isinstance(post, dict):
            continue
        address = next((found for name in ("link", "url", "external_url") if (found := _text(post, name))), "")
        if not address:
            continue
        universal, title = _text(post, "date_gmt"), post.get("title")
        raw = f"{universal}Z" if universal and not universal.endswith("Z") else universal
        raw = raw or _text(post, "date") or _text(post, "date_published") or _text(post, "date_modified")
        moment = parse_moment(raw) if raw else None
        headline = _text(title, "rendered") if isinstance(title, dict) else _text(post, "title")
        yield Listing(
            url=_join(url, address),
            source="feed",
            headline=" ".join(html.unescape(headline).split()),
            published_raw=raw,
            published_at=moment.at if moment else None,
        )


def _text(record: dict[str, object], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _link(entry: Element) -> str:
    """RSS: the text of <link>, else a permalink <guid>. Atom: href of the alternate link."""
    for link in _children(entry, "link"):
        address = (link.text or "").strip() or (
            (link.get("href") or "").strip() if link.get("rel", "alternate") == "alternate" else ""
        )
        if address:
            return _plain(address)
        if link.tail and link.tail.strip().startswith("http"):  # <link/>http://… of feeds written as HTML
            return _plain(link.tail.strip())
    for guid in _children(entry, "guid", "id"):
        address = (guid.text or "").strip()
        if guid.get("isPermaLink", "true") != "false" and address.startswith(("http://", "https://")):
            return _plain(address)
    return ""


def _plain(address: str) -> str:
    """An address escaped twice made plain. ``&section=`` is no ``§ion``: a reference ends with its semicolon."""
    return ENTITY.sub(lambda entity: html.unescape(entity[0]), address)


def _children(entry: Element, *names: str) -> Iterator[Element]:
    return (child for child in entry if local(child) in names)


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""
