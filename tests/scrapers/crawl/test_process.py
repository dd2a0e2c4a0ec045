"""Whole crawls over real HTTP on loopback, each in a process of its own."""

import logging
import signal
import time
from pathlib import Path

import pytest

from scrapers.crawl.process import CleanFormatter
from scrapers.samples.site import SampleSite
from tests.support.crawls import articles, crawl, rows, start, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw


def test_a_second_crawl_fetches_no_settled_article_again_and_changes_no_row(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        first = crawl(site.outlets(), archive)
        assert first.code == 0, first.why
        assert set(articles(archive)) == set(site.stored())
        assert sorted(first.stored) == sorted(site.stored())
        before = articles(archive), states(archive), rows(archive, "SELECT * FROM article ORDER BY id")
        asked = len(site.log)
        second = crawl(site.outlets(), archive)
        again = [one.path for one in site.log[asked:]]
    assert second.code == 0, second.why
    assert second.count("stored") == second.count("found") == 0
    assert (articles(archive), states(archive), rows(archive, "SELECT * FROM article ORDER BY id")) == before
    assert not [path for path in again if "/news/view/" in path or "wr_id=" in path]
    assert sums_close(first.summaries)
    assert sums_close(second.summaries)
    assert rows(archive, "SELECT count(*), min(complete), min(finish), max(finish) FROM crawl_run") == [
        (4, 1, "finished", "finished")
    ]


def test_what_the_archive_holds_is_what_the_site_published(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        done = crawl(site.outlets(), archive)
        wanted = site.stored()
        refused = site.rejected()
    assert done.code == 0, done.why
    for url, (_, headline, deck, body, *_) in articles(archive).items():
        assert (headline, deck, body) == (wanted[url].headline, wanted[url].deck, wanted[url].body)
    ended = states(archive)
    for url, reason in refused.items():
        assert ended[url].startswith(f"rejected {reason}")
    assert set(ended) == set(wanted) | set(refused)


def test_new_and_edited_articles_come_with_the_next_crawl(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        site.switches.set(held=4)
        crawl(site.outlets(), archive)
        early = set(articles(archive))
        site.switches.set(held=0)
        second = crawl(site.outlets(), archive)
        assert set(articles(archive)) == set(site.stored())
    assert set(second.stored) == set(articles(archive)) - early
    assert second.count("stored") > 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_crawl_ends_cleanly_and_goes_on_as_if_never_stopped(tmp_path: Path, sign: int) -> None:
    archive, whole = tmp_path / "archive.db", tmp_path / "whole.db"
    with SampleSite() as site:
        site.switches.delay = 0.03
        process = start(site.outlets(), archive)
        process.await_first()
        process.send(sign)
        ended = process.finish()
        assert ended.code == 1
        finishes = {one["finish"] for one in ended.summaries.values()}
        assert finishes == {"interrupted"}, ended.log
        assert sums_close(ended.summaries)
        held = articles(archive)
        assert 0 < len(held) < len(site.stored())
        assert set(ended.stored) <= set(held)
        assert "found" not in {state.split()[0] for state in states(archive).values()}
        site.switches.delay = 0
        resumed = crawl(site.outlets(), archive)
        crawl(site.outlets(), whole)
    assert resumed.code == 0, resumed.why
    assert not set(resumed.stored) & set(held)
    assert articles(archive) == articles(whole)
    assert {k: v.split()[0] for k, v in states(archive).items()} == {k: v.split()[0] for k, v in states(whole).items()}


def test_a_second_crawl_while_one_runs_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        process = start(site.outlets(), archive)
        site.switches.delay = 0.03
        process.await_first()
        site.switches.delay = 20
        refused = crawl(site.outlets(), archive)
        process.send(signal.SIGKILL)
        assert process.finish().code == -signal.SIGKILL
        assert refused.code == 3
        assert "Another crawl is running" in refused.error
        site.switches.delay = 0
        assert crawl(site.outlets(), archive).code == 0


def test_since_and_until_ask_for_those_days_only(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(100), per_page=20) as site:
        done = crawl([site.outlet()], archive, since="2026-11-08", until="2026-11-12")
        inside = {n for n, day in site.articles.items() if "2026-11-08" <= day <= "2026-11-12"}
        assert set(articles(archive)) == {site.url(n) for n in inside}
        assert len(site.paths("/news/view/")) == len(inside)
        assert done.code == 0, done.why
        assert sums_close(done.summaries)
        assert len(site.paths("/news/lists")) == 5
        crawl([site.outlet()], archive)
        assert set(articles(archive)) == {site.url(n) for n in site.articles}
        assert len(site.paths("/news/view/")) == len(site.articles)


def test_since_on_a_list_without_dates_stops_by_the_dates_of_its_articles(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(200), per_page=20, dated=False) as site:
        done = crawl([site.outlet()], archive, since="2026-11-15")
        wanted = {site.url(n) for n, day in site.articles.items() if day >= "2026-11-15"}
        assert wanted <= set(articles(archive))
        assert len(site.paths("/news/lists")) <= 4
    assert done.code == 0, done.why


def test_a_first_crawl_goes_fourteen_days_back_and_leaves_no_gap_later(tmp_path: Path) -> None:
    from models.records.times import now

    archive = tmp_path / "archive.db"
    with Scripted(numbered(200, last=now().date().isoformat()), per_page=20) as site:
        crawl([site.outlet()], archive, look_back=14)
        assert len(articles(archive)) == 15 * 5
        lists = len(site.paths("/news/lists"))
        second = crawl([site.outlet()], archive, look_back=14)
        assert len(articles(archive)) == 15 * 5
        assert second.code == 0, second.why
        assert len(site.paths("/news/lists")) == lists + 1


def test_limit_asks_for_so_many_articles_and_leaves_the_others_for_later(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(45), per_page=20) as site:
        done = crawl([site.outlet()], archive, limit=7)
        assert len(site.paths("/news/view/")) == 7
        assert done.summaries["mini"]["counts"]["left"] == 13
        assert sums_close(done.summaries)
        assert sorted(articles(archive)) == sorted(site.url(n) for n in sorted(site.articles)[-7:])
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 45
        assert len(site.paths("/news/view/")) == 45


def test_a_list_not_changed_since_is_not_read_again(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(5)) as site:
        site.answers["/news/lists?category_cd=108"] = [raw(site.list_page(0), ETag='"one"')]
        crawl([site.outlet()], archive)
        site.answers["/news/lists?category_cd=108"] = [raw("", 304, ETag='"one"', Content_Length="")]
        asked = len(site.log)
        second = crawl([site.outlet()], archive)
        assert second.code == 0, second.why
        assert [headers.get("if-none-match") for path, headers in site.log[asked:] if "lists" in path] == ['"one"']
        assert second.summaries["mini"]["complete"]


def test_a_run_ends_by_its_deadline_and_says_what_was_left(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(60), per_page=60) as site:
        done = crawl([site.outlet()], archive, delay=0.2, time_limit=5)
        summary = done.summaries["mini"]
        assert summary["finish"] == "deadline"
        assert summary["counts"]["left"] > 0
        assert sums_close(done.summaries)
        assert crawl([site.outlet()], archive).code == 0
        assert len(articles(archive)) == 60
        assert len(site.paths("/news/view/")) == 60


def test_a_second_signal_ends_it_at_once_and_loses_nothing_acknowledged(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        site.switches.delay = 0.02
        process = start(site.outlets(), archive)
        said = set(process.await_first())
        site.switches.delay = 25
        process.send(signal.SIGINT)
        time.sleep(1)
        process.send(signal.SIGINT)
        ended = process.finish(timeout=15)
        assert said | set(ended.stored) <= set(articles(archive))
        assert {one["finish"] for one in ended.summaries.values()} <= {"interrupted"}
        site.switches.delay = 0
        assert crawl(site.outlets(), archive).code == 0
        assert set(articles(archive)) == set(site.stored())


def test_log_lines_carry_no_control_characters() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "a\x1b[2J\x07b\u202e\u2066c\r%s", ("\x9bd",), None)
    assert CleanFormatter("%(message)s").format(record) == "a\ufffd[2J\ufffdb\ufffd\ufffdc\ufffd\ufffdd"


def test_scrapy_itself_sees_and_crawls_the_outlets(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.support.crawls import ROOT

    with Scripted(numbered(6)) as site:
        folder = tmp_path / "outlets"
        folder.mkdir()
        (folder / "mini.toml").write_text(
            f'id = "mini"\ntitle = "견본"\nfamily = "newspim"\nhome = "{site.home}"\n', encoding="utf-8"
        )
        archive = tmp_path / "archive.db"
        ask = [sys.executable, "-m", "scrapy"]
        told = [
            "-s",
            f"ARCHIVE={archive}",
            "-s",
            "ALLOW_LOOPBACK=1",
            "-s",
            "DOWNLOAD_DELAY=0",
            "-s",
            "AUTOTHROTTLE_ENABLED=0",
        ]
        listed = subprocess.run(
            [*ask, "list", *told], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
        ).stdout.split()
        assert {"newspim", "gbhana", "mini"} <= set(listed)
        ran = subprocess.run(
            [*ask, "crawl", "mini", *told, "-a", "since=2026-11-01"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr
        assert len(articles(archive)) == 6
        assert "6 stored" in ran.stderr


def test_outlets_that_an_interrupted_crawl_did_not_begin_have_a_run_all_the_same(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        site.switches.delay = 0.03
        outlets = list(site.outlets())
        process = start(outlets, archive, parallel=1)
        process.await_first()
        process.send(signal.SIGINT)
        ended = process.finish()
    assert {one: summary["finish"] for one, summary in ended.summaries.items()} == {
        outlet.id: "interrupted" for outlet in outlets
    }
    assert rows(archive, "SELECT count(*) FROM crawl_run WHERE finish = 'interrupted'") == [(len(outlets),)]
