"""Nothing that one outlet sends stops the others, the deadline or a signal."""

import signal
import time
from pathlib import Path

import pytest

from tests.support.crawls import articles, crawl, start, states, sums_close
from tests.support.hostile_inputs import FEEDS, JSON_FEEDS, PAGES, ROBOTS, SITEMAPS, Shape
from tests.support.scripted_site import Scripted, numbered, raw

COUNT = 12
FEED_BYTES = 2_000_000
READING_SECONDS = 1.0


def stored_of(archive: Path, site: Scripted) -> int:
    return sum(url.startswith(site.home) for url in articles(archive))


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("feeds", FEEDS["sections without end"]),
        ("feeds", FEEDS["open entries"]),
        ("feeds", JSON_FEEDS["half characters"]),
        ("sitemaps", SITEMAPS["document types"]),
        ("sitemaps", SITEMAPS["addresses"]),
        ("robots", ROBOTS["agents, then rules"]),
        ("lists", PAGES["deep, then quotes"]),
    ],
    ids=["sections", "entries", "JSON", "document types", "a large sitemap", "robots", "a deep list"],
)
def test_a_hostile_outlet_among_three_leaves_the_others_whole(tmp_path: Path, kind: str, shape: Shape) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(COUNT)) as first, Scripted(numbered(COUNT)) as hostile, Scripted(numbered(COUNT)) as last:
        body = raw(shape(FEED_BYTES if kind != "robots" else 400_000))
        path = {"robots": "/robots.txt", "lists": "/news/lists?category_cd=108"}.get(kind, "/hostile")
        hostile.answers[path] = [body]
        named = {kind: (f"{hostile.home}/hostile",)} if kind in ("feeds", "sitemaps") else {}
        outlets = [first.outlet(id="first"), hostile.outlet(id="hostile", **named), last.outlet(id="last")]
        begun = time.monotonic()
        done = crawl(outlets, archive, deadline=60)
        assert time.monotonic() - begun < 90
        assert stored_of(archive, first) == stored_of(archive, last) == COUNT, done.why
        assert done.summaries["first"]["ok"], done.why
        assert done.summaries["last"]["ok"], done.why
        assert sums_close(done.summaries)
        if kind in ("feeds", "sitemaps"):
            assert stored_of(archive, hostile) == COUNT


def test_pages_whose_reading_never_ends_end_with_a_reason_and_then_the_outlet_does(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(COUNT)) as first, Scripted(numbered(COUNT)) as hostile, Scripted(numbered(COUNT)) as last:
        outlets = [one.outlet(id=name) for one, name in ((first, "first"), (hostile, "hostile"), (last, "last"))]
        done = crawl(outlets, archive, fault=f"hang:{hostile.home}", reading_seconds=READING_SECONDS)
        assert stored_of(archive, first) == stored_of(archive, last) == COUNT, done.why
        assert stored_of(archive, hostile) == 0
        assert done.summaries["hostile"]["finish"] == "stalled"
        assert "takes too long to read" in " ".join(done.summaries["hostile"]["findings"])
        ended = [state for key, state in states(archive).items() if key.startswith(hostile.home)]
        assert 3 <= sum(state == "rejected parse_limit: it took longer than 1 s to read" for state in ended) <= 6, ended
        assert sums_close(done.summaries)


def test_a_list_whose_reading_never_ends_is_said(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    with Scripted(numbered(COUNT)) as first, Scripted(numbered(COUNT)) as hostile:
        outlets = [first.outlet(id="first"), hostile.outlet(id="hostile")]
        done = crawl(outlets, archive, fault=f"hang_list:{hostile.home}", reading_seconds=READING_SECONDS)
        assert stored_of(archive, first) == COUNT, done.why
        assert "cannot be read: parse_limit: it took longer than 1 s" in done.summaries["hostile"]["findings"][0]
        assert not done.summaries["hostile"]["complete"]


def test_the_deadline_holds_while_pages_hang(tmp_path: Path) -> None:
    with Scripted(numbered(COUNT)) as hostile:
        begun = time.monotonic()
        done = crawl(
            [hostile.outlet()], tmp_path / "a.db", fault="hang:/news/view", reading_seconds=READING_SECONDS, deadline=2
        )
        assert done.summaries["mini"]["finish"] in ("deadline", "stalled")
        assert done.summaries["mini"]["counts"]["left"] > 0
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_whose_page_hangs(tmp_path: Path, sign: int) -> None:
    with Scripted(numbered(COUNT)) as hostile:
        process = start([hostile.outlet()], tmp_path / "a.db", fault="hang:/news/view", reading_seconds=3)
        end = time.monotonic() + 60
        while not hostile.paths("/news/view/"):
            assert time.monotonic() < end
            time.sleep(0.01)
        process.send(sign)
        done = process.finish(60)
        assert done.summaries["mini"]["finish"] == "interrupted", done.why
        assert sums_close(done.summaries)
