"""robots.txt as RFC 9309 has it: what it allows, and what its absence or failure means."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.http import Response

from scrapers.delays import MAX_WAIT_SECONDS
from scrapers.middlewares.robots import Rules, rules_of
from tests.support.crawls import ROOT, articles, crawl, rows, states
from tests.support.scripted_site import Scripted, numbered, raw

AGENT = "LocalNewsArchive"


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        *((status, True) for status in (200, 204, 400, 401, 403, 404, 410, 451)),
        *((status, False) for status in (429, 500, 502, 503, 504, 304, 302)),
    ],
)
def test_what_a_status_means(status: int, asked: bool) -> None:
    rules = rules_of(Response("http://a.kr/robots.txt", status=status), AGENT)
    assert rules.allows("http://a.kr/news") is asked
    assert bool(rules.unavailable) is not asked


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/news", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/news", True),
        ("User-agent: *\nDisallow: /bbs/\nAllow: /bbs/board.php", "/bbs/board.php?wr_id=1", True),
        ("User-agent: *\nDisallow: /bbs/\nAllow: /bbs/board.php", "/bbs/login.php", False),
        ("User-agent: *\nDisallow: /*?page=", "/list?page=2", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: GoogleBot\nDisallow: /", "/news", True),
        ("User-agent: localnewsarchive\nDisallow: /\n\nUser-agent: *\nAllow: /", "/news", False),
        ("User-agent: LocalNewsArchive\nAllow: /\n\nUser-agent: *\nDisallow: /", "/news", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/news", False),
        ("<br />\n<b>Warning</b>: x in <b>/a.php</b> on line <b>3</b>\nUser-agent: *\nDisallow: /", "/news", False),
        ("user-agent:*\r\ndisallow:/뉴스", "/%EB%89%B4%EC%8A%A4/1", False),
        ("<html><body>404</body></html>", "/news", True),
        ("", "/news", True),
    ],
)
def test_what_a_file_means(text: str, path: str, allowed: bool) -> None:
    response = Response("http://a.kr/robots.txt", body=text.encode())
    assert rules_of(response, AGENT).allows(f"http://a.kr{path}") is allowed


def test_a_file_in_cp949_and_a_huge_one_are_read() -> None:
    korean = "# 검색 로봇\nUser-agent: *\nDisallow: /admin\n".encode("cp949")
    assert not rules_of(Response("http://a.kr/robots.txt", body=korean), AGENT).allows("http://a.kr/admin")
    huge = b"User-agent: *\nDisallow: /admin\n" + b"Disallow: /x*y*z*\n" * 400_000
    rules = rules_of(Response("http://a.kr/robots.txt", body=huge), AGENT)
    assert not rules.allows("http://a.kr/admin")
    assert rules.allows("http://a.kr/" + "xy" * 900)


def test_crawl_delay_is_bounded() -> None:
    assert Rules("User-agent: *\nCrawl-delay: 7.5").crawl_delay == 7.5
    assert Rules("User-agent: *\nCrawl-delay: 999999").crawl_delay == MAX_WAIT_SECONDS
    assert Rules("User-agent: *\nCrawl-delay: soon").crawl_delay is None
    for nonsense in ("-3", "-1e9", "nan", "-inf", "inf", "1e400", "0"):
        assert Rules(f"User-agent: *\nCrawl-delay: {nonsense}").crawl_delay is None, nonsense
    for endless in ("86400", "1e9", "9" * 300):
        assert Rules(f"User-agent: *\nCrawl-delay: {endless}").crawl_delay == MAX_WAIT_SECONDS, endless


@pytest.mark.parametrize(
    "answer",
    [raw("", 500), raw("", 503), raw("", 429), None, raw("", 302, Location="/robots.txt")],
    ids=["500", "503", "429", "dropped", "loop"],
)
def test_no_rules_to_be_had_means_nothing_is_asked_tonight(tmp_path: Path, answer: bytes | None) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(8)) as site:
        crawl([site.outlet()], archive, limit=3)
        site.answers["/robots.txt"] = [answer]
        asked = len(site.log)
        done = crawl([site.outlet()], archive)
        assert {path for path, _ in site.log[asked:]} == {"/robots.txt"}
        assert done.code == 1
        assert done.summaries["mini"]["finish"] == "robots_unavailable"
        assert not done.summaries["mini"]["complete"]
        left = [state for state in states(archive).values() if state != "stored"]
        assert len(left) == 5
        assert all(state.startswith("left robots_unavailable: ") for state in left)
        site.answers.clear()
        crawl([site.outlet()], archive)
        assert len(articles(archive)) == 8


def test_a_robots_file_that_does_not_come_in_time_counts_as_unreachable(tmp_path: Path) -> None:
    with Scripted(numbered(2)) as site:
        site.answers["/robots.txt"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent"]
        done = crawl([site.outlet()], tmp_path / "archive.db", settings={"DOWNLOAD_TIMEOUT": 3, "RETRY_TIMES": 0})
        assert {path for path, _ in site.log} == {"/robots.txt"}
    assert done.summaries["mini"]["finish"] == "robots_unavailable"


def test_rules_hold_for_lists_feeds_and_articles(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(6)) as site:
        newest = max(site.articles)
        text = f"User-agent: *\nDisallow: /rss\nDisallow: /news/lists?category_cd=999\nDisallow: /news/view/{newest}\n"
        site.answers["/robots.txt"] = [raw(text, Content_Type="text/plain")]
        done = crawl([site.outlet(lists=("108", "999"), feeds=(f"{site.home}/rss",))], archive)
        assert not site.paths("/rss")
        assert not site.paths("999&")
        assert not site.paths("category_cd=999")
        assert not site.paths(newest)
        assert states(archive)[site.url(newest)] == "disallowed robots"
        assert len(articles(archive)) == 5
        assert [f for f in done.summaries["mini"]["findings"] if "robots" in f]
        assert rows(archive, "SELECT disallowed FROM crawl_run") == [(1,)]
        assert site.paths()[0] == "/robots.txt"
        assert site.paths().count("/robots.txt") == 1


def test_crawl_delay_is_kept_between_all_requests(tmp_path: Path) -> None:
    with Scripted(numbered(3)) as site:
        site.answers["/robots.txt"] = [raw("User-agent: *\nCrawl-delay: 0.6\n", Content_Type="text/plain")]
        crawl([site.outlet()], tmp_path / "archive.db")
        gaps = [later - earlier for earlier, later in zip(site.times, site.times[1:], strict=False)]
        assert len(gaps) >= 4
        assert min(gaps) > 0.35


def test_another_project_takes_the_whole_in_one_line(tmp_path: Path) -> None:
    """The add-on alone, with a spider that knows nothing of outlets: guard, robots, redirects, no open doors."""
    code = """
import json, sys
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
class Plain(Spider):
    name = "plain"
    start_urls = json.loads(sys.argv[1])
    def parse(self, response):
        print("got", response.status, response.url.rpartition("/")[2])
        for step in range(5):
            yield response.follow("/news/view/next")
process = AsyncCrawlerProcess({"ADDONS": {"scrapers.addon.PoliteCrawl": 100}, "ALLOW_LOOPBACK": True,
    "DOWNLOAD_DELAY": 0.01, "AUTOTHROTTLE_ENABLED": False, "LOG_LEVEL": "ERROR"})
crawler = process.create_crawler(Plain)
process.crawl(crawler)
process.start()
assert not crawler.settings.getbool("TELNETCONSOLE_ENABLED") and not crawler.settings.getbool("REMOTE_CONTROL_ENABLED")
assert crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
"""
    with Scripted(numbered(1)) as site:
        number = max(site.articles)
        site.answers["/robots.txt"] = [raw("User-agent: *\nDisallow: /secret")]
        site.answers["/news/view/next"] = [raw("<html>next</html>")]
        asked = [site.url(number), f"{site.home}/secret", "http://10.0.0.1/", "file:///etc/passwd"]
        ran = subprocess.run(
            [sys.executable, "-c", code, json.dumps(asked)], capture_output=True, text=True, timeout=60, cwd=ROOT
        )
        assert ran.returncode == 0, ran.stderr
        assert sorted(ran.stdout.splitlines()) == sorted([f"got 200 {number}", "got 200 next"])
        assert not site.paths("/secret")
        assert site.paths().count("/news/view/next") == 1
