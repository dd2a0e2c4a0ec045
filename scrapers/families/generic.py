"""Any Korean news page of an outlet that nobody declared; also for outlets whose CMS is not known.

How it reads: pipelines/generic, by JSON-LD, microdata, articles embedded in scripts, meta elements, and the markup:
the headline by agreement of heading, og:title and <title> less the site's name, times by label and place, the body by
the density of Korean text. No selector is needed; those that an outlet names in ``[layout]`` go first, each for its
part, and where one of headline, body or published finds nothing the page is read as any other and that is counted.

Addresses. The address that the page names as its own (canonical link, og:url) is the identity where it plausibly is
this article's (see pipelines/same_address.py), else the address itself: host and path as they are, parameters of
campaigns, referrers, sessions and list pages left out, the rest of the query in its order. What looks like an article
has a number of three digits or more, or a long last word, in path or query. ``m.`` and ``www.`` of one host are one.
Lists and feeds: only what the outlet names.

What an outlet must say: nothing but ``home``.
"""

import re
from functools import partial
from urllib.parse import urlsplit

from models.records.outlet import Outlet, kind_of
from models.records.page import Page
from models.text.addresses import drop_path_session, tidy_query
from pipelines.contracts.layout import ArticleIdentity
from pipelines.generic.site_name import find_site_name
from pipelines.lists import ListRules
from pipelines.page.decode import decode
from scrapers.families import builder
from scrapers.families.base import PREFIXES, ArticleList, on_host, origin

FAMILY_ID = "generic"
DROPPED = frozenset(
    """
    page total pageindex pageno pagenum pageunit pagesize curpage currentpage cpage keyfield keyword
    searchcnd searchcondition searchkey searchtype searchfield searchword searchwrd searchkeyword
    """.split()  # noqa: SIM905
)
"""Parameters of the list that led to an article, beside those of campaigns and sessions."""
NUMBER = re.compile(r"\d{3,24}")
_MONTH_AND_DAY = r"(0[1-9]|1[0-2]){0}(0[1-9]|[12]\d|3[01])"
DAY_IN_PATH = re.compile(
    rf"/(20\d\d)/{_MONTH_AND_DAY.format('/')}/|/(20\d\d){_MONTH_AND_DAY.format('')}(?:/|\d{{4,12}}(?:[/?#]|\Z))"
)
WORD = re.compile(r"/[^/]{24,}/?$")
HEAD = 200_000


def identify(url: str, outlet: Outlet) -> ArticleIdentity | None:
    """The address less what tells nothing about the article; None for other hosts and for home and list pages."""
    place = on_host(url, outlet)
    if place is None:
        return None
    path, query = place
    path, rest = drop_path_session(path), tidy_query(query, DROPPED)
    numbers = NUMBER.findall(f"{path}?{rest}")
    if not numbers and not WORD.search(path):
        return None
    return ArticleIdentity(f"{origin(outlet)}{path}{'?' if rest else ''}{rest}", max(numbers, key=len, default=""))


def read_day(url: str) -> str:
    """The day that a path names folder by folder, or as its last part begins with it and a time; "" for none."""
    day = DAY_IN_PATH.search(url)
    return "".join(part for part in day.groups() if part) if day else ""


LAYOUT = builder.sketch(headline=(), body=(), generic=True, url_day=read_day)
"""Read without selectors but the outlet's own."""


def outlet_for(page: Page) -> Outlet | None:
    """An outlet made from a page alone: its id from the host, its title from what the page calls its site."""
    try:
        parts = urlsplit(page.url.strip())
        host = (parts.hostname or "").lower().rstrip(".")
        port = parts.port
    except ValueError:
        return None
    if not host or parts.scheme.lower() not in ("http", "https"):
        return None
    bare = next((host[len(prefix) :] for prefix in PREFIXES if host.startswith(prefix)), host)
    try:
        name = re.sub(r"[^a-z0-9]+", "-", bare.encode("idna").decode()).strip("-")
    except UnicodeError:  # a label that is empty or too long: no host of the web
        return None
    named = f"{name}-{port}" if port and port not in (80, 443) else name
    text = decode(page.body[:HEAD], page.header("content-type")).text
    return Outlet(
        id=named[:64].strip("-") or "unknown",
        title=find_site_name(text) or bare,
        family=FAMILY_ID,
        home=f"{parts.scheme.lower()}://{host}{f':{port}' if port and port not in (80, 443) else ''}",
        kind=kind_of(page.url),
        evidence="made from one page; nobody declared it",
        confidence="inferred",
    )


def lists(outlet: Outlet) -> tuple[ArticleList, ...]:
    """The addresses that the outlet names; ``{page}`` in them counts from 1, others have one page."""

    def address(base: str, page: int) -> str:
        return base.replace("{page}", str(page + 1))

    return tuple(ArticleList(entry, partial(address, entry)) for entry in outlet.lists if entry.startswith("http"))


LIST_RULES = ListRules(items=("li", "tr", "article", "dl", "div"), link=("a[href]",))

FAMILY = builder.family(
    id=FAMILY_ID,
    identify=identify,
    layout=LAYOUT,
    lists=lists,
    list_rules=LIST_RULES,
)
