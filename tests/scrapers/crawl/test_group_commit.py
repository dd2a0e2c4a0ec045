"""Group commit: nobody is told before COMMIT, one bad record harms nobody else, a failed archive tells everybody."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.archive.write.archive import Archive, ArchiveTransaction
from models.records.errors import ArchiveError, RecordRefusedError
from models.records.outlet import Outlet
from models.records.times import now
from models.records.url_states import Found, State
from scrapers.crawl.group_commit import GroupCommit

OUTLET = Outlet(id="a", title="가", family="newspim", home="https://www.a.kr")


def mark(key: str) -> Callable[[ArchiveTransaction], None]:
    return lambda writer: writer.ledger.set_state(None, "a", key, State.FAILED, "test")


def keys(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return [key for (key,) in db.execute("SELECT key FROM url ORDER BY key")]
    finally:
        db.close()


def with_archive(path: Path, work: Callable[[GroupCommit, list[ArchiveError]], Any], **options: Any) -> None:
    async def main() -> None:
        failures: list[ArchiveError] = []
        with Archive.open(path) as archive:
            archive.upsert_outlet(OUTLET)
            await work(GroupCommit(archive, failures.append, **options), failures)

    asyncio.run(main())


def test_told_only_after_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    async def work(commit: GroupCommit, _: list[ArchiveError]) -> None:
        futures = [commit.add(mark(f"k{n}")) for n in range(3)]
        assert not any(future.done() for future in futures)
        assert keys(path) == []
        await asyncio.gather(*futures)
        assert keys(path) == ["k0", "k1", "k2"]

    with_archive(path, work, seconds=0.01)


def test_a_full_group_does_not_wait(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    async def work(commit: GroupCommit, _: list[ArchiveError]) -> None:
        futures = [commit.add(mark(f"k{n}")) for n in range(4)]
        assert [future.done() for future in futures] == [True] * 4
        late = commit.add(mark("k9"))
        assert not late.done()
        commit.flush()
        assert late.done()

    with_archive(path, work, max_operations=4, seconds=60)


def test_an_answer_wanted_now_takes_what_waits_along(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    async def work(commit: GroupCommit, _: list[ArchiveError]) -> None:
        waiting = commit.add(mark("first"))
        knowns = commit.write_now(lambda writer: writer.ledger.discover(run(writer), "a", [Found("first", "u")], now()))
        assert waiting.done()
        assert [known.ask for known in knowns] == [True]
        with pytest.raises(KeyError):
            commit.write_now(lambda _: {}["nothing"])

    def run(writer: ArchiveTransaction) -> int:
        return writer.ledger.begin_run("a", now())

    with_archive(path, work, seconds=60)


def test_one_bad_record_harms_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    def bad(_: ArchiveTransaction) -> None:
        raise RecordRefusedError("one record")

    def worse(_: ArchiveTransaction) -> None:
        raise OverflowError("too large for a number")

    async def work(commit: GroupCommit, failures: list[ArchiveError]) -> None:
        futures = [commit.add(one) for one in (mark("a"), bad, mark("b"), worse, mark("c"))]
        commit.flush()
        assert [type(future.exception()) for future in futures] == [
            type(None),
            RecordRefusedError,
            type(None),
            OverflowError,
            type(None),
        ]
        assert failures == []
        assert commit.failure is None

    with_archive(path, work, seconds=60)
    assert keys(path) == ["a", "b", "c"]


def test_a_failed_archive_tells_everybody_and_is_not_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"

    def broken(_: ArchiveTransaction) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async def work(commit: GroupCommit, failures: list[ArchiveError]) -> None:
        futures = [commit.add(one) for one in (mark("a"), broken, mark("b"))]
        commit.flush()
        assert all(isinstance(future.exception(), ArchiveError) for future in futures)
        assert isinstance(commit.add(mark("c")).exception(), ArchiveError)
        with pytest.raises(ArchiveError):
            commit.write_now(mark("d"))
        assert len(failures) == 1

    with_archive(path, work, seconds=60)
    assert keys(path) == []
