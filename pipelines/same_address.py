"""Whether the address that a page names as its own is plausibly the article's. Pure.

Templates name their home page, a list, or one and the same article on every page; such an address is not believed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit

from models.records.article import Article
from models.text.alnum_key import alnum_key
from pipelines.contracts.layout import ArticleIdentity, Identify

NUMBER = re.compile(r"\d{3,}")
LIST_PATH = re.compile(r"/(?:[a-z_-]*list|section|category|tag|tags|search|index|rss|main|author)\b", re.IGNORECASE)
MIN_SLUG_CHARACTERS = 8


def choose_identity(page_url: str, named: Iterable[str], identify: Identify) -> ArticleIdentity | None:
    """By the address that the page names, where it can be this article's, else by its own."""
    own = identify(page_url)
    for address in filter(str.strip, named):
        try:
            found = identify(urljoin(page_url, address.strip()))
        except ValueError:
            continue
        if found is not None and (own is None or _is_plausible(own.canonical_url, found.canonical_url)):
            return found
    return own


def _is_plausible(own: str, named: str) -> bool:
    """An address of the same form names the same article only where it is the same; another form must look like one."""
    if own == named:
        return True
    here, there = urlsplit(own), urlsplit(named)
    numbers, others = NUMBER.findall(f"{here.path}?{here.query}"), NUMBER.findall(f"{there.path}?{there.query}")
    if numbers and others and set(others) <= set(numbers):
        return True
    if LIST_PATH.search(there.path) or _form(here.path, here.query) == _form(there.path, there.query):
        return False
    last = there.path.rstrip("/").rpartition("/")[2]
    if len(last) >= MIN_SLUG_CHARACTERS and last == here.path.rstrip("/").rpartition("/")[2]:
        return True
    if numbers and others and max(numbers, key=len) in others:
        return True
    # Nothing in common: a short link to a whole address, not one long number for another.
    return max(map(len, others), default=0) >= max(map(len, numbers), default=0) and here.path != there.path


def _form(path: str, query: str) -> tuple[str, tuple[str, ...]]:
    names = tuple(sorted(one.partition("=")[0].lower() for one in query.split("&") if one))
    return re.sub(r"\d+", "#", path.rstrip("/")), names


@dataclass(slots=True)
class NamedAddresses:
    """The addresses that articles of one run name as their own, each with its headline: one for two tells nothing."""

    _headlines: dict[str, str] = field(default_factory=dict)
    _shared: set[str] = field(default_factory=set)

    def note(self, article: Article) -> None:
        """One article was read."""
        headline = alnum_key(article.headline)
        if self._headlines.setdefault(article.canonical_url, headline) != headline:
            self._shared.add(article.canonical_url)

    def settle(self, article: Article, own: str) -> Article:
        """The article under its own address, where that which it names is also named by another one."""
        is_shared = own and own != article.canonical_url and article.canonical_url in self._shared
        return replace(article, canonical_url=own) if is_shared else article
