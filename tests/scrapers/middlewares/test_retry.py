"""Asking again politely: Retry-After, soft errors, and when an outlet is left alone for the night."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scrapers.delays import read_retry_after
from scrapers.middlewares.retry import gzip_is_whole
from scrapers.middlewares.soft_errors import soft_error
from tests.support.crawls import articles, crawl, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("999999999999999999999", 999_999_999.0),
        ("Fri, 20 Nov 2026 12:02:00 GMT", 120.0),
        ("Fri, 20 Nov 2026 21:02:00 +0900", 120.0),
        ("Fri, 20 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("１２", None),
        ("1.5", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert read_retry_after(value, NOON) == seconds


@pytest.mark.parametrize(
    ("body", "kind", "fault"),
    [
        (b"", "article", "empty"),
        (b" \r\n\0", "article", "empty"),
        (b"\xef\xbb\xbf", "feed", "empty"),
        (b"<html>news</html>", "article", ""),
        (b"<HTML>news</HTML >", "article", ""),
        (b"<html>news</body>", "article", ""),
        (b"<html>news", "article", "unclosed"),
        (b"<html>news</html><!-- " + b"x" * 50_000, "article", ""),
        (b"<html>news<b>Warning</b>: x on line <b>3</b></html>\n<br />Warning", "list", ""),
        ("<html>news</html>".encode("utf-16"), "article", ""),
        (b"<rss><channel></channel></rss>", "feed", ""),
        (b"<rss><channel><item>", "feed", "unclosed"),
        (b"<html>no feed</html>", "feed", ""),
        (b"<urlset></urlset>", "sitemap", ""),
        (b"<sitemapindex><sitemap>", "sitemap", "unclosed"),
        (b"%PDF-1.4 ...", "article", ""),
        (b"plain words", "article", ""),
        (b"<html><h1>503 Service Unavailable</h1></html>", "article", "error_page"),
        ("<html>서비스 점검 중입니다</html>".encode("cp949"), "article", "error_page"),
        ("<html>서비스 점검 중입니다" + "기사 본문 " * 900 + "</html>", "article", ""),
    ],
)
def test_soft_errors(body: bytes | str, kind: str, fault: str) -> None:
    data = body.encode() if isinstance(body, str) else body
    assert soft_error(data, kind) == fault  # type: ignore[arg-type]


def test_a_cut_gzip_body_is_told_from_a_whole_one() -> None:
    body = b"<html>" + bytes(range(256)) * 400 + b"</html>"
    packed = gzip.compress(body)
    assert gzip_is_whole(packed)
    assert gzip_is_whole(gzip.compress(body) + gzip.compress(b"more"))
    assert gzip_is_whole(packed + b"\0\0\0")
    assert gzip_is_whole(gzip.compress(b""))
    assert gzip_is_whole(gzip.compress(b"x" * 1_000_000))
    for cut in (1, 4, 8, 9, 30, len(packed) // 2, len(packed) - 3):
        assert not gzip_is_whole(packed[:-cut]), cut


def test_retry_after_holds_the_whole_outlet(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(6)) as site:
        newest = max(site.articles)
        path = site.fail(newest, raw("", 429, Retry_After="2"), raw(site.page(newest)))
        done = crawl([site.outlet()], archive)
        at = site.paths().index(path)
        assert site.times[at + 1] - site.times[at] > 1.9
        assert done.code == 0, done.why
        assert len(articles(archive)) == 6


@pytest.mark.parametrize("status", [429, 503])
def test_told_twice_to_wait_leaves_the_outlet_alone_tonight(tmp_path: Path, status: int) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(30), per_page=30) as site:
        for number in site.articles:
            site.fail(number, raw("", status, Retry_After="1"))
        done = crawl([site.outlet()], archive)
        assert len(site.paths("/news/view/")) == 2
        assert done.summaries["mini"]["finish"] == "server_busy"
        assert sums_close(done.summaries)
        assert set(states(archive).values()) == {"left server_busy"}
        site.answers.clear()
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 30


def test_a_server_that_asks_for_more_than_ten_minutes_is_left_at_once(tmp_path: Path) -> None:
    with Scripted(numbered(30), per_page=30) as site:
        site.fail(max(site.articles), raw("", 503, Retry_After="3600"))
        done = crawl([site.outlet()], tmp_path / "archive.db")
        assert len(site.paths("/news/view/")) <= 2
        assert done.summaries["mini"]["finish"] == "server_busy"
        assert sums_close(done.summaries)


def test_five_broken_connections_in_a_row_and_a_dead_list_end_the_run(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(30), per_page=30) as site:
        for number in site.articles:
            site.fail(number, None)
        site.answers["/news/lists?category_cd=108"] = [raw(site.list_page(0)), None]
        site.answers["/news/lists?category_cd=108&page=20"] = [None]
        done = crawl([site.outlet()], archive)
        assert 5 <= len(site.paths("/news/view/")) <= 10
        assert done.summaries["mini"]["finish"] == "unreachable"
        assert sums_close(done.summaries)
        site.answers.clear()
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 30


def test_an_outlet_that_is_not_there_costs_one_run(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(3)) as site:
        gone = site.outlet(id="gone", home="http://127.0.0.1:1")
        done = crawl([gone, site.outlet()], archive)
        assert done.summaries["gone"]["finish"] == "robots_unavailable"
        assert done.summaries["mini"]["ok"]
        assert len(articles(archive)) == 3


def test_an_outlet_that_never_closes_its_pages_is_read_all_the_same(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4)) as site:
        site.answers["/news/lists?category_cd=108"] = [raw(site.list_page(0).removesuffix("</body></html>"))]
        for number in site.articles:
            site.fail(number, raw(site.page(number).partition("</body>")[0]))
        done = crawl([site.outlet()], archive)
        assert len(articles(archive)) == 4
        assert done.summaries["mini"]["counts"].get("failed", 0) == 0


def test_a_slow_drip_is_cut(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(2)) as site:
        newest = max(site.articles)
        site.fail(newest, b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<html>")
        crawl([site.outlet()], archive, settings={"DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0})
        assert states(archive)[site.url(newest)].startswith("failed")
        assert len(articles(archive)) == 1


def test_a_body_without_end_and_a_bomb_are_cut(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(4)) as site:
        first, second, *_ = sorted(site.articles, reverse=True)
        site.fail(first, raw(b"<html>" + b"x" * 300_000))
        site.fail(second, raw(gzip.compress(b"<html>" + b"x" * 50_000_000), Content_Encoding="gzip"))
        crawl([site.outlet()], archive, settings={"DOWNLOAD_MAXSIZE": 200_000})
        assert states(archive)[site.url(first)] == "failed too_large"
        assert states(archive)[site.url(second)] == "failed too_large"
        assert len(articles(archive)) == 2
