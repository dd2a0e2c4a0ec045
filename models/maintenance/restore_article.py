"""A damaged article alone, from the newest backup that has it sound: its rows are put back, and nothing else.

Looked at are its own row, its earlier texts, its stored pages and the dictionaries they are packed with. A row is taken
only where its checksum, its text's or page's hash bear it out, and an article's only where it is the text that the
archive has the history of. The search tables hold the words as they were stored, and stay.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.archive.compiled_sql import Database
from models.archive.compression import DamagedPageError, Unpacker
from models.archive.location import archive_path
from models.archive.read.open import open_connection
from models.archive.row_checksums import CHECKED_COLUMNS, checksum
from models.archive.write.archive import Archive
from models.language import _
from models.maintenance.backup import list_backups, open_any_release
from models.maintenance.night_rows import NightRows
from models.maintenance.nights import read_night
from models.maintenance.verify_rows import read_as_written
from models.people.audit import AuditDeed, AuditEntry
from models.records.errors import ArchiveError, BackupError
from models.records.times import now

Row = Mapping[str, Any]
UNSOUND = (ValueError, TypeError, KeyError, AttributeError, OverflowError, DamagedPageError)
"""What a row that is not as it was stored can raise."""
PARTS = {
    "dictionary": "SELECT DISTINCT dictionary_id FROM page WHERE article_id = ? AND dictionary_id IS NOT NULL",
    "article": "SELECT id FROM article WHERE id = ?",
    "revision": "SELECT rowid FROM revision WHERE article_id = ?",
    "page": "SELECT id FROM page WHERE article_id = ?",
}
"""The tables that are looked at, in order: a page is judged by its dictionary as it was put back."""
KEPT = {"article": ("id",), "revision": ("article_id",), "page": ("id", "article_id"), "dictionary": ("id",)}
"""What a row is found by is left as it is."""


@dataclass(frozen=True, slots=True)
class RestoredRow:
    """A row that was put back: its table and number there, and the backup it was taken from."""

    table: str
    number: int
    backup: Path


@dataclass(frozen=True, slots=True)
class RestoredArticle:
    """What was put back of an article; ``lost`` are the rows (table, number) that no backup has sound."""

    rows: Sequence[RestoredRow]
    lost: Sequence[tuple[str, int]]


def restore_article(number: int, target: str | Path, folder: Path | None = None, *, who: str = "") -> RestoredArticle:
    """Put the damaged rows of an article back from the backups in a folder, by default that beside the archive.

    The caller holds the crawl's lock. Nothing is written where nothing is damaged. What is put back is written down in
    the record of who did what. Raises ArchiveError, also where there is no such article.
    """
    path = archive_path(target)
    rows, lost = list[RestoredRow](), list[tuple[str, int]]()
    with ExitStack() as held:
        writer = held.enter_context(held.enter_context(Archive.open(path, create=False)).transaction())
        db = held.enter_context(closing(open_connection(path)))
        db.text_factory = read_as_written
        live = _Rows(db)
        if not live.numbers("article", number):
            raise ArchiveError(
                _("The archive has no article {id}; what is gone comes back with the whole backup.", id=number)
            )
        texts = len(live.numbers("revision", number))
        kept: list[_Rows] | None = None
        for table, row_number in [(one, row) for one in PARTS for row in live.numbers(one, number)]:
            if live.is_sound(table, row_number):
                continue
            kept = _open_backups(path, folder, held) if kept is None else kept
            for path_of, row in _sound_rows(kept, table, row_number):
                if _fits(table, row, number, texts):
                    _put_back(writer.database, table, row_number, row)
                    rows.append(RestoredRow(table, row_number, path_of))
                    if table == "dictionary":
                        live.dictionaries[row_number] = row
                    break
            else:
                lost.append((table, row_number))
        if rows:
            about = ", ".join(f"{one.table} {one.number} < {one.backup.name}" for one in rows)
            writer.add_audit(AuditEntry(at=now(), who=who, deed=AuditDeed.RESTORED, about=f"{number}: {about}"))
    return RestoredArticle(rows, lost)


class _Rows:
    """Rows of an archive or of a backup, and whether they are as they were stored."""

    def __init__(self, source: sqlite3.Connection | NightRows, path: Path | None = None) -> None:
        self._source = source
        self.path = path or Path()
        self.dictionaries = dict[int, Row]()
        """Those that are other ones than in the source."""

    def numbers(self, table: str, article: int) -> list[int]:
        """The numbers of an article's rows in a table."""
        assert isinstance(self._source, sqlite3.Connection)
        return [int(row[0]) for row in self._source.execute(PARTS[table], (article,))]

    def read(self, table: str, number: int) -> Row | None:
        """A row by column; None where there is none, or it cannot be read."""
        if table == "dictionary" and number in self.dictionaries:
            return self.dictionaries[number]
        if isinstance(self._source, NightRows):
            try:
                return self._source.read(table, number)
            except BackupError:
                return None
        with suppress(sqlite3.Error):
            cursor = self._source.execute(f"SELECT * FROM {table} WHERE rowid = ?", (number,))
            row = cursor.fetchone()
            if row is not None:
                return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
        return None

    def is_sound(self, table: str, number: int) -> bool:
        """Whether a row is there and is what was stored."""
        row = self.read(table, number)
        return row is not None and self.is_as_stored(table, row)

    def is_as_stored(self, table: str, row: Row) -> bool:
        """Whether its checksum and hashes bear a row out."""
        try:
            if table == "dictionary":
                Unpacker(row["body"])
                return True
            if checksum(row[name] for name in CHECKED_COLUMNS[table]) != row["seal"]:
                return False
            if table == "article":
                text = "\0".join((row["headline"], row["deck"], row["body"]))
                return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == str(row["text_sha256"])
            if table == "page":
                return self._unpacks(row)
        except UNSOUND:
            return False
        return True

    def _unpacks(self, row: Row) -> bool:
        unpacker = Unpacker()
        if row["dictionary_id"] is not None:
            dictionary = self.read("dictionary", row["dictionary_id"])
            if dictionary is None or not self.is_as_stored("dictionary", dictionary):
                return False
            unpacker = Unpacker(dictionary["body"])
        return sha256(unpacker.unpack(row["body"], row["size"])).hexdigest() == str(row["sha256"])


def _open_backups(path: Path, folder: Path | None, held: ExitStack) -> list["_Rows"]:
    """The backups, newest first; one that cannot be read is passed over."""
    found = []
    for backup in list_backups(path, folder):
        night = read_night(backup.path)
        with suppress(BackupError, sqlite3.Error, OSError):
            if night is not None:
                found.append(_Rows(NightRows(night), backup.path))
            else:
                db = held.enter_context(open_any_release(backup.path))
                db.text_factory = read_as_written
                found.append(_Rows(db, backup.path))
    return found


def _sound_rows(kept: Sequence[_Rows], table: str, number: int) -> Iterator[tuple[Path, Row]]:
    for one in kept:
        row = one.read(table, number)
        if row is not None and one.is_as_stored(table, row):
            yield one.path, row


def _fits(table: str, row: Row, article: int, earlier_texts: int) -> bool:
    """Whether a row of a backup is the article's, and of the text that it has now."""
    if table == "article":
        return bool(row["revision"] == earlier_texts + 1)
    return table == "dictionary" or bool(row["article_id"] == article)


def _put_back(database: Database, table: str, number: int, row: Row) -> None:
    columns = [name for name in row if name not in KEPT[table]]
    if table == "article":  # a text that is the same one is no new arrival
        held = database.driver_run("SELECT revision FROM article WHERE id = ?", (number,)).scalar_one()
        columns = [name for name in columns if name != "revision" or held != row["revision"]]
    places = ", ".join(f'"{name}" = ?' for name in columns)
    database.driver_run(f"UPDATE {table} SET {places} WHERE rowid = ?", (*(row[name] for name in columns), number))
