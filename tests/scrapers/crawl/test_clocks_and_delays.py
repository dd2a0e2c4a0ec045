"""What an outlet or the machine says of time holds neither the night of the others nor the lock."""

import os
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desk.services.coverage import cover_hits
from desk.services.workspace import Workspace
from models.open import open_reader
from models.query.filters import Filters
from models.records.times import now
from scrapers.crawl.lock import crawl_lock
from tests.support.crawls import articles, crawl, states, sums_close
from tests.support.run_news import news
from tests.support.scripted_site import Scripted, numbered, raw

FAR = 10 * 365 * 86_400
HOUR = 3_600
YEAR = 365 * 86_400


def ask_for_delay(site: Scripted, seconds: str) -> None:
    site.answers["/robots.txt"] = [raw(f"User-agent: *\nCrawl-delay: {seconds}\n", Content_Type="text/plain")]


@pytest.mark.parametrize("seconds", ["86400", "1e9"])
def test_an_endless_crawl_delay_costs_that_outlet_alone_its_night(tmp_path: Path, seconds: str) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(6)) as slow, Scripted(numbered(6)) as quick:
        ask_for_delay(slow, seconds)
        outlets = [slow.outlet(id="slow"), quick.outlet(id="quick")]
        done = crawl(outlets, archive, time_limit=3.0, parallel=2)
        assert done.summaries["slow"]["finish"] == "deadline", done.why
        assert done.summaries["quick"]["ok"], done.why
        assert len(articles(archive)) == 6
        assert slow.paths() == ["/robots.txt"], "it is obeyed as far as a run is long"
        assert sums_close(done.summaries)
        with crawl_lock(archive):
            pass


@pytest.mark.parametrize("seconds", ["-86400", "nan", "0", "inf"])
def test_a_crawl_delay_that_is_none_changes_nothing(tmp_path: Path, seconds: str) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(6)) as site:
        ask_for_delay(site, seconds)
        done = crawl([site.outlet()], archive)
        assert done.summaries["mini"]["ok"], done.why
        assert len(articles(archive)) == 6


@pytest.mark.parametrize("seconds", [-HOUR, HOUR, -FAR], ids=["back an hour", "on an hour", "back ten years"])
def test_a_clock_that_is_set_in_the_night_stops_neither_this_night_nor_the_next(tmp_path: Path, seconds: int) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(12)) as site:
        done = crawl([site.outlet()], archive, fault=f"clock:{seconds}", time_limit=60.0)
        assert done.summaries["mini"]["ok"], done.why
        assert len(articles(archive)) == 12
        assert sums_close(done.summaries)
        site.articles |= {"20261121999999": "2026-11-21"}
        next_night = crawl([site.outlet()], archive, time_limit=60.0)
        assert next_night.summaries["mini"]["ok"], next_night.why
        assert len(articles(archive)) == 13
        assert set(states(archive).values()) == {"stored"}
        assert news("verify", cwd=tmp_path).code == 0


@pytest.mark.parametrize("seconds", [YEAR, -YEAR, 3 * HOUR, -3 * HOUR], ids=["a year on", "a year back", "on", "back"])
def test_a_clock_that_was_wrong_for_a_whole_night_loses_nothing_of_the_next(tmp_path: Path, seconds: int) -> None:
    archive = tmp_path / "archive.db"
    today, before = (f"{now() - timedelta(days=days):%Y-%m-%d}" for days in (0, 1))
    with Scripted({"20261121000001": before}) as site:
        wrong = crawl([site.outlet()], archive, fault=f"clock_before:{seconds}", look_back=14)
        assert wrong.summaries["mini"]["ok"], wrong.why
        site.articles |= {"20261121999998": before, "20261121999999": today}
        done = crawl([site.outlet()], archive, look_back=14)
        assert done.summaries["mini"]["ok"], done.why
        assert len(articles(archive)) == 3
        assert set(states(archive).values()) == {"stored"}
    missing = [gap.outlet for gap in cover_hits(Workspace.at(archive), Filters(since=now().date())).gaps]
    assert not missing, "the night with the right clock covers the day"
    with closing(open_reader(archive)) as db:
        assert db.runs.begun(now() - timedelta(minutes=10), now()) == [("mini", False)]


def test_files_from_the_future_hold_no_crawl(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(3)) as site:
        assert crawl([site.outlet()], archive).code == 0
        ahead = time.time() + FAR
        for path in tmp_path.rglob("*"):
            os.utime(path, (ahead, ahead))
        (tmp_path / "archive.db.pace" / "mini").write_text(f"{ahead + 2:.3f} {ahead:.3f}\n", "ascii")
        site.articles |= {"20261121999999": "2026-11-21"}
        done = crawl([site.outlet()], archive, time_limit=60.0)
        assert done.summaries["mini"]["ok"], done.why
        assert len(articles(archive)) == 4
