"""Articles looked at again: edits become revisions, and nothing is believed to be gone at first sight."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from models.records.revisit_rules import SCHEDULE, counts_as_gone, next_visit, outlet_in_doubt
from models.records.times import KST, now
from scrapers.middlewares.soft_errors import soft_error
from tests.support.crawls import crawl, rows, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw

BASE = datetime(2026, 11, 20, 9, 30, tzinfo=KST)
DELETED = "<html><body><script>alert('삭제된 기사입니다.');history.back();</script></body></html>"
LOGIN = "<html><body><h1>로그인</h1><p>로그인 후 이용하실 수 있습니다.</p></body></html>"


def recent(count: int) -> dict[str, str]:
    """Articles of yesterday."""
    return numbered(count, last=(now() - timedelta(days=1)).date().isoformat(), per_day=count)


def make_due(archive: Path, far: str = "2100") -> None:
    """Another day, on which all that was to be looked at again before ``far`` is due."""
    db = sqlite3.connect(archive)
    db.execute("UPDATE visit SET due_at = '2020-01-01T00:00:00+09:00' WHERE due_at < ?", (far,))
    day_before = "strftime('%Y-%m-%dT%H:%M:%S', substr(missed_on, 1, 19), '-1 day') || '+09:00'"
    db.execute(f"UPDATE visit SET missed_on = {day_before} WHERE missed_on <> ''")
    db.commit()
    db.close()


def gone(archive: Path) -> dict[str, str]:
    """Articles believed to be gone, by number, with the reason."""
    found = rows(archive, "SELECT canonical_url, reason FROM gone JOIN article ON article.id = article_id")
    return {url.rpartition("/")[2]: reason for url, reason in found}


def again(archive: Path) -> dict[str, int]:
    """How the looks of the last run ended."""
    names = ("revisited", "again_same", "again_changed", "again_missing", "again_failed", "again_left")
    found = rows(archive, f"SELECT {', '.join(names)} FROM crawl_run ORDER BY id DESC LIMIT 1")[0]
    return {name.removeprefix("again_"): count for name, count in zip(names, found, strict=True) if count}


def test_looks_grow_further_apart_and_end() -> None:
    looks, at = [], BASE
    while (at_next := next_visit(BASE, at)) is not None:
        looks.append(at_next - BASE)
        at = at_next
    assert looks == list(SCHEDULE)
    assert looks == sorted(looks)
    assert [timedelta(hours=1), timedelta(days=14)] == [looks[0], looks[-1]]
    assert next_visit(BASE, BASE + timedelta(days=400)) is None


def test_three_plain_answers_are_needed_and_five_of_the_other_kind() -> None:
    assert [counts_as_gone(n, "http_404") for n in (1, 2, 3)] == [False, False, True]
    assert [counts_as_gone(n, "redirect_elsewhere: http://a/") for n in (3, 4, 5)] == [False, False, True]
    assert outlet_in_doubt(0, 1)
    assert outlet_in_doubt(3, 4)
    assert not outlet_in_doubt(5, 2)
    assert not outlet_in_doubt(0, 0)


def test_an_edit_becomes_a_revision_and_the_same_text_none(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(recent(4)) as site:
        names = sorted(site.articles)
        for number in names[1:]:
            site.fail(number, raw(site.page(number), ETag=f'"{number}"'))
        assert crawl([site.outlet()], archive).code == 0
        asked = len(site.log)
        assert crawl([site.outlet()], archive).code == 0
        assert not [path for path, _ in site.log[asked:] if "/view/" in path], "nothing is due yet"
        make_due(archive)
        site.fail(names[0], raw(site.page(names[0]).replace("시설 개선", "시설 전면 개선")))
        site.fail(names[1], b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        asked = len(site.log)
        done = crawl([site.outlet()], archive)
        assert done.code == 0, done.why
        assert again(archive) == {"revisited": 4, "same": 3, "changed": 1}
        assert sums_close(done.summaries)
        assert done.summaries["mini"]["counts"].get("found", 0) == 0
        headers = {path: sent for path, sent in site.log[asked:] if "/view/" in path}
        assert headers[f"/news/view/{names[2]}"]["if-none-match"] == f'"{names[2]}"'
        assert "if-none-match" not in headers[f"/news/view/{names[0]}"]
        changed = rows(archive, "SELECT headline FROM article WHERE revision = 2")
        assert changed == [(f"{names[0][-3:]}번째 시설 전면 개선",)]
        assert len(rows(archive, "SELECT 1 FROM revision")) == 1
        assert set(states(archive).values()) == {"stored"}


def test_gone_only_after_answers_on_different_days(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(recent(9)) as site:
        crawl([site.outlet()], archive)
        plain, bare, notice, elsewhere = sorted(site.articles)[:4]
        site.fail(plain, raw("gone</html>", 404))
        site.fail(bare, raw("", 410))
        site.fail(notice, raw(DELETED))
        site.fail(elsewhere, raw("", 302, Location="/news/lists?x=1"))
        last_look = (now() + timedelta(days=20)).isoformat()
        for day in range(1, 6):
            make_due(archive, last_look)
            done = crawl([site.outlet()], archive)
            assert done.code == 0, done.why
            assert sums_close(done.summaries)
            assert again(archive) == {"revisited": 9, "missing": 4, "same": 5} if day <= 3 else True
            assert set(gone(archive)) == {1: set(), 2: set(), 3: {plain, bare, notice}, 4: {plain, bare, notice}}.get(
                day, {plain, bare, notice, elsewhere}
            )
            if day == 2:  # a second answer of the same day says nothing new
                db = sqlite3.connect(archive)
                db.execute("UPDATE visit SET due_at = '2020-01-01T00:00:00+09:00'")
                db.commit()
                db.close()
                crawl([site.outlet()], archive)
                assert not gone(archive)
        assert gone(archive)[plain] == "http_404"
        assert len(rows(archive, "SELECT 1 FROM article WHERE body <> ''")) == 9
        assert set(states(archive).values()) == {"stored"}
        site.answers.clear()
        make_due(archive)
        crawl([site.outlet()], archive)
        assert not gone(archive), "they have come back"


def test_a_wall_or_an_error_never_makes_an_article_gone(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    answers = (raw(LOGIN), raw("", 500), raw("", 403), None, raw("<html><h1>503 Service Unavailable</h1></html>"))
    with Scripted(recent(8)) as site:
        crawl([site.outlet()], archive)
        for number, answer in zip(sorted(site.articles), answers, strict=False):
            site.fail(number, answer)
        for _ in range(2):
            make_due(archive)
            crawl([site.outlet()], archive, settings={"RETRY_TIMES": 0})
            assert again(archive) == {"revisited": 8, "failed": 5, "same": 3}
        assert not gone(archive)
        assert rows(archive, "SELECT max(misses) FROM visit") == [(0,)]
        assert rows(archive, "SELECT count(*) FROM article WHERE revision = 1") == [(8,)]


def test_an_outlet_that_answers_404_for_everything_is_not_believed(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(recent(5)) as site:
        crawl([site.outlet()], archive)
        db = sqlite3.connect(archive)
        db.execute("UPDATE visit SET misses = 2, missed_on = '2026-01-01T00:00:00+09:00'")
        db.commit()
        db.close()
        make_due(archive)
        for number in site.articles:
            site.fail(number, raw("<html>Not Found</html>", 404))
        crawl([site.outlet()], archive)
        assert again(archive)["missing"] == 5
        assert not gone(archive)


def test_looks_are_bounded_and_what_was_not_asked_stays_due(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(recent(9)) as site:
        crawl([site.outlet()], archive)
        make_due(archive)
        crawl([site.outlet()], archive, since="2026-11-01")
        assert again(archive) == {}, "somebody named the days"
        crawl([site.outlet()], archive, revisits=2)
        assert again(archive) == {"revisited": 2, "same": 2}
        done = crawl([site.outlet()], archive, delay=1.0, time_limit=5.0)
        assert done.summaries["mini"]["finish"] == "deadline"
        ended = again(archive)
        assert ended["revisited"] == 7
        assert ended["left"] > 0
        crawl([site.outlet()], archive)
        assert again(archive) == {"revisited": ended["left"], "same": ended["left"]}


def test_the_deleted_notice_is_no_soft_error() -> None:
    assert soft_error(DELETED.encode(), "article") == ""
