"""List pages to listings, by a family's rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from models.records.page import Listing
from pipelines.contracts.layout import Selectors
from pipelines.dom.body_lines import text_of
from pipelines.dom.document import Document
from pipelines.dom.tree import Element, parse_html
from pipelines.lists.feeds import is_feed, read_feed
from pipelines.lists.listings import join_address, make_listing
from pipelines.page.size_limits import drop_excess
from pipelines.text.dates import parse_moment

CLOCK = re.compile(r"\d{1,2}:\d{2}")
SHORT_YEAR = re.compile(r"(\d{2})([-./])(\d{2})\2(\d{2})")
DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})(?:\s+(\d{1,2}:\d{2}))?")
MIN_TITLE_LETTERS = 8
MIN_SHORT_TITLE_LETTERS = 3
MIN_LIST_DEPTH, MAX_LIST_DEPTH = 1, 6
MAX_ROW_DEPTH = 4
MAX_ROWS_AROUND = 200
"""Lists whose rows are never closed are nested, a row in the one before."""
MAX_TIME_CHARACTERS = 200
MAX_NAME_CHARACTERS = 1_000
FRAME_TAGS = frozenset({"nav", "header", "footer"})
FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:gnb|lnb|snb|nav|navigation|menu|footer|breadcrumb)(?:$|[\s_-])", re.IGNORECASE
)
FULL_DATE = re.compile(r"20\d{2}[-./]\s?\d{1,2}[-./]\s?\d{1,2}(?:[.\s]{1,3}\d{1,2}:\d{2})?")
SIGNED = re.compile(r"(?:[가-힣]{2,4}\s?[·,]\s?){0,2}[가-힣]{2,4}\s?[가-힣]{0,3}기자")
MAX_ROW_PARTS = 60
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
    page = Document.parse(drop_excess(html))
    if page is None:
        return ()
    found: dict[str, Listing] = {}
    for items in page.find_each(rules.items):
        for item in _drop_deepest(items):
            if listing := _row(page, rules, item, url, fetched_at):
                found.setdefault(listing.url, listing)
        if found:
            break
    return tuple(found.values())


def _drop_deepest(items: list[Element]) -> Iterator[Element]:
    """The rows that stand in at most MAX_ROWS_AROUND others: each is searched whole, with those inside it."""
    around: dict[Element, int] = {}
    for item in items:
        above = item.getparent()
        between = []
        while above is not None and above not in around:
            between.append(above)
            above = above.getparent()
        count = around[above] if above is not None else 0
        around.update(dict.fromkeys(between, count))
        around[item] = count + 1
        if count <= MAX_ROWS_AROUND:
            yield item


def read_links(html: str, url: str, *, fetched_at: datetime | None = None) -> tuple[Listing, ...]:
    """Every link of a page that may be an article of the list, in its order, where no selector finds its rows.

    A link's text has eight letters or more, or stands where such links stand in the same list ("[인사] 견본군"); what
    is in the page's frame (navigation, header, footer) counts only where there is nothing else. Which of them are
    articles, their addresses say.
    """
    root = parse_html(drop_excess(html))
    if root is None:
        return ()
    links = _PageLinks(root, url)
    texts = {link: text_of(link) for link in links.addresses}
    places = {place for link, text in texts.items() if _letters(text) >= MIN_TITLE_LETTERS for place in _places(link)}
    found: dict[str, tuple[Element, str]] = {}
    for link, address in links.addresses.items():
        text = texts[link]
        if not address:
            continue
        letters = _letters(text)
        if letters < MIN_SHORT_TITLE_LETTERS or (letters < MIN_TITLE_LETTERS and places.isdisjoint(_places(link))):
            continue
        if address not in found or len(text) > len(found[address][1]):
            found[address] = (link, text)
    has_own = any(link not in links.framed for link, _ in found.values())
    rows = (
        make_listing(url, address, "list", headline=text, published_raw=raw, published_at=at)
        for address, (link, text) in found.items()
        if not (has_own and link in links.framed)
        for raw, at in [_time(links.find_date(link), fetched_at)]
    )
    return tuple(filter(None, rows))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text)) and sum(map(str.isalnum, text))


def _places(link: Element) -> Iterator[tuple[Element, str]]:
    """Where a link stands in what may be a list around it: the element, and the tags from there down to the link."""
    path = "a"
    for depth, element in enumerate(islice(link.iterancestors(), MAX_LIST_DEPTH)):
        if depth >= MIN_LIST_DEPTH:
            yield element, path
        path = f"{element.tag}/{path}"


class _PageLinks:
    """The links of a page, and what is around them, found in one walk."""

    def __init__(self, root: Element, url: str) -> None:
        self._elements = [one for one in root.iter() if isinstance(one.tag, str)]  # as long as these live, each is one
        self.addresses = {one: _address(one, url) for one in self._elements if one.tag == "a"}
        self.framed: set[Element] = set()
        self._alone: dict[Element, str] = {}
        """The one address that is linked inside an element; empty where there are several."""
        for element in self._elements:
            if element.getparent() in self.framed or _is_frame(element):
                self.framed.add(element)
        for element in reversed(self._elements):
            if address := self.addresses.get(element):
                self._note(element, address)
            parent = element.getparent()
            if parent is not None and element in self._alone:
                self._note(parent, self._alone[element])

    def _note(self, element: Element, address: str) -> None:
        if self._alone.setdefault(element, address) != address:
            self._alone[element] = ""

    def find_date(self, link: Element) -> str:
        """A date beside the link, in what holds this address alone."""
        element = link.getparent()
        for _ in range(MAX_ROW_DEPTH):
            if element is None or self._alone.get(element) != self.addresses[link]:
                break
            if date := FULL_DATE.search(text_of(element)):
                return date[0]
            element = element.getparent()
        return ""


def _is_frame(element: Element) -> bool:
    """Whether an element is part of a page's frame by its name."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in FRAME_TAGS or FRAME_NAMES.search(names[:MAX_NAME_CHARACTERS]) is not None


def count_links(html: str, marks: tuple[str, ...]) -> int:
    """How many different addresses of a page hold one of the marks: none on a list says that its rules miss."""
    root = parse_html(drop_excess(html))
    links = [] if root is None else [a.get("href") or "" for a in root.iter("a")]
    return len({link for link in links if any(mark in link for mark in marks)})


def _row(page: Document, rules: ListRules, item: Element, url: str, fetched_at: datetime | None) -> Listing | None:
    for links in page.find_each_below(item, rules.link):
        address = next((a for link in links if (a := _address(link, url))), "")
        if not address:
            continue
        raw, at = _time(_first(page, rules.published, item), fetched_at)
        return make_listing(
            url,
            address,
            "list",
            headline=_first(page, rules.headline, item) or text_of(links[0]),
            published_raw=raw,
            published_at=at,
            section=_first(page, rules.section, item),
            author=_signed(item),
        )
    return None


def _first(page: Document, selectors: Selectors, item: Element) -> str:
    return next((t for found in page.find_each_below(item, selectors) for e in found if (t := text_of(e))), "")


def _signed(item: Element) -> str:
    """The words of a row that name a reporter: ``국하람 기자``."""
    parts = (" ".join((part.text or "").split()) for part in islice(item.iter(), MAX_ROW_PARTS) if part.tag != "a")
    return next((text for text in parts if "기자" in text and SIGNED.fullmatch(text)), "")


def _address(link: Element, url: str) -> str:
    href = (link.get("href") or "").strip()
    return "" if href.startswith(("#", "javascript:", "mailto:")) else join_address(url, href)


def _time(text: str, fetched_at: datetime | None) -> Times:
    """The raw text and the moment of a row's time."""
    text = text[:MAX_TIME_CHARACTERS]
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
