"""Whole crawls over real HTTP on loopback, each in a process of its own."""

import gzip
import logging
import signal
import time
from pathlib import Path

import pytest

from scrapers.crawl import CleanFormatter
from scrapers.samples.site import SampleSite
from tests.scrapers.ground import (
    Scripted,
    articles,
    crawl,
    numbered,
    raw,
    rows,
    start,
    states,
    sums_close,
)


def test_a_second_crawl_fetches_no_settled_article_again_and_changes_no_row(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with SampleSite() as site:
        first = crawl(site.outlets(), archive)
        assert first.code == 0, first.log
        assert set(articles(archive)) == set(site.stored())
        assert sorted(first.stored) == sorted(site.stored())
        before = articles(archive), states(archive), rows(archive, "SELECT * FROM article ORDER BY id")
        asked = len(site.log)
        second = crawl(site.outlets(), archive)
        again = [one.path for one in site.log[asked:]]
    assert second.code == 0, second.log
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
    assert done.code == 0, done.log
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
    assert resumed.code == 0, resumed.log
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
        assert done.code == 0, done.log
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
    assert done.code == 0, done.log


def test_a_first_crawl_goes_fourteen_days_back_and_leaves_no_gap_later(tmp_path: Path) -> None:
    from models.kst import now

    archive = tmp_path / "archive.db"
    with Scripted(numbered(200, last=now().date().isoformat()), per_page=20) as site:
        crawl([site.outlet()], archive, look_back=14)
        assert len(articles(archive)) == 15 * 5
        lists = len(site.paths("/news/lists"))
        second = crawl([site.outlet()], archive, look_back=14)
        assert len(articles(archive)) == 15 * 5
        assert second.code == 0, second.log
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


def test_every_url_ends_in_one_state_under_faults(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(24), per_page=30) as site, Scripted() as elsewhere:
        names = sorted(site.articles)
        good = site.page(names[0])
        gzipped = gzip.compress(site.page(names[11]).encode())
        faults: dict[str, tuple[tuple[bytes | None, ...], str]] = {
            names[0]: ((raw("gone</html>", 404),), "failed http_404"),
            names[1]: ((raw("", 301, Location=f"/news/view/{names[1]}"),), "failed redirect_loop"),
            names[2]: ((raw("", 302, Location=f"{elsewhere.home}/news/view/{names[2]}"),), "failed redirect_offsite"),
            names[3]: ((raw("", 302, Location="/"),), "failed redirect_elsewhere"),
            names[4]: ((raw("", 302, Location="http://[bad"),), "failed redirect_"),
            names[5]: ((raw("", 302),), "failed redirect_nowhere"),
            names[6]: ((raw("oops</html>", 500),), "failed http_500"),
            names[7]: ((raw("oops</html>", 500), raw(site.page(names[7]))), "stored"),
            names[8]: ((raw("  "),), "failed empty"),
            names[9]: ((raw("<h1>Service Unavailable</h1></html>"),), "failed error_page"),
            names[10]: ((raw(site.page(names[10])[:-40]),), "failed unclosed"),
            names[11]: ((raw(gzipped[:-40], Content_Encoding="gzip"),), "failed truncated"),
            names[12]: ((raw(gzipped, Content_Encoding="gzip"),), "stored"),
            names[13]: ((raw(good, Content_Length=str(len(good.encode()) + 500)),), "failed dataloss"),
            names[14]: ((None, raw(site.page(names[14]))), "stored"),
            names[15]: ((raw("x", 302, Location=f"/news/view/{names[15]}?ref=1"),), "stored"),
            names[16]: ((raw(b"%PDF-1.4 not a page"),), "rejected not_html"),
            names[17]: ((raw("", 302, Location="file:///etc/passwd"),), "failed redirect_offsite"),
            names[18]: ((raw("", 302, Location="http://127.1:9/news/view/1"),), "failed redirect_offsite"),
        }
        site.answers[f"/news/view/{names[15]}?ref=1"] = [raw(site.page(names[15]))]
        for number, (answers, _) in faults.items():
            site.fail(number, *answers)
        done = crawl([site.outlet()], archive)
        ended = states(archive)
        for number, (_, wanted) in faults.items():
            assert ended[site.url(number)].startswith(wanted), (number, ended[site.url(number)], wanted)
        assert {ended[site.url(n)] for n in names[19:]} == {"stored"}
        assert not elsewhere.log
        assert sums_close(done.summaries)
        assert not [f for f in done.summaries["mini"]["findings"] if "close" in f or "fault of this" in f]
        assert done.summaries["mini"]["finish"] == "finished"
        assert done.code == 1
        site.answers.clear()
        again = crawl([site.outlet()], archive)
        assert {state.split()[0] for state in states(archive).values()} == {"stored", "rejected"}
        assert sums_close(again.summaries)


def test_a_redirect_chain_without_end_is_cut(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(2)) as site:
        number = max(site.articles)
        for step in range(12):
            here = f"/news/view/{number}" + (f"?ref={step}" if step else "")
            site.answers[here] = [raw("", 302, Location=f"/news/view/{number}?ref={step + 1}")]
        crawl([site.outlet()], archive)
        assert states(archive)[site.url(number)].startswith("failed redirect_limit")
        assert len(site.paths(number)) == 6


def test_a_failed_article_is_asked_for_five_nights(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(2)) as site:
        path = site.fail(max(site.articles), raw("gone</html>", 404))
        for _ in range(7):
            crawl([site.outlet()], archive)
        assert site.paths().count(path) == 5
        assert rows(archive, "SELECT tries FROM url WHERE state = 'failed'") == [(5,)]


def test_one_unreadable_list_is_a_finding_not_the_end(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(10)) as site:
        site.answers["/news/lists?category_cd=999"] = [raw("no</html>", 404)]
        done = crawl([site.outlet(lists=("999", "108"))], archive)
        assert len(articles(archive)) == 10
        assert done.code == 1
        assert done.summaries["mini"]["finish"] == "finished"
        assert not done.summaries["mini"]["complete"]
        assert any("category_cd=999" in f and "http_404" in f for f in done.summaries["mini"]["findings"])
        assert rows(archive, "SELECT complete FROM crawl_run") == [(0,)]


def test_a_bad_address_in_a_declaration_costs_nothing_but_itself(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(5)) as site:
        done = crawl([site.outlet(feeds=("no address", "http://127.0.0.1:x/rss"))], archive)
        assert len(articles(archive)) == 5
        assert len([f for f in done.summaries["mini"]["findings"] if f.startswith("feed")]) == 2


def test_an_endless_list_is_left(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(20), per_page=20) as site:
        same = site.list_page(0)
        site.list_page = lambda page: same  # type: ignore[method-assign]
        done = crawl([site.outlet()], archive)
        assert len(site.paths("/news/lists")) == 2
        assert done.code == 0, done.log


def test_a_list_not_changed_since_is_not_read_again(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(5)) as site:
        site.answers["/news/lists?category_cd=108"] = [raw(site.list_page(0), ETag='"one"')]
        crawl([site.outlet()], archive)
        site.answers["/news/lists?category_cd=108"] = [raw("", 304, ETag='"one"', Content_Length="")]
        asked = len(site.log)
        second = crawl([site.outlet()], archive)
        assert second.code == 0, second.log
        assert [headers.get("if-none-match") for path, headers in site.log[asked:] if "lists" in path] == ['"one"']
        assert second.summaries["mini"]["complete"]


def test_a_full_disk_ends_the_crawl_with_a_sentence_and_loses_nothing_acknowledged(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(150), per_page=150) as site:
        done = crawl([site.outlet()], archive, file_limit=700_000)
        assert done.code == 1
        summary = done.summaries["mini"]
        assert summary["finish"] == "storage_error"
        assert not summary["complete"]
        assert any(f.startswith(f"storage_error: The archive {archive} cannot be used") for f in summary["findings"])
        held = articles(archive)
        assert set(done.stored) == set(held)
        assert 0 < len(held) < 150
        assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
        again = crawl([site.outlet()], archive)
        assert len(articles(archive)) == 150
        assert again.code == 0, again.log
        assert not set(again.stored) & set(held)
        assert rows(archive, "SELECT finish FROM crawl_run ORDER BY id")[-1] == ("finished",)


def test_a_fault_of_our_own_costs_that_article_only(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(12)) as site:
        broken = max(site.articles)
        done = crawl([site.outlet()], archive, fault=f"extract:{broken}")
        assert states(archive)[site.url(broken)] == "failed error:RuntimeError"
        assert len(articles(archive)) == 11
        assert done.code == 1
        assert done.summaries["mini"]["findings"] == [f"a fault of this program: RuntimeError at {site.url(broken)}"]
        assert sums_close(done.summaries)
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 12


def test_a_fault_while_reading_a_list_leaves_the_run_incomplete(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4)) as site:
        done = crawl([site.outlet()], archive, fault="read_list")
        assert done.summaries["mini"]["finish"] == "finished"
        assert not done.summaries["mini"]["complete"]
        assert "a fault of this program: KeyError at list" in done.summaries["mini"]["findings"][0]
        assert crawl([site.outlet()], archive).code == 0
        assert len(articles(archive)) == 4


def test_a_run_ends_by_its_deadline_and_says_what_was_left(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(60), per_page=60) as site:
        done = crawl([site.outlet()], archive, delay=0.2, time_limit=2)
        summary = done.summaries["mini"]
        assert summary["finish"] == "deadline"
        assert summary["counts"]["left"] > 0
        assert sums_close(done.summaries)
        assert summary["seconds"] < 6
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


def test_what_cannot_be_an_archive_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no archive, but a text that is long enough to be looked at", encoding="utf-8")
    with Scripted(numbered(1)) as site:
        for name in ("text.db", "none/archive.db", ""):
            refused = crawl([site.outlet()], tmp_path / name)
            assert refused.code == 4
            assert refused.error.startswith("The archive ")
        assert not site.log


def test_log_lines_carry_no_control_characters() -> None:
    record = logging.LogRecord("x", logging.INFO, "f", 1, "a\x1b[2J\x07b\u202e\u2066c\r%s", ("\x9bd",), None)
    assert CleanFormatter("%(message)s").format(record) == "a\ufffd[2J\ufffdb\ufffd\ufffdc\ufffd\ufffdd"


def test_scrapy_itself_sees_and_crawls_the_outlets(tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.scrapers.ground import ROOT

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
