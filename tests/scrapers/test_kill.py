"""kill -9 at any moment: nothing acknowledged is lost, nothing is half-written, and the next run goes on."""

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from models.reader import get_page, open_reader
from scrapers.samples.site import SampleSite
from tests.scrapers.ground import ROOT, articles, request, rows, states

KILLS = 25
SEED = 20261120


class Nursery:
    """The process that forks crawls, see nursery.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.scrapers.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, archive: Path, site: SampleSite, output: Path) -> int:
        """Start a crawl; its process id."""
        assert self.process.stdin
        line = json.loads(request(site.outlets(), archive, output=str(output)))
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return self._answer("pid")

    def end(self) -> int:
        """Wait for the crawl's end; its exit code, -9 where it was killed."""
        return self._answer("exit")

    def close(self) -> None:
        """End the nursery."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)
        assert self.process.stdout
        self.process.stdout.close()

    def _answer(self, word: str) -> int:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith(word), line
        return int(line.split()[1])


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    started = Nursery()
    yield started
    started.close()


def acknowledged(output: Path) -> set[str]:
    """Whole lines only: a line without its end was not said."""
    if not output.exists():
        return set()
    lines = output.read_text(encoding="utf-8").splitlines(keepends=True)
    return {line.split()[1] for line in lines if line.startswith("stored ") and line.endswith("\n")}


def inspect(archive: Path, said: set[str]) -> None:
    """What must be true of an archive whatever happened."""
    if not archive.exists() or archive.stat().st_size == 0:
        assert not said
        return
    if not rows(archive, "SELECT 1 FROM sqlite_master WHERE name = 'article'"):
        assert not said
        return
    assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
    held = articles(archive)
    assert said <= set(held), "an acknowledged article is lost"
    for url, headline, deck, body, digest in rows(
        archive, "SELECT canonical_url, headline, deck, body, text_sha256 FROM article"
    ):
        assert hashlib.sha256("\0".join((headline, deck, body)).encode()).hexdigest() == digest, url
    settled = {key for key, state in states(archive).items() if state.split()[0] in {"stored", "unchanged"}}
    assert settled == set(held)
    db = open_reader(archive)
    try:
        for article_id, digest in db.execute(
            "SELECT article.id, page.sha256 FROM article LEFT JOIN page ON page.article_id = article.id"
        ).fetchall():
            page = get_page(db, article_id)
            assert page is not None
            assert hashlib.sha256(page.page.body).hexdigest() == digest
    finally:
        db.close()
    check_search(archive)


def check_search(archive: Path) -> None:
    """The search tables are whole, and have exactly the articles."""
    db = sqlite3.connect(archive)
    try:
        for table in ("ft_body", "ft_title"):
            db.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        for outlet, n in db.execute("SELECT id, n FROM outlet").fetchall():
            found = db.execute(
                "SELECT rowid FROM ft_body WHERE ft_body MATCH ? ORDER BY rowid", (f'"o{n}"',)
            ).fetchall()
            assert found == db.execute("SELECT id FROM article WHERE outlet = ? ORDER BY id", (outlet,)).fetchall()
    finally:
        db.rollback()
        db.close()


def test_killed_at_any_moment(tmp_path: Path, nursery: Nursery) -> None:
    chance = random.Random(SEED)
    with SampleSite(warm=True) as site:
        whole = tmp_path / "whole.db"
        began = time.monotonic()
        nursery.begin(whole, site, tmp_path / "whole.out")
        assert nursery.end() == 0
        span = time.monotonic() - began
        wanted, ends = articles(whole), {k: v.split()[0] for k, v in states(whole).items()}
        killed, n = 0, 0
        said: set[str] = set()
        while killed < KILLS:
            archive = tmp_path / f"{n}.db"
            output = tmp_path / f"{n}.out"
            pid = nursery.begin(archive, site, output)
            time.sleep(chance.uniform(0, span * 0.8))
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            code = nursery.end()
            killed += code == -signal.SIGKILL
            said |= acknowledged(output)
            inspect(archive, said)
            if code == 0 or chance.random() < 0.3:
                nursery.begin(archive, site, output)
                assert nursery.end() == 0
                inspect(archive, acknowledged(output))
                assert articles(archive) == wanted
                assert {k: v.split()[0] for k, v in states(archive).items()} == ends
                said, n = set(), n + 1
        assert n > 0
    finishes = {row[0] for n in range(n) for row in rows(tmp_path / f"{n}.db", "SELECT finish FROM crawl_run")}
    assert finishes >= {"killed", "finished"}
