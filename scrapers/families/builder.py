"""Families that are data: forms of an article's address, a sketch of its page, what lists are called.

A group of outlets with a CMS of their own differs from the next by just these, so its file holds a ``family(...)``
and a manual. What needs a function of its own (WordPress's permalinks) is written as a family by hand.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import Identity, Layout, bind
from pipelines.lists import ListRules
from scrapers.families.base import Family, ListWalk, Skin, on_host, origin, weigh, with_query

NOWHERE = Outlet(id="", title="", family="", home="")
LOOK = 300_000
FEW_LINKS = 3
DAY = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def nobody(_url: str) -> Identity | None:
    """No article anywhere: of a sketch that is bound to no outlet."""
    return None


sketch = partial(Layout, outlet=NOWHERE, identify=nobody)
"""``sketch(headline=…, body=…)``: a layout that ``family`` binds to outlets."""


@dataclass(frozen=True, slots=True)
class Address:
    """One form of an article's address: the whole path, and the field of the query that holds the number, or "".

    Without ``field`` the number is the path's group ``no``. Only whole matches of ``number`` count.
    ``canonical`` is the path that this form has of its own, where it has one.
    """

    path: str
    field: str = ""
    number: str = r"[0-9]{1,20}"
    canonical: str = ""

    def read(self, path: str, query: Mapping[str, str]) -> str:
        """The number in an address, "" where it has another form."""
        found = re.fullmatch(self.path, path)
        if found is None:
            return ""
        number = query.get(self.field, "") if self.field else found["no"]
        return number if re.fullmatch(self.number, number) else ""


@dataclass(frozen=True, slots=True)
class Paging:
    """How lists count their pages: by a field of the query, or by the last part of the path; from ``first``."""

    field: str = "page"
    first: int = 1
    step: int = 1
    in_path: bool = False

    def url(self, address: str, page: int) -> str:
        """The list's page, counted from 0 here."""
        number = str(self.first + page * self.step)
        if self.in_path:
            return re.sub(r"/\d{1,6}/?$", "", address).rstrip("/") + f"/{number}"
        return with_query(address, self.field, number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where an outlet of the family shows what is new, unless its declaration says so: paths under its home.

    ``list_path`` turns a bare word of the declaration's ``lists`` (a code) into a path.
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    list_path: str = "/{}"
    paging: Paging = field(default_factory=Paging)


def family(
    *,
    id: str,
    addresses: tuple[Address, ...],
    canonical: str,
    layout: Layout,
    list_rules: ListRules,
    places: Places = Places(),
    marks: tuple[tuple[str, float], ...] = (),
    link: str = "",
    host: str = "",
    as_found: bool = False,
    lists: Callable[[Outlet], tuple[ListWalk, ...]] | None = None,
) -> Family:
    """A family of data. ``canonical`` is the path of the one address, with ``{no}`` in it.

    ``marks`` are texts of a page with their weight as evidence; ``link`` a pattern of article addresses: half a proof
    where the page's own address or several links have it. ``host``: the one that a family of one is at, which is proof
    enough. ``as_found``: an article is asked for under the path it was found at, not the canonical.
    """
    identify = partial(_identify, addresses=addresses, canonical=canonical, as_found=as_found)
    return Family(
        id=id,
        identify=identify,
        layout=partial(_layout, identify=identify, base=layout),
        article_url=_article_url,
        feeds=partial(_feeds, places=places),
        sitemaps=partial(_sitemaps, places=places),
        lists=lists or partial(_lists, places=places),
        list_rules=list_rules,
        recognise=partial(_recognise, marks=marks, link=re.compile(link) if link else None, host=host),
    )


def _identify(
    url: str, outlet: Outlet, addresses: tuple[Address, ...], canonical: str, as_found: bool
) -> Identity | None:
    place = on_host(url, outlet)
    if place is None:
        return None
    query = dict(reversed(parse_qsl(place[1].replace("&amp;", "&"), keep_blank_values=True)))
    for address in addresses:
        if number := address.read(place[0], query):
            ask = origin(outlet) + place[0] if as_found and not address.field else ""
            return Identity(origin(outlet) + (address.canonical or canonical).format(no=number), number, ask)
    return None


def _layout(outlet: Outlet, identify: Callable[[str, Outlet], Identity | None], base: Layout) -> Layout:
    return bind(replace(base, identify=lambda url: identify(url, outlet)), outlet)


def _article_url(identity: Identity, _outlet: Outlet, _skin: Skin = "desktop") -> str:
    return identity.ask or identity.canonical_url


def _feeds(outlet: Outlet, places: Places) -> tuple[str, ...]:
    return outlet.feeds or tuple(origin(outlet) + path for path in places.feeds)


def _sitemaps(outlet: Outlet, places: Places) -> tuple[str, ...]:
    return outlet.sitemaps or tuple(origin(outlet) + path for path in places.sitemaps)


def _lists(outlet: Outlet, places: Places) -> tuple[ListWalk, ...]:
    """A whole address, a path, or a code that ``list_path`` makes a path of."""
    walks = []
    for entry in outlet.lists or places.lists:
        path = entry if "/" in entry or "?" in entry else places.list_path.format(entry)
        walks.append(ListWalk(entry, partial(places.paging.url, urljoin(origin(outlet) + "/", path))))
    return tuple(walks)


def _recognise(
    html: str, url: str, marks: tuple[tuple[str, float], ...], link: re.Pattern[str] | None, host: str
) -> float:
    if host and f".{host_of(url)}".endswith(f".{host}"):
        return 1.0
    linked = link is not None and (link.search(url) or _several(link, html))
    return min(1.0, weigh(html, marks) + (0.5 if linked else 0.0))


def host_of(url: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _several(link: re.Pattern[str], html: str) -> bool:
    """Whether a page holds a few different addresses of that form: one may lead to another outlet."""
    found = (match[0] for match in islice(link.finditer(html, 0, LOOK), 30))
    return len(set(found)) >= FEW_LINKS


def day_in(url: str) -> str:
    """The day that the last run of digits of an address begins with, as ``20231114``; "" where it is none."""
    runs: list[str] = re.findall(r"20\d{6,17}", url[-60:])
    return runs[-1][:8] if runs and DAY.match(runs[-1]) else ""
