"""A list page to the articles that it lists: by its rows, else by its links. Crawl and site check both ask here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from models.records.page import Listing
from pipelines.lists.html_lists import ListRules, read_links, read_list

MIN_LIST_LINKS = 3
"""Article links that make a page without known rows a list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """The articles of a list page in its order; ``by_links``: its rows were not found by the family's selectors."""

    listings: tuple[Listing, ...]
    by_links: bool = False


def read_list_page(
    html: str,
    rules: ListRules,
    url: str,
    is_article: Callable[[str], bool],
    *,
    fetched_at: datetime | None = None,
    is_generic: bool = False,
    may_read_links: bool = True,
) -> ListPage:
    """The articles of a page of a list. ``is_article``: whether an address is one of the outlet's articles.

    ``is_generic``: no family knows its rows, so that links always count. ``may_read_links`` is False for later pages
    of a list whose first had rows: behind the last page there are no rows, only what stands beside them.
    """
    rows = tuple(one for one in read_list(html, rules, url, fetched_at=fetched_at) if is_article(one.url))
    if not is_generic and (rows or not may_read_links):
        return ListPage(rows)
    links = [one for one in read_links(html, url, fetched_at=fetched_at) if is_article(one.url)]
    if not is_generic and len(links) < MIN_LIST_LINKS:
        return ListPage(rows)
    known = {one.url for one in rows}
    return ListPage((*rows, *(one for one in links if one.url not in known)), by_links=not is_generic)
