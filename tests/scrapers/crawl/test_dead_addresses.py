"""Some addresses of a healthy outlet are dead: it is no unreachable outlet, and they cost ever less."""

from collections.abc import Collection
from pathlib import Path

import pytest

from scrapers.delays import MAX_NETWORK_FAILURES
from tests.support.crawls import articles, crawl, sums_close
from tests.support.scripted_site import Scripted, numbered

COUNT = 40


def kill(site: Scripted, places: Collection[int]) -> list[str]:
    """The paths of articles, newest first, that close the connection from now on."""
    newest = sorted(site.articles, reverse=True)
    return [site.fail(newest[place], None) for place in places]


@pytest.mark.parametrize(
    "places",
    [(1, 4, 7), range(5), range(12), (0,), range(10, 18), (36, 37, 38, 39), range(5, 40, 4)],
    ids=["three", "the newest five", "the newest twelve", "one", "eight in a row", "the oldest", "every fourth"],
)
def test_dead_addresses_do_not_make_an_outlet_unreachable(tmp_path: Path, places: Collection[int]) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(COUNT)) as site:
        dead = kill(site, places)
        done = crawl([site.outlet()], archive)
        assert len(articles(archive)) == COUNT - len(dead), done.why
        assert done.summaries["mini"]["finish"] == "finished"
        assert done.count("failed") == len(dead)
        assert len(site.paths("/news/view/")) <= COUNT + 2 * len(dead) + 4, "a few questions whether it is there"
        assert sums_close(done.summaries)


def test_dead_addresses_are_asked_last_and_once_in_later_nights(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(10)) as site:
        dead = kill(site, range(6))
        done = crawl([site.outlet()], archive)
        assert len(articles(archive)) == 4, done.why
        assert done.summaries["mini"]["finish"] == "finished", "its list answered"
        site.log.clear()
        site.articles |= {"20261119990001": "2026-11-19", "20261119990002": "2026-11-19"}
        done = crawl([site.outlet()], archive, revisits=0)
        asked = site.paths("/news/view/")
        assert done.summaries["mini"]["finish"] == "finished"
        assert {path.rpartition("/")[2] for path in asked[:2]} == {"20261119990001", "20261119990002"}
        assert len(asked[2:]) == len(set(asked[2:])) <= 6
        assert set(asked[2:]) <= set(dead)
        site.log.clear()
        crawl([site.outlet()], archive, revisits=0)
        assert len(site.paths("/news/view/")) == 0, "they rest"


def test_where_no_article_answers_each_is_asked_once_and_none_is_lost(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(COUNT), per_page=COUNT) as site:
        dead = kill(site, range(COUNT))
        done = crawl([site.outlet()], archive)
        asked = site.paths("/news/view/")
        assert set(asked) == set(dead)
        assert len(asked) <= COUNT + 2 * MAX_NETWORK_FAILURES, "tried again only until it was seen that lists come in"
        assert done.summaries["mini"]["finish"] == "finished"
        assert not done.summaries["mini"]["ok"]
        assert done.count("failed") == COUNT
        assert sums_close(done.summaries)
        site.answers.clear()
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == COUNT


def test_where_the_list_hangs_up_too_the_outlet_is_unreachable(tmp_path: Path) -> None:
    class Leaving(Scripted):
        def answer(self, path: str) -> bytes | None:
            gone = len(self.paths("/news/lists")) > 1 or "/news/view/" in path
            return None if gone and path != "/robots.txt" else super().answer(path)

    with Leaving(numbered(COUNT), per_page=COUNT) as site:
        done = crawl([site.outlet()], tmp_path / "archive.db")
        assert done.summaries["mini"]["finish"] == "unreachable"
        assert len(set(site.paths("/news/view/"))) <= 2 * MAX_NETWORK_FAILURES, (
            "and what was on its way while the list was asked"
        )
        assert sums_close(done.summaries)


def test_an_outlet_that_goes_away_in_the_night_is_unreachable(tmp_path: Path) -> None:
    class Leaving(Scripted):
        def answer(self, path: str) -> bytes | None:
            gone = len(self.paths("/news/view/")) > 12
            return None if gone and path != "/robots.txt" else super().answer(path)

    with Leaving(numbered(COUNT), per_page=40) as site:
        done = crawl([site.outlet()], tmp_path / "archive.db")
        assert done.summaries["mini"]["finish"] == "unreachable"
        assert len(site.paths("/news/view/")) < COUNT, "what was on its way already, and no more"
        assert sums_close(done.summaries)
