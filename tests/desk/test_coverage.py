"""Which outlets a request covers: those of its filters that are still crawled, whatever else the archive holds."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.services.coverage import read_coverage
from desk.services.workspace import Workspace
from models.health.coverage import Coverage, Shortfall
from models.query.filters import NO_FILTERS, Filters
from models.records.times import now
from scrapers.crawl.lock import crawl_lock
from scrapers.declarations.write import toml_of
from tests.support.clip_archive import an_article, stored
from tests.support.crawl_runs import add_dead_run, add_run, outlet_of

AT = now()
LAST_NIGHT, BEFORE = AT - timedelta(hours=3), AT - timedelta(days=1, hours=3)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two outlets, of which only the first was crawled last night."""
    path = tmp_path / "archive.db"
    articles = [replace(an_article(n), outlet=name, outlet_title=name) for n, name in enumerate(("one", "two"), 1)]
    stored(path, *articles)
    for outlet in ("one", "two"):
        add_run(path, outlet, BEFORE)
    add_run(path, "one", LAST_NIGHT)
    return path


def cover(archive: Path, filters: Filters = NO_FILTERS) -> Coverage:
    workspace = Workspace.at(archive)
    with closing(workspace.open_reader()) as db:
        return read_coverage(workspace, db, filters)


def declare(archive: Path, outlet: str, *, enabled: bool) -> None:
    (archive.parent / "outlets").mkdir(exist_ok=True)
    text = toml_of(replace(outlet_of(outlet, outlet), enabled=enabled), "A sample.")
    (archive.parent / "outlets" / f"{outlet}.toml").write_text(text, "utf-8")


def test_an_outlet_that_is_switched_off_is_missed_no_more(archive: Path) -> None:
    today = Filters(since=AT.date())
    declare(archive, "two", enabled=True)
    assert "two" in [gap.outlet for gap in cover(archive, today).gaps]
    declare(archive, "two", enabled=False)
    assert "two" not in [gap.outlet for gap in cover(archive, today).gaps]
    assert cover(archive).is_whole()


def test_one_that_failed_last_is_missed_whether_it_is_declared_or_not(archive: Path) -> None:
    add_dead_run(archive, "two", LAST_NIGHT)
    assert [(gap.outlet, gap.why) for gap in cover(archive).gaps] == [("two", Shortfall.DNS)]
    assert cover(archive, Filters(outlets=("one",))).is_whole()
    assert cover(archive, Filters(outlets=("two",))).is_dark


def test_a_run_without_an_end_goes_on_only_while_a_crawl_holds_the_lock(archive: Path) -> None:
    add_run(archive, "two", LAST_NIGHT, None)
    with crawl_lock(archive):
        assert [gap.why for gap in cover(archive).gaps] == [Shortfall.RUNNING]
    assert [gap.why for gap in cover(archive).gaps] == [Shortfall.KILLED]


def test_an_archive_without_a_crawl_covers_no_outlet(tmp_path: Path) -> None:
    stored(tmp_path / "archive.db", an_article(1))
    coverage = cover(tmp_path / "archive.db")
    assert coverage.outlets == 0
    assert coverage.is_whole(found=1)
    assert not coverage.is_whole(found=0)
