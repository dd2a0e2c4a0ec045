"""The pages of an archive's file as they are at one moment, read beside a crawl that goes on writing.

SQLite keeps a reader's view whole: as long as one is open, nothing it needs is moved into the file or out of the
write-ahead log. So a view is opened while nobody can write, the places of the pages that are still in the log are
noted, and then the file is read page by page, past SQLite, as fast as the disk gives it. Standard library only.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from models.archive.changed_pages import ChangeLog, LogPosition, locate_pages
from models.archive.location import sqlite_uri
from models.archive.manifest import CommitPosition
from models.archive.read.open import connect

BUSY_SECONDS = 30.0
LOCK_BYTE = 0x40000000
"""The page that holds this byte is never used: SQLite locks it."""
REACHED = (
    "SELECT archive, commits, at, (SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'mark') FROM mark"
)
_HELD: dict[tuple[int, int], int] = {}
"""Files that were opened to be read past SQLite. Where the system has POSIX locks, closing such a file takes away the
locks that SQLite holds on it for all of this process; so it stays open, once, until the process ends."""


class FrozenPages:
    """A view of an archive's pages; made by ``freeze``.

    ``position`` is the place in the log of changes at this moment, None where nothing can be said of changes.
    ``database`` sees the same moment.
    """

    def __init__(
        self, database: sqlite3.Connection, file: int, places: dict[int, int], wal: int | None, reached: CommitPosition
    ) -> None:
        self.database = database
        self.reached = reached
        self.position: LogPosition | None = None
        self.page_bytes = int(database.execute("PRAGMA page_size").fetchone()[0])
        self.count = int(database.execute("PRAGMA page_count").fetchone()[0])
        self._file = file
        self._wal = wal
        self._places = places

    def read(self, numbers: Sequence[int]) -> list[bytes]:
        """The pages of these numbers, which must be in order; those beside each other are read at once.

        Raises OSError, also where the file is shorter than the archive says.
        """
        pages = list[bytes]()
        start = 0
        for place in range(1, len(numbers) + 1):
            if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
                pages += self._read_run(numbers[start], place - start)
                start = place
        return pages

    def _read_run(self, first: int, count: int) -> list[bytes]:
        size = self.page_bytes
        os.lseek(self._file, (first - 1) * size, os.SEEK_SET)
        data = _read(self._file, count * size)
        pages = [data[start : start + size] for start in range(0, count * size, size)]
        for offset, number in enumerate(range(first, first + count)):
            place = self._places.get(number)
            if place is not None and self._wal is not None:
                os.lseek(self._wal, place, os.SEEK_SET)
                pages[offset] = _read(self._wal, size)
            elif number == LOCK_BYTE // size + 1:
                pages[offset] = bytes(size)
            elif len(pages[offset]) != size:
                raise OSError(f"page {number} is missing")
        return pages


def _read(file: int, size: int) -> bytes:
    parts = []
    while size and (data := os.read(file, size)):
        parts.append(data)
        size -= len(data)
    return parts[0] if len(parts) == 1 else b"".join(parts)


@contextmanager
def freeze(path: Path) -> Iterator[FrozenPages]:
    """The pages as they are now. Raises OSError, sqlite3.Error, where they cannot be read or the archive is busy."""
    log, noted = ChangeLog(path), list[int]()
    with ExitStack() as held:
        held.callback(_note_end, log, noted)  # last of all, when every connection of this view is closed
        file = _hold(path, held)
        view = held.enter_context(closing(connect(path, lambda db: db.execute("SELECT 1 FROM mark").fetchone())))
        position, wal, places = None, None, dict[int, int]()
        try:
            writer = held.enter_context(closing(_take_writers_place(path)))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            reached = _begin(view)  # on a read-only disk nobody writes, and there is no log
        else:
            _archive, commits, _at, root = writer.execute(REACHED).fetchone()
            with suppress(OSError):
                position = log.catch_up(int(commits), int(root))
            is_moved = _move_log(view)
            reached = _begin(view)
            if is_moved:
                noted.append(int(commits))
            else:
                places = locate_pages(path)
                wal = os.open(path.with_name(path.name + "-wal"), os.O_RDONLY | getattr(os, "O_BINARY", 0))
                held.callback(os.close, wal)
            writer.execute("ROLLBACK")
        frozen = FrozenPages(view, file, places, wal, reached)
        frozen.position = position
        yield frozen


def _note_end(log: ChangeLog, noted: list[int]) -> None:
    for commits in noted:
        with suppress(OSError):
            log.close(commits)


def _move_log(view: sqlite3.Connection) -> bool:
    """Whether the whole write-ahead log is in the file now; a file may be read-only in a folder that is not."""
    try:
        _busy, frames, moved = view.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        return False
    return bool(frames == moved)


def _take_writers_place(path: Path) -> sqlite3.Connection:
    address = f"{sqlite_uri(path.absolute())}?mode=rw"
    writer = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
    except BaseException:
        writer.close()
        raise
    return writer


def _begin(view: sqlite3.Connection) -> CommitPosition:
    view.execute("BEGIN")
    archive, commits, at, _root = view.execute(REACHED).fetchone()
    return CommitPosition(archive, commits, at)


def _hold(path: Path, held: ExitStack) -> int:
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    if os.name == "nt":
        held.callback(os.close, file)
        return file
    stat = os.fstat(file)
    return _HELD.setdefault((stat.st_dev, stat.st_ino), file)
