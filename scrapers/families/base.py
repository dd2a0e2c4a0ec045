"""What a CMS family knows: addresses, lists, feeds and the layout of its article pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from models.records.outlet import Outlet
from pipelines.contracts.layout import Identity, Layout
from pipelines.lists import ListRules

Skin = Literal["desktop", "mobile"]
PREFIXES = ("www.", "m.", "mobile.", "ssl.")


@dataclass(frozen=True, slots=True)
class ListWalk:
    """One list of articles, newest first. ``page_url(0)`` is its first page."""

    name: str
    page_url: Callable[[int], str]


def unrecognised(_html: str, _url: str) -> float:
    """No evidence: of a family that does not say how its pages look."""
    return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One CMS family as pure functions of an outlet.

    ``identify`` gives the one identity behind any address of an article, None for every other address.
    ``article_url`` is the address to ask for, in the skin wanted.
    ``recognise`` gives the evidence in a decoded page (home or article) and its address that the page is of this
    family: 0 for none, 1 for a mark that no other family has.
    """

    id: str
    identify: Callable[[str, Outlet], Identity | None]
    layout: Callable[[Outlet], Layout]
    article_url: Callable[[Identity, Outlet, Skin], str]
    feeds: Callable[[Outlet], tuple[str, ...]]
    sitemaps: Callable[[Outlet], tuple[str, ...]]
    lists: Callable[[Outlet], tuple[ListWalk, ...]]
    list_rules: ListRules
    recognise: Callable[[str, str], float] = unrecognised

    def hosts(self, outlet: Outlet) -> frozenset[str]:
        """Every host that serves the outlet's pages."""
        return hosts(outlet)


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
