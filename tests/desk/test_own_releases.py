"""An office's own press releases in the archive: found by a search, compared with the press, never counted as coverage."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desk.services.pickup import PickupRequest, compare_releases
from desk.services.reports.clip_report import ReportRequest, make_report, range_period
from desk.services.search import SearchRequest, search_articles
from desk.services.stories import list_stories, update_stories
from desk.services.watches import add_watch, read_new
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from models.records.outlet import RELEASES, Outlet
from models.records.times import KST
from pipelines.releases.archived import NoReleaseOutletError
from tests.support.archive_factories import a_page, an_article
from tests.support.release_archive import BODY
from tests.support.release_files import TITLE
from tests.support.run_news import news

OFFICE = Outlet(id="gaon", title="가온시청", family="generic", home="https://www.gaon.go.kr", kind=RELEASES)
PAPERS = [Outlet(id=f"paper{n}", title=f"견본{n}신문", family="", home="", region="경북") for n in range(3)]
AT = datetime(2026, 11, 18, 9, 0, tzinfo=KST)
DAY = range_period(date(2026, 11, 18), date(2026, 11, 19))


def made(outlet: Outlet, minutes: int, **given: object) -> Article:
    url = f"https://{outlet.id}.example/{minutes}"
    return an_article(
        outlet=outlet.id, outlet_title=outlet.title, url=url, canonical_url=url, headline=TITLE, body=BODY,
        published_at=AT + timedelta(minutes=minutes), published_raw="2026-11-18 09:00", **given,
    )  # fmt: skip


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A board that put up a release, and two papers that ran it; a saved search was there before."""
    place = Workspace.at(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as archive:
        for outlet in (OFFICE, *PAPERS):
            archive.upsert_outlet(outlet)
    add_watch(place, "음악", parse("음악회"), Filters())
    add_watch(place, "우리 글", parse("음악회"), Filters(outlets=("gaon",)))
    with Archive.open(tmp_path / "archive.db") as archive, archive.transaction() as writer:
        for article in (made(OFFICE, 0), made(PAPERS[0], 60), made(PAPERS[1], 120)):
            writer.store(article, a_page(article))
    update_stories(place)
    return place


def test_a_search_finds_the_release_beside_the_articles(workspace: Workspace) -> None:
    hits = search_articles(workspace, SearchRequest(query=parse("음악회"))).hits
    assert sorted(hit.article.outlet for hit in hits) == ["gaon", "paper0", "paper1"]


def test_a_report_leaves_it_out_unless_it_is_asked_for(workspace: Workspace) -> None:
    made_of = make_report(
        workspace, ReportRequest(period=DAY, query=parse("음악회"), typed="음악회", rivals=("들꽃길",))
    )
    assert sorted(row.article.outlet for row in made_of.report.rows) == ["paper0", "paper1"]
    own = make_report(workspace, ReportRequest(period=DAY, query=parse(""), filters=Filters(outlets=("gaon",))))
    assert [row.article.outlet for row in own.report.rows] == ["gaon"]


def test_a_saved_search_tells_only_the_press_unless_it_names_the_office(workspace: Workspace) -> None:
    found = {
        new.watch.name: [hit.article.outlet for hit in new.hits] for new in read_new(workspace, None, None).watches
    }
    assert sorted(found["음악"]) == ["paper0", "paper1"]
    assert found["우리 글"] == ["gaon"]


def test_a_story_is_of_the_press_alone(workspace: Workspace) -> None:
    (story,) = list_stories(workspace).stories
    assert (story.story.articles, story.story.outlets) == (2, 2)


def test_pickup_compares_the_releases_of_the_archive(workspace: Workspace) -> None:
    request = PickupRequest(outlets=("gaon",), since=date(2026, 11, 18), until=date(2026, 11, 18))
    (result,) = compare_releases(workspace, request).found
    assert result.release.title == TITLE
    assert result.release.released_on == date(2026, 11, 18)
    assert [one.article.outlet for one in result.certain] == ["paper0", "paper1"]
    assert result.outlets == 2


@pytest.mark.parametrize(
    ("outlet", "day", "words"),
    [("paper0", 18, "not an outlet of press releases"), ("gaon", 1, "no press release of these outlets")],
)
def test_pickup_says_what_it_cannot_compare(workspace: Workspace, outlet: str, day: int, words: str) -> None:
    with pytest.raises(NoReleaseOutletError, match=words):
        compare_releases(
            workspace, PickupRequest(outlets=(outlet,), since=date(2026, 11, day), until=date(2026, 11, day))
        )


def test_no_coverage_is_not_told_where_only_the_office_has_anything(tmp_path: Path) -> None:
    place = Workspace.at(tmp_path / "archive.db")
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.upsert_outlet(OFFICE)
        archive.store(made(OFFICE, 0), a_page(made(OFFICE, 0)))
    (result,) = compare_releases(place, PickupRequest(outlets=("gaon",))).found
    assert not result.has_articles


def test_the_command_takes_an_outlet(workspace: Workspace) -> None:
    ran = news("pickup", "--outlet", "gaon", "--archive", workspace.archive, cwd=workspace.folder)
    assert ran.code == 0, ran.err
    assert TITLE in ran.out
    assert "견본0신문" in ran.out
    assert "가온시청" not in ran.out
    both = news("pickup", "--outlet", "gaon", "--kept", "--archive", workspace.archive, cwd=workspace.folder)
    assert both.code == 2
