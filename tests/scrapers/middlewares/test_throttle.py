"""The delay holds across a kill and a restart, and a crawl ends by its deadline."""

import itertools
import signal
import time
from datetime import datetime
from pathlib import Path

import pytest

from desk.services.deadline import DeadlineError, seconds_left
from scrapers.delays import MAX_WAIT_SECONDS
from scrapers.middlewares.throttle import OutletPace
from tests.support.crawls import crawl, rows, start, states, sums_close
from tests.support.scripted_site import Scripted, numbered, raw

DELAY = 0.8
SLACK = 0.25
"""Between the clock and the wire a busy machine may keep a process waiting: the next request is then nearer."""


def gaps(times: list[float]) -> list[float]:
    return [b - a for a, b in itertools.pairwise(times)]


def test_the_delay_and_the_rules_hold_across_kills(tmp_path: Path) -> None:
    """By the server's own log: no interval below the delay, nothing asked that robots.txt does not allow.

    The rules grow between the kills, so that addresses which an earlier run was allowed, and left open, are taken back.
    """
    archive = tmp_path / "archive.db"
    with Scripted(numbered(5)) as site:
        numbers = sorted(site.articles, reverse=True)
        never = [f"/news/view/{numbers[0]}", "/news/lists?category_cd=999", "/rss"]
        outlet = site.outlet(lists=("108", "999"), feeds=(f"{site.home}/rss",))
        forbidden: list[tuple[int, str]] = []

        def forbid(path: str) -> None:
            forbidden.append((len(site.log), path))
            rules = "".join(f"Disallow: {one}\n" for _, one in forbidden)
            site.answers["/robots.txt"] = [raw(f"User-agent: *\n{rules}", Content_Type="text/plain")]

        for path in never:
            forbid(path)
        for asked, taken_back in ((1, numbers[1]), (7, numbers[2])):
            killed = start([outlet], archive, delay=DELAY)
            end = time.monotonic() + 60
            while len(site.log) < asked:
                assert time.monotonic() < end
                time.sleep(0.005)
            killed.send(signal.SIGKILL)
            killed.finish()
            forbid(f"/news/view/{taken_back}")
        done = crawl([outlet], archive, delay=DELAY)
        assert sums_close(done.summaries)
        assert len(site.times) >= 12
        assert not [gap for gap in gaps(site.times) if gap < DELAY - SLACK]
        asked_for = [(n, path) for n, (path, _) in enumerate(site.log)]
        assert not [path for n, path in asked_for for since, rule in forbidden if n >= since and path.startswith(rule)]
        ended = states(archive)
        assert {ended[site.url(number)] for number in numbers[3:]} == {"stored"}
        refused = [number for number in numbers[:3] if ended[site.url(number)] == "disallowed robots"]
        assert {numbers[0], numbers[1]} <= set(refused)
        assert {number for number in numbers[:3] if not site.paths(f"/view/{number}")} <= set(refused)


def test_a_server_that_said_wait_is_left_alone_after_a_kill_too(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(1)) as site:
        path = site.fail(max(site.articles), raw("", 429, Retry_After="3"), raw(site.page(max(site.articles))))
        killed = start([site.outlet()], archive)
        end = time.monotonic() + 60
        while OutletPace(archive, "mini").take_first_wait() < 1:  # it has understood the answer
            assert time.monotonic() < end
            time.sleep(0.005)
        killed.send(signal.SIGKILL)
        killed.finish()
        at = site.paths().index(path)
        crawl([site.outlet()], archive)
        assert gaps(site.times)[at] > 2.5


def test_a_file_that_says_nonsense_holds_nothing_up(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    pace = OutletPace(archive, "mini")
    assert pace.take_first_wait() == 0.0
    pace.note_sent(5.0)
    pace.close()
    assert 4.0 < OutletPace(archive, "mini").take_first_wait() < 5.1
    at = time.time()
    for text, most in (
        ("", 0.0),
        ("words", 0.0),
        ("1e99 0", MAX_WAIT_SECONDS),
        ("nan nan", 0.0),
        ("0 0", 0.0),
        (f"{at + 3605} {at + 3600}", 5.0),
        (f"{at + 9e9} {at - 1}", MAX_WAIT_SECONDS),
    ):
        pace.file.write_text(text, encoding="ascii")
        assert OutletPace(archive, "mini").take_first_wait() == pytest.approx(most, abs=1e-5), text


def test_a_crawl_ends_by_its_deadline_and_says_what_was_left(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(60), per_page=60) as site, Scripted(numbered(2)) as later:
        done = crawl([site.outlet(), later.outlet(id="later")], archive, delay=0.2, deadline=5.0, parallel=1)
        assert done.code == 1
        assert [done.summaries[name]["finish"] for name in ("mini", "later")] == ["deadline", "deadline"]
        assert done.summaries["mini"]["counts"]["left"] > 10
        assert "ended before its turn came" in done.summaries["later"]["findings"][-1]
        assert not later.log
        assert sums_close(done.summaries)
        assert {state for state in states(archive).values() if not state.startswith("stored")} == {"left deadline"}
        assert rows(archive, "SELECT count(*) FROM crawl_run WHERE finish = 'deadline' AND ended_at IS NOT NULL") == [
            (2,)
        ]


NOON = datetime(2026, 11, 22, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("deadline", "span", "seconds"),
    [
        (None, None, None),
        ("12:30", None, 1800),
        ("06:30", None, 18.5 * 3600),
        ("12:00", None, 86_400),
        (None, "4h", 14_400),
        (None, "1h30m", 5_400),
        (None, "45s", 45),
        ("12:30", "4h", 1800),
    ],
)
def test_deadlines(deadline: str | None, span: str | None, seconds: float | None) -> None:
    assert seconds_left(deadline, span, NOON) == seconds


@pytest.mark.parametrize(
    ("deadline", "span"), [("25:00", None), ("noon", None), (None, "0h"), (None, "soon"), (None, "4"), ("6", None)]
)
def test_what_is_no_deadline_is_refused(deadline: str | None, span: str | None) -> None:
    with pytest.raises(DeadlineError):
        seconds_left(deadline, span, NOON)
