"""List pages to listings, by a family's rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin

from models.records.page import Listing
from pipelines.contracts.layout import Selectors
from pipelines.dom.body_lines import text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element, parse_html
from pipelines.lists.feeds import is_feed, read_feed
from pipelines.text.dates import parse_moment

MAX_ADDRESS_CHARACTERS = 2_000
CLOCK = re.compile(r"\d{1,2}:\d{2}")
SHORT_YEAR = re.compile(r"(\d{2})([-./])(\d{2})\2(\d{2})")
DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})(?:\s+(\d{1,2}:\d{2}))?")
MIN_TITLE_LETTERS = 8
MIN_SHORT_TITLE_LETTERS = 3
MIN_LIST_DEPTH, MAX_LIST_DEPTH = 1, 6
MAX_ROW_DEPTH = 4
FRAME_TAGS = frozenset({"nav", "header", "footer"})
FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:gnb|lnb|snb|nav|navigation|menu|footer|breadcrumb)(?:$|[\s_-])", re.IGNORECASE
)
FULL_DATE = re.compile(r"20\d{2}[-./]\s?\d{1,2}[-./]\s?\d{1,2}(?:[.\s]{1,3}\d{1,2}:\d{2})?")
Times = tuple[str, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """Where a family's lists keep their rows, and each part inside a row; selectors tried in order.

    Links that are outside the rows (sidebars, tickers) are never articles of the list.
    """

    items: Selectors
    link: Selectors
    headline: Selectors = ()
    published: Selectors = ()
    section: Selectors = ()


def read_list(html: str, rules: ListRules, url: str, *, fetched_at: datetime | None = None) -> tuple[Listing, ...]:
    """The rows of a list page in its order, each address once; a list may also be a feed with pages.

    gnuboard prints only ``14:20`` for today and ``08-26`` for this year: without ``fetched_at`` these have no time
    (``published_raw`` keeps them), with it they are taken as the last such moment before it.
    """
    if is_feed(html):
        return read_feed(html, url)
    page = Document.parse(html)
    if page is None:
        return ()
    found: dict[str, Listing] = {}
    for items in page.find_each(rules.items):
        for item in items:
            if listing := _row(page, rules, item, url, fetched_at):
                found.setdefault(listing.url, listing)
        if found:
            break
    return tuple(found.values())


def read_links(html: str, url: str, *, fetched_at: datetime | None = None) -> tuple[Listing, ...]:
    """Every link of a page that may be an article of the list, in its order, where no selector finds its rows.

    A link's text has eight letters or more, or stands where such links stand in the same list ("[인사] 견본군"); what
    is in the page's frame (navigation, header, footer) counts only where there is nothing else. Which of them are
    articles, their addresses say.
    """
    root = parse_html(html)
    if root is None:
        return ()
    links = [(link, text_of(link)) for link in root.iter("a")]
    places = {place for link, text in links if _letters(text) >= MIN_TITLE_LETTERS for place in _places(link)}
    found: dict[str, tuple[bool, Element, str]] = {}
    for link, text in links:
        if not (address := _address(link, url)):
            continue
        letters = _letters(text)
        if letters < MIN_SHORT_TITLE_LETTERS or (letters < MIN_TITLE_LETTERS and places.isdisjoint(_places(link))):
            continue
        if address not in found or len(text) > len(found[address][2]):
            found[address] = (_is_in_frame(link), link, text)
    has_own = any(not framed for framed, _, _ in found.values())
    return tuple(
        Listing(url=address, source="list", headline=text, published_raw=raw, published_at=at)
        for address, (framed, link, text) in found.items()
        if not (framed and has_own)
        for raw, at in [_time(_find_date(link, url), fetched_at)]
    )


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text)) and sum(map(str.isalnum, text))


def _places(link: Element) -> Iterator[tuple[Element, str]]:
    """Where a link stands in what may be a list around it: the element, and the tags from there down to the link."""
    path = "a"
    for depth, element in enumerate(islice(link.iterancestors(), MAX_LIST_DEPTH)):
        if depth >= MIN_LIST_DEPTH:
            yield element, path
        path = f"{element.tag}/{path}"


def _is_in_frame(link: Element) -> bool:
    for element in link.iterancestors():
        if element.tag in FRAME_TAGS or FRAME_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            return True
    return False


def _find_date(link: Element, url: str) -> str:
    """A date beside the link, in what holds this address alone."""
    own = _address(link, url)
    for element in list(link.iterancestors())[:MAX_ROW_DEPTH]:
        if any(_address(other, url) not in (own, "") for other in element.iter("a")):
            break
        if date := FULL_DATE.search(text_of(element)):
            return date[0]
    return ""


def count_links(html: str, marks: tuple[str, ...]) -> int:
    """How many different addresses of a page hold one of the marks: none on a list says that its rules miss."""
    root = parse_html(html)
    links = [] if root is None else [a.get("href") or "" for a in root.iter("a")]
    return len({link for link in links if any(mark in link for mark in marks)})


def _row(page: Document, rules: ListRules, item: Element, url: str, fetched_at: datetime | None) -> Listing | None:
    for links in page.find_each_below(item, rules.link):
        address = next((a for link in links if (a := _address(link, url))), "")
        if not address:
            continue
        raw, at = _time(_first(page, rules.published, item), fetched_at)
        return Listing(
            url=address,
            source="list",
            headline=_first(page, rules.headline, item) or text_of(links[0]),
            published_raw=raw,
            published_at=at,
            section=_first(page, rules.section, item),
        )
    return None


def _first(page: Document, selectors: Selectors, item: Element) -> str:
    return next((t for found in page.find_each_below(item, selectors) for e in found if (t := text_of(e))), "")


def _address(link: Element, url: str) -> str:
    href = (link.get("href") or "").strip()
    if not href or len(href) > MAX_ADDRESS_CHARACTERS or href.startswith(("#", "javascript:", "mailto:")):
        return ""
    try:
        return urljoin(url, href)
    except ValueError:
        return ""


def _time(text: str, fetched_at: datetime | None) -> Times:
    """The raw text and the moment of a row's time."""
    if not text:
        return "", None
    if short := SHORT_YEAR.fullmatch(text):
        moment = parse_moment(f"20{short[1]}-{short[3]}-{short[4]}", fetched_at=fetched_at)
        return text, moment.at if moment else None
    if CLOCK.fullmatch(text):
        return text, _last(text, fetched_at)
    if day := DAY.fullmatch(text):
        return text, _last_day(int(day[1]), int(day[2]), day[3] or "00:00", fetched_at)
    moment = parse_moment(text, fetched_at=fetched_at)
    return text, moment.at if moment else None


def _last(clock: str, fetched_at: datetime | None) -> datetime | None:
    """Today at that clock time; gnuboard prints it for today's articles only."""
    hour, minute = map(int, clock.split(":"))
    if fetched_at is None or hour > 23 or minute > 59:
        return None
    at = fetched_at.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return at if at <= fetched_at else None


def _last_day(month: int, day: int, clock: str, fetched_at: datetime | None) -> datetime | None:
    if fetched_at is None:
        return None
    for year in (fetched_at.year, fetched_at.year - 1):
        moment = parse_moment(f"{year}-{month:02}-{day:02} {clock}", fetched_at=fetched_at)
        if moment and moment.at <= fetched_at:
            return moment.at
    return None
