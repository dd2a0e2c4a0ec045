"""A transaction is written whole or not at all: after an exception, a failing statement, a kill, beside another writer."""

import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from models.archive.write.archive import Archive, ArchiveError
from tests.support.archive_factories import (
    START,
    a_page,
    an_article,
    articles,
    assert_sound,
    dump,
    failing_at,
    original,
    query,
    store,
)

ROOT = Path(__file__).resolve().parents[3]


def test_an_exception_takes_everything_back(archive: Archive, path: Path) -> None:
    store(archive, an_article(1))
    before = dump(path)
    with pytest.raises(ZeroDivisionError), archive.transaction() as writer:  # noqa: PT012
        for n, outlet in ((1, "sample"), (2, "sample"), (3, "unheard-of")):
            article = an_article(n, outlet=outlet, body="새 본문")
            writer.store(article, a_page(article))
        1 / 0  # noqa: B018
    assert dump(path) == before
    for n, outlet in ((2, "sample"), (3, "unheard-of")):
        assert store(archive, an_article(n, outlet=outlet)).outcome == "new"
    assert [len(original(path, i)) for i in articles(path)] == [1, 1, 1]
    assert_sound(path)


def test_a_failure_at_any_statement_takes_everything_back(archive: Archive, path: Path) -> None:
    store(archive, an_article(1))
    before = dump(path)
    number = 0
    messages: set[str] = set()
    while True:
        number += 1
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        with failing_at(number, error) as seen:
            try:
                with archive.transaction() as writer:
                    for n, outlet in ((1, "sample"), (2, "sample"), (3, "second")):
                        article = an_article(n, outlet=outlet, published_at=START + timedelta(days=1))
                        writer.store(article, a_page(article))
            except ArchiveError as raised:
                messages.add(str(raised))
            else:
                break
        assert dump(path) == before, seen[-1]
    assert number > 20
    assert messages == {f"The archive {path} cannot be used: reading or writing it failed (input/output error)."}
    assert [one.canonical_url[-1] for one in articles(path).values()] == ["1", "2", "3"]
    assert_sound(path)


def test_a_writer_is_of_no_use_after_its_transaction(archive: Archive) -> None:
    article = an_article()
    with archive.transaction() as writer:
        with pytest.raises(RuntimeError), archive.transaction():
            pass
        writer.store(article, a_page(article))
    with pytest.raises(RuntimeError):
        writer.store(article, a_page(article))
    with pytest.raises(RuntimeError):
        writer.ledger  # noqa: B018


CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from models.archive.write.archive import Archive
from tests.support.archive_factories import an_article, a_page
archive = Archive.open(Path(sys.argv[1]))
start = int(sys.argv[2])
print("ready", flush=True)
for batch in range(start, start + 100_000):
    with archive.transaction() as writer:
        for n in range(5):
            article = an_article(batch * 10 + n, tags=(str(batch),))
            writer.store(article, a_page(article))
        if batch > start:
            old = an_article((batch - 1) * 10, tags=(str(batch - 1),), body=f"고친 본문 {batch}")
            writer.store(old, a_page(old))
    print(batch, flush=True)
"""


def test_kill_9_loses_nothing_and_leaves_nothing_half(path: Path) -> None:
    acknowledged: set[int] = set()
    start = 1
    for kill in range(10):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(start)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            killer = threading.Timer(0.02 + 0.037 * kill, child.kill)
            killer.start()
            lines = child.stdout.read().split("\n")
            killer.join()
        finally:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()
        assert child.returncode == -9
        acknowledged |= {int(line) for line in lines[:-1]}
        tags: dict[int, int] = {}
        for one in articles(path).values():
            tags[int(one.tags[0])] = tags.get(int(one.tags[0]), 0) + 1
        assert acknowledged <= tags.keys()
        assert set(tags.values()) <= {5}
        changed = query(path, "SELECT count(*) FROM revision")[0][0]
        assert changed == len([batch for batch in tags if batch + 1 in tags])
        start = max(tags, default=start) + 2
    assert len(acknowledged) > 10
    assert_sound(path)
    assert query(path, "SELECT count(*) FROM url WHERE state <> 'stored'") == [(0,)]
    assert query(path, "SELECT count(*) FROM url") == query(path, "SELECT count(*) FROM article")


def test_two_writers_do_not_fail(path: Path) -> None:
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with Archive.open(path) as archive:
                for n in range(40):
                    store(archive, an_article(n, outlet=f"outlet-{number}"))
                    store(archive, an_article(1000 + n, outlet="both"))
        except BaseException as error:  # noqa: BLE001 - a thread's failure must reach the test
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(articles(path)) == 4 * 40
    assert_sound(path)
