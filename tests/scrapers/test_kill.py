"""kill -9 at any moment: nothing acknowledged is lost, nothing is half-written, and the next run goes on."""

import hashlib
import random
import signal
import sqlite3
import time
from pathlib import Path

from models.reader import get_page, open_reader
from scrapers.samples.site import SampleSite
from tests.scrapers.ground import articles, crawl, rows, start, states

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
        for table in ("ft_body",):
            db.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        for outlet, n in db.execute("SELECT id, n FROM outlet").fetchall():
            found = db.execute(
                "SELECT rowid FROM ft_body WHERE ft_body MATCH ? ORDER BY rowid", (f'"o{n}"',)
            ).fetchall()
            assert found == db.execute("SELECT id FROM article WHERE outlet = ? ORDER BY id", (outlet,)).fetchall()
    finally:
        db.rollback()
        db.close()


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
                assert ended.code == 0, ended.log
                inspect(archive, said | set(ended.stored))
                assert articles(archive) == wanted
                assert {k: v.split()[0] for k, v in states(archive).items()} == ends
                said, n = set(), n + 1
        assert n > 0
    finishes = {row[0] for n in range(n) for row in rows(tmp_path / f"{n}.db", "SELECT finish FROM crawl_run")}
    assert finishes >= {"killed", "finished"}
