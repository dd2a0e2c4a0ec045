"""What a CMS family knows: addresses, lists, feeds and the layout of its article pages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from models.language import _
from models.records.outlet import MAX_LIST_BODY_BYTES, ListForm, Method, Outlet
from pipelines.contracts.layout import ArticleIdentity, Layout
from pipelines.lists import ListRules

Skin = Literal["desktop", "mobile"]
PREFIXES = ("www.", "m.", "mobile.", "ssl.")
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """How one page of a list is fetched. A POST goes only to the outlet's own hosts, see ListForm for its limits."""

    url: str
    method: Method = "GET"
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ArticleList:
    """One list of articles, newest first. ``request(0)`` fetches its first page; a plain address stands for a GET."""

    name: str
    page: Callable[[int], str | ListRequest]

    def request(self, page: int) -> ListRequest:
        """How the page is fetched, counted from 0."""
        made = self.page(page)
        return ListRequest(url=made) if isinstance(made, str) else made

    def page_url(self, page: int) -> str:
        """The page's address alone."""
        return self.request(page).url


def unrecognised(_html: str, _url: str) -> float:
    """No evidence: of a family whose pages have nothing of their own."""
    return 0.0


def article_url(identity: ArticleIdentity, _outlet: Outlet, _skin: Skin = "desktop") -> str:
    """The address to fetch an article from: as it was found, where the family keeps that, else the canonical one."""
    return identity.ask or identity.canonical_url


def declared_feeds(outlet: Outlet) -> tuple[str, ...]:
    """Only the feeds that the outlet declares."""
    return outlet.feeds


def declared_sitemaps(outlet: Outlet) -> tuple[str, ...]:
    """Only the sitemaps that the outlet declares."""
    return outlet.sitemaps


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One CMS family as pure functions of an outlet. builder.py makes one of what differs.

    ``identify`` gives the one identity behind any address of an article, None for every other address.
    ``article_url`` is the address to fetch it from, in the skin wanted.
    ``lists`` are those that the outlet names in the family's own terms, else the family's default.
    ``recognise`` gives the evidence in a decoded page (home or article) and its address that the page is of this
    family: 0 for none, 1 for a mark that no other family has.
    """

    id: str
    identify: Callable[[str, Outlet], ArticleIdentity | None]
    layout: Callable[[Outlet], Layout]
    lists: Callable[[Outlet], tuple[ArticleList, ...]]
    list_rules: ListRules
    article_url: Callable[[ArticleIdentity, Outlet, Skin], str] = article_url
    feeds: Callable[[Outlet], tuple[str, ...]] = declared_feeds
    sitemaps: Callable[[Outlet], tuple[str, ...]] = declared_sitemaps
    recognise: Callable[[str, str], float] = unrecognised

    def hosts(self, outlet: Outlet) -> frozenset[str]:
        """Every host that serves the outlet's pages."""
        return hosts(outlet)

    def article_lists(self, outlet: Outlet) -> tuple[ArticleList, ...]:
        """All lists to walk: the family's, and the outlet's ``list_forms``; these alone where it names no other."""
        forms = tuple(ArticleList(form.url, partial(fill_form, form)) for form in outlet.list_forms)
        return (*self.lists(outlet), *forms) if outlet.lists or not forms else forms


def check_form(request: ListRequest, outlet: Outlet) -> None:
    """Raises ValueError for a POST to another host than the outlet's, or with too large a body."""
    if request.method == "GET":
        return
    if on_host(request.url, outlet) is None:
        raise ValueError(_("a form is sent to the outlet's own hosts only"))
    if len(request.body.encode()) > MAX_LIST_BODY_BYTES:
        raise ValueError(_("a form has at most {limit} bytes", limit=MAX_LIST_BODY_BYTES))


def fill_form(form: ListForm, page: int) -> ListRequest:
    """The page of a declared list, counted from 0 here; ``{page}`` in its address and body counts from 1."""
    number = str(page + 1)
    return ListRequest(
        url=form.url.replace("{page}", number),
        method=form.method,
        body=form.body.replace("{page}", number),
        headers={"Content-Type": FORM_TYPE, **form.headers} if form.body else form.headers,
    )


def origin(outlet: Outlet) -> str:
    """``scheme://host[:port]`` of the outlet's home."""
    parts = urlsplit(outlet.home)
    return f"{parts.scheme}://{parts.netloc}"


def hosts(outlet: Outlet) -> frozenset[str]:
    """Declared hosts and the home's, each with and without www., m., mobile. and ssl.; a port belongs to its host."""
    return _hosts(outlet.home, tuple(outlet.hosts))


@lru_cache(4096)  # asked for each address of a page
def _hosts(home: str, others: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for host in (urlsplit(home).netloc, *others):
        host = host.lower()
        bare = next((host[len(p) :] for p in PREFIXES if host.startswith(p)), host)
        found |= {host, bare, *(prefix + bare for prefix in PREFIXES)}
    return frozenset(found)


def on_host(url: str, outlet: Outlet) -> tuple[str, str] | None:
    """Path and query of an http(s) address on one of the outlet's hosts; None for any other or a broken address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.lower().rstrip(".")
    named = f"{host}:{port}" if port and port not in (80, 443) else host
    home = urlsplit(outlet.home)
    if home.port in (80, 443) and host == home.hostname:
        named = home.netloc.lower()
    return (parts.path, parts.query) if named in hosts(outlet) else None


def tidy_number(digits: str) -> str:
    """A CMS number without leading zeros."""
    return digits.lstrip("0") or "0"


def weigh(text: str, marks: Iterable[tuple[str, float]]) -> float:
    """The evidence of all marks (substring, weight) that stand in a text, at most 1."""
    return min(1.0, sum(weight for mark, weight in marks if mark in text))


def with_query(url: str, name: str, value: str) -> str:
    """The address with one field of its query set, in its place or behind the others; the rest stays as it is."""
    parts = urlsplit(url)
    fields = [field for field in parts.query.split("&") if field]
    new = f"{name}={value}"
    if any(field.partition("=")[0] == name for field in fields):
        fields = [new if field.partition("=")[0] == name else field for field in fields]
    else:
        fields.append(new)
    return urlunsplit(parts._replace(query="&".join(fields)))
