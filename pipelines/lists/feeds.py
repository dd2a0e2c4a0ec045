"""RSS 2.0, RSS 1.0, Atom, JSON Feed and the posts of WordPress's REST interface to listings."""

import json
import re
from collections.abc import Iterator

from models.records.page import Listing
from pipelines.lists.listings import make_listing, unescape_text
from pipelines.lists.xml import ROOT, Element, below, local, read_entries
from pipelines.text.dates import parse_moment

HTML = re.compile(r"<(?:!doctype html|html|head|body|div|p|h[1-6]|script|meta)\b", re.IGNORECASE)
ENTITY = re.compile(r"&#?\w{1,10};")
MAX_DATE_CHARACTERS = 200
DATES = ("pubdate", "published", "date", "issued", "created", "updated")


def read_feed(text: str, url: str) -> tuple[Listing, ...]:
    """The entries of a feed in its order; an entry without an address is left out.

    ``text`` is decoded and stripped. A time without zone (NDSoft's ``2024-01-02 12:34:56``) is KST.
    """
    if text.lstrip("\ufeff \t\r\n").startswith(("[", "{")):
        return tuple(_posts(text, url))
    entries = read_entries(text, "item", "entry")
    return tuple(listing for entry in entries if (listing := _read_entry(entry, url)))


def _read_entry(entry: Element, url: str) -> Listing | None:
    address = _link(entry)
    if not address:
        return None
    raw = below(entry, *DATES)[:MAX_DATE_CHARACTERS]
    moment = parse_moment(raw) if raw else None
    return make_listing(
        url,
        address,
        "feed",
        headline=unescape_text(below(entry, "title")),
        published_raw=raw,
        published_at=moment.at if moment else None,
        section=below(entry, "category"),
        author=_author(entry),
    )


def _author(entry: Element) -> str:
    """Who wrote an entry: ``<dc:creator>``, the name in an Atom ``<author>``, or the text of one in RSS."""
    named = next((name for author in _children(entry, "author") if (name := below(author, "name"))), "")
    return unescape_text(named or below(entry, "creator", "author"))


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
            json.loads(head, strict=False, parse_int=float)
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
        posts = json.loads(text.lstrip("\ufeff"), strict=False, parse_int=float)  # int reads no thousands of digits
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
        raw = raw[:MAX_DATE_CHARACTERS]
        moment = parse_moment(raw) if raw else None
        headline = _text(title, "rendered") if isinstance(title, dict) else _text(post, "title")
        listing = make_listing(
            url,
            address,
            "feed",
            headline=unescape_text(headline),
            published_raw=raw,
            published_at=moment.at if moment else None,
            author=_name_of(post),
        )
        if listing is not None:
            yield listing


def _name_of(post: dict[str, object]) -> str:
    """The first author of an item of a JSON Feed, of version 1.1 or 1.0."""
    authors = post.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else post.get("author")
    return _text(first, "name") if isinstance(first, dict) else ""


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
    return ENTITY.sub(lambda entity: unescape_text(entity[0]), address)


def _children(entry: Element, *names: str) -> Iterator[Element]:
    return (child for child in entry if local(child) in names)
