"""kill -9 at any moment: nothing acknowledged is lost, nothing is half-written, and the next run goes on."""

import random
import signal
import time
from pathlib import Path

from models.maintenance.verify import verify
from scrapers.samples.site import SampleSite
from tests.support.crawls import articles, crawl, rows, start, states

KILLS = 25
SEED = 20261120


def inspect(archive: Path, said: set[str]) -> None:
    """What must be true of an archive whatever happened."""
    if not archive.exists() or archive.stat().st_size == 0:
        assert not said
        return
    if not rows(archive, "SELECT 1 FROM sqlite_master WHERE name = 'article'"):
        assert not said
        return
    held = articles(archive)
    assert said <= set(held), "an acknowledged article is lost"
    settled = {key for key, state in states(archive).items() if state.split()[0] in {"stored", "unchanged"}}
    assert settled == set(held)
    assert list(verify(archive, alone=True)) == []


def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with SampleSite(warm=True) as site:
        whole = tmp_path / "whole.db"
        assert crawl(site.outlets(), whole).code == 0
        began = time.monotonic()
        assert crawl(site.outlets(), tmp_path / "again.db").code == 0
        span = time.monotonic() - began
        wanted, ends = articles(whole), {k: v.split()[0] for k, v in states(whole).items()}
        killed, n = 0, 0
        said: set[str] = set()
        while killed < KILLS:
            archive = tmp_path / f"{n}.db"
            process = start(site.outlets(), archive)
            time.sleep(chance.uniform(0, span * 0.9))
            process.send(signal.SIGKILL)
            ended = process.finish()
            killed += ended.code == -signal.SIGKILL
            said |= set(ended.stored)
            inspect(archive, said)
            if ended.code == 0 or chance.random() < 0.25:
                ended = crawl(site.outlets(), archive)
                assert ended.code == 0, ended.why
                inspect(archive, said | set(ended.stored))
                assert articles(archive) == wanted
                assert {k: v.split()[0] for k, v in states(archive).items()} == ends
                said, n = set(), n + 1
        assert n > 0
    finishes = {row[0] for n in range(n) for row in rows(tmp_path / f"{n}.db", "SELECT finish FROM crawl_run")}
    assert finishes >= {"killed", "finished"}
