"""`python -m tests.bench.renamed_lists`: which addresses a crawl finds after a redesign of every sample site's lists.

All classes and ids of the list pages are renamed; the feeds stay, or are gone too, so that the lists must do alone.
Three seeds. Exit 1 below 98 %.
"""

import sys
import tempfile
from pathlib import Path

from scrapers.samples.site import SampleSite
from tests.support.crawls import crawl, states
from tests.support.renamed_lists import LISTED_BY_FEED, rename_lists, share_found

SEEDS = ("first", "second", "third")
GOAL = 0.98


def measure(seed: str, *, with_feeds: bool) -> dict[str, tuple[int, int]]:
    """(found, there) for each sample outlet."""
    with tempfile.TemporaryDirectory() as folder, SampleSite(outlets="all") as site:
        rename_lists(site, seed, with_feeds=with_feeds)
        archive = Path(folder) / "archive.db"
        crawl(site.outlets(), archive, time_limit=300)
        found = set(states(archive))
        measured = site.sites.keys() - (frozenset() if with_feeds else LISTED_BY_FEED)
        return {outlet: share_found(site, outlet, found) for outlet in sorted(measured)}


def main() -> int:
    """Print a line a seed, and the outlets that miss something."""
    worst = 1.0
    for with_feeds in (True, False):
        for seed in SEEDS:
            counts = measure(seed, with_feeds=with_feeds)
            found, there = (sum(numbers) for numbers in zip(*counts.values(), strict=True))
            missed = ", ".join(f"{outlet} {a} of {b}" for outlet, (a, b) in counts.items() if a < b)
            what = "lists and feeds" if with_feeds else "lists alone"
            print(f"{what:<16} {seed:<7} {found} of {there} ({found / there:.3f}) {missed}", flush=True)
            worst = min(worst, found / there)
    return int(worst < GOAL)


if __name__ == "__main__":
    sys.exit(main())
