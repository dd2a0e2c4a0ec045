"""How a connection to the archive is opened: WAL, every commit on the disk, every transaction begun as a writer's."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from models.archive.location import sqlite_uri

BUSY_MILLISECONDS = 10_000
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -16384",
    "PRAGMA journal_size_limit = 67108864",
)


def open_engine(path: Path) -> Engine:
    """An engine whose every transaction is ``BEGIN IMMEDIATE``: never refused half-way, DDL included."""
    address = URL.create("sqlite", database=str(path.absolute()))
    # One thread at a time, as the archive asks for, but not always the same: the web desk keeps it open.
    options = {"timeout": BUSY_MILLISECONDS / 1000, "check_same_thread": False}
    engine = create_engine(address, poolclass=NullPool, connect_args=options)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def keep_log(path: Path) -> Iterator[None]:
    """Keep a log that a kill left from being emptied by whoever closes the archive last, until it was read.

    Whatever is wrong with the file is for others to say.
    """
    with ExitStack() as held:
        if path.exists():
            with suppress(sqlite3.Error, OSError):
                holder = held.enter_context(
                    closing(sqlite3.connect(f"{sqlite_uri(path.absolute())}?mode=rw", uri=True, timeout=0))
                )
                holder.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield


def _prepare(driver: sqlite3.Connection, _record: object) -> None:
    driver.isolation_level = None  # the driver starts no transactions of its own
    _use_wal(driver)
    for pragma in _PRAGMAS:
        driver.execute(pragma).close()


def _use_wal(driver: sqlite3.Connection) -> None:
    """Turn the file to WAL. For this alone SQLite does not wait its busy time while another program does the same."""
    patience = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            driver.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
