"""One outlet of every family, crawled at once over real HTTP: every URL ends in one state, every article is right."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from models.archive.read.articles import get_article
from models.archive.read.open import open_connection
from models.records.article import Article
from scrapers.registry import family_ids
from scrapers.samples.catalog import outlet_ids, site_of
from scrapers.samples.render import SAMPLE_OUTLETS
from scrapers.samples.site import SampleSite
from tests.support.crawls import Crawled, crawl, states, sums_close

OUTLETS = outlet_ids()
# The crawl's own: the address asked and when, and what was mended on the way.
OWN = {"url", "fetched_at", "repairs"}
FIELDS = [field.name for field in fields(Article) if field.name not in OWN]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SampleSite, Crawled, Path]]:
    archive = tmp_path_factory.mktemp("night") / "archive.db"
    with SampleSite(outlets="all") as site:
        yield site, crawl(site.outlets(), archive, time_limit=120), archive


def test_every_family_has_a_sample_outlet() -> None:
    assert {outlet.removeprefix("sample-") for outlet in OUTLETS} == family_ids() - {"generic"}
    assert {site_of(outlet).sample.family for outlet in OUTLETS} == set(SAMPLE_OUTLETS)


def test_the_night_ends_well(night: tuple[SampleSite, Crawled, Path]) -> None:
    site, crawled, _ = night
    told = {outlet: one["findings"] for outlet, one in crawled.summaries.items() if not one["ok"]}
    assert not told
    assert crawled.code == 0, crawled.why
    assert set(crawled.summaries) == {outlet.id for outlet in site.outlets()} == set(OUTLETS)
    assert sums_close(crawled.summaries)
    assert {one["finish"] for one in crawled.summaries.values()} == {"finished"}


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_url_ends_in_one_state(night: tuple[SampleSite, Crawled, Path], outlet: str) -> None:
    site, _, archive = night
    sample = site.sites[outlet]
    wanted = dict.fromkeys(sample.stored(site.switches.setting), "stored")
    wanted |= {url: f"rejected {reason}" for url, reason in sample.rejected().items()}
    found = {key: state for key, state in states(archive).items() if key.startswith(site.home(outlet))}
    assert {key: state.partition(":")[0] for key, state in found.items()} == wanted


@pytest.mark.parametrize("outlet", OUTLETS)
def test_every_article_equals_its_record(night: tuple[SampleSite, Crawled, Path], outlet: str) -> None:
    site, _, archive = night
    db = open_connection(archive)
    try:
        wrong = {
            url: found
            for url, wanted in site.sites[outlet].stored(site.switches.setting).items()
            if (found := differences(wanted, get_article(db, url)))
        }
    finally:
        db.close()
    assert not wrong


def differences(wanted: Article, found: Article | None) -> dict[str, tuple[object, object]]:
    """Field -> (wanted, found)."""
    if found is None:
        return {"article": (wanted.headline, None)}
    pairs = {name: (getattr(wanted, name), getattr(found, name)) for name in FIELDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
