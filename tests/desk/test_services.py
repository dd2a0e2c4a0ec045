"""The services on a small real archive: what they return, and that nothing of it is printed."""

import csv
import io
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.services.after_storing import follow_up
from desk.services.articles import ArticleNotFoundError, add_remarks, read_article, read_history, read_page
from desk.services.export import ExportRequest, export_articles, export_pages
from desk.services.health import examine_outlets, write_health_page
from desk.services.maintenance import back_up, rebuild_index, reparse_pages, restore_backup, verify_archive
from desk.services.outlets.declared import NewOutlet, OutletFilter, draft_outlet, list_outlets, read_outlet
from desk.services.pickup import PickupRequest, compare_releases, list_releases, remove_releases
from desk.services.reports.clip_report import ReportRequest, make_report, range_period, write_charts
from desk.services.search import (
    OutletNotFoundError,
    SearchRequest,
    count_facets,
    count_total,
    explain_query,
    search_articles,
)
from desk.services.stories import list_near_misses, list_stories, read_story, update_stories
from desk.services.tell import make_message, notify_of_health
from desk.services.watches import add_watch, export_new, list_watches, mark_read, read_new, remove_watch
from desk.services.workspace import Workspace
from models.archive.write.archive import Archive
from models.health.run_statistics import Statistics
from models.query.filters import Filters
from models.query.syntax import parse
from models.records.article import Article
from models.records.outlet import Outlet
from models.records.times import now
from tests.support import release_files
from tests.support.made_news.archive import a_page
from tests.support.release_archive import ARTICLES, BODY

NOVEMBER = range_period(date(2026, 11, 1), date(2026, 11, 30))
CONCERT = SearchRequest(query=parse("음악회"))


class Closed(io.StringIO):
    """A stream that nothing may be written to."""

    def write(self, text: str) -> int:
        """Fails."""
        raise AssertionError(f"a service printed {text!r}")


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as streams:
        streams.setattr(sys, "stdout", Closed())
        streams.setattr(sys, "stderr", Closed())
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Four articles, three of them of one concert; one of the outlets is declared."""
    with Archive.open(tmp_path / "archive.db") as archive:
        archive.upsert_outlet(Outlet(id="outlet1", title="견본1신문", family="", home="", region="경북", export="full"))
        with archive.transaction() as writer:
            for article in ARTICLES:
                writer.store(article, a_page(article))
    return Workspace.at(tmp_path / "archive.db")


def test_a_workspace_knows_where_everything_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for location, folder in (
        ("archive.db", Path()),
        ("a/b.db", Path("a")),
        (f"sqlite:///{tmp_path}/x.db", tmp_path),
        ("postgresql://localhost/news", Path()),
    ):
        found = Workspace.at(location)
        assert (found.location, found.folder) == (location, folder)
        assert (found.outlets, found.synonyms) == (folder / "outlets", folder / "synonyms.txt")
        assert found.notify_config == (tmp_path / folder / "notify.toml")
        assert found.notify_secrets == (tmp_path / folder / "notify.env")


def test_a_search_is_a_page_a_total_and_facets(workspace: Workspace) -> None:
    page = search_articles(workspace, SearchRequest(query=parse("음악회"), limit=2, with_rights=True))
    assert [hit.article.headline for hit in page.hits] == ["견본시 겨울 음악회", ARTICLES[1].headline]
    assert page.cursor is not None
    assert page.rights["outlet1"] == "full"
    assert not page.removed_at
    assert count_total(workspace, CONCERT, page).articles == 3
    rest = search_articles(workspace, SearchRequest(query=parse("음악회"), limit=2, cursor=page.cursor))
    assert (len(rest.hits), rest.cursor, rest.rights) == (1, None, {})
    assert sum(count.articles for _, count in count_facets(workspace, CONCERT, "outlet").counts) == 3
    workspace.synonyms.write_text("음악회 = 연주회\n혼자\n", encoding="utf-8")
    explanation = explain_query(workspace, CONCERT)
    assert explanation.is_possible
    assert '"연주" AND "주회"' in explanation.match
    assert ["line 2" in explanation.notes[0], "also 연주회" in explanation.notes[1]] == [True, True]
    with pytest.raises(OutletNotFoundError, match="nobody"):
        search_articles(workspace, SearchRequest(query=parse("음악회"), filters=Filters(outlets=("nobody",))))


def test_an_article_comes_with_all_that_is_known_of_it(workspace: Workspace) -> None:
    number = search_articles(workspace, CONCERT).hits[0].id
    done = add_remarks(workspace, [str(number)], tone="긍정", note="좋음", who="김주무관")
    assert (done.changed, done.unchanged) == (1, 0)
    with closing(sqlite3.connect(workspace.archive)) as db, db:
        db.execute("INSERT INTO gone VALUES (?, '2026-11-20T03:00:00+09:00', 'http_404')", (number,))
    view = read_article(workspace, str(number))
    assert [(remark.tone, remark.who) for remark in view.remarks] == [("긍정", "김주무관")]
    assert view.removal is not None
    assert view.removal.reason == "http_404"
    assert read_history(workspace, view.article.canonical_url).earlier == ()
    assert read_page(workspace, str(number)).page.body
    assert list(search_articles(workspace, CONCERT).removed_at) == [number]
    with pytest.raises(ArticleNotFoundError):
        read_article(workspace, "1")


def test_an_export_is_counted_and_goes_on_with_what_is_new(workspace: Workspace, tmp_path: Path) -> None:
    request = ExportRequest(path=tmp_path / "a.csv", query=parse("음악회"), only_new=True, append=True)
    first = export_articles(workspace, request)
    assert first.counted.articles == 3
    assert any("licence" in note for note in first.notes)
    assert export_articles(workspace, request).counted.articles == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.reader(lines))) == 4
    assert export_pages(workspace, ExportRequest(path=tmp_path / "a.warc.gz", query=parse(""))).count == len(ARTICLES)


def test_saved_searches_keep_what_is_new_until_it_is_read(workspace: Workspace, tmp_path: Path) -> None:
    added = add_watch(workspace, " 음악 ", parse("음악회"), Filters())
    assert (added.name, added.already.articles) == ("음악", 3)
    with workspace.open_writer() as archive:
        archive.store(*(one := _again(ARTICLES[0]), a_page(one)))
    (new,) = list_watches(workspace).watches
    assert (new.counted.articles, [hit.article.headline for hit in new.hits]) == (1, ["음악회 다시"])
    written = export_new(workspace, "음악", date(2026, 1, 1), tmp_path / "new.csv")
    assert (written.counted.articles, len(written.watches)) == (1, 1)
    found = read_new(workspace, None, None, with_rights=True)
    assert found.rights["outlet1"] == "full"
    mark_read(workspace, found.watches)
    assert [one.counted.articles for one in read_new(workspace, None, None).watches] == [0]
    assert remove_watch(workspace, "음악") == "음악"
    assert list_watches(workspace).watches == ()


def _again(article: Article) -> Article:
    """Another article of the same text."""
    return replace(article, headline="음악회 다시", canonical_url="https://again.example/1", article_no="again-1")


def test_stories_with_their_members_and_near_misses(workspace: Workspace) -> None:
    with workspace.open_writer() as archive:
        one = replace(_again(ARTICLES[0]), outlet="other", outlet_title="다른신문")
        archive.store(one, a_page(one))
    assert update_stories(workspace).articles == len(ARTICLES) + 1
    listed = list_stories(workspace)
    assert listed.waiting == 0
    assert listed.stories[0].story.outlets == 3
    for row in listed.stories:
        view = read_story(workspace, row.story.id)
        assert [one.article_id for one, _ in view.members] == [one.article_id for one in row.members]
    number = search_articles(workspace, CONCERT).hits[0].id
    assert read_story(workspace, number).number == number
    assert all(miss.later and miss.other for miss in list_near_misses(workspace))
    assert list_near_misses(workspace)


def test_a_report_is_written_with_its_message_and_charts(workspace: Workspace, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("a.html", "a.xlsx", "a.csv", "a.txt")]
    request = ReportRequest(period=NOVEMBER, query=parse("음악회"), typed="음악회", rivals=["도서관"], outputs=outputs)
    made = make_report(workspace, request)
    assert len(made.report.rows) == 3
    assert made.message == (tmp_path / "a.txt").read_text("utf-8")
    assert all(path.stat().st_size for path in made.written)
    assert {chart.name for chart in made.charts} >= {"by-outlet", "share-of-voice"}
    assert write_charts(tmp_path / "charts", made.charts) == len(list((tmp_path / "charts").glob("*.png")))


def test_a_release_is_compared_kept_and_removed(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    for name in ("one.txt", "two.txt"):
        (folder / name).write_text(f"{release_files.TITLE}\n\n{BODY}\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"x")
    done = compare_releases(workspace, PickupRequest(paths=[folder], outputs=[tmp_path / "pickup.csv"]))
    assert (len(done.read.releases), len(done.read.refused), len(done.read.repeated)) == (1, 1, 1)
    assert [path.name for path in done.read.skipped] == ["photo.jpg"]
    assert done.undated == 1
    assert any(one.article.headline == release_files.TITLE for one in done.found[0].articles)
    assert [path.name for path in done.written] == ["pickup.csv"]
    (kept,) = list_releases(workspace)
    assert [one.id for one in remove_releases(workspace, [kept.id])] == [kept.id]
    assert not list_releases(workspace)


def test_health_is_judged_shown_and_sent(workspace: Workspace, tmp_path: Path) -> None:
    with workspace.open_writer() as archive:
        for nights in range(12, 0, -1):
            run = archive.ledger.begin_run("outlet1", now() - timedelta(days=nights - 1, hours=1))
            archive.ledger.record_findings(run, Statistics(read=20, links=0 if nights <= 2 else 30), [])
            archive.ledger.end_run(run, now(), "finished", complete=True, counts={"stored": 20, "found": 20})
    found = examine_outlets(workspace)
    assert ([record.outlet for record in found.records], len(found.findings), found.held) == (["outlet1"], 1, 0)
    write_health_page(tmp_path / "health.html", found, "en")
    assert "견본1신문" in (tmp_path / "health.html").read_text("utf-8")
    assert any("견본1신문" in line for line in make_message(workspace, []).lines)
    assert notify_of_health(workspace).places == 0
    workspace.notify_config.write_text('[[file]]\npath = "night.txt"\n', encoding="utf-8")
    assert (notify_of_health(workspace).places, notify_of_health(workspace).failures) == (1, ())
    assert "견본1신문" in (tmp_path / "night.txt").read_text("utf-8")


def test_an_archive_is_verified_backed_up_restored_and_indexed(workspace: Workspace, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    done = verify_archive(workspace, on_progress=lambda *step: steps.append(step))
    assert (done.findings, done.is_complete, done.counts["articles"]) == ([], True, len(ARTICLES))
    assert steps
    made = back_up(workspace, tmp_path / "copy.db")
    assert verify_archive(Workspace.at(made.backup.path)).findings == []
    renamed = restore_backup(workspace, made.backup.path)
    assert renamed is not None
    assert renamed.exists()
    rebuild_index(workspace)
    assert len(search_articles(workspace, CONCERT).hits) == 3
    assert reparse_pages(workspace, dry_run=True).counts["pages"] == len(ARTICLES)
    with closing(sqlite3.connect(workspace.archive)) as db, db:
        db.execute("UPDATE article SET headline = 'x' WHERE id = (SELECT min(id) FROM article)")
    seen: list[object] = []
    assert verify_archive(workspace, on_finding=seen.append).findings == seen != []


def test_what_follows_a_crawl_names_the_searches_with_something_new(workspace: Workspace) -> None:
    add_watch(workspace, "음악", parse("음악회"), Filters())
    assert follow_up(workspace).watches == ()
    with workspace.open_writer() as archive:
        archive.store(*(one := _again(ARTICLES[0]), a_page(one)))
    done = follow_up(workspace)
    assert (done.failure, [new.watch.name for new in done.watches]) == ("", ["음악"])
    assert done.stories is not None


def test_declared_outlets_and_drafts_of_new_ones(workspace: Workspace) -> None:
    (outlet,) = (one for one in list_outlets(workspace, OutletFilter(regions=["경북"])) if one.id == "kyongbuk")
    view = read_outlet(workspace, outlet.id)
    assert (view.outlet, {source.kind for source in view.sources} <= {"feed", "sitemap", "list"}) == (outlet, True)
    assert view.manual
    draft = draft_outlet(workspace, NewOutlet(url="https://news.example.com/a/1", id="mine", region="경북"))
    assert (draft.file, draft.articles) == (workspace.outlets / "mine.toml", ["https://news.example.com/a/1"])
