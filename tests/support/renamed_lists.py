"""The sample sites after a redesign: every list page with other classes and ids, with or without feeds beside it."""

from collections.abc import Callable
from dataclasses import replace

from pipelines.lists.feeds import is_feed
from scrapers.samples.server import Answer
from scrapers.samples.site import SampleSite
from scrapers.samples.sites.kit import Listed, SiteRequest
from tests.support.rename_marks import rename_marks

LISTED_BY_FEED = frozenset({"sample-wordpress"})
"""Outlets whose list is their feed, page by page."""
Listing = Callable[[SiteRequest], Listed | Answer | None]


def rename_lists(site: SampleSite, seed: str, *, with_feeds: bool = True) -> None:
    """From the next request on, all outlets of the site show their lists in the skin of a seed."""
    for answers in site.sites.values():
        answers.site = replace(answers.site, listing=_renamed(answers.site.listing, seed, with_feeds=with_feeds))


def _renamed(listing: Listing, seed: str, *, with_feeds: bool) -> Listing:
    def renamed(asked: SiteRequest) -> Listed | Answer | None:
        found = listing(asked)
        if not isinstance(found, Listed):
            return found
        if found.kind == "text/html" and not is_feed(found.text):
            return Listed(rename_marks(found.text, seed), found.kind)
        return found if with_feeds else None

    return renamed


def share_found(site: SampleSite, outlet: str, found: set[str]) -> tuple[int, int]:
    """(how many of an outlet's articles are among addresses, how many it has)."""
    wanted = site.sites[outlet].stored(site.switches.setting).keys()
    return len(wanted & found), len(wanted)
