"""A home page: the site's name, the feeds it announces, and where its links lead."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.dom.document import Document
from pipelines.dom.tree import Element
from pipelines.lists.listings import join_address
from pipelines.page.clean_text import clean_line
from pipelines.page.size_limits import drop_excess

MAX_LINKS = 3_000
MAX_NAME_CHARACTERS = 1_000
FEED_TYPES = ("rss", "atom")


@dataclass(frozen=True, slots=True)
class HomePage:
    """``name`` is what the page calls its site; ``feeds`` and ``links`` are whole addresses in the page's order."""

    name: str = ""
    feeds: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def read_home(html: str, url: str) -> HomePage:
    """What a home page says; ``html`` is decoded and stripped, ``url`` the address that answered."""
    page = Document.parse(drop_excess(html))
    if page is None:
        return HomePage()
    feeds = (link.get("href") for link in page.root.iter("link") if _announces_feed(link))
    links = (link.get("href") for link in page.root.iter("a"))
    return HomePage(_name(page), _whole(feeds, url), _whole(links, url))


def _announces_feed(link: Element) -> bool:
    kind = (link.get("type") or "").lower()
    return (link.get("rel") or "").lower() == "alternate" and any(word in kind for word in FEED_TYPES)


def _name(page: Document) -> str:
    """``og:site_name``, else the first part of the title: 매체명 - 표어."""
    named, title = page.meta.get("og:site_name", "").strip(), page.title[:MAX_NAME_CHARACTERS]
    for tail in (" - ", " | ", " :: ", "::", " : ", " > ", " < ", " – "):
        title = title.partition(tail)[0] or title
    return clean_line((named or title)[:MAX_NAME_CHARACTERS])[:100]


def _whole(hrefs: Iterable[str | None], url: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for href in hrefs:
        if not href or len(href) > 2_000 or href.strip().startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        if address := join_address(url, href).partition("#")[0]:
            found.setdefault(address)
        if len(found) >= MAX_LINKS:
            break
    return tuple(found)
