"""Makes a Family of what differs from others: forms of an article's address, a sketch of its page, its lists.

For most CMSs these are data, so a file holds a manual and a ``family(...)``. What needs a function of its own
(WordPress's permalinks, a list that is counted in articles) hands that function over in place of the data.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import ArticleIdentity, Layout, bind
from pipelines.lists import ListRules
from scrapers.families import base
from scrapers.families.base import ArticleList, Family, Skin, on_host, origin, weigh, with_query

NOWHERE = Outlet(id="", title="", family="", home="")
MAX_LETTERS = 300_000
"""Links are looked for at the beginning of a page."""
MIN_LINKS = 3
DAY = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def nobody(_url: str) -> ArticleIdentity | None:
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
    layout: Layout,
    list_rules: ListRules,
    addresses: tuple[Address, ...] = (),
    canonical: str = "",
    as_found: bool = False,
    places: Places = Places(),
    marks: tuple[tuple[str, float], ...] = (),
    link: str = "",
    host: str = "",
    identify: Callable[[str, Outlet], ArticleIdentity | None] | None = None,
    article_url: Callable[[ArticleIdentity, Outlet, Skin], str] = base.article_url,
    feeds: Callable[[Outlet], tuple[str, ...]] | None = None,
    lists: Callable[[Outlet], tuple[ArticleList, ...]] | None = None,
    recognise: Callable[[str, str], float] | None = None,
) -> Family:
    """A family of data, or of functions where its data would not do.

    ``addresses`` and ``canonical``, the path of the one address with ``{no}`` in it, or ``identify``. ``as_found``: an
    article is fetched from the path it was found at, not from the canonical one.
    ``places``: where it shows what is new, or ``feeds`` and ``lists``.
    ``marks`` are texts of a page or its address with their weight as evidence; ``link`` a pattern of article addresses:
    half a proof where the page's own address or several links have it; ``host``: the one that a family of one is at,
    which is proof enough. Or ``recognise``.
    """
    if identify is None:
        identify = partial(_identify, addresses=addresses, canonical=canonical, as_found=as_found)
    return Family(
        id=id,
        identify=identify,
        layout=partial(_layout, identify=identify, base=layout),
        article_url=article_url,
        feeds=feeds or partial(_feeds, places=places),
        sitemaps=partial(_sitemaps, places=places),
        lists=lists or partial(_lists, places=places),
        list_rules=list_rules,
        recognise=recognise or recognise_by(marks=marks, link=link, host=host),
    )


def _identify(
    url: str, outlet: Outlet, addresses: tuple[Address, ...], canonical: str, as_found: bool
) -> ArticleIdentity | None:
    place = on_host(url, outlet)
    if place is None:
        return None
    query = dict(reversed(parse_qsl(place[1].replace("&amp;", "&"), keep_blank_values=True)))
    for address in addresses:
        if number := address.read(place[0], query):
            ask = origin(outlet) + place[0] if as_found and not address.field else ""
            return ArticleIdentity(origin(outlet) + (address.canonical or canonical).format(no=number), number, ask)
    return None


def _layout(outlet: Outlet, identify: Callable[[str, Outlet], ArticleIdentity | None], base: Layout) -> Layout:
    return bind(replace(base, identify=lambda url: identify(url, outlet)), outlet)


def _feeds(outlet: Outlet, places: Places) -> tuple[str, ...]:
    return outlet.feeds or tuple(origin(outlet) + path for path in places.feeds)


def _sitemaps(outlet: Outlet, places: Places) -> tuple[str, ...]:
    return outlet.sitemaps or tuple(origin(outlet) + path for path in places.sitemaps)


def _lists(outlet: Outlet, places: Places) -> tuple[ArticleList, ...]:
    """A whole address, a path, or a code that ``list_path`` makes a path of."""
    walks = []
    for entry in outlet.lists or places.lists:
        path = entry if "/" in entry or "?" in entry else places.list_path.format(entry)
        walks.append(ArticleList(entry, partial(places.paging.url, urljoin(origin(outlet) + "/", path))))
    return tuple(walks)


def recognise_by(
    *, marks: tuple[tuple[str, float], ...] = (), link: str = "", host: str = ""
) -> Callable[[str, str], float]:
    """A family's ``recognise`` by data, see ``family``."""
    return partial(_recognise, marks=marks, link=re.compile(link) if link else None, host=host)


def _recognise(
    html: str, url: str, marks: tuple[tuple[str, float], ...], link: re.Pattern[str] | None, host: str
) -> float:
    if host and f".{host_of(url)}".endswith(f".{host}"):
        return 1.0
    linked = link is not None and (link.search(url) or _several(link, html))
    return min(1.0, weigh(f"{url}\n{html}", marks) + (0.5 if linked else 0.0))


def host_of(url: str) -> str:
    """The host of an address, "" where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _several(link: re.Pattern[str], html: str) -> bool:
    """Whether a page holds a few different addresses of that form: one may lead to another outlet."""
    found = (match[0] for match in islice(link.finditer(html, 0, MAX_LETTERS), 30))
    return len(set(found)) >= MIN_LINKS


def day_in(url: str) -> str:
    """The day that the last run of digits of an address begins with, as ``20231114``; "" where it is none."""
    runs: list[str] = re.findall(r"20\d{6,17}", url[-60:])
    return runs[-1][:8] if runs and DAY.match(runs[-1]) else ""
