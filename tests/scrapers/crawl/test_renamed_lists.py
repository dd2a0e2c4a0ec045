"""A night after every sample outlet's lists got other classes and ids: the articles are found, and it is said."""

from collections.abc import Iterator

import pytest

from scrapers.samples.catalog import outlet_ids
from scrapers.samples.site import SampleSite
from tests.support.crawls import Crawled, crawl, states
from tests.support.renamed_lists import LISTED_BY_FEED, rename_lists, share_found

Night = tuple[SampleSite, Crawled, set[str]]
ALONE = [outlet for outlet in outlet_ids() if outlet not in LISTED_BY_FEED]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """Lists alone: no feed or sitemap tells what they miss."""
    archive = tmp_path_factory.mktemp("night") / "archive.db"
    with SampleSite(outlets=ALONE) as site:
        rename_lists(site, "redesign", with_feeds=False)
        crawled = crawl(site.outlets(), archive, time_limit=120)
        yield site, crawled, set(states(archive))


@pytest.mark.parametrize("outlet", ALONE)
def test_the_lists_alone_lead_to_the_articles(night: Night, outlet: str) -> None:
    site, crawled, found = night
    got, there = share_found(site, outlet, found)
    assert got >= 0.98 * there, crawled.summaries[outlet]["line"]


def test_a_list_that_is_read_by_its_links_is_said(night: Night) -> None:
    _, crawled, _ = night
    words = "not found by the family's selectors"
    said = [outlet for outlet, one in crawled.summaries.items() if words in str(one["findings"])]
    assert len(said) >= 3, said
