"""Every URL found ends in one state of the ledger, whatever the server, the disk or our own code does."""

import gzip
from contextlib import closing
from pathlib import Path

from models.health.causes import Cause
from models.health.diagnosis import examine
from models.language.translate import speaking
from models.open import open_reader
from models.records.run_finding import RunFinding, RunFindingCode
from models.records.times import now
from scrapers.outcomes.run_summary import sentence_of
from tests.support.crawls import articles, crawl, rows, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw


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
        assert not [f for f in done.summaries["mini"]["findings"] if "do not agree" in f or "internal error" in f]
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
        assert done.code == 0, done.why


def test_a_full_disk_ends_the_crawl_with_a_sentence_and_loses_nothing_acknowledged(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(150), per_page=150) as site:
        done = crawl([site.outlet()], archive, file_limit=700_000)
        assert done.code == 1
        summary = done.summaries["mini"]
        assert summary["finish"] == "storage_error"
        assert not summary["complete"]
        assert any(f.startswith(f"storage_error: The archive {archive} cannot be used") for f in summary["findings"])
        assert sums_close(done.summaries)
        held = articles(archive)
        assert set(done.stored) == set(held)
        assert 0 < len(held) < 150
        assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
        again = crawl([site.outlet()], archive)
        assert len(articles(archive)) == 150
        assert again.code == 0, again.why
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
        assert done.summaries["mini"]["findings"] == [f"internal error: RuntimeError at {site.url(broken)}"]
        assert sums_close(done.summaries)
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 12


def test_memory_that_is_not_there_is_no_fault_of_the_program(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4)) as site:
        broken = max(site.articles)
        done = crawl([site.outlet()], archive, fault=f"memory:{broken}")
    assert states(archive)[site.url(broken)] == "failed memory"
    assert len(articles(archive)) == 3
    (finding,) = done.summaries["mini"]["findings"]
    assert finding.startswith("the computer had not enough memory")
    with closing(open_reader(archive)) as db:
        (found,) = (judged.cause for record in db.runs.records(now()) for judged in examine(record, now()))
    assert found is Cause.MEMORY
    with speaking("ko"):
        assert "메모리가 모자랐습니다" in sentence_of(RunFinding(RunFindingCode.NO_MEMORY, where="목록"))


def test_a_fault_while_reading_a_list_leaves_the_run_incomplete(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4)) as site:
        done = crawl([site.outlet()], archive, fault="read_list")
        assert done.summaries["mini"]["finish"] == "finished"
        assert not done.summaries["mini"]["complete"]
        assert "internal error: KeyError at list" in done.summaries["mini"]["findings"][0]
        assert crawl([site.outlet()], archive).code == 0
        assert len(articles(archive)) == 4


def test_what_cannot_be_an_archive_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no archive, but a text that is long enough to be looked at", encoding="utf-8")
    with Scripted(numbered(1)) as site:
        for name in ("text.db", "none/archive.db", ""):
            refused = crawl([site.outlet()], tmp_path / name)
            assert refused.code == 4
            assert refused.error.startswith("The archive ")
        assert not site.log
