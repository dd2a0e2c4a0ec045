"""Upgrades killed at every statement: the archive is of the old schema or of the new one, never between."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from models.archive.connection import open_engine
from models.archive.location import SCHEMA_VERSION
from models.archive.schema.upgrade import migrate
from models.archive.write.archive import Archive
from models.maintenance.verify import verify
from tests.stress.torture.night import child
from tests.stress.torture.tally import Tally

Shape = list[tuple[object, ...]]


def migrations(folder: Path, *, every: int = 1) -> Tally:
    """From each version to the newest, killed before every ``every``-th statement; then opened again."""
    tally = Tally()
    folder.mkdir(parents=True)
    for version in range(SCHEMA_VERSION):
        old = folder / "old.db"
        _make(old, version)
        before, number = _shape(old), 0
        while True:
            number += 1
            path = folder / "archive.db"
            shutil.copy(old, path)
            with child(lambda _ack, path=path, number=number: _killed_at(path, number)) as one:
                said = one.finish()
            killed = one.code == -signal.SIGKILL
            if not killed and one.code != 0:
                tally.fault("other", f"from schema {version}, statement {number}: {said}")
            tally.tried["killed upgrades"] += killed
            _look(path, before, tally, f"from schema {version}, killed before statement {number}")
            for side in ("", "-wal", "-shm", ".manifest"):
                path.with_name(path.name + side).unlink(missing_ok=True)
            if not killed:
                break
            number += every - 1
        for side in ("", "-wal", "-shm"):
            old.with_name(old.name + side).unlink(missing_ok=True)
    return tally


def _make(path: Path, version: int) -> None:
    """An archive as the release of that schema left it, with rows where its tables allow."""
    if version == 0:
        path.touch()
        return
    with closing(open_engine(path).connect()) as connection, connection.begin():
        migrate(connection, version=version)
        connection.exec_driver_sql("INSERT INTO outlet(id, n, title) VALUES ('sample', 1, '견본일보')")
        for number in range(5):
            connection.exec_driver_sql(
                "INSERT INTO url(outlet, key, url, state) VALUES ('sample', ?, ?, 'found')",
                (f"k{number}", f"u{number}"),
            )
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _killed_at(path: Path, number: int) -> None:
    left = [number]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    Archive.open(path).close()


def _look(path: Path, before: Shape, tally: Tally, when: str) -> None:
    now = _shape(path)
    if now != before and now[0][0] != SCHEMA_VERSION:
        tally.fault("half-written", f"{when}: the schema is between {before[0]} and {SCHEMA_VERSION}")
    Archive.open(path).close()
    if _shape(path)[0][0] != SCHEMA_VERSION:
        tally.fault("other", f"{when}: it cannot be brought up to date afterwards")
    for finding in verify(path, alone=True):
        tally.fault("half-written", f"{when}: {finding.sentence}")


def _shape(path: Path) -> Shape:
    """The version of an archive, its tables, and how many rows each has."""
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchall()
        tables = db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        plain = [name for name, sql in tables if sql and sql.startswith("CREATE TABLE") and "'" not in sql[:16]]
        counts = [(name, db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in plain]
    return [*version, *tables, *counts]
