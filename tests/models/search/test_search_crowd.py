"""Readers go on while a writer writes and rebuilds: never locked out, never shown half a transaction.

``make crowd-search`` does it for a minute.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from models.archive.index import rebuild as reindex
from models.archive.write.archive import Archive
from tests.support.archive_factories import START, a_page, an_article, assert_sound

ROOT = Path(__file__).resolve().parents[3]
SECONDS = float(os.environ.get("CROWD_SECONDS", "5"))
READERS = 8
WHOLE = 20


def test_eight_search_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive:
        _write(archive, 0)
        command = [sys.executable, "-m", "tests.support.search_crowd", str(path), str(SECONDS), str(WHOLE)]
        readers = [
            subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(READERS)
        ]
        try:
            number, until = 0, time.monotonic() + SECONDS
            while time.monotonic() < until and number < 3_000:
                number += 1
                _write(archive, number)
                if number % 25 == 0:
                    archive.reindex()
                    archive.tidy_search(0.2)
            said = [reader.communicate(timeout=120 + SECONDS) for reader in readers]
        finally:
            for reader in readers:
                if reader.poll() is None:
                    reader.kill()
                    reader.wait()
    assert [(reader.returncode, errors.strip()) for reader, (_, errors) in zip(readers, said, strict=True)] == [
        (0, "")
    ] * READERS
    assert number > 1
    assert all("looks at up to" in out for out, _ in said)
    print(f"\n{number} transactions of {WHOLE}; " + "; ".join(out.strip() for out, _ in said))
    if SECONDS <= 10:
        assert_sound(path)


def _write(archive: Archive, number: int) -> None:
    """One transaction: articles that every query of the crowd finds."""
    with archive.transaction() as writer:
        for n in range(number * WHOLE, (number + 1) * WHOLE):
            body = f"무리 {n}번째, 이차전지 배터리 POBATT 소식이다."
            one = an_article(n, headline=f"무리 {n}", body=body, published_at=START - timedelta(hours=n % 5000))
            writer.store(one, a_page(one, b"<html></html>"))


def test_a_rebuild_lets_a_writer_in(tmp_path: Path) -> None:
    """What is written between two parts of a rebuild, before and behind them, is in the new tables as well."""
    path = tmp_path / "archive.db"
    with Archive.open(path) as archive, Archive.open(path) as other:
        for number in range(5):
            _write(archive, number)
        told: list[tuple[int, int]] = []

        def meanwhile(done: int, total: int) -> None:
            told.append((done, total))
            for n in (1, 50, 99, 200 + len(told)):
                one = an_article(n, headline=f"고친 글 {n} {len(told)}", body="바뀐 본문", published_at=START)
                other.store(one, a_page(one, b"<html></html>"))

        was, reindex.BATCH = reindex.BATCH, 30
        try:
            archive.reindex(meanwhile)
        finally:
            reindex.BATCH = was
        assert len(told) >= 3
    assert_sound(path)


def test_a_rebuild_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    class StopHereError(Exception):
        """Ends a rebuild between two parts."""

    def stop(done: int, total: int) -> None:
        raise StopHereError

    was, reindex.BATCH = reindex.BATCH, 30
    try:
        with Archive.open(path) as archive:
            for number in range(4):
                _write(archive, number)
            with suppress(StopHereError):
                archive.reindex(stop)
            _write(archive, 4)
            assert_sound(path)
            done: list[int] = []
            archive.reindex(lambda now, _: done.append(now))
            assert done[0] > 30, "the first part is not done again"
    finally:
        reindex.BATCH = was
    assert_sound(path)
